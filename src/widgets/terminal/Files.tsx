import { useEffect, useRef, useState } from 'react';
import { ManifestEditor } from '@site/src/components/editor';
import { download } from '@site/src/components/ProgressPanel/download';
import { Form, TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import type { DeskAsk, DeskReport } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import { HOME } from '@site/src/simulation/shell/files/home';
import { Button } from '../parts';
import { terminalMessages } from './messages';
import styles from './terminal.module.css';

interface FilesProps {
  readonly report: DeskReport;
  ask: (asked: DeskAsk, own?: boolean) => void;
}

/** The reader's own files: no hidden ones. */
const filesOf = ({ shell }: DeskReport): readonly string[] => Object.entries(shell.tree).filter(([path, node]) => node.kind === 'file' && path.startsWith(`${HOME}/`) && !path.includes('/.')).map(([path]) => path.slice(HOME.length + 1)).sort();
const textOf = ({ shell }: DeskReport, path: string): string => {
  const node = shell.tree[path];
  return node?.kind === 'file' ? node.text : '';
};

/** The files of the reader's machine, and the editor that vi, nano and kubectl edit open too. */
export function Files({ report, ask }: FilesProps) {
  const text = useMessages(terminalMessages);
  const [open, setOpen] = useState<string | null>(null);
  const [draft, setDraft] = useState('');
  const [name, setName] = useState('');
  const { editing } = report;
  const box = useRef<HTMLDivElement>(null);
  const waits = editing?.path ?? null;
  const names = filesOf(report);
  const path = waits ?? (open === null ? null : `${HOME}/${open}`);
  const shown = path?.replace(`${HOME}/`, '') ?? '';
  const stored = editing?.text ?? (path === null ? '' : textOf(report, path));

  const given = editing?.text ?? null;
  useEffect(() => {
    if (waits === null || given === null) return;
    setDraft(given);
    box.current?.querySelector<HTMLElement>('textarea, [contenteditable="true"]')?.focus();
  }, [waits, given]);

  const choose = (one: string) => {
    setOpen(one);
    setDraft(textOf(report, `${HOME}/${one}`));
  };
  const save = () => {
    if (path === null) return;
    if (editing !== null) ask({ kind: 'edited', text: draft }, true);
    else ask({ kind: 'write', path, text: draft === '' || draft.endsWith('\n') ? draft : `${draft}\n` });
  };
  const close = () => {
    if (editing !== null) ask({ kind: 'edited', text: editing.text }, true);
    else setOpen(null);
  };

  return (
    <div ref={box} className={styles.files} role="group" aria-label={text.files}>
      {editing !== null && <p role="status" className={styles.waits}>{text.editing(shown)}</p>}
      {editing === null && (
        <>
          {names.length === 0 && <p>{text.noFiles}</p>}
          <ul>
            {names.map((one) => (
              <li key={one}>
                <Button aria-pressed={one === open} onClick={() => choose(one)}><code>{one}</code></Button>
              </li>
            ))}
          </ul>
          <Form
            className={styles.newFile}
            onEnter={() => {
              const wanted = name.trim().replace(/^~?\//, '');
              if (wanted === '' || wanted.includes('..')) return;
              ask({ kind: 'write', path: `${HOME}/${wanted}`, text: '' });
              setOpen(wanted);
              setDraft('');
              setName('');
            }}
          >
            <TextInput code aria-label={text.newName} placeholder={text.newName} value={name} onChange={(event) => setName(event.target.value)} />
            <Button type="submit">{text.newFile}</Button>
          </Form>
        </>
      )}
      {path !== null && (
        <div className={styles.editor}>
          <ManifestEditor value={draft} problems={[]} label={text.contents(shown)} onChange={setDraft} />
          <div className={styles.actions}>
            <Button primary onClick={save}>{text.save}</Button>
            <Button onClick={close}>{text.cancel}</Button>
            {editing === null && <Button onClick={() => download(shown.slice(shown.lastIndexOf('/') + 1), stored, 'text/plain')}>{text.download}</Button>}
            {editing === null && (
              <Button
                onClick={() => {
                  ask({ kind: 'write', path, text: null });
                  setOpen(null);
                }}
              >
                {text.remove}
              </Button>
            )}
            <span role="status">{draft === stored || `${draft}\n` === stored ? '' : text.unsaved}</span>
          </div>
        </div>
      )}
    </div>
  );
}
