import Head from '@docusaurus/Head';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { PageMetadata } from '@docusaurus/theme-common';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { useLocale } from '@site/src/i18n/messages';

/** Title, description, Open Graph image and structured data of a page. */
export default function DocItemMetadata() {
  const { metadata, frontMatter } = useDoc();
  const { siteConfig } = useDocusaurusContext();
  const locale = useLocale();
  const { reading = 0, doing = 0 } = frontMatter as { reading?: number; doing?: number };
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: metadata.title,
    description: metadata.description,
    inLanguage: locale,
    url: `${siteConfig.url}${metadata.permalink}`,
    learningResourceType: 'Course section',
    isAccessibleForFree: true,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    ...(reading ? { timeRequired: `PT${reading + doing}M` } : {}),
    isPartOf: { '@type': 'Course', name: siteConfig.title, description: siteConfig.tagline, inLanguage: locale },
  };
  return (
    <>
      <PageMetadata title={metadata.title} description={metadata.description} image={`og/${locale}/${metadata.id.replaceAll('/', '-')}.png`} />
      <Head>
        <script type="application/ld+json">{JSON.stringify(jsonLd)}</script>
      </Head>
    </>
  );
}
