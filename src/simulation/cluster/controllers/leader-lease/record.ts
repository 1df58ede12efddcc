/** The record by which one of several processes leads, as its Lease holds it (client-go tools/leaderelection: LeaderElector; resourcelock/leaselock.go; component-base config defaults). */
import { formatMicroTime } from '../../../base/time';
import type { Lease } from '../../../api/generated/types/coordination.v1';

type Spec = NonNullable<Lease['spec']>;

/** LeaseDuration. */
export const LEASE_SECONDS = 15;

/** What a process has last seen of the record, and when it saw that it had changed, µs: the time that stands in it counts for nothing. */
export interface Observed {
  readonly lease: Lease;
  readonly at: number;
}

const FIELDS = ['holderIdentity', 'leaseDurationSeconds', 'acquireTime', 'renewTime', 'leaseTransitions'] as const;

/** What is read is news only where the record is another one. */
export const observed = (before: Observed | undefined, lease: Lease, now: number): Observed =>
  (before !== undefined && FIELDS.every((field) => before.lease.spec?.[field] === lease.spec?.[field]) ? { lease, at: before.at } : { lease, at: now });

export const isHeldBy = ({ lease }: Observed, identity: string): boolean => lease.spec?.holderIdentity === identity;

/** isLeaseValid. */
export const isValid = ({ lease, at }: Observed, now: number): boolean => now < at + (lease.spec?.leaseDurationSeconds ?? 0) * 1_000_000;

/** What a process writes that leads or comes to lead. */
export function recordOf(found: Lease | undefined, identity: string, now: number): Spec {
  const time = formatMicroTime(now);
  const { holderIdentity, acquireTime = time, leaseTransitions = 0 } = found?.spec ?? {};
  const isOwn = holderIdentity === identity;
  return { holderIdentity: identity, leaseDurationSeconds: LEASE_SECONDS, acquireTime: isOwn ? acquireTime : time, renewTime: time, leaseTransitions: found === undefined || isOwn ? leaseTransitions : leaseTransitions + 1 };
}

/** release: nobody holds it, and it ends in a second. */
export function releasedRecord(found: Lease, now: number): Spec {
  const time = formatMicroTime(now);
  return { holderIdentity: '', leaseDurationSeconds: 1, acquireTime: time, renewTime: time, leaseTransitions: found.spec?.leaseTransitions ?? 0 };
}
