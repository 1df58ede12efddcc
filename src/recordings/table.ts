import type { List, Paragraph, Table, TableCell, TableRow } from 'mdast';
import type { Locale } from '../i18n/messages';
import { item, paragraph, strong, text } from '../mdx/markdown';
import results from './results.json';
import { suiteWords } from './words';

/** What `npm run golden -- --write` noted of a suite (scripts/golden/results.ts). */
interface SuiteResult {
  readonly cases: number;
  readonly equal: number;
  readonly kubernetes: readonly string[];
  readonly sources: readonly string[];
}

const suites = Object.entries(results as Readonly<Record<string, SuiteResult>>);

const labels = {
  ko: {
    heads: ['묶음', '무엇을 견주나', '같은 것 / 기록'],
    sum: (equal: string, cases: string, versions: string) => `쿠버네티스 ${versions}와 리눅스에서 기록한 ${cases}건 가운데 ${equal}건에서 이 모형의 답이 진짜와 같습니다.`,
  },
  en: {
    heads: ['Suite', 'What is compared', 'Equal / recorded'],
    sum: (equal: string, cases: string, versions: string) => `Of ${cases} recordings of Kubernetes ${versions} and of Linux, this model answers ${equal} as the real thing did.`,
  },
} as const;

const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const cell = (...children: TableCell['children']): TableCell => ({ type: 'tableCell', children });
const row = (...children: TableCell[]): TableRow => ({ type: 'tableRow', children });

/** How many recordings there are and how many the model equals; and suite by suite. */
export function resultTable(locale: Locale): readonly [Paragraph, Table] {
  const { heads, sum } = labels[locale];
  const total = (of: (one: SuiteResult) => number): string => number(suites.reduce((all, [, one]) => all + of(one), 0));
  const versions = [...new Set(suites.flatMap(([, { kubernetes }]) => kubernetes))].sort().join(', ');
  return [
    paragraph(strong(text(sum(total(({ equal }) => equal), total(({ cases }) => cases), versions)))),
    {
      type: 'table',
      align: ['left', 'left', 'right'],
      children: [
        row(...heads.map((head) => cell(text(head)))),
        ...suites.map(([name, { cases, equal }]) => row(cell({ type: 'inlineCode', value: name }), cell(text(suiteWords[name]?.[locale] ?? name)), cell(text(`${number(equal)} / ${number(cases)}`)))),
      ],
    },
  ];
}

/** What was recorded of which version, in the words of the recordings. */
export const sourceList = (): List => ({
  type: 'list', ordered: false, spread: false,
  children: suites.flatMap(([name, { sources }]) => (sources.length === 0 ? [] : [item([{ type: 'inlineCode', value: name }, text(`: ${sources.join(' · ')}`)])])),
});
