import type { ReactElement } from 'react';
import styles from './Diagram.module.css';

export interface DiagramProps {
  /** Finished inline SVG from the build, with its alternative text inside; never text from a visitor. */
  readonly svg: string;
  readonly title: string;
  /** Narrowest legible width in CSS px, as a decimal string (an MDX attribute); below it the picture scrolls instead of shrinking. */
  readonly minWidth: string;
}

/** Narrower than any column the site has, on any screen from 360 px. */
const alwaysFits = 300;

/** A build-time diagram with its caption. Server-rendered; needs no script. */
export function Diagram({ svg, title, minWidth }: DiagramProps): ReactElement {
  const mayScroll = Number(minWidth) > alwaysFits;
  const canvas = <div className={styles.canvas} dangerouslySetInnerHTML={{ __html: svg }} />;
  return (
    <figure className={styles.figure}>
      {mayScroll ? (
        // A region that scrolls must be reachable by keyboard, or its hidden part is lost to those without a pointer.
        <div className={styles.scroll} role="region" aria-label={title} tabIndex={0} data-diagram="">
          {canvas}
        </div>
      ) : (
        <div className={styles.scroll}>{canvas}</div>
      )}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
