/** What the kubelet knows of a Pod's sandboxes and containers: the Pod cache that the relist fills (pkg/kubelet/pleg, pkg/kubelet/container/cache.go). */
import type { ResourceRequirements } from '../../api';
import { NEVER, stateAt } from './machine/machine';
import type { ContainerState, RuntimeContainer, RuntimePod, Sandbox } from './machine/machine';

export interface SeenContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly sandbox: string;
  readonly attempt: number;
  readonly state: ContainerState;
  readonly resources: ResourceRequirements | undefined;
}

export interface RuntimeView {
  /** Newest first. */
  readonly sandboxes: readonly Sandbox[];
  /** Newest first. */
  readonly containers: readonly SeenContainer[];
}

export const NOTHING_SEEN: RuntimeView = { sandboxes: [], containers: [] };

const seen = (container: RuntimeContainer, now: number): SeenContainer => {
  const { id, name, image, sandbox, attempt, resources } = container;
  return { id, name, image, sandbox, attempt, resources, state: stateAt(container, now) };
};

export const viewOfPod = (pod: RuntimePod | undefined, now: number): RuntimeView =>
  pod === undefined ? NOTHING_SEEN : { sandboxes: pod.sandboxes, containers: pod.containers.map((one) => seen(one, now)) };

/** FindContainerStatusByName: the newest of that name. */
export const seenContainer = (view: RuntimeView, name: string): SeenContainer | undefined => view.containers.find((one) => one.name === name);

/** Whether a relist makes events of the difference. */
export function changed(before: RuntimeView, after: RuntimeView): boolean {
  if (before.sandboxes.length !== after.sandboxes.length || before.containers.length !== after.containers.length) return true;
  if (after.sandboxes.some((one, index) => one.id !== before.sandboxes[index]!.id || one.ready !== before.sandboxes[index]!.ready)) return true;
  return after.containers.some((one, index) => one.id !== before.containers[index]!.id || one.state.state !== before.containers[index]!.state.state || one.resources !== before.containers[index]!.resources);
}

/** runtimeutil.PodSandboxChanged: whether a new sandbox is needed, and which it will be. */
export function sandboxChanged({ sandboxes }: RuntimeView): { readonly changed: boolean; readonly attempt: number; readonly had: boolean } {
  const [latest] = sandboxes;
  if (latest === undefined) return { changed: true, attempt: 0, had: false };
  const ready = sandboxes.filter((one) => one.ready).length;
  return ready > 1 || !latest.ready ? { changed: true, attempt: latest.attempt + 1, had: true } : { changed: false, attempt: latest.attempt, had: true };
}

/** When the next of a Pod's containers ends by itself, µs; NEVER where none does. */
export const nextEnd = (pod: RuntimePod | undefined, now: number): number =>
  (pod?.containers ?? []).reduce((first, one) => {
    const state = stateAt(one, now);
    return state.state === 'running' ? Math.min(first, state.endsAt) : first;
  }, NEVER);
