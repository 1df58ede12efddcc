/** Keeps the statuses of Pods and tells them to the API server (pkg/kubelet/status/status_manager.go). */
import { formatTime } from '../../base/time';
import { byText } from '../../base/ordered-map';
import { semanticEqual } from '../../api/equal';
import type { Pod, PodStatus } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import { hasReason, RequestError } from '../control/client';
import type { Work } from '../control/controller';
import type { PodCondition } from '../control/pods';
import { OWN_CONDITIONS, withGeneration } from './status/conditions';
import type { HeldStatus, KubeletMemory, Planned, Worker } from './memory';
import { stateAt } from './machine/machine';
import { isTerminalPhase } from './status/pod-status';
import { statusTickAfter } from './session';
import type { Session } from './session';

type Tools = Work<KubeletMemory>;

export const RESEND = 'resend';
export const UNTOLD = 'untold';
/** The thread goes on. */
export const STATUSES = 'statuses';
export const CONFIG_MIRROR = 'kubernetes.io/config.mirror';

const TIMED: readonly string[] = ['ContainersReady', 'Ready', 'Initialized', 'PodReadyToStartContainers', 'PodScheduled', 'DisruptionTarget', 'AllContainersRestarting'];

/** updateLastTransitionTime. */
function withTimes(conditions: readonly PodCondition[], old: readonly PodCondition[], now: number): PodCondition[] {
  return conditions.map((one) => {
    if (!TIMED.includes(one.type)) return one;
    const before = old.find(({ type }) => type === one.type);
    return { ...one, lastTransitionTime: before?.status === one.status && before.lastTransitionTime !== undefined ? before.lastTransitionTime : formatTime(now) };
  });
}

/** The thread is at work: the status that it tells is on its way, or others wait for it. */
const isBusy = ({ now, memory: { teller } }: Tools): boolean => teller !== undefined && (now < teller.until || teller.queue.length > 0);

const lookWhenFree = (work: Tools): void => work.enqueueAfter(STATUSES, Math.max(0, (work.memory.teller?.until ?? work.now) - work.now));

/** Who has a new status wakes the thread, which then tells all that have not been told: those whose telling failed too (syncBatch). */
function wake({ work }: Session): void {
  if (work.memory.untold !== true) return;
  const { untold: _untold, ...memory } = work.memory;
  work.memory = memory;
  work.enqueue(UNTOLD);
}

/** Tells a status that is new: now, or when the thread has told those that it was about to tell. */
export function send(session: Session): void {
  const { held } = session.worker;
  if (held === undefined || held.tried >= held.version) return;
  const { work } = session;
  if (!isBusy(work)) return tell(session, held);
  work.memory = { ...work.memory, teller: { ...work.memory.teller!, woken: true } };
  lookWhenFree(work);
}

/** SetPodStatus: keeps the status where it is another one; what was kept before is told first, as it would have been long ago; `together`: the two come so soon after one another that they are told as one. */
export function setStatus(session: Session, status: PodStatus, { force = false, finished = false, together = false } = {}): void {
  const { worker, now } = session;
  const { held } = worker;
  const old = held?.status ?? worker.pod.status;
  const next: PodStatus = {
    ...status,
    conditions: withTimes(status.conditions ?? [], old?.conditions ?? [], now),
    startTime: old?.startTime ?? status.startTime ?? formatTime(now),
  };
  const done = finished || (held?.finished ?? false);
  if (held !== undefined && !force && worker.pod.metadata.deletionTimestamp === undefined && semanticEqual(held.status, next)) return;
  if (!together && !isBusy(session.work)) send(session);
  const { sent = 0, tried = 0 } = session.worker.held ?? {};
  session.set({ held: { status: next, version: (held?.version ?? 0) + 1, sent, tried, finished: done } });
  wake(session);
}

/** mergePodStatus: conditions of others stay, and a Pod is not told to have ended while its containers may run. */
function merged(pod: Pod, held: PodStatus, mayRun: boolean): PodStatus {
  const old = pod.status ?? {};
  const others = (old.conditions ?? []).filter(({ type }) => !OWN_CONDITIONS.includes(type));
  const own = (held.conditions ?? []).filter(({ type }) => OWN_CONDITIONS.includes(type));
  const ends = !isTerminalPhase(old.phase) && isTerminalPhase(held.phase);
  const disruption = ends && !mayRun ? (held.conditions ?? []).filter(({ type }) => type === 'DisruptionTarget' && !others.some((one) => one.type === type)) : [];
  const { phase: _phase, reason: _reason, message: _message, ...rest } = held;
  const told = ends && mayRun ? old : held;
  const conditions = [...others, ...disruption, ...own].map((one) => {
    const falsely = isTerminalPhase(told.phase) && one.status === 'True' && (one.type === 'Ready' || one.type === 'ContainersReady');
    return falsely ? { ...one, ...withGeneration({ type: one.type, status: 'False', reason: told.phase === 'Failed' ? 'PodFailed' : 'PodCompleted' }, one.observedGeneration) } : one;
  });
  const { resourceClaimStatuses, nominatedNodeName } = old;
  return {
    ...rest,
    ...(told.phase === undefined ? {} : { phase: told.phase }), ...(told.reason === undefined ? {} : { reason: told.reason }), ...(told.message === undefined ? {} : { message: told.message }),
    conditions,
    ...(resourceClaimStatuses === undefined ? {} : { resourceClaimStatuses }), ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }),
  };
}

/** The patch that makes one status of another: what goes is null. Resources of no content are there or not, as the field is a pointer. */
function difference(from: PodStatus, to: PodStatus): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(to)) if (!semanticEqual((from as Record<string, unknown>)[name], value) || (name === 'resources' && from.resources === undefined)) patch[name] = value;
  for (const name of Object.keys(from)) if (!Object.hasOwn(to, name)) patch[name] = null;
  return patch as JsonObject;
}

/** Whether the API's Pod is the one that the worker has: its UID, or the mirror of its static Pod. */
const isOurs = ({ worker }: Session, found: Pod): boolean =>
  worker.file === undefined ? found.metadata.uid === worker.uid : found.metadata.annotations?.[CONFIG_MIRROR] === worker.uid;

/** needsReconcile: whether a condition of the kubelet's own has been changed by another, as the node controller does on a node that it has not heard of. Simplified: the rest of a status is the kubelet's alone. */
export function needsReconcile({ held }: Worker, seen: Pod | undefined): boolean {
  if (held === undefined || held.sent < held.version || seen === undefined || isTerminalPhase(seen.status?.phase)) return false;
  const there = seen.status?.conditions ?? [];
  return (held.status.conditions ?? []).some((own) => {
    if (!OWN_CONDITIONS.includes(own.type)) return false;
    const found = there.find(({ type }) => type === own.type);
    return found?.status !== own.status || found.reason !== own.reason || found.message !== own.message;
  });
}

/** It could not be told: it is when another is set, or with the next look through all of them. */
function failed({ work, now }: Session): void {
  work.memory = { ...work.memory, untold: true };
  work.enqueueAfter(RESEND, statusTickAfter(work.memory, now) - now);
}

/** podWorkers.CouldHaveRunningContainers of a Pod that was not taken: it may have run before this kubelet started. */
const stillRuns = ({ runtimePod, now }: Session): boolean => (runtimePod?.containers ?? []).some((one) => stateAt(one, now).state === 'running');

/** syncPod: tells a status as it was when its turn was planned, and lets a Pod go that is done with. */
function tell(session: Session, planned: HeldStatus): void {
  const { work, worker: { pod, stage, rejected } } = session;
  const { client } = work;
  const hold = (sent: number): void => {
    const { held } = session.worker;
    if (held !== undefined) session.set({ held: { ...held, sent: Math.max(held.sent, sent), tried: Math.max(held.tried, planned.version) } });
  };
  try {
    const found = client.get('pods', pod.metadata.namespace, pod.metadata.name ?? '');
    if (!isOurs(session, found)) return hold(planned.version);
    const status = merged(found, planned.status, rejected ? stillRuns(session) : stage !== 'terminated' && stage !== 'finished');
    const patch = difference(found.status ?? {}, status);
    const news = Object.keys(patch).length > 0;
    const told = news ? client.patch(found, { status: patch }, 'status') : found;
    if (news) work.memory = { ...work.memory, teller: { ...(work.memory.teller ?? { queue: [] }), until: session.now + session.pace.send } };
    hold(planned.version);
    const goes = told.metadata.deletionTimestamp !== undefined && session.worker.file === undefined && isTerminalPhase(told.status?.phase) && planned.finished;
    if (goes) client.delete(told, { gracePeriodSeconds: 0, preconditions: { uid: told.metadata.uid ?? '' } });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (hasReason(error, 'NotFound')) return hold(planned.version);
    hold(0);
    failed(session);
  }
}

/** The thread goes on: it tells the next of those that it was about to tell, each as it stood when they were gathered (syncBatch), or gathers those that are new. */
export function tellNext(work: Tools, handle: (uid: string, act: (session: Session) => void) => void): void {
  const { teller } = work.memory;
  if (teller !== undefined && work.now < teller.until) return lookWhenFree(work);
  const gathers = teller?.woken === true && teller.queue.length === 0;
  const [first, ...queue] = gathers ? gathered(work, ({ tried, version }) => tried < version) : (teller?.queue ?? []);
  if (first === undefined) return;
  work.memory = { ...work.memory, teller: { until: work.now, queue, ...(gathers || teller?.woken === undefined ? {} : { woken: true }) } };
  handle(first.uid, (session) => tell(session, first.held));
  if (queue.length > 0 || work.memory.teller?.woken === true) lookWhenFree(work);
}

/** syncBatch: statuses that could not be told, and, of all, those that others have written over. */
export function gatherAgain(work: Tools, all: boolean): void {
  const again = gathered(work, ({ sent, version }, worker) => sent < version || (all && needsReconcile(worker, work.view.get('pods', worker.pod.metadata.namespace, worker.pod.metadata.name ?? ''))));
  if (again.length === 0) return;
  const { teller = { until: work.now, queue: [] } } = work.memory;
  const others = teller.queue.filter(({ uid }) => !again.some((one) => one.uid === uid));
  work.memory = { ...work.memory, teller: { ...teller, queue: [...others, ...again] } };
  lookWhenFree(work);
}

const gathered = ({ memory }: Tools, isNew: (held: HeldStatus, worker: Worker) => boolean): Planned[] =>
  [...byText.entries(memory.workers)].flatMap(([uid, worker]) => (worker.held !== undefined && isNew(worker.held, worker) ? [{ uid, held: worker.held }] : []));
