/** The probes of a Pod: each has a worker that asks in its own rhythm (pkg/kubelet/prober/worker.go, prober_manager.go). */
import { parseTime } from '../../../base/time';
import type { Container, ContainerStatus, Probe } from '../../../api';
import { probeKey, probeWork, resultKey } from '../generate';
import type { ProbeWorker } from '../memory';
import { allRestart, isSidecar, restartsAfter } from '../restart-policy';
import { SECOND } from '../session';
import type { Session } from '../session';
import { setContainerReadiness, setContainerStartup } from '../status/probe-results';
import type { ProbeResult, ProbeType } from '../status/readiness';
import { isTerminalPhase } from '../status/pod-status';
import { askProbe } from './ask';

const TYPES: readonly ProbeType[] = ['startup', 'readiness', 'liveness'];
const FIRST: Readonly<Record<ProbeType, ProbeResult>> = { startup: 'unknown', readiness: 'failure', liveness: 'success' };
const NAMES: Readonly<Record<ProbeType, string>> = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' };

const specOf = (container: Container, type: ProbeType): Probe | undefined => container[`${type}Probe`];

const probed = ({ pod: { spec } }: Session): readonly Container[] => [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)];

/** AddPod: a worker for each probe, which asks at once. */
export function addProbes(session: Session): void {
  const { work, now, worker } = session;
  const probes: Record<string, ProbeWorker> = { ...worker.probes };
  for (const container of probed(session)) {
    for (const type of TYPES) {
      const spec = specOf(container, type);
      const key = probeKey(container.name, type);
      if (spec === undefined || Object.hasOwn(probes, key)) continue;
      const period = (spec.periodSeconds ?? 10) * SECOND;
      // After the kubelet has started it does not ask all at once.
      const delay = period > now - work.memory.startedAt ? Math.floor(work.random() * period) : 0;
      // Where the container does not run yet the first question comes to nothing, and the next with the ticker.
      const next = now + delay + (statusOf(session, container.name) === undefined ? period : 0);
      const added: ProbeWorker = { container: container.name, type, id: '', last: undefined, run: 0, onHold: false, next, triggered: false };
      probes[key] = added;
      work.enqueueAfter(probeWork(worker.uid, added), next - now);
    }
  }
  session.set({ probes });
}

/** StopLivenessAndStartup of the regular containers, or RemovePod. */
export function removeProbes(session: Session, which: 'early' | 'all'): void {
  const regular = new Set(session.pod.spec.containers.map(({ name }) => name));
  const keeps = ({ container, type }: ProbeWorker): boolean => which === 'early' && (type === 'readiness' || !regular.has(container));
  session.set({ probes: Object.fromEntries(Object.entries(session.worker.probes).filter(([, probe]) => keeps(probe))) });
}

function setResult(session: Session, probe: ProbeWorker, result: ProbeResult): void {
  const key = resultKey(probe.id, probe.type);
  if (session.worker.results[key] === result) return;
  session.set({ results: { ...session.worker.results, [key]: result } });
  if (probe.type === 'readiness') setContainerReadiness(session, probe.id, result === 'success');
  if (probe.type === 'startup') setContainerStartup(session, probe.id, result === 'success');
  // What a probe newly says brings the Pod to its worker.
  if (probe.type !== 'liveness' || result === 'failure') session.set({ pending: session.worker.stage !== 'finished' });
}

const statusOf = ({ worker }: Session, container: string): ContainerStatus | undefined =>
  [...(worker.held?.status.containerStatuses ?? []), ...(worker.held?.status.initContainerStatuses ?? [])].find(({ name, containerID }) => name === container && containerID !== undefined);

/** The worker for a container that it has not probed before. */
function turnTo(session: Session, probe: ProbeWorker, id: string, status: ContainerStatus): ProbeWorker {
  const fresh: ProbeWorker = { ...probe, id, onHold: false };
  const started = parseTime(status.state?.running?.startedAt ?? '');
  const before = started !== undefined && started < session.work.memory.startedAt - 10 * SECOND;
  const container = session.pod.spec.initContainers?.find(({ name }) => name === probe.container);
  if (container !== undefined && probe.type === 'startup' && status.started === true) setResult(session, fresh, 'success');
  if (!before) setResult(session, fresh, FIRST[probe.type]);
  return fresh;
}

/** What the worker does at one tick: undefined when it is done for good. */
type Outcome = ProbeWorker | undefined;

/** doProbe, up to the question. */
function tick(session: Session, probe: ProbeWorker, container: Container): Outcome {
  const { worker, now, pod } = session;
  const held = worker.held?.status;
  if (held === undefined) return probe;
  if (isTerminalPhase(held.phase)) return undefined;
  const status = statusOf(session, container.name);
  if (status === undefined) return probe;
  const id = (status.containerID ?? '').replace('containerd://', '');
  const turned = probe.id === id ? probe : turnTo(session, probe, id, status);
  if (turned.onHold) return turned;
  const { running, terminated } = status.state ?? {};
  if (running === undefined) {
    setResult(session, turned, 'failure');
    if (terminated === undefined) return turned;
    return restartsAfter(container, pod.spec, terminated.exitCode) || allRestart(pod, undefined, held) ? turned : undefined;
  }
  if (pod.metadata.deletionTimestamp !== undefined && probe.type !== 'readiness') {
    setResult(session, turned, 'success');
    return undefined;
  }
  const spec = specOf(container, probe.type)!;
  const runtime = session.runtimePod?.containers.find((one) => one.id === id);
  // The status has the time in whole seconds (normalizeStatus), so that the delay ends up to a second early.
  const since = parseTime(running.startedAt ?? '') ?? now;
  if (Math.floor((now - since) / SECOND) < (spec.initialDelaySeconds ?? 0)) return turned;
  if ((status.started === true) === (probe.type === 'startup') || runtime === undefined) return turned;
  const answer = askProbe(session, container, runtime, spec, worker.stage === 'terminating');
  if (answer.result === 'error') {
    session.sayOf(session.kindOf(container.name), container.name, 'Warning', 'Unhealthy', `${NAMES[probe.type]} probe errored and resulted in unknown state: ${answer.output}`);
    return turned;
  }
  const asking = { until: now + answer.takes, result: answer.result, output: answer.output };
  return answer.takes === 0 ? answered(session, { ...turned, asking }, container) : { ...turned, asking };
}

/** doProbe, from the answer on. */
function answered(session: Session, probe: ProbeWorker, container: Container): ProbeWorker {
  const { asking, ...rest } = probe;
  const { result, output } = asking!;
  const spec = specOf(container, probe.type)!;
  if (result === 'failure') session.sayOf(session.kindOf(container.name), container.name, 'Warning', 'Unhealthy', `${NAMES[probe.type]} probe failed: ${output}`);
  const run = probe.last === result ? probe.run + 1 : 1;
  const next: ProbeWorker = { ...rest, last: result, run };
  if (run < (result === 'failure' ? (spec.failureThreshold ?? 3) : (spec.successThreshold ?? 1))) return next;
  setResult(session, next, result);
  return (probe.type === 'liveness' && result === 'failure') || probe.type === 'startup' ? { ...next, onHold: true, run: 0 } : next;
}

/** Runs a probe's worker: at its tick, at once where that was asked for, or when its question is answered. */
export function runProbe(session: Session, key: string): void {
  const { work, now } = session;
  const probe = session.worker.probes[key];
  const container = probe === undefined ? undefined : session.container(probe.container);
  const spec = container === undefined || probe === undefined ? undefined : specOf(container, probe.type);
  if (probe === undefined || container === undefined || spec === undefined) return;
  const period = (spec.periodSeconds ?? 10) * SECOND;
  let [next, after]: [Outcome, ProbeWorker] = [probe, probe];
  if (probe.asking !== undefined) {
    // Its tick came at the very moment at which it was asked for anew: the answer is still to come.
    if (now < probe.asking.until) return work.enqueueAfter(probeWork(session.worker.uid, probe), probe.asking.until - now);
    next = answered(session, probe, container);
    // It was asked for anew in the meantime.
    if (next?.triggered === true) work.enqueue(probeWork(session.worker.uid, next));
  } else if (probe.triggered || now >= probe.next) {
    const ticked = probe.triggered ? now + period : probe.next + period;
    next = tick(session, { ...probe, triggered: false, next: ticked }, container);
  }
  const { [key]: current, ...others } = session.worker.probes;
  if (current === undefined || next === undefined) {
    session.set({ probes: others });
    return;
  }
  // A tick that came while it waited for an answer is taken at once, the others are lost.
  after = next.asking === undefined && next.next < now ? { ...next, next: now } : next;
  session.set({ probes: { ...others, [key]: after } });
  work.enqueueAfter(probeWork(session.worker.uid, after), Math.max(0, (after.asking?.until ?? after.next) - now));
}

/** Readiness probes that the sync has asked for: what answers at once is told with the status of the sync. */
export function runTriggered(session: Session): void {
  for (const [key, probe] of Object.entries(session.worker.probes)) if (probe.triggered && probe.asking === undefined) runProbe(session, key);
}
