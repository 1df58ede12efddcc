import { useEffect, useRef } from 'react';
import type { Files } from '@site/src/simulation/scenarios/packaging/files';
import { ScrollBox, TextButton } from '../parts';
import type { Text } from './messages';
import styles from './PackageLab.module.css';

interface Row {
  readonly name: string;
  readonly depth: number;
  /** Nothing for a folder. */
  readonly path?: string;
}

/** Folders and files in the order in which a reader of a tree finds them: files of a folder before the folders in it. */
export function rowsOf(files: Files): readonly Row[] {
  const rows: Row[] = [];
  const walk = (paths: readonly string[], prefix: string, depth: number): void => {
    const names = [...new Set(paths.map((path) => path.slice(prefix.length).split('/')[0]!))].sort();
    for (const name of names.filter((one) => paths.includes(prefix + one))) rows.push({ name, depth, path: prefix + name });
    for (const name of names.filter((one) => !paths.includes(prefix + one))) {
      rows.push({ name: `${name}/`, depth });
      walk(paths.filter((path) => path.startsWith(`${prefix}${name}/`)), `${prefix}${name}/`, depth + 1);
    }
  };
  walk(Object.keys(files), '', 0);
  return rows;
}

/** The files of the folder: one is open, and one may be where a tool stopped. */
export function FileTree({ files, open, faulty, text, onOpen }: { files: Files; open: string; faulty: string | undefined; text: Text; onOpen: (path: string) => void }) {
  const list = useRef<HTMLUListElement>(null);
  // What is open is seen in the box; the page itself does not move.
  useEffect(() => {
    const box = list.current?.parentElement;
    const row = list.current?.querySelector<HTMLElement>('[data-open]');
    if (box != null && row != null) box.scrollTop = row.offsetTop - (box.clientHeight - row.offsetHeight) / 2;
  }, [open]);
  return (
    <ScrollBox label={text.files} className={styles.tree}>
      <ul role="list" ref={list}>
        {rowsOf(files).map(({ name, depth, path }, i) => (
          <li key={path ?? `${i}-${name}`} data-folder={path === undefined || undefined} style={{ paddingInlineStart: `${depth}rem` }}>
            {path === undefined ? (
              <span>{name}</span>
            ) : (
              <TextButton className={styles.file} aria-label={path === faulty ? `${text.openFile(path)} (${text.faulty})` : text.openFile(path)} aria-current={path === open || undefined} data-open={path === open || undefined} onClick={() => onOpen(path)}>
                {name}
                {path === faulty && <b> · {text.faulty}</b>}
              </TextButton>
            )}
          </li>
        ))}
      </ul>
    </ScrollBox>
  );
}
