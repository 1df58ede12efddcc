/** A Pod's phase by its containers (pkg/kubelet/kubelet_pods.go: getPhase). */
import type { ContainerStatus, Pod } from '../../../api';
import { isSidecar, restartsAfter } from '../restart-policy';

const ALL_RESTART = 'RestartingAllContainers';

interface Counts {
  pendingInit: number;
  pendingSidecar: number;
  initLost: number;
  unknown: number;
  running: number;
  waiting: number;
  stopped: number;
  stoppedForGood: number;
  succeeded: number;
}

export interface PhaseFacts {
  /** The Pod is done with: its containers do not start again. */
  readonly terminal: boolean;
  /** A regular container has been started. */
  readonly begun: boolean;
  readonly isStatic: boolean;
}

type Ended = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>;

export function phaseOf(pod: Pod, statuses: readonly ContainerStatus[], facts: PhaseFacts): string {
  const { spec } = pod;
  const of = (name: string): ContainerStatus | undefined => statuses.find((one) => one.name === name);
  const counts: Counts = { pendingInit: 0, pendingSidecar: 0, initLost: 0, unknown: 0, running: 0, waiting: 0, stopped: 0, stoppedForGood: 0, succeeded: 0 };
  const startsAgain = (container: Pod['spec']['containers'][number], ended: Ended): boolean => restartsAfter(container, spec, ended.exitCode) || ended.reason === ALL_RESTART;
  for (const container of spec.initContainers ?? []) {
    const status = of(container.name);
    const { state, lastState } = status ?? {};
    const ended = state?.terminated ?? (state?.waiting === undefined ? undefined : lastState?.terminated);
    if (isSidecar(container)) {
      if (status === undefined) counts.unknown += 1;
      else if (state?.running !== undefined) {
        if (status.started !== true) counts.pendingSidecar += 1;
        counts.running += 1;
      } else if (state?.terminated === undefined && lastState?.terminated === undefined) {
        counts.pendingSidecar += 1;
        counts.waiting += 1;
      }
    } else if (ended === undefined) counts.pendingInit += 1;
    else if (ended.exitCode !== 0 && !startsAgain(container, ended)) counts.initLost += 1;
  }
  for (const container of spec.containers) {
    const { state, lastState } = of(container.name) ?? {};
    const ended = state?.terminated ?? lastState?.terminated;
    if (state?.running !== undefined) counts.running += 1;
    else if (state === undefined) counts.unknown += 1;
    else if (ended === undefined) counts.waiting += 1;
    else {
      counts.stopped += 1;
      if (!startsAgain(container, ended)) counts.stoppedForGood += 1;
      if (state.terminated?.exitCode === 0) counts.succeeded += 1;
    }
  }
  return judge(counts, facts);
}

function judge(counts: Counts, { terminal, begun, isStatic }: PhaseFacts): string {
  if (counts.initLost > 0) return 'Failed';
  if (counts.pendingInit > 0 || (counts.pendingSidecar > 0 && !begun) || counts.waiting > 0) return 'Pending';
  if (counts.running > 0 && counts.unknown === 0) return 'Running';
  if (counts.stopped === 0 || counts.unknown > 0) return 'Pending';
  const done = counts.stopped === counts.succeeded ? 'Succeeded' : 'Failed';
  if (terminal && !isStatic) return done;
  return counts.stopped === counts.stoppedForGood ? done : 'Running';
}
