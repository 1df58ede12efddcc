/** A chart for a command of helm 4: where it is found, its values, and what it renders on a cluster (helm pkg/action: install.go LocateChart, action.go renderResources; pkg/engine for how errors are worded). */
import { quote } from '../../base/go/quote';
import { isMap } from '../../base/go/values';
import type { GoMap, Value } from '../../base/go/values';
import type { JsonObject } from '../../api/patch/merge-patch';
import { ChartError, DEFAULT_CAPABILITIES, renderRelease } from '../../render/helm';
import type { Chart, RenderedRelease } from '../../render/helm';
import { WorkingFolder } from '../../render/helm/command/folder';
import { chartAt } from '../../render/helm/command/template';
import type { Capabilities } from '../../render/helm/engine/capabilities';
import { splitKeepingEnds } from '../../render/helm/release/manifests';
import { newMap } from '../../render/helm/functions/table';
import type { MutableMap } from '../../render/helm/functions/table';
import { mergeValues } from '../../render/helm/options';
import type { Call } from '../cobra/find';
import type { Cluster, HelmMachine } from './machine';
import { HelmError, log, Refused } from './machine';

/** Helm 4 keeps to itself what helm 3 said of values that do not fit. */
const SILENT = (): void => undefined;

function textsBelow(machine: HelmMachine, directory: string): readonly (readonly [string, string])[] {
  return (machine.files.list(directory) ?? []).flatMap((name) => {
    const path = `${directory === '/' ? '' : directory}/${name}`;
    const text = machine.files.read(path);
    return text === undefined ? textsBelow(machine, path) : [[path, text] as const];
  });
}

export const workingFolder = (machine: HelmMachine): WorkingFolder =>
  new WorkingFolder(Object.fromEntries(textsBelow(machine, '/').map(([path, text]) => [path.slice(1), text])), '', machine.directory);

/** What a dialler says of a host that nobody answers at. */
export function refusal(host: string): string {
  const name = host.replace(/:\d+$/, '');
  const address = /:\d+$/.test(host) ? host : `${host}:443`;
  return /^[\d.]+$/.test(name) || name === 'localhost' ? `dial tcp ${address}: connect: connection refused` : `dial tcp: lookup ${name}: no such host`;
}

/** LocateChart: no repository is known, and no registry answers. */
function located(folder: WorkingFolder, given: string, version: string): string {
  const path = given.trim();
  if (folder.isFolder(path) || folder.isFile(path)) return path;
  const oci = /^oci:\/\/([^/]+)\/(.*)$/.exec(path);
  if (oci !== null) {
    const [, host = '', repository = ''] = oci;
    throw new HelmError(version === '' ? `Get "https://${host}/v2/${repository}/tags/list": ${refusal(host)}` : `failed to perform "FetchReference" on source: Get "https://${host}/v2/${repository}/manifests/${version}": ${refusal(host)}`);
  }
  const web = /^https?:\/\/([^/]+)/.exec(path);
  if (web !== null) throw new HelmError(`Get ${quote(path)}: ${refusal(web[1]!)}`);
  return path;
}

/** The chart that a command names. Throws a HelmError or a ChartError. */
export function chartFrom(folder: WorkingFolder, given: string, version = ''): Chart {
  const path = located(folder, given, version);
  if (folder.isFolder(path) && !folder.isFile(`${path}/Chart.yaml`)) {
    const file = folder.absolute(`${path}/Chart.yaml`);
    throw new HelmError(`unable to detect chart at ${file}: open ${file}: no such file or directory`);
  }
  try {
    return chartAt(folder, path, SILENT);
  } catch (error) {
    // LoadValues of helm 4 says one thing more.
    if (error instanceof ChartError) throw new ChartError(error.message.replace('cannot load values.yaml: ', 'cannot load values.yaml: cannot unmarshal yaml document: '));
    throw error;
  }
}

/** What is checked of a chart before it is used. */
export function checkDependencies(chart: Chart): void {
  const missing = (chart.metadata.dependencies ?? []).flatMap((one) => (one !== null && !chart.dependencies.some(({ metadata }) => metadata.name === one.name) ? [one.name] : []));
  if (missing.length > 0) throw new HelmError(`an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: ${missing.join(', ')}`);
}

export function warnOfDeprecation(machine: HelmMachine, chart: Chart): void {
  if (chart.metadata.deprecated) log(machine, 'WARN', 'this chart is deprecated');
}

export const valuesFrom = ({ flags }: Call, folder: WorkingFolder): MutableMap => mergeValues(flags, folder, true);

/** reformatExecErrorMsg: each template on the way to the error has lines of its own; what is not an error of a template itself stays as it was. */
export function reworded(error: string): string {
  if (!error.startsWith('template: ')) return error;
  const steps = error.slice('template: '.length).split(' template: ');
  const blocks: string[] = [];
  for (const step of steps) {
    const executing = /^(.*?): executing "([^"]*)" at <(.*?)>: ([^]*)$/.exec(step);
    if (executing !== null) {
      const [, place = '', name = '', at = '', message = ''] = executing;
      if (step === steps.at(-1) && message.startsWith('error calling ')) return error;
      blocks.push(`${place}\n  executing "${name}" at <${at}>:\n    ${message}\n`);
      continue;
    }
    const last = step.lastIndexOf(': ');
    blocks.push(last < 0 ? `template: ${step}\n` : `${step.slice(0, last)}\n  ${step.slice(last + 2)}\n`);
  }
  return blocks.join('').trim();
}

/** Configuration.getCapabilities: what the cluster serves. */
export function capabilitiesOf(machine: HelmMachine, version: string): Capabilities {
  const [major = '1', minor = '36'] = version.replace(/^v/, '').split('.');
  const kinds = machine.registry().kinds.filter(({ resource }) => resource !== undefined);
  return { kubeVersion: { version, major, minor }, apiVersions: [...new Set(kinds.flatMap(({ apiVersion, kind }) => [apiVersion, `${apiVersion}/${kind}`]))] };
}

const valueOf = (json: unknown): Value => {
  if (Array.isArray(json)) return json.map(valueOf);
  if (typeof json !== 'object' || json === null) return json as Value;
  return Object.assign(newMap(), Object.fromEntries(Object.entries(json).map(([key, item]) => [key, valueOf(item)])));
};

/** The template function `lookup` (pkg/engine: lookup_func.go). */
export function lookupIn(cluster: Cluster): (apiVersion: string, kind: string, namespace: string, name: string) => GoMap {
  return (apiVersion, kindName, namespace, name) => {
    const kind = cluster.machine.registry().find(apiVersion, kindName);
    if (kind?.resource === undefined) return newMap();
    const { group, version, plural, namespaced } = kind.resource;
    try {
      const answer = cluster.ask({ verb: name === '' ? 'list' : 'get', group, version, resource: plural, ...(namespaced && namespace !== '' ? { namespace } : {}), ...(name === '' ? {} : { name }) });
      const found = 'object' in answer ? (answer.object as unknown as JsonObject) : 'list' in answer ? { apiVersion, kind: `${kindName}List`, items: answer.list } : {};
      const value = valueOf(found);
      return isMap(value) ? value : newMap();
    } catch (error) {
      if (error instanceof Refused && error.failure.reason === 'NotFound') return newMap();
      throw error;
    }
  };
}

export interface RenderWish {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly isUpgrade: boolean;
  /** Nothing where the cluster is not asked. */
  readonly cluster?: Cluster;
  readonly skipSchemaValidation: boolean;
  readonly subchartNotes: boolean;
}

const KUBERNETES = 'v1.36.3';

/** Values and templates become manifests, hooks and notes. Throws a HelmError. */
export function rendered(machine: HelmMachine, chart: Chart, values: GoMap, wish: RenderWish): Extract<RenderedRelease, { ok: true }> {
  const { cluster, ...options } = wish;
  const result = renderRelease(chart, values, {
    ...options, log: SILENT, split: splitKeepingEnds, surroundings: { now: machine.now(), seed: wish.revision }, capabilities: cluster === undefined ? DEFAULT_CAPABILITIES : capabilitiesOf(machine, KUBERNETES), ...(cluster === undefined ? {} : { lookup: lookupIn(cluster) }),
  });
  if (!result.ok) throw new HelmError(reworded(result.error));
  return result;
}
