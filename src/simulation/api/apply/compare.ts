import { equalValues } from '../equal';
import { isObject } from '../schema/walk';
import { atomFor } from './atoms';
import type { Atom, ListAtom, MapAtom } from './atoms';
import { FieldSetBuilder, recursiveDifference } from './field-set';
import type { FieldSet, Path } from './field-set';
import { elementsOf } from './list-items';
import { fieldElement } from './path-element';

/** What differs between two objects of a type. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/** typed.Compare. A value that is not there is undefined; null is one that is there. `isMissing`: which values count as not there beside undefined. */
export function compareTyped(left: unknown, right: unknown, type: Atom, isMissing?: (value: unknown) => boolean): Comparison {
  const walk = new Walk(isMissing);
  walk.value(left, right, type, []);
  return walk;
}

/** Without the fields that a write leaves as they were. */
export const withoutFields = ({ added, modified, removed }: Comparison, fields: FieldSet): Comparison => ({
  added: recursiveDifference(added, fields),
  modified: recursiveDifference(modified, fields),
  removed: recursiveDifference(removed, fields),
});

/** Whether nothing is in a list or map. */
const isEmpty = (value: unknown): boolean => (Array.isArray(value) ? value.length === 0 : isObject(value) ? Object.keys(value).length === 0 : true);

const sameAtom = (a: Atom, b: Atom): boolean => a.scalar === b.scalar && a.list === b.list && a.map === b.map;

class Walk implements Comparison {
  readonly added = new FieldSetBuilder();
  readonly modified = new FieldSetBuilder();
  readonly removed = new FieldSetBuilder();

  constructor(private readonly isMissing: (value: unknown) => boolean = () => false) {}

  value(before: unknown, after: unknown, type: Atom, path: Path): void {
    if (before === after) return;
    const left = this.isMissing(before) ? undefined : before;
    const right = this.isMissing(after) ? undefined : after;
    const [leftAtom, rightAtom] = [atomFor(type, left), atomFor(type, right)];
    let leaf: boolean;
    if (right === undefined) leaf = this.atom(left, right, leftAtom, path);
    else if (left === undefined || sameAtom(leftAtom, rightAtom)) leaf = this.atom(left, right, rightAtom, path);
    else {
      this.atom(left, right, leftAtom, path);
      leaf = this.atom(left, right, rightAtom, path);
    }
    if (!leaf) this.presence(left, right, path);
  }

  private presence(left: unknown, right: unknown, path: Path): void {
    if (left === undefined) this.added.insert(path);
    else if (right === undefined) this.removed.insert(path);
  }

  /** Returns whether the value counted as one thing. */
  private atom(left: unknown, right: unknown, { map, scalar, list }: Atom, path: Path): boolean {
    if (map !== undefined) {
      if (map.atomic || (isEmpty(isObject(left) ? left : undefined) && isEmpty(isObject(right) ? right : undefined))) return this.leaf(left, right, path);
      this.map(isObject(left) ? left : {}, isObject(right) ? right : {}, map, path);
      return false;
    }
    if (scalar !== undefined) return this.leaf(left, right, path);
    if (list === undefined) return false;
    const [before, after] = [Array.isArray(left) ? left : [], Array.isArray(right) ? right : []];
    if (list.relation === 'atomic' || (before.length === 0 && after.length === 0)) return this.leaf(left, right, path);
    this.list(before, after, list, path);
    return false;
  }

  private leaf(left: unknown, right: unknown, path: Path): boolean {
    if (left === undefined || right === undefined) this.presence(left, right, path);
    else if (!equalValues(left, right)) this.modified.insert(path);
    return true;
  }

  private map(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>, map: MapAtom, path: Path): void {
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const ref = map.field(name) ?? map.element;
      if (ref !== undefined) this.value(left[name], right[name], ref(), [...path, fieldElement(name)]);
    }
  }

  private list(left: readonly unknown[], right: readonly unknown[], list: ListAtom, path: Path): void {
    const [before, after] = [grouped(list, left), grouped(list, right)];
    for (const element of new Set([...before.keys(), ...after.keys()])) {
      const at = [...path, element];
      const [own, other] = [before.get(element) ?? [], after.get(element) ?? []];
      if (own.length <= 1 && other.length <= 1) this.value(own[0], other[0], list.element(), at);
      else if (own.length >= 2 && other.length >= 2) {
        if (!equalValues(own, other)) this.modified.insert(at);
      } else if (own.length >= 2) {
        if (other.length > 0) this.value(undefined, other[0], list.element(), at);
        this.removed.insert(at);
      } else {
        if (own.length > 0) this.value(own[0], undefined, list.element(), at);
        this.added.insert(at);
      }
    }
  }
}

function grouped(list: ListAtom, items: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const [element, item] of elementsOf(list, items)) groups.set(element, [...(groups.get(element) ?? []), item]);
  return groups;
}
