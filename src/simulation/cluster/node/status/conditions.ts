/** The conditions that the kubelet owns (pkg/kubelet/status/generate.go). */
import type { ContainerStatus, Pod, PodStatus } from '../../../api';
import type { PodCondition } from '../../control/pods';
import { allCouldRestart, allRestart, isSidecar } from '../restart-policy';
import { sandboxChanged } from '../runtime-view';
import type { RuntimeView } from '../runtime-view';

/** types.PodConditionsByKubelet. */
export const OWN_CONDITIONS: readonly string[] = [
  'PodScheduled', 'Ready', 'Initialized', 'ContainersReady', 'PodReadyToStartContainers', 'PodResizePending', 'PodResizeInProgress', 'AllContainersRestarting',
];

type Bare = Pick<PodCondition, 'type' | 'status'> & { readonly reason?: string; readonly message?: string };

const list = (names: readonly string[]): string => `[${names.join(' ')}]`;

const condition = (type: string, is: boolean, reason?: string, message?: string): Bare => ({
  type, status: is ? 'True' : 'False', ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }),
});

const sorted = (names: readonly string[], statuses: readonly ContainerStatus[], good: (status: ContainerStatus, name: string) => boolean): readonly [unknown: string[], bad: string[]] => {
  const unknown: string[] = [];
  const bad: string[] = [];
  for (const name of names) {
    const status = statuses.find((one) => one.name === name);
    if (status === undefined) unknown.push(name);
    else if (!good(status, name)) bad.push(name);
  }
  return [unknown, bad];
};

const messageOf = (unknown: readonly string[], bad: readonly string[], what: string): string =>
  [...(unknown.length === 0 ? [] : [`containers with unknown status: ${list(unknown)}`]), ...(bad.length === 0 ? [] : [`containers with ${what} status: ${list(bad)}`])].join(', ');

/** GenerateContainersReadyCondition. */
export function containersReady(pod: Pod, statuses: readonly ContainerStatus[], phase: string, type = 'ContainersReady'): Bare {
  const names = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers].map(({ name }) => name);
  const [unknown, unready] = sorted(names, statuses, ({ ready }) => ready);
  if (phase === 'Succeeded' && unknown.length === 0) return condition(type, false, 'PodCompleted');
  if (phase === 'Failed') return condition(type, false, 'PodFailed');
  const message = messageOf(unknown, unready, 'unready');
  return message === '' ? condition(type, true) : condition(type, false, 'ContainersNotReady', message);
}

/** GeneratePodReadyCondition: the containers', then the readiness gates. */
export function podReady(pod: Pod, conditions: readonly PodCondition[], statuses: readonly ContainerStatus[], phase: string): Bare {
  const containers = containersReady(pod, statuses, phase, 'Ready');
  if (containers.status !== 'True') return containers;
  const unmet = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const found = conditions.find(({ type }) => type === conditionType);
    if (found === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    return found.status === 'True' ? [] : [`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`];
  });
  return unmet.length === 0 ? containers : condition('Ready', false, 'ReadinessGatesNotReady', unmet.join(', '));
}

/** HasAnyRegularContainerStarted, by the statuses. */
const anyStarted = (pod: Pod, statuses: readonly ContainerStatus[]): boolean =>
  pod.spec.containers.some(({ name }) => {
    const state = statuses.find((one) => one.name === name)?.state;
    return state?.running !== undefined || state?.terminated !== undefined;
  });

/** GeneratePodInitializedCondition. */
export function initialized(pod: Pod, old: PodStatus | undefined, statuses: readonly ContainerStatus[], phase: string): Bare {
  const init = pod.spec.initContainers ?? [];
  const [unknown, incomplete] = sorted(init.map(({ name }) => name), statuses, (status, name) => (isSidecar(init.find((one) => one.name === name)!) ? status.started === true : status.ready));
  if (phase === 'Succeeded' && unknown.length === 0) return condition('Initialized', true, 'PodCompleted');
  if (anyStarted(pod, statuses)) return condition('Initialized', true);
  const message = messageOf(unknown, incomplete, 'incomplete');
  const was = (old?.conditions ?? []).some(({ type, status }) => type === 'Initialized' && status === 'True');
  return message === '' || was ? condition('Initialized', true) : condition('Initialized', false, 'ContainersNotInitialized', message);
}

/** GenerateAllContainersRestartingCondition. */
function allContainersRestarting(pod: Pod, old: PodStatus | undefined, view: RuntimeView, phase: string): Bare {
  if (phase === 'Succeeded') return condition('AllContainersRestarting', false, 'PodCompleted');
  if (phase === 'Failed') return condition('AllContainersRestarting', false, 'PodFailed');
  // When all containers are gone the reset is done, and they start anew.
  const goes = allRestart(pod, view, old) && view.containers.length > 0;
  return goes ? condition('AllContainersRestarting', true, 'RestartAllContainersStarted', 'container exited with restart policy rule') : condition('AllContainersRestarting', false);
}

/** The kubelet's conditions in the order in which it writes them; times are not set yet. `others`: conditions of others, and of a resize. */
export function ownConditions(pod: Pod, old: PodStatus | undefined, others: readonly PodCondition[], statuses: readonly ContainerStatus[], phase: string, view: RuntimeView): PodCondition[] {
  const { generation } = pod.metadata;
  const own = [
    condition('PodReadyToStartContainers', !sandboxChanged(view).changed),
    initialized(pod, old, statuses, phase),
    podReady(pod, others, statuses, phase),
    containersReady(pod, statuses, phase),
    condition('PodScheduled', true),
    ...(allCouldRestart(pod.spec) ? [allContainersRestarting(pod, old, view, phase)] : []),
  ];
  return [...others, ...own.map((one) => withGeneration(one, generation))];
}

export const withGeneration = (bare: Bare, generation: number | undefined): PodCondition => ({ ...bare, lastProbeTime: null, ...(generation === undefined ? {} : { observedGeneration: generation }) }) as unknown as PodCondition;
