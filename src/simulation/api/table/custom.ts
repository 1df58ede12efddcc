import { findResults, parseTemplate, printResults } from '../jsonpath';
import type { Json } from '../jsonpath';
import { humanDuration } from '../../base/go/human-duration';
import { parseTime } from '../../base/time';
import type { Cell } from '../kind';
import type { Column, CustomTableColumn } from '../schema/resources';
import type { ApiObject } from '../types';

/** tableconvertor.go cellForJSONValue. */
function typed(type: Column['type'], value: Json, now: number): Cell {
  if (type === 'integer') return typeof value === 'number' ? Math.trunc(value) : null;
  if (type === 'number') return typeof value === 'number' ? value : null;
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  if (type !== 'date' || typeof value !== 'string') return null;
  const time = parseTime(value);
  return time === undefined ? '<invalid>' : humanDuration(now - time);
}

/** The cell of one column (apiextensions-apiserver tableconvertor.go ConvertToTable). */
export function customCell({ jsonPath, type }: CustomTableColumn, object: ApiObject, now: number): Cell {
  const results = findResults(parseTemplate(`{${jsonPath}}`), object as unknown as Json, { allowMissingKeys: true });
  const value = results[0]?.[0];
  if (value === undefined) return null;
  return type === 'string' ? (value === null ? '<nil>' : printResults([[value]])) : value === null ? null : typed(type, value as Json, now);
}
