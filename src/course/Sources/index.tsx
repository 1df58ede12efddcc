import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { courseMessages } from '../messages';
import { usePlaceId } from '../usePlaceId';
import styles from '../course.module.css';

/** The page's numbered sources; numbers come from `src/mdx/remark-citations`. */
export function Sources({ children }: { children: ReactNode }) {
  return <ol className={styles.sources}>{children}</ol>;
}

interface SourceProps {
  id: string;
  href: string;
  title: string;
  /** ISO date of the last check. */
  checked?: string;
  n?: string;
  children?: ReactNode;
}

export function Source({ id, href, title, checked, n, children }: SourceProps) {
  const text = useMessages(courseMessages);
  const place = usePlaceId(`source-${id}`);
  return (
    <li id={place} value={Number(n)}>
      <a href={href}>{title}</a>
      {checked && <span className={styles.checked}> · {text.checked(checked)}</span>}
      {children && <div>{children}</div>}
    </li>
  );
}

export function Cite({ id, n }: { id: string; n?: string }) {
  const text = useMessages(courseMessages);
  return (
    <sup className={styles.cite}>
      <a href={`#source-${id}`} aria-label={text.source(n ?? '')}>
        {n}
      </a>
    </sup>
  );
}
