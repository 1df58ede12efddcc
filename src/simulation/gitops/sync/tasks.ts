/** What a sync has to do: a task for each object and phase, in the order in which they come. */
import { textOf } from '../../api/schema/values';
import { SYNC_OPTIONS } from '../diff/diff';
import { HOOK_FINALIZER, hasHookFinalizer, isHook } from '../hooks/hooks';
import { finalizersOf, groupOf, hasOption, keyOf, kindOf, metadataOf, nameOf, namespaceOf, withMetadata } from '../objects';
import type { JsonObject } from '../objects';
import { isNamespace } from './context';
import type { SyncContext } from './context';
import { getResource, served } from './kubectl';
import type { SyncInput, SyncSettings } from './settings';
import { definedKind, phasesOf, SyncTask, sortTasks } from './task';

/** getSyncTasks: `ok` false where one cannot be done at all. */
export function syncTasks(context: SyncContext): { readonly tasks: readonly SyncTask[]; readonly ok: boolean } {
  const fromResources = context.resources.filter((pair) => context.settings.selects(pair)).flatMap(({ target, live }) => {
    const object = target ?? live!;
    return isHook(object) ? [] : phasesOf(object).map((phase) => new SyncTask(phase, target, live));
  });
  const fromHooks = context.settings.skipHooks ? [] : context.input.hooks.flatMap((hook) => phasesOf(hook).map((phase) => new SyncTask(phase, hookTarget(context.input, hook, phase), undefined)));
  const tasks = [...fromResources, ...fromHooks];
  for (const task of tasks) if (task.target !== undefined && namespaceOf(task.target) === '') task.target = withMetadata(task.target, { namespace: context.input.namespace });
  addNamespace(context, tasks);
  for (const task of tasks) if (task.target !== undefined && task.live === undefined) task.live = liveOf(context, task.target);
  const ok = tasks.map((task) => check(context, task)).every(Boolean);
  reversePruning(context.settings, tasks);
  const sorted = sortTasks(tasks);
  for (const task of sorted) {
    const result = context.progress.of(task);
    if (result !== undefined) [task.syncStatus, task.operationState, task.message] = [result.status, result.hookPhase, result.message];
  }
  return { tasks: sorted, ok };
}

/** A hook without a name gets one of its own in each sync; a finalizer keeps it until it has been heard of. */
function hookTarget({ revision, startedAt }: SyncInput, hook: JsonObject, phase: string): JsonObject {
  const name = nameOf(hook) || `${textOf(metadataOf(hook).generateName)}${`${revision.length >= 8 ? revision.slice(0, 7) : revision}-${phase}-${startedAt}`.toLowerCase()}`;
  const finalizers = hasHookFinalizer(hook) ? finalizersOf(hook) : [...finalizersOf(hook), HOOK_FINALIZER];
  return withMetadata(hook, { name, finalizers });
}

/** autoCreateNamespace. */
function addNamespace(context: SyncContext, tasks: SyncTask[]): void {
  const { namespaceFor } = context.settings;
  const name = context.input.namespace;
  if (namespaceFor === undefined || name === '' || context.resources.some(({ target }) => isNamespace(target, name))) return;
  const plain = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  const got = getResource(context.door, plain);
  if ('error' in got && !got.missing) {
    const task = new SyncTask('PreSync', plain, undefined);
    context.progress.record(task, 'SyncFailed', 'Error', `namespace auto creation failed: ${got.error}`);
    tasks.push(task);
    return;
  }
  const live = 'object' in got ? got.object : undefined;
  const target = namespaceFor(live);
  if (target !== undefined) tasks.push(new SyncTask('PreSync', target, live));
}

function liveOf({ resources }: SyncContext, target: JsonObject): JsonObject | undefined {
  const { group, kind, name, namespace } = keyOf(target);
  const found = resources.find(({ target: other, live }) => {
    const key = keyOf(live ?? other!);
    return key.group === group && key.kind === kind && key.name === name && (key.namespace === '' || key.namespace === namespace);
  });
  return found?.live;
}

function check(context: SyncContext, task: SyncTask): boolean {
  const found = served(context.door, task.object);
  const wrong = 'error' in found ? found.error : context.settings.forbids(task.object, found.kind.resource?.namespaced === true);
  if (wrong === undefined) return true;
  if ('error' in found && maySkipDryRun(context, task)) {
    task.skipDryRun = true;
    return true;
  }
  context.progress.record(task, 'SyncFailed', '', wrong);
  return false;
}

function maySkipDryRun(context: SyncContext, { target, object }: SyncTask): boolean {
  if (context.settings.skipDryRunOnMissingResource || (target !== undefined && hasOption(target, SYNC_OPTIONS, 'SkipDryRunOnMissingResource=true'))) return true;
  const wanted = `${groupOf(object)}/${kindOf(object)}`;
  return [...context.input.hooks, ...context.resources.flatMap(({ target: wished }) => (wished === undefined ? [] : [wished]))].some((one) => definedKind(one) === wanted);
}

/** What was made last is pruned first; with PruneLast after everything. */
function reversePruning({ pruneLast }: SyncSettings, tasks: readonly SyncTask[]): void {
  const prunes = tasks.filter((task) => task.isPrune);
  const waves = [...new Set(prunes.map(({ wave }) => wave))].sort((a, b) => a - b);
  const opposite = new Map(waves.map((wave, index) => [wave, waves[waves.length - 1 - index]!]));
  for (const task of prunes) task.moveTo(opposite.get(task.wave)!);
  const last = Math.max(0, ...tasks.filter(({ phase }) => phase === 'Sync').map(({ wave }) => wave)) + 1;
  for (const task of prunes) if (pruneLast || hasOption(task.live!, SYNC_OPTIONS, 'PruneLast=true')) task.moveTo(last);
}
