import type { ReactElement, ReactNode } from 'react';
import { useId } from 'react';
import styles from './kit.module.css';

export interface FigureProps {
  readonly title: string;
  /** The one point of the picture, in a sentence. */
  readonly point: string;
  /** What the picture leaves out or rounds off. */
  readonly caveat?: string | undefined;
  readonly children: ReactNode;
}

/** Frame of every hand-drawn figure: picture, then its name, its point and where it simplifies. */
export function Figure({ title, point, caveat, children }: FigureProps): ReactElement {
  const id = useId();
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <div className={styles.stage}>{children}</div>
      <figcaption className={styles.caption}>
        <strong id={id}>{title}</strong>
        <span>{point}</span>
        {caveat !== undefined && <small>{caveat}</small>}
      </figcaption>
    </figure>
  );
}
