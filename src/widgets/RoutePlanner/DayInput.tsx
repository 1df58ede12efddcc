import { useId, useState } from 'react';
import { TextInput } from '@site/src/components/fields';
import { dayOf } from './dates';
import styles from './RoutePlanner.module.css';

interface DayInputProps {
  label: string;
  hint: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (value: string) => void;
}

/** A date field that lets the year be typed digit by digit: what is no day yet stays in the field and goes no further. */
export function DayInput({ label, hint, value, onChange }: DayInputProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const change = (text: string) => {
    const whole = text === '' || dayOf(text) !== undefined;
    setDraft(whole ? null : text);
    if (whole) onChange(text);
  };
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <TextInput id={id} type="date" className={styles.dayField} min="2000-01-01" max="2099-12-31" value={draft ?? value} aria-describedby={`${id}-hint`} onChange={(event) => change(event.target.value)} onBlur={() => setDraft(null)} />
      <span id={`${id}-hint`} className={styles.muted}>
        {hint}
      </span>
    </div>
  );
}
