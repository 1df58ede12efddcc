import { demand, getField, isEmptyMap, isMissing } from '../yaml/node';
import type { Node } from '../yaml/node';

/** ElementSetter: takes the place of the items with these values, or stands behind them; without an item they go. */
export function setElement(list: Node, item: Node | undefined, keys: readonly string[], values: readonly string[]): void {
  demand(list, 'list');
  const byField = keys[0] !== '' && values.length > 0 && values[0] !== '';
  const content: Node[] = [];
  let found = false;
  for (const old of list.content) {
    if (isMissing(old) || isEmptyMap(old)) continue;
    if (old.kind !== 'map' && byField) content.push(old);
    else if (!matches(old, keys, values)) {
      if (values.length > 0) content.push(old);
    } else {
      found = true;
      if (item !== undefined) content.push(item);
    }
  }
  list.content = content;
  if (!isMissing(item) && !found) list.content.push(item);
}

/** A value that is left out is not compared with, and the one before counts. */
function matches(old: Node, keys: readonly string[], values: readonly string[]): boolean {
  let value: Node | undefined;
  return keys.every((key, i) => {
    const wanted = values[i];
    if (wanted !== undefined) {
      if (key === '') {
        demand(old, 'scalar');
        value = old.value === wanted ? old : undefined;
      } else value = getField(old, key, wanted === '' ? undefined : wanted);
    }
    return value !== undefined;
  });
}
