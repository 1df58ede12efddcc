/** The admission chain of a default API server, as far as it is built (pkg/kubeapiserver/options/plugins.go). */
import { groupQualified } from '../../api/status';
import { forbiddenStatus } from '../../api/status';
import type { ApiObject, Pod } from '../../api';
import type { ResourceQuota, ServiceAccount } from '../../api/generated/types/core.v1';
import type { RuntimeClass } from '../../api/generated/types/node.v1';
import type { Status } from '../../api/request/create';
import { mutateChanged, mutateNew } from '../../policy/admission/mutate';
import type { PriorityClass } from '../../policy/admission/priority';
import { chargePod, usedByPods } from '../../policy/quota';
import type { ChargedPod } from '../../policy/quota';
import { objectAt, objectsIn } from '../store/store';
import type { Admission, Attributes } from './types';

const forbidden = ({ request }: Attributes, name: string, cause: string): { readonly status: Status } => ({
  status: { reason: 'Forbidden', message: forbiddenStatus(request.group, request.resource, name, cause) },
});

interface Phased extends ApiObject {
  readonly status?: { readonly phase?: string };
}

/** NamespaceLifecycle: nothing is created in a namespace that is not there, or that is going. */
function inLiveNamespace(object: ApiObject, attributes: Attributes): { readonly status: Status } | undefined {
  const { namespace } = object.metadata;
  if (namespace === undefined || attributes.old !== undefined) return undefined;
  const found = objectAt(attributes.store.tables, 'namespaces', namespace) as Phased | undefined;
  if (found === undefined) return { status: { reason: 'NotFound', message: `namespaces "${namespace}" not found` } };
  if (found.metadata.deletionTimestamp === undefined && found.status?.phase !== 'Terminating') return undefined;
  return forbidden(attributes, object.metadata.name ?? '', `unable to create new content in namespace ${namespace} because it is being terminated`);
}

/**
 * ResourceQuota: a new Pod is charged to every quota without scopes. Upstream writes the charge into the quota's status before the Pod is stored; here the Pods
 * that are stored are counted, which comes to the same, and the status follows when the controller has counted them.
 */
function withinQuotas(object: ApiObject, attributes: Attributes): { readonly status: Status } | undefined {
  if (object.kind !== 'Pod' || attributes.old !== undefined) return undefined;
  const quotas = objectsIn(attributes.store.tables, 'resourcequotas', object.metadata.namespace) as ResourceQuota[];
  const pods = quotas.length === 0 ? [] : (objectsIn(attributes.store.tables, 'pods', object.metadata.namespace) as readonly unknown[] as readonly ChargedPod[]);
  for (const { metadata, spec, status } of quotas) {
    if ((spec?.scopes ?? []).length > 0 || spec?.scopeSelector !== undefined || status?.hard === undefined) continue;
    const charge = chargePod({ name: metadata.name ?? '', hard: status.hard, used: { ...status.used, ...usedByPods(status.hard, pods) } }, object as Pod as ChargedPod);
    if (!charge.allowed) return { status: { reason: 'Forbidden', message: charge.message } };
  }
  return undefined;
}

/** The plug-ins in their order: namespaces, those that change the object, quotas. */
export function defaultAdmission(object: ApiObject, attributes: Attributes): Admission {
  const refused = inLiveNamespace(object, attributes);
  if (refused !== undefined) return refused;
  if (attributes.old !== undefined) return { object: mutateChanged(object) };
  const { tables } = attributes.store;
  const mutated = mutateNew(object, {
    accounts: objectsIn(tables, 'serviceaccounts', object.metadata.namespace) as ServiceAccount[],
    priorityClasses: objectsIn(tables, groupQualified('scheduling.k8s.io', 'priorityclasses')).map((one) => ({ ...(one as unknown as PriorityClass), name: one.metadata.name ?? '' })),
    runtimeClasses: objectsIn(tables, groupQualified('node.k8s.io', 'runtimeclasses')) as RuntimeClass[],
    suffix: attributes.suffix,
  });
  if ('forbidden' in mutated) return forbidden(attributes, object.metadata.name ?? '', mutated.forbidden);
  return withinQuotas(mutated.object, attributes) ?? mutated;
}
