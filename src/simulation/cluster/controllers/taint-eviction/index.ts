import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { semanticEqual } from '../../../api/equal';
import type { ApiObject, Node, Pod, Taint, Toleration } from '../../../api';
import { toleratesTaint } from '../../../scheduler/helper/tolerations';
import { hasReason } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { withPodCondition } from '../../control/pod-condition';

/** An eviction that is planned. µs. */
interface Planned {
  readonly since: number;
  readonly due: number;
}

export interface TaintEvictionMemory {
  readonly planned: OrderedMap<string, Planned>;
}

const SECOND = 1_000_000;
/** Keys: look at a Pod, or evict it if it is time. */
const EVICT = 'evict:';

type Tools = Work<TaintEvictionMemory>;

const noExecute = (node: Node | undefined): readonly Taint[] => (node?.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute');

/** GetMatchingTolerations and getMinTolerationTime: seconds that the Pod may stay; undefined for ever. */
function mayStay(taints: readonly Taint[], tolerations: readonly Toleration[]): number | undefined {
  const used: Toleration[] = [];
  for (const taint of taints) {
    const toleration = tolerations.find((one) => toleratesTaint(one, taint));
    if (toleration === undefined) return 0;
    used.push(toleration);
  }
  const limits = used.flatMap(({ tolerationSeconds }) => (tolerationSeconds === undefined ? [] : [Math.max(0, tolerationSeconds)]));
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** emitPodDeletionEvent: whom the Events are about, by name alone. */
const podRef = (key: string): ApiObject => {
  const [namespace, name] = splitKey(key);
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
};

function cancel(key: string, work: Tools): void {
  if (!byText.has(work.memory.planned, key)) return;
  work.memory = { planned: byText.delete(work.memory.planned, key) };
  work.event(podRef(key), 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${key}`);
}

function plan(key: string, planned: Planned, work: Tools): void {
  work.memory = { planned: byText.set(work.memory.planned, key, planned) };
  if (planned.due <= work.now) work.enqueue(`${EVICT}${key}`);
  else work.enqueueAfter(`${EVICT}${key}`, planned.due - work.now);
}

/** processPodOnNode. */
function lookAtPod(key: string, work: Tools): void {
  const pod = work.view.get('pods', ...splitKey(key));
  if (pod === undefined || !pod.spec.nodeName) return cancel(key, work);
  const taints = noExecute(work.view.get('nodes', undefined, pod.spec.nodeName));
  if (taints.length === 0) return cancel(key, work);
  const seconds = mayStay(taints, pod.spec.tolerations ?? []);
  if (seconds === undefined) return cancel(key, work);
  const before = byText.get(work.memory.planned, key);
  if (seconds === 0) {
    cancel(key, work);
    return plan(key, { since: work.now, due: work.now }, work);
  }
  const since = before?.since ?? work.now;
  const due = since + seconds * SECOND;
  // What was planned stays unless the time has become another.
  if (before !== undefined && (due < work.now + seconds * SECOND || due === before.due)) return;
  if (before !== undefined) cancel(key, work);
  plan(key, { since, due }, work);
}

/** deletePodHandler and addConditionAndDeletePod. */
function evict(key: string, work: Tools): void {
  const planned = byText.get(work.memory.planned, key);
  if (planned === undefined) return;
  // The queue has kept the earlier time of a plan that was cancelled; upstream each plan has a timer of its own.
  if (planned.due > work.now) return work.enqueueAfter(`${EVICT}${key}`, planned.due - work.now);
  const [namespace, name] = splitKey(key);
  work.memory = { planned: byText.delete(work.memory.planned, key) };
  work.event(podRef(key), 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${key}`);
  try {
    const pod = work.client.get('pods', namespace, name);
    const status = withPodCondition(pod, { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint' }, work.now);
    if (status !== pod.status) work.client.update({ ...pod, status }, 'status');
    work.client.delete(pod);
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error;
  }
}

/** NodeUpdated: all Pods of a node whose taints have changed. */
function onNode({ type, object, old }: Heard, desk: Desk<TaintEvictionMemory>): void {
  const [node, before] = [object as Node, old as Node | undefined];
  if (type === 'MODIFIED' && semanticEqual(noExecute(node), noExecute(before))) return;
  for (const pod of desk.view.podsOn(node.metadata.name ?? '')) desk.enqueue(keyOfObject(pod));
}

/** PodUpdated. */
function onPod({ type, object, old }: Heard, desk: Desk<TaintEvictionMemory>): void {
  const [pod, before] = [object as Pod, old as Pod | undefined];
  // Without a node there is nothing to plan, and nothing was.
  if (type !== 'DELETED' && !pod.spec.nodeName) return;
  if (type === 'MODIFIED' && before !== undefined && before.spec.nodeName === pod.spec.nodeName && semanticEqual(before.spec.tolerations, pod.spec.tolerations)) return;
  desk.enqueue(keyOfObject(pod));
}

/** pkg/controller/tainteviction. */
export const taintEvictionController: Controller<TaintEvictionMemory> = {
  name: 'taint-eviction-controller',
  user: controllerUser('node-controller'),
  memory: { planned: null },
  handlers: { nodes: onNode, pods: onPod },
  reconcile: (key, work) => (key.startsWith(EVICT) ? evict(key.slice(EVICT.length), work) : lookAtPod(key, work)),
};
