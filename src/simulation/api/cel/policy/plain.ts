import { formatDuration, formatTimestamp } from '../../../base/cel/run/texts';
import { CelMap, Duration, isList, Optional, Struct, Timestamp, Uint, type Value } from '../../../base/cel/run/values';

/** A value as JSON (pkg/cel/mutation/dynamic: ObjectVal.ConvertToNative); undefined: it cannot be any. */
export function toJson(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Uint) return Number(value.value);
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof Duration) return formatDuration(value);
  if (value instanceof Optional) return value.value === undefined ? null : toJson(value.value);
  if (value instanceof CelMap) return Object.fromEntries(value.entries().map(([key, entry]) => [String(key), toJson(entry)]));
  if (value instanceof Struct) return Object.fromEntries([...value.fields].map(([name, field]) => [name, toJson(field)]));
  return isList(value) ? value.map(toJson) : undefined;
}

/** CheckTypeNamesMatchFieldPathNames: an object stands where the name of its type says. */
export function misplacedTypes(value: Value, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => misplacedTypes(item, path));
  if (value instanceof CelMap) return value.entries().flatMap(([, entry]) => misplacedTypes(entry, path));
  if (!(value instanceof Struct)) return [];
  const wanted = path.join('.');
  const own = value.typeName === wanted ? [] : [`unexpected type name ${JSON.stringify(value.typeName)}, expected ${JSON.stringify(wanted)}, which matches field name path from root Object type`];
  return [...own, ...[...value.fields].flatMap(([name, field]) => misplacedTypes(field, [...path, name]))];
}
