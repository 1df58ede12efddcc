/** The lock of the election: a Lease that is read, made, renewed and given back, and what the process writes of it (client-go tools/leaderelection: tryAcquireOrRenew, release, over resourcelock/leaselock.go). */
import type { Lease } from '../../../api/generated/types/coordination.v1';
import type { ComponentName } from '../../components/types';
import { hasReason, RequestError } from '../../control/client';
import type { Work } from '../../control/controller';
import { withSaid } from '../../node/host/daemon-container';
import { klogHeader, structured } from '../../node/host/services/journal';
import type { Severity, Value } from '../../node/host/services/journal';
import { requestError } from '../../node/journal';
import { NEW_MACHINE } from '../../node/machine/machine';
import { isHeldBy, isValid, observed, recordOf, releasedRecord } from './record';
import type { Observed } from './record';

const NAMESPACE = 'kube-system';

export interface Memory {
  /** Who this process is; another one each time that it starts. */
  readonly identity: string;
  readonly observed?: Observed;
  readonly leads?: true;
  /** Since when it cannot renew, µs. */
  readonly failingSince?: number;
}

export interface Elector {
  readonly process: Extract<ComponentName, 'kube-controller-manager' | 'kube-scheduler'>;
  readonly host: string;
  /** `https://192.168.0.10:6443` */
  readonly server: string;
}

/** A process in a container is its first one. */
const PID = 1;

export function say(work: Work<Memory>, { process, host }: Elector, severity: Severity, place: string, message: string, values: Readonly<Record<string, Value>> = {}): void {
  const machine = withSaid(work.machine(host) ?? NEW_MACHINE, host, process, work.now, [`${klogHeader(severity, work.now, PID, place)}${structured(message, values)}`]);
  if (machine !== undefined) work.setMachine(host, machine);
}

export const lockOf = ({ process }: Elector): string => `${NAMESPACE}/${process}`;

/** A request that is still waiting for its answer says nothing. */
function failed(work: Work<Memory>, elector: Elector, error: unknown, method: 'Get' | 'Post' | 'Put', place: string, message: string): false | 'waits' {
  if (!(error instanceof RequestError)) throw error;
  if ((error.failure.took ?? 0) > 0) return 'waits';
  const path = `/apis/coordination.k8s.io/v1/namespaces/${NAMESPACE}/leases${method === 'Post' ? '' : `/${elector.process}`}?timeout=5s`;
  say(work, elector, 'E', place, message, { err: requestError(error, { journal: { server: elector.server } }, method, path), lock: lockOf(elector) });
  return false;
}

const observe = (work: Work<Memory>, lease: Lease): Observed => {
  const seen = observed(work.memory.observed, lease, work.now);
  work.memory = { ...work.memory, observed: seen };
  return seen;
};

const update = (work: Work<Memory>, lease: Lease, spec: Lease['spec']): void => {
  const written = work.client.update({ ...lease, apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec } as Lease);
  work.memory = { ...work.memory, observed: { lease: written, at: work.now } };
};

/** tryAcquireOrRenew. */
export function attempt(work: Work<Memory>, elector: Elector): boolean | 'waits' {
  const { identity, observed: before } = work.memory;
  const { now } = work;
  if (before !== undefined && isHeldBy(before, identity) && isValid(before, now)) {
    try {
      update(work, before.lease, recordOf(before.lease, identity, now));
      return true;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
    }
  }
  let found: Lease;
  try {
    found = work.client.get('leases.coordination.k8s.io', NAMESPACE, elector.process);
  } catch (error) {
    if (!hasReason(error, 'NotFound')) return failed(work, elector, error, 'Get', 'leaderelection.go:461', 'Error retrieving lease lock');
    try {
      const created = work.client.create({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: elector.process, namespace: NAMESPACE }, spec: recordOf(undefined, identity, now) } as Lease);
      work.memory = { ...work.memory, observed: { lease: created, at: now } };
      return true;
    } catch (refused) {
      return failed(work, elector, refused, 'Post', 'leaderelection.go:465', 'Error initially creating lease lock');
    }
  }
  const seen = observe(work, found);
  const isOwn = isHeldBy(seen, identity);
  if ((found.spec?.holderIdentity ?? '') !== '' && isValid(seen, now) && !isOwn) return false;
  try {
    update(work, found, recordOf(found, identity, now));
    return true;
  } catch (error) {
    return failed(work, elector, error, 'Put', 'leaderelection.go:497', 'Failed to update lease');
  }
}

/** release, where it holds the Lease. */
export function release(work: Work<Memory>, elector: Elector): void {
  const { identity, observed: last } = work.memory;
  let found: Lease;
  try {
    found = work.client.get('leases.coordination.k8s.io', NAMESPACE, elector.process);
  } catch (error) {
    void failed(work, elector, error, 'Get', 'leaderelection.go:323', 'error retrieving resource lock');
    return;
  }
  if (last === undefined || !isHeldBy(last, identity)) return;
  try {
    update(work, found, releasedRecord(found, work.now));
  } catch (error) {
    void failed(work, elector, error, 'Put', 'leaderelection.go:341', 'Failed to release lease');
  }
}
