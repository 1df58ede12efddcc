/** The statuses of a Pod's containers, from what the runtime says and what was said before (pkg/kubelet/kubelet_pods.go: convertToAPIContainerStatuses). */
import { formatTime } from '../../../base/time';
import type { Container, ContainerStatus, Pod } from '../../../api';
import { isSidecar, shouldRun } from '../restart-policy';
import { seenContainer } from '../runtime-view';
import type { RuntimeView, SeenContainer } from '../runtime-view';

/** Why a container could not be started (the kubelet's reasonCache). */
export interface Waiting {
  readonly reason: string;
  readonly message: string;
}

export interface ContainersFacts {
  readonly pod: Pod;
  readonly view: RuntimeView;
  readonly reasons: Readonly<Record<string, Waiting>>;
  /** All containers are being restarted in place. */
  readonly restarting: boolean;
}

type State = NonNullable<ContainerStatus['state']>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<ContainerStatus>;

export const containerUri = (id: string): string => `containerd://${id}`;
const RESTARTING = 'RestartingAllContainers';
const REMOVED = 'The container is removed because RestartAllContainers in place';
const UNKNOWN = 'ContainerStatusUnknown';

function stateOf({ id, state }: SeenContainer): State {
  if (state.state === 'created') return { waiting: {} };
  if (state.state === 'running') return { running: { startedAt: formatTime(state.startedAt) } };
  const { exitCode, reason, message, startedAt, finishedAt } = state;
  return { terminated: { exitCode, reason, ...(message === '' ? {} : { message }), startedAt: formatTime(startedAt), finishedAt: formatTime(finishedAt), containerID: containerUri(id) } };
}

function imageIdOf(image: string): string {
  const colon = image.lastIndexOf(':');
  return colon > image.lastIndexOf('/') ? image.slice(0, colon) : image;
}

/** convertContainerStatus. */
function converted(seen: SeenContainer, old: ContainerStatus | undefined, container: Container): Draft {
  const containerID = containerUri(seen.id);
  const state = stateOf(seen);
  const status: Draft = { name: seen.name, image: seen.image, imageID: imageIdOf(seen.image), containerID, ready: false, restartCount: Math.max(seen.attempt, old?.restartCount ?? 0), state, lastState: {} };
  const before = old?.state?.terminated;
  if (before !== undefined && old?.containerID !== containerID) status.lastState = { terminated: before };
  else if (old?.lastState?.terminated !== undefined) status.lastState = { terminated: old.lastState.terminated };
  if (state.running !== undefined && before !== undefined && old !== undefined && old.restartCount >= seen.attempt && old.containerID !== containerID) status.restartCount = old.restartCount + 1;
  // convertContainerStatusResources: a container that asks for nothing has resources of no content.
  status.resources = (state.running === undefined ? undefined : seen.resources) ?? container.resources ?? {};
  if (container.resources?.requests !== undefined) status.allocatedResources = container.resources.requests;
  return status;
}

/** What a container is taken for that the runtime knows nothing of. */
function unseen(container: Container, old: ContainerStatus | undefined, hasInit: boolean, { pod, restarting }: ContainersFacts): Draft {
  const waiting: State = { waiting: { reason: hasInit ? 'PodInitializing' : 'ContainerCreating' } };
  const fresh: Draft = { name: container.name, image: container.image ?? '', imageID: '', ready: false, restartCount: 0, state: waiting, lastState: {} };
  if (old === undefined) return fresh;
  if (restarting && old.state?.waiting === undefined) {
    const removed = { reason: RESTARTING, message: REMOVED };
    return { ...fresh, state: { waiting: removed }, lastState: { terminated: { ...removed, exitCode: 137 } }, restartCount: old.restartCount + 1 };
  }
  if (old.state?.terminated !== undefined) return { ...old };
  const kept: Draft = { ...fresh, restartCount: old.restartCount, lastState: old.lastState ?? {} };
  if (old.state?.running === undefined || kept.lastState?.terminated !== undefined) return kept;
  // It ran, and nobody knows what became of it.
  kept.lastState = { terminated: { reason: UNKNOWN, message: 'The container could not be located when the pod was deleted.  The container used to be Running', exitCode: 137 } };
  if (pod.metadata.deletionTimestamp === undefined) kept.restartCount += 1;
  return kept;
}

const lostInit = (): State => ({
  terminated: { reason: 'Completed', message: 'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally', exitCode: 0 },
});

function statusOf(container: Container, old: ContainerStatus | undefined, hasInit: boolean, isInit: boolean, facts: ContainersFacts): Draft {
  const { pod, view, reasons } = facts;
  const of = view.containers.filter(({ name }) => name === container.name);
  const [latest, before] = of;
  const status = latest === undefined ? unseen(container, old, hasInit, facts) : converted(latest, old, container);
  if (latest !== undefined && before !== undefined) status.lastState = stateOf(before);
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, readOnly }) => ({ name, mountPath, ...(readOnly === true ? { readOnly, recursiveReadOnly: 'Disabled' } : {}) }));
  if (mounts.length > 0) status.volumeMounts = mounts;
  if (isInit) {
    if (latest?.state.state === 'exited' && latest.state.exitCode === 0) return status;
    const begun = pod.spec.containers.some(({ name }) => seenContainer(view, name) !== undefined);
    if (latest === undefined && begun && !isSidecar(container) && status.state?.waiting !== undefined) {
      status.state = lostInit();
      return status;
    }
  }
  const reason = reasons[container.name];
  if (reason === undefined || !shouldRun(container, pod, view)) return status;
  if (status.state?.terminated !== undefined) status.lastState = status.state;
  status.state = { waiting: { reason: reason.reason, ...(reason.message === '' ? {} : { message: reason.message }) } };
  return status;
}

export type ContainerKind = 'containers' | 'initContainers' | 'ephemeralContainers';

/** The statuses of one kind of containers: init containers in their order, the others by name. */
export function containerStatuses(kind: ContainerKind, old: readonly ContainerStatus[], facts: ContainersFacts): ContainerStatus[] {
  const { spec } = facts.pod;
  const containers: readonly Container[] = spec[kind] ?? [];
  const statuses = containers.map((container) => statusOf(container, old.find(({ name }) => name === container.name), (spec.initContainers ?? []).length > 0, kind === 'initContainers', facts));
  return kind === 'initContainers' ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1));
}
