/** `helm install` (helm pkg/action: install.go; pkg/cmd: install.go runInstall). */
import { quote } from '../../../base/go/quote';
import { releaseNameError } from '../../../render/helm/command/template';
import { crdsOf } from '../../../render/helm/chart/load';
import type { Chart } from '../../../render/helm';
import type { MutableMap } from '../../../render/helm/functions/table';
import { templated } from '../template';
import type { Call } from '../../cobra/find';
import { chartFrom, checkDependencies, rendered, valuesFrom, warnOfDeprecation, workingFolder } from '../chart';
import { HelmError, log, Refused } from '../machine';
import type { Steps } from '../machine';
import { alreadyThere, owned } from '../ownership';
import { chartJson, hooksFrom } from '../release';
import type { Release } from '../release';
import { SYSTEM_LABELS } from '../storage';
import type { Resource } from '../kube';
import { timeOf } from './configuration';
import type { Changing, Configuration } from './configuration';
import { execHooks } from './hooks';
import { uninstall } from './uninstall';
import { Waiter } from '../wait';

export interface InstallOptions extends Changing {
  readonly createNamespace: boolean;
  readonly replace: boolean;
  readonly skipCrds: boolean;
  readonly skipSchemaValidation: boolean;
  readonly subchartNotes: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export const installOptions = ({ flags }: Call, changing: Changing, replace: boolean): InstallOptions => ({
  ...changing, replace, createNamespace: flags.bool('create-namespace'), skipCrds: flags.bool('skip-crds'), skipSchemaValidation: flags.bool('skip-schema-validation'), subchartNotes: flags.bool('render-subchart-notes'), labels: flags.map('labels'),
  // An install knows no `auto`.
  serverSide: changing.serverSide === 'false' ? 'false' : 'true',
});

/** Install.NameAndChart. */
export function nameAndChart(configuration: Configuration, { flags, args }: Call): readonly [name: string, chart: string] {
  const [first = '', second, ...more] = args;
  const on = (name: string): boolean => flags.has(name) && flags.bool(name);
  const template = flags.has('name-template') ? flags.text('name-template') : '';
  if (more.length > 0) throw new HelmError(`expected at most two arguments, unexpected arguments: ${more.join(', ')}`);
  if (second !== undefined) {
    if (on('generate-name')) throw new HelmError('cannot set --generate-name and also specify a name');
    if (template !== '') throw new HelmError('cannot set --name-template and also specify a name');
    return [first, second];
  }
  if (template !== '') return [templated(template, {}, configuration.machine.now()), first];
  if (!on('generate-name')) throw new HelmError('must either provide a name or specify --generate-name');
  const base = first.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const stem = base === '.' || base === '' ? 'chart' : base;
  return [`${stem.includes('.') ? stem.slice(0, stem.indexOf('.')) : stem}-${Math.floor(configuration.machine.now() / 1_000_000)}`, first];
}

function checkName({ releases }: Configuration, name: string, { dryRun, replace }: InstallOptions): void {
  const bad = releaseNameError(name);
  if (bad !== undefined) throw new HelmError(`release name ${quote(name)}: ${bad}`);
  if (dryRun !== 'none') return;
  let last: Release;
  try {
    last = releases.last(name);
  } catch (error) {
    if (error instanceof HelmError) return;
    throw error;
  }
  if (!(replace && (last.info.status === 'uninstalled' || last.info.status === 'failed'))) throw new HelmError('cannot reuse a name that is still in use');
}

/** What an error of the API server or of helm says. Others are mistakes of this code and go on. */
export function messageOf(error: unknown): string {
  if (error instanceof HelmError || error instanceof Refused) return error.message;
  throw error;
}

function* installCrds(configuration: Configuration, chart: Chart, options: InstallOptions): Steps<void> {
  const crds = crdsOf(chart);
  if (options.skipCrds || options.dryRun === 'client' || crds.length === 0) return;
  if (options.dryRun !== 'none') {
    log(configuration.machine, 'WARN', 'This chart or one of its subcharts contains CRDs. Rendering may fail or contain inaccuracies.');
    return;
  }
  const made: Resource[] = [];
  for (const { filename, text } of crds) {
    const name = filename.slice(filename.lastIndexOf('/crds/') + 1);
    try {
      const resources = configuration.kube.build(text);
      if (resources.length === 0) throw new HelmError('resources are empty');
      configuration.kube.create(resources, { serverSide: options.serverSide === 'true', forceConflicts: options.forceConflicts });
      made.push(...resources);
    } catch (error) {
      if (error instanceof Refused && error.failure.reason === 'AlreadyExists') continue;
      throw new HelmError(`failed to install CRD ${name}: ${messageOf(error)}`);
    }
  }
  // Helm goes on at once where it does not wait; it asks for what the server serves, which may take a moment.
  yield* new Waiter(configuration.kube, 'watcher', 60_000_000).ready(made, false);
}

function createNamespace({ kube, cluster }: Configuration, serverSide: boolean): void {
  const name = cluster.namespace;
  try {
    kube.create(kube.build(`apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${JSON.stringify(name)}\n  labels:\n    name: ${JSON.stringify(name)}\n`), { serverSide });
  } catch (error) {
    if (!(error instanceof Refused && error.failure.reason === 'AlreadyExists')) throw error;
  }
}

function* perform(configuration: Configuration, release: Release, resources: readonly Resource[], adopted: readonly Resource[], options: InstallOptions): Steps<void> {
  const { kube, releases } = configuration;
  const serverSide = options.serverSide === 'true';
  const hooks = function* (event: string): Steps<void> {
    if (!options.hooks) return;
    try {
      yield* execHooks(configuration, release, event, serverSide, options);
    } catch (error) {
      throw new HelmError(`failed ${event}: ${messageOf(error)}`);
    }
  };
  yield* hooks('pre-install');
  if (adopted.length === 0) {
    if (resources.length > 0) kube.create(resources, { serverSide });
  } else {
    const { failed } = kube.update(adopted, resources, { serverSide, forceConflicts: options.forceConflicts, forceReplace: options.forceReplace, upgradeManagers: true });
    if (failed !== undefined) throw failed;
  }
  yield* options.waiter.ready(resources, options.waitForJobs);
  yield* hooks('post-install');
  release.info.status = 'deployed';
  release.info.description = options.description === '' ? 'Install complete' : options.description;
  releases.record(release);
}

function* fail(configuration: Configuration, release: Release, error: unknown, options: InstallOptions): Steps<never> {
  const message = messageOf(error);
  release.info.status = 'failed';
  release.info.description = `Release ${quote(release.name)} failed: ${message}`;
  if (!options.rollbackOnFailure) {
    configuration.releases.record(release);
    throw new HelmError(message);
  }
  try {
    yield* uninstall(configuration, release.name, { ...options, keepHistory: false, ignoreNotFound: false, plan: false, propagation: 'Background', description: '' });
  } catch (second) {
    throw new HelmError(`an error occurred while uninstalling the release. original install error: ${message}: ${messageOf(second)}`);
  }
  throw new HelmError(`release ${release.name} failed, and has been uninstalled due to rollback-on-failure being set: ${message}`);
}

/** Install.RunWithContext. */
export function* install(configuration: Configuration, chart: Chart, values: MutableMap, name: string, options: InstallOptions): Steps<Release> {
  const { machine, cluster, kube, releases } = configuration;
  const { dryRun } = options;
  if (dryRun !== 'client') {
    try {
      cluster.requireReachable();
    } catch (error) {
      const message = `cluster reachability check failed: ${messageOf(error)}`;
      log(machine, 'ERROR', message);
      throw new HelmError(message);
    }
  }
  try {
    checkName(configuration, name, options);
  } catch (error) {
    log(machine, 'ERROR', 'release name check failed', { error: messageOf(error) });
    throw new HelmError(`release name check failed: ${messageOf(error)}`);
  }
  yield* installCrds(configuration, chart, options);
  const { namespace } = cluster;
  const { manifest, hooks, notes } = rendered(machine, chart, values, { name, namespace, revision: 1, isUpgrade: false, skipSchemaValidation: options.skipSchemaValidation, subchartNotes: options.subchartNotes, ...(dryRun === 'client' ? {} : { cluster }) });
  if (Object.keys(options.labels).some((label) => SYSTEM_LABELS.includes(label))) throw new HelmError(`user supplied labels contains system reserved label name. System labels: [${SYSTEM_LABELS.join(' ')}]`);
  const now = timeOf(configuration);
  const release: Release = {
    name, namespace, chart: chartJson(chart, machine.now()), config: Object.keys(values).length === 0 ? undefined : values, manifest, hooks: hooksFrom(hooks), version: 1, labels: options.labels, applyMethod: options.serverSide === 'true' ? 'ssa' : 'csa',
    info: { first_deployed: now, last_deployed: now, status: 'pending-install', description: 'Initial install underway', notes },
  };
  let resources: readonly Resource[] = [];
  let adopted: readonly Resource[] = [];
  if (dryRun !== 'client') {
    try {
      resources = kube.build(manifest).map((resource) => owned(resource, name, namespace));
    } catch (error) {
      throw new HelmError(`unable to build kubernetes objects from release manifest: ${messageOf(error)}`);
    }
    try {
      adopted = alreadyThere(kube, resources, { name, namespace, take: options.takeOwnership });
    } catch (error) {
      throw new HelmError(`unable to continue with install: ${messageOf(error)}`);
    }
  }
  if (dryRun !== 'none') {
    release.info.description = 'Dry run complete';
    return release;
  }
  if (options.createNamespace) createNamespace(configuration, options.serverSide === 'true');
  if (options.replace) replaceLast(configuration, release);
  releases.create(release);
  try {
    yield* perform(configuration, release, resources, adopted, options);
  } catch (error) {
    yield* fail(configuration, release, error, options);
  }
  return release;
}

/** replaceRelease. */
function replaceLast({ releases }: Configuration, release: Release): void {
  let last: Release;
  try {
    last = releases.last(release.name);
  } catch (error) {
    messageOf(error);
    return;
  }
  release.version = last.version + 1;
  if (last.info.status === 'failed') return;
  last.info.status = 'superseded';
  last.info.description = 'superseded by new release';
  releases.record(last);
}

/** runInstall: from the words of the command line. */
export function* installFrom(configuration: Configuration, call: Call, options: InstallOptions): Steps<Release> {
  const [name, reference] = nameAndChart(configuration, call);
  const folder = workingFolder(configuration.machine);
  const version = call.flags.has('version') ? call.flags.text('version') : '';
  const chart = chartFrom(folder, reference, version);
  const values = valuesFrom(call, folder);
  if (!['', 'application'].includes(chart.metadata.type)) throw new HelmError(`${chart.metadata.type} charts are not installable`);
  warnOfDeprecation(configuration.machine, chart);
  checkDependencies(chart);
  return yield* install(configuration, chart, values, name, options);
}
