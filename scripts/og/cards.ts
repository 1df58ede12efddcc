import { createHash } from 'node:crypto';
import { parts, stageOf } from '../../src/curriculum/parts';
import { questions } from '../../src/curriculum/questions';
import type { Locale, Page } from '../content/page';
import { docId, imageId, type Pair } from '../content/project';

/** What one link preview says. */
export interface Card {
  locale: Locale;
  /** File name below static/og/<locale>/. */
  id: string;
  /** Small line above the title, e.g. `1부 · 기초`. */
  place: string;
  title: string;
  /** The question or sentence under the title. */
  line: string;
  /** Number of the part, 1 to 26; null for pages outside the parts. */
  part: number | null;
}

export const siteName: Record<Locale, string> = { ko: '쿠버네티스 익스플로러', en: 'Kubernetes Explorer' };

const texts = {
  ko: {
    part: (n: number, stage: string) => `${n}부 · ${stage}`,
    guide: '길잡이',
    home: { place: '브라우저에서 실행하는 과정', title: '읽고, 돌려 보고, 이해하는 쿠버네티스', line: '스케줄러와 커널의 규칙이 그림 속에서 그대로 움직입니다.' },
    curriculum: { place: '전체 과정', title: '질문 26개로 배우는 쿠버네티스', line: '컨테이너 하나에서 운영까지, 부마다 질문 하나씩 풀어 갑니다.' },
  },
  en: {
    part: (n: number, stage: string) => `Part ${n} · ${stage}`,
    guide: 'Guide',
    home: { place: 'A course that runs in the browser', title: 'Kubernetes, explained by running it', line: 'The rules of the scheduler and the kernel, at work inside the figures.' },
    curriculum: { place: 'Curriculum', title: 'Kubernetes in 26 questions', line: 'From one container to operations, one question a part.' },
  },
} as const;

const firstSentence = (text: string): string => /^.*?[.?!](?=\s|$)/s.exec(text)?.[0] ?? text;

function cardOf(page: Page): Card {
  const { locale } = page;
  const text = texts[locale];
  const part = parts.find(({ slug }) => slug === docId(page.path));
  const { title, description } = page.frontmatter;
  return {
    locale,
    id: imageId(page.path),
    place: part ? text.part(part.number, stageOf(part).stage.name[locale]) : text.guide,
    title: typeof title === 'string' ? title : docId(page.path),
    line: part ? questions[part.number][locale] : typeof description === 'string' ? firstSentence(description) : '',
    part: part?.number ?? null,
  };
}

/** One card for each page and language: the two fixed pages and every doc. */
export const cardsOf = (pairs: readonly Pair[]): Card[] =>
  (['ko', 'en'] as const).flatMap((locale) => [
    { locale, id: 'home', part: null, ...texts[locale].home },
    { locale, id: 'curriculum', part: null, ...texts[locale].curriculum },
    ...pairs.flatMap((pair) => {
      const page = pair[locale];
      return page ? [cardOf(page)] : [];
    }),
  ]);

/** Stands in the picture's Comment, so that a picture drawn from older words is noticed. */
export const fingerprint = (card: Card): string => createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 16);
