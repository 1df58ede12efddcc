/** Requests for keys, as clients of etcd send them, and what becomes of them (go.etcd.io/etcd server/etcdserver/txn, api/v3rpc/key.go). */
import { requirePermission } from './auth';
import type { AuthStore } from './auth';
import { ERRORS } from './errors';
import type { Backend, Lease } from './backend';
import { holdsKey, rangeOf } from './mvcc';
import type { Entry, KeySpace, Writes } from './mvcc';

export interface RangeRequest {
  readonly key: string;
  readonly end: string;
  readonly limit?: number;
  readonly revision?: number;
  readonly order?: 'none' | 'ascend' | 'descend';
  readonly target?: 'key' | 'version' | 'create' | 'mod' | 'value';
  readonly keysOnly?: boolean;
  readonly countOnly?: boolean;
  readonly serializable?: boolean;
  readonly minModRevision?: number;
  readonly maxModRevision?: number;
  readonly minCreateRevision?: number;
  readonly maxCreateRevision?: number;
}

export interface PutRequest {
  readonly key: string;
  readonly value: string;
  readonly lease: string;
  readonly previous?: boolean;
  readonly ignoreValue?: boolean;
  readonly ignoreLease?: boolean;
}

export interface DeleteRequest {
  readonly key: string;
  readonly end: string;
  readonly previous?: boolean;
}

export type Operation = { readonly get: RangeRequest } | { readonly put: PutRequest } | { readonly delete: DeleteRequest };

export interface Compare {
  readonly target: 'version' | 'create' | 'mod' | 'value' | 'lease';
  readonly key: string;
  readonly result: '=' | '!=' | '<' | '>';
  readonly value: number | string;
}

export interface TxnRequest {
  readonly compare: readonly Compare[];
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
}

export interface RangeResponse {
  readonly entries: readonly Entry[];
  readonly more: boolean;
  readonly count: number;
}
export interface PutResponse {
  readonly previous?: Entry;
}
export interface DeleteResponse {
  readonly deleted: number;
  readonly previous: readonly Entry[];
}
export type OperationResponse = { readonly range: RangeResponse; readonly revision: number } | { readonly put: PutResponse; readonly revision: number } | { readonly delete: DeleteResponse; readonly revision: number };

/** checkRangeRequest, checkPutRequest, checkDeleteRequest: before anything is looked up. */
export function checkRequest(operation: Operation): void {
  const key = 'get' in operation ? operation.get.key : 'put' in operation ? operation.put.key : operation.delete.key;
  if (key === '') throw ERRORS.emptyKey();
  if (!('put' in operation)) return;
  const { value, lease, ignoreValue, ignoreLease } = operation.put;
  if (ignoreValue === true && value !== '') throw ERRORS.valueProvided();
  if (ignoreLease === true && lease !== '') throw ERRORS.leaseProvided();
}

const MAX_OPERATIONS = 128;

/** checkTxnRequest and checkIntervals: no key is written twice in one transaction. */
export function checkTxn({ compare, success, failure }: TxnRequest): void {
  if (Math.max(compare.length, success.length, failure.length) > MAX_OPERATIONS) throw ERRORS.tooManyOps();
  if (compare.some(({ key }) => key === '')) throw ERRORS.emptyKey();
  for (const operation of [...success, ...failure]) checkRequest(operation);
  for (const branch of [success, failure]) {
    const deletes = branch.flatMap((one) => ('delete' in one ? [one.delete] : []));
    const written = new Set<string>();
    for (const one of branch) {
      if (!('put' in one)) continue;
      const { key } = one.put;
      if (written.has(key) || deletes.some((gone) => holdsKey(key, gone.key, gone.end))) throw ERRORS.duplicateKey();
      written.add(key);
    }
  }
}

const TARGETS: Readonly<Record<NonNullable<RangeRequest['target']>, (entry: Entry) => string | number>> = {
  key: ({ key }) => key, version: ({ version }) => version, create: ({ createRevision }) => createRevision, mod: ({ revision }) => revision, value: ({ value }) => value,
};

/** executeRange: filtered, sorted, cut. */
export function answerRange(found: readonly Entry[], request: RangeRequest): RangeResponse {
  const { limit = 0, target = 'key', order = 'none', keysOnly = false, countOnly = false, minModRevision = 0, maxModRevision = 0, minCreateRevision = 0, maxCreateRevision = 0 } = request;
  if (countOnly) return { entries: [], more: false, count: found.length };
  const kept = found.filter(
    ({ revision, createRevision }) =>
      (maxModRevision === 0 || revision <= maxModRevision) && revision >= minModRevision && (maxCreateRevision === 0 || createRevision <= maxCreateRevision) && createRevision >= minCreateRevision,
  );
  const by = TARGETS[target];
  const sign = order === 'descend' ? -1 : 1;
  const sorted = target === 'key' && order !== 'descend' ? kept : [...kept].sort((a, b) => (by(a) < by(b) ? -sign : by(a) > by(b) ? sign : 0));
  const cut = limit > 0 ? sorted.slice(0, limit) : sorted;
  return { entries: keysOnly ? cut.map((one) => ({ ...one, value: '' })) : cut, more: limit > 0 && sorted.length > limit, count: found.length };
}

export const rangeIn = (space: KeySpace, request: RangeRequest): RangeResponse => answerRange(rangeOf(space, { key: request.key, end: request.end, revision: request.revision ?? 0 }), request);

function put(writes: Writes, leases: readonly Lease[], { key, value, lease, previous, ignoreValue, ignoreLease }: PutRequest): PutResponse {
  if (lease !== '' && !leases.some(({ id }) => id === lease)) throw ERRORS.leaseNotFound();
  const [old] = writes.range(key);
  if ((ignoreValue === true || ignoreLease === true) && old === undefined) throw ERRORS.keyNotFound();
  writes.put(key, ignoreValue === true ? old!.value : value, ignoreLease === true ? old!.lease : lease);
  return previous === true && old !== undefined ? { previous: old } : {};
}

/** One operation inside of a transaction of writes. */
export function carryOut(writes: Writes, leases: readonly Lease[], operation: Operation): OperationResponse {
  if ('get' in operation) {
    const { get } = operation;
    return { range: answerRange(writes.range(get.key, get.end, get.revision ?? 0), get), revision: writes.at };
  }
  if ('put' in operation) {
    const done = put(writes, leases, operation.put);
    return { put: done, revision: writes.at };
  }
  const gone = writes.delete(operation.delete.key, operation.delete.end);
  return { delete: { deleted: gone.length, previous: operation.delete.previous === true ? gone : [] }, revision: writes.at };
}

const FIELDS: Readonly<Record<Compare['target'], (entry: Entry | undefined) => number | string>> = {
  version: (entry) => entry?.version ?? 0, create: (entry) => entry?.createRevision ?? 0, mod: (entry) => entry?.revision ?? 0, value: (entry) => entry?.value ?? '', lease: (entry) => entry?.lease ?? '',
};

/** applyCompare: a key that is not there has zeros, but no value. */
export function holds(writes: Writes, { target, key, result, value }: Compare): boolean {
  const [entry] = writes.range(key);
  if (entry === undefined && target === 'value') return false;
  const found = FIELDS[target](entry);
  switch (result) {
    case '=':
      return found === value;
    case '!=':
      return found !== value;
    case '<':
      return found < value;
    case '>':
      return found > value;
  }
}

/** What the user must be permitted for one operation (apply_auth.go, txn.CheckTxnAuth). */
export function requireFor(auth: AuthStore, user: string, operation: Operation): void {
  if ('get' in operation) requirePermission(auth, user, 'read', operation.get.key, operation.get.end);
  else if ('put' in operation) {
    requirePermission(auth, user, 'write', operation.put.key, '');
    if (operation.put.previous === true) requirePermission(auth, user, 'read', operation.put.key, '');
  } else {
    requirePermission(auth, user, 'write', operation.delete.key, operation.delete.end);
    if (operation.delete.previous === true) requirePermission(auth, user, 'read', operation.delete.key, operation.delete.end);
  }
}

/** Which keys hang on which lease, by what is stored. */
export function attached({ leases, keys }: Pick<Backend, 'leases' | 'keys'>): readonly Lease[] {
  const held = new Map<string, string>(rangeOf(keys, { key: '\0', end: '\0', revision: 0 }).map(({ key, lease }) => [key, lease]));
  const kept = leases.map((lease) => ({ ...lease, keys: lease.keys.filter((key) => held.get(key) === lease.id) }));
  return kept.map((lease) => ({ ...lease, keys: [...lease.keys, ...[...held].filter(([key, id]) => id === lease.id && !lease.keys.includes(key)).map(([key]) => key)] }));
}
