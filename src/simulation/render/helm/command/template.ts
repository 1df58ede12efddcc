/** `helm template` (helm cmd/helm: template.go, install.go). */
import { quote } from '../../../base/go/quote';
import { globPattern } from '../../../base/go/path-match';
import { ChartError, loadChart } from '../chart/load';
import type { Chart } from '../chart/load';
import { DEFAULT_CAPABILITIES, parseKubeVersion } from '../engine/capabilities';
import type { Capabilities } from '../engine/capabilities';
import type { Surroundings } from '../functions';
import type { Log } from '../log';
import { mergeValues } from '../options';
import { splitManifests } from '../release/manifests';
import { renderRelease } from '../release/render';
import { Flags } from './flags';
import type { WorkingFolder } from './folder';
import { SHORTHANDS, TEMPLATE_FLAGS } from './table';

/** A command that fails, with what stands behind `Error: `. */
export class CommandError extends Error {}

const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** ValidateReleaseName; the error or undefined. */
export function releaseNameError(name: string): string | undefined {
  if (name === '') return 'no name provided';
  return name.length > 53 || !RELEASE_NAME.test(name) ? `invalid release name, must match regex ${RELEASE_NAME.source} and the length must not be longer than 53` : undefined;
}

/** LocateChart and loader.Load: a chart's folder. */
export function chartAt(folder: WorkingFolder, given: string, log: Log): Chart {
  const path = given.trim();
  if (folder.isFolder(path)) return loadChart(folder.below(path), log);
  if (folder.isFile(path)) throw new ChartError(`file '${folder.absolute(path)}' does not appear to be a gzipped archive; got 'text/plain; charset=utf-8'`);
  if (path.startsWith('.') || path.startsWith('/')) throw new ChartError(`path ${quote(path)} not found`);
  if (!path.includes('/')) throw new ChartError(`non-absolute URLs should be in form of repo_name/path_to_chart, got: ${path}`);
  throw new ChartError(`repo ${path.slice(0, path.indexOf('/'))} not found`);
}

/** CheckDependencies, with what helm says around it. */
export function missingDependencies(chart: Chart): string | undefined {
  const missing = (chart.metadata.dependencies ?? []).filter((one) => one !== null && !chart.dependencies.some(({ metadata }) => metadata.name === one.name)).map((one) => one!.name);
  return missing.length === 0 ? undefined
    : `An error occurred while checking for chart dependencies. You may need to run \`helm dependency build\` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: ${missing.join(', ')}`;
}

function nameAndChart(flags: Flags): readonly [name: string, chart: string] {
  const [first, second, ...more] = flags.arguments;
  if (first === undefined) throw new CommandError('"helm template" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]');
  if (more.length > 0) throw new CommandError(`expected at most two arguments, unexpected arguments: ${more.join(', ')}`);
  if (second === undefined) return ['release-name', first];
  if (flags.on('generate-name')) throw new CommandError('cannot set --generate-name and also specify a name');
  if (flags.text('name-template') !== '') throw new CommandError('cannot set --name-template and also specify a name');
  return [first, second];
}

export function capabilitiesFrom(flags: Pick<Flags, 'text' | 'list'>): Capabilities {
  const wanted = flags.text('kube-version');
  const apiVersions = [...DEFAULT_CAPABILITIES.apiVersions, ...flags.list('api-versions')];
  if (wanted === '') return { ...DEFAULT_CAPABILITIES, apiVersions };
  const parsed = parseKubeVersion(wanted);
  if ('error' in parsed) throw new CommandError(`invalid kube version '${wanted}': ${parsed.error}`);
  return { kubeVersion: parsed.version, apiVersions };
}

/** The manifests of the templates that `--show-only` names, in its order. */
function showOnly(text: string, patterns: readonly string[]): string {
  const manifests = splitManifests(text).flatMap((manifest) => { const match = /# Source: [^/]+\/(.+)/.exec(manifest); return match === null ? [] : [{ manifest, path: match[1]! }]; });
  const shown = patterns.flatMap((pattern) => {
    const matching = manifests.filter(({ path }) => globPattern(pattern)?.test(path) === true);
    if (matching.length === 0) throw new CommandError(`could not find template ${pattern} in chart`);
    return matching.map(({ manifest }) => manifest);
  });
  return shown.map((manifest) => `---\n${manifest}\n`).join('');
}

/** What the command prints. Throws a CommandError, ChartError or GoError. */
export function runTemplate(words: readonly string[], folder: WorkingFolder, surroundings: Surroundings, log: Log): string {
  const flags = new Flags(words, TEMPLATE_FLAGS, SHORTHANDS);
  const capabilities = capabilitiesFrom(flags);
  const [name, path] = nameAndChart(flags);
  const located = folder.isFolder(path.trim()) || chartAt(folder, path, log);
  const values = mergeValues(flags, folder);
  const chart = located === true ? chartAt(folder, path, log) : located;
  if (!['', 'application'].includes(chart.metadata.type)) throw new CommandError(`${chart.metadata.type} charts are not installable`);
  if (chart.metadata.deprecated) log('', 'WARNING: This chart is deprecated');
  const missing = missingDependencies(chart);
  if (missing !== undefined) throw new CommandError(missing);
  const badName = releaseNameError(name);
  if (badName !== undefined) throw new CommandError(`release name ${quote(name)}: ${badName}`);
  const release = renderRelease(chart, values, {
    name, namespace: flags.text('namespace') || 'default', isUpgrade: flags.on('is-upgrade'), capabilities, surroundings, log,
    skipSchemaValidation: flags.on('skip-schema-validation'), includeCrds: flags.on('include-crds'), subchartNotes: flags.on('render-subchart-notes'),
  });
  if (!release.ok) throw new CommandError(release.rendered && !flags.on('debug') ? `${release.error}\n\nUse --debug flag to render out invalid YAML` : release.error);
  const hooks = flags.on('no-hooks') ? [] : release.hooks.filter(({ events }) => !(flags.on('skip-tests') && events.includes('test')));
  const text = `${release.manifest.trim()}\n${hooks.map(({ source, text: manifest }) => `---\n# Source: ${source}\n${manifest}\n`).join('')}`;
  return flags.list('show-only').length > 0 ? showOnly(text, flags.list('show-only')) : text;
}

