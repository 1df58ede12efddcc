import { useId, type ReactNode } from 'react';
import styles from './parts.module.css';

interface SegmentedControlProps<V extends string> {
  legend: string;
  options: readonly { value: V; label: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
}

/** A set of radio buttons drawn as one control: Tab enters it, arrows move in it. */
export function SegmentedControl<V extends string>({ legend, options, value, onChange }: SegmentedControlProps<V>) {
  const name = useId();
  return (
    <fieldset className={styles.segmented}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
