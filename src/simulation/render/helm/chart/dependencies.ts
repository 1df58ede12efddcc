/** Which dependencies of a chart count, under which names, and what they hand up (helm pkg/chartutil: dependencies.go). */
import { quote } from '../../../base/go/quote';
import { isMap, sprint } from '../../../base/go/values';
import type { GoMap, Value } from '../../../base/go/values';
import { isCompatibleRange } from '../../../base/semver';
import { copyMap, mapOf, newMap } from '../functions/table';
import type { MutableMap } from '../functions/table';
import type { Log } from '../log';
import { coalesceForChart, coalesceTables } from './coalesce';
import { setDependencies } from './load';
import type { Chart } from './load';
import type { Dependency } from './metadata';

/** Values.Table: the map at a path; the first name that is none if there is no such map. */
export function tableAt(values: GoMap, path: string): { readonly table?: GoMap; readonly missing?: string } {
  let table: GoMap = values;
  for (const name of path.split('.')) {
    const next = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!isMap(next)) return { missing: name };
    table = next;
  }
  return { table };
}

/** Values.PathValue: the value at a path, unless it is a map. */
function valueAt(values: GoMap, path: string): Value {
  const names = path.split('.');
  const last = names.pop()!;
  const table = names.length === 0 ? values : tableAt(values, names.join('.')).table;
  const value = table !== undefined && Object.hasOwn(table, last) ? table[last] : undefined;
  return isMap(value) ? undefined : value;
}

const isFound = (values: GoMap, path: string): boolean => {
  const names = path.split('.');
  const last = names.pop()!;
  const table = names.length === 0 ? values : tableAt(values, names.join('.')).table;
  return table !== undefined && Object.hasOwn(table, last) && !isMap(table[last]);
};

function applyConditions(dependencies: readonly Dependency[], values: GoMap, path: string, log: Log): void {
  for (const dependency of dependencies) {
    for (const condition of dependency.condition.trim().split(',')) {
      if (condition === '' || !isFound(values, path + condition)) continue;
      const value = valueAt(values, path + condition);
      if (typeof value === 'boolean') {
        dependency.enabled = value;
        break;
      }
      log('dependencies.go:64', `Warning: Condition path '${condition}' for chart ${dependency.name} returned non-bool value`);
    }
  }
}

function applyTags(dependencies: readonly Dependency[], values: GoMap, log: Log): void {
  const { table } = tableAt(values, 'tags');
  if (table === undefined) return;
  for (const dependency of dependencies) {
    const set = dependency.tags.filter((tag) => Object.hasOwn(table, tag));
    for (const tag of set) if (typeof table[tag] !== 'boolean') log('dependencies.go:95', `Warning: Tag '${tag}' for chart ${dependency.name} returned non-bool value`);
    const on = set.some((tag) => table[tag] === true);
    dependency.enabled = on || !set.some((tag) => table[tag] === false);
  }
}

/** getAliasDependency: the chart under the name of its alias. */
function aliased(charts: readonly Chart[], dependency: Dependency): Chart | undefined {
  const found = charts.find(({ metadata }) => metadata.name === dependency.name && isCompatibleRange(dependency.version, metadata.version));
  if (found === undefined) return undefined;
  const copy: Chart = { ...found, metadata: { ...found.metadata, name: dependency.alias === '' ? found.metadata.name : dependency.alias } };
  // Both share their own dependencies, whose parent helm leaves as it was.
  return copy;
}

function enable(chart: Chart, values: GoMap, path: string, log: Log): void {
  const declared = chart.metadata.dependencies as readonly Dependency[] | undefined;
  if (declared === undefined) return;
  const kept = chart.dependencies.filter(({ metadata }) => !declared.some(({ name, version }) => metadata.name === name && isCompatibleRange(version, metadata.version)));
  for (const dependency of declared) {
    const found = aliased(chart.dependencies, dependency);
    if (found !== undefined) kept.push(found);
    if (dependency.alias !== '') dependency.name = dependency.alias;
  }
  setDependencies(chart, kept);
  for (const dependency of declared) dependency.enabled = true;
  const coalesced = coalesceForChart(chart, values, { log, merge: false });
  applyTags(declared, coalesced, log);
  applyConditions(declared, coalesced, path, log);
  const removed = new Set(declared.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const remaining = chart.dependencies.filter(({ metadata }) => !removed.has(metadata.name));
  for (const one of remaining) enable(one, coalesced, `${path}${one.metadata.name}.`, log);
  const left = declared.filter(({ name }) => !removed.has(name));
  chart.metadata = { ...chart.metadata, dependencies: left.length === 0 ? undefined : left };
  setDependencies(chart, remaining);
}

function nested(path: string, table: GoMap): MutableMap {
  if (path === '.') return table as MutableMap;
  return path.split('.').reduceRight<MutableMap>((inner, name) => mapOf([[name, inner]]), table as MutableMap);
}

/** processImportValues: what import-values takes from the sections of dependencies lies under the chart's own values. */
function importValues(chart: Chart, log: Log): void {
  for (const dependency of chart.dependencies) importValues(dependency, log);
  const declared = chart.metadata.dependencies as readonly Dependency[] | undefined;
  if (declared === undefined) return;
  const values = coalesceForChart(chart, {}, { log, merge: true });
  const imported = newMap();
  for (const dependency of declared) {
    const out: Value[] = [];
    for (const entry of dependency.importValues) {
      const [child, parent] = typeof entry === 'string' ? [`exports.${entry}`, '.'] : isMap(entry) ? [sprint(entry['child'] ?? null), sprint(entry['parent'] ?? null)] : [];
      if (child === undefined || parent === undefined) continue;
      out.push(mapOf([['child', child], ['parent', parent]]));
      const { table, missing } = tableAt(values, `${dependency.name}.${child}`);
      if (table === undefined) {
        if (typeof entry === 'string') log('dependencies.go:287', `Warning: ImportValues missing table: ${quote(missing ?? '')} is not a table`);
        else log('dependencies.go:270', `Warning: ImportValues missing table from chart ${dependency.name}: ${quote(missing ?? '')} is not a table`);
        continue;
      }
      coalesceTables(imported, nested(parent, table), { log, merge: true });
    }
    dependency.importValues = out;
  }
  chart.values = coalesceTables(copyMap(values), imported, { log, merge: true });
}

/** ProcessDependenciesWithMerge: changes the chart. Throws a ValuesError. */
export function processDependencies(chart: Chart, values: GoMap, log: Log): void {
  enable(chart, values, '', log);
  importValues(chart, log);
}
