/** Whether two texts of manifests hold the same objects: their order, the order of keys and how it is written do not matter. */
import { toJson } from '../../api/manifest/json';
import { parseDocument, YamlError } from '../../api/yaml';
import type { JsonValue } from '../../api/scalars';

export type JsonMap = Readonly<Record<string, JsonValue>>;

/** One place in which two objects differ; undefined: it is not there. */
export interface Difference {
  /** `Deployment prod-web`. */
  readonly object: string;
  /** `spec.replicas`; empty for the whole object. */
  readonly path: string;
  readonly left: JsonValue | undefined;
  readonly right: JsonValue | undefined;
}

export const isMap = (value: JsonValue | undefined): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a text; nothing where it does not read. */
export function objectsOf(text: string): readonly JsonMap[] {
  return text.split(/^---.*$/m).flatMap((document) => {
    try {
      const tree = parseDocument(document);
      const value = tree === undefined ? null : toJson(tree);
      return isMap(value) ? [value] : [];
    } catch (error) {
      if (error instanceof YamlError) return [];
      throw error;
    }
  });
}

export function valueAt(object: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  let value = object;
  for (const step of path) value = Array.isArray(value) && typeof step === 'number' ? (value as readonly JsonValue[])[step] : isMap(value) && typeof step === 'string' && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}

const named = (object: JsonMap): string => [valueAt(object, 'kind'), [valueAt(object, 'metadata', 'namespace'), valueAt(object, 'metadata', 'name')].filter((part) => part !== undefined).join('/')].join(' ');

function compare(object: string, path: string, left: JsonValue | undefined, right: JsonValue | undefined, found: Difference[]): void {
  if (isMap(left) && isMap(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) compare(object, path === '' ? key : `${path}.${key}`, Object.hasOwn(left, key) ? left[key] : undefined, Object.hasOwn(right, key) ? right[key] : undefined, found);
  } else if (Array.isArray(left) && Array.isArray(right)) {
    for (let i = 0; i < Math.max(left.length, right.length); i += 1) compare(object, `${path}[${i}]`, left[i] as JsonValue | undefined, right[i] as JsonValue | undefined, found);
  } else if (JSON.stringify(left) !== JSON.stringify(right)) found.push({ object, path, left, right });
}

export function differences(left: readonly JsonMap[], right: readonly JsonMap[]): readonly Difference[] {
  const found: Difference[] = [];
  const [a, b] = [left, right].map((objects) => new Map(objects.map((object) => [named(object), object]))) as [Map<string, JsonMap>, Map<string, JsonMap>];
  for (const name of new Set([...a.keys(), ...b.keys()])) compare(name, '', a.get(name), b.get(name), found);
  return found;
}
