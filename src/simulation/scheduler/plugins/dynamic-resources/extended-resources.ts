import { isSidecar, quantityOf, unitValue } from '../../../api';
import type { Pod } from '../../../api';
import type { DeviceRequest, ResourceClaim } from '../../../api/generated/types/resource.v1';
import { fnv32a } from '../../../base';
import { compareText } from '../../../base/ordered-map';
import type { Cache } from '../../cache/cache';
import { namespaceOf } from '../../cache/affinity-term';
import type { NodeInfo } from '../../cache/node-info';
import { podUid } from '../../cache/pod-info';
import type { PodInfo } from '../../cache/pod-info';
import { classFor, mayBeDevices } from '../../helper/device-classes';

const ANNOTATION = 'resource.kubernetes.io/extended-resource-claim';

/** Which container gets which request's devices under which name (ContainerExtendedResourceRequest). */
export interface Mapping {
  readonly containerName: string;
  readonly resourceName: string;
  readonly requestName: string;
}

/** The special claim as one node needs it, and who gets what of it. */
export interface ClaimForNode {
  readonly claim: ResourceClaim;
  readonly mappings: readonly Mapping[];
}

/** What the Pod asks for that a class may stand for, by name. */
const amountsOf = ({ requests }: PodInfo): [string, number][] => [...requests.scalar].filter(([name, amount]) => amount !== 0 && mayBeDevices(name));

/** The claim that an earlier attempt left behind, or a new one without requests; null where no class stands for anything the Pod asks for (preFilterExtendedResources). */
export function specialClaim(info: PodInfo, cache: Cache): ResourceClaim | null {
  if (!amountsOf(info).some(([name]) => classFor(name, cache) !== undefined)) return null;
  const { pod } = info;
  const uid = podUid(pod);
  const name = pod.metadata.name ?? '';
  const left = cache.listers.latestOf('ResourceClaim').find(({ metadata }) =>
    metadata.annotations?.[ANNOTATION] === 'true' && (metadata.ownerReferences ?? []).some((owner) => owner.name === name && owner.controller === true && owner.uid === uid));
  if (left !== undefined) return left;
  const generateName = `${name}-extended-resources-`;
  return {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaim',
    metadata: {
      namespace: namespaceOf(pod),
      // Upstream keeps it in memory as `<extended-resources>` and lets the API server draw the end of its name.
      name: `${generateName}${fnv32a(uid).toString(36).padStart(5, '0').slice(-5)}`,
      generateName,
      uid: `${uid}-extended-resources`,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid, controller: true }],
      annotations: { [ANNOTATION]: 'true' },
    },
    spec: {},
  };
}

/** Whether the API has it: then it is from an earlier attempt, and nothing can be done before it is gone. */
export const isStale = ({ spec }: ResourceClaim): boolean => spec.devices?.requests !== undefined;

interface Part {
  readonly request: DeviceRequest | null;
  readonly mappings: readonly Mapping[];
}

const countOf = ({ exactly }: DeviceRequest): number => exactly?.count ?? 0;

type Container = Pod['spec']['containers'][number];

/** createResourceRequestAndMappings: a container uses what later ones have asked for, and asks for what it needs beyond. */
function partOf(container: Container, index: number, resource: string, className: string, reusable: readonly (DeviceRequest | null)[]): Part {
  const requests = container.resources?.requests ?? {};
  const wanted = Object.hasOwn(requests, resource) ? unitValue(quantityOf(requests[resource])) : 0;
  if (wanted === 0) return { request: null, mappings: [] };
  const mappings: Mapping[] = [];
  const map = (requestName: string): void => void mappings.push({ containerName: container.name, resourceName: resource, requestName });
  let sum = 0;
  for (const one of reusable) {
    if (one === null) continue;
    sum += countOf(one);
    map(one.name);
    if (sum >= wanted) return { request: null, mappings };
  }
  const name = `container-${index}-request-${Object.keys(requests).sort(compareText).indexOf(resource)}`;
  map(name);
  return { request: { name, exactly: { deviceClassName: className, allocationMode: 'ExactCount', count: wanted - sum } }, mappings };
}

/** One resource over all containers: those that run together add up; of init containers that end the largest counts. */
function partsOf({ spec }: Pod, resource: string, className: string): { readonly requests: DeviceRequest[]; readonly mappings: Mapping[] } {
  const inits = spec.initContainers ?? [];
  const containers = [...inits, ...spec.containers];
  const isShort = (index: number): boolean => index < inits.length && !isSidecar(containers[index]);
  const long = containers.map((container, i): Part => (isShort(i) ? { request: null, mappings: [] } : partOf(container, i, resource, className, [])));
  const own = long.map(({ request }) => request);
  const short = containers.flatMap((container, i) => (isShort(i) ? [partOf(container, i, resource, className, own.slice(i))] : []));
  const asked = short.flatMap(({ request }) => request ?? []);
  const largest = asked.reduce<DeviceRequest | null>((most, one) => (most === null || countOf(most) < countOf(one) ? one : most), null);
  const others = new Set(asked.map(({ name }) => name));
  const mappings = short.flatMap((part) => part.mappings).map((one) => (largest !== null && others.has(one.requestName) ? { ...one, requestName: largest.name } : one));
  return { requests: [...(largest === null ? [] : [largest]), ...own.flatMap((request) => request ?? [])], mappings: [...long.flatMap((part) => part.mappings), ...mappings] };
}

/** filterExtendedResources: the claim for a node; null where its device plugins have everything; undefined where it has not and no class stands for it. */
export function claimForNode(special: ResourceClaim, info: PodInfo, node: NodeInfo, cache: Cache, alone: boolean): ClaimForNode | null | undefined {
  const byClass: { readonly name: string; readonly className: string }[] = [];
  for (const [name] of amountsOf(info)) {
    const deviceClass = classFor(name, cache);
    const offered = node.allocatable.scalar.get(name);
    if (deviceClass !== undefined && (offered ?? 0) === 0) byClass.push({ name, className: deviceClass.metadata.name ?? '' });
    else if (offered === undefined) return undefined;
  }
  if (alone && byClass.length === 0) return null;
  const parts = byClass.sort((a, b) => compareText(a.name, b.name)).map(({ name, className }) => partsOf(info.pod, name, className));
  const requests = parts.flatMap((part) => part.requests).sort((a, b) => compareText(a.name, b.name));
  return { claim: { ...special, spec: { devices: requests.length === 0 ? {} : { requests } } }, mappings: parts.flatMap(({ mappings }) => mappings) };
}
