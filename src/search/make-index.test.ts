import { describe, expect, it } from 'vitest';
import { parseMdx } from '../mdx/parse';
import { ask } from './converse';
import { libraryOf } from './load';
import { makeIndex, readTexts, type SourcePage } from './make-index';

const text = `---
title: t
---

<Intro question="왜 필요할까요?" audience="누구나">

처음 문단입니다.

</Intro>

## 첫 **절** \`code\` {/* #first */}

<Term id="pod">파드</Term>를 봅니다.<Cite id="x" />

\`\`\`yaml
strategy:
  maxSurge: 1
\`\`\`

### 작은 절 {/* #small */}

| 이름 | 값 |
| --- | --- |
| 하나 | 둘 |

<SelfCheck>
<Question id="q1" ask="\`파드\`는 무엇일까요?">

답은 **작은 단위**입니다.

</Question>
</SelfCheck>

<Mistakes>
<Mistake id="m1" symptom="파드가 멈춥니다.">
<Why>자리가 없습니다.</Why>
</Mistake>
</Mistakes>
`;

const terms = [
  { id: 'pod', ko: '파드', en: 'Pod', short: ['po'], definition: { ko: '가장 작은 단위입니다.', en: 'The smallest unit.' } },
  { id: 'unused', ko: '안 쓴 말', en: 'unused', definition: { ko: '없습니다.', en: 'None.' } },
];
const tree = parseMdx(text);
const page = { title: '한 쪽', description: '설명.', url: '/one', tree };
const others = [{ title: '과정', url: '/curriculum', text: '스케줄링' }];
const make = (pages: SourcePage[] = [page]) => makeIndex({ locale: 'ko', pages, others, terms });
const searchIn = ({ index, pageTexts }: ReturnType<typeof make>) => (query: string) => ask(libraryOf(index, (page) => Promise.resolve(pageTexts[page]!)), query);
const read = () => readTexts({ locale: 'ko', pages: [page], others, terms }).texts;

describe('an index', () => {
  it('has a record for the page, each section, question, mistake and term in use', () => {
    expect(make().index.records.map(({ kind, title, anchor }) => [kind, title, anchor])).toEqual([
      ['page', '한 쪽', ''],
      ['section', '첫 절 code', 'first'],
      ['section', '작은 절', 'small'],
      ['question', '파드는 무엇일까요?', 'question-q1'],
      ['mistake', '파드가 멈춥니다.', 'mistake-m1'],
      ['term', '파드 · Pod · po', 'first'],
      ['page', '과정', ''],
    ]);
  });

  it('gives each place its own text, and code only as words to find', () => {
    const [first, section, small, question] = read();
    expect(first!.body).toBe('설명. 왜 필요할까요? 누구나 처음 문단입니다.');
    expect(section).toMatchObject({ body: '파드를 봅니다.', more: 'strategy:\n  maxSurge: 1' });
    expect(small!.body).toBe('이름 값 하나 둘');
    expect(question!.body).toBe('답은 작은 단위입니다.');
  });

  it('leads to the list of terms where there is one', () => {
    const glossary = { title: '용어', description: '', url: '/glossary', tree: parseMdx('<Glossary />') };
    const { pages, records } = make([page, glossary]).index;
    const found = records.filter(({ kind }) => kind === 'term');
    expect(found.map((record) => `${pages[record.page]!.url}#${record.anchor}`)).toEqual(['/glossary#term-pod', '/glossary#term-unused']);
  });

  it('finds what a figure or a widget below a heading says', async () => {
    const made = make([{ ...page, beyond: (anchor) => (anchor === 'small' ? 'Throttled periods' : '') }]);
    expect((await searchIn(made)('throttled')).hits[0]!.url).toBe('/one#small');
  });

  it('has the text of each place apart, in the file of its page', () => {
    const { index, pageTexts } = make();
    const question = index.records.findIndex(({ kind }) => kind === 'question');
    expect(pageTexts[0]!.texts[question]).toBe('답은 작은 단위입니다.');
    expect(JSON.stringify(index)).not.toContain('답은');
  });

  it('leads to the heading', async () => {
    expect((await searchIn(make())('maxSurge')).hits[0]!.url).toBe('/one#first');
  });

  it('still leads to the page where its texts cannot be had', async () => {
    const { index } = make();
    const { hits } = await ask(libraryOf(index, () => Promise.reject(new Error('offline'))), 'maxSurge');
    expect(hits.map(({ url, excerpt }) => [url, excerpt])).toEqual([['/one', []]]);
  });

  it.each(['파드', 'pod', '파드란', 'po'])('puts the definition first where a term is all that was typed: %s', async (query) => {
    const { hits } = await searchIn(make())(query);
    expect([hits[0]!.kind, hits[0]!.title.map(({ text: piece }) => piece).join('')]).toEqual(['term', '파드 · Pod · po']);
  });

  it('gives the list of terms one place among the pages otherwise', async () => {
    const glossary = { title: '용어', description: '', url: '/glossary', tree: parseMdx('<Glossary />') };
    const { hits } = await searchIn(make([page, glossary]))('파드가 멈춥니다');
    expect(hits[0]!.url).toBe('/one#mistake-m1');
    expect(hits.map(({ page: of }) => of).filter((of, i, all) => of !== all[i - 1])).toEqual([...new Set(hits.map(({ page: of }) => of))]);
  });
});
