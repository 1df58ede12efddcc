/**
 * The Cluster Autoscaler (kubernetes/autoscaler, cluster-autoscaler: core/static_autoscaler.go RunOnce) with one group of machines: every 10 s it looks for Pods that have no
 * place and asks for machines that would give them one, or else for nodes that have been unneeded for 10 minutes. Its arithmetic is that of `resources/node-autoscaler`;
 * whether an empty machine takes a Pod the scheduler's own filters say. It asks nothing of CPU usage. Simplified: the cloud always has a machine, and it boots in the
 * same time; where Pods of a node that goes would fit is reckoned by CPU, memory and their number alone.
 */
import { SCAN_INTERVAL_S } from '../../../resources';
import type { Controller, Work } from '../../control/controller';
import { isReadyNode, machinesOf } from './group';
import type { GroupSettings } from './group';
import { NEW_MEMORY, without } from './memory';
import type { AutoscalerMemory } from './memory';
import { goOnLeaving, scaleDown } from './scale-down';
import { scaleUp } from './scale-up';
import { writeStatus } from './status';
import type { Counts } from './status';

const LOOP = 'loop';
const SCAN = SCAN_INTERVAL_S * 1_000_000;

function countsOf(names: readonly string[], work: Work<AutoscalerMemory>): Counts {
  const registered = names.filter((name) => work.view.get('nodes', undefined, name) !== undefined);
  const leaving = registered.filter((name) => Object.hasOwn(work.memory.leaving, name));
  const ready = registered.filter((name) => !leaving.includes(name) && isReadyNode(work.view, name));
  return { total: registered.length, ready: ready.length, notStarted: registered.length - ready.length - leaving.length, beingDeleted: leaving.length, unregistered: names.length - registered.length };
}

function runOnce(group: GroupSettings, work: Work<AutoscalerMemory>): void {
  // What was asked for is there once its node is ready.
  for (const name of Object.keys(work.memory.asked)) if (isReadyNode(work.view, name)) work.memory = { ...work.memory, asked: without(work.memory.asked, name) };
  goOnLeaving(work);
  const upcoming = Object.keys(work.memory.asked).length;
  const grew = scaleUp(group, upcoming, work);
  const candidates = grew ? 0 : scaleDown(group, work);
  const { used } = machinesOf(group, work.cluster, work.memory.asked);
  const others = work.view.list('nodes').map(({ metadata }) => metadata.name ?? '').filter((name) => !used.includes(name));
  writeStatus(work, {
    cluster: countsOf([...others, ...used], work), candidates, growing: Object.keys(work.memory.asked).length > 0,
    group: { ...countsOf(used, work), name: group.name, target: used.length, min: group.min, max: group.machines.length },
  });
}

export const clusterAutoscaler = (group: GroupSettings): Controller<AutoscalerMemory> => ({
  name: 'cluster-autoscaler',
  user: { username: 'system:serviceaccount:kube-system:cluster-autoscaler', groups: ['system:serviceaccounts', 'system:masters', 'system:authenticated'] },
  process: 'cluster-autoscaler',
  memory: NEW_MEMORY,
  handlers: {},
  reads: ['pods', 'nodes', 'configmaps', 'poddisruptionbudgets.policy'],
  start: (desk) => desk.enqueueAfter(LOOP, SCAN),
  reconcile: (key, work) => {
    work.enqueueAfter(key, SCAN);
    runOnce(group, work);
  },
});
