import { isObject } from '../schema/walk';
import { atomFor } from './atoms';
import type { Atom, ListAtom, MapAtom } from './atoms';
import { FieldSetBuilder } from './field-set';
import type { FieldSet, Path } from './field-set';
import { elementsOf } from './list-items';
import { fieldElement } from './path-element';

/** Every field of an object that its type tells apart (typed.ToFieldSet). */
export function toFieldSet(value: unknown, type: Atom): FieldSet {
  const set = new FieldSetBuilder();
  collect(value, type, [], set);
  return set;
}

function collect(value: unknown, type: Atom, path: Path, set: FieldSetBuilder): void {
  const atom = atomFor(type, value);
  if (atom.map !== undefined) collectMap(value, atom.map, path, set);
  else if (atom.scalar !== undefined) set.insert(path);
  else if (atom.list !== undefined) collectList(value, atom.list, path, set);
}

function collectList(value: unknown, list: ListAtom, path: Path, set: FieldSetBuilder): void {
  if (list.relation === 'atomic') set.insert(path);
  else if (Array.isArray(value)) {
    const items = elementsOf(list, value);
    const counts = new Map<string, number>();
    for (const [element] of items) counts.set(element, (counts.get(element) ?? 0) + 1);
    for (const [element, item] of items) {
      const at = [...path, element];
      set.insert(at);
      // Items that are there twice are looked at as one.
      if (counts.get(element) === 1) collect(item, list.element(), at, set);
    }
  }
}

function collectMap(value: unknown, map: MapAtom, path: Path, set: FieldSetBuilder): void {
  if (map.atomic) {
    set.insert(path);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    const at = [...path, fieldElement(name)];
    const declared = map.field(name);
    const ref = declared ?? map.element;
    if (ref !== undefined) collect(inner, ref(), at, set);
    if (declared === undefined || inner === null || (isObject(inner) && Object.keys(inner).length === 0)) set.insert(at);
  }
}
