/**
 * One reconciliation of a running sync (gitops-engine pkg/sync/sync_context.go): what is due by phase and wave is applied, hooks are waited for, and what is no
 * longer wanted is pruned. What it did stays in the results, from which the next one goes on.
 */
import type { OperationPhase } from '../decide/application';
import { phasesOf, sideBySide, SyncTask, sortTasks } from './task';
import type { ResourceResult, ResultCode } from './task';
import { HOOK_FINALIZER, hasHookFinalizer, isHook } from '../hooks/hooks';
import { resourceHealth } from '../health/resource-health';
import type { HealthScripts } from '../health/resource-health';
import type { Pair } from '../health/application-health';
import { finalizersOf, groupOf, hasOption, keyOf, kindOf, metadataOf, nameOf, namespaceOf, optionValue, printKey, withMetadata } from '../objects';
import type { JsonObject } from '../objects';
import { textOf } from '../../api/schema/values';
import { SYNC_OPTIONS } from '../diff/diff';
import { applyObject } from './apply-object';
import type { ApplySettings } from './apply-object';
import { deleteResource, getResource, served, updateResource } from './kubectl';
import type { Door } from './kubectl';
import { definedKind } from './task';

export interface SyncSettings extends ApplySettings {
  readonly dryRun: boolean;
  readonly prune: boolean;
  readonly skipHooks: boolean;
  readonly pruneLast: boolean;
  readonly pruneConfirmed: boolean;
  /** The option `Prune` of the whole application. */
  readonly pruneOption: string | undefined;
  readonly propagation: 'Foreground' | 'Background' | 'Orphan';
  readonly skipDryRunOnMissingResource: boolean;
  /** With ApplyOutOfSyncOnly: by key, whether an object differs. */
  readonly modified: ReadonlyMap<string, boolean> | undefined;
  /** What the namespace of the application shall be, with CreateNamespace: undefined where it is to be left alone. */
  readonly namespaceFor?: ((live: JsonObject | undefined) => JsonObject | undefined) | undefined;
  /** Whether the operation is about an object. */
  readonly selects: (pair: Pair) => boolean;
  /** Why the project does not let an object be; undefined: it does. */
  readonly forbids: (object: JsonObject, namespaced: boolean) => string | undefined;
  readonly scripts?: HealthScripts | undefined;
}

export interface SyncInput {
  readonly pairs: readonly Pair[];
  readonly hooks: readonly JsonObject[];
  readonly namespace: string;
  readonly revision: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly phase: OperationPhase;
  readonly message: string;
  /** In the order in which they came. */
  readonly results: readonly ResourceResult[];
}

export interface SyncOutcome {
  readonly phase: OperationPhase;
  readonly message: string;
  readonly results: readonly ResourceResult[];
}

type RunState = 'successful' | 'pending' | 'failed';
const worse = (a: RunState, b: RunState): RunState => (a === 'failed' || b === 'failed' ? 'failed' : a === 'pending' || b === 'pending' ? 'pending' : 'successful');
const PHASE_OF: Readonly<Record<ResultCode, OperationPhase>> = { Synced: 'Running', SyncFailed: 'Failed', Pruned: 'Succeeded', PruneSkipped: 'Succeeded' };

const isNamespace = (object: JsonObject | undefined, name: string): boolean => object !== undefined && kindOf(object) === 'Namespace' && groupOf(object) === '' && nameOf(object) === name;

class Engine {
  private phase: OperationPhase;
  private message: string;
  private readonly results: Map<string, ResourceResult>;
  private readonly resources: Map<string, Pair>;
  /** All tasks of this reconciliation: several may be about one live object, and what happens to it concerns them all. */
  private all: readonly SyncTask[] = [];

  constructor(private readonly door: Door, private readonly settings: SyncSettings, private readonly input: SyncInput) {
    [this.phase, this.message] = [input.phase, input.message];
    this.results = new Map(input.results.map((result) => [`${printKey(result)}:${result.syncPhase}`, result]));
    this.resources = new Map(input.pairs.map((pair) => [printKey(keyOf(pair.live ?? pair.target!)), pair]));
  }

  outcome(): SyncOutcome {
    return { phase: this.phase, message: this.message, results: [...this.results.values()] };
  }

  private end(phase: OperationPhase, message: string): void {
    [this.phase, this.message] = [phase, message];
  }

  private record(task: SyncTask, status: ResultCode | '', hookPhase: OperationPhase | '', message: string): void {
    task.syncStatus = status;
    task.operationState = hookPhase;
    if (message !== '') task.message = message;
    const before = this.results.get(task.resultKey);
    this.results.set(task.resultKey, before === undefined
      ? { ...task.key, version: task.version, syncPhase: task.phase, hookType: task.isHook ? task.phase : undefined, status, hookPhase, message: task.message }
      : { ...before, status, hookPhase, message: task.message });
  }

  /** setRunningPhase. */
  private waitFor(tasks: readonly SyncTask[], isDeletion: boolean): void {
    if (tasks.length === 0) return this.end('Running', '');
    const [hooks, resources] = [tasks.filter((task) => task.isHook), tasks.filter((task) => !task.isHook)];
    let reason = isDeletion ? `deletion of${hooks.length > 0 ? ' hook' : ''}` : hooks.length > 0 ? 'completion of hook' : 'healthy state of';
    let [first, more] = [hooks[0] ?? resources[0]!, tasks.length - 1];
    const confirm = this.settings.pruneConfirmed ? [] : tasks.filter((task) => task.isPrune && this.needsConfirmation(task));
    if (confirm[0] !== undefined) [reason, first, more] = ['pruning confirmation of', confirm[0], confirm.length - 1];
    this.end('Running', `waiting for ${reason} ${first.place}${more > 0 ? ` and ${more} more ${resources.length === 0 ? 'hooks' : 'resources'}` : ''}`);
  }

  private pruneOption(live: JsonObject | undefined): string | undefined {
    return (live === undefined ? undefined : optionValue(live, SYNC_OPTIONS, 'Prune')) ?? this.settings.pruneOption;
  }

  private needsConfirmation({ live }: SyncTask): boolean {
    return this.pruneOption(live) === 'confirm';
  }

  sync(): void {
    const { tasks: all, ok } = this.tasks();
    if (!ok) {
      const errors = [...new Set([...this.results.values()].filter(({ status, message }) => status === 'SyncFailed' && message !== '').map(({ message }) => message))].sort();
      return this.end('Failed', ['one or more synchronization tasks are not valid', ...(errors.length === 0 ? [] : [errors.join('; ')])].join(': '));
    }
    if (this.results.size === 0 && !this.tryOut(all)) return;
    this.observe(all);
    const multiStep = all.length > 0 && (all[0]!.wave !== all.at(-1)!.wave || all[0]!.phase !== all.at(-1)!.phase);
    const running = all.filter((task) => (multiStep || task.isHook) && task.running);
    if (running.length > 0) return this.keepWaiting(running);
    const leaving = all.filter((task) => task.syncStatus === 'Pruned' && task.live !== undefined && metadataOf(task.live).deletionTimestamp !== undefined);
    if (leaving.length > 0) return this.waitFor(leaving, true);
    for (const task of all.filter((one) => one.isHook && one.completed)) this.finish(task);

    const ended = all.filter((task) => task.isHook && task.live !== undefined && !task.running);
    const [onSuccess, onFailure] = [ended.filter((task) => task.deletesOnSuccess), ended.filter((task) => task.deletesOnFailure)];
    const [onFail, rest] = [all.filter(({ phase }) => phase === 'SyncFail'), all.filter(({ phase }) => phase !== 'SyncFail')];
    if (rest.some((task) => task.completed && task.operationState !== 'Succeeded')) {
      this.deleteHooks(onFailure);
      this.fail(onFail, rest.filter(({ syncStatus }) => syncStatus === 'SyncFailed'), 'one or more synchronization tasks completed unsuccessfully');
      return;
    }
    this.next(this.differing(rest.filter((task) => task.pending)), onFail, onSuccess, onFailure);
  }

  /** The next wave is carried out. */
  private next(pending: readonly SyncTask[], onFail: readonly SyncTask[], onSuccess: readonly SyncTask[], onFailure: readonly SyncTask[]): void {
    const [first] = pending;
    if (first === undefined) {
      this.deleteHooks(onSuccess);
      return this.end('Succeeded', 'successfully synced (no more tasks)');
    }
    const isDue = (task: SyncTask): boolean => task.phase === first.phase && task.wave === first.wave;
    const [due, later] = [pending.filter(isDue), pending.filter((task) => !isDue(task))];
    this.end('Running', 'one or more tasks are running');
    const state = this.run(due, false);
    if (state === 'failed') this.waveFailed(due, onFail, onFailure);
    else if (state === 'pending') this.waitFor(due.filter((task) => task.deletesBeforeCreation || (task.isPrune && task.pending)), true);
    else if (later.length === 0 && !due.some((task) => task.isHook)) {
      this.deleteHooks(onSuccess);
      this.end('Succeeded', 'successfully synced (all tasks run)');
    } else this.waitFor(due, false);
  }

  private waveFailed(due: readonly SyncTask[], onFail: readonly SyncTask[], onFailure: readonly SyncTask[]): void {
    const failed = due.filter(({ syncStatus }) => syncStatus === 'SyncFailed');
    const running = due.filter((task) => task.running);
    if (running.length === 0) {
      if (this.fail(onFail, failed, 'one or more objects failed to apply')) this.deleteHooks(onFailure);
      return;
    }
    const completed = onFail.length === 0 || this.fail(onFail, failed, 'one or more objects failed to apply');
    this.waitFor(completed ? running : [...running, ...onFail], false);
  }

  /** The dry run before anything is done; whether it went well. */
  private tryOut(tasks: readonly SyncTask[]): boolean {
    const namespace = tasks.find((task) => task.live === undefined && isNamespace(task.target, this.input.namespace));
    if (namespace !== undefined && this.run([namespace], false) === 'failed') {
      this.fail([], [namespace], 'the namespace failed to apply');
      return false;
    }
    if (this.run(this.differing(tasks.filter((task) => task !== namespace)), true) !== 'failed') return true;
    this.end('Failed', 'one or more objects failed to apply (dry run)');
    return false;
  }

  /** filterOutOfSyncTasks. */
  private differing(tasks: readonly SyncTask[]): SyncTask[] {
    const { modified } = this.settings;
    if (modified === undefined) return [...tasks];
    return tasks.filter((task) => {
      if (task.isHook || task.target === undefined || task.live === undefined) return true;
      return modified.get(printKey({ ...task.key, namespace: namespaceOf(task.live) })) !== false;
    });
  }

  /** What has become of the objects that were running. */
  private observe(tasks: readonly SyncTask[]): void {
    for (const task of tasks) {
      if (!task.running || task.live === undefined) continue;
      const { health, error } = resourceHealth(task.live, this.settings.scripts);
      if (task.isHook) {
        if (error !== undefined) this.record(task, task.syncStatus, 'Error', `failed to get resource health: failed to get resource health: ${error}`);
        else {
          const { phase, message } = this.hookPhase(task.live);
          this.record(task, task.syncStatus, phase, message);
        }
      } else if (error === undefined) {
        if (health === undefined) this.record(task, task.syncStatus, 'Succeeded', task.message);
        else if (health.status === 'Healthy') this.record(task, task.syncStatus, 'Succeeded', health.message);
        else if (health.status === 'Degraded') this.record(task, task.syncStatus, 'Failed', health.message);
      }
    }
  }

  /** getOperationPhase: a hook has ended where its health says so; one without health has, once it is there. */
  private hookPhase(live: JsonObject): { readonly phase: OperationPhase; readonly message: string } {
    const { health } = resourceHealth(live, this.settings.scripts);
    if (health === undefined) return { phase: 'Succeeded', message: `${nameOf(live)} created` };
    const phase = health.status === 'Unknown' || health.status === 'Degraded' ? 'Failed' : health.status === 'Progressing' || health.status === 'Suspended' ? 'Running' : 'Succeeded';
    return { phase, message: health.status === 'Missing' || health.status === '' ? `${nameOf(live)} created` : health.message };
  }

  private keepWaiting(running: readonly SyncTask[]): void {
    for (const task of running) {
      if (task.live !== undefined) continue;
      const got = getResource(this.door, task.object);
      if ('object' in got) continue;
      if (got.missing) this.record(task, 'SyncFailed', 'Error', `Resource ${task.place} is missing, it might have been deleted`);
      else this.record(task, task.syncStatus, 'Error', `Failed to get live resource failed to get resource: ${got.error}`);
    }
    this.waitFor(running, false);
  }

  private finish(task: SyncTask): void {
    const error = this.removeFinalizer(task);
    if (error !== undefined) this.record(task, task.syncStatus, 'Error', `Failed to remove hook finalizer: ${error}`);
  }

  /** removeHookFinalizer; an error, or undefined. */
  private removeFinalizer(task: SyncTask): string | undefined {
    if (task.live === undefined || !hasHookFinalizer(task.live)) return undefined;
    const finalizers = finalizersOf(task.live).filter((one) => one !== HOOK_FINALIZER);
    const without = (object: JsonObject): JsonObject => withMetadata(object, { finalizers: finalizers.length === 0 ? undefined : finalizers });
    const before = task.live;
    const share = (object: JsonObject): void => {
      for (const one of this.all) if (one.live === before) one.live = object;
      task.live = object;
    };
    const updated = updateResource(this.door, without(before));
    if ('object' in updated) share(updated.object);
    else if (!updated.missing) {
      const fresh = getResource(this.door, before);
      if (!('object' in fresh)) return fresh.missing ? undefined : `failed to get resource: ${fresh.error}`;
      const again = updateResource(this.door, without(fresh.object));
      if (!('object' in again) && !again.missing) return `failed to update resource: ${again.error}`;
      share(without(fresh.object));
    }
    return undefined;
  }

  private deleteHooks(tasks: readonly SyncTask[]): void {
    for (const task of tasks) {
      const gone = deleteResource(this.door, task.object, this.settings.propagation);
      if ('error' in gone && !gone.missing) this.record(task, task.syncStatus, 'Error', `failed to delete resource: failed to delete resource: ${gone.error}`);
    }
  }

  /** executeSyncFailPhase; whether it is over. */
  private fail(onFail: readonly SyncTask[], failed: readonly SyncTask[], message: string): boolean {
    const withReasons = (text: string, tasks: readonly SyncTask[]): string => {
      const reasons = [...new Set(tasks.map((task) => task.message))];
      return reasons.length === 0 ? text : `${text}, reason: ${reasons.join(',')}`;
    };
    const error = withReasons(message, failed);
    if (onFail.length === 0) {
      this.end('Failed', error);
      return true;
    }
    if (onFail.every((task) => task.completed)) {
      const broken = onFail.filter(({ syncStatus }) => syncStatus === 'SyncFailed');
      this.end('Failed', broken.length === 0 ? error : `${error}\n${withReasons('one or more SyncFail hooks failed', broken)}`);
      return true;
    }
    const due = onFail.filter((task) => !task.completed && !task.running);
    this.run(due, false);
    this.waitFor(due, false);
    return false;
  }

  terminate(): void {
    const { tasks } = this.tasks();
    for (const task of tasks.filter((one) => one.isHook && one.completed)) this.finish(task);
    const well = tasks.filter((task) => task.isHook && task.running).map((task) => this.terminateHook(task)).every(Boolean);
    this.end(well ? 'Failed' : 'Error', well ? 'Operation terminated' : 'Operation termination had errors');
  }

  /** terminateHooksPreemptively. */
  private terminateHook(task: SyncTask): boolean {
    if (task.live === undefined) {
      const got = getResource(this.door, task.object);
      if ('object' in got) task.live = got.object;
      else if (!got.missing) {
        this.record(task, task.syncStatus, 'Error', `Failed to get live resource: failed to get resource: ${got.error}`);
        return false;
      }
    }
    if (task.live === undefined) {
      this.record(task, task.syncStatus, 'Succeeded', 'Terminated');
      return true;
    }
    const { phase, message } = this.hookPhase(task.live);
    const error = this.removeFinalizer(task);
    if (error !== undefined) {
      this.record(task, task.syncStatus, 'Error', `Failed to remove hook finalizer: ${error}`);
      return false;
    }
    if (phase === 'Running' || task.deletesOnFailure) {
      const gone = deleteResource(this.door, task.object, this.settings.propagation);
      if ('error' in gone && !gone.missing) {
        this.record(task, task.syncStatus, 'Failed', `Failed to delete: failed to delete resource: ${gone.error}`);
        return false;
      }
    }
    if (phase === 'Running') this.record(task, task.syncStatus, 'Failed', 'Terminated');
    else this.record(task, task.syncStatus, phase, message);
    return true;
  }

  /** getSyncTasks: `ok` false where one cannot be done at all. */
  private tasks(): { readonly tasks: readonly SyncTask[]; readonly ok: boolean } {
    const fromResources = [...this.resources.values()].filter((pair) => this.settings.selects(pair)).flatMap(({ target, live }) => {
      const object = target ?? live!;
      return isHook(object) ? [] : phasesOf(object).map((phase) => new SyncTask(phase, target, live));
    });
    const fromHooks = this.settings.skipHooks ? [] : this.input.hooks.flatMap((hook) => phasesOf(hook).map((phase) => new SyncTask(phase, this.hookTarget(hook, phase), undefined)));
    const tasks = [...fromResources, ...fromHooks];
    for (const task of tasks) if (task.target !== undefined && namespaceOf(task.target) === '') task.target = withMetadata(task.target, { namespace: this.input.namespace });
    this.addNamespace(tasks);
    for (const task of tasks) if (task.target !== undefined && task.live === undefined) task.live = this.liveOf(task.target);
    const ok = tasks.map((task) => this.check(task)).every(Boolean);
    this.reversePruning(tasks);
    const sorted = sortTasks(tasks);
    this.all = sorted;
    for (const task of sorted) {
      const result = this.results.get(task.resultKey);
      if (result !== undefined) [task.syncStatus, task.operationState, task.message] = [result.status, result.hookPhase, result.message];
    }
    return { tasks: sorted, ok };
  }

  /** A hook without a name gets one of its own in each sync; a finalizer keeps it until it has been heard of. */
  private hookTarget(hook: JsonObject, phase: string): JsonObject {
    const { revision, startedAt } = this.input;
    const name = nameOf(hook) || `${textOf(metadataOf(hook).generateName)}${`${revision.length >= 8 ? revision.slice(0, 7) : revision}-${phase}-${startedAt}`.toLowerCase()}`;
    const finalizers = hasHookFinalizer(hook) ? finalizersOf(hook) : [...finalizersOf(hook), HOOK_FINALIZER];
    return withMetadata(hook, { name, finalizers });
  }

  /** autoCreateNamespace. */
  private addNamespace(tasks: SyncTask[]): void {
    const { namespaceFor } = this.settings;
    const name = this.input.namespace;
    if (namespaceFor === undefined || name === '' || [...this.resources.values()].some(({ target }) => isNamespace(target, name))) return;
    const plain = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const got = getResource(this.door, plain);
    if ('error' in got && !got.missing) {
      const task = new SyncTask('PreSync', plain, undefined);
      this.record(task, 'SyncFailed', 'Error', `namespace auto creation failed: ${got.error}`);
      tasks.push(task);
      return;
    }
    const live = 'object' in got ? got.object : undefined;
    const target = namespaceFor(live);
    if (target !== undefined) tasks.push(new SyncTask('PreSync', target, live));
  }

  private liveOf(target: JsonObject): JsonObject | undefined {
    const { group, kind, name, namespace } = keyOf(target);
    const found = [...this.resources.values()].find(({ target: other, live }) => {
      const key = keyOf(live ?? other!);
      return key.group === group && key.kind === kind && key.name === name && (key.namespace === '' || key.namespace === namespace);
    });
    return found?.live;
  }

  private check(task: SyncTask): boolean {
    const found = served(this.door, task.object);
    const wrong = 'error' in found ? found.error : this.settings.forbids(task.object, found.kind.resource?.namespaced === true);
    if (wrong === undefined) return true;
    if ('error' in found && this.maySkipDryRun(task)) {
      task.skipDryRun = true;
      return true;
    }
    this.record(task, 'SyncFailed', '', wrong);
    return false;
  }

  private maySkipDryRun({ target, object }: SyncTask): boolean {
    if (this.settings.skipDryRunOnMissingResource || (target !== undefined && hasOption(target, SYNC_OPTIONS, 'SkipDryRunOnMissingResource=true'))) return true;
    const wanted = `${groupOf(object)}/${kindOf(object)}`;
    return [...this.input.hooks, ...[...this.resources.values()].flatMap(({ target: wished }) => (wished === undefined ? [] : [wished]))].some((one) => definedKind(one) === wanted);
  }

  /** What was made last is pruned first; with PruneLast after everything. */
  private reversePruning(tasks: readonly SyncTask[]): void {
    const prunes = tasks.filter((task) => task.isPrune);
    const waves = [...new Set(prunes.map(({ wave }) => wave))].sort((a, b) => a - b);
    const opposite = new Map(waves.map((wave, index) => [wave, waves[waves.length - 1 - index]!]));
    for (const task of prunes) task.moveTo(opposite.get(task.wave)!);
    const last = Math.max(0, ...tasks.filter(({ phase }) => phase === 'Sync').map(({ wave }) => wave)) + 1;
    for (const task of prunes) if (this.settings.pruneLast || hasOption(task.live!, SYNC_OPTIONS, 'PruneLast=true')) task.moveTo(last);
  }

  /** runTasks. */
  private run(tasks: readonly SyncTask[], isTrial: boolean): RunState {
    const dryRun = isTrial || this.settings.dryRun;
    const [prunes, creates] = [tasks.filter((task) => task.isPrune), tasks.filter((task) => !task.isPrune)];
    let state: RunState = 'successful';
    for (const task of sideBySide(tasks.filter((one) => one.isHook && one.pending && one.live !== undefined))) {
      const error = dryRun ? undefined : this.removeFinalizer(task);
      if (error === undefined) continue;
      state = 'failed';
      this.record(task, task.syncStatus, 'Error', `failed to remove hook finalizer: ${error}`);
    }
    if (state !== 'successful') return state;
    if (!this.settings.pruneConfirmed && prunes.some((task) => this.needsConfirmation(task))) return 'pending';
    for (const task of sideBySide(prunes)) {
      const [result, message] = this.prune(task.live!, dryRun);
      if (result === 'SyncFailed') state = 'failed';
      if (!dryRun || this.settings.dryRun || result === 'SyncFailed') this.record(task, result, PHASE_OF[result], message);
    }
    if (state !== 'successful') return state;
    for (const task of sideBySide(creates.filter((one) => one.deletesBeforeCreation))) {
      if (dryRun) continue;
      const gone = deleteResource(this.door, task.object, this.settings.propagation);
      if ('object' in gone) state = worse(state, 'pending');
      else if (gone.missing) task.live = undefined;
      else {
        state = 'failed';
        this.record(task, task.syncStatus, 'Error', `failed to delete resource: failed to delete resource: ${gone.error}`);
      }
    }
    if (state !== 'successful') return state;
    for (const task of creates) state = worse(state, this.create(task, dryRun));
    return state;
  }

  private create(task: SyncTask, dryRun: boolean): RunState {
    if (dryRun && task.skipDryRun) return 'successful';
    const done = applyObject(this.door, task.target!, task.live, dryRun, this.settings);
    const result: ResultCode = 'error' in done ? 'SyncFailed' : 'Synced';
    if (!dryRun || this.settings.dryRun || result === 'SyncFailed') {
      const phase = PHASE_OF[result];
      this.record(task, result, this.settings.dryRun && phase === 'Running' ? 'Succeeded' : phase, 'error' in done ? done.error : done.message);
    }
    return result === 'SyncFailed' ? 'failed' : 'successful';
  }

  private prune(live: JsonObject, dryRun: boolean): readonly [ResultCode, string] {
    if (!this.settings.prune) return ['PruneSkipped', 'ignored (requires pruning)'];
    if (this.pruneOption(live) === 'false') return ['PruneSkipped', 'ignored (no prune)'];
    if (dryRun) return ['Pruned', 'pruned (dry run)'];
    if (metadataOf(live).deletionTimestamp === undefined) {
      const gone = deleteResource(this.door, live, this.settings.propagation);
      if ('error' in gone) return ['SyncFailed', gone.error];
    }
    return ['Pruned', 'pruned'];
  }
}

/** syncContext.Sync, or Terminate where the operation is to end. */
export function syncOnce(door: Door, settings: SyncSettings, input: SyncInput): SyncOutcome {
  const engine = new Engine(door, settings, input);
  if (input.phase === 'Terminating') engine.terminate();
  else engine.sync();
  return engine.outcome();
}
