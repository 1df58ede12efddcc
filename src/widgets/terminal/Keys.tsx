import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { terminalMessages } from './messages';
import styles from './terminal.module.css';

/** Letters that go with Ctrl on a phone, and what they do. */
const CONTROLS = ['c', 'd', 'r', 'l', 'a', 'e', 'u', 'w'] as const;

/** A row of keys that the keyboard of a phone does not have. */
export function Keys({ type, finding, find }: { type: (data: string) => void; finding: boolean; find: () => void }) {
  const text = useMessages(terminalMessages);
  const [control, setControl] = useState(false);
  const key = (label: string, data: string, name?: string) => (
    <button key={label} type="button" className={styles.key} aria-label={name} onPointerDown={(event) => event.preventDefault()} onClick={() => type(data)}>
      {label}
    </button>
  );
  return (
    <div className={styles.keys} role="group" aria-label={text.keys}>
      {key('Tab', '\t')}
      <button type="button" className={styles.key} aria-pressed={control} onPointerDown={(event) => event.preventDefault()} onClick={() => setControl(!control)}>
        {text.ctrl}
      </button>
      {control
        ? CONTROLS.map((letter) => key(`^${letter.toUpperCase()}`, String.fromCharCode(letter.charCodeAt(0) - 96), `Ctrl-${letter.toUpperCase()}`))
        : [key('↑', '\x1b[A', text.up), key('↓', '\x1b[B', text.down), key('←', '\x1b[D', text.left), key('→', '\x1b[C', text.right), key('|', '|'), key('-', '-'), key('/', '/'), key('"', '"')]}
      <button type="button" className={styles.key} aria-label={text.find} title={`${text.find} (Ctrl-Shift-F)`} aria-expanded={finding} onClick={find}>
        {text.findKey}
      </button>
    </div>
  );
}
