import { isObject } from '../schema/walk';
import { compareTyped, withoutFields } from './compare';
import type { Comparison } from './compare';
import { STRIPPED } from './field-manager';
import type { ManagedType } from './field-manager';
import { difference, isEmptySet, setOfFields, union } from './field-set';
import type { FieldSet } from './field-set';

/** A write: what there was, and what was asked for. */
export interface Step {
  readonly from: unknown;
  readonly to: unknown;
}

/** Go prints no zero of most fields, so that one who writes it removes the field. */
const isZero = (value: unknown): boolean => value === 0 || value === '' || value === false;

const isWithin = (some: FieldSet, all: FieldSet): boolean => isEmptySet(difference(some, all));
const isSame = (a: FieldSet, b: FieldSet): boolean => isWithin(a, b) && isWithin(b, a);

interface Compared extends Comparison {
  readonly from: unknown;
  readonly atom: ManagedType['atom'];
  readonly reset: ManagedType['reset'];
}

/** By what a write led to: how it was compared last. Who repeats himself has the whole way compared, which is the first step of the next look. */
const known = new WeakMap<object, Compared>();

/** What differs, as far as somebody may own it. */
function compared({ from, to }: Step, { atom, reset }: Pick<ManagedType, 'atom' | 'reset'>): Comparison {
  const found = isObject(to) ? known.get(to) : undefined;
  if (found !== undefined && found.from === from && found.atom === atom && found.reset === reset) return found;
  const { added, modified, removed } = withoutFields(compareTyped(from, to, atom, isZero), setOfFields(reset));
  const comparison: Compared = { from, atom, reset, added: difference(added, STRIPPED), modified: difference(modified, STRIPPED), removed: difference(removed, STRIPPED) };
  if (isObject(to)) known.set(to, comparison);
  return comparison;
}

/**
 * Whether two writes of one manager, one after the other, take and leave the fields that a single one would from the first's beginning to the second's end: the second has other values
 * in fields that the first has set, and none of them comes back to what was before. What a manager that repeats itself owns need not be worked out at each time (merge.Updater.Update).
 */
export function takesSameFields(first: Step, second: Step, type: Pick<ManagedType, 'atom' | 'reset'>): boolean {
  const again = compared(second, type);
  // What changes no field that somebody may own is no write of its manager's, and its time does not count.
  if (isEmptySet(again.modified) || !isEmptySet(again.added) || !isEmptySet(again.removed)) return false;
  const once = compared(first, type);
  if (!isWithin(again.modified, union(once.modified, once.added))) return false;
  const both = compared({ from: first.from, to: second.to }, type);
  return isSame(once.added, both.added) && isSame(once.modified, both.modified) && isSame(once.removed, both.removed);
}
