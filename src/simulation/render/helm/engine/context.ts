/** What templates see as `.Chart`, `.Files` and `.Capabilities`: Go's structs with their fields and methods. */
import { encodeBase64 } from '../../../base/go/base64';
import { GoInt, GoObject, nilList, ofType, sprint } from '../../../base/go/values';
import type { GoMap, GoShape, Value } from '../../../base/go/values';
import { isRoot } from '../chart/load';
import type { Chart, ChartFile } from '../chart/load';
import { toYaml } from '../functions/encoding';
import { mapOf, texts } from '../functions/table';
import { basePath } from '../functions/types';
import type { Capabilities } from './capabilities';
import { GO_VERSION, HELM_VERSION } from './capabilities';
import { globMatcher } from './glob';

const struct = (type: string, fields: GoShape['fields'], jsonNames?: GoShape['jsonNames'], kind: GoShape['kind'] = 'struct'): GoObject =>
  new GoObject({ type, kind, fields, methods: {}, ...(jsonNames === undefined ? {} : { jsonNames }) });

/** Fields under their JSON names, which leave out what is empty. */
const omitting = (names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, name === 'APIVersion' ? 'apiVersion' : name === 'URL' ? 'url' : name[0]!.toLowerCase() + name.slice(1)]));

const METADATA_FIELDS = ['Name', 'Home', 'Sources', 'Version', 'Description', 'Keywords', 'Maintainers', 'Icon', 'APIVersion', 'Condition', 'Tags', 'AppVersion', 'Deprecated', 'Annotations', 'KubeVersion', 'Dependencies', 'Type'];

/** `.Chart`: the metadata and IsRoot. */
export function chartObject(chart: Chart): GoObject {
  const { metadata } = chart;
  const maintainers = metadata.maintainers.map((one) => one && struct('chart.Maintainer', { Name: one.name, Email: one.email, URL: one.url }, omitting(['Name', 'Email', 'URL']), 'ptr'));
  const dependencies = (metadata.dependencies ?? []).map((one) => one && struct('chart.Dependency', {
    Name: one.name, Version: one.version, Repository: one.repository, Condition: one.condition, Tags: texts(one.tags), Enabled: one.enabled, ImportValues: one.importValues, Alias: one.alias,
  }, { Version: 'version', Condition: 'condition', Tags: 'tags', Enabled: 'enabled', ImportValues: 'import-values', Alias: 'alias' }, 'ptr'));
  const list = (items: readonly Value[], type: string): readonly Value[] => (items.length === 0 ? nilList(type) : ofType([...items], type));
  const fields: GoShape['fields'] = {
    Name: metadata.name, Home: metadata.home, Sources: list(metadata.sources, '[]string'), Version: metadata.version, Description: metadata.description, Keywords: list(metadata.keywords, '[]string'),
    Maintainers: list(maintainers, '[]*chart.Maintainer'), Icon: metadata.icon, APIVersion: metadata.apiVersion, Condition: metadata.condition, Tags: metadata.tags, AppVersion: metadata.appVersion,
    Deprecated: metadata.deprecated, Annotations: ofType(mapOf(Object.entries(metadata.annotations ?? {})), 'map[string]string'), KubeVersion: metadata.kubeVersion,
    Dependencies: list(dependencies, '[]*chart.Dependency'), Type: metadata.type, IsRoot: isRoot(chart),
  };
  return new GoObject({
    type: 'struct { chart.Metadata; IsRoot bool }', kind: 'struct', fields, jsonNames: omitting(METADATA_FIELDS), methods: {},
    get text() {
      return `{{${METADATA_FIELDS.map((name) => sprint(fields[name] ?? null)).join(' ')}} ${isRoot(chart)}}`;
    },
  });
}

/** A []byte. */
function bytesObject(text: string): GoObject {
  return new GoObject({ type: '[]uint8', kind: 'slice', fields: Object.fromEntries(Array.from(new TextEncoder().encode(text), (byte, index) => [index, new GoInt(byte)])), methods: {}, data: text });
}

/** `.Files`: a map of names to bytes with methods (helm pkg/engine: files.go). */
export function filesObject(files: readonly ChartFile[]): GoObject {
  const byName = new Map(files.map(({ name, text }) => [name, text]));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
  const contents = (name: Value): string => byName.get(String(name)) ?? '';
  const config = (encode: (text: string) => string): string => toYaml(mapOf(sorted.map(([name, text]) => [basePath(name), encode(text)] as const)));
  let fields: GoMap | undefined;
  return new GoObject({
    type: 'engine.files', kind: 'map', zero: bytesObject(''),
    // Bytes are made when a template walks over the map.
    get fields() {
      return (fields ??= mapOf(sorted.map(([name, text]) => [name, bytesObject(text)] as const)));
    },
    methods: {
      Get: { params: ['string'], call: ([name]) => contents(name) },
      GetBytes: { params: ['string'], call: ([name]) => bytesObject(contents(name)) },
      Glob: { params: ['string'], call: ([pattern]) => filesObject(files.filter(({ name }) => globMatcher(String(pattern))(name))) },
      AsConfig: { params: [], call: () => config((text) => text) },
      AsSecrets: { params: [], call: () => config(encodeBase64) },
      Lines: { params: ['string'], call: ([name]) => texts(contents(name) === '' ? [] : contents(name).replace(/\n$/, '').split('\n')) },
    },
  });
}

export function capabilitiesObject({ kubeVersion, apiVersions }: Capabilities): GoObject {
  const { version, major, minor } = kubeVersion;
  const versions: GoShape['fields'] = Object.fromEntries(apiVersions.map((name, index) => [index, name]));
  const text = (call: () => string): GoShape['methods'][string] => ({ params: [], call });
  return struct('*chartutil.Capabilities', {
    KubeVersion: new GoObject({ type: 'chartutil.KubeVersion', kind: 'struct', fields: { Version: version, Major: major, Minor: minor }, text: version, methods: { String: text(() => version), GitVersion: text(() => version) } }),
    APIVersions: new GoObject({ type: 'chartutil.VersionSet', kind: 'slice', fields: versions, methods: { Has: { params: ['string'], call: ([name]) => apiVersions.includes(String(name)) } } }),
    HelmVersion: struct('version.BuildInfo', { Version: HELM_VERSION, GitCommit: '', GitTreeState: '', GoVersion: GO_VERSION }, { Version: 'version', GitCommit: 'git_commit', GitTreeState: 'git_tree_state', GoVersion: 'go_version' }),
  }, undefined, 'ptr');
}
