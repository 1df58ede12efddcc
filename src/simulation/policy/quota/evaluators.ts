/** What each kind of object is charged by (pkg/quota/v1/evaluator/core; apiserver pkg/quota/v1/generic for all that are only counted). */
import type { PersistentVolumeClaim, Pod, Service } from '../../api/generated/types/core.v1';
import { compareQuantity, parseQuantity, type Quantity } from '../../api/quantity';
import type { Requests } from '../../api/resource-list';
import type { ApiObject } from '../../api/types';
import type { AdmissionRequest } from '../admission/request';
import { resourceOf } from '../admission/request';
import type { Measure } from './check';
import { matchingResources, missingStatement, podUsage } from './pod-usage';
import { claimInScope, podInScope } from './scopes';

export interface Evaluator<T extends ApiObject = ApiObject> extends Measure<T> {
  /** Whether the request is charged at all. */
  handles(operation: AdmissionRequest['operation'], object: T, old: T | undefined): boolean;
}

const NANO = 1_000_000_000n;
const count = (amount: number): Quantity => ({ nano: BigInt(amount) * NANO, format: 'DecimalSI' });
const nothingMissing = (): undefined => undefined;
const inNoScope = (): boolean => false;

const isTerminating = ({ spec: { activeDeadlineSeconds } }: Pod): boolean => activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;
const named = (pod: Pod) => ({ ...pod, metadata: { ...pod.metadata, name: pod.metadata.name ?? '' } }) as Parameters<typeof podUsage>[0];

const pods: Evaluator<Pod> = {
  handles: (operation, pod, old) => operation === 'CREATE' || (operation === 'UPDATE' && old !== undefined && isTerminating(pod) !== isTerminating(old)),
  matching: matchingResources,
  inScope: podInScope,
  missing: (pod, names) => missingStatement(named(pod), names),
  usage: (pod) => podUsage(named(pod)),
};

const SERVICES: ReadonlySet<string> = new Set(['count/services', 'services', 'services.nodeports', 'services.loadbalancers']);

/** serviceEvaluator.Usage: node ports are counted before they are given out. */
function serviceUsage({ spec }: Service): Requests {
  const ports = spec.ports ?? [];
  const isBalanced = spec.type === 'LoadBalancer';
  const asked = isBalanced && spec.allocateLoadBalancerNodePorts === false ? ports.filter(({ nodePort = 0 }) => nodePort !== 0) : ports;
  return new Map([
    ['count/services', count(1)],
    ['services', count(1)],
    ['services.loadbalancers', count(isBalanced ? 1 : 0)],
    ['services.nodeports', count(isBalanced || spec.type === 'NodePort' ? asked.length : 0)],
  ]);
}

const services: Evaluator<Service> = {
  handles: (operation) => operation !== 'DELETE',
  matching: (names) => names.filter((name) => SERVICES.has(name)),
  inScope: inNoScope,
  missing: nothingMissing,
  usage: serviceUsage,
};

const CLAIM_COUNT = 'count/persistentvolumeclaims';
const CLAIMS = ['persistentvolumeclaims', 'requests.storage'];
const OF_CLASS = '.storageclass.storage.k8s.io/';
/** The class of a claim before there was a field for it. */
const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** pvcEvaluator.getStorageUsage: whole bytes, and no less than what the volume has got by an expansion. */
function storageOf({ spec, status }: PersistentVolumeClaim): Quantity | undefined {
  const read = (text: string | undefined): Quantity | undefined => {
    const parsed = text === undefined ? undefined : parseQuantity(text);
    if (parsed?.ok !== true) return undefined;
    const { nano, format } = parsed.value;
    return { nano: ((nano + NANO - 1n) / NANO) * NANO, format };
  };
  const asked = read(spec.resources?.requests?.storage);
  const allocated = read(status?.allocatedResources?.storage);
  return asked !== undefined && allocated !== undefined && compareQuantity(allocated, asked) > 0 ? allocated : asked;
}

function claimUsage(claim: PersistentVolumeClaim): Requests {
  const className = claim.metadata.annotations?.[BETA_CLASS] ?? claim.spec.storageClassName ?? '';
  const storage = storageOf(claim);
  const usage: Requests = new Map([[CLAIM_COUNT, count(1)]]);
  for (const prefix of className === '' ? [''] : ['', `${className}${OF_CLASS}`]) {
    usage.set(`${prefix}persistentvolumeclaims`, count(1));
    if (storage !== undefined) usage.set(`${prefix}requests.storage`, storage);
  }
  return usage;
}

const claims: Evaluator<PersistentVolumeClaim> = {
  handles: (operation) => operation !== 'DELETE',
  matching: (names) => names.filter((name) => name === CLAIM_COUNT || CLAIMS.some((one) => name === one || name.endsWith(`${OF_CLASS}${one}`))),
  inScope: claimInScope,
  missing: nothingMissing,
  usage: claimUsage,
};

/** legacyObjectCountAliases: these were counted under their own names before there was `count/`. */
const ALIASES: ReadonlySet<string> = new Set(['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets']);

/** objectCountEvaluator. */
function counted(resource: string): Evaluator {
  const names = [`count/${resource}`, ...(ALIASES.has(resource) ? [resource] : [])];
  return {
    handles: (operation) => operation === 'CREATE',
    matching: (given) => given.filter((name) => names.includes(name)),
    inScope: inNoScope,
    missing: nothingMissing,
    usage: () => new Map(names.map((name) => [name, count(1)])),
  };
}

const BY_RESOURCE: Readonly<Record<string, unknown>> = { pods, services, persistentvolumeclaims: claims };

/** The evaluator of a resource (`deployments.apps`); what has none of its own is counted. */
export const measureOf = (resource: string): Evaluator => (BY_RESOURCE[resource] as Evaluator | undefined) ?? counted(resource);

/** The evaluator of a request's resource. */
export const evaluatorOf = (request: AdmissionRequest): Evaluator => measureOf(resourceOf(request));
