import { describe, expect, it } from 'vitest';
import { isHeldBy, isValid, observed, recordOf, releasedRecord } from './record';
import type { Lease } from '../../../api/generated/types/coordination.v1';

const SECOND = 1_000_000;
const lease = (spec: NonNullable<Lease['spec']>, resourceVersion = '1'): Lease => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'kube-scheduler', namespace: 'kube-system', resourceVersion }, spec });

describe('the record of a Lease', () => {
  it('counts from when a change of it was seen, whatever time stands in it', () => {
    const first = observed(undefined, lease(recordOf(undefined, 'a', 0)), 100 * SECOND);
    expect(isValid(first, 114 * SECOND)).toBe(true);
    expect(isValid(first, 115 * SECOND)).toBe(false);
    // Another version of the object with the same record is nothing new.
    expect(observed(first, lease(recordOf(undefined, 'a', 0), '2'), 110 * SECOND).at).toBe(100 * SECOND);
    expect(observed(first, lease(recordOf(first.lease, 'a', SECOND)), 110 * SECOND).at).toBe(110 * SECOND);
  });

  it('keeps its time and number while one holds it, and counts who takes it over', () => {
    const first = recordOf(undefined, 'a', SECOND);
    expect(first).toEqual({ holderIdentity: 'a', leaseDurationSeconds: 15, acquireTime: '1970-01-01T00:00:01.000000Z', renewTime: '1970-01-01T00:00:01.000000Z', leaseTransitions: 0 });
    expect(recordOf(lease(first), 'a', 3 * SECOND)).toEqual({ ...first, renewTime: '1970-01-01T00:00:03.000000Z' });
    expect(recordOf(lease(first), 'b', 3 * SECOND)).toEqual({ ...first, holderIdentity: 'b', acquireTime: '1970-01-01T00:00:03.000000Z', renewTime: '1970-01-01T00:00:03.000000Z', leaseTransitions: 1 });
  });

  it('given back is held by nobody, and counts on from there', () => {
    const released = lease(releasedRecord(lease(recordOf(undefined, 'a', SECOND)), 2 * SECOND));
    expect(released.spec).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1, leaseTransitions: 0 });
    expect(isHeldBy(observed(undefined, released, 2 * SECOND), 'a')).toBe(false);
    expect(recordOf(released, 'b', 3 * SECOND).leaseTransitions).toBe(1);
  });
});
