import { type LabPod, type LabRun } from './run';
import { stageView } from './view';

/** How a run ends: who sits where, and who has no place. */
export interface Outcome {
  /** Pods on a node that nobody told to go. */
  readonly placed: readonly { readonly pod: LabPod; readonly node: string }[];
  readonly waiting: readonly LabPod[];
}

export function outcomeOf(run: LabRun): Outcome {
  const { standing } = stageView(run, [], 0, run.happenings.length);
  return {
    placed: standing.flatMap(({ pod, lane, note, leaving }) => (lane === 'placed' && !leaving ? [{ pod, node: note }] : [])),
    waiting: standing.flatMap(({ pod, lane }) => (lane === 'placed' ? [] : [pod])),
  };
}
