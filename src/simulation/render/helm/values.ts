import type { Json } from '../../base/go/values';
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

const isMap = (value: Json | undefined): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (values: Values, key: string) => Object.hasOwn(values, key);

/** Later over earlier, maps key by key, all else whole: helm.sh/helm/v4 pkg/chart/loader, MergeMaps. */
export function mergeMaps(earlier: Values, later: Values): Values {
  const merged = Object.entries(later).map(([key, value]): [string, Json] => {
    const before = has(earlier, key) ? earlier[key] : undefined;
    return [key, isMap(value) && isMap(before) ? mergeMaps(before, value) : value];
  });
  return { ...earlier, ...Object.fromEntries(merged) };
}

function withoutNulls(values: Values): Values {
  const kept = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([key, value]) => [key, isMap(value) ? withoutNulls(value) : value]));
}

/**
 * The user's values over the chart's defaults; a null deletes the default of its key: helm.sh/helm/v4 pkg/chart/common/util, CoalesceValues and CoalesceTables
 * for one chart (no dependencies, no globals).
 */
export function coalesce(user: Values, chart: Values): Values {
  const defaults = withoutNulls(chart);
  const kept = Object.entries(user)
    .filter(([key, value]) => value !== null || !has(chart, key))
    .map(([key, value]): [string, Json] => {
      const fallback = has(defaults, key) ? defaults[key] : undefined;
      return [key, isMap(value) && isMap(fallback) ? coalesce(value, fallback) : value];
    });
  const missing = Object.entries(defaults).filter(([key]) => !has(user, key));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(missing) };
}

/** What the templates see as `.Values`: helm.sh/helm/v4 pkg/cli/values, Options.MergeValues, then {@link coalesce}. */
export function valuesOf({ chart, files = [], set = [], setString = [] }: ValueSources): Values {
  const fromFiles = files.reduce(mergeMaps, {});
  const withSet = set.reduce((values, text) => applySet(text, values), fromFiles);
  return coalesce(
    setString.reduce((values, text) => applySet(text, values, true), withSet),
    chart,
  );
}
