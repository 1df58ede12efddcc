import { sortedJson } from '../../api/schema/sorted-json';
import { isObject } from '../../api/schema/walk';
import { goFloat } from '../../api/yaml';
import { goJson, goJsonIndented } from '../../base/go/json';

const scalar = (value: unknown): string => (typeof value === 'number' ? goFloat(value) : goJson(value));

/** Whether JavaScript writes every number as Go does. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isObject(value)) return typeof value !== 'bigint';
  for (const key in value) if (!isPlain(value[key])) return false;
  return true;
}

/** json.MarshalIndent with keys in the order of the object. */
export function indentedJson(value: unknown, indent = '    '): string {
  return isPlain(value) ? goJsonIndented(value ?? null, indent) : slowly(value, indent, '');
}

function slowly(value: unknown, indent: string, before: string): string {
  const inner = `${before}${indent}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${slowly(item, indent, inner)}`).join(',\n')}\n${before}]`;
  }
  if (!isObject(value)) return scalar(value ?? null);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  if (keys.length === 0) return '{}';
  return `{\n${keys.map((key) => `${inner}${goJson(key)}: ${slowly(value[key], indent, inner)}`).join(',\n')}\n${before}}`;
}

/** `-o json` of what the server sent (printers.JSONPrinter over Unstructured). */
export const printJson = (value: unknown): string => `${indentedJson(sortedJson(value))}\n`;
