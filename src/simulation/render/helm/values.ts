import { isFloat, isInt, isList, isMap } from '../../base/go/values';
import type { Value } from '../../base/go/values';
import { coalesceForChart } from './chart/coalesce';
import { newMap } from './functions/table';
import type { MutableMap } from './functions/table';
import { applySet, type Values } from './set-text';

export interface ValueSources {
  /** The chart's own values.yaml. */
  chart: Values;
  /** Files of `-f`, in the order of the command line. */
  files?: readonly Values[];
  /** Texts of `--set`. */
  set?: readonly string[];
  /** Texts of `--set-string`; helm reads them after every `--set`, wherever they stand. */
  setString?: readonly string[];
}

/** Later over earlier, maps key by key, all else whole (helm pkg/cli/values: mergeMaps). */
export function mergeMaps(earlier: Values, later: Values): MutableMap {
  const merged: MutableMap = Object.assign(newMap(), earlier);
  for (const key of Object.keys(later)) {
    const [before, value] = [merged[key], later[key]];
    merged[key] = isMap(value) && isMap(before) ? mergeMaps(before, value) : value;
  }
  return merged;
}

/** The user's values over the chart's defaults; a null deletes the default of its key (helm pkg/chartutil: CoalesceValues of a chart without dependencies). */
export function coalesce(user: Values, chart: Values): MutableMap {
  return coalesceForChart({ metadata: { name: 'chart' }, values: chart, dependencies: [] }, user, { log: () => undefined, merge: false });
}

/** What the templates see as `.Values` (helm pkg/cli/values: Options.MergeValues, then {@link coalesce}). Throws a GoError. */
export function valuesOf({ chart, files = [], set = [], setString = [] }: ValueSources): MutableMap {
  const fromFiles = files.reduce<Values>(mergeMaps, {});
  const withSet = set.reduce((values, text) => applySet(text, values), fromFiles);
  return coalesce(
    setString.reduce((values, text) => applySet(text, values, 'text'), withSet),
    chart,
  );
}

/** Values as plain JSON. */
export function plainValue(value: Value): unknown {
  if (isFloat(value)) return value.float;
  if (isInt(value)) return value.int;
  if (isList(value)) return value.map(plainValue);
  return isMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, plainValue(value[key])])) : value;
}
