/** A Pod's worker: its sync, its end, and what comes after (pkg/kubelet/pod_workers.go; kubelet.go: SyncPod, SyncTerminatingPod, SyncTerminatedPod). */
import { fnv32a } from '../../base/hash';
import { quote } from '../../base/go/quote';
import { parseTime } from '../../base/time';
import type { PodStatus } from '../../api';
import { podActions, restartsAll } from './actions';
import { generateStatus, resultKey } from './generate';
import { beginKills, runningOrders, stepKills } from './kill';
import { removeContainers, runSandbox, stopSandboxes } from './machine/machine';
import { log, nameOf } from './journal';
import { NO_TASK } from './memory';
import type { Step, Task } from './memory';
import { reconcileMirror } from './mirror';
import { addProbes, removeProbes, runTriggered } from './probes/workers';
import { planRelist, relistPod } from './relist';
import { applyResize, noteResize } from './resize';
import { viewOfPod } from './runtime-view';
import { lastRelist, SECOND, syncTickFrom } from './session';
import type { Session } from './session';
import { podAddress } from './settings';
import { begun, beginStart, endPull, hooked } from './start/container';
import type { Next } from './start/container';
import { awaitMounts } from './start/mounts';
import { withGeneration } from './status/conditions';
import { isTerminalPhase } from './status/pod-status';
import { send, setStatus } from './status-manager';
import { terminated } from './terminated';

/** syncFrequency and the back-off of a failed sync; each is lengthened by up to a half: the back-off by a quarter here, the other by an amount that chance would give. */
const [RESYNC, BACK_OFF, JITTER] = [60 * SECOND, 10 * SECOND, 1.25];

/** wait.Jitter(…, workerResyncIntervalJitterFactor): the same Pod waits a different time after each of its syncs. */
const resyncAfter = ({ worker, now }: Session): number => RESYNC * (1 + (fnv32a(`${worker.uid} ${now}`) % 1000) / 2000);

export const dueWork = (uid: string): string => `due:${uid}`;
export const deadlineWork = (uid: string): string => `deadline:${uid}`;
export const podWork = (uid: string): string => `pod:${uid}`;

/** podCache.GetNewerThan: the runtime was looked at since the last sync. */
const hasNews = ({ worker, work, now }: Session): boolean =>
  worker.seenAt > worker.synced || work.memory.relisted > worker.synced || (work.memory.relisted > 0 && lastRelist(work.memory, now) > worker.syncedAt);

/** Brings the Pod back at the first tick of the work queue at or after a time. */
function requeue(session: Session, after: number): void {
  const { work, now, worker } = session;
  const due = syncTickFrom(work.memory, now + after);
  session.set({ due });
  work.enqueueAfter(dueWork(worker.uid), due - now);
}

const finish = (session: Session, change: Partial<Session['worker']> = {}): void => {
  const { task: _task, ...worker } = session.worker;
  session.worker = { ...worker, ...change, synced: session.count(), syncedAt: session.now };
};

/** The error of a sync: PodSyncResult.Error of the containers that did not start. */
function logFailures({ work, node, pod, worker }: Session, { started }: Task): void {
  const errors = Object.entries(started).flatMap(([container, waiting]) => (waiting === null ? [] : [`failed to "StartContainer" for ${quote(container)} with ${waiting.reason}: ${quote(waiting.message)}`]));
  if (errors.length > 0) log(work, node, 'E', 'pod_workers.go:1338', 'Error syncing pod, skipping', { err: errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`, pod: nameOf(pod), podUID: worker.uid });
}

/** completeWork after a sync. */
function completeSync(session: Session, task: Task): void {
  const reasons = { ...session.worker.reasons };
  for (const [container, waiting] of Object.entries(task.started)) {
    if (waiting === null) delete reasons[container];
    else reasons[container] = waiting;
  }
  finish(session, { reasons });
  if (task.failed) logFailures(session, task);
  if (task.acted && !task.failed) relistPod(session);
  if (!task.failed) requeue(session, resyncAfter(session));
  else {
    const wait = task.retryAt === undefined ? BACK_OFF : Math.min(Math.max(0, task.retryAt - session.now), RESYNC);
    requeue(session, wait * JITTER);
  }
}

/** activeDeadlineHandler.ShouldSync: the Pod is looked at when its time is over. */
function planDeadline(session: Session): void {
  const { work, now, worker, pod } = session;
  const start = parseTime(worker.held?.status.startTime ?? '');
  if (pod.spec.activeDeadlineSeconds === undefined || start === undefined) return;
  const over = start + pod.spec.activeDeadlineSeconds * SECOND;
  if (over > now) work.enqueueAfter(deadlineWork(worker.uid), syncTickFrom(work.memory, over) - now);
}

function begin(session: Session): void {
  session.set({ pending: false });
  const { worker } = session;
  const { view } = worker;
  if (worker.stage === 'terminating') {
    setStatus(session, generateStatus(session, view, false));
    removeProbes(session, 'early');
    const kills = beginKills(session, runningOrders(view), session.worker.grace);
    session.set({ task: { ...NO_TASK, kind: 'terminating', view, steps: [{ do: 'kill', kills, sandbox: true }] } });
    return;
  }
  if (worker.stage === 'terminated') {
    setStatus(session, generateStatus(session, view, true));
    terminated(session);
    finish(session, { stage: 'finished', probes: {} });
    return;
  }
  noteResize(session, view);
  const status = generateStatus(session, view, false);
  setStatus(session, status);
  runTriggered(session);
  planDeadline(session);
  if (isTerminalPhase(status.phase)) {
    finish(session, { stage: 'terminating', pending: true, grace: session.worker.evicted?.grace ?? session.pod.spec.terminationGracePeriodSeconds ?? 1 });
    return;
  }
  reconcileMirror(session);
  session.set({ task: { ...NO_TASK, kind: 'sync', view, steps: [{ do: 'volumes', since: session.now }] } });
}

/** Step 1 to 9 of the runtime's SyncPod. */
function plan(session: Session): readonly Step[] {
  const { worker, pod } = session;
  const { view } = worker.task!;
  const actions = podActions({ pod, view, restartAll: restartsAll(worker.held?.status.conditions), result: (id, type) => worker.results[resultKey(id, type)] });
  if (actions.createSandbox && actions.hadSandbox) session.say('Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
  const steps: Step[] = [];
  if (actions.killPod) {
    steps.push({ do: 'kill', kills: beginKills(session, runningOrders(view)), sandbox: true });
    if (actions.createSandbox) for (const { name } of pod.spec.initContainers ?? []) for (const seen of view.containers) if (seen.name === name) steps.push({ do: 'remove', id: seen.id });
  }
  else for (const one of actions.kill) steps.push({ do: 'kill', kills: beginKills(session, [one]), sandbox: false });
  for (const { container, id, running } of actions.reset) {
    if (running) steps.push({ do: 'kill', kills: beginKills(session, [{ container, id, message: 'killing', reason: '' }], 0), sandbox: false });
    steps.push({ do: 'remove', id });
  }
  if (actions.createSandbox) steps.push({ do: 'sandbox' });
  steps.push(
    ...actions.ephemeral.map((container): Step => ({ do: 'start', container, kind: 'ephemeralContainers' })),
    ...actions.init.map((container): Step => ({ do: 'start', container, kind: 'initContainers' })),
    ...actions.resize.map((container): Step => ({ do: 'resize', container })),
    ...actions.containers.map((container): Step => ({ do: 'start', container, kind: 'containers' })),
  );
  return steps;
}

/** OnPodSandboxReady: told at once. */
function sandboxReady(session: Session): void {
  const status: PodStatus = session.worker.held?.status ?? session.pod.status ?? {};
  const ready = withGeneration({ type: 'PodReadyToStartContainers', status: 'True' }, session.pod.metadata.generation);
  setStatus(session, { ...status, conditions: (status.conditions ?? []).map((one) => (one.type === ready.type ? ready : one)) });
}

/** One step: the steps that come in its place, or when to go on with it. */
function act(session: Session, step: Step): Next | { readonly until: number } {
  const { worker, now, node } = session;
  const { uid } = worker;
  const container = 'container' in step ? session.container(step.container) : undefined;
  const acted = (): void => session.set({ task: { ...session.worker.task!, acted: true } });
  switch (step.do) {
    case 'volumes': {
      if (worker.stage === 'terminating') return 'abort';
      const answer = awaitMounts(session, step.since);
      if (answer.kind === 'wait') return { until: answer.until };
      if (answer.kind === 'failed') {
        session.set({ task: { ...session.worker.task!, failed: true } });
        return 'abort';
      }
      addProbes(session);
      return [{ do: 'actions' }];
    }
    case 'actions': return plan(session);
    case 'kill': {
      acted();
      const { kills, until } = stepKills(session, step.kills);
      if (until !== undefined) {
        session.set({ task: { ...session.worker.task!, steps: [{ ...step, kills }, ...session.worker.task!.steps.slice(1)] } });
        return { until };
      }
      if (!step.sandbox) return [];
      if (step.until === undefined) return [{ ...step, kills, until: now + session.pace.stop }];
      if (now < step.until) return { until: step.until };
      session.machine = stopSandboxes(session.machine, uid);
      return [];
    }
    case 'remove':
      acted();
      session.machine = removeContainers(session.machine, uid, ({ id }) => id === step.id);
      return [];
    case 'resize':
      acted();
      applyResize(session, step.container);
      return [];
    case 'sandbox': {
      if (step.until === undefined) return [{ ...step, until: now + session.pace.sandbox }];
      if (now < step.until) return { until: step.until };
      acted();
      const { namespace = 'default', name = '' } = session.pod.metadata;
      session.machine = runSandbox(session.machine, node.name, { uid, namespace, name }, session.pod.spec.hostNetwork === true ? node.ip : podAddress(node, session.machine.addresses), now);
      sandboxReady(session);
      return [];
    }
    case 'abort': return 'abort';
    case 'start': return container === undefined ? [] : beginStart(session, step.kind, container);
    case 'pull': return now < step.until ? { until: step.until } : container === undefined ? [] : endPull(session, step.kind, container, step);
    case 'run': return now < step.until ? { until: step.until } : container === undefined ? [] : begun(session, step.kind, container, step.id);
    case 'hook': {
      if (now < step.until && isAlive(session, step.id)) return { until: step.until };
      return container === undefined ? [] : hooked(session, step.kind, container, step);
    }
  }
}

const isAlive = (session: Session, id: string): boolean => viewOfPod(session.runtimePod, session.now).containers.some((one) => one.id === id && one.state.state === 'running');

/** Goes on with the task: false when it has to wait. */
function advance(session: Session): boolean {
  for (;;) {
    const task = session.worker.task!;
    const [step, ...rest] = task.steps;
    if (step === undefined) break;
    const next = act(session, step);
    if (!Array.isArray(next) && next !== 'abort') {
      const { until } = next as { readonly until: number };
      session.work.enqueueAfter(podWork(session.worker.uid), until - session.now);
      return false;
    }
    session.set({ task: { ...session.worker.task!, steps: next === 'abort' ? [] : [...(next as readonly Step[]), ...rest] } });
  }
  const task = session.worker.task!;
  if (task.kind === 'sync') completeSync(session, task);
  else {
    removeProbes(session, 'all');
    const stopped = viewOfPod(session.runtimePod, session.now);
    setStatus(session, generateStatus(session, stopped, true));
    finish(session, { stage: 'terminated', pending: true });
  }
  return true;
}

/** Lets the worker do what it can now. */
export function runWorker(session: Session): void {
  for (;;) {
    const { worker } = session;
    if (worker.task === undefined) {
      if (!worker.pending || worker.stage === 'finished' || !hasNews(session)) break;
      begin(session);
      if (session.worker.task === undefined) continue;
    }
    if (!advance(session)) break;
  }
  send(session);
  planRelist(session);
}

