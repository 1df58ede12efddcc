import { changedLines, diffLines } from './diff';
import styles from './parts.module.css';

/** What goes and what comes, as a patch shows it. */
export function Diff({ before, after, label }: { before: string; after: string; label: string }) {
  return (
    <pre className={styles.diff} role="group" aria-label={label} tabIndex={0} lang="en">
      {changedLines(diffLines(before, after)).map((line, i) => (
        <span key={i} data-sign={line?.sign}>{line === null ? '  …' : `${line.sign} ${line.line}`}{'\n'}</span>
      ))}
    </pre>
  );
}
