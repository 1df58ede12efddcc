import Layout from '@theme/Layout';
import Heading from '@theme/Heading';
import Link from '@docusaurus/Link';
import { PageHead } from '@site/src/components/PageHead';
import { HomeCluster } from '@site/src/widgets';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import styles from './index.module.css';

const homeMessages = defineMessages({
  ko: {
    title: '쿠버네티스 익스플로러',
    description: '브라우저 안에서 직접 실행하며 배우는 쿠버네티스 과정입니다. 설치도 계정도 없이, 실제와 같은 규칙으로 움직이는 시뮬레이션으로 익힙니다.',
    headline: '읽고, 돌려 보고, 이해하는 쿠버네티스',
    lead: '설명마다 직접 움직여 볼 수 있는 실험이 붙어 있습니다. 스케줄러도 커널도 실제와 같은 규칙으로 브라우저 안에서 돌아갑니다. 설치할 것도, 가입할 것도 없습니다.',
    start: '1부 시작하기: 왜 쿠버네티스인가',
    curriculum: '26부 전체 과정 보기',
    facts: ['한국어와 영어', '쿠버네티스 1.36 · 리눅스 6.18 기준', '실제 커널의 동작을 기록한 값으로 검증', '입력한 내용은 브라우저 밖으로 나가지 않음'],
  },
  en: {
    title: 'Kubernetes Explorer',
    description: 'A Kubernetes course that you run in your browser: no install, no account, and simulations that follow the rules of the real thing.',
    headline: 'Kubernetes, explained by running it',
    lead: 'Every explanation comes with an experiment that you can push around. The scheduler and the kernel run in your browser by the rules of the real ones. Nothing to install, nothing to sign up for.',
    start: 'Start with Part 1: why Kubernetes',
    curriculum: 'See all 26 parts',
    facts: ['Korean and English', 'Kubernetes 1.36 · Linux 6.18', 'Checked against recordings of a real kernel', 'Nothing you type leaves your browser'],
  },
});

export default function Home() {
  const text = useMessages(homeMessages);
  return (
    <Layout>
      <PageHead id="home" title={text.title} description={text.description} jsonLd={{ '@type': 'Course', provider: { '@type': 'Organization', name: text.title } }} />
      <main className={styles.page}>
        <div className={styles.words}>
          <Heading as="h1" className={styles.headline}>
            {text.headline}
          </Heading>
          <p className={styles.lead}>{text.lead}</p>
          <p className={styles.actions}>
            <Link className={styles.start} to="/why-kubernetes">
              {text.start}
            </Link>
            <Link className={styles.more} to="/curriculum">
              {text.curriculum}
            </Link>
          </p>
          <ul className={styles.facts}>
            {text.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </div>
        <HomeCluster />
      </main>
    </Layout>
  );
}
