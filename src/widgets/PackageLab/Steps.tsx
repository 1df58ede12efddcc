import { clsx } from 'clsx';
import type { Step } from '@site/src/simulation/render/kustomize';
import { Select } from '@site/src/components/fields';
import { Button, Diff } from '../parts';
import beside from '../parts/beside.module.css';
import type { Text } from './messages';
import styles from './PackageLab.module.css';

export const nameOf = ({ folder, what }: Step, at: number, text: Text): string => text.stepName(String(at + 1), folder === '' ? text.top : folder, text.plugin[what] ?? what);

/** What was there before a step: what the step before it in its folder left. */
const before = (steps: readonly Step[], at: number): string => steps.slice(0, at).findLast(({ folder }) => folder === steps[at]!.folder)?.yaml ?? '';

/** The first step after the resources are read: it has something to show. */
export function stepAt(steps: readonly Step[], wanted: number): number {
  if (wanted >= 0) return Math.min(wanted, steps.length - 1);
  const last = steps.at(-1)?.folder;
  const first = steps.findIndex(({ folder, what }) => folder === last && what !== 'resources');
  return first < 0 ? steps.length - 1 : first;
}

/** One step of a build after the other, each with what it changed. */
export function Steps({ steps, wanted, text, onStep }: { steps: readonly Step[]; wanted: number; text: Text; onStep: (at: number) => void }) {
  const at = stepAt(steps, wanted);
  const step = steps[at];
  if (step === undefined) return <p className={beside.note}>{text.noSteps}</p>;
  const was = before(steps, at);
  return (
    <>
      <label className={clsx(beside.choice, styles.choice)}>
        <span>{text.step}</span>
        <Select value={at} onChange={(event) => onStep(Number(event.target.value))}>
          {steps.map((one, i) => <option key={i} value={i}>{nameOf(one, i, text)}</option>)}
        </Select>
      </label>
      <div className={styles.moves}>
        <Button blocked={at === 0 ? text.atFirst : null} onClick={() => onStep(at - 1)}>{text.previous}</Button>
        <Button primary blocked={at === steps.length - 1 ? text.atLast : null} onClick={() => onStep(at + 1)}>{text.next}</Button>
      </div>
      <p className={styles.does}><b>{text.plugin[step.what] ?? step.what}</b> {text.does[step.what]}</p>
      {was === step.yaml ? <p className={beside.note}>{text.noChange}</p> : <Diff label={text.stepChange} before={was} after={step.yaml} />}
    </>
  );
}
