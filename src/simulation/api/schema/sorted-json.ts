import { compareBytes } from '../../base/go/compare-bytes';
import { isObject } from './walk';

/** encoding/json's Marshal of what a client knows as a map: keys by bytes. */
export function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedJson);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.some((key, at) => at > 0 && compareBytes(keys[at - 1]!, key) > 0)) keys.sort(compareBytes);
  const sorted: Record<string, unknown> = {};
  for (const key of keys) {
    const inner = value[key];
    if (inner === undefined) continue;
    // A key of this name would be no field but the object's prototype.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: sortedJson(inner), enumerable: true, configurable: true, writable: true });
    else sorted[key] = typeof inner === 'object' ? sortedJson(inner) : inner;
  }
  return sorted;
}
