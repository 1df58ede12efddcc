/** What helm lint says of a chart (helm pkg/lint: rules/). */
import { fieldErrorMessage, invalid } from '../../../api/field-errors';
import { dns1035LabelErrors, dns1123LabelErrors, dns1123SubdomainErrors, pathSegmentErrors } from '../../../api/names';
import { readDocuments } from '../../../api/manifest/documents';
import { toJson } from '../../../api/manifest/json';
import { quote } from '../../../base/go/quote';
import { parseRequestUri } from '../../../base/go/url';
import { GoInt, typeName } from '../../../base/go/values';
import type { GoMap } from '../../../base/go/values';
import { constraintErrors, parseConstraint, parseVersion } from '../../../base/semver';
import { coalesceForChart, coalesceTables, ValuesError } from '../chart/coalesce';
import { processDependencies } from '../chart/dependencies';
import { ChartError, loadChart } from '../chart/load';
import type { Chart } from '../chart/load';
import { METADATA, metadataOf } from '../chart/metadata';
import type { Metadata } from '../chart/metadata';
import { decodeStruct, decodeStructTree } from '../decode-struct';
import type { StructSpec, StructValue } from '../decode-struct';
import type { Tree } from '../../../api/yaml';
import type { WorkingFolder } from '../command/folder';
import type { Capabilities } from '../engine/capabilities';
import { renderChart } from '../engine/render';
import type { Surroundings } from '../functions';
import { copyMap, newMap, mapOf } from '../functions/table';
import { basePath, extensionOf } from '../functions/types';
import type { Log } from '../log';
import { schemaError, schemaErrors } from '../schema/charts';
import { yamlMap } from '../yaml-values';
import { deprecation } from './deprecation';

export interface LintMessage {
  readonly severity: 1 | 2 | 3;
  readonly path: string;
  readonly text: string;
}

export interface LintOptions {
  readonly namespace: string;
  readonly capabilities: Capabilities;
  readonly surroundings: Surroundings;
  readonly log: Log;
  readonly skipSchemaValidation: boolean;
  /** Whether --kube-version was given. */
  readonly givenVersion: boolean;
}

const [INFO, WARNING, ERROR] = [1, 2, 3] as const;
type Report = (severity: LintMessage['severity'], path: string, text: string | undefined) => boolean;

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.[A-Za-z]{2,}$/;
const LINK = /^((ftp|tcp|udp|wss?|https?):\/\/)?(\S+(:\S*)?@)?((([1-9]\d?|1\d\d|2[01]\d|22[0-3]|24\d|25[0-5])(\.(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])){2}\.([0-9]\d?|1\d\d|2[0-4]\d|25[0-5]))|(\[[0-9a-fA-F:.]+\])|(([a-zA-Z0-9]([a-zA-Z0-9-_]+)?[a-zA-Z0-9]([-.][a-zA-Z0-9]+)*)|((www\.)?))?(([a-zA-Z\u00a1-\uffff0-9]+-?-?)*[a-zA-Z\u00a1-\uffff0-9]+)(\.([a-zA-Z\u00a1-\uffff]{1,}))?)\.?(:(\d{1,5}))?((\/|\?|#)[^\s]*)?$/;

/** govalidator.IsURL, IsRequestURL. */
const isUrl = (text: string): boolean => text.length >= 3 && text.length <= 2083 && !text.startsWith('.') && LINK.test(text);
function isRequestUrl(text: string): boolean {
  const parsed = parseRequestUri(text);
  return parsed.ok && parsed.url.scheme !== '';
}

function versionError(version: string): string | undefined {
  if (version === '') return 'version is required';
  const parsed = parseVersion(version);
  if (!parsed.ok) return `version '${version}' is not a valid SemVer`;
  const lowest = parseConstraint('>0.0.0-0');
  const [error] = lowest.ok ? constraintErrors(lowest.groups, parsed.version) : [];
  return error === undefined ? undefined : `version ${error}`;
}

function maintainerError({ maintainers }: Metadata): string | undefined {
  for (const one of maintainers) {
    if (one === null) return 'a maintainer entry is empty';
    if (one.name === '') return 'each maintainer requires a name';
    if (one.email !== '' && !EMAIL.test(one.email)) return `invalid email '${one.email}' for maintainer '${one.name}'`;
    if (one.url !== '' && !isUrl(one.url)) return `invalid url '${one.url}' for maintainer '${one.name}'`;
  }
  return undefined;
}

/** The type of a scalar that should be a text, as Go's %T names it. */
function notText(values: GoMap, key: string): string | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : '';
  return typeof value === 'string' ? undefined : `${key} should be of type string but it's of type ${value == null ? '<nil>' : typeName(value)}`;
}

function lintChartFile(text: string | undefined, absolute: string, report: Report): void {
  const file = 'Chart.yaml';
  const read = text === undefined ? { ok: false as const, error: `open ${absolute}/Chart.yaml: no such file or directory` } : decodeStruct(text, METADATA, 'chart.Metadata');
  if (!report(ERROR, file, read.ok ? undefined : `unable to parse YAML\n\t${read.error}`) || !read.ok) return;
  const metadata = metadataOf(read.value);
  const plain = yamlMap(text!);
  const raw: GoMap = plain.ok ? plain.value : {};
  const { name, apiVersion, sources, icon, type, dependencies } = metadata;
  report(ERROR, file, name === '' ? 'name is required' : basePath(name) === name ? undefined : `chart name ${quote(name)} is invalid`);
  report(ERROR, file, apiVersion === '' ? 'apiVersion is required. The value must be either "v1" or "v2"' : ['v1', 'v2'].includes(apiVersion) ? undefined : `apiVersion '${apiVersion}' is not valid. The value must be either "v1" or "v2"`);
  report(ERROR, file, notText(raw, 'version'));
  report(ERROR, file, versionError(metadata.version));
  report(ERROR, file, notText(raw, 'appVersion'));
  report(ERROR, file, maintainerError(metadata));
  const badSource = sources.find((source) => source === '' || !isRequestUrl(source));
  report(ERROR, file, badSource === undefined ? undefined : `invalid source URL '${badSource}'`);
  report(INFO, file, icon === '' ? 'icon is recommended' : undefined);
  report(ERROR, file, icon === '' || isRequestUrl(icon) ? undefined : `invalid icon URL '${icon}'`);
  report(ERROR, file, type !== '' && apiVersion !== 'v2' ? `chart type is not valid in apiVersion '${apiVersion}'. It is valid in apiVersion 'v2'` : undefined);
  report(ERROR, file, (dependencies ?? []).length > 0 && apiVersion !== 'v2' ? `dependencies are not valid in the Chart file with apiVersion '${apiVersion}'. They are valid in apiVersion 'v2'` : undefined);
}

function lintValues(files: Readonly<Record<string, string>>, overrides: GoMap, log: Log, report: Report): void {
  const file = 'values.yaml';
  const text = Object.hasOwn(files, file) ? files[file]! : undefined;
  if (!report(INFO, file, text === undefined ? 'file does not exist' : undefined) || text === undefined) return;
  const read = yamlMap(text, 'chartutil.Values');
  if (!read.ok) {
    report(ERROR, file, `unable to parse YAML: ${read.error}`);
    return;
  }
  const work = { log, merge: false };
  const values = coalesceTables(coalesceTables(newMap(), copyMap(overrides), work), copyMap(read.value), work);
  const schema = Object.hasOwn(files, 'values.schema.json') ? files['values.schema.json']! : '';
  report(ERROR, file, schema === '' ? undefined : schemaError(values, schema));
}

function nameErrors(kind: string, name: string): readonly string[] {
  switch (kind.toLowerCase()) {
    case 'service': return dns1035LabelErrors(name);
    case 'namespace': return dns1123LabelErrors(name);
    case 'certificatesigningrequest': return [];
    case 'role': case 'clusterrole': case 'rolebinding': case 'clusterrolebinding': return pathSegmentErrors(name);
    default: return dns1123SubdomainErrors(name);
  }
}

function metadataNameError(kind: string, name: string): string | undefined {
  const errors = nameErrors(kind, name).map((detail) => fieldErrorMessage(invalid('metadata.name', name, detail)));
  if (errors.length === 0) return undefined;
  return `object name does not conform to Kubernetes naming requirements: ${quote(name)}: ${errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`}`;
}

const OBJECT: StructSpec = {
  name: 'K8sYamlStruct',
  fields: { apiVersion: 'string', Kind: 'string', Metadata: { struct: { name: 'k8sYamlMetadata', fields: { Namespace: 'string', Name: 'string' } }, type: 'rules.k8sYamlMetadata' } },
};

/** An item of a List that carries a policy which helm does not look at there. */
function hasPolicyInList(tree: Tree): boolean {
  const { items } = toJson(tree) as { readonly items?: unknown };
  const annotations = (item: unknown): unknown => (item as { readonly metadata?: { readonly annotations?: unknown } | null } | null)?.metadata?.annotations;
  return Array.isArray(items) && items.some((item) => { const found = annotations(item); return typeof found === 'object' && found !== null && 'helm.sh/resource-policy' in found; });
}

function lintDocument(object: StructValue, tree: Tree, rendered: string, path: string, options: LintOptions, report: Report): void {
  const [kind, apiVersion] = [(object['Kind'] as string | undefined) ?? '', (object['apiVersion'] as string | undefined) ?? ''];
  const name = ((object['Metadata'] as StructValue | undefined)?.['Name'] as string | undefined) ?? '';
  report(WARNING, path, metadataNameError(kind, name));
  report(WARNING, path, apiVersion === '' || kind === '' ? undefined : deprecation(apiVersion, kind, options.capabilities.kubeVersion));
  const selects = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].includes(kind);
  report(ERROR, path, selects && !/matchLabels|matchExpressions/.test(rendered) ? `a ${kind} must contain matchLabels or matchExpressions, and ${quote(name)} does not` : undefined);
  report(ERROR, path, kind === 'List' && hasPolicyInList(tree) ? "Annotation 'helm.sh/resource-policy' within List objects are ignored" : undefined);
}

/** What is wrong with a rendered file; false where a document cannot be read, which ends the linting of templates. */
function lintRendered(rendered: string, path: string, options: LintOptions, report: Report): boolean {
  const line = rendered.split('\n').find((one) => one.trim() !== '') ?? '';
  report(WARNING, path, /^[ \t]/.test(line) ? `document starts with an illegal indent: ${quote(line)}, which may cause parsing problems` : undefined);
  for (const { tree, error } of readDocuments(rendered)) {
    if (error !== undefined) return report(ERROR, path, `unable to parse YAML: ${error.message}`);
    if (tree === undefined || (tree.type === 'scalar' && tree.scalar.kind === 'null')) continue;
    const object = decodeStructTree(tree, OBJECT, 'rules.K8sYamlStruct');
    if (!object.ok) return report(ERROR, path, `unable to parse YAML: ${object.error}`);
    lintDocument(object.value, tree, rendered, path, options, report);
  }
  return true;
}

const EXTENSIONS = ['.yaml', '.yml', '.tpl', '.txt'];

function lintTemplates(chart: Chart, values: GoMap, options: LintOptions, report: Report): void {
  const folder = 'templates/';
  let coalesced: GoMap;
  try {
    processDependencies(chart, values, options.log);
    coalesced = coalesceForChart(chart, coalesceForChart(chart, values, { log: options.log, merge: false }), { log: options.log, merge: false });
  } catch (error) {
    if (error instanceof ValuesError) return;
    throw error;
  }
  const wrong = options.skipSchemaValidation ? '' : schemaErrors(chart, coalesced);
  if (wrong !== '') {
    report(ERROR, folder, `values don't meet the specifications of the schema(s) in the following chart(s):\n${wrong}`);
    return;
  }
  const release = mapOf([['Name', 'test-release'], ['Namespace', options.namespace], ['IsUpgrade', false], ['IsInstall', false], ['Revision', new GoInt(0)], ['Service', 'Helm']]);
  const rendered = renderChart(chart, coalesced, { release, capabilities: options.capabilities, surroundings: options.surroundings, log: options.log, lint: true });
  if (!report(ERROR, folder, rendered.ok ? undefined : rendered.error) || !rendered.ok) return;
  for (const { name, text: source } of chart.templates) {
    const extension = extensionOf(name);
    report(ERROR, name, EXTENSIONS.includes(extension) ? undefined : `file extension '${extension}' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt`);
    report(WARNING, name, /"?helm\.sh\/hook"?:\s+crd-install/.test(source) ? 'manifest is a crd-install hook. This hook is no longer supported in v3 and all CRDs should also exist the crds/ directory at the top level of the chart' : undefined);
    report(ERROR, name, /\.Release\.Time/.test(source) ? '.Release.Time has been removed in v3, please replace with the `now` function in your templates' : undefined);
    if (extension !== '.yaml') continue;
    const content = rendered.files.get(`${chart.metadata.name}/${name}`) ?? '';
    if (content.trim() !== '' && !lintRendered(content, name, options, report)) return;
  }
}

function lintDependencies(chart: Chart, absolute: string, report: Report): void {
  const declared = chart.metadata.dependencies ?? [];
  const names = new Set(declared.map((one) => one!.name));
  const charts = new Set(chart.dependencies.map(({ metadata }) => metadata.name));
  const undeclared = [...charts].filter((name) => !names.has(name));
  report(ERROR, absolute, undeclared.length === 0 ? undefined : `chart metadata is missing these dependencies: ${undeclared.join(',')}`);
  const keys = declared.map((one) => (one!.alias === '' ? one!.name : one!.alias));
  const shadowing = keys.filter((key, index) => keys.indexOf(key) < index);
  report(ERROR, absolute, shadowing.length === 0 ? undefined : `multiple dependencies with name or alias: ${shadowing.join(',')}`);
  const missing = declared.filter((one) => !charts.has(one!.name)).map((one) => one!.name);
  report(WARNING, absolute, missing.length === 0 ? undefined : `chart directory is missing these dependencies: ${missing.join(',')}`);
}

function load(files: Readonly<Record<string, string>>, log: Log): Chart | string {
  try {
    return loadChart(files, log);
  } catch (error) {
    if (error instanceof ChartError) return error.message;
    throw error;
  }
}

/** lint.AllWithKubeVersionAndSchemaValidation: the messages in order; a text where the folder holds no chart. */
export function lintChart(folder: WorkingFolder, path: string, values: GoMap, options: LintOptions): readonly LintMessage[] | string {
  const files = folder.below(path);
  const absolute = folder.absolute(path);
  if (!folder.isFile(`${path}/Chart.yaml`)) return `unable to check Chart.yaml file in chart: stat ${`${path}/Chart.yaml`.replace(/^\.\//, '').replace(/\/\//g, '/')}: no such file or directory`;
  const messages: LintMessage[] = [];
  const report: Report = (severity, place, found) => {
    if (found !== undefined) messages.push({ severity, path: place, text: found });
    return found === undefined;
  };
  lintChartFile(files['Chart.yaml'], absolute, report);
  lintValues(files, values, options.log, report);
  if (report(WARNING, 'templates/', Object.hasOwn(files, 'templates') ? 'not a directory' : undefined)) {
    const chart = load(files, options.log);
    if (report(ERROR, 'templates/', typeof chart === 'string' ? chart : undefined) && typeof chart !== 'string') lintTemplates(chart, values, options, report);
  }
  const chart = load(files, () => undefined);
  if (report(ERROR, '', typeof chart === 'string' ? `unable to load chart\n\t${chart}` : undefined) && typeof chart !== 'string') lintDependencies(chart, absolute, report);
  return messages;
}

