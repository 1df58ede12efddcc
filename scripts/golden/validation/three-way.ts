import { elementOf } from '@site/src/simulation/api/schema/schema';
import type { Schema } from '@site/src/simulation/api/schema/schema';
import type { Field, FieldType } from '@site/src/simulation/api/schema/parse';
import { isObject } from '@site/src/simulation/api/schema/walk';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';

/**
 * What `kubectl apply` leaves of a live object after its three-way strategic merge patch: what the last manifest had and this one has no more
 * goes, what this one says is set, lists with a merge key are merged by it.
 */
export function threeWay(schema: Schema, type: string, last: JsonObject, file: JsonObject, live: JsonObject): JsonObject {
  const { fields } = schema.struct(type);
  return mergeMembers(last, file, live, (name) => fields.get(name), schema);
}

function mergeMembers(last: JsonObject, file: JsonObject, live: JsonObject, fieldOf: (name: string) => Field | undefined, schema: Schema): JsonObject {
  const result: Record<string, unknown> = { ...live };
  for (const name of Object.keys(last)) if (!Object.hasOwn(file, name)) delete result[name];
  for (const [name, value] of Object.entries(file)) {
    if (value === null) delete result[name];
    else result[name] = mergeValue(schema, fieldOf(name), last[name], value, live[name]);
  }
  return result;
}

function mergeValue(schema: Schema, field: Field | undefined, last: unknown, file: unknown, live: unknown): unknown {
  const type: FieldType | undefined = field?.type;
  if (isObject(file) && isObject(live)) {
    if (type?.kind === 'struct') return threeWay(schema, type.name, isObject(last) ? last : {}, file, live);
    return mergeMembers(isObject(last) ? last : {}, file, live, () => undefined, schema);
  }
  const key = field?.mergeKey;
  const of = type === undefined ? undefined : elementOf(type);
  if (!Array.isArray(file) || !Array.isArray(live) || key === undefined || of?.kind !== 'struct' || !field?.patch?.includes('merge')) return file;
  const find = (list: unknown, wanted: unknown): JsonObject | undefined => (Array.isArray(list) ? list.filter(isObject).find((one) => one[key] === wanted) : undefined);
  const items = file.filter(isObject).map((item) => {
    const before = find(live, item[key]);
    return before === undefined ? item : threeWay(schema, of.name, find(last, item[key]) ?? {}, item, before);
  });
  return [...items, ...live.filter(isObject).filter((item) => find(file, item[key]) === undefined && find(last, item[key]) === undefined)];
}
