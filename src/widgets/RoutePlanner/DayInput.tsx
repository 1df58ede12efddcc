import { useId, useState } from 'react';
import { TextInput } from '@site/src/components/fields';
import { dayOf } from './dates';
import styles from './RoutePlanner.module.css';

interface DayInputProps {
  label: string;
  hint: string;
  /** Said of a day that no plan can start on. */
  outOfRange: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (value: string) => void;
}

/** A date field that lets the year be typed digit by digit: what is no day yet stays in the field and goes no further. */
export function DayInput({ label, hint, outOfRange, value, onChange }: DayInputProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  // A year is typed from its last digit on (0002, 0020, 0202): only a whole one, or one that is left standing, is wrong.
  const wrong = draft !== null && (left || Number.parseInt(draft, 10) >= 1000);
  const change = (text: string) => {
    const whole = text === '' || dayOf(text) !== undefined;
    setDraft(whole ? null : text);
    setLeft(false);
    if (whole) onChange(text);
  };
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <TextInput id={id} type="date" className={styles.dayField} min="2000-01-01" max="2099-12-31" value={draft ?? value} aria-describedby={`${id}-hint`} onChange={(event) => change(event.target.value)} aria-invalid={wrong} onBlur={() => setLeft(true)} />
      <span id={`${id}-hint`} className={wrong ? styles.wrong : styles.muted} role={wrong ? 'alert' : undefined}>
        {wrong ? outOfRange : hint}
      </span>
    </div>
  );
}
