import { useId } from 'react';
import { Select, TextInput } from '@site/src/components/fields';
import type { Slot } from '@site/src/simulation/kubectl/compose/compose';
import styles from './CommandBuilder.module.css';

interface SlotFieldProps {
  readonly slot: Slot;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** A place that is filled in: chosen where only some values are understood, else written, with what is usual offered. */
export function SlotField({ slot: { values, only }, label, value, change }: SlotFieldProps) {
  const id = useId();
  if (only === true) {
    return (
      <Select aria-label={label} value={value} onChange={(event) => change(event.target.value)}>
        {values.map((one) => <option key={one} value={one}>{one}</option>)}
      </Select>
    );
  }
  return (
    <>
      <TextInput code aria-label={label} list={id} value={value} onChange={(event) => change(event.target.value)} />
      <datalist id={id}>{values.map((one) => <option key={one} value={one} />)}</datalist>
    </>
  );
}

interface FlagRowProps {
  readonly slot: Slot;
  /** Undefined: it is not given. */
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
}

/** A flag that can be switched on, with its value. */
export function FlagRow({ slot, value, change }: FlagRowProps) {
  const { name, values, required } = slot;
  const given = value !== undefined;
  return (
    <li className={styles.flag}>
      <label>
        <input type="checkbox" checked={given} disabled={required === true} onChange={(event) => change(event.target.checked ? (values[0] ?? '') : undefined)} /> <code>--{name}</code>
      </label>
      {given && values.length > 0 && <SlotField slot={slot} label={`--${name}`} value={value} change={change} />}
    </li>
  );
}
