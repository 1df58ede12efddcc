import { semanticEqual } from '../../../api/equal';
import type { Kind } from '../../../api/kind';
import type { ResourceList } from '../../../api';
import type { ResourceQuota } from '../../../api/generated/types/core.v1';
import type { Registry } from '../../../api/registry';
import { groupQualified } from '../../../api/status';
import { DEFINITIONS } from '../../apiserver/definitions';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { objectsIn } from '../../store/store';
import { measures, servedIn, usageOf } from './usage';

/** What it knows of the kinds of definitions: those that its last look at the API server's discovery showed (µs: when it started). */
interface Memory {
  readonly since: number;
  /** `databases.example.com`. */
  readonly custom: readonly string[];
}

/** Key of its queue: look at discovery again (QuotaMonitor.SyncMonitors). */
const SYNC = 'sync';
/** How often it looks, and how often it counts all anew, µs (cmd/kube-controller-manager/app/core.go; ResourceQuotaSyncPeriod). */
const [DISCOVERS, RESYNCS] = [30_000_000, 300_000_000];

const toTick = ({ now, memory }: Desk<Memory>, period: number): number => period - ((now - memory.since) % period);

/** GetQuotableResources. */
const quotable = (kinds: readonly Kind[]): readonly string[] => [...new Set(kinds.flatMap(({ resource }) => (resource?.namespaced === true && resource.verbs.includes('create') ? [groupQualified(resource.group, resource.plural)] : [])))];

const hardOf = ({ spec }: ResourceQuota): ResourceList => spec?.hard ?? {};

/** syncResourceQuota: what cannot be counted stays as it was, and is unknown if it never was. */
function count(registry: Registry, key: string, work: Work<Memory>): void {
  const [namespace = '', name] = splitKey(key);
  const quota = work.view.get('resourcequotas', namespace, name);
  if (quota === undefined) return;
  const hard = hardOf(quota);
  const counted = usageOf(quota.spec ?? {}, servedIn(registry, work.registry, work.memory.custom), (resource) => objectsIn(work.view.tables, resource, namespace));
  const used = Object.fromEntries(Object.entries({ ...quota.status?.used, ...counted }).filter(([resource]) => Object.hasOwn(hard, resource)));
  if (Object.keys(used).length < Object.keys(hard).length) work.enqueueAfter(key, toTick(work, RESYNCS));
  if (semanticEqual(quota.status?.hard, hard) && semanticEqual(quota.status?.used, used)) return;
  work.client.update({ ...quota, status: { hard, used } }, 'status');
}

/** What objects of these kinds take may change with them. */
const MEASURED_ANEW: ReadonlySet<string> = new Set(['Pod', 'Service', 'PersistentVolumeClaim']);

/** replenishQuota: the quotas of the namespace that count objects of this kind. */
const replenish = (resource: string, { type, object }: Heard, desk: Desk<Memory>): void => {
  if (type === 'MODIFIED' && !MEASURED_ANEW.has(object.kind)) return;
  for (const quota of desk.view.list('resourcequotas', object.metadata.namespace)) if (measures(resource, Object.keys(hardOf(quota)))) desk.enqueue(keyOfObject(quota));
};

/** pkg/controller/resourcequota: `status.used` of quotas, for the kinds of a registry and, within half a minute, for those of definitions. */
export function resourceQuotaController(registry: Registry): Controller<Memory> {
  const built = quotable(registry.kinds);
  const handlers = Object.fromEntries(built.filter((one) => one !== 'events' && one !== 'resourcequotas').map((resource) => [resource, (heard: Heard, desk: Desk<Memory>) => replenish(resource, heard, desk)]));
  const onQuota = ({ type, object }: Heard, desk: Desk<Memory>): void => {
    if (type !== 'DELETED') desk.enqueue(keyOfObject(object));
  };
  const onDefinition = (_: Heard, desk: Desk<Memory>): void => desk.enqueueAfter(SYNC, desk.now === desk.memory.since ? 0 : toTick(desk, DISCOVERS));
  return {
    name: 'resourcequota-controller', user: controllerUser('resourcequota-controller'), memory: { since: 0, custom: [] },
    start: (desk) => void (desk.memory = { since: desk.now, custom: [] }),
    handlers: { ...handlers, resourcequotas: onQuota, [DEFINITIONS]: onDefinition },
    others: (resource, heard, desk) => {
      if (desk.memory.custom.includes(resource)) replenish(resource, heard, desk);
    },
    reconcile: (key, work) => {
      if (key !== SYNC) return count(registry, key, work);
      // What was counted once is not forgotten when its definition goes.
      work.memory = { ...work.memory, custom: [...new Set([...work.memory.custom, ...quotable(work.registry.kinds).filter((one) => !built.includes(one))])] };
    },
  };
}
