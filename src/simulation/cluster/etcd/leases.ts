/** Leases of a database, and the keys that go with them (go.etcd.io/etcd server/lease). Times in seconds since 1970. */
import type { Backend, Lease } from './backend';
import { ERRORS } from './errors';
import { Writes } from './mvcc';

const MAX_TTL = 9_000_000_000;
/** One and a half election timeouts, in whole seconds. */
const MIN_TTL = 2;

/** lessor.Grant. */
export function granted(id: string, ttl: number, now: number): Lease {
  if (ttl > MAX_TTL) throw ERRORS.leaseTooLarge();
  const long = Math.max(ttl, MIN_TTL);
  return { id, ttl: long, expires: now + long, keys: [] };
}

/** lessor.Lookup. Throws where there is none. */
export function leaseOf({ leases }: Backend, id: string): Lease {
  const found = leases.find((one) => one.id === id);
  if (found === undefined) throw ERRORS.leaseNotFound();
  return found;
}

/** lessor.Revoke: its keys go in one revision. */
export function withoutLease(backend: Backend, id: string): Backend {
  const lease = backend.leases.find((one) => one.id === id);
  const writes = new Writes(backend.keys);
  for (const key of [...(lease?.keys ?? [])].sort()) writes.delete(key, '');
  return { ...backend, keys: writes.space, leases: backend.leases.filter((one) => one.id !== id) };
}

/** Without those that are over. */
export const withoutExpired = (backend: Backend, now: number): Backend => backend.leases.filter(({ expires }) => expires <= now).reduce((state, { id }) => withoutLease(state, id), backend);
