import type { Random } from '../../../src/simulation/base/random';
import { pick } from './mutate-text';

/** What trips patches: other types, borders of numbers, and the directives of strategic merges. */
const VALUES: readonly unknown[] = [null, true, false, 0, 1, -1, 1.5, 2147483648, 9007199254740993, '', 'x', '0', '1Gi', '-1', '25%', 'a'.repeat(300), 'é\u200b', [], {}, [null], [1], ['a', 'a'], [{}], [[]], { name: 'app' }, { name: '' }, { $patch: 'delete' },
  { $patch: 'replace' }, { $patch: 'nonsense' }, { $patch: 1 }, { name: 'app', $patch: 'delete' }, [{ $patch: 'replace' }], [{ $patch: 'delete' }], { $retainKeys: ['type'] }, { $retainKeys: 'type' }, { __proto__: null, constructor: 1 }];
const KEYS = ['name', 'spec', 'metadata', 'labels', 'replicas', 'containers', 'kind', 'apiVersion', '$patch', '$retainKeys', '$setElementOrder/containers', '$deleteFromPrimitiveList/args', 'finalizers', 'managedFields', 'resourceVersion', 'constructor', '', 'a.b/c', 'x'];

type Json = unknown;
const isObject = (value: Json): value is Readonly<Record<string, Json>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value with one to three edits somewhere inside: fields gone, added or renamed, values exchanged, lists turned, cut or doubled. */
export function mutateJson(random: Random, value: Json, others: readonly Json[]): Json {
  let next = value;
  for (let edits = 1 + random.below(3); edits > 0; edits -= 1) next = editInside(random, next, others);
  return next;
}

function editInside(random: Random, value: Json, others: readonly Json[]): Json {
  // The deeper, the likelier: most of an object is deep.
  if (Array.isArray(value) && value.length > 0 && random.below(4) > 0) {
    const at = random.below(value.length);
    return value.map((item: Json, i) => (i === at ? editInside(random, item, others) : item));
  }
  if (isObject(value) && Object.keys(value).length > 0 && random.below(4) > 0) {
    const key = pick(random, Object.keys(value));
    return { ...value, [key]: editInside(random, value[key], others) };
  }
  return editHere(random, value, others);
}

function editHere(random: Random, value: Json, others: readonly Json[]): Json {
  const some = (): Json => (random.below(4) === 0 ? pick(random, others) : pick(random, VALUES));
  if (Array.isArray(value)) {
    switch (random.below(5)) {
      case 0: return [...value, some()];
      case 1: return value.slice(1);
      case 2: return [...value].reverse();
      case 3: return [...value, ...value];
      default: return some();
    }
  }
  if (isObject(value)) {
    const key = Object.keys(value).length === 0 ? undefined : pick(random, Object.keys(value));
    switch (random.below(4)) {
      case 0: return { ...value, [pick(random, KEYS)]: some() };
      case 1: return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      case 2: return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name === key ? pick(random, KEYS) : name, inner]));
      default: return some();
    }
  }
  return some();
}
