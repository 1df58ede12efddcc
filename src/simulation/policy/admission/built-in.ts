import type { LimitRange, Namespace, Node, PersistentVolumeClaim, Pod, ResourceQuota, ServiceAccount } from '../../api/generated/types/core.v1';
import type { RuntimeClass } from '../../api/generated/types/node.v1';
import type { PriorityClass as PriorityClassObject } from '../../api/generated/types/scheduling.v1';
import type { StorageClass } from '../../api/generated/types/storage.v1';
import { forbiddenBy, nameFor, type Status } from '../../api/request/create';
import type { ApiObject } from '../../api/types';
import { admitPodSecurity } from '../pod-security';
import type { AdmissionRequest as SecurityRequest, NamespaceObject, SecuredPod } from '../pod-security';
import { checkQuotas, evaluatorOf, scopesOf } from '../quota';
import { refusedResize } from './claim-resize';
import { resizeDefaults } from './limit-ranger/defaults';
import { limitErrors } from './limit-ranger/limits';
import { mutateChanged, mutateNew, type MutatedBy } from './mutate';
import { refusedByNamespace } from './namespace-lifecycle';
import { refusedPriorityClass, type PriorityClass } from './priority';
import type { AdmissionRequest, Lookup } from './request';
import { refusedOverhead } from './runtime-class';

/** The plug-ins of the default chain as steps in their order (pkg/kubeapiserver/options/plugins.go); policies and webhooks come after them, quotas last. */

/** What one plug-in says of a request: nothing, or that it is refused, or what its client is to be told. */
export interface Verdict {
  readonly status?: Status;
  readonly warnings?: readonly string[];
}

type Validate = (request: AdmissionRequest, object: ApiObject, lookup: Lookup) => Verdict;

const isA = <T extends ApiObject>(object: ApiObject, apiVersion: T['apiVersion'], kind: T['kind']): object is T => object.apiVersion === apiVersion && object.kind === kind;
const isPod = (object: ApiObject): object is Pod => isA<Pod>(object, 'v1', 'Pod');
const isClaim = (object: ApiObject): object is PersistentVolumeClaim => isA<PersistentVolumeClaim>(object, 'v1', 'PersistentVolumeClaim');

const priorityClass = ({ metadata, value = 0, globalDefault = false, preemptionPolicy }: PriorityClassObject): PriorityClass => ({
  name: metadata.name ?? '',
  value,
  globalDefault,
  ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }),
});
const priorityClasses = (lookup: Lookup): readonly PriorityClass[] => lookup<PriorityClassObject>('scheduling.k8s.io/v1', 'PriorityClass').map(priorityClass);
const runtimeClasses = (lookup: Lookup): readonly RuntimeClass[] => lookup<RuntimeClass>('node.k8s.io/v1', 'RuntimeClass');
const limitRanges = (lookup: Lookup, namespace: string): readonly LimitRange[] => lookup<LimitRange>('v1', 'LimitRange', namespace);

/** Of what is asked of a Pod that is there, LimitRanger looks at this alone (SupportsAttributes), and quotas look at it too (podEvaluator.Handles). */
const isResize = ({ operation, subresource }: AdmissionRequest): boolean => operation === 'UPDATE' && subresource === 'resize';

/** Priority of a Pod that is written again: what was set when it was created is kept where the client does not say it (plugin/pkg/admission/priority admitPod). */
function keepPriority(object: ApiObject, old: ApiObject | undefined): ApiObject {
  if (!isPod(object) || old === undefined || !isPod(old)) return object;
  const { priority = old.spec.priority, preemptionPolicy = old.spec.preemptionPolicy } = object.spec;
  if (priority === object.spec.priority && preemptionPolicy === object.spec.preemptionPolicy) return object;
  return { ...object, spec: { ...object.spec, ...(priority === undefined ? {} : { priority }), ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }) } } as Pod;
}

/** The built-in plug-ins of the mutating half. `suffix`: five letters for a token's volume; `steps`: those that have had something to do with the object. */
export function mutateBuiltIn(request: AdmissionRequest, object: ApiObject, lookup: Lookup, suffix: string): ({ readonly object: ApiObject } | { readonly status: Status }) & { readonly steps: readonly MutatedBy[] } {
  const status = refusedByNamespace(request, lookup);
  if (status !== undefined) return { status, steps: [{ plugin: 'NamespaceLifecycle', before: object, after: { forbidden: status.message } }] };
  if (isResize(request) && isPod(object) && request.oldObject?.metadata.deletionTimestamp === undefined) {
    const ranges = limitRanges(lookup, request.namespace);
    if (ranges.length === 0) return { object, steps: [] };
    const after = resizeDefaults(object, ranges);
    return { object: after, steps: [{ plugin: 'LimitRanger', before: object, after: { object: after } }] };
  }
  if (request.subresource !== '') return { object, steps: [] };
  if (request.operation === 'UPDATE') {
    const kept = keepPriority(object, request.oldObject);
    const after = mutateChanged(kept);
    const step = (plugin: string, from: ApiObject, to: ApiObject): readonly MutatedBy[] => (from === to ? [] : [{ plugin, before: from, after: { object: to } }]);
    return { object: after, steps: [...step('Priority', object, kept), ...step('DefaultTolerationSeconds', kept, after)] };
  }
  const { namespace } = request;
  const mutated = mutateNew<ApiObject>(object, {
    accounts: lookup<ServiceAccount>('v1', 'ServiceAccount', namespace),
    priorityClasses: priorityClasses(lookup),
    runtimeClasses: runtimeClasses(lookup),
    limitRanges: limitRanges(lookup, namespace),
    storageClasses: lookup<StorageClass>('storage.k8s.io/v1', 'StorageClass'),
    ingressClasses: lookup('networking.k8s.io/v1', 'IngressClass'),
    ...(isPod(object) && object.spec.nodeName ? { nodes: lookup<Node>('v1', 'Node') } : {}),
    suffix,
  });
  return 'forbidden' in mutated ? { status: forbiddenBy(request.kind, nameFor(object), mutated.forbidden), steps: mutated.steps } : mutated;
}

const refuse = ({ kind }: AdmissionRequest, object: ApiObject, why: string | undefined): Verdict => (why === undefined ? {} : { status: forbiddenBy(kind, nameFor(object), why) });

const limitRanger: Validate = (request, object, lookup) => {
  const isLooked = isClaim(object) || (isPod(object) && (request.operation === 'CREATE' || isResize(request)));
  return isLooked && request.oldObject?.metadata.deletionTimestamp === undefined ? refuse(request, object, limitErrors(object, limitRanges(lookup, request.namespace))) : {};
};

/** The causes of an error list that stands in a message: a field each. */
const causesOf = (message: string, prefix: string) =>
  message.slice(prefix.length).replace(/^\[(.*)\]$/, '$1').split(/, (?=metadata\.labels\[)/).map((text) => {
    const at = text.indexOf(': ');
    return { reason: 'FieldValueInvalid', message: text.slice(at + 2), field: text.slice(0, at) };
  });

const podSecurity: Validate = ({ namespace, name, subresource, oldObject, user }, object, lookup) => {
  const home = lookup<Namespace>('v1', 'Namespace').find(({ metadata }) => metadata.name === namespace);
  const security: SecurityRequest = {
    object: object as SecurityRequest['object'],
    ...(oldObject === undefined ? {} : { old: oldObject as SecurityRequest['object'] }),
    subresource,
    user: user.username,
    ...(home === undefined ? {} : { namespace: home as NamespaceObject }),
    pods: object.kind === 'Namespace' ? (lookup<Pod>('v1', 'Pod', name) as readonly SecuredPod[]) : [],
  };
  const { allowed, statusReason, message = '', warnings = [] } = admitPodSecurity(security);
  if (allowed) return { warnings };
  const reason = statusReason as Status['reason'];
  return { status: reason === 'Invalid' ? { reason, message, details: { kind: object.kind, name, causes: causesOf(message, `Namespace "${name}" is invalid: `) } } : { reason, message }, warnings };
};

const priority: Validate = (request, object, lookup) =>
  isA<PriorityClassObject>(object, 'scheduling.k8s.io/v1', 'PriorityClass') ? refuse(request, object, refusedPriorityClass(priorityClass(object), priorityClasses(lookup), request.operation === 'CREATE')) : {};

const claimResize: Validate = (request, object, lookup) =>
  isClaim(object) && request.oldObject !== undefined && isClaim(request.oldObject) ? refuse(request, object, refusedResize(object, request.oldObject, lookup<StorageClass>('storage.k8s.io/v1', 'StorageClass'))) : {};

const runtimeClass: Validate = (request, object, lookup) => (isPod(object) && request.operation === 'CREATE' ? refuse(request, object, refusedOverhead(object, runtimeClasses(lookup))) : {});

/** The validating half before the policies, by the names of its plug-ins. */
export const VALIDATING: readonly (readonly [string, Validate])[] = [
  ['LimitRanger', limitRanger],
  ['PodSecurity', podSecurity],
  ['Priority', priority],
  ['PersistentVolumeClaimResize', claimResize],
  ['RuntimeClass', runtimeClass],
];

/** ResourceQuota, the last of the chain: the quotas of the namespace after the request, or why it is refused. */
export function chargeQuotas(request: AdmissionRequest, object: ApiObject, lookup: Lookup): { readonly quotas: readonly ResourceQuota[] } | { readonly status: Status } {
  const { namespace, subresource, operation, kind, oldObject } = request;
  if (namespace === '' || (subresource !== '' && !isResize(request)) || kind.kind === 'Namespace') return { quotas: [] };
  const evaluator = evaluatorOf(request);
  if (!isResize(request) && !evaluator.handles(operation, object, oldObject)) return { quotas: [] };
  const quotas = lookup<ResourceQuota>('v1', 'ResourceQuota', namespace);
  const states = quotas.map(({ metadata, spec, status }) => ({ name: metadata.name ?? '', hard: status?.hard ?? {}, used: status?.used ?? {}, scopes: scopesOf(spec) }));
  const checked = checkQuotas(states, evaluator, object, oldObject);
  if ('forbidden' in checked) return { status: forbiddenBy(kind, nameFor(object), checked.forbidden) };
  return { quotas: quotas.map((quota, index) => ({ ...quota, status: { ...quota.status, used: checked.quotas[index]?.used ?? {} } })) };
}
