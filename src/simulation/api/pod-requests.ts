/** What a Pod requests and what it is limited to (k8s.io/component-helpers/resource: PodRequests, PodLimits and what they stand on). */
import { addQuantity, quantityOf } from './quantity';
import type { Quantity } from './quantity';
import { addResources, aggregateContainers, isSidecar, largestOf, parseResourceList } from './resource-list';
import type { Requests } from './resource-list';
import type { Container, PodSpec, ResourceList } from './types';

export { isSidecar } from './resource-list';
export type { Requests } from './resource-list';

/** component-helpers resource.IsPodLevelResource. */
export const isPodLevelResource = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

interface StatedResources {
  readonly requests?: ResourceList;
  readonly limits?: ResourceList;
}

interface ContainerResourceStatus {
  readonly name: string;
  /** What the container really has now ("actuated"). */
  readonly resources?: StatedResources;
  /** What the kubelet has promised it. */
  readonly allocatedResources?: ResourceList;
}

/** The part of a Pod's status that counts while it is being resized in place. */
export interface PodResourceStatus {
  readonly conditions?: readonly { readonly type: string; readonly reason?: string; readonly status?: string }[] | null;
  readonly containerStatuses?: readonly ContainerResourceStatus[] | null;
  readonly initContainerStatuses?: readonly ContainerResourceStatus[] | null;
  readonly resources?: StatedResources;
  readonly allocatedResources?: ResourceList;
}

export interface RequestOptions {
  /** Amounts for containers that do not mention the resource at all (NonMissingContainerRequests); a written zero stays zero. */
  readonly missing?: ReadonlyMap<string, Quantity>;
  /** With a status, a container in the middle of a resize counts with the largest of what it wants, was promised and has (UseStatusResources). */
  readonly status?: PodResourceStatus;
  readonly excludeOverhead?: boolean;
  /** Leave pod-level requests aside (SkipPodLevelResources). */
  readonly containersOnly?: boolean;
}

function pendingReason(status: PodResourceStatus): string | undefined {
  return status.conditions?.find(({ type }) => type === 'PodResizePending')?.reason;
}

/** IsPodResizeInfeasible: the node can never give it; what is asked for does not count. */
export const isResizeInfeasible = (status: PodResourceStatus): boolean => pendingReason(status) === 'Infeasible';

/** IsPodResizeDeferred: it does not fit now. */
export const isResizeDeferred = (status: PodResourceStatus): boolean => pendingReason(status) === 'Deferred';

function statusOf(container: Container, status: PodResourceStatus | undefined): ContainerResourceStatus | undefined {
  const of = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].filter(({ name }) => name === container.name).at(-1);
  return of?.resources ? of : undefined;
}

/** determineEffectiveRequests. */
function effectiveRequests(spec: ResourceList | undefined, has: StatedResources, allocated: ResourceList | undefined, status: PodResourceStatus): Requests {
  const held = largestOf(parseResourceList(has.requests), parseResourceList(allocated));
  return isResizeInfeasible(status) ? held : largestOf(parseResourceList(spec), held);
}

/** determineEffectiveLimits. */
function effectiveLimits(spec: ResourceList | undefined, has: StatedResources, status: PodResourceStatus): Requests {
  const held = parseResourceList(has.limits);
  return isResizeInfeasible(status) ? held : largestOf(parseResourceList(spec), held);
}

const isInit = (spec: PodSpec, container: Container): boolean => (spec.initContainers ?? []).includes(container);

/** Of init containers only sidecars can be resized. */
function resizing(spec: PodSpec, container: Container, status: PodResourceStatus | undefined): ContainerResourceStatus | undefined {
  return isInit(spec, container) && !isSidecar(container) ? undefined : statusOf(container, status);
}

function requestsOf(spec: PodSpec, container: Container, options: RequestOptions): Requests {
  const wanted = container.resources?.requests;
  const present = resizing(spec, container, options.status);
  const result = present === undefined || options.status === undefined
    ? parseResourceList(wanted)
    : effectiveRequests(wanted, present.resources ?? {}, present.allocatedResources, options.status);
  for (const [name, quantity] of options.missing ?? []) if (!result.has(name)) result.set(name, quantity);
  return result;
}

/** What the containers of a Pod request together (resource.AggregateContainerRequests). */
export function aggregateContainerRequests(spec: PodSpec, options: RequestOptions = {}): Requests {
  return aggregateContainers(spec, (container) => requestsOf(spec, container, options));
}

const namesPodLevel = (list: ResourceList | undefined): boolean => Object.keys(list ?? {}).some(isPodLevelResource);

/** component-helpers resource.IsPodLevelRequestsSet. */
export function hasPodLevelRequests(spec: PodSpec): boolean {
  return namesPodLevel(spec.resources?.requests);
}

/** component-helpers resource.IsPodLevelResourcesSet. */
export function hasPodLevelResources(spec: PodSpec): boolean {
  return hasPodLevelRequests(spec) || namesPodLevel(spec.resources?.limits);
}

/** Pod-level amounts take the place of the containers' sum; in a resize of the Pod itself the effective ones do. */
function applyPodLevel(total: Requests, stated: ResourceList | undefined, effective: Requests | null): void {
  for (const [name, text] of Object.entries(stated ?? {})) {
    if (isPodLevelResource(name)) total.set(name, (effective === null ? undefined : effective.get(name)) ?? quantityOf(text));
  }
}

/** resource.PodRequests: pod-level requests (beta since 1.34) win over the containers' sum; overhead comes on top. */
export function podRequests(spec: PodSpec, options: RequestOptions = {}): Requests {
  const requests = aggregateContainerRequests(spec, options);
  const { status } = options;
  const podEffective = status?.resources === undefined ? null : effectiveRequests(spec.resources?.requests, status.resources, status.allocatedResources, status);
  if (options.containersOnly !== true) applyPodLevel(requests, spec.resources?.requests, podEffective);
  if (options.excludeOverhead !== true) addResources(requests, parseResourceList(spec.overhead));
  return requests;
}

const ofSpec = new WeakMap<PodSpec, ReadonlyMap<string, Quantity>>();

/** {@link podRequests} of a specification alone, worked out once for each: it stays the same object while a Pod's status changes. */
export function specRequests(spec: PodSpec): ReadonlyMap<string, Quantity> {
  let found = ofSpec.get(spec);
  if (found === undefined) ofSpec.set(spec, (found = podRequests(spec)));
  return found;
}

const sameTexts = (a: ResourceList | undefined, b: ResourceList | undefined): boolean => {
  const [left, right] = [a ?? {}, b ?? {}];
  const names = Object.keys(left);
  return left === right || (names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]));
};

/** Whether a status says of every container just what its specification asks for: no resize is under way, and {@link podRequests} is the same with it and without. */
export function restatesRequests(spec: PodSpec, { containerStatuses, initContainerStatuses }: PodResourceStatus): boolean {
  if (spec.resources !== undefined) return false;
  const isRestated = ({ name, resources, allocatedResources }: ContainerResourceStatus): boolean => {
    if (!resources) return true;
    const restates = (container: Container): boolean => {
      const asked = container.resources?.requests;
      return container.name !== name || (sameTexts(resources.requests, asked) && (allocatedResources === undefined || sameTexts(allocatedResources, asked)));
    };
    return spec.containers.every(restates) && (spec.initContainers ?? []).every(restates);
  };
  return (containerStatuses ?? []).every(isRestated) && (initContainerStatuses ?? []).every(isRestated);
}

export interface LimitOptions {
  readonly status?: PodResourceStatus;
  readonly excludeOverhead?: boolean;
  /** Called with what each container counts for (ContainerFn). */
  readonly visit?: (amounts: ReadonlyMap<string, Quantity>) => void;
}

/** resource.PodLimits: the containers' limits added up as their requests are; overhead comes on top of limits that are set. */
export function podLimits(spec: PodSpec, options: LimitOptions = {}): Requests {
  const { status } = options;
  const limitsOf = (container: Container): Requests => {
    const present = resizing(spec, container, status);
    const wanted = container.resources?.limits;
    return present === undefined || status === undefined ? parseResourceList(wanted) : effectiveLimits(wanted, present.resources ?? {}, status);
  };
  const limits = aggregateContainers(spec, limitsOf, options.visit);
  const podEffective = status?.resources === undefined ? null : effectiveLimits(spec.resources?.limits, status.resources, status);
  applyPodLevel(limits, spec.resources?.limits, podEffective);
  if (options.excludeOverhead === true) return limits;
  for (const [name, quantity] of parseResourceList(spec.overhead)) {
    const limit = limits.get(name);
    if (limit !== undefined && limit.nano !== 0n) limits.set(name, addQuantity(limit, quantity));
  }
  return limits;
}
