import type { ReactElement } from 'react';
import styles from './Diagram.module.css';

export interface DiagramProps {
  /** Finished inline SVG from the build; never text from a visitor. */
  readonly svg: string;
  readonly title: string;
  /** What the picture says, for those who do not see it; already inside the SVG as its description. */
  readonly alt: string;
  /** Natural size in CSS px, as decimal strings (MDX attributes). */
  readonly width: string;
  readonly height: string;
  /** Narrowest legible width in CSS px; below it the picture scrolls instead of shrinking. */
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
        <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
          {canvas}
        </div>
      ) : (
        <div className={styles.scroll}>{canvas}</div>
      )}
      <figcaption className={styles.caption}>{title}</figcaption>
    </figure>
  );
}
