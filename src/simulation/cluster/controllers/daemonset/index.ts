import { semanticEqual } from '../../../api/equal';
import { labelMatcher } from '../../../api';
import type { ApiObject, Node, Pod } from '../../../api';
import type { DaemonSet } from '../../../api/generated/types/apps.v1';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { creationObserved, deletionObserved, dropExpectations, satisfied } from '../../control/expectations';
import { claim, controllerRefOf, keyOfObject, splitKey } from '../../control/owners';
import { isPodReady } from '../../control/pods';
import { cleanUpHistory, historyOf } from './history';
import { manage } from './manage';
import { rollingUpdate } from './rolling-update';
import { fit, HASH_LABEL, SETS } from './session';
import type { DaemonMemory, Session } from './session';
import { writeStatus } from './status';

const SECOND = 1_000_000;
/** Keys of the queue of nodes, which upstream keeps apart. */
const NODE = 'node:';

type Office = Desk<DaemonMemory>;

const wake = (desk: Office, set: DaemonSet | undefined): void => {
  if (set !== undefined) desk.enqueue(keyOfObject(set));
};

function ownerOf(object: ApiObject, desk: Office): DaemonSet | undefined {
  const ref = controllerRefOf(object);
  const set = ref?.kind === 'DaemonSet' ? desk.view.get(SETS, object.metadata.namespace, ref.name) : undefined;
  return set?.metadata.uid === ref?.uid ? set : undefined;
}

const selecting = (object: ApiObject, desk: Office): DaemonSet[] =>
  desk.view.list(SETS, object.metadata.namespace).filter(({ spec }) => labelMatcher(spec?.selector)(object.metadata.labels ?? {}));

function podGone(pod: Pod, desk: Office): void {
  const set = ownerOf(pod, desk);
  if (set === undefined) return;
  desk.memory = { ...desk.memory, expectations: deletionObserved(desk.memory.expectations, keyOfObject(set)) };
  wake(desk, set);
}

/** addPod, updatePod, deletePod. */
function onPod({ type, object, old }: Heard, desk: Office): void {
  const [pod, before] = [object as Pod, old as Pod | undefined];
  const ending = pod.metadata.deletionTimestamp !== undefined;
  // A Pod that is on its way out counts as deleted, whatever time it takes.
  if (type === 'DELETED' || ending) return podGone(pod, desk);
  const moved = before !== undefined && !semanticEqual(controllerRefOf(pod), controllerRefOf(before));
  if (moved) wake(desk, ownerOf(before, desk));
  if (controllerRefOf(pod) === undefined) {
    if (before === undefined || moved || !semanticEqual(pod.metadata.labels, before.metadata.labels)) selecting(pod, desk).forEach((set) => wake(desk, set));
    return;
  }
  const set = ownerOf(pod, desk);
  if (set === undefined) return;
  if (before === undefined) desk.memory = { ...desk.memory, expectations: creationObserved(desk.memory.expectations, keyOfObject(set)) };
  wake(desk, set);
  const wait = set.spec?.minReadySeconds ?? 0;
  if (before !== undefined && !isPodReady(before) && isPodReady(pod) && wait > 0) desk.enqueueAfter(keyOfObject(set), (wait + 1) * SECOND);
}

/** addHistory, updateHistory, deleteHistory. */
function onRevision({ type, object, old }: Heard, desk: Office): void {
  if (controllerRefOf(object) !== undefined) return wake(desk, ownerOf(object, desk));
  if (old !== undefined && type !== 'DELETED') wake(desk, ownerOf(old, desk));
  if (type !== 'DELETED') selecting(object, desk).forEach((set) => wake(desk, set));
}

/** addNode, updateNode: only labels and taints matter. */
function onNode({ type, object, old }: Heard, desk: Office): void {
  const [node, before] = [object as Node, old as Node | undefined];
  if (type === 'DELETED') return;
  if (before !== undefined && semanticEqual(node.metadata.labels, before.metadata.labels) && semanticEqual(node.spec?.taints, before.spec?.taints)) return;
  desk.enqueue(`${NODE}${node.metadata.name ?? ''}`);
}

/** syncNodeUpdate: which sets have something to do on a node. */
function lookAtNode(name: string, work: Work<DaemonMemory>): void {
  const node = work.view.get('nodes', undefined, name);
  if (node === undefined) return;
  const there = new Set(work.view.podsOn(name).flatMap((pod) => (controllerRefOf(pod)?.kind === 'DaemonSet' ? [`${pod.metadata.namespace ?? ''}/${controllerRefOf(pod)?.name ?? ''}`] : [])));
  for (const set of work.view.list(SETS)) {
    const scheduled = there.has(keyOfObject(set));
    const { shouldRun, shouldContinueRunning } = fit({ set }, node);
    if ((shouldRun && !scheduled) || (!shouldContinueRunning && scheduled) || (scheduled && (set.status?.numberMisscheduled ?? 0) > 0)) wake(work, set);
  }
}

/** syncDaemonSet. */
function reconcile(key: string, work: Work<DaemonMemory>): void {
  if (key.startsWith(NODE)) return lookAtNode(key.slice(NODE.length), work);
  const [namespace, name] = splitKey(key);
  const set = work.view.get(SETS, namespace, name);
  if (set === undefined) {
    work.memory = { ...work.memory, expectations: dropExpectations(work.memory.expectations, key) };
    return;
  }
  if (Object.keys(set.spec?.selector ?? {}).length === 0) {
    work.event(set, 'Warning', 'SelectingAll', 'This daemon set is selecting all pods. A non-empty selector is required.');
    return;
  }
  if (set.metadata.deletionTimestamp !== undefined) return;
  const owned = [...work.view.ownedBy('pods', set.metadata.uid ?? ''), ...work.view.ownedBy('pods', '').filter(({ metadata }) => metadata.namespace === namespace)];
  const pods = claim(set, set.spec?.selector, owned, work.client, () => work.client.get(SETS, namespace, name));
  const { current, old } = historyOf(set, pods, work);
  const session: Session = { work, set, key, pods, nodes: work.view.list('nodes'), hash: current.metadata.labels?.[HASH_LABEL] ?? '' };
  if (!satisfied(work.memory.expectations, key, work.now)) return writeStatus(session, false);
  let failed: RequestError | undefined;
  let first: Pod | undefined;
  try {
    first = manage(session);
    if (satisfied(work.memory.expectations, key, work.now) && set.spec?.updateStrategy?.type === 'RollingUpdate') rollingUpdate(session);
    cleanUpHistory(set, old, pods, work);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    failed = error;
  }
  writeStatus(first === undefined ? session : { ...session, pods: [...pods, first] }, true);
  if (failed !== undefined) throw failed;
}

/** pkg/controller/daemon. */
export const daemonSetController: Controller<DaemonMemory> = {
  name: 'daemonset-controller',
  user: controllerUser('daemon-set-controller'),
  memory: { expectations: null, backOff: null },
  handlers: { [SETS]: ({ object }, desk) => wake(desk, object as DaemonSet), pods: onPod, nodes: onNode, 'controllerrevisions.apps': onRevision },
  reconcile,
};
