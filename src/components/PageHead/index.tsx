import Head from '@docusaurus/Head';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { PageMetadata } from '@docusaurus/theme-common';
import { useLocale } from '@site/src/i18n/messages';

interface PageHeadProps {
  /** Name of the Open Graph image and of the structured data's page. */
  id: string;
  title: string;
  description: string;
  /** Structured data beside the site's own; merged into one graph. */
  jsonLd: Record<string, unknown>;
}

/** Title, description, Open Graph image and structured data of a page that is not a doc. */
export function PageHead({ id, title, description, jsonLd }: PageHeadProps) {
  const locale = useLocale();
  const { siteConfig } = useDocusaurusContext();
  const data = { '@context': 'https://schema.org', inLanguage: locale, isAccessibleForFree: true, name: title, description, ...jsonLd };
  return (
    <>
      <PageMetadata title={title} description={description} image={`og/${locale}/${id}.png`} />
      <Head>
        <meta property="og:site_name" content={siteConfig.title} />
        <script type="application/ld+json">{JSON.stringify(data)}</script>
      </Head>
    </>
  );
}
