/**
 * The Lease by which one of several processes leads (client-go tools/leaderelection/leaderelection.go: acquire, renew, tryAcquireOrRenew, release; component-base config defaults). The other
 * controllers of the process begin when it has it (cmd/kube-controller-manager/app/controllermanager.go, cmd/kube-scheduler/app/server.go: OnStartedLeading), and the process ends when it
 * could not renew it for ten seconds (OnStoppedLeading). A scheduler gives its Lease back when it is asked to end (ReleaseOnCancel); a controller manager does not, as its gate
 * ControllerManagerReleaseLeaderElectionLockOnExit is off (alpha).
 */
import { byText } from '../../../base/ordered-map';
import { anyController } from '../../control/controller';
import type { AnyController, Work } from '../../control/controller';
import { attempt, lockOf, release, say } from './lock';
import type { Elector, Memory } from './lock';

/** RetryPeriod, RenewDeadline, µs, and JitterFactor. */
const [RETRY, DEADLINE, JITTER] = [2_000_000, 10_000_000, 1.2];
/** How soon it looks again whether its caches are filled, and whether a request got through that waits for etcd, µs. */
const SECOND = 1_000_000;
const [TRY, LEADS] = ['renew', 'leads'];

/** How the two differ. */
interface Kind {
  /** As whom its recorder names itself. */
  readonly recorder: string;
  /** Whether it fills its caches before it asks for the Lease. */
  readonly listsFirst: boolean;
  readonly releases: boolean;
  /** Where it says that it leads no more, and how. */
  readonly place: string;
  readonly lost: string;
}

const KINDS: Readonly<Record<Elector['process'], Kind>> = {
  'kube-controller-manager': { recorder: 'kube-controller-manager', listsFirst: false, releases: false, place: 'controllermanager.go:413', lost: 'leaderelection lost/stopped' },
  'kube-scheduler': { recorder: 'default-scheduler', listsFirst: true, releases: true, place: 'server.go:328', lost: 'Leaderelection lost' },
};

const part = (work: Work<Memory>, digits: number): string => Array.from({ length: digits }, () => Math.floor(work.random() * 16).toString(16)).join('');

/** It could not renew in time: the process ends. */
function lose(work: Work<Memory>, elector: Elector): void {
  const { process, host } = elector;
  const { releases, place, lost } = KINDS[process];
  say(work, elector, 'I', 'leaderelection.go:304', 'Failed to renew lease', { lock: lockOf(elector), err: 'context deadline exceeded' });
  if (releases) release(work, elector);
  say(work, elector, 'E', place, lost);
  work.due({ kind: 'exits', host, part: process, code: 1 }, work.now);
}

/** One try of acquire's loop or of renew's. */
function elect(work: Work<Memory>, elector: Elector): void {
  const { process, host } = elector;
  if (KINDS[process].listsFirst && work.memory.leads === undefined && byText.has(work.cluster.components.broken, process)) return work.enqueueAfter(TRY, SECOND);
  if (work.memory.identity === '') {
    work.memory = { identity: `${host}_${[8, 4, 4, 4, 12].map((digits) => part(work, digits)).join('-')}` };
    say(work, elector, 'I', 'leaderelection.go:258', 'Attempting to acquire leader lease...', { lock: lockOf(elector) });
  }
  const { leads, failingSince } = work.memory;
  if (failingSince !== undefined && work.now >= failingSince + DEADLINE) return lose(work, elector);
  const done = attempt(work, elector);
  if (done === true) {
    const { failingSince: _, ...memory } = work.memory;
    work.memory = { ...memory, leads: true };
    if (leads === undefined) work.leads();
    return work.enqueueAfter(TRY, RETRY);
  }
  const next = done === 'waits' ? SECOND : RETRY;
  if (leads === undefined) return work.enqueueAfter(TRY, done === 'waits' ? next : Math.round(RETRY * (1 + work.random() * JITTER)));
  const since = failingSince ?? work.now;
  work.memory = { ...work.memory, failingSince: since };
  return work.enqueueAfter(TRY, Math.min(next, since + DEADLINE - work.now));
}

/** Its controllers begin. */
function told(work: Work<Memory>, elector: Elector): void {
  const { identity, observed: held } = work.memory;
  if (held === undefined) return;
  say(work, elector, 'I', 'leaderelection.go:272', 'Successfully acquired lease', { lock: lockOf(elector) });
  work.event({ ...held.lease, apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }, 'Normal', 'LeaderElection', `${identity} became leader`);
}

/** What asks for the Lease of a process on a host. */
export const leaderLease = (elector: Elector): AnyController =>
  anyController<Memory>({
    name: `${elector.process}-leader-lease`,
    source: { component: KINDS[elector.process].recorder },
    user: { username: `system:${elector.process}`, groups: ['system:authenticated'] },
    process: elector.process,
    elects: LEADS,
    memory: { identity: '' },
    handlers: {},
    start: (desk) => desk.enqueue(TRY),
    ...(KINDS[elector.process].releases ? { end: (work: Work<Memory>) => { if (work.memory.leads === true) release(work, elector); } } : {}),
    reconcile: (key, work) => (key === LEADS ? told : elect)(work, elector),
  });
