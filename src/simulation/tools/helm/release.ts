/** A release as helm 4 keeps it (helm pkg/release/v1), and what its JSON is. */
import { decodeBase64 } from '../../api/go-template/base64';
import { encodeBase64 } from '../../base/go/base64';
import { GoFloat } from '../../base/go/values';
import type { Value } from '../../base/go/values';
import { formatTime } from '../../base/time';
import { loadChart } from '../../render/helm';
import type { Chart, Hook as RenderedHook } from '../../render/helm';
import type { Dependency } from '../../render/helm/chart/metadata';
import { newMap } from '../../render/helm/functions/table';
import type { MutableMap } from '../../render/helm/functions/table';
import { plainValue } from '../../render/helm/values';
import { sorted } from '../sorted';

type Json = Readonly<Record<string, unknown>>;

export type Status = 'unknown' | 'deployed' | 'uninstalled' | 'superseded' | 'failed' | 'uninstalling' | 'pending-install' | 'pending-upgrade' | 'pending-rollback';

export interface LastRun {
  started_at?: string;
  completed_at?: string;
  phase: '' | 'Running' | 'Unknown' | 'Succeeded' | 'Failed';
}

export interface ReleaseHook {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly manifest: string;
  readonly events: readonly string[];
  readonly weight: number;
  deletePolicies: readonly string[];
  readonly outputLogPolicies: readonly string[];
  lastRun: LastRun;
}

export interface Info {
  first_deployed?: string;
  last_deployed?: string;
  deleted?: string;
  description: string;
  status: Status;
  notes: string;
  resources?: Readonly<Record<string, readonly unknown[]>>;
}

/** Actions change it while they run, as helm's do; what was stored is a text. */
export interface Release {
  readonly name: string;
  info: Info;
  /** The chart's JSON. */
  chart: Json | undefined;
  readonly config: MutableMap | undefined;
  readonly manifest: string;
  hooks: ReleaseHook[];
  version: number;
  readonly namespace: string;
  labels: Readonly<Record<string, string>>;
  readonly applyMethod: string;
}

const present = (entries: readonly (readonly [string, unknown])[]): Json =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '' && value !== 0 && value !== false && !(Array.isArray(value) && value.length === 0) && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)));

const METADATA_FIELDS = ['name', 'home', 'sources', 'version', 'description', 'keywords', 'maintainers', 'icon', 'apiVersion', 'condition', 'tags', 'appVersion', 'deprecated', 'annotations', 'kubeVersion', 'dependencies', 'type'] as const;

const dependencyJson = ({ name, version, repository, condition, tags, enabled, importValues, alias }: Dependency): Json => ({
  name, ...present([['version', version]]), repository, ...present([['condition', condition], ['tags', tags], ['enabled', enabled], ['import-values', importValues.map(plainValue)], ['alias', alias]]),
});

/** chart.Metadata's JSON. */
export function metadataJson(chart: Chart): Json {
  const metadata = chart.metadata as unknown as Json;
  return present(METADATA_FIELDS.map((field) => [field, field === 'dependencies' ? chart.metadata.dependencies?.flatMap((one) => (one === null ? [] : [dependencyJson(one)])) : (metadata[field] ?? undefined)]));
}

/** chart.Chart's JSON: without its dependencies, which helm does not keep. `now`: when its files were written. */
export function chartJson(chart: Chart, now: number): Json {
  const time = formatTime(now);
  const filesJson = (files: Chart['templates']): unknown => (files.length === 0 ? null : files.map(({ name, text }) => ({ name, data: encodeBase64(text), modtime: time })));
  return {
    metadata: metadataJson(chart), lock: null, templates: filesJson(chart.templates), values: sorted(plainValue(chart.values ?? newMap())),
    schema: chart.schema === undefined ? null : encodeBase64(chart.schema), schemamodtime: chart.schema === undefined ? '0001-01-01T00:00:00Z' : time, files: filesJson(chart.files), modtime: time,
  };
}

interface FileJson {
  readonly name: string;
  readonly data: string;
}

/** The chart again. */
export function chartOf({ chart = {} }: Release): Chart {
  const files = [...((chart['templates'] as readonly FileJson[] | null) ?? []), ...((chart['files'] as readonly FileJson[] | null) ?? [])].map(({ name, data }) => [name, decodeBase64(data)] as const);
  return loadChart({ 'Chart.yaml': JSON.stringify(chart['metadata']), 'values.yaml': JSON.stringify(chart['values']), ...Object.fromEntries(files) }, () => undefined);
}

/** Values as encoding/json reads them: every number is a float64. */
export function decodedValue(value: unknown): Value {
  if (typeof value === 'number') return new GoFloat(value);
  if (Array.isArray(value)) return value.map(decodedValue);
  if (typeof value === 'object' && value !== null) return Object.assign(newMap(), Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodedValue(item)])));
  return value as Value;
}

const hookJson = (hook: ReleaseHook): Json => ({
  ...present([['name', hook.name], ['kind', hook.kind], ['path', hook.path], ['manifest', hook.manifest], ['events', hook.events]]),
  last_run: { ...present([['started_at', hook.lastRun.started_at], ['completed_at', hook.lastRun.completed_at]]), phase: hook.lastRun.phase },
  ...present([['weight', hook.weight], ['delete_policies', hook.deletePolicies], ['output_log_policies', hook.outputLogPolicies]]),
});

/** Release's JSON. */
export function releaseJson(release: Release): Json {
  const { info } = release;
  return present([
    ['name', release.name],
    ['info', present([['first_deployed', info.first_deployed], ['last_deployed', info.last_deployed], ['deleted', info.deleted], ['description', info.description], ['status', info.status], ['notes', info.notes], ['resources', info.resources === undefined ? undefined : sorted(info.resources)]])],
    ['chart', release.chart], ['config', release.config === undefined ? undefined : sorted(plainValue(release.config))], ['manifest', release.manifest], ['hooks', release.hooks.map(hookJson)],
    ['version', release.version], ['namespace', release.namespace], ['apply_method', release.applyMethod],
  ]);
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

function hookOf(json: Json): ReleaseHook {
  return {
    name: String(json['name'] ?? ''), kind: String(json['kind'] ?? ''), path: String(json['path'] ?? ''), manifest: String(json['manifest'] ?? ''), events: texts(json['events']), weight: Number(json['weight'] ?? 0),
    deletePolicies: texts(json['delete_policies']), outputLogPolicies: texts(json['output_log_policies']), lastRun: { ...(json['last_run'] as LastRun) },
  };
}

/** What was stored, read again. */
export function releaseOf(text: string, labels: Readonly<Record<string, string>>): Release | undefined {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const info = json['info'] as Partial<Info>;
  return {
    name: String(json['name']), info: { ...info, description: info.description ?? '', status: info.status ?? 'unknown', notes: info.notes ?? '' }, chart: json['chart'] as Json | undefined,
    config: json['config'] === undefined ? undefined : (decodedValue(json['config']) as MutableMap), manifest: String(json['manifest'] ?? ''), hooks: ((json['hooks'] as readonly Json[] | undefined) ?? []).map(hookOf),
    version: Number(json['version'] ?? 0), namespace: String(json['namespace'] ?? ''), labels, applyMethod: String(json['apply_method'] ?? ''),
  };
}

/** Hooks as they were rendered. */
export const hooksFrom = (hooks: readonly RenderedHook[]): ReleaseHook[] =>
  hooks.map(({ name, kind, source, text, events, weight, deletePolicies, outputLogPolicies }) => ({ name, kind, path: source, manifest: text, events, weight, deletePolicies, outputLogPolicies, lastRun: { phase: '' } }));
