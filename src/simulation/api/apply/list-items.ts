import { quote } from '../../base/go/quote';
import { isObject } from '../schema/walk';
import type { ListAtom } from './atoms';
import { keyElement, valueElement } from './path-element';
import type { PathElement } from './path-element';

/** A step to an item, or why there is none. */
export type ItemElement = { readonly element: PathElement } | { readonly error: string };

/** listItemToPathElement (structured-merge-diff typed/helpers.go): an item of a list by its keys, their defaults included, or by its value. */
export function itemElement(list: ListAtom, item: unknown): ItemElement {
  if (list.keys.length === 0) return setElement(item);
  if (item === null) return { error: 'associative list with keys may not have a null element' };
  if (!isObject(item)) return { error: 'associative list with keys may not have non-map elements' };
  const { map } = list.element();
  const fields = list.keys.flatMap((name): [string, unknown][] => {
    const value = Object.hasOwn(item, name) ? item[name] : map?.defaultOf(name);
    return value === undefined ? [] : [[name, value]];
  });
  if (fields.length > 0) return { element: keyElement(fields) };
  return { error: `associative list with keys has an element that omits all key fields [${list.keys.map(quote).join(' ')}] (and doesn't have default values for any key fields)` };
}

function setElement(item: unknown): ItemElement {
  if (Array.isArray(item)) return { error: 'not supported: associative list with lists as elements' };
  if (item === null) return { error: "associative list without keys has an element that's an explicit null" };
  if (isObject(item)) return { error: "associative list without keys has an element that's a map type" };
  return { element: valueElement(item) };
}

/** The items of a list with their steps; items that have none are left out. */
export function elementsOf(list: ListAtom, items: readonly unknown[]): readonly (readonly [PathElement, unknown])[] {
  return items.flatMap((item) => {
    const step = itemElement(list, item);
    return 'element' in step ? [[step.element, item] as const] : [];
  });
}
