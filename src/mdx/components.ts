import type { RootContent } from 'mdast';
import { glossary } from './remark-terms';
import type { CourseComponent, PrintContext } from './component';
import { readManifest } from './manifests';
import { descendants, inline, item, labelled, paragraph, quote, required, strong, text, verbatim } from './markdown';
import { stringProp, type JsxElement } from './nodes';
import { picture, pictures } from './pictures';
import { recordingsIn } from './remark-recordings';

const childrenOf: CourseComponent['markdown'] = (element, { inside }) => inside(element);

function question(element: JsxElement, { labels, blocksInside }: PrintContext, n?: number): RootContent[] {
  const number = n === undefined ? [] : [text(`${labels.question(n)}. `)];
  return [paragraph(strong(...number, ...inline(required(element, 'ask')))), ...blocksInside(element)];
}

/**
 * The table of course components: one entry for each export of `src/course` (a test holds the two together). `component.ts` says what
 * the columns mean. Figures and widgets need no entry: their index files are read (`pictures.ts`).
 */
export const courseComponents: Readonly<Record<string, CourseComponent>> = {
  Intro: {
    markdown: (element, { labels, blocksInside }) => [
      paragraph(strong(text(required(element, 'question')))),
      ...blocksInside(element),
      paragraph(strong(text(labels.audience)), text(` ${required(element, 'audience')}`)),
    ],
  },
  Objectives: {
    markdown: (element, { inside, labels }) => [
      paragraph(strong(text(labels.objectives))),
      { type: 'list', ordered: false, spread: false, children: descendants(element, 'Objective').map((one) => item(inside(one))) },
    ],
  },
  Objective: { keyed: true, markdown: childrenOf },
  RealCluster: {
    still: true,
    block: true,
    markdown: (element, { labels, blocksInside }) => [paragraph(strong(text(labels.realCluster))), ...blocksInside(element)],
  },
  Callout: {
    still: true,
    block: true,
    markdown: (element, { labels, blocksInside }) => {
      const title = stringProp(element, 'title');
      const label = (labels.callout as Readonly<Record<string, string>>)[required(element, 'kind')] ?? '';
      return [quote(paragraph(strong(text(title ? `${label}: ${title}` : label))), ...blocksInside(element))];
    },
  },
  UnderTheHood: {
    still: true,
    block: true,
    folded: true,
    anchor: (id) => `hood-${id}`,
    keyed: true,
    markdown: (element, { blocksInside }) => [paragraph(strong(...inline(required(element, 'title')))), ...blocksInside(element)],
  },
  Mistakes: { still: true, markdown: childrenOf },
  Mistake: {
    still: true,
    block: true,
    anchor: (id) => `mistake-${id}`,
    keyed: true,
    search: { kind: 'mistake', title: 'symptom' },
    markdown: (element, { labels, blocksInside }) => [paragraph(strong(text(labels.symptom)), text(' '), ...inline(required(element, 'symptom'))), ...blocksInside(element)],
  },
  Why: { still: true, block: true, markdown: (element, { labels, blocksInside }) => labelled(labels.why, blocksInside(element)) },
  Fix: { still: true, block: true, markdown: (element, { labels, blocksInside }) => labelled(labels.fix, blocksInside(element)) },
  SelfCheck: { markdown: (element, context) => descendants(element, 'Question').flatMap((one, index) => question(one, context, index + 1)) },
  Question: { block: true, folded: true, anchor: (id) => `question-${id}`, keyed: true, search: { kind: 'question', title: 'ask' }, markdown: (element, context) => question(element, context) },
  LoadInto: { still: true, block: true, markdown: childrenOf },
  GoesDeeper: { still: true, markdown: childrenOf },
  OlderPosts: { still: true, search: false, markdown: childrenOf },
  OlderPost: {
    still: true,
    block: true,
    anchor: (id) => `older-${id}`,
    keyed: true,
    markdown: (element, { labels, blocksInside }) => [
      paragraph(strong(text(labels.olderClaim)), text(' '), ...inline(required(element, 'claim'))),
      ...labelled(labels.olderFact, blocksInside(element)),
    ],
  },
  Sources: {
    still: true,
    search: false,
    markdown: (element, { inside, labels }) => [
      {
        type: 'list',
        ordered: true,
        start: 1,
        spread: false,
        children: descendants(element, 'Source').map((source) => {
          const checked = stringProp(source, 'checked');
          const link: RootContent = { type: 'link', url: required(source, 'href'), children: [text(required(source, 'title'))] };
          return item([paragraph(link, ...(checked ? [text(` · ${labels.checked(checked)}`)] : [])), ...inside(source)]);
        }),
      },
    ],
  },
  Source: { still: true, block: true, anchor: (id) => `source-${id}`, markdown: childrenOf },
  Cite: { still: true, search: false, markdown: (element) => [verbatim(`[${required(element, 'n')}]`)] },
  Term: { still: true, markdown: childrenOf },
  Glossary: {
    markdown: (_element, { locale }) => [
      {
        type: 'list',
        ordered: false,
        spread: false,
        children: [...glossary().values()].map(({ ko, en, short = [], definition, source }) => {
          const [name, other] = locale === 'ko' ? [ko, en] : [en, ko];
          const others = [...new Set([other, ...short])].filter((one) => one !== name);
          return item([strong(text(name)), text(`${others.length > 0 ? ` (${others.join(', ')})` : ''}: ${definition[locale]} `), { type: 'link', url: source, children: [text(source)] }]);
        }),
      },
    ],
  },
  // A file of docs/manifests, shown as a fence (remark-manifests.ts).
  Manifest: {
    still: true,
    code: (element) => readManifest(required(element, 'file'), null),
    markdown: (element, { locale }) => [{ type: 'code', lang: 'yaml', value: readManifest(required(element, 'file'), locale) }],
  },
  // The table of recordings, and what was recorded (src/recordings).
  Recordings: { still: true, markdown: (element, { locale }) => recordingsIn(stringProp(element, 'show'), locale) },
  // What a Mermaid fence becomes (src/diagrams).
  Diagram: picture('figure'),
};

/** What is known of a component by its name; undefined where a page may not use it. */
export const componentNamed = (name: string): CourseComponent | undefined => (Object.hasOwn(courseComponents, name) ? courseComponents[name] : pictures().get(name));

/** Where a new component belongs, for the messages of checks. */
export const whereComponentsBelong =
  'a figure is a line in src/components/figures/index.ts, a widget a line in src/widgets/index.ts, and any other part of a page an export of src/course/index.ts with an entry in src/mdx/components.ts';
