import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { useHistory } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { keptHtml } from '../keptHtml';
import { pageBehind } from './pageBehind';
import { useKeptHtml } from './useKeptHtml';

interface PassageProps {
  /** How many letters and blocks (paragraphs, rows, lines of code) the passage has; the style sheet guesses its height from them until it is laid out. */
  letters: string;
  blocks: string;
  /** Nothing in it has a state or a handler of its own, links apart. */
  still?: boolean;
  /** What the passage says: a function, called only where it is rendered (`recma-late-passages.ts`). */
  children: () => ReactNode;
}

/** Written in a turn of its own, so that a long page is not written at one go. */
const Content = ({ write }: { write: () => ReactNode }) => write();

/**
 * What stands between two headings (`rehype-passages.ts`). The browser lays it out when it comes near the viewport.
 *
 * A still passage on the page that the reader opened keeps the server's HTML: React neither renders nor visits what is inside, and
 * that is most of a page. Its links work through the passage. After a navigation within the app it is rendered as usual.
 */
export function Passage({ letters, blocks, still = false, children }: PassageProps) {
  const [box, kept] = useKeptHtml<HTMLDivElement>(still);
  const history = useHistory();
  const base = useBaseUrl('/');

  const common = { ref: box, className: 'kx-passage', 'data-still': still || undefined, style: { '--letters': letters, '--blocks': blocks } as CSSProperties };
  if (!kept) {
    return (
      <div key="rendered" {...common}>
        <Content write={children} />
      </div>
    );
  }
  const follow = (event: MouseEvent) => {
    const page = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented ? pageBehind(event.target, base) : null;
    if (page === null) return;
    event.preventDefault();
    history.push(page);
  };
  const prepare = (event: { target: EventTarget }) => {
    const page = pageBehind(event.target, base);
    if (page !== null) (window as unknown as { docusaurus: { preload: (path: string) => unknown } }).docusaurus.preload(page.replace(/#.*/, ''));
  };
  return (
    // The handlers only make the links inside faster; each of them is a link and works by itself.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div key="kept" {...common} {...keptHtml} onClick={follow} onMouseOver={prepare} onTouchStart={prepare} onFocus={prepare} />
  );
}
