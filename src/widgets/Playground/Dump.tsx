import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { DumpLook } from '@site/src/simulation/scenarios/terminal/dump';
import { More } from '../parts';
import { messages } from './messages';
import styles from './Playground.module.css';

interface DumpProps {
  look: (text: string) => Promise<DumpLook>;
  onLoad: (dump: string) => void;
}

/** A larger file is no dump of a cluster that anybody would look at here. */
const MOST_BYTES = 20_000_000;

/** A dump of the reader's own cluster takes the place of this one, once it reads. */
export function Dump({ look, onLoad }: DumpProps) {
  const text = useMessages(messages);
  const [said, setSaid] = useState<DumpLook | 'reading' | 'tooLarge' | 'unreadable' | null>(null);
  const choose = async (file: File) => {
    if (file.size > MOST_BYTES) return setSaid('tooLarge');
    setSaid('reading');
    try {
      const found = await look(await file.text());
      setSaid(found);
      if (found.ok) onLoad(found.dump);
    } catch {
      setSaid('unreadable');
    }
  };
  return (
    <More label={text.dump.title}>
      <p>{text.dump.intro}</p>
      <pre className={styles.command}><code>{text.dump.command}</code></pre>
      <label className={styles.choose}>
        {text.dump.choose}
        <input
          type="file"
          accept=".json,.yaml,.yml,application/json,application/yaml"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file can be chosen again once it was put right.
            event.target.value = '';
            if (file !== undefined) void choose(file);
          }}
        />
      </label>
      <div role="status">
        {said === 'reading' && <p>{text.dump.reading}</p>}
        {said === 'tooLarge' && <p>{text.dump.tooLarge}</p>}
        {said === 'unreadable' && <p>{text.dump.unreadable}</p>}
        {typeof said === 'object' && said !== null && (said.ok ? <Loaded look={said} /> : <Problem look={said} />)}
      </div>
    </More>
  );
}

function Loaded({ look: { objects, kinds, leftOut } }: { look: Extract<DumpLook, { readonly ok: true }> }) {
  const text = useMessages(messages);
  return (
    <>
      <p>{text.dump.loaded(objects, kinds)}</p>
      {leftOut.length > 0 && <p>{text.dump.leftOut} {leftOut.map((kind) => <code key={kind} className={styles.kind} lang="en">{kind}</code>)}</p>}
    </>
  );
}

function Problem({ look: { problem } }: { look: Extract<DumpLook, { readonly ok: false }> }) {
  const text = useMessages(messages);
  return (
    <p className={styles.wrong}>
      {text.dump.problems[problem.code]} {problem.code !== 'empty' && <code lang="en">{problem.said}</code>} {text.dump.unchanged}
    </p>
  );
}
