/** Reads a chart from its files (helm pkg/chart/loader: directory.go, load.go). */
import { decodeStruct } from '../decode-struct';
import { newMap } from '../functions/table';
import type { MutableMap } from '../functions/table';
import type { Log } from '../log';
import { yamlMap } from '../yaml-values';
import { isIgnored, parseIgnore } from './ignore';
import { METADATA, metadataError, metadataOf, sanitized } from './metadata';
import type { Metadata } from './metadata';

export interface ChartFile {
  readonly name: string;
  readonly text: string;
}

/** A chart; helm changes its metadata, values and dependencies while it works out which of them count. */
export interface Chart {
  metadata: Metadata;
  values: MutableMap | undefined;
  readonly schema: string | undefined;
  readonly templates: readonly ChartFile[];
  readonly files: readonly ChartFile[];
  parent: Chart | undefined;
  dependencies: Chart[];
}

/** A chart that cannot be loaded, in helm's words. */
export class ChartError extends Error {}

export const isRoot = (chart: Chart): boolean => chart.parent === undefined;
export const fullPath = (chart: Chart): string => (chart.parent === undefined ? chart.metadata.name : `${fullPath(chart.parent)}/charts/${chart.metadata.name}`);

export function setDependencies(chart: Chart, dependencies: readonly Chart[]): void {
  chart.dependencies = [...dependencies];
  for (const one of dependencies) one.parent = chart;
}

/** Files in the order in which a walk meets them: folder by folder, by name. */
const walkOrder = (a: string, b: string): number => {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) if (left[i] !== right[i]) return left[i]! < right[i]! ? -1 : 1;
  return left.length - right.length;
};

/** The files of a chart's folder that .helmignore does not leave out. */
function chartFiles(files: Readonly<Record<string, string>>): readonly ChartFile[] {
  let rules: ReturnType<typeof parseIgnore>;
  try {
    rules = parseIgnore(Object.hasOwn(files, '.helmignore') ? files['.helmignore']! : '');
  } catch (error) {
    throw new ChartError(error instanceof Error ? error.message : String(error));
  }
  const ignored = (path: string): boolean => {
    const parts = path.split('/');
    return parts.some((_, index) => isIgnored(rules, parts.slice(0, index + 1).join('/'), index < parts.length - 1));
  };
  return Object.keys(files).filter((path) => !ignored(path)).sort(walkOrder).map((name) => ({ name, text: files[name]!.replace(/^\ufeff/, '') }));
}

function readMetadata(file: ChartFile, before: Metadata | undefined): Metadata {
  const decoded = decodeStruct(file.text, METADATA, 'chart.Metadata');
  if (!decoded.ok) throw new ChartError(`cannot load ${file.name}: ${decoded.error}`);
  const read = metadataOf(decoded.value);
  if (before === undefined) return { ...read, apiVersion: read.apiVersion === '' ? 'v1' : read.apiVersion };
  return { ...before, ...Object.fromEntries(Object.keys(decoded.value).map((field) => [field, read[field as keyof Metadata]])) };
}

function loadFiles(files: readonly ChartFile[], log: Log): Chart {
  const chartFile = files.find(({ name }) => name === 'Chart.yaml');
  let metadata = chartFile === undefined ? undefined : readMetadata(chartFile, undefined);
  const [templates, others]: [ChartFile[], ChartFile[]] = [[], []];
  const subcharts = new Map<string, ChartFile[]>();
  let [values, schema]: [MutableMap | undefined, string | undefined] = [undefined, undefined];
  for (const file of files) {
    if (file.name === 'Chart.yaml' || file.name === 'Chart.lock') continue;
    if (file.name === 'values.yaml') {
      const decoded = yamlMap(file.text);
      if (!decoded.ok) throw new ChartError(`cannot load values.yaml: ${decoded.error}`);
      values = decoded.value as MutableMap;
    } else if (file.name === 'values.schema.json') schema = file.text;
    else if (file.name === 'requirements.yaml') {
      if (metadata !== undefined && metadata.apiVersion !== 'v1') log('load.go:120', 'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.');
      metadata = metadata === undefined ? undefined : readMetadata(file, metadata);
      if (metadata?.apiVersion === 'v1') others.push(file);
    } else if (file.name.startsWith('templates/')) templates.push(file);
    else if (file.name.startsWith('charts/')) {
      const name = file.name.slice('charts/'.length);
      const folder = name.split('/', 1)[0]!;
      subcharts.set(folder, [...(subcharts.get(folder) ?? []), { name, text: file.text }]);
    } else others.push(file);
  }
  if (metadata === undefined) throw new ChartError('Chart.yaml file is missing');
  metadata = sanitized(metadata);
  const error = metadataError(metadata);
  if (error !== undefined) throw new ChartError(error);
  const chart: Chart = { metadata, values, schema, templates, files: others, parent: undefined, dependencies: [] };
  for (const [folder, inside] of subcharts) {
    if (/^[_.]/.test(folder)) continue;
    try {
      const own = inside.filter(({ name }) => name.includes('/')).map(({ name, text }) => ({ name: name.slice(folder.length + 1), text }));
      setDependencies(chart, [...chart.dependencies, loadFiles(own, log)]);
    } catch (failure) {
      if (!(failure instanceof ChartError)) throw failure;
      throw new ChartError(`error unpacking subchart ${folder} in ${metadata.name}: ${failure.message}`);
    }
  }
  return chart;
}

/** loader.Load of a folder; `files` by their path in it. Throws a ChartError. */
export const loadChart = (files: Readonly<Record<string, string>>, log: Log): Chart => loadFiles(chartFiles(files), log);

/** CRDObjects: the manifests under crds/, of dependencies too. */
export function crdsOf(chart: Chart): readonly { readonly filename: string; readonly text: string }[] {
  const own = chart.files.filter(({ name }) => name.startsWith('crds/') && /\.(ya?ml|json)$/i.test(name)).map(({ name, text }) => ({ filename: `${fullPath(chart)}/${name}`, text }));
  return [...own, ...chart.dependencies.flatMap(crdsOf)];
}

export const valuesOfChart = (chart: Chart): MutableMap => chart.values ?? newMap();
