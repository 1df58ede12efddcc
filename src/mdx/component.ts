import type { RootContent } from 'mdast';
import type { courseMessages } from '../course/messages';
import type { Locale } from '../i18n/messages';
import type { Block } from './markdown';
import type { JsxElement } from './nodes';

/** What printing a component as Markdown may use. */
export interface PrintContext {
  locale: Locale;
  /** The course furniture's labels in the page's language. */
  labels: (typeof courseMessages)['ko'];
  /** The content of an element as Markdown nodes; as blocks, with loose words gathered into paragraphs. */
  inside: (element: JsxElement) => RootContent[];
  blocksInside: (element: JsxElement) => Block[];
}

/** All that the site knows of a component that pages may use. `components.ts` is the table of them. */
export interface CourseComponent {
  /**
   * It is nothing but HTML that never changes: no state, no effect, no handler. Its page keeps what the server wrote (`src/islands/passages`).
   * Absent: it is alive.
   */
  still?: true;
  /** It begins a line of its own (a paragraph, a box), where a height is guessed from the text. */
  block?: true;
  /** Its content is folded away at first: only its words take room. */
  folded?: true;
  /** It shows a picture: the letters of text that would take about its room. */
  room?: number;
  /** It makes a place that links lead to: its element's id, from the prop `id`. The component tells the build of it (`src/course/usePlaceId.ts`). */
  anchor?: (id: string) => string;
  /** Its `id` names it on the page and keys the reader's record: required, and once a page. */
  keyed?: true;
  /** What search makes of it. Absent: its words belong to the section around it. `false`: they are not found. */
  search?: false | { /** A place of its own, of this kind, */ kind: 'question' | 'mistake'; /** with the words of this prop as its title. */ title: string };
  /** Code samples that it shows, which search knows apart from words. */
  code?: (element: JsxElement) => string;
  /** How it reads in plain Markdown. Absent where only our own plugins write it, never a page. */
  markdown?: (element: JsxElement, context: PrintContext) => RootContent[];
}

/** Props whose value is words that a reader sees: they differ between the languages, are found by search and take room. */
export const wordProps: ReadonlySet<string> = new Set(['title', 'alt', 'label', 'caption', 'summary', 'heading', 'description', 'question', 'audience', 'ask', 'symptom', 'claim', 'text', 'aria-label']);
