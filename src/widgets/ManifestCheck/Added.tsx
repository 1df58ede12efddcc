import { useMessages } from '@site/src/i18n/messages';
import { useLineMeaning, type Meaning } from '@site/src/phrases/manifest-check';
import { originMessages } from '@site/src/phrases/manifest-check/messages';
import type { StoredLine, StoredObject } from '@site/src/simulation/tools/manifest-check/stored';
import { More } from '../parts';
import { messages } from './messages';
import styles from './ManifestCheck.module.css';

interface Row {
  readonly line: StoredLine;
  readonly said: Meaning;
  readonly times: number;
}

/** What was added, each sentence once, with its first line: what stands inside of what was added is part of it, and items of a list are alike. */
function rowsOf(lines: readonly StoredLine[], meaning: (line: StoredLine, lines: readonly StoredLine[]) => Meaning): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const line of lines) {
    if (line.origin === 'sent') continue;
    const said = meaning(line, lines);
    const key = `${line.origin} ${said.text}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { line, said, times: 1 });
    else if (!line.path.startsWith(row.line.path)) rows.set(key, { ...row, times: row.times + (said.path === line.path ? 1 : 0) });
  }
  return [...rows.values()];
}

/** Everything that the server added to an object, as a list to read through. */
export function Added({ stored: { lines } }: { stored: StoredObject }) {
  const text = useMessages(messages);
  const { origins } = useMessages(originMessages);
  const rows = rowsOf(lines, useLineMeaning());
  return (
    <More label={text.added(String(rows.length))}>
      <dl className={styles.added}>
        {rows.map(({ line, said, times }) => (
          <div key={`${said.path} ${said.text}`}>
            <dt>
              <code lang="en">{said.path === line.path ? `${said.path}${/: (.+)$/.exec(line.text)?.[0] ?? ''}` : said.path}</code>
              {times > 1 && ` × ${times}`} <span data-origin={line.origin}>{origins[line.origin]}</span>
            </dt>
            <dd>{said.text}</dd>
          </div>
        ))}
      </dl>
    </More>
  );
}
