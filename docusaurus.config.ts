import type { Options as PresetOptions } from '@docusaurus/preset-classic';
import type { Config } from '@docusaurus/types';
import chunks from './src/bundling/chunks';
import remarkCitations from './src/mdx/remark-citations';
import remarkLabs from './src/mdx/remark-labs';
import remarkManifests from './src/mdx/remark-manifests';
import remarkRecordings from './src/mdx/remark-recordings';
import remarkTerms from './src/mdx/remark-terms';
import remarkMermaid from './src/diagrams/remark-mermaid';
import exam from './src/exam/plugin';
import incidents from './src/incidents/plugin';
import glossary from './src/glossary/plugin';
import passages from './src/islands/passages/plugin';
import recmaLatePassages from './src/islands/passages/recma-late-passages';
import rehypePassages from './src/islands/passages/rehype-passages';
import llms from './src/llms/plugin';
import offline from './src/offline/plugin';
import search from './src/search/plugin';

const siteUrl = process.env.SITE_URL ?? 'https://kubernetes-explorer.example';
const baseUrl = process.env.BASE_URL ?? '/';
const locale = process.env.DOCUSAURUS_CURRENT_LOCALE ?? 'ko';

const tagline: Record<string, string> = {
  ko: '직접 실행하며 배우는 쿠버네티스',
  en: 'The Kubernetes course you can run',
};

export default async function config(): Promise<Config> {
  return {
    title: locale === 'ko' ? '쿠버네티스 익스플로러' : 'Kubernetes Explorer',
    tagline: tagline[locale],
    url: siteUrl,
    baseUrl,
    trailingSlash: false,
    favicon: 'img/favicon.svg',
    onBrokenLinks: 'throw',
    onBrokenAnchors: 'throw',
    onDuplicateRoutes: 'throw',
    future: {
      v4: true,
      faster: true,
    },
    i18n: {
      defaultLocale: 'ko',
      locales: ['ko', 'en'],
      localeConfigs: {
        ko: { label: '한국어', htmlLang: 'ko', direction: 'ltr' },
        en: { label: 'English', htmlLang: 'en', direction: 'ltr' },
      },
    },
    markdown: {
      hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
    },
    presets: [
      [
        '@docusaurus/preset-classic',
        {
          docs: {
            routeBasePath: '/',
            sidebarPath: './sidebars.ts',
            breadcrumbs: false,
            beforeDefaultRemarkPlugins: [remarkLabs, remarkManifests, remarkRecordings, remarkMermaid, remarkCitations, remarkTerms],
            rehypePlugins: [rehypePassages],
            recmaPlugins: [recmaLatePassages],
          },
          blog: false,
          debug: false,
          svgr: false,
          sitemap: { ignorePatterns: ['/404.html', '/en/404.html'] },
          theme: { customCss: ['./src/css/tokens.css', './src/css/site.css', './src/css/print.css'] },
        } satisfies PresetOptions,
      ],
    ],
    plugins: [
      chunks,
      exam,
      incidents,
      glossary,
      search,
      offline,
      passages,
      llms,
    ],
    clientModules: [...['copyCode', 'diagramStarts', 'handOver', 'loadOnIntent', 'sharedWidget'].map((name) => `./src/clientModules/${name}.ts`), './src/places/keepPlace.ts'],
    // Fences are drawn while the site is built; the theme's client draws what changes in the browser (src/components/LiveDiagram).
    themes: ['@docusaurus/theme-mermaid'],
    themeConfig: {
      colorMode: { respectPrefersColorScheme: true },
      docs: { sidebar: { hideable: false } },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      navbar: {
        items: [
          { to: '/why-kubernetes', label: '1부 시작하기', position: 'left' },
          { to: '/curriculum', label: '전체 과정', position: 'left' },
          { to: '/guides/choosing-a-distribution', label: '배포판 고르기', position: 'left' },
          { to: '/tools/manifest-check', label: '매니페스트 검사', position: 'left' },
          { type: 'custom-languageSwitch', position: 'right' },
        ],
      },
    },
  };
}
