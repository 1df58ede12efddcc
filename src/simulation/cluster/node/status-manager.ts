/** Keeps the statuses of Pods and tells them to the API server (pkg/kubelet/status/status_manager.go). */
import { formatTime } from '../../base/time';
import { semanticEqual } from '../../api/equal';
import type { Pod, PodStatus } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import { hasReason, RequestError } from '../control/client';
import type { PodCondition } from '../control/pods';
import { OWN_CONDITIONS, withGeneration } from './status/conditions';
import type { HeldStatus, Worker } from './memory';
import { isTerminalPhase } from './status/pod-status';
import { statusTickAfter } from './session';
import type { Session } from './session';

export const RESEND = 'resend';
export const UNTOLD = 'untold';
export const sendWork = (uid: string): string => `send:${uid}`;
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

/** The last status is still on its way: what is set now goes when it has come. */
const isSending = ({ worker, now, pace }: Session): boolean => worker.held !== undefined && now < worker.held.sentAt + pace.send;

/** Who has a new status wakes the thread, which then tells all that have not been told: those whose telling failed too (syncBatch). */
function wake({ work }: Session): void {
  if (work.memory.untold !== true) return;
  const { untold: _untold, ...memory } = work.memory;
  work.memory = memory;
  work.enqueue(UNTOLD);
}

/** Tells a status that is new: now, or when the one before has come. */
export function send(session: Session): void {
  const { held, uid } = session.worker;
  if (held === undefined || held.tried >= held.version) return;
  if (isSending(session)) session.work.enqueueAfter(sendWork(uid), held.sentAt + session.pace.send - session.now);
  else tell(session, held);
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
  if (!together && !isSending(session)) send(session);
  const { sent = 0, tried = 0, sentAt = 0 } = session.worker.held ?? {};
  session.set({ held: { status: next, version: (held?.version ?? 0) + 1, sent, tried, sentAt, finished: done } });
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

/** The patch that makes one status of another: what goes is null. */
function difference(from: PodStatus, to: PodStatus): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(to)) if (!semanticEqual((from as Record<string, unknown>)[name], value)) patch[name] = value;
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

/** Tells a status anew that could not be told, or that another has written over. */
export function tellAgain(session: Session): void {
  const { held } = session.worker;
  if (held !== undefined) tell(session, held);
}

/** It could not be told: it is when another is set, or with the next look through all of them. */
function failed({ work, now }: Session): void {
  work.memory = { ...work.memory, untold: true };
  work.enqueueAfter(RESEND, statusTickAfter(work.memory, now) - now);
}

/** syncPod: tells what has not been told, and lets a Pod go that is done with. */
function tell(session: Session, held: HeldStatus): void {
  const { pod, stage, rejected } = session.worker;
  const { client } = session.work;
  const tried = { ...held, tried: held.version };
  const done = { ...tried, sent: held.version };
  try {
    const found = client.get('pods', pod.metadata.namespace, pod.metadata.name ?? '');
    if (!isOurs(session, found)) return session.set({ held: done });
    const status = merged(found, held.status, !rejected && stage !== 'terminated' && stage !== 'finished');
    const patch = difference(found.status ?? {}, status);
    const news = Object.keys(patch).length > 0;
    const told = news ? client.patch(found, { status: patch }, 'status') : found;
    session.set({ held: { ...done, ...(news ? { sentAt: session.now } : {}) } });
    const goes = told.metadata.deletionTimestamp !== undefined && session.worker.file === undefined && isTerminalPhase(told.status?.phase) && held.finished;
    if (goes) client.delete(told, { gracePeriodSeconds: 0, preconditions: { uid: told.metadata.uid ?? '' } });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (hasReason(error, 'NotFound')) return session.set({ held: done });
    session.set({ held: tried });
    failed(session);
  }
}
