import { useRef, useState, type ChangeEvent } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { isEmptyProgress, mergeProgress } from '@site/src/progress/change';
import { emptyProgress } from '@site/src/progress/forms';
import { KEY, progressStore } from '@site/src/progress/store';
import { exportName, exportText, importFile, type Import, type ImportProblem } from '@site/src/progress/transfer';
import { canMark, useProgress } from '@site/src/progress/useProgress';
import { ImportChoice } from './ImportChoice';
import { ProblemText } from './ProblemText';
import { download, today } from './download';
import { markMessages, panelMessages } from './messages';
import styles from './ProgressPanel.module.css';

type Readable = Extract<Import, { ok: true }>;

type Said =
  | { kind: 'text'; text: string }
  /** Offers to take it back for as long as the store can. */
  | { kind: 'replaced'; text: string }
  | { kind: 'problem'; problem: ImportProblem };

/** Export, import and clearing of the record; every replacement can be undone until the next mark. */
export function RecordFile() {
  const text = useMessages(panelMessages);
  const marks = useMessages(markMessages);
  const state = useProgress();
  const [said, setSaid] = useState<Said | null>(null);
  const [chosen, setChosen] = useState<Readable | null>(null);
  const report = useRef<HTMLDivElement>(null);

  /** What was pressed may be gone now; the reader's focus goes to what happened. */
  const tell = (next: Said) => {
    setChosen(null);
    setSaid(next);
    report.current?.focus();
  };

  const exportRecord = () => {
    const name = exportName(today());
    download(name, exportText(progressStore.get().progress, today()));
    setSaid({ kind: 'text', text: text.exported(name) });
  };

  const choose = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const file = input.files?.[0];
    if (!file) return;
    setSaid(null);
    setChosen(null);
    const read = await importFile(file);
    // The same file can be chosen again once it was put right.
    input.value = '';
    if (read.ok) setChosen(read);
    else setSaid({ kind: 'problem', problem: read.problem });
  };

  const replaceBy = (progress: Parameters<typeof progressStore.replace>[0], what: string) => {
    progressStore.replace(progress);
    tell({ kind: 'replaced', text: what });
  };

  const undo = () => {
    progressStore.undoReplace();
    tell({ kind: 'text', text: text.undone });
  };

  const idle = !canMark(state);
  const { keeping } = state;
  return (
    <details className={styles.file}>
      <summary>{text.fileTitle}</summary>
      <p>{text.fileLead}</p>
      {keeping === 'unreadable' && (
        <button type="button" onClick={() => download(`${KEY}.txt`, window.localStorage.getItem(KEY) ?? '', 'text/plain')}>
          {text.unreadableSave}
        </button>
      )}
      <div className={styles.actions}>
        <button type="button" disabled={idle || isEmptyProgress(state.progress)} onClick={exportRecord}>
          {text.export}
        </button>
        <label className={styles.choose} data-disabled={idle || undefined}>
          <input type="file" accept=".json,application/json" disabled={idle} onChange={(event) => void choose(event)} />
          <span>{text.import}</span>
        </label>
        <button type="button" disabled={idle || isEmptyProgress(state.progress)} onClick={() => replaceBy(emptyProgress, text.cleared)}>
          {text.clear}
        </button>
      </div>
      <noscript>
        <p>{marks.noScript}</p>
      </noscript>
      {chosen && (
        <ImportChoice
          chosen={chosen}
          here={state.progress}
          onMerge={() => replaceBy(mergeProgress(progressStore.get().progress, chosen.progress), text.merged)}
          onReplace={() => replaceBy(chosen.progress, text.replaced)}
          onCancel={() => tell({ kind: 'text', text: text.cancelled })}
        />
      )}
      <div ref={report} className={styles.report} tabIndex={-1} role="status">
        {said?.kind === 'text' && <p>{said.text}</p>}
        {said?.kind === 'replaced' && (
          <p>
            {said.text}{' '}
            {state.undo && (
              <button type="button" onClick={undo}>
                {text.undo}
              </button>
            )}
          </p>
        )}
        {said?.kind === 'problem' && <ProblemText problem={said.problem} />}
      </div>
    </details>
  );
}
