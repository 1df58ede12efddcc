import { semanticEqual } from '../../../api/equal';
import { formatQuantity, quantityOf } from '../../../api';
import type { ApiObject, Pod, ResourceList } from '../../../api';
import type { Registry } from '../../../api/registry';
import { groupQualified } from '../../../api/status';
import { usedByPods } from '../../../policy/quota';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { objectsIn } from '../../store/store';

/** `count/deployments.apps`, and the old names of some counts. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  configmaps: 'configmaps', secrets: 'secrets', services: 'services', persistentvolumeclaims: 'persistentvolumeclaims', replicationcontrollers: 'replicationcontrollers', resourcequotas: 'resourcequotas',
};

const countedResource = (name: string): string | undefined => (name.startsWith('count/') ? name.slice('count/'.length) : OLD_NAMES[name]);

interface Ported extends ApiObject {
  readonly spec?: { readonly type?: string; readonly ports?: readonly unknown[] };
}

/** The Services of a type, and node ports (pkg/quota/v1/evaluator/core services.go). */
function serviceCount(name: string, services: readonly Ported[]): number | undefined {
  if (name === 'services.loadbalancers') return services.filter(({ spec }) => spec?.type === 'LoadBalancer').length;
  if (name !== 'services.nodeports') return undefined;
  return services.filter(({ spec }) => spec?.type === 'NodePort' || spec?.type === 'LoadBalancer').reduce((sum, { spec }) => sum + (spec?.ports ?? []).length, 0);
}

/** What is used of each limited resource. Quotas with scopes count Pods only of those scopes, which are not read here: their use stays as it was written. */
function usage(hard: ResourceList, namespace: string, work: Work<null>): ResourceList {
  const used: Record<string, string> = { ...usedByPods(hard, work.view.list('pods', namespace) as (Pod & { readonly metadata: { readonly name: string } })[]) };
  for (const name of Object.keys(hard)) {
    const resource = countedResource(name);
    const count = resource === undefined ? serviceCount(name, work.view.list('services', namespace)) : objectsIn(work.view.tables, resource, namespace).length;
    if (count !== undefined) used[name] = formatQuantity(quantityOf(String(count)));
  }
  return used;
}

/** syncResourceQuota. */
function reconcile(key: string, work: Work<null>): void {
  const [namespace = '', name] = splitKey(key);
  const quota = work.view.get('resourcequotas', namespace, name);
  if (quota === undefined || (quota.spec?.scopes ?? []).length > 0 || quota.spec?.scopeSelector !== undefined) return;
  const hard = (quota.spec?.hard ?? {}) as ResourceList;
  const used = usage(hard, namespace, work);
  if (semanticEqual(quota.status?.hard, hard) && semanticEqual(quota.status?.used, used)) return;
  work.client.update({ ...quota, status: { hard, used } }, 'status');
}

const wakeAll = ({ type, object }: Heard, desk: Desk<null>): void => {
  if (type === 'MODIFIED' && object.kind !== 'Pod' && object.kind !== 'Service') return;
  for (const quota of desk.view.list('resourcequotas', object.metadata.namespace)) desk.enqueue(keyOfObject(quota));
};

/** pkg/controller/resourcequota: `status.used` of quotas without scopes, for the kinds of a registry. */
export function resourceQuotaController(registry: Registry): Controller<null> {
  const counted = registry.kinds.flatMap(({ resource }) => (resource?.namespaced === true && resource.verbs.includes('create') ? [groupQualified(resource.group, resource.plural)] : []));
  const handlers = Object.fromEntries([...new Set(counted)].filter((one) => one !== 'events' && one !== 'resourcequotas').map((resource) => [resource, wakeAll]));
  const onQuota = ({ type, object }: Heard, desk: Desk<null>): void => {
    if (type !== 'DELETED') desk.enqueue(keyOfObject(object));
  };
  return { name: 'resourcequota-controller', user: controllerUser('resourcequota-controller'), memory: null, handlers: { ...handlers, resourcequotas: onQuota }, reconcile };
}
