import { semanticEqual } from '../../../api/equal';
import type { ResourceList } from '../../../api';
import type { Registry } from '../../../api/registry';
import { groupQualified } from '../../../api/status';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { objectsIn } from '../../store/store';
import { usageOf } from './usage';

/** syncResourceQuota. */
const reconcileWith = (registry: Registry) => (key: string, work: Work<null>): void => {
  const [namespace = '', name] = splitKey(key);
  const quota = work.view.get('resourcequotas', namespace, name);
  if (quota === undefined) return;
  const hard = (quota.spec?.hard ?? {}) as ResourceList;
  const used = usageOf(quota.spec ?? {}, registry, (resource) => objectsIn(work.view.tables, resource, namespace));
  if (semanticEqual(quota.status?.hard, hard) && semanticEqual(quota.status?.used, used)) return;
  work.client.update({ ...quota, status: { hard, used } }, 'status');
};

/** What objects of these kinds take may change with them. */
const MEASURED_ANEW: ReadonlySet<string> = new Set(['Pod', 'Service', 'PersistentVolumeClaim']);

const wakeAll = ({ type, object }: Heard, desk: Desk<null>): void => {
  if (type === 'MODIFIED' && !MEASURED_ANEW.has(object.kind)) return;
  for (const quota of desk.view.list('resourcequotas', object.metadata.namespace)) desk.enqueue(keyOfObject(quota));
};

/** pkg/controller/resourcequota: `status.used` of quotas, for the kinds of a registry. */
export function resourceQuotaController(registry: Registry): Controller<null> {
  const counted = registry.kinds.flatMap(({ resource }) => (resource?.namespaced === true && resource.verbs.includes('create') ? [groupQualified(resource.group, resource.plural)] : []));
  const handlers = Object.fromEntries([...new Set(counted)].filter((one) => one !== 'events' && one !== 'resourcequotas').map((resource) => [resource, wakeAll]));
  const onQuota = ({ type, object }: Heard, desk: Desk<null>): void => {
    if (type !== 'DELETED') desk.enqueue(keyOfObject(object));
  };
  return { name: 'resourcequota-controller', user: controllerUser('resourcequota-controller'), memory: null, handlers: { ...handlers, resourcequotas: onQuota }, reconcile: reconcileWith(registry) };
}
