import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import Heading from '@theme/Heading';
import { defineBothMessages, useLocale } from '@site/src/i18n/messages';

const notFoundMessages = defineBothMessages({
  ko: {
    title: '이 주소에는 페이지가 없습니다',
    body: '주소가 바뀌었거나 글자가 빠졌을 수 있습니다. 전체 과정에서 찾는 글이 있는지 살펴봐 주세요.',
    curriculum: '전체 과정 보기',
    home: '처음으로',
  },
  en: {
    title: 'There is no page at this address',
    body: 'It may have moved, or a letter may be missing. The curriculum lists every page there is.',
    curriculum: 'See the curriculum',
    home: 'Go to the start',
  },
});

/** Both languages, as a static host serves one 404 page for all addresses; the page's own language comes first. */
export default function NotFoundContent() {
  const own = useLocale();
  const other = own === 'ko' ? 'en' : 'ko';
  const { i18n } = useDocusaurusContext();
  const otherBase = (i18n.localeConfigs[other] as { baseUrl?: string } | undefined)?.baseUrl ?? '/';
  return (
    <main className="container margin-vert--xl">
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <Heading as="h1">{notFoundMessages[own].title}</Heading>
      <p>{notFoundMessages[own].body}</p>
      <p>
        <Link to="/curriculum">{notFoundMessages[own].curriculum}</Link> · <Link to="/">{notFoundMessages[own].home}</Link>
      </p>
      <hr />
      <div lang={other}>
        <Heading as="h2">{notFoundMessages[other].title}</Heading>
        <p>{notFoundMessages[other].body}</p>
        <p>
          <a href={`${otherBase}curriculum`}>{notFoundMessages[other].curriculum}</a> · <a href={otherBase}>{notFoundMessages[other].home}</a>
        </p>
      </div>
    </main>
  );
}
