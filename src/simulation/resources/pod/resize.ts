/**
 * In-place resize: may the Pod have what it now asks for, and what does that take? (plugin/pkg/admission/podresize: PodResizeValidator;
 * pkg/kubelet/allocation: handlePodResourcesResize, podResizesAdmitHandler; pkg/kubelet/kuberuntime: computePodResizeAction, doPodResizeAction.)
 */
import { fieldErrorMessage, milliValue, parseResourceList, podRequests, quantityOf, unitValue } from '../../api';
import type { Container, PodSpec, QosClass, Quantity, Requests } from '../../api';
import { invalid } from '../../api/field-errors';
import { qosClass } from '../../api/pod-qos';

export interface ResizePolicy {
  readonly resourceName: string;
  readonly restartPolicy: string;
}

const cpuOf = (amounts: ReadonlyMap<string, Quantity>): number => milliValue(amounts.get('cpu') ?? quantityOf('0'));
const bytesOf = (amounts: ReadonlyMap<string, Quantity>): number => unitValue(amounts.get('memory') ?? quantityOf('0'));

/** What the API server says to a resize that no kubelet could ever grant, or null. The request is refused (403), and nothing is pending. */
export function resizeBeyondNode(spec: PodSpec, allocatable: Requests): string | null {
  const requests = podRequests(spec);
  const beyond = [
    ...(cpuOf(requests) > cpuOf(allocatable) ? [`cpu, requested: ${cpuOf(requests)}, allocatable: ${cpuOf(allocatable)}`] : []),
    ...(bytesOf(requests) > bytesOf(allocatable) ? [`memory, requested: ${bytesOf(requests)}, allocatable: ${bytesOf(allocatable)}`] : []),
  ];
  return beyond.length === 0 ? null : `node didn't have enough allocatable resources: ${beyond.join('; ')}`;
}

/** ValidatePodResize (pkg/apis/core/validation): what the API server says to a resize that would change the Pod's class, or null. */
export function resizeChangesQos(wanted: PodSpec, qos: QosClass): string | null {
  return qosClass(wanted) === qos ? null : fieldErrorMessage(invalid('spec', qos, 'Pod QOS Class may not change as a result of resizing'));
}

export interface ResizeNode {
  readonly allocatable: Requests;
  /** What the other Pods on the node have been allocated, together. */
  readonly others: ReadonlyMap<string, Quantity>;
  /** --cpu-manager-policy=static, --memory-manager-policy=Static. */
  readonly staticCpu?: boolean;
  readonly staticMemory?: boolean;
}

/** `PodResizePending` as the kubelet sets it; the kubelet tries a deferred resize again as soon as others leave room. */
export type ResizeDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'allocated' }
  | { readonly kind: 'pending'; readonly reason: 'Deferred' | 'Infeasible'; readonly message: string };

const differs = (a: Requests, b: Requests, name: string): boolean => (a.get(name)?.nano ?? 0n) !== (b.get(name)?.nano ?? 0n);

const sameResources = (a: Container, b: Container): boolean => (['requests', 'limits'] as const).every((kind) => {
  const [one, other] = [parseResourceList(a.resources?.[kind]), parseResourceList(b.resources?.[kind])];
  return !differs(one, other, 'cpu') && !differs(one, other, 'memory');
});

function isUnchanged(wanted: PodSpec, allocated: PodSpec): boolean {
  const all = (spec: PodSpec): readonly Container[] => [...spec.containers, ...(spec.initContainers ?? [])];
  const pod = (spec: PodSpec): Container => ({ name: '', resources: spec.resources });
  const before = all(allocated);
  return sameResources(pod(wanted), pod(allocated)) && all(wanted).every((one, index) => sameResources(one, before[index] ?? { name: one.name }));
}

/** Does the kubelet give the Pod what its spec now asks for? `allocated` is the spec with what it gave last. */
export function decideResize(wanted: PodSpec, allocated: PodSpec, node: ResizeNode): ResizeDecision {
  if (isUnchanged(wanted, allocated)) return { kind: 'unchanged' };
  const requests = podRequests(wanted);
  const before = podRequests(allocated);
  if (qosClass(wanted) === 'Guaranteed') {
    const manager = node.staticCpu === true && differs(requests, before, 'cpu') ? 'CPU Manager policy "static"'
      : node.staticMemory === true && differs(requests, before, 'memory') ? 'Memory Manager policy "Static"' : null;
    if (manager !== null) return { kind: 'pending', reason: 'Infeasible', message: `Resize is infeasible for Guaranteed Pods alongside ${manager}` };
  }
  for (const [name, amount] of [['cpu', cpuOf], ['memory', bytesOf]] as const) {
    const [requested, used, capacity] = [amount(requests), amount(node.others), amount(node.allocatable)];
    if (requested === 0 || requested <= capacity - used) continue;
    return { kind: 'pending', reason: 'Deferred', message: `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${capacity}` };
  }
  return { kind: 'allocated' };
}

export interface ResizeStep {
  readonly container: string;
  readonly resource: 'cpu' | 'memory';
  readonly change: 'raise' | 'lower';
}

/** What is done to the containers: some start anew because their `resizePolicy` says so, the others have their cgroup files rewritten. */
export interface ResizeActions {
  readonly restart: readonly string[];
  /** In order: of each resource what shrinks comes before what grows, so that the Pod's sum is not exceeded on the way. */
  readonly update: readonly ResizeStep[];
}

type Resizable = Container & { readonly resizePolicy?: readonly ResizePolicy[] };

interface Change {
  readonly from: number;
  readonly to: number;
}

const stated = (container: Container, kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): number => {
  const amount = quantityOf(container.resources?.[kind]?.[resource]);
  return resource === 'cpu' ? milliValue(amount) : unitValue(amount);
};

/** The limit if it changes, else the request; null when neither does. */
function changeOf(before: Container, after: Container, resource: 'cpu' | 'memory'): Change | null {
  for (const kind of ['limits', 'requests'] as const) {
    const [from, to] = [stated(before, kind, resource), stated(after, kind, resource)];
    if (from !== to) return { from, to };
  }
  return null;
}

/** From running containers to those of the allocated spec; containers are matched by name. Without a policy nothing is restarted. */
export function resizeActions(running: readonly Container[], allocated: readonly Resizable[]): ResizeActions {
  const restart: string[] = [];
  const update: Record<'cpu' | 'memory', ResizeStep[]> = { memory: [], cpu: [] };
  for (const container of allocated) {
    const before = running.find(({ name }) => name === container.name);
    if (before === undefined) continue;
    const changes = (['memory', 'cpu'] as const).flatMap((resource) => {
      const change = changeOf(before, container, resource);
      return change === null ? [] : [{ resource, change }];
    });
    const mustRestart = changes.some(({ resource }) => container.resizePolicy?.find(({ resourceName }) => resourceName === resource)?.restartPolicy === 'RestartContainer');
    if (mustRestart) restart.push(container.name);
    else for (const { resource, change: { from, to } } of changes) {
      if (to > from) update[resource].push({ container: container.name, resource, change: 'raise' });
      else update[resource].unshift({ container: container.name, resource, change: 'lower' });
    }
  }
  return { restart, update: [...update.memory, ...update.cpu] };
}

export interface MemoryUse {
  /** Bytes in use: of the whole Pod, and of each container by name. */
  readonly pod: number;
  readonly containers: Readonly<Record<string, number>>;
}

/**
 * validateMemoryResizeAction: no memory limit is lowered to what is in use or less; the resize stays in progress with this error and is tried
 * again. Limits in bytes, only those that shrink; null when all may. (Of a container, too, upstream prints the Pod's usage.)
 */
export function cannotLowerMemory(limits: { readonly pod?: number; readonly containers: Readonly<Record<string, number>> }, use: MemoryUse): string | null {
  const errors = limits.pod !== undefined && use.pod >= limits.pod ? [`attempting to set pod memory limit (${limits.pod}) below current usage (${use.pod})`] : [];
  for (const [name, bytes] of Object.entries(use.containers)) {
    const limit = Object.hasOwn(limits.containers, name) ? limits.containers[name] : undefined;
    if (limit !== undefined && bytes >= limit) errors.push(`attempting to set container "${name}" memory limit (${limit}) below current usage (${use.pod})`);
  }
  if (errors.length === 0) return null;
  return `cannot decrease memory limits: ${errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`}`;
}
