/** `helm rollback` (helm pkg/action: rollback.go). */
import { quote } from '../../../base/go/quote';
import { releaseNameError } from '../../../render/helm/command/template';
import { HelmError, log } from '../machine';
import type { Steps } from '../machine';
import { owned } from '../ownership';
import type { Release } from '../release';
import { appliesServerSide, timeOf } from './configuration';
import type { Changing, Configuration } from './configuration';
import { execHooks } from './hooks';
import { messageOf } from './install';
import { supersedeDeployed } from './uninstall';

function prepare(configuration: Configuration, name: string, version: number, options: Changing): { readonly now: Release; readonly target: Release; readonly serverSide: boolean } {
  const { releases } = configuration;
  if (releaseNameError(name) !== undefined) throw new HelmError(`prepareRollback: Release name is invalid: ${name}`);
  if (version < 0) throw new HelmError('invalid release revision');
  const now = releases.last(name);
  const wanted = version === 0 ? now.version - 1 : version;
  if (!releases.history(name).some((one) => one.version === wanted)) throw new HelmError(`release has no ${wanted} version`);
  const before = releases.get(name, wanted);
  const serverSide = appliesServerSide(options.serverSide, before.applyMethod);
  const target: Release = {
    ...before, namespace: now.namespace, version: now.version + 1, applyMethod: serverSide ? 'ssa' : 'csa',
    info: { ...(now.info.first_deployed === undefined ? {} : { first_deployed: now.info.first_deployed }), last_deployed: timeOf(configuration), status: 'pending-rollback', notes: before.info.notes, description: `Rollback to ${wanted}` },
  };
  return { now, target, serverSide };
}

function* perform(configuration: Configuration, { now, target, serverSide }: ReturnType<typeof prepare>, options: Changing): Steps<void> {
  const { kube, releases, machine } = configuration;
  const built = (which: string, manifest: string) => {
    try {
      return kube.build(manifest);
    } catch (error) {
      throw new HelmError(`unable to build kubernetes objects from ${which} release manifest: ${messageOf(error)}`);
    }
  };
  const current = built('current', now.manifest);
  const wanted = built('new', target.manifest);
  if (options.hooks) yield* execHooks(configuration, target, 'pre-rollback', serverSide, options);
  const resources = wanted.map((resource) => owned(resource, target.name, target.namespace));
  const { created, failed } = kube.update(current, resources, { serverSide, forceConflicts: options.forceConflicts, forceReplace: options.forceReplace, upgradeManagers: true });
  if (failed !== undefined) {
    const description = `Rollback ${quote(target.name)} failed: ${messageOf(failed)}`;
    log(machine, 'WARN', description);
    now.info.status = 'superseded';
    target.info.status = 'failed';
    target.info.description = description;
    releases.record(now);
    releases.record(target);
    if (options.cleanupOnFail) {
      const errors = kube.remove(created);
      if (errors.length > 0) throw new HelmError(`an error occurred while cleaning up resources. original rollback error: unable to cleanup resources: ${errors.join(', ')}`);
    }
    throw failed;
  }
  try {
    yield* options.waiter.ready(resources, options.waitForJobs);
  } catch (error) {
    const message = messageOf(error);
    target.info.status = 'failed';
    target.info.description = `Release ${quote(target.name)} failed: ${message}`;
    releases.record(now);
    releases.record(target);
    throw new HelmError(`release ${target.name} failed: ${message}`);
  }
  if (options.hooks) yield* execHooks(configuration, target, 'post-rollback', serverSide, options);
  supersedeDeployed(configuration, now.name);
  target.info.status = 'deployed';
}

/** Rollback.Run; version 0: the revision before. */
export function* rollback(configuration: Configuration, name: string, version: number, options: Changing): Steps<void> {
  configuration.cluster.requireReachable();
  const prepared = prepare(configuration, name, version, options);
  if (options.dryRun !== 'none') return;
  configuration.releases.create(prepared.target);
  yield* perform(configuration, prepared, options);
  configuration.releases.update(prepared.target);
}
