/** Ends containers: hook, turn, signal, wait (pkg/kubelet/kuberuntime: killContainer, terminationOrdering). */
import type { Pod } from '../../api';
import { runHook } from './hooks';
import { NEVER, stateAt, stopContainer } from './machine/machine';
import type { RuntimeContainer } from './machine/machine';
import type { KillReason } from './actions';
import type { Kill } from './memory';
import { isSidecar } from './restart-policy';
import type { RuntimeView } from './runtime-view';
import { SECOND } from './session';
import type { Session } from './session';

/** minimumGracePeriodInSeconds. */
const LEAST = 2;

/** setTerminationGracePeriod. */
function graceOf({ metadata, spec }: Pod, container: string, reason: KillReason): number {
  if (metadata.deletionGracePeriodSeconds !== undefined) return metadata.deletionGracePeriodSeconds;
  const found = [...spec.containers, ...(spec.initContainers ?? [])].find(({ name }) => name === container);
  const probe = reason === 'startup' ? found?.startupProbe : reason === 'liveness' ? found?.livenessProbe : undefined;
  return probe?.terminationGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? LEAST;
}

const runtimeOf = (session: Session, id: string): RuntimeContainer | undefined => session.runtimePod?.containers.find((one) => one.id === id);

export interface KillOrder {
  readonly container: string;
  readonly id: string;
  readonly message: string;
  readonly reason: KillReason;
}

/** Begins to end containers; `override`: the grace period, seconds. */
export function beginKills(session: Session, orders: readonly KillOrder[], override?: number): Kill[] {
  return orders.map(({ container, id, message, reason }) => {
    const grace = override ?? graceOf(session.pod, container, reason);
    session.sayOf(session.kindOf(container), container, 'Normal', 'Killing', message === '' ? `Stopping container ${container}` : message);
    const spec = session.container(container);
    const runtime = runtimeOf(session, id);
    const hook = spec?.lifecycle?.preStop;
    if (hook === undefined || grace <= 0 || spec === undefined || runtime === undefined) return { container, id, grace, step: 'turn', since: session.now, until: session.now };
    const { takes, failure } = runHook(session, spec, runtime, hook);
    if (failure !== undefined) session.sayOf(session.kindOf(container), container, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
    const hookEnds = Math.min(session.now + takes, NEVER);
    return { container, id, grace, step: 'hook', since: session.now, until: Math.min(hookEnds, session.now + grace * SECOND), hookEnds };
  });
}

/** All that run, as killPod does. */
export const runningOrders = (view: RuntimeView): KillOrder[] =>
  view.containers.filter(({ state }) => state.state === 'running').map(({ name, id }) => ({ container: name, id, message: '', reason: '' }));

/** Whom a container has to wait for: a sidecar for all regular containers, and for the sidecar after it. */
function prerequisites({ spec }: Pod, container: string): readonly string[] {
  const sidecars = (spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name);
  const index = sidecars.indexOf(container);
  if (index < 0) return [];
  const after = sidecars[index + 1];
  return [...spec.containers.map(({ name }) => name), ...(after === undefined ? [] : [after])];
}

function stepOf(session: Session, kill: Kill, kills: readonly Kill[], ordered: boolean): Kill {
  const { now } = session;
  const spent = Math.floor((now - kill.since) / SECOND);
  switch (kill.step) {
    case 'hook': return now < kill.until ? kill : { ...kill, step: 'turn', grace: kill.grace - spent, since: now, until: now };
    case 'turn': {
      const waits = ordered && kill.grace > 0 && now < kill.since + kill.grace * SECOND
        && prerequisites(session.pod, kill.container).some((name) => kills.some((one) => one.container === name && one.step !== 'done'));
      if (waits) return { ...kill, until: kill.since + kill.grace * SECOND };
      const grace = Math.max(kill.grace - (ordered ? spent : 0), LEAST);
      session.machine = stopContainer(session.machine, session.worker.uid, kill.id, now, grace * SECOND);
      return { ...kill, step: 'stop', grace, since: now, until: endOf(session, kill.id) + session.pace.stop };
    }
    case 'stop': {
      const ended = endOf(session, kill.id);
      if (now < ended + session.pace.stop) return { ...kill, until: ended + session.pace.stop };
      return { ...kill, step: 'done', until: now };
    }
    default: return kill;
  }
}

function endOf(session: Session, id: string): number {
  const runtime = runtimeOf(session, id);
  const state = runtime === undefined ? undefined : stateAt(runtime, session.now);
  return state?.state === 'running' ? state.endsAt : state?.state === 'exited' ? state.finishedAt : session.now - session.pace.stop;
}

/** A command of a hook that the container's end cut short has failed. */
function cutShort(session: Session, before: Kill, after: Kill): void {
  if (after.step !== 'done' || before.step === 'done' || (after.hookEnds ?? 0) <= session.now) return;
  if (session.container(after.container)?.lifecycle?.preStop?.exec !== undefined) session.sayOf(session.kindOf(after.container), after.container, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
}

/** Carries the ends on as far as they come now; `until` is when to look again, undefined when all have ended. */
export function stepKills(session: Session, kills: readonly Kill[]): { readonly kills: readonly Kill[]; readonly until: number | undefined } {
  const ordered = (session.pod.spec.initContainers ?? []).some(isSidecar);
  let now = kills;
  for (;;) {
    const next: Kill[] = [];
    for (const [index, kill] of now.entries()) next.push(stepOf(session, kill, [...next, ...now.slice(index)], ordered));
    next.forEach((kill, index) => cutShort(session, now[index]!, kill));
    const same = next.every((kill, index) => kill.step === now[index]!.step);
    now = next;
    if (same) break;
  }
  const waiting = now.filter(({ step }) => step !== 'done');
  return { kills: now, until: waiting.length === 0 ? undefined : Math.min(...waiting.map(({ until }) => until)) };
}
