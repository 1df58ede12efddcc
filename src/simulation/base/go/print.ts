import { plainFloat } from './float';
import { quote } from './quote';
import { GoFloat, sprint } from './values';
import type { Json, Value } from './values';

type Members = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** fmt's %v of a value as apimachinery decodes it from JSON, whole numbers being integers: `map[a:[1 x]]`. */
export function goValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (isMap(value)) return `map[${Object.keys(value).sort().map((key) => `${key}:${goValue(value[key])}`).join(' ')}]`;
  return typeof value === 'number' && Number.isInteger(value) ? String(value) : sprint(value as Json);
}

/** fmt's %v of a value as encoding/json decodes it, all numbers being floats. */
export const goFloatValue = (value: unknown): string => sprint(withFloats(value));

function withFloats(value: unknown): Value {
  if (typeof value === 'number') return new GoFloat(value);
  if (Array.isArray(value)) return value.map(withFloats);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFloats(item)])) : ((value ?? null) as Json);
}

/** fmt's %#v of such a value: as Go's source would write it. `integers`: whole numbers were decoded as such (apimachinery), not as floats. */
export function goSyntax(value: unknown, integers = false): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map((item) => goSyntax(item, integers)).join(', ')}}`;
  if (isMap(value)) return `map[string]interface {}{${Object.keys(value).sort().map((key) => `${quote(key)}:${goSyntax(value[key], integers)}`).join(', ')}}`;
  if (typeof value === 'number') return integers && Number.isInteger(value) ? String(value) : plainFloat(value);
  return value === null ? 'interface {}(nil)' : goFloatValue(value);
}
