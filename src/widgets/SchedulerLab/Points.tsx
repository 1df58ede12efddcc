import { type Decision } from '@site/src/simulation/scheduler';
import { type LabText } from './messages';
import { type Step } from './steps';
import styles from './Points.module.css';

const POINTS = ['QueueSort', 'PreFilter', 'Filter', 'PostFilter', 'Score', 'Bind'] as const;
type Point = (typeof POINTS)[number];

const AT: Readonly<Record<Step['kind'], Point | null>> = { take: 'QueueSort', preFilter: 'PreFilter', filter: 'Filter', postFilter: 'PostFilter', score: 'Score', end: 'Bind', event: null };

/** The extension point that a step is at; null for what is no part of a scheduling cycle. */
export function pointOf(step: Step | undefined, decision: Decision | undefined): Point | null {
  if (step === undefined) return null;
  if (step.kind === 'end') return decision?.kind === 'scheduled' ? 'Bind' : decision?.kind === 'unschedulable' ? 'PostFilter' : null;
  return AT[step.kind];
}

/** The way of a Pod through the framework, with the point that the step is at. */
export function Points({ at, text }: { at: Point | null; text: LabText }) {
  return (
    <ol className={styles.points} role="list" aria-label={text.pointsLabel} data-idle={at === null || undefined}>
      {POINTS.map((point) => (
        <li key={point} aria-current={point === at ? 'step' : undefined} data-branch={point === 'PostFilter' || undefined}>
          {point}
        </li>
      ))}
    </ol>
  );
}
