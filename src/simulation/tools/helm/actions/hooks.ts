/** The hooks of a release (helm pkg/action: hooks.go). */
import { HelmError, Refused } from '../machine';
import type { Steps } from '../machine';
import type { Release, ReleaseHook } from '../release';
import { timeOf } from './configuration';
import type { Changing, Configuration } from './configuration';

type Waiting = Pick<Changing, 'waiter'>;

function* deleteBy(policy: string, hook: ReleaseHook, { kube }: Configuration, { waiter }: Waiting): Steps<void> {
  // Definitions are never deleted: what they define would go with them.
  if (hook.kind === 'CustomResourceDefinition' || !hook.deletePolicies.includes(policy)) return;
  const resources = kube.build(hook.manifest);
  const errors = kube.remove(resources);
  if (errors.length > 0) throw new HelmError(errors.join('; '));
  yield* waiter.gone(resources);
}

/** What is left to do after the hooks of an event. */
export type Shutdown = () => Steps<void>;

/** execHookWithDelayedShutdown: runs them; `failed` is the error that ended it. */
export function* runHooksOf(configuration: Configuration, release: Release, event: string, serverSide: boolean, waiting: Waiting): Steps<{ readonly shutdown: Shutdown; readonly failed?: unknown }> {
  const { kube, releases } = configuration;
  const running = release.hooks.filter(({ events }) => events.includes(event)).sort((a, b) => a.weight - b.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const nothing: Shutdown = function* () {};
  for (const [index, hook] of running.entries()) {
    if (hook.deletePolicies.length === 0) hook.deletePolicies = ['before-hook-creation'];
    try {
      yield* deleteBy('before-hook-creation', hook, configuration, waiting);
      const resources = kube.build(hook.manifest);
      hook.lastRun = { started_at: timeOf(configuration), phase: 'Running' };
      releases.record(release);
      hook.lastRun.phase = 'Unknown';
      try {
        kube.create(resources, { serverSide });
      } catch (error) {
        hook.lastRun = { ...hook.lastRun, completed_at: timeOf(configuration), phase: 'Failed' };
        throw error instanceof HelmError || error instanceof Refused ? new HelmError(`warning: Hook ${event} ${hook.path} failed: ${error.message}`) : error;
      }
      try {
        yield* waiting.waiter.hookEnds(resources);
      } catch (failed) {
        hook.lastRun = { ...hook.lastRun, completed_at: timeOf(configuration), phase: 'Failed' };
        return {
          failed,
          *shutdown() {
            yield* deleteBy('hook-failed', hook, configuration, waiting);
            for (const done of running.slice(0, index)) yield* deleteBy('hook-succeeded', done, configuration, waiting);
          },
        };
      }
      hook.lastRun = { ...hook.lastRun, completed_at: timeOf(configuration), phase: 'Succeeded' };
    } catch (failed) {
      return { shutdown: nothing, failed };
    }
  }
  return {
    *shutdown() {
      for (const hook of [...running].reverse()) yield* deleteBy('hook-succeeded', hook, configuration, waiting);
    },
  };
}

/** execHook: with what is left to do after them. Throws what ended them. */
export function* execHooks(configuration: Configuration, release: Release, event: string, serverSide: boolean, waiting: Waiting): Steps<void> {
  const { shutdown, failed } = yield* runHooksOf(configuration, release, event, serverSide, waiting);
  yield* shutdown();
  if (failed !== undefined) throw failed;
}
