import { useEffect, useId, useState } from 'react';
import { Form, TextInput } from '@site/src/components/fields';
import { readFile, STRERROR } from '@site/src/simulation/resources';
import type { CgroupFile } from '@site/src/simulation/resources';
import { useMessages } from '@site/src/i18n/messages';
import { ScrollBox } from '../parts';
import { LAB_FILES } from './containers';
import type { LabFile } from './containers';
import { messages } from './messages';
import { pathOf } from './session';
import type { Session } from './session';
import styles from './Files.module.css';

/** A limit is followed by the counters it moves. */
const SHOWN: readonly CgroupFile[] = [
  'cpu.max', 'cpu.weight', 'cpu.stat', 'memory.max', 'memory.high', 'memory.current', 'memory.events', 'memory.stat',
  'pids.max', 'pids.current', 'pids.events',
];

function isLabFile(file: CgroupFile): file is LabFile {
  const writable: readonly string[] = LAB_FILES;
  return writable.includes(file);
}

/** A file that can be written: its text is what the kernel has, until the reader edits it. */
function Writable({ file, value, error, onWrite }: { file: LabFile; value: string; error: string | null; onWrite: (text: string) => void }) {
  const text = useMessages(messages);
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <Form className={styles.file} onEnter={() => onWrite(draft)}>
      <label className={styles.fileName} htmlFor={id}>{file}</label>
      <TextInput
        code id={id} value={draft} spellCheck={false} autoComplete="off" maxLength={60}
        aria-invalid={error !== null} aria-describedby={error === null ? undefined : errorId} onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(value);
        }}
      />
      <button type="submit" className={styles.fileWrite} disabled={draft === value && error === null}>{text.write}</button>
      {error !== null && <p id={errorId} className={styles.fileError}>{`write error: ${error}`}</p>}
    </Form>
  );
}

/** The chosen container's cgroup files: limits to edit, counters that change as time passes. */
export function Files({ session, onWrite }: { session: Session; onWrite: (file: LabFile, text: string) => void }) {
  const text = useMessages(messages);
  const { host, config, said } = session;
  const { name } = config.containers[config.chosen];
  const path = pathOf(name);
  const directory = `/sys/fs/cgroup/${path}`;
  return (
    <ScrollBox className={styles.files} label={text.files(directory)}>
      <p className={styles.directory}><code>{directory}</code></p>
      <p className={styles.hint}>{text.filesHint}</p>
      {SHOWN.map((file) => {
        const value = readFile(host, path, file) ?? '';
        if (!isLabFile(file)) {
          return (
            <div key={file} className={styles.readOnly}>
              <p className={styles.fileName}>{file} <span className={styles.hint}>{text.readOnly}</span></p>
              <pre className={styles.fileBody}>{value.trimEnd()}</pre>
            </div>
          );
        }
        const refused = said.code === 'refused' && said.name === name && said.file === file;
        return (
          <Writable
            key={`${name}/${file}`} file={file} value={value.trim()}
            error={refused ? STRERROR[said.errno] : null} onWrite={(draft) => onWrite(file, draft)}
          />
        );
      })}
    </ScrollBox>
  );
}
