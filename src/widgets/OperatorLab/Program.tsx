import { useEffect, useRef, useState } from 'react';
import { TextArea } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import type { OperatorView } from '@site/src/simulation/scenarios/living/operator/scene';
import { EDGE_SCRIPT, LEVEL_SCRIPT } from '@site/src/simulation/scenarios/operator/script';
import { Button } from '../parts';
import { messages } from './messages';
import styles from './OperatorLab.module.css';

/** The operator's program as a text to change, and where it failed last. `stopped`: what ran last was too slow, and the cluster begins without it; the text stays. */
export function Program({ view, stopped, onRun }: { view: OperatorView; stopped: boolean; onRun: (source: string) => void }) {
  const text = useMessages(messages);
  const [draft, setDraft] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const ran = useRef<string | null>(null);
  useEffect(() => {
    if (stopped) setDraft(ran.current);
  }, [stopped]);
  const shown = draft ?? view.program;
  const failed = view.fault ?? view.calls.at(-1)?.error ?? null;
  const goTo = (line: number) => {
    const field = area.current;
    if (field === null) return;
    const lines = field.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    field.scrollTop = Math.max(0, (line - 4) * (field.scrollHeight / Math.max(1, lines.length)));
  };
  return (
    <div className={styles.program}>
      <p>{text.editHint}</p>
      <TextArea ref={area} code rows={18} spellCheck={false} wrap="off" aria-label={text.source} value={shown} onChange={(event) => setDraft(event.target.value)} />
      <div className={styles.actions}>
        <Button
          onClick={() => {
            ran.current = shown;
            onRun(shown);
            setDraft(null);
          }}
        >
          {text.run}
        </Button>
        <Button onClick={() => setDraft(LEVEL_SCRIPT)}>{text.takeLevel}</Button>
        <Button onClick={() => setDraft(EDGE_SCRIPT)}>{text.takeEdge}</Button>
      </div>
      {failed !== null && (
        <p className={styles.error} role="status">
          {text.failedAt(failed.line)} <code lang="en">{failed.message}</code> <Button onClick={() => goTo(failed.line)}>{text.goTo(failed.line)}</Button>
        </p>
      )}
    </div>
  );
}
