import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { objectOf, without } from '../schema/values';
import type { Atom } from './atoms';
import type { Conflict } from './conflicts';
import { difference, hasPath, setOfFields, union } from './field-set';
import type { FieldSet } from './field-set';
import { lastAppliedFields, withLastApplied } from './last-applied';
import { decodeManagedFields, encodeManagedFields, managerKey, withEntry } from './managed-fields';
import type { ManagedFields, ManagerEntry } from './managed-fields';
import { applyFields, updateFields } from './updater';
import type { Typed, Writer } from './updater';
import { printTypeErrors, typeErrors } from './validate';

/** Nobody manages what every object has, and what the server sets by itself (stripMetaManager). */
export const STRIPPED = setOfFields([
  ['apiVersion'],
  ['kind'],
  ['metadata'],
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName', 'generation', 'managedFields', 'resourceVersion'].map((name) => ['metadata', name]),
]);

/** More managers by update than this are taken together (capManagersManager). */
const MAX_UPDATERS = 10;
const ANCIENT = 'ancient-changes';
const BEFORE_FIRST_APPLY = 'before-first-apply';

/** The door through which an object is written. */
export interface WriteRequest {
  readonly manager: string;
  readonly apiVersion: string;
  readonly subresource: string;
  /** RFC 3339. */
  readonly now: string;
}

export interface ManagedType {
  readonly atom: Atom;
  /** What the door leaves as it was. */
  readonly reset: readonly (readonly string[])[];
  /** An object of the type in which nothing is set, as Go prints it. */
  readonly empty: JsonObject;
}

const managedOf = (object: JsonObject): unknown => objectOf(object.metadata).managedFields;
const unmanaged = (object: JsonObject): JsonObject => (Object.hasOwn(objectOf(object.metadata), 'managedFields') ? { ...object, metadata: without(objectOf(object.metadata), 'managedFields') } : object);

function withManaged(object: JsonObject, fields: ManagedFields): JsonObject {
  const encoded = encodeManagedFields(fields);
  const bare = unmanaged(object);
  return encoded === undefined ? bare : { ...bare, metadata: { ...objectOf(bare.metadata), managedFields: encoded } };
}

const writerOf = ({ manager, apiVersion, subresource, now }: WriteRequest, operation: 'Apply' | 'Update'): Writer => ({ manager: manager === '' ? 'unknown' : manager, operation, apiVersion, subresource, time: now });

/** `managedFields: []` and `[{}]` ask to forget all managers. */
function isReset(entries: unknown): boolean {
  if (!Array.isArray(entries)) return false;
  return entries.length === 0 || (entries.length === 1 && isObject(entries[0]) && Object.keys(entries[0]).length === 0);
}

/** decodeLiveOrNew: an object may be sent with other managers than the stored one has, but not through a subresource. */
function managersFor(live: JsonObject, object: JsonObject, subresource: string): ManagedFields {
  const stored = decodeManagedFields(managedOf(live)) ?? new Map<string, ManagerEntry>();
  if (subresource !== '') return stored;
  if (isReset(managedOf(object))) return new Map();
  const sent = decodeManagedFields(managedOf(object));
  return sent === undefined || sent.size === 0 ? stored : sent;
}

const strip = (fields: ManagedFields, key: string): ManagedFields => {
  const entry = fields.get(key);
  return entry === undefined ? fields : withEntry(fields, key, { ...entry, set: difference(entry.set, STRIPPED) });
};

/** managedFieldsUpdater and stripMetaManager: what this request took joins what its manager owned before; only then its time counts. */
function trackUpdate(live: JsonObject, object: JsonObject, type: ManagedType, fields: ManagedFields, writer: Writer): ManagedFields {
  const self: Writer = { ...writer, manager: 'current-operation' };
  const [key, selfKey] = [managerKey(writer), managerKey(self)];
  const updated = strip(updateFields(live, object, typedOf(type), fields, self), selfKey);
  const taken = updated.get(selfKey);
  if (taken === undefined) return updated;
  const before = updated.get(key)?.set;
  const set: FieldSet = before === undefined ? taken.set : union(taken.set, before);
  return withEntry(withEntry(updated, selfKey, undefined), key, { ...writer, set });
}

const typedOf = ({ atom, reset }: ManagedType): Typed => ({ atom, reset: setOfFields(reset) });

/** capManagersManager: of too many managers the oldest are taken together, by version. */
function capUpdaters(fields: ManagedFields): ManagedFields {
  const updaters = [...fields.entries()].filter(([, { operation }]) => operation === 'Update').sort(([a, x], [b, y]) => ((x.time ?? '') < (y.time ?? '') ? -1 : (x.time ?? '') > (y.time ?? '') ? 1 : a < b ? -1 : 1));
  let result = fields;
  let count = updaters.length;
  const firsts = new Map<string, string>();
  for (const [key, entry] of updaters) {
    if (count <= MAX_UPDATERS) break;
    const bucket: Writer = { manager: ANCIENT, operation: 'Update', apiVersion: entry.apiVersion, subresource: '', time: entry.time };
    const bucketKey = managerKey(bucket);
    const first = firsts.get(entry.apiVersion);
    if (first === undefined) {
      firsts.set(entry.apiVersion, key);
      continue;
    }
    const held = result.get(bucketKey)?.set ?? result.get(first)?.set ?? entry.set;
    result = withEntry(withEntry(withEntry(result, first, first === bucketKey ? result.get(first) : undefined), key, undefined), bucketKey, { ...bucket, set: union(entry.set, held) });
    count -= 1;
  }
  return result;
}

/**
 * FieldManager.Update (apimachinery pkg/util/managedfields): the managers after a request that is no apply. Both objects as Go prints them;
 * `live` is the type's empty object on creation. `fields`: the managers before.
 */
export function managersAfter(fields: ManagedFields, live: JsonObject, object: JsonObject, type: ManagedType, request: WriteRequest, creates: boolean): ManagedFields {
  // skipNonAppliedManager: an object that nobody tracks so far goes on without.
  if (fields.size === 0 && !creates) return fields;
  const [before, after] = [unmanaged(live), unmanaged(object)];
  // UpdateNoErrors: what does not have the shape of its type (a list by key whose items lack the key) is stored, but nobody manages it.
  if (isMisshapen(after, type) || isMisshapen(before, type)) return new Map();
  return capUpdaters(trackUpdate(before, after, type, fields, writerOf(request, 'Update')));
}

/** The object with its managers after a request that is no apply: those that it is sent with, else those of the live one. */
export const updateManagers = (live: JsonObject, object: JsonObject, type: ManagedType, request: WriteRequest, creates: boolean): JsonObject =>
  withManaged(object, managersAfter(managersFor(live, object, request.subresource), live, object, type, request, creates));

const isMisshapen = (object: JsonObject, { atom }: ManagedType): boolean => typeErrors(object, atom, true).length > 0;

/** Why a stored object cannot be applied to: its shape is not its type's, and why, or undefined. */
export function liveError(live: JsonObject, type: ManagedType): { readonly untracked: boolean; readonly message: string } | undefined {
  const errors = typeErrors(unmanaged(live), type.atom, true);
  return errors.length === 0 ? undefined : { untracked: (decodeManagedFields(managedOf(live))?.size ?? 0) === 0, message: printTypeErrors(errors) };
}

export type ApplyOutcome = { readonly object: JsonObject; readonly changed: boolean } | { readonly conflicts: readonly Conflict[] };

/** FieldManager.Apply: the stored object with what is applied, and its managers. `config` is what the client sent. */
export function applyManaged(live: JsonObject, config: JsonObject, type: ManagedType, request: WriteRequest, force: boolean): ApplyOutcome {
  const stored = decodeManagedFields(managedOf(live)) ?? new Map<string, ManagerEntry>();
  const bare = unmanaged(live);
  const fields = stored.size > 0 ? stored : trackUpdate(type.empty, bare, type, stored, writerOf({ ...request, manager: BEFORE_FIRST_APPLY }, 'Update'));
  const writer = writerOf(request, 'Apply');
  const first = applyFields(bare, config, typedOf(type), fields, writer, force);
  const applied = 'conflicts' in first && request.manager === 'kubectl' ? upgrade(first.conflicts, () => applyFields(bare, config, typedOf(type), fields, writer, true), bare, type, request.apiVersion) : first;
  if ('conflicts' in applied) return applied;
  const key = managerKey(writer);
  const entry = applied.fields.get(key);
  const before = fields.get(key);
  // Its time moves only where the object does; who comes to own what stands there already has none (managedFieldsUpdater.Apply).
  const timed = entry === undefined || applied.changed ? applied.fields : withEntry(applied.fields, key, { ...entry, time: before?.time });
  const object = applied.changed ? (objectOf(applied.object) as JsonObject) : bare;
  const managed = withManaged(request.manager === 'kubectl' ? withLastApplied(object, config) : object, strip(timed, key));
  return { object: managed, changed: applied.changed };
}

/** lastAppliedManager: who comes from client-side apply owns what its annotation says and the object still has. */
function upgrade(conflicts: readonly Conflict[], again: () => ReturnType<typeof applyFields>, live: JsonObject, type: ManagedType, apiVersion: string): ReturnType<typeof applyFields> {
  const allowed = lastAppliedFields(live, type.atom, apiVersion);
  if (allowed === undefined) return { conflicts };
  const left = conflicts.filter(({ path }) => !hasPath(allowed, path));
  return left.length > 0 ? { conflicts: left } : again();
}

