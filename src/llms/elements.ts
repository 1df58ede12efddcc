import type { RootContent } from 'mdast';
import type { PrintContext } from '../mdx/component';
import { componentNamed } from '../mdx/components';
import { blocks, paragraph, strong, text } from '../mdx/markdown';
import type { JsxElement } from '../mdx/nodes';
import type { PictureKind } from '../mdx/pictures';
import type { Catalogs, Locale } from './catalogs';

const own = {
  ko: { figure: '그림', widget: '실험', run: '웹 페이지에서 직접 움직여 볼 수 있습니다.' },
  en: { figure: 'Figure', widget: 'Experiment', run: 'It runs on the web page.' },
};

/** HTML elements of which only the words stay. */
const transparent = new Set(['', 'kbd', 'sub', 'sup', 'small', 'span', 'div', 'b', 'i', 'abbr']);

/** `그림: title. point` in one paragraph. */
export function pictureLine(kind: PictureKind, title: string, says: string, locale: Locale): RootContent {
  const words = own[locale];
  return paragraph(strong(text(`${words[kind]}: ${title}`)), text(` — ${[says, kind === 'widget' ? words.run : ''].filter(Boolean).join(' ')}`));
}

/**
 * Markdown nodes for one element of a page. Throws on a component that has no words for readers without pictures.
 * @param inside turns the content of an element into Markdown nodes
 */
export function elementToMarkdown(element: JsxElement, locale: Locale, catalogs: Catalogs, inside: PrintContext['inside']): RootContent[] {
  const name = element.name ?? '';
  if (name === 'br') return [{ type: 'break' }];
  if (transparent.has(name)) return inside(element);
  const print = componentNamed(name)?.markdown;
  if (print) return print(element, { locale, labels: catalogs.course(locale), inside, blocksInside: (of) => blocks(inside(of)) });
  const { kind, title, says, caveat } = catalogs.describe(name, locale);
  return [pictureLine(kind, title, [says, caveat].filter(Boolean).join(' '), locale)];
}
