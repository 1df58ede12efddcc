import type { ListItem, RootContent } from 'mdast';
import { glossary } from '../content/remark-terms';
import type { Catalogs, Locale } from './catalogs';
import { attribute, blocks, descendants, inline, paragraph, quote, required, strong, text, verbatim, type AnyNode, type Element } from './tree';

/** The labels of src/components/course/messages.ts that are used here. */
interface CourseLabels {
  audience: string;
  objectives: string;
  realCluster: string;
  callout: Record<string, string>;
  symptom: string;
  why: string;
  fix: string;
  question: (n: number) => string;
  olderClaim: string;
  olderFact: string;
  checked: (date: string) => string;
}

const own = {
  ko: { figure: '그림', widget: '실험', run: '웹 페이지에서 직접 움직여 볼 수 있습니다.' },
  en: { figure: 'Figure', widget: 'Experiment', run: 'It runs on the web page.' },
};

export interface Context {
  locale: Locale;
  catalogs: Catalogs;
  /** Turns the content of an element into Markdown nodes. */
  inside: (nodes: readonly AnyNode[]) => RootContent[];
}

type Rule = (element: Element, context: Context, labels: CourseLabels) => RootContent[];

const children: Rule = (element, { inside }) => inside(element.children);
const blockChildren = (element: Element, { inside }: Context) => blocks(inside(element.children));
const item = (content: RootContent[]): ListItem => ({ type: 'listItem', spread: false, children: blocks(content) });

/** A label, and after it the element's content. */
const labelled = (label: string, element: Element, context: Context): RootContent[] => {
  const [first, ...rest] = blockChildren(element, context);
  if (first?.type === 'paragraph') return [paragraph(strong(text(label)), text(' '), ...first.children), ...rest];
  return [paragraph(strong(text(label))), ...(first ? [first] : []), ...rest];
};

/** How each component of `src/components/course` and each HTML element reads in plain Markdown. */
const rules: Record<string, Rule> = {
  Intro: (element, context, labels) => [
    paragraph(strong(text(required(element, 'question')))),
    ...blockChildren(element, context),
    paragraph(strong(text(labels.audience)), text(` ${required(element, 'audience')}`)),
  ],
  Objectives: (element, { inside }, labels) => [
    paragraph(strong(text(labels.objectives))),
    { type: 'list', ordered: false, spread: false, children: descendants(element, 'Objective').map((one) => item(inside(one.children))) },
  ],
  RealCluster: (element, context, labels) => [paragraph(strong(text(labels.realCluster))), ...blockChildren(element, context)],
  Callout: (element, context, labels) => {
    const title = attribute(element, 'title');
    const label = labels.callout[required(element, 'kind')] ?? '';
    return [quote(paragraph(strong(text(title ? `${label}: ${title}` : label))), ...blockChildren(element, context))];
  },
  Mistakes: children,
  Mistake: (element, context, labels) => [paragraph(strong(text(labels.symptom)), text(' '), ...inline(required(element, 'symptom'))), ...blockChildren(element, context)],
  Why: (element, context, labels) => labelled(labels.why, element, context),
  Fix: (element, context, labels) => labelled(labels.fix, element, context),
  SelfCheck: (element, context) => {
    const { inside } = context;
    return descendants(element, 'Question').flatMap((one, index) => [...questionOf(one, context, index + 1), ...blocks(inside(one.children))]);
  },
  Question: (element, context) => [...questionOf(element, context), ...blockChildren(element, context)],
  GoesDeeper: children,
  OlderPosts: children,
  OlderPost: (element, context, labels) => [paragraph(strong(text(labels.olderClaim)), text(' '), ...inline(required(element, 'claim'))), ...labelled(labels.olderFact, element, context)],
  Sources: (element, { inside }, labels) => [
    {
      type: 'list',
      ordered: true,
      start: 1,
      spread: false,
      children: descendants(element, 'Source').map((source) => {
        const checked = attribute(source, 'checked');
        const link: RootContent = { type: 'link', url: required(source, 'href'), children: [text(required(source, 'title'))] };
        return item([link, ...(checked ? [text(` · ${labels.checked(checked)}`)] : []), ...blocks(inside(source.children))]);
      }),
    },
  ],
  Cite: (element) => [verbatim(`[${required(element, 'n')}]`)],
  Term: children,
  Glossary: (_element, { locale }) => [
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
  br: () => [{ type: 'break' }],
};

for (const name of ['kbd', 'sub', 'sup', 'small', 'span', 'div', 'b', 'i', 'abbr']) rules[name] = children;

function questionOf(element: Element, { catalogs, locale }: Context, n?: number): RootContent[] {
  const labels = catalogs.course<CourseLabels>(locale);
  const number = n === undefined ? [] : [text(`${labels.question(n)}. `)];
  return [paragraph(strong(...number, ...inline(required(element, 'ask'))))];
}

/** `그림: title. point` in one paragraph. */
export function pictureLine(kind: 'figure' | 'widget', title: string, says: string, locale: Locale): RootContent {
  const words = own[locale];
  return paragraph(strong(text(`${words[kind]}: ${title}`)), text(` — ${[says, kind === 'widget' ? words.run : ''].filter(Boolean).join(' ')}`));
}

/** Markdown nodes for one element of a page. Throws on a component that has no words for readers without pictures. */
export function elementToMarkdown(element: Element, context: Context): RootContent[] {
  const name = element.name ?? '';
  const { catalogs, locale } = context;
  if (name === '') return context.inside(element.children);
  const rule = rules[name];
  if (rule) return rule(element, context, catalogs.course<CourseLabels>(locale));
  const { kind, title, says, caveat } = catalogs.describe(name, locale);
  return [pictureLine(kind, title, [says, caveat].filter(Boolean).join(' '), locale)];
}
