/** A kubelet as a component of the cluster (pkg/kubelet/kubelet.go: syncLoop). */
import { byText } from '../../base/ordered-map';
import { qosClass } from '../../api';
import type { Pod } from '../../api';
import { equalValues } from '../../api/equal';
import type { Controller, Desk, Heard, Work } from '../control/controller';
import { admission, allocatableOf } from './admit';
import { lookForPressure } from './eviction';
import { HOUSEKEEPING, keepHouse, keepHouseSoon, MANIFESTS } from './housekeeping';
import { LOGS, rotateLogs } from './log-manager';
import { EVICTION } from './measure';
import { NEW_MACHINE, podOn } from './machine/machine';
import { NEW_MEMORY } from './memory';
import type { Evicted, KubeletMemory, Worker } from './memory';
import { isMirror, staticPod } from './mirror';
import { renewLease, syncNodeStatus } from './node-status';
import { NODE_LEASE, NODE_STATUS } from './node-work';
import { runtimeDownSince } from './runtime-down';
import { runProbe } from './probes/workers';
import { paceOf } from './pace';
import { planRelist, RELIST, relistPod } from './relist';
import { allocatedPod, grant, grantedToOthers, isResizePending, needsGrant, resourcesOf } from './resize';
import { NOTHING_SEEN, viewOfPod } from './runtime-view';
import { SECOND, Session, statusTickAfter } from './session';
import { kubeletName } from './settings';
import type { NodeSettings } from './settings';
import { isTerminalPhase } from './status/pod-status';
import { gatherAgain, needsReconcile, RESEND, send, setStatus, STATUSES, tellNext, UNTOLD } from './status-manager';
import { dueWork, podWork, runWorker } from './sync';
import { forgetUser } from './volumes/known';

type Tools = Work<KubeletMemory>;

/** WaitForAPIServerSyncPeriod (pkg/kubelet/config): a kubelet asks for its Pods when it has its node, and looks each second whether it has. The second begins while the kubelet is put together, before its loop and its looks at the runtime, µs. */
const SOURCE_READY = SECOND - 150_000;

const newWorker = (uid: string, pod: Pod, file?: string): Worker => ({
  uid, pod, wanted: pod, ...(file === undefined ? {} : { file }), removed: false, stage: 'new', grace: 0, pending: true, synced: 0, syncedAt: 0, seenAt: 0, view: NOTHING_SEEN,
  reasons: {}, crashes: {}, pulls: {}, probes: {}, results: {}, mounts: { done: false, tries: 0 }, admitted: false, rejected: false,
});

/** Whether a change of a Pod is one for its worker, or only of its status (pkg/kubelet/config: podsDifferSemantically). */
function differs(a: Pod, b: Pod): boolean {
  const [one, other] = [a.metadata, b.metadata];
  return one.generation !== other.generation || one.deletionTimestamp !== other.deletionTimestamp || one.deletionGracePeriodSeconds !== other.deletionGracePeriodSeconds
    || !equalValues(one.labels ?? {}, other.labels ?? {}) || !equalValues(one.annotations ?? {}, other.annotations ?? {});
}

/** status.NeedToReconcilePodReadiness: conditions of readiness gates have changed. */
const gatesMoved = (a: Pod, b: Pod): boolean =>
  (b.spec.readinessGates ?? []).some(({ conditionType }) => {
    const of = (pod: Pod): string | undefined => (pod.status?.conditions ?? []).find(({ type }) => type === conditionType)?.status;
    return of(a) !== of(b);
  });

/** The worker with the Pod as the API has it now: what it is granted stays until it has looked at what is asked for. */
function withPod(worker: Worker, pod: Pod): Worker {
  const pending = worker.pending || (worker.stage !== 'finished' && (differs(worker.wanted, pod) || gatesMoved(worker.wanted, pod)));
  const same = worker.wanted.metadata.generation === pod.metadata.generation;
  const granted = worker.resize === undefined ? pod : same ? { ...pod, spec: worker.pod.spec } : allocatedPod(pod, worker.resize.allocated);
  return { ...worker, pod: granted, wanted: pod, pending };
}

/** The next look through all statuses sets right what another has made of this one. */
function watchStatus(worker: Worker, pod: Pod, desk: Desk<KubeletMemory>): void {
  if (needsReconcile(worker, pod)) desk.enqueueAfter(RESEND, statusTickAfter(desk.memory, desk.now) - desk.now);
}

/** A mirror brings its static Pod to its worker; one that mirrors nothing is cleared away. */
function hearMirror(pod: Pod, { type, old }: Heard, desk: Desk<KubeletMemory>): void {
  const { memory } = desk;
  const uid = byText.get(memory.mirrors, `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}`);
  const worker = uid === undefined ? undefined : byText.get(memory.workers, uid);
  if (worker === undefined) return keepHouseSoon(desk);
  if (type === 'MODIFIED') watchStatus(worker, pod, desk);
  if (type === 'MODIFIED' && pod.metadata.deletionTimestamp === old?.metadata.deletionTimestamp) return;
  desk.memory = { ...memory, workers: byText.set(memory.workers, worker.uid, { ...worker, pending: worker.stage !== 'finished' }) };
  desk.enqueue(podWork(worker.uid));
}

function hearPod(node: NodeSettings, heard: Heard, desk: Desk<KubeletMemory>): void {
  const pod = heard.object as Pod;
  if (pod.spec.nodeName !== node.name) return;
  if (isMirror(pod)) return hearMirror(pod, heard, desk);
  const { memory } = desk;
  const { uid = '' } = pod.metadata;
  const before = byText.get(memory.workers, uid);
  if (heard.type === 'DELETED') {
    if (before === undefined) return;
    keepHouseSoon(desk);
  }
  if (before !== undefined && heard.type === 'MODIFIED') watchStatus(before, pod, desk);
  const worker = heard.type === 'DELETED' ? { ...before!, removed: true, pending: before!.stage !== 'finished' } : before === undefined ? newWorker(uid, pod) : withPod(before, pod);
  desk.memory = { ...memory, workers: byText.set(memory.workers, uid, worker) };
  if (worker.pending) desk.enqueueAfter(podWork(uid), paceOf(node.slower).hear);
}

const accept = (session: Session): void => session.set({ stage: 'sync', admitted: true, resize: { allocated: resourcesOf(session.worker.pod), conditions: [] } });

/** HandlePodAdditions: whether the node takes the Pod. */
function admit(session: Session): void {
  const { worker, work, node } = session;
  if (worker.preempts !== undefined) return makeRoom(session, worker.preempts);
  const found = work.view.get('nodes', undefined, node.name);
  const { refused, preempts } = found === undefined ? {} : admission(session, found);
  if (preempts !== undefined) return makeRoom(session, preempts);
  if (refused === undefined) return accept(session);
  session.say('Warning', refused.reason, refused.message);
  // What it finds running is no news to it.
  session.set({ rejected: true, pending: false, view: viewOfPod(session.runtimePod, session.now) });
  const { generation } = worker.pod.metadata;
  setStatus(session, { ...(generation === undefined ? {} : { observedGeneration: generation }), qosClass: qosClass(worker.pod.spec), phase: 'Failed', reason: refused.reason, message: `Pod was rejected: ${refused.message}` });
}

const isKilled = (worker: Worker | undefined): boolean => worker === undefined || worker.stage === 'terminated' || worker.stage === 'finished';

/** evictPodsToFreeRequests: one Pod after another is killed, and the next once its containers have stopped; then there is room. */
function makeRoom(session: Session, uids: readonly string[]): void {
  const { work, node } = session;
  const left = uids.filter((uid) => !isKilled(byText.get(work.memory.workers, uid)));
  const [next] = left;
  if (next === undefined) {
    const { preempts: _preempts, ...worker } = session.worker;
    session.worker = { ...worker, pending: true };
    return accept(session);
  }
  session.set({ preempts: left, pending: false });
  const victim = byText.get(work.memory.workers, next)!;
  if (victim.evicted !== undefined || victim.stage === 'terminating') return;
  session.keep();
  const grace = victim.pod.spec.terminationGracePeriodSeconds ?? 30;
  putOut(work, node, next, { reason: 'Preempting', message: 'Preempted in order to admit critical pod', condition: 'Pod was preempted by Kubelet to accommodate a critical pod.', grace, disruption: true });
}

const putOut = (work: Tools, node: NodeSettings, uid: string, why: Evicted): void =>
  handlePod(work, node, uid, (session) => {
    session.say('Warning', why.reason, why.message);
    session.set({ evicted: why, pending: true });
    runPod(session);
  });

/** calculateEffectiveGracePeriod: it can only become shorter. */
function graceOf({ grace, pod }: Worker): number {
  const asked = pod.metadata.deletionGracePeriodSeconds;
  const shortened = asked !== undefined && (grace === 0 || asked < grace) ? asked : grace;
  const period = shortened === 0 && asked === undefined ? (pod.spec.terminationGracePeriodSeconds ?? 0) : shortened;
  return Math.max(1, period);
}

/** UpdatePod: where the Pod stands in its life. */
function settle(session: Session): void {
  const { worker } = session;
  const { pod, stage, removed } = worker;
  const ends = removed || pod.metadata.deletionTimestamp !== undefined;
  if (stage === 'new' && !ends && !worker.rejected && !isTerminalPhase(pod.status?.phase)) admit(session);
  const now = session.worker;
  if (now.rejected && !ends && stage === 'new' && now.pending && now.view.containers.length > 0) {
    // It ran before this kubelet started and was not taken again: once its containers have stopped nothing but its last status is missing.
    const runs = now.view.containers.some(({ state }) => state.state === 'running');
    session.set(runs ? { pending: false } : { stage: 'terminated' });
  }
  if ((now.rejected || now.preempts !== undefined) && !ends) return;
  if (now.stage === 'new' || now.stage === 'sync') {
    if (ends || isTerminalPhase(pod.status?.phase)) session.set({ stage: 'terminating', pending: true });
  }
  if (session.worker.stage === 'terminating') session.set({ grace: graceOf(session.worker) });
  if (session.worker.stage === 'sync' && worker.file === undefined && needsGrant(session)) {
    const found = session.work.view.get('nodes', undefined, session.node.name);
    if (found !== undefined) grant(session, session.worker.wanted, allocatableOf(found), () => grantedToOthers(session.work.memory.workers, worker.uid));
  }
}

/** What is not done without a runtime that answers. */
const OF_RUNTIME: ReadonlySet<string> = new Set(['pod', 'due', 'deadline', 'probe', EVICTION, LOGS, RELIST, HOUSEKEEPING]);

const workersOf = (work: Tools): Worker[] => [...byText.entries(work.memory.workers)].map(([, worker]) => worker);

function handlePod(work: Tools, node: NodeSettings, uid: string, act: (session: Session) => void): void {
  const worker = byText.get(work.memory.workers, uid);
  if (worker === undefined) return;
  const session = new Session(work, node, worker);
  act(session);
  session.keep();
  if (isKilled(session.worker) && !isKilled(worker)) for (const other of workersOf(work)) if (other.preempts?.includes(uid) === true) work.enqueue(podWork(other.uid));
  if (session.worker.stage === 'finished' && worker.stage !== 'finished') {
    forgetUser(session);
    finished(work, session.worker);
  }
}

/** What one Pod leaves may be what a resize of another waits for. */
function finished(work: Tools, worker: Worker): void {
  if (worker.removed) keepHouseSoon(work);
  for (const other of workersOf(work)) if (isResizePending(other)) work.enqueue(podWork(other.uid));
}

const runPod = (session: Session): void => {
  settle(session);
  runWorker(session);
};

/**
 * What a probe newly says goes the way of any other change of the Pod (syncLoopIteration: livenessManager.Updates, then UpdatePod). `pending`: before it was asked the Pod had another change that is on its
 * way to the worker, a deletion perhaps: that one comes by itself, and what says nothing new does not begin a sync in its place.
 */
function hearProbe(session: Session, pending: boolean): void {
  const { worker, pace, work } = session;
  if (!worker.pending || worker.task !== undefined) return runWorker(session);
  if (pending) return send(session);
  if (pace.hear === 0) return runPod(session);
  send(session);
  work.enqueueAfter(podWork(worker.uid), pace.hear);
}

/** The work queue brings a Pod back. */
function comeBack(session: Session): void {
  const { due } = session.worker;
  if (due === undefined) return;
  if (due > session.now) {
    session.work.enqueueAfter(dueWork(session.worker.uid), due - session.now);
    return;
  }
  const { due: _due, ...worker } = session.worker;
  session.worker = { ...worker, pending: worker.stage !== 'finished' };
  runPod(session);
}

/** Relist: all Pods of the node. */
function relist(work: Tools, node: NodeSettings): void {
  const uids = [...byText.entries(work.memory.workers)].map(([uid]) => uid);
  for (const uid of uids) handlePod(work, node, uid, relistPod);
  work.memory = { ...work.memory, count: work.memory.count + 1, relisted: work.memory.count + 1 };
  for (const uid of uids) {
    const worker = byText.get(work.memory.workers, uid);
    if (worker?.pending === true && worker.task === undefined) work.enqueue(podWork(uid));
    else handlePod(work, node, uid, planRelist);
  }
}

/** The static Pod folder: what is new in it is begun, what is gone from it ended. */
function readManifests(work: Tools, node: NodeSettings): void {
  const machine = work.machine(node.name) ?? NEW_MACHINE;
  const wanted = new Map([...byText.entries(machine.manifests)].map(([file, pod]) => {
    const made = staticPod(file, pod, node.name);
    return [made.metadata.uid ?? '', { file, pod: made }] as const;
  }));
  for (const worker of workersOf(work)) {
    if (worker.file === undefined || wanted.has(worker.uid) || worker.removed) continue;
    const key = `${worker.pod.metadata.namespace ?? ''}/${worker.pod.metadata.name ?? ''}`;
    work.memory = { ...work.memory, mirrors: byText.delete(work.memory.mirrors, key), workers: byText.set(work.memory.workers, worker.uid, { ...worker, removed: true, pending: worker.stage !== 'finished' }) };
    work.enqueue(podWork(worker.uid));
    keepHouseSoon(work);
  }
  // What ran here before this kubelet started is in its cache by now, from the first relist.
  for (const [uid, { file, pod }] of wanted) {
    if (byText.has(work.memory.workers, uid)) continue;
    const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}`;
    work.memory = { ...work.memory, mirrors: byText.set(work.memory.mirrors, key, uid), workers: byText.set(work.memory.workers, uid, { ...newWorker(uid, pod, file), view: viewOfPod(podOn(machine, uid), work.now) }) };
    work.enqueue(podWork(uid));
  }
}

function reconcile(key: string, work: Tools, node: NodeSettings): void {
  const colon = key.indexOf(':');
  const [what, rest] = colon < 0 ? [key, ''] : [key.slice(0, colon), key.slice(colon + 1)];
  if (OF_RUNTIME.has(what) && runtimeDownSince(work, node) !== undefined) return work.enqueueAfter(key, SECOND);
  switch (what) {
    case 'pod': {
      const ready = work.memory.startedAt + SOURCE_READY;
      return work.now < ready && byText.get(work.memory.workers, rest)?.file === undefined ? work.enqueueAfter(key, ready - work.now) : handlePod(work, node, rest, runPod);
    }
    case 'due': return handlePod(work, node, rest, comeBack);
    case 'deadline': return handlePod(work, node, rest, (session) => {
      session.set({ pending: session.worker.stage !== 'finished' });
      runPod(session);
    });
    case 'probe': {
      const slash = rest.indexOf('/');
      return handlePod(work, node, rest.slice(0, slash), (session) => {
        const { pending } = session.worker;
        runProbe(session, rest.slice(slash + 1));
        hearProbe(session, pending);
      });
    }
    case EVICTION: return lookForPressure(work, node, (uid, why) => putOut(work, node, uid, why));
    case LOGS: return rotateLogs(work, node);
    case RELIST: return relist(work, node);
    case MANIFESTS: return readManifests(work, node);
    case HOUSEKEEPING: return keepHouse(work, node, (uid) => handlePod(work, node, uid, planRelist));
    case NODE_STATUS: return syncNodeStatus(work, node);
    case NODE_LEASE: return renewLease(work, node);
    case STATUSES: return tellNext(work, (uid, act) => handlePod(work, node, uid, act));
    case RESEND: return gatherAgain(work, true);
    case UNTOLD: return gatherAgain(work, false);
    default: throw new RangeError(`a kubelet has no work named ${key}`);
  }
}

/** The kubelet of a node. Its memory is lost when it stops; what it began goes on in the node's {@link Machine}. */
export const kubelet = (node: NodeSettings): Controller<KubeletMemory> => ({
  name: kubeletName(node.name),
  user: { username: `system:node:${node.name}`, groups: ['system:nodes', 'system:authenticated'] },
  source: { component: 'kubelet', host: node.name },
  process: `kubelet/${node.name}`,

  node: node.name,
  memory: NEW_MEMORY,
  start: (desk) => {
    desk.memory = { ...NEW_MEMORY, startedAt: desk.now };
    for (const key of [RELIST, NODE_STATUS, NODE_LEASE, MANIFESTS]) desk.enqueue(key);
    keepHouseSoon(desk);
    if (node.journal === undefined) return;
    desk.enqueueAfter(EVICTION, 10 * SECOND);
    desk.enqueue(LOGS);
  },
  handlers: { pods: (heard, desk) => hearPod(node, heard, desk) },
  reads: ['configmaps', 'secrets', 'nodes', 'leases.coordination.k8s.io', 'persistentvolumeclaims', 'persistentvolumes', 'serviceaccounts'],
  reconcile: (key, work) => reconcile(key, work, node),
});
