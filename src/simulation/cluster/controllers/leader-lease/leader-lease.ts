/**
 * The Lease by which one of several processes leads (client-go tools/leaderelection/leaderelection.go; component-base config defaults). The process itself does not wait
 * for it: a scheduler that comes back works before the Lease of its predecessor has run out.
 */
import { formatMicroTime, parseTime } from '../../../base/time';
import type { Lease } from '../../../api/generated/types/coordination.v1';
import { hasReason, RequestError } from '../../control/client';
import { anyController } from '../../control/controller';
import type { AnyController, Work } from '../../control/controller';

/** LeaseDuration, RetryPeriod. */
const [LEASE_SECONDS, RETRY] = [15, 2_000_000];
const RENEW = 'renew';

interface Memory {
  /** Who this process is; another one each time that it starts. */
  readonly identity: string;
}

const part = (work: Work<Memory>, digits: number): string => Array.from({ length: digits }, () => Math.floor(work.random() * 16).toString(16)).join('');

function spec(found: Lease | undefined, identity: string, now: number): NonNullable<Lease['spec']> {
  const renewTime = formatMicroTime(now);
  if (found?.spec?.holderIdentity === identity) return { ...found.spec, renewTime };
  return { holderIdentity: identity, leaseDurationSeconds: LEASE_SECONDS, acquireTime: renewTime, renewTime, leaseTransitions: found === undefined ? 0 : (found.spec?.leaseTransitions ?? 0) + 1 };
}

/** tryAcquireOrRenew, every two seconds. */
function renew(work: Work<Memory>, name: string, host: string): void {
  if (work.memory.identity === '') work.memory = { identity: `${host}_${[8, 4, 4, 4, 12].map((digits) => part(work, digits)).join('-')}` };
  const { identity } = work.memory;
  try {
    const found = work.view.get('leases.coordination.k8s.io', 'kube-system', name);
    const { holderIdentity = '', renewTime = '' } = found?.spec ?? {};
    const isAnothers = holderIdentity !== '' && holderIdentity !== identity && work.now < (parseTime(renewTime) ?? 0) + LEASE_SECONDS * 1_000_000;
    const next = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-system' }, spec: spec(found, identity, work.now) } as Lease;
    if (found === undefined) work.client.create(next);
    else if (!isAnothers) {
      work.client.update({ ...found, spec: next.spec } as Lease);
      if (holderIdentity !== identity) work.event({ ...found, apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }, 'Normal', 'LeaderElection', `${identity} became leader`);
    }
  } catch (error) {
    if (!(error instanceof RequestError) || hasReason(error, 'Forbidden')) throw error;
  }
  work.enqueueAfter(RENEW, RETRY);
}

/** The Lease of a process on a host. */
export const leaderLease = (process: string, host: string): AnyController =>
  anyController<Memory>({
    name: `${process}-leader-lease`,
    source: { component: process },
    user: { username: `system:${process}`, groups: ['system:authenticated'] },
    process,
    elects: true,
    memory: { identity: '' },
    handlers: {},
    reads: ['leases.coordination.k8s.io'],
    start: (desk) => desk.enqueue(RENEW),
    reconcile: (_key, work) => renew(work, process, host),
  });
