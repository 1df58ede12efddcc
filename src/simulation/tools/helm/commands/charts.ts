/** Commands that need no cluster (helm pkg/cmd: template.go, show.go, lint.go, version.go, env.go, repo_*.go, pull.go, push.go). */
import { printYaml } from '../../../api/yaml';
import type { Printable } from '../../../api/yaml';
import { quote } from '../../../base/go/quote';
import { crdsOf } from '../../../render/helm/chart/load';
import { splitKeepingEnds } from '../../../render/helm/release/manifests';
import { globPattern } from '../../../base/go/path-match';
import { renderRelease } from '../../../render/helm';
import type { Chart } from '../../../render/helm';
import { runLint } from '../../../render/helm/command/lint';
import { capabilitiesFrom, CommandError, releaseNameError } from '../../../render/helm/command/template';
import { nameAndChart } from '../actions/install';
import { configurationOf } from '../actions/configuration';
import { capabilitiesOf, chartFrom, checkDependencies, lookupIn, refusal, reworded, valuesFrom, warnOfDeprecation, workingFolder } from '../chart';
import { HelmError } from '../machine';
import { create } from './create';
import { sorted } from '../../sorted';
import { metadataJson } from '../release';
import { templated } from '../template';
import type { Asked, HelmCommand } from './types';

const VERSION = 'v4.2.4';

const quiet = (): void => undefined;

/** The manifests of the templates that --show-only names, in its order. */
function showOnly(text: string, patterns: readonly string[]): string {
  const manifests = splitKeepingEnds(text).flatMap((manifest) => {
    const path = /# Source: [^/]+\/(.+)/.exec(manifest)?.[1];
    return path === undefined ? [] : [{ manifest, path }];
  });
  return patterns.flatMap((pattern) => {
    const matching = manifests.filter(({ path }) => globPattern(pattern)?.test(path) === true);
    if (matching.length === 0) throw new HelmError(`could not find template ${pattern} in chart`);
    return matching.map(({ manifest }) => `---\n${manifest}\n`);
  }).join('');
}

function templateName({ machine, cluster, call }: Asked): readonly [string, string] {
  const { args, flags } = call;
  return args.length === 1 && flags.text('name-template') === '' ? ['release-name', args[0]!] : nameAndChart(configurationOf(machine, cluster), call);
}

const template: HelmCommand = function* (asked) {
  const { machine, call, cluster } = asked;
  const { flags } = call;
  const server = flags.bool('validate') || flags.text('dry-run') === 'server';
  const [name, reference] = templateName(asked);
  const folder = workingFolder(machine);
  const chart = chartFrom(folder, reference, flags.text('version'));
  const values = valuesFrom(call, folder);
  if (!['', 'application'].includes(chart.metadata.type)) throw new HelmError(`${chart.metadata.type} charts are not installable`);
  warnOfDeprecation(machine, chart);
  checkDependencies(chart);
  if (server) cluster.requireReachable();
  const badName = releaseNameError(name);
  if (badName !== undefined) throw new HelmError(`release name check failed: release name ${quote(name)}: ${badName}`);
  const capabilities = server ? capabilitiesOf(machine, 'v1.36.3') : capabilitiesFrom({ text: (flag) => flags.text(flag), list: (flag) => flags.list(flag) });
  const release = renderRelease(chart, values, {
    name, namespace: cluster.namespace, isUpgrade: flags.bool('is-upgrade'), capabilities, surroundings: { now: machine.now(), seed: 1 }, log: quiet, split: splitKeepingEnds, skipSchemaValidation: flags.bool('skip-schema-validation'), includeCrds: flags.bool('include-crds'),
    ...(server ? { lookup: lookupIn(cluster) } : {}),
  });
  // What is no YAML is shown with --debug, all that the templates gave (action.go renderResources).
  if (!release.ok && release.files !== undefined && flags.bool('debug')) machine.out([...release.files].filter(([, content]) => content.trim() !== '').sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, content]) => `---\n# Source: ${file}\n${content}\n`).join(''));
  if (!release.ok) throw new HelmError(release.rendered && !flags.bool('debug') ? `${reworded(release.error)}\n\nUse --debug flag to render out invalid YAML` : reworded(release.error));
  const hooks = flags.bool('no-hooks') ? [] : release.hooks.filter(({ events }) => !(flags.bool('skip-tests') && events.includes('test')));
  const text = `${release.manifest.trim()}\n${hooks.map(({ source, text: manifest }) => `---\n# Source: ${source}\n${manifest}\n`).join('')}`;
  machine.out(flags.list('show-only').length > 0 ? showOnly(text, flags.list('show-only')) : text);
  return 0;
};

const READMES = ['readme.md', 'readme.txt', 'readme'];

/** Show.Run. */
const show = (what: 'all' | 'chart' | 'values' | 'readme' | 'crds'): HelmCommand => function* ({ machine, call: { args, flags } }) {
  const folder = workingFolder(machine);
  const [reference = ''] = args;
  const chart: Chart = chartFrom(folder, reference, flags.text('version'));
  const wanted = (part: string): boolean => what === 'all' || what === part;
  let text = '';
  if (wanted('chart')) text += `${printYaml(sorted(metadataJson(chart)) as Printable)}\n`;
  if (wanted('values') && chart.values !== undefined) text += `${what === 'all' ? '---\n' : ''}${folder.below(reference)['values.yaml'] ?? ''}\n`;
  const readme = chart.files.find(({ name }) => READMES.includes(name.toLowerCase()));
  if (wanted('readme') && readme !== undefined) text += `${what === 'all' ? '---\n' : ''}${readme.text}\n`;
  if (wanted('crds')) text += crdsOf(chart).map((crd) => `${crd.text.startsWith('---') ? '' : '---\n'}${crd.text}\n`).join('');
  machine.out(text);
  return 0;
};

const lint: HelmCommand = function* ({ machine, call }) {
  const { flags, args } = call;
  const words = [
    ...args, ...['set', 'set-string', 'set-file', 'set-json', 'set-literal', 'values'].flatMap((flag) => flags.list(flag).map((text) => `--${flag}=${text}`)), ...['strict', 'with-subcharts', 'quiet', 'skip-schema-validation'].filter((flag) => flags.bool(flag)).map((flag) => `--${flag}`),
    ...(flags.text('kube-version') === '' ? [] : [`--kube-version=${flags.text('kube-version')}`]), ...(flags.text('namespace') === '' ? [] : [`--namespace=${flags.text('namespace')}`]),
  ];
  let partly = '';
  try {
    machine.out(runLint(words, workingFolder(machine), { now: machine.now(), seed: 1 }, quiet, (text) => { partly = text; }, reworded));
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    machine.out(partly);
    throw new HelmError(error.message);
  }
};

const version: HelmCommand = function* ({ machine, call: { flags } }) {
  const data = { Version: VERSION, GitCommit: '', GitTreeState: '', GoVersion: 'go1.26.8', KubeClientVersion: 'v1.36' };
  if (flags.text('template') !== '') machine.out(templated(flags.text('template'), data, machine.now()));
  else machine.out(flags.bool('short') ? `${VERSION}\n` : `version.BuildInfo{Version:"${VERSION}", GitCommit:"", GitTreeState:"", GoVersion:"go1.26.8", KubeClientVersion:"v1.36"}\n`);
  return 0;
};

/** No repository is configured, and none can be reached. */
const failing = (message: (args: readonly string[]) => string): HelmCommand => function* ({ call }) {
  throw new HelmError(message(call.args));
};

const repoList: HelmCommand = function* ({ machine, call: { flags } }) {
  if (flags.text('output') === 'table') machine.err('no repositories to show\n');
  else machine.out('[]\n');
  return 0;
};

const repoAdd: HelmCommand = function* ({ call: { args } }) {
  const [name = '', url = ''] = args;
  if (name.includes('/')) throw new HelmError(`repository name (${name}) contains '/', please specify a different name without '/'`);
  const host = /^https?:\/\/([^/]+)/.exec(url)?.[1];
  if (host === undefined) throw new HelmError(`could not find protocol handler for: ${/^([a-z]+):/.exec(url)?.[1] ?? ''}`);
  throw new HelmError(`looks like ${quote(url)} is not a valid chart repository or cannot be reached: Get ${quote(`${url.replace(/\/$/, '')}/index.yaml`)}: ${refusal(host)}`);
};

const pull: HelmCommand = function* ({ machine, call: { args, flags } }) {
  const folder = workingFolder(machine);
  for (const reference of args) {
    if (/^(oci|https?):\/\//.test(reference)) chartFrom(folder, reference, flags.text('version'));
    if (!reference.includes('/')) throw new HelmError(`non-absolute URLs should be in form of repo_name/path_to_chart, got: ${reference}`);
    throw new HelmError(`repo ${reference.slice(0, reference.indexOf('/'))} not found`);
  }
  return 0;
};

const push: HelmCommand = function* ({ machine, call: { args } }) {
  const [file = '', remote = ''] = args;
  const folder = workingFolder(machine);
  if (!folder.isFile(file) && !folder.isFolder(file)) throw new HelmError(`${file}: no such file`);
  if (folder.isFolder(file)) throw new HelmError('cannot push directory, must provide chart archive (e.g. helm package)');
  throw new HelmError(`scheme prefix missing from remote (e.g. "oci://"): ${remote}`);
};

export const CHART_COMMANDS: Readonly<Record<string, HelmCommand>> = {
  create, template, lint, version, pull, push, 'show all': show('all'), 'show chart': show('chart'), 'show values': show('values'), 'show readme': show('readme'), 'show crds': show('crds'), 'repo list': repoList, 'repo add': repoAdd,
  'repo update': failing(() => 'no repositories found. You must add one before updating'), 'repo remove': failing(() => 'no repositories configured'), 'search repo': failing(() => 'no repositories configured'),
};
