/** What happens to hooks on the way: they are waited for, released from their finalizer, deleted, and stopped. */
import type { OperationPhase } from '../decide/application';
import { resourceHealth } from '../health/resource-health';
import { HOOK_FINALIZER, hasHookFinalizer } from '../hooks/hooks';
import { finalizersOf, nameOf, withMetadata } from '../objects';
import type { JsonObject } from '../objects';
import type { Round } from './context';
import { deleteResource, getResource, updateResource } from './kubectl';
import type { SyncSettings } from './settings';
import type { SyncTask } from './task';

/** getOperationPhase: a hook has ended where its health says so; one without health has, once it is there. */
export function hookPhase({ scripts }: Pick<SyncSettings, 'scripts'>, live: JsonObject): { readonly phase: OperationPhase; readonly message: string } {
  const { health } = resourceHealth(live, scripts);
  if (health === undefined) return { phase: 'Succeeded', message: `${nameOf(live)} created` };
  const phase = health.status === 'Unknown' || health.status === 'Degraded' ? 'Failed' : health.status === 'Progressing' || health.status === 'Suspended' ? 'Running' : 'Succeeded';
  return { phase, message: health.status === 'Missing' || health.status === '' ? `${nameOf(live)} created` : health.message };
}

/** removeHookFinalizer; an error, or undefined. */
export function removeFinalizer(round: Round, task: SyncTask): string | undefined {
  if (task.live === undefined || !hasHookFinalizer(task.live)) return undefined;
  const finalizers = finalizersOf(task.live).filter((one) => one !== HOOK_FINALIZER);
  const without = (object: JsonObject): JsonObject => withMetadata(object, { finalizers: finalizers.length === 0 ? undefined : finalizers });
  const before = task.live;
  const share = (object: JsonObject): void => {
    for (const one of round.all) if (one.live === before) one.live = object;
    task.live = object;
  };
  const updated = updateResource(round.door, without(before));
  if ('object' in updated) share(updated.object);
  else if (!updated.missing) {
    const fresh = getResource(round.door, before);
    if (!('object' in fresh)) return fresh.missing ? undefined : `failed to get resource: ${fresh.error}`;
    const again = updateResource(round.door, without(fresh.object));
    if (!('object' in again) && !again.missing) return `failed to update resource: ${again.error}`;
    share(without(fresh.object));
  }
  return undefined;
}

export function deleteHooks(round: Round, tasks: readonly SyncTask[]): void {
  for (const task of tasks) {
    const gone = deleteResource(round.door, task.object, round.settings.propagation);
    if ('error' in gone && !gone.missing) round.progress.record(task, task.syncStatus, 'Error', `failed to delete resource: failed to delete resource: ${gone.error}`);
  }
}

/** terminateHooksPreemptively. */
export function terminateHook(round: Round, task: SyncTask): boolean {
  if (task.live === undefined) {
    const got = getResource(round.door, task.object);
    if ('object' in got) task.live = got.object;
    else if (!got.missing) {
      round.progress.record(task, task.syncStatus, 'Error', `Failed to get live resource: failed to get resource: ${got.error}`);
      return false;
    }
  }
  if (task.live === undefined) {
    round.progress.record(task, task.syncStatus, 'Succeeded', 'Terminated');
    return true;
  }
  const { phase, message } = hookPhase(round.settings, task.live);
  const error = removeFinalizer(round, task);
  if (error !== undefined) {
    round.progress.record(task, task.syncStatus, 'Error', `Failed to remove hook finalizer: ${error}`);
    return false;
  }
  if (phase === 'Running' || task.deletesOnFailure) {
    const gone = deleteResource(round.door, task.object, round.settings.propagation);
    if ('error' in gone && !gone.missing) {
      round.progress.record(task, task.syncStatus, 'Failed', `Failed to delete: failed to delete resource: ${gone.error}`);
      return false;
    }
  }
  if (phase === 'Running') round.progress.record(task, task.syncStatus, 'Failed', 'Terminated');
  else round.progress.record(task, task.syncStatus, phase, message);
  return true;
}

/** What a hook that has ended was kept for is over. */
export function finishHook(round: Round, task: SyncTask): void {
  const error = removeFinalizer(round, task);
  if (error !== undefined) round.progress.record(task, task.syncStatus, 'Error', `Failed to remove hook finalizer: ${error}`);
}
