import { equalValues } from '../equal';
import type { Atom } from './atoms';
import { compareTyped, withoutFields } from './compare';
import type { Comparison } from './compare';
import { conflictsIn } from './conflicts';
import type { Conflict } from './conflicts';
import { difference, EMPTY_SET, intersection, isEmptySet, recursiveDifference, union, withNamedFields } from './field-set';
import type { FieldSet } from './field-set';
import { managerKey, withEntry } from './managed-fields';
import type { ManagedFields, ManagerEntry } from './managed-fields';
import { mergeTyped } from './merge';
import { removeFields } from './remove';
import { toFieldSet } from './to-field-set';

/** Who writes: an entry that owns nothing yet. */
export type Writer = Omit<ManagerEntry, 'set'>;

/** The objects of one type, in one version. */
export interface Typed {
  readonly atom: Atom;
  /** What a write leaves as it was. */
  readonly reset: FieldSet;
}

export type Applied = { readonly object: unknown; readonly changed: boolean; readonly fields: ManagedFields } | { readonly conflicts: readonly Conflict[] };

/** What the others lose by a change: the fields that are another's now, and those that are gone. Without `force` the former are conflicts. */
function takeFromOthers(fields: ManagedFields, writer: string, { added, modified, removed }: Comparison, force: boolean): { readonly fields: ManagedFields } | { readonly conflicts: readonly Conflict[] } {
  const taken = union(modified, added);
  const conflicts: Conflict[] = [];
  let result = fields;
  for (const [key, entry] of fields) {
    if (key === writer) continue;
    const lost = intersection(entry.set, taken);
    if (!isEmptySet(lost)) conflicts.push(...conflictsIn(entry, lost));
    result = withEntry(result, key, { ...entry, set: difference(difference(entry.set, lost), removed) });
  }
  return force || conflicts.length === 0 ? { fields: result } : { conflicts };
}

/** merge.Updater.Update: whoever changed fields by a request that is no apply owns them now. */
export function updateFields(live: unknown, object: unknown, { atom, reset }: Typed, fields: ManagedFields, writer: Writer): ManagedFields {
  const key = managerKey(writer);
  const comparison = withoutFields(compareTyped(live, object, atom), reset);
  const others = takeFromOthers(fields, key, comparison, true);
  const rest = 'fields' in others ? others.fields : fields;
  const own = rest.get(key)?.set ?? EMPTY_SET;
  const set = union(union(difference(own, comparison.removed), comparison.modified), comparison.added);
  return withEntry(rest, key, { ...writer, set: recursiveDifference(set, reset) });
}

/** merge.Updater.Apply: merges what is applied, takes away what the manager applied before and does no more, and finds conflicts. */
export function applyFields(live: unknown, config: unknown, typed: Typed, fields: ManagedFields, writer: Writer, force: boolean): Applied {
  const { atom, reset } = typed;
  const key = managerKey(writer);
  const last = fields.get(key)?.set;
  const set = recursiveDifference(toFieldSet(config, atom), reset);
  const owned = new Map(fields).set(key, { ...writer, set });
  const object = prune(mergeTyped(live, config, atom), atom, owned, last);
  const comparison = withoutFields(compareTyped(live, object, atom), reset);
  const taken = takeFromOthers(owned, key, comparison, force);
  if ('conflicts' in taken) return taken;
  return { object, changed: !equalValues(live, object), fields: withEntry(taken.fields, key, taken.fields.get(key)) };
}

/** Updater.prune: what the last apply of the manager had is removed, unless somebody owns it still. */
function prune(merged: unknown, atom: Atom, fields: ManagedFields, last: FieldSet | undefined): unknown {
  if (last === undefined || isEmptySet(last)) return merged;
  const named = (set: FieldSet): FieldSet => withNamedFields(set, atom);
  const lastNamed = named(last);
  const mergedSet = named(toFieldSet(merged, atom));
  const prunedSet = named(toFieldSet(removeFields(merged, lastNamed, atom), atom));
  const managed = named([...fields.values()].reduce<FieldSet>((all, { set }) => union(all, set), EMPTY_SET));
  const kept = removeFields(merged, difference(mergedSet, union(prunedSet, managed)), atom);
  // What hung on the removed things and belonged to nobody comes back, unless the last apply had it.
  const keptSet = named(toFieldSet(kept, atom));
  return removeFields(merged, intersection(difference(mergedSet, keptSet), lastNamed), atom);
}
