/** Fewer nodes, where some have been unneeded for long (cluster-autoscaler core/scaledown: planner, unneeded, actuation). */
import { labelMatcher } from '../../../api';
import type { Pod } from '../../../api';
import type { Node } from '../../../api/generated/types/core.v1';
import { decideScaleDown } from '../../../resources';
import type { AutoscaledNode, PlacedPod, ScaleDown } from '../../../resources';
import type { Work } from '../../control/controller';
import { NEW_MACHINE } from '../../node/machine/machine';
import { machinesOf, sizeOfNode } from './group';
import type { GroupSettings } from './group';
import { without } from './memory';
import type { AutoscalerMemory } from './memory';
import { sayOfCluster } from './status';

type Tools = Work<AutoscalerMemory>;

const SECOND = 1_000_000;
const LEAVING = 'ToBeDeletedByClusterAutoscaler';
const CANDIDATE = 'DeletionCandidateOfClusterAutoscaler';
const DISABLED = 'cluster-autoscaler.kubernetes.io/scale-down-disabled';

const isMirror = ({ metadata }: Pod): boolean => metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;
const ownerOf = ({ metadata }: Pod): string | undefined => metadata.ownerReferences?.find(({ controller }) => controller === true)?.kind;
const isOver = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** How many more of its kind the budgets over a Pod let go. */
function allowed(pod: Pod, work: Tools): number | undefined {
  const over = work.view.list('poddisruptionbudgets.policy', pod.metadata.namespace).filter(({ spec }) => labelMatcher(spec?.selector)(pod.metadata.labels ?? {}));
  return over.length === 0 ? undefined : Math.min(...over.map(({ status }) => status?.disruptionsAllowed ?? 0));
}

function placed(pod: Pod, work: Tools): PlacedPod {
  const kind = ownerOf(pod);
  const budget = allowed(pod, work);
  return {
    name: pod.metadata.name ?? '', namespace: pod.metadata.namespace ?? '', spec: pod.spec, owner: isMirror(pod) ? 'Node' : kind === undefined ? null : kind === 'DaemonSet' ? 'DaemonSet' : 'Other',
    ...(pod.metadata.annotations === undefined ? {} : { annotations: pod.metadata.annotations }), ...(budget === undefined ? {} : { disruptionsAllowed: budget }),
  };
}

/** Nodes that take any Pod, as those may that go: the group's own are looked at, the others only take in. */
function nodesOf(group: GroupSettings, work: Tools): readonly AutoscaledNode[] {
  const open = work.view.list('nodes').filter(({ metadata: { name = '' }, spec }) => spec?.unschedulable !== true && !(spec?.taints ?? []).some(({ key, effect }) => effect !== 'PreferNoSchedule' && key !== CANDIDATE) && !Object.hasOwn(work.memory.leaving, name));
  return open.map(({ metadata: { name = '', annotations = {} }, status }) => ({
    name, group: group.machines.includes(name) ? group.name : '', allocatable: sizeOfNode(status?.allocatable),
    pods: work.view.podsOn(name).filter((pod) => !isOver(pod)).map((pod) => placed(pod, work)),
    unneededFor: Object.hasOwn(work.memory.unneeded, name) ? (work.now - work.memory.unneeded[name]!) / SECOND : 0,
    annotations: group.machines.includes(name) ? annotations : { ...annotations, [DISABLED]: 'true' },
  }));
}

function taint(node: Node, key: string, effect: string | null, work: Tools): void {
  const taints = (node.spec?.taints ?? []).filter((one) => one.key !== key);
  if (effect === null && taints.length === (node.spec?.taints ?? []).length) return;
  if (effect !== null && node.spec?.taints?.some((one) => one.key === key) === true) return;
  work.client.update({ ...node, spec: { ...node.spec, taints: effect === null ? taints : [...taints, { key, value: String(Math.floor(work.now / SECOND)), effect }] } });
}

/** deletetaint: unneeded nodes are softly tainted, others no longer. */
function markCandidates(group: GroupSettings, work: Tools): void {
  for (const name of group.machines) {
    const node = work.view.get('nodes', undefined, name);
    if (node !== undefined && !Object.hasOwn(work.memory.leaving, name)) taint(node, CANDIDATE, Object.hasOwn(work.memory.unneeded, name) ? 'PreferNoSchedule' : null, work);
  }
}

const moved = (name: string, work: Tools): readonly Pod[] => work.view.podsOn(name).filter((pod) => !isMirror(pod) && ownerOf(pod) !== 'DaemonSet' && !isOver(pod));

/** StartDeletion: nobody new comes, and Pods are evicted. */
function begin(name: string, look: ScaleDown['looks'][number], work: Tools): void {
  const node = work.view.get('nodes', undefined, name);
  if (node === undefined) return;
  taint(node, LEAVING, 'NoSchedule', work);
  work.event(node, 'Normal', 'ScaleDown', 'marked the node as toBeDeleted/unschedulable');
  const pods = moved(name, work);
  if (pods.length === 0) sayOfCluster(work, 'ScaleDownEmpty', `Scale-down: removing empty node ${JSON.stringify(name)}`);
  else sayOfCluster(work, 'ScaleDown', `Scale-down: removing node ${name}, utilization: ${look.utilization.toFixed(2)}, pods to reschedule: ${pods.map(({ metadata }) => metadata.name ?? '').join(',')}`);
  work.memory = { ...work.memory, leaving: { ...work.memory.leaving, [name]: 'draining' }, unneeded: without(work.memory.unneeded, name) };
}

/** evictor.DrainNode: whoever is still there is asked to go; a budget may refuse for a while. */
function evict(name: string, work: Tools): number {
  const pods = moved(name, work);
  for (const pod of pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
    const { namespace = '', name: own = '' } = pod.metadata;
    work.event(pod, 'Normal', 'ScaleDown', 'deleting pod for node scale down');
    work.client.send({ verb: 'create', group: '', resource: 'pods', namespace, name: own, subresource: 'eviction', body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: own, namespace } } });
  }
  return pods.length;
}

/** The cloud is told to take the machine. */
function switchOff(name: string, work: Tools): void {
  const node = work.view.get('nodes', undefined, name);
  if (node !== undefined) work.event(node, 'Normal', 'ScaleDown', 'node removed by cluster autoscaler');
  work.power(`kubelet/${name}`, false, 0);
  work.memory = { ...work.memory, leaving: { ...work.memory.leaving, [name]: 'off' } };
}

/** The machine is gone, and its Node with it: upstream a cloud's controller deletes it. */
function remove(name: string, work: Tools): void {
  const node = work.view.get('nodes', undefined, name);
  work.setMachine(name, NEW_MACHINE);
  if (node !== undefined) work.client.delete(node);
  work.memory = { ...work.memory, leaving: without(work.memory.leaving, name) };
}

/** Nodes that have begun to leave. */
export function goOnLeaving(work: Tools): void {
  for (const [name, stage] of Object.entries(work.memory.leaving)) {
    if (stage === 'off') remove(name, work);
    else if (evict(name, work) === 0) switchOff(name, work);
  }
}

/** One look, while no node was added. How many candidates there are. */
export function scaleDown(group: GroupSettings, work: Tools): number {
  const { used } = machinesOf(group, work.cluster, work.memory.asked);
  const addedAgo = work.memory.lastScaleUp === undefined ? Number.POSITIVE_INFINITY : (work.now - work.memory.lastScaleUp) / SECOND;
  const decided = decideScaleDown(nodesOf(group, work), [{ name: group.name, free: sizeOfNode(group.allocatable), size: used.length, min: group.min, max: group.machines.length }], addedAgo);
  const unneeded = decided.looks.filter(({ node, verdict }) => group.machines.includes(node) && (verdict.kind === 'waiting' || verdict.kind === 'remove' || verdict.kind === 'atMinimum')).map(({ node }) => node);
  work.memory = { ...work.memory, unneeded: Object.fromEntries(unneeded.map((name) => [name, work.memory.unneeded[name] ?? work.now])) };
  for (const name of decided.remove) begin(name, decided.looks.find(({ node }) => node === name)!, work);
  markCandidates(group, work);
  return Object.keys(work.memory.unneeded).length;
}
