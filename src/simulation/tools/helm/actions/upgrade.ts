/** `helm upgrade` (helm pkg/action: upgrade.go). */
import { quote } from '../../../base/go/quote';
import { releaseNameError } from '../../../render/helm/command/template';
import { coalesceForChart, coalesceTables } from '../../../render/helm/chart/coalesce';
import type { Chart } from '../../../render/helm';
import { copyMap } from '../../../render/helm/functions/table';
import type { MutableMap } from '../../../render/helm/functions/table';
import { rendered } from '../chart';
import { HelmError, log } from '../machine';
import type { Steps } from '../machine';
import { sameResource } from '../kube';
import type { Resource } from '../kube';
import { alreadyThere, owned } from '../ownership';
import { chartJson, chartOf, hooksFrom } from '../release';
import type { Release } from '../release';
import { noDeployedReleases, SYSTEM_LABELS } from '../storage';
import { appliesServerSide, timeOf } from './configuration';
import type { Changing, Configuration } from './configuration';
import { execHooks } from './hooks';
import { messageOf } from './install';
import { rollback } from './rollback';

export interface UpgradeOptions extends Changing {
  readonly resetValues: boolean;
  readonly reuseValues: boolean;
  readonly resetThenReuseValues: boolean;
  readonly skipSchemaValidation: boolean;
  readonly subchartNotes: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly maxHistory: number;
}

const QUIET = { log: () => undefined, merge: false };

/** reuseValues. */
function valuesFor(chart: Chart, current: Release, given: MutableMap, options: UpgradeOptions): MutableMap {
  const before = current.config ?? {};
  if (options.resetValues) return given;
  if (options.reuseValues) {
    const old = coalesceForChart(chartOf(current), before, QUIET);
    const merged = coalesceTables(given, copyMap(before), QUIET);
    chart.values = old;
    return merged;
  }
  if (options.resetThenReuseValues) return coalesceTables(given, copyMap(before), QUIET);
  return Object.keys(given).length === 0 && Object.keys(before).length > 0 ? copyMap(before) : given;
}

/** The release that is there, and the one that was last. */
function releasesOf({ releases }: Configuration, name: string): { readonly last: Release; readonly current: Release } {
  let last: Release;
  try {
    last = releases.last(name);
  } catch (error) {
    throw error instanceof HelmError && error.is === 'not-found' ? noDeployedReleases(name) : error;
  }
  if (last.info.status.startsWith('pending-')) throw new HelmError('another operation (install/upgrade/rollback) is in progress');
  if (last.info.status === 'deployed') return { last, current: last };
  try {
    return { last, current: releases.deployed(name) };
  } catch (error) {
    if (error instanceof HelmError && error.is === 'no-deployed' && (last.info.status === 'failed' || last.info.status === 'superseded')) return { last, current: last };
    throw error;
  }
}

/** mergeCustomLabels. */
const mergedLabels = (before: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries({ ...before, ...wanted }).filter(([, value]) => value !== 'null'));

interface Prepared {
  readonly current: Release;
  readonly target: Release;
  readonly serverSide: boolean;
}

function prepare(configuration: Configuration, name: string, chart: Chart, given: MutableMap, options: UpgradeOptions): Prepared {
  const { machine, cluster, kube } = configuration;
  const { last, current } = releasesOf(configuration, name);
  const values = valuesFor(chart, current, given, options);
  const revision = last.version + 1;
  const { manifest, hooks, notes } = rendered(machine, chart, values, {
    name, namespace: current.namespace, revision, isUpgrade: true, skipSchemaValidation: options.skipSchemaValidation, subchartNotes: options.subchartNotes, cluster,
  });
  if (Object.keys(options.labels).some((label) => SYSTEM_LABELS.includes(label))) throw new HelmError(`user supplied labels contains system reserved label name. System labels: [${SYSTEM_LABELS.join(' ')}]`);
  const serverSide = appliesServerSide(options.serverSide, last.applyMethod);
  const target: Release = {
    name, namespace: current.namespace, chart: chartJson(chart, machine.now()), config: Object.keys(values).length === 0 ? undefined : values, manifest, hooks: hooksFrom(hooks), version: revision,
    labels: mergedLabels(last.labels, options.labels), applyMethod: serverSide ? 'ssa' : 'csa',
    info: { ...(current.info.first_deployed === undefined ? {} : { first_deployed: current.info.first_deployed }), last_deployed: timeOf(configuration), status: 'pending-upgrade', description: 'Preparing upgrade', notes },
  };
  kube.build(manifest);
  return { current, target, serverSide };
}

function* fail(configuration: Configuration, release: Release, created: readonly Resource[], error: unknown, options: UpgradeOptions): Steps<never> {
  const { machine, kube, releases } = configuration;
  const message = messageOf(error);
  log(machine, 'WARN', 'upgrade failed', { name: release.name, error: message });
  release.info.status = 'failed';
  release.info.description = `Upgrade ${quote(release.name)} failed: ${message}`;
  releases.record(release);
  if (options.cleanupOnFail && created.length > 0) {
    const errors = kube.remove(created);
    if (errors.length > 0) throw new HelmError(`an error occurred while cleaning up resources. original upgrade error: ${message}: unable to cleanup resources: ${errors.join(', ')}`);
  }
  if (!options.rollbackOnFailure) throw new HelmError(message);
  const good = releases.history(release.name).filter(({ info }) => info.status === 'superseded' || info.status === 'deployed').map(({ version }) => version);
  if (good.length === 0) throw new HelmError(`unable to find a previously successful release when attempting to rollback. original upgrade error: ${message}`);
  try {
    yield* rollback(configuration, release.name, Math.max(...good), options);
  } catch (second) {
    throw new HelmError(`an error occurred while rolling back the release. original upgrade error: ${message}: ${messageOf(second)}`);
  }
  throw new HelmError(`release ${release.name} failed, and has been rolled back due to rollback-on-failure being set: ${message}`);
}

/** releasingUpgrade: what was made, whatever becomes of the rest (`failed`). */
function* release(configuration: Configuration, { current, target, serverSide }: Prepared, objects: { readonly now: readonly Resource[]; readonly wanted: readonly Resource[] }, options: UpgradeOptions): Steps<{ readonly created: readonly Resource[]; readonly failed?: unknown }> {
  const { kube, releases } = configuration;
  const hooks = function* (event: string): Steps<void> {
    if (!options.hooks) return;
    try {
      yield* execHooks(configuration, target, event, serverSide, options);
    } catch (error) {
      throw new HelmError(`${event} hooks failed: ${messageOf(error)}`);
    }
  };
  let created: readonly Resource[] = [];
  try {
    yield* hooks('pre-upgrade');
    const result = kube.update(objects.now, objects.wanted, { serverSide, forceConflicts: options.forceConflicts, forceReplace: options.forceReplace, upgradeManagers: serverSide && current.applyMethod !== 'ssa' });
    created = result.created;
    if (result.failed !== undefined) {
      releases.record(current);
      throw result.failed;
    }
    try {
      yield* options.waiter.ready(objects.wanted, options.waitForJobs);
    } catch (error) {
      releases.record(current);
      throw error;
    }
    yield* hooks('post-upgrade');
  } catch (failed) {
    return { created, failed };
  }
  current.info.status = 'superseded';
  releases.record(current);
  target.info.status = 'deployed';
  target.info.description = options.description === '' ? 'Upgrade complete' : options.description;
  return { created };
}

/** Upgrade.RunWithContext. */
export function* upgrade(configuration: Configuration, name: string, chart: Chart, values: MutableMap, options: UpgradeOptions): Steps<Release> {
  const { cluster, kube, releases } = configuration;
  cluster.requireReachable();
  if (releaseNameError(name) !== undefined) throw new HelmError(`release name is invalid: ${name}`);
  const prepared = prepare(configuration, name, chart, values, options);
  const { current, target } = prepared;
  releases.maxHistory = options.maxHistory;
  const built = (which: string, manifest: string): readonly Resource[] => {
    try {
      return kube.build(manifest);
    } catch (error) {
      throw new HelmError(`unable to build kubernetes objects from ${which} release manifest: ${messageOf(error)}`);
    }
  };
  const now = built('current', current.manifest);
  const wanted = built('new', target.manifest).map((resource) => owned(resource, name, target.namespace));
  let adopted: readonly Resource[];
  try {
    adopted = alreadyThere(kube, wanted.filter((one) => !now.some((other) => sameResource(one, other))), { name, namespace: target.namespace, take: options.takeOwnership });
  } catch (error) {
    throw new HelmError(`unable to continue with update: ${messageOf(error)}`);
  }
  if (options.dryRun !== 'none') {
    target.info.description = options.description === '' ? 'Dry run complete' : options.description;
    return target;
  }
  releases.create(target);
  const { created, failed } = yield* release(configuration, prepared, { now: [...now, ...adopted], wanted }, options);
  if (failed !== undefined) yield* fail(configuration, target, created, failed, options);
  releases.update(target);
  return target;
}
