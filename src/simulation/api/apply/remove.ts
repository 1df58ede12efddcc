import { isObject } from '../schema/walk';
import { atomFor } from './atoms';
import type { Atom, ListAtom, MapAtom } from './atoms';
import { below, isEmptySet } from './field-set';
import type { FieldSet } from './field-set';
import { itemElement } from './list-items';
import { fieldElement } from './path-element';

/** typed.RemoveItems: the object without the fields and items of a set. What loses all it has becomes null. */
export function removeFields(value: unknown, set: FieldSet, type: Atom): unknown {
  const { map, scalar, list } = atomFor(type, value);
  if (map !== undefined) return removeFromMap(value, set, map);
  if (scalar !== undefined || list === undefined) return value;
  return removeFromList(value, set, list);
}

function removeFromList(value: unknown, set: FieldSet, list: ListAtom): unknown {
  if (!Array.isArray(value) || value.length === 0 || list.relation === 'atomic') return null;
  const items = value.flatMap((item: unknown): unknown[] => {
    const step = itemElement(list, item);
    if (!('element' in step)) return [item];
    if (set.members.has(step.element)) return [];
    const inner = below(set, step.element);
    return [isEmptySet(inner) ? item : removeFields(item, inner, list.element())];
  });
  return items.length === 0 ? null : items;
}

function removeFromMap(value: unknown, set: FieldSet, map: MapAtom): unknown {
  if (!isObject(value) || Object.keys(value).length === 0 || map.atomic) return null;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const element = fieldElement(name);
    if (set.members.has(element)) return [];
    const rest = below(set, element);
    const ref = map.field(name) ?? map.element;
    return [[name, isEmptySet(rest) || ref === undefined ? inner : removeFields(inner, rest, ref())]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
