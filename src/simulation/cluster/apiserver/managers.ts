import { formatTime } from '../../base/time';
import { equalValues } from '../../api/equal';
import { decodeManagedFields, encodeManagedFields } from '../../api/apply/managed-fields';
import type { ManagedFields } from '../../api/apply/managed-fields';
import { takesSameFields } from '../../api/apply/same-fields';
import { managersAfter, updateManagers } from '../../api/apply/field-manager';
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { encodeObject, fieldsBehind, managedType } from '../../api/request/encode';
import { managersAfterScale } from '../../api/request/scale';
import { objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { MANY_NOTES, MOST_NOTES, fieldsAlone, notesIn, withoutManagers, writtenOf } from '../store/written';
import type { ManagedFieldsEntries, WriteNote, Written } from '../store/written';
import { managerOf } from './manager-of';
import type { Answer, Request } from './types';

const withFields = (object: ApiObject, fields: ManagedFieldsEntries): ApiObject => {
  const bare = withoutManagers(object);
  return fields.length === 0 ? bare : { ...bare, metadata: { ...bare.metadata, managedFields: fields } };
};

/** An object that is about to be stored, and who has written it: the store keeps the two apart. */
export const split = (object: ApiObject): { readonly object: ApiObject; readonly written: Written } => ({ object: withoutManagers(object), written: { fields: object.metadata.managedFields ?? [] } });

const NOBODY: ManagedFields = new Map();
const decoded = (entries: unknown): ManagedFields => decodeManagedFields(entries) ?? NOBODY;

/** The object as its type's defaults complete it, as Go prints it: what the field manager compares. */
const completed = (kind: Kind, object: ApiObject): JsonObject => encodeObject(kind, kind.defaults?.(object) ?? object, object as unknown as JsonObject);

/** FieldManager.Update of one noted write. */
function afterNote(kind: Kind, fields: ManagedFields, { manager, apiVersion, subresource, time, from, to }: WriteNote): ManagedFields {
  if (subresource === 'scale' && from !== undefined) {
    const live = encodeObject(kind, withFields(from, (encodeManagedFields(fields) ?? []) as ManagedFieldsEntries));
    return decoded(managersAfterScale(live, encodeObject(kind, to), { manager, apiVersion, now: time }));
  }
  const type = managedType(kind, subresource);
  const live = from === undefined ? type.empty : encodeObject(kind, from);
  return managersAfter(fields, live, completed(kind, to), type, { manager, apiVersion, subresource, now: time }, from === undefined);
}

/** What has been worked out once; a pure function of its key. */
const KNOWN = new WeakMap<Written, ManagedFields>();

function worked(registry: Registry, written: Written): ManagedFields {
  const notes: WriteNote[] = [];
  let at: Written | undefined = written;
  while (at !== undefined && !('fields' in at) && !KNOWN.has(at)) {
    notes.push(at);
    at = at.before;
  }
  let fields = at === undefined ? NOBODY : 'fields' in at ? decoded(at.fields) : (KNOWN.get(at) ?? NOBODY);
  for (const one of notes.reverse()) {
    const kind = registry.find(one.apiVersion, one.to.kind);
    if (kind !== undefined) fields = afterNote(kind, fields, one);
  }
  KNOWN.set(written, fields);
  return fields;
}

/** Who owns which field after all that has been written: `metadata.managedFields`, as if it had been tracked at every write. */
export const fieldsOf = (registry: Registry, written: Written | undefined): ManagedFieldsEntries =>
  written === undefined ? [] : 'fields' in written ? written.fields : ((encodeManagedFields(worked(registry, written)) ?? []) as ManagedFieldsEntries);

const isTracked = (written: Written | undefined): written is Written => written !== undefined && (!('fields' in written) || written.fields.length > 0);

/** Whether a write is one more of those that its manager makes again and again (a Lease renewed, a status that counts): both are noted as one. */
const repeats = (kind: Kind, last: WriteNote, note: Omit<WriteNote, 'before' | 'length'>): boolean =>
  last.manager === note.manager && last.apiVersion === note.apiVersion && last.subresource === note.subresource && note.subresource !== 'scale' &&
  last.from !== undefined && note.from !== undefined && takesSameFields(last, note, fieldsBehind(kind, note.subresource));

/** A create or an update, noted: who owns what because of it is found out when somebody wants to know. `from`: undefined of a create. */
export function noted(registry: Registry, before: Written | undefined, kind: Kind, request: Pick<Request, 'fieldManager' | 'user' | 'subresource'>, now: number, from: ApiObject | undefined, to: ApiObject): Written | undefined {
  // skipNonAppliedManager: an object that nobody tracks so far goes on without.
  if (from !== undefined && !isTracked(before)) return before;
  const note = { manager: managerOf(request), apiVersion: kind.apiVersion, subresource: request.subresource ?? '', time: formatTime(now), from: from === undefined ? undefined : fieldsAlone(from), to: writtenOf(to) === undefined ? to : fieldsAlone(to) };
  const last = notesIn(before) >= MANY_NOTES ? (before as WriteNote) : undefined;
  if (last !== undefined && repeats(kind, last, note)) return { ...last, to: note.to, time: note.time };
  const kept = notesIn(before) < MOST_NOTES ? before : { fields: fieldsOf(registry, before) };
  return { ...note, before: kept, length: notesIn(kept) + 1 };
}

/** A write that says itself who owns what, or asks to forget it (`managedFields: [{}]`): worked out at once. */
export function tracked(registry: Registry, before: Written | undefined, kind: Kind, request: Request, now: number, from: ApiObject | undefined, to: ApiObject): Written {
  const subresource = request.subresource ?? '';
  const type = managedType(kind, subresource);
  const live = from === undefined ? type.empty : encodeObject(kind, withFields(from, fieldsOf(registry, before)));
  const sent = to.metadata.managedFields ?? [];
  const next: JsonObject = { ...completed(kind, to) };
  // An entry without anything in it asks for the reset, and is none that could be printed.
  const managed = updateManagers(live, { ...next, metadata: { ...objectOf(next.metadata), managedFields: sent } }, type, { manager: managerOf(request), apiVersion: kind.apiVersion, subresource, now: formatTime(now) }, from === undefined);
  return { fields: (objectOf(managed.metadata).managedFields ?? []) as ManagedFieldsEntries };
}

const timeless = (entries: ManagedFieldsEntries): readonly unknown[] => entries.map(({ time: _, ...entry }) => entry);

/** IgnoreManagedFieldsTimestampsTransformer: whether owners differ in more than their times. */
export const ownersDiffer = (registry: Registry, before: Written | undefined, after: Written | undefined): boolean => !equalValues(timeless(fieldsOf(registry, before)), timeless(fieldsOf(registry, after)));

const SHOWN = new WeakMap<ApiObject, ApiObject>();

/** An object with its managers, as somebody reads it who wants to know them. `written`: of one that is not stored. */
export function withManagers(registry: Registry, object: ApiObject, written = writtenOf(object)): ApiObject {
  if (!isTracked(written)) return object;
  const known = SHOWN.get(object);
  if (known !== undefined) return known;
  const shown = withFields(object, fieldsOf(registry, written));
  SHOWN.set(object, shown);
  return shown;
}

/** An answer whose objects name their managers. */
export function showingManagers(registry: Registry, answer: Answer): Answer {
  const shown = (object: ApiObject): ApiObject => (object.metadata.managedFields === undefined ? withManagers(registry, object) : object);
  if ('object' in answer) return { ...answer, object: shown(answer.object) };
  if ('list' in answer) return { ...answer, list: answer.list.map(shown) };
  return 'changes' in answer ? { ...answer, changes: answer.changes.map((change) => (change.type === 'BOOKMARK' ? change : { ...change, object: shown(change.object) })) } : answer;
}
