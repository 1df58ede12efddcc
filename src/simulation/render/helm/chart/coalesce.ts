/** Lays a chart's values under the user's (helm pkg/chartutil: coalesce.go). `merge` keeps nulls, which otherwise delete defaults. */
import { quote } from '../../../base/go/quote';
import { isMap, sprint, typeName } from '../../../base/go/values';
import type { GoMap, Value } from '../../../base/go/values';
import { copyMap, newMap } from '../functions/table';
import type { MutableMap } from '../functions/table';
import type { Log } from '../log';

const GLOBAL = 'global';
const has = (map: GoMap, key: string): boolean => Object.hasOwn(map, key);
const isTable = (value: Value): value is MutableMap => isMap(value) && typeName(value) === 'map[string]interface {}';
const joined = (a: string, b: string): string => (a === '' ? b : `${a}.${b}`);

/** Dependencies whose section in the values is no map. */
export class ValuesError extends Error {}

/** What a chart needs to have to lay values: its name, its own values, and its dependencies. */
export interface ChartValues {
  readonly metadata: { readonly name: string };
  readonly values: GoMap | undefined;
  readonly dependencies: readonly ChartValues[];
}

interface Work {
  readonly log: Log;
  readonly merge: boolean;
}

export function coalesceTables(target: MutableMap, source: MutableMap, { log, merge }: Work, prefix = ''): MutableMap {
  const given = new Set(Object.keys(source).filter((key) => source[key] != null));
  for (const key of Object.keys(target)) if (target[key] == null) source[key] = null;
  for (const key of Object.keys(source).sort()) {
    const value = source[key];
    const full = joined(prefix, key);
    const here = target[key];
    if (has(target, key) && !merge && here == null && given.has(key)) delete target[key];
    else if (!has(target, key)) target[key] = value;
    else if (isTable(value)) {
      if (isTable(here)) coalesceTables(here, value, { log, merge }, full);
      else log('coalesce.go:316', `warning: cannot overwrite table with non table for ${full} (${sprint(value)})`);
    } else if (isTable(here) && value != null) log('coalesce.go:319', `warning: destination for ${full} is a table. Ignoring non-table value (${sprint(value)})`);
  }
  return target;
}

function coalesceValues(chart: ChartValues, values: MutableMap, work: Work, prefix: string): void {
  const full = joined(prefix, chart.metadata.name);
  const own = copyMap(chart.values ?? {});
  for (const key of Object.keys(own).sort()) {
    const fallback = own[key];
    if (!has(values, key)) {
      values[key] = fallback;
      continue;
    }
    const value = values[key];
    if (value == null && !work.merge) delete values[key];
    else if (isTable(value)) {
      if (isTable(fallback)) coalesceTables(value, fallback, { ...work, merge: work.merge || chart.dependencies.some(({ metadata }) => metadata.name === key) }, joined(full, key));
      else if (fallback != null) work.log('coalesce.go:237', `warning: skipped value for ${full}.${key}: Not a table.`);
    }
  }
}

function coalesceGlobals(target: MutableMap, source: MutableMap, { log }: Work, prefix: string): void {
  const globalsOf = (map: MutableMap): MutableMap | undefined => {
    const globals = has(map, GLOBAL) ? map[GLOBAL] : newMap();
    return isTable(globals) ? globals : undefined;
  };
  const [targetGlobals, sourceGlobals] = [globalsOf(target), globalsOf(source)];
  if (targetGlobals === undefined) return log('coalesce.go:138', 'warning: skipping globals because destination global is not a table.');
  if (sourceGlobals === undefined) return log('coalesce.go:145', 'warning: skipping globals because source global is not a table.');
  for (const key of Object.keys(sourceGlobals).sort()) {
    const value = sourceGlobals[key];
    const here = targetGlobals[key];
    if (isTable(value)) {
      const copy = Object.assign(newMap(), value);
      if (!has(targetGlobals, key)) targetGlobals[key] = copy;
      else if (!isTable(here)) log('coalesce.go:161', `Conflict: cannot merge map onto non-map for ${quote(key)}. Skipping.`);
      else {
        coalesceTables(copy, here, { log, merge: true }, joined(prefix, key));
        targetGlobals[key] = copy;
      }
    } else if (isTable(here)) log('coalesce.go:175', `key ${key} is table. Skipping`);
    else targetGlobals[key] = value;
  }
  target[GLOBAL] = targetGlobals;
}

function coalesce(chart: ChartValues, values: MutableMap, work: Work, prefix: string): MutableMap {
  coalesceValues(chart, values, work, prefix);
  for (const subchart of chart.dependencies) {
    const { name } = subchart.metadata;
    if (!has(values, name)) values[name] = newMap();
    const section = values[name];
    if (!isTable(section)) throw new ValuesError(`type mismatch on ${name}: ${typeof section === 'boolean' ? String(section) : `%!t(${section == null ? '<nil>' : `${typeName(section)}=${sprint(section)}`})`}`);
    const full = joined(prefix, chart.metadata.name);
    coalesceGlobals(section, values, work, full);
    values[name] = coalesce(subchart, section, work, full);
  }
  return values;
}

/** CoalesceValues, or MergeValues with `merge`: new values, the given ones stay. Throws a ValuesError. */
export const coalesceForChart = (chart: ChartValues, values: GoMap, work: Work): MutableMap => coalesce(chart, copyMap(values), work, '');
