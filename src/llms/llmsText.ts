import type { Locale } from './catalogs';

export interface ListedPage {
  locale: Locale;
  title: string;
  description: string;
  /** Address of the page's Markdown. */
  url: string;
  kind: 'course' | 'guide' | 'other';
}

const words = {
  ko: { course: '한국어: 과정', guide: '한국어: 길잡이', other: '한국어: 그 밖의 페이지' },
  en: { course: 'English: the course', guide: 'English: guides', other: 'English: other pages' },
};

const head = `# 쿠버네티스 익스플로러 · Kubernetes Explorer

> 브라우저에서 직접 실행하며 배우는 쿠버네티스 과정입니다. A Kubernetes course that you run in the browser, in Korean and English.

Every page is also plain Markdown at its own address with \`.md\` at the end. Text and pictures are under CC BY 4.0, code under MIT. Both languages have the same pages and the same heading ids; neither is a translation of the other's sentences. The text is about Kubernetes 1.36 and Linux 6.18 unless it says otherwise.
`;

const escape = (value: string) => value.replace(/([[\]\\])/g, '\\$1');

/** The index at the site's root, in the form that llmstxt.org describes. Pages keep the order in which they are given. */
export function llmsText(pages: readonly ListedPage[]): string {
  const sections = (['ko', 'en'] as const).flatMap((locale) =>
    (['course', 'guide', 'other'] as const).flatMap((kind) => {
      const listed = pages.filter((page) => page.locale === locale && page.kind === kind);
      if (listed.length === 0) return [];
      return [`## ${words[locale][kind]}\n\n${listed.map(({ title, url, description }) => `- [${escape(title)}](${url}): ${description}`).join('\n')}\n`];
    }),
  );
  return [head, ...sections].join('\n');
}
