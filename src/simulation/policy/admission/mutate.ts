import type { ApiObject, Node, Pod } from '../../api';
import type { LimitRange, PersistentVolumeClaim, ServiceAccount } from '../../api/generated/types/core.v1';
import type { Ingress } from '../../api/generated/types/networking.v1';
import type { RuntimeClass } from '../../api/generated/types/node.v1';
import { pathSegmentErrors } from '../../api/names';
import { quote } from '../../base/go/quote';
import { withIngressClass, withStorageClass } from './default-classes';
import { defaultTolerationSeconds } from './default-toleration-seconds';
import { limitDefaults } from './limit-ranger/defaults';
import { taintNewNode } from './node-taint';
import { admitPriority, SYSTEM_PRIORITY_CLASSES } from './priority';
import type { PriorityClass } from './priority';
import { withTopologyLabels } from './pod-topology-labels';
import { admitRuntimeClass } from './runtime-class';
import { refusedSecrets } from './secret-references';
import { admitServiceAccount } from './service-account';
import { protectStorage } from './storage-protection';

/** What the plug-ins that change new objects look at. */
export interface MutationFacts {
  /** The ServiceAccounts of the object's namespace. */
  readonly accounts: readonly ServiceAccount[];
  /** The PriorityClasses besides the cluster's own. */
  readonly priorityClasses: readonly PriorityClass[];
  readonly runtimeClasses?: readonly RuntimeClass[];
  /** The LimitRanges of the object's namespace. */
  readonly limitRanges?: readonly LimitRange[];
  readonly storageClasses?: readonly ApiObject[];
  readonly ingressClasses?: readonly ApiObject[];
  readonly nodes?: readonly ApiObject[];
  /** Five letters for the name of a token's volume. */
  readonly suffix: string;
}

/** A new object after the plug-ins that change it, or the reason for which one of them refuses it. */
export type Mutated<T> = { readonly object: T } | { readonly forbidden: string };

/** What one plug-in has made of an object, for those who watch. */
export interface MutatedBy {
  readonly plugin: string;
  readonly before: ApiObject;
  readonly after: Mutated<ApiObject>;
}

type Change = (object: ApiObject, facts: MutationFacts) => Mutated<ApiObject> | undefined;

/** A plug-in for one kind of object. */
const forKind = <T extends ApiObject>(apiVersion: T['apiVersion'], kind: T['kind'], change: (object: T, facts: MutationFacts) => Mutated<ApiObject>): Change => (object, facts) =>
  object.apiVersion === apiVersion && object.kind === kind ? change(object as T, facts) : undefined;

const forPods = (change: (pod: Pod, facts: MutationFacts) => Mutated<ApiObject>): Change => forKind<Pod>('v1', 'Pod', change);

/** client-go rest Request.Name: the plug-in asks the server itself for what its informer has not, and such a name cannot stand in a URL. */
function unaskable(name: string): string | undefined {
  const errors = pathSegmentErrors(name);
  return errors.length === 0 ? undefined : `invalid resource name ${quote(name)}: [${errors.join(' ')}]`;
}

function serviceAccount(pod: Pod, { accounts, suffix }: MutationFacts): Mutated<ApiObject> {
  const name = pod.spec.serviceAccountName || 'default';
  const account = accounts.find(({ metadata }) => metadata.name === name);
  if (account === undefined) return { forbidden: `error looking up service account ${pod.metadata.namespace ?? ''}/${name}: ${unaskable(name) ?? `serviceaccount "${name}" not found`}` };
  const served = admitServiceAccount(pod, account, suffix);
  const secret = refusedSecrets(served, account);
  return secret === undefined ? { object: served } : { forbidden: secret };
}

function priority(pod: Pod, { priorityClasses }: MutationFacts): Mutated<ApiObject> {
  const ranked = admitPriority(pod, [...SYSTEM_PRIORITY_CLASSES, ...priorityClasses]);
  return 'forbidden' in ranked ? ranked : { object: ranked.pod };
}

/** The plug-ins of the default chain that change objects when they are created, in their order (pkg/kubeapiserver/options/plugins.go). */
const PLUGINS: readonly (readonly [string, Change])[] = [
  ['LimitRanger', forPods((pod, { limitRanges = [] }) => ({ object: limitDefaults(pod, limitRanges) }))],
  ['ServiceAccount', forPods(serviceAccount)],
  ['TaintNodesByCondition', forKind<Node>('v1', 'Node', (node) => ({ object: taintNewNode(node) }))],
  ['Priority', forPods(priority)],
  ['DefaultTolerationSeconds', forPods((pod) => ({ object: defaultTolerationSeconds(pod) }))],
  ['DefaultStorageClass', forKind<PersistentVolumeClaim>('v1', 'PersistentVolumeClaim', (claim, { storageClasses = [] }) => ({ object: withStorageClass(claim, storageClasses) }))],
  ['StorageObjectInUseProtection', (object) => ({ object: protectStorage(object) })],
  ['RuntimeClass', forPods((pod, { runtimeClasses = [] }) => admitRuntimeClass(pod, runtimeClasses))],
  ['DefaultIngressClass', forKind<Ingress>('networking.k8s.io/v1', 'Ingress', (ingress, { ingressClasses = [] }) => ({ object: withIngressClass(ingress, ingressClasses) }))],
  ['PodTopologyLabels', forPods((pod, { nodes = [] }) => ({ object: withTopologyLabels(pod, nodes) }))],
];

/** Takes a new object through the plug-ins that change it; what the facts do not name, as classes, no plug-in fills in. `steps`: each that has had something to do with it. */
export function mutateNew<T extends ApiObject>(object: T, facts: MutationFacts): Mutated<T> & { readonly steps: readonly MutatedBy[] } {
  const steps: MutatedBy[] = [];
  let now: ApiObject = object;
  for (const [plugin, change] of PLUGINS) {
    const after = change(now, facts);
    if (after === undefined) continue;
    steps.push({ plugin, before: now, after });
    if ('forbidden' in after) return { ...after, steps };
    now = after.object;
  }
  return { object: now as T, steps };
}

/** The same for an object that changes: only the tolerations of Pods are filled in again. */
export function mutateChanged<T extends ApiObject>(object: T): T {
  return object.apiVersion === 'v1' && object.kind === 'Pod' ? (defaultTolerationSeconds(object as ApiObject as Pod) as ApiObject as T) : object;
}
