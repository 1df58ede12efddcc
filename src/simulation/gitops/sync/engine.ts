/**
 * One reconciliation of a running sync (gitops-engine pkg/sync/sync_context.go): what is due by phase and wave is applied, hooks are waited for, and what is no
 * longer wanted is pruned. What it did stays in the results, from which the next one goes on.
 */
import { resourceHealth } from '../health/resource-health';
import { keyOf, metadataOf, namespaceOf, printKey } from '../objects';
import { isNamespace } from './context';
import type { Round } from './context';
import { deleteHooks, finishHook, hookPhase, terminateHook } from './hooks';
import { getResource } from './kubectl';
import type { Door } from './kubectl';
import { Progress } from './progress';
import { needsConfirmation, runTasks } from './run-tasks';
import type { SyncInput, SyncOutcome, SyncSettings } from './settings';
import type { SyncTask } from './task';
import { syncTasks } from './tasks';

class Engine {
  private readonly round: Round;
  /** Every task can be done. */
  private readonly valid: boolean;

  constructor(door: Door, settings: SyncSettings, input: SyncInput) {
    const resources = [...new Map(input.pairs.map((pair) => [printKey(keyOf(pair.live ?? pair.target!)), pair])).values()];
    const context = { door, settings, input, progress: new Progress(input), resources };
    const { tasks, ok } = syncTasks(context);
    this.round = { ...context, all: tasks };
    this.valid = ok;
  }

  get outcome(): SyncOutcome {
    return this.round.progress.outcome;
  }

  /** setRunningPhase. */
  private waitFor(tasks: readonly SyncTask[], isDeletion: boolean): void {
    if (tasks.length === 0) return this.round.progress.end('Running', '');
    const [hooks, resources] = [tasks.filter((task) => task.isHook), tasks.filter((task) => !task.isHook)];
    let reason = isDeletion ? `deletion of${hooks.length > 0 ? ' hook' : ''}` : hooks.length > 0 ? 'completion of hook' : 'healthy state of';
    let [first, more] = [hooks[0] ?? resources[0]!, tasks.length - 1];
    const confirm = this.round.settings.pruneConfirmed ? [] : tasks.filter((task) => task.isPrune && needsConfirmation(this.round.settings, task));
    if (confirm[0] !== undefined) [reason, first, more] = ['pruning confirmation of', confirm[0], confirm.length - 1];
    this.round.progress.end('Running', `waiting for ${reason} ${first.place}${more > 0 ? ` and ${more} more ${resources.length === 0 ? 'hooks' : 'resources'}` : ''}`);
  }

  sync(): void {
    const { all } = this.round;
    if (!this.valid) {
      const errors = [...new Set(this.round.progress.outcome.results.filter(({ status, message }) => status === 'SyncFailed' && message !== '').map(({ message }) => message))].sort();
      return this.round.progress.end('Failed', ['one or more synchronization tasks are not valid', ...(errors.length === 0 ? [] : [errors.join('; ')])].join(': '));
    }
    if (this.round.progress.isFresh && !this.tryOut(all)) return;
    this.observe(all);
    const multiStep = all.length > 0 && (all[0]!.wave !== all.at(-1)!.wave || all[0]!.phase !== all.at(-1)!.phase);
    const running = all.filter((task) => (multiStep || task.isHook) && task.running);
    if (running.length > 0) return this.keepWaiting(running);
    const leaving = all.filter((task) => task.syncStatus === 'Pruned' && task.live !== undefined && metadataOf(task.live).deletionTimestamp !== undefined);
    if (leaving.length > 0) return this.waitFor(leaving, true);
    for (const task of all.filter((one) => one.isHook && one.completed)) finishHook(this.round, task);

    const ended = all.filter((task) => task.isHook && task.live !== undefined && !task.running);
    const [onSuccess, onFailure] = [ended.filter((task) => task.deletesOnSuccess), ended.filter((task) => task.deletesOnFailure)];
    const [onFail, rest] = [all.filter(({ phase }) => phase === 'SyncFail'), all.filter(({ phase }) => phase !== 'SyncFail')];
    if (rest.some((task) => task.completed && task.operationState !== 'Succeeded')) {
      deleteHooks(this.round, onFailure);
      this.fail(onFail, rest.filter(({ syncStatus }) => syncStatus === 'SyncFailed'), 'one or more synchronization tasks completed unsuccessfully');
      return;
    }
    this.next(this.differing(rest.filter((task) => task.pending)), onFail, onSuccess, onFailure);
  }

  /** The next wave is carried out. */
  private next(pending: readonly SyncTask[], onFail: readonly SyncTask[], onSuccess: readonly SyncTask[], onFailure: readonly SyncTask[]): void {
    const [first] = pending;
    if (first === undefined) {
      deleteHooks(this.round, onSuccess);
      return this.round.progress.end('Succeeded', 'successfully synced (no more tasks)');
    }
    const isDue = (task: SyncTask): boolean => task.phase === first.phase && task.wave === first.wave;
    const [due, later] = [pending.filter(isDue), pending.filter((task) => !isDue(task))];
    this.round.progress.end('Running', 'one or more tasks are running');
    const state = runTasks(this.round, due, false);
    if (state === 'failed') this.waveFailed(due, onFail, onFailure);
    else if (state === 'pending') this.waitFor(due.filter((task) => task.deletesBeforeCreation || (task.isPrune && task.pending)), true);
    else if (later.length === 0 && !due.some((task) => task.isHook)) {
      deleteHooks(this.round, onSuccess);
      this.round.progress.end('Succeeded', 'successfully synced (all tasks run)');
    } else this.waitFor(due, false);
  }

  private waveFailed(due: readonly SyncTask[], onFail: readonly SyncTask[], onFailure: readonly SyncTask[]): void {
    const failed = due.filter(({ syncStatus }) => syncStatus === 'SyncFailed');
    const running = due.filter((task) => task.running);
    if (running.length === 0) {
      if (this.fail(onFail, failed, 'one or more objects failed to apply')) deleteHooks(this.round, onFailure);
      return;
    }
    const completed = onFail.length === 0 || this.fail(onFail, failed, 'one or more objects failed to apply');
    this.waitFor(completed ? running : [...running, ...onFail], false);
  }

  /** The dry run before anything is done; whether it went well. */
  private tryOut(tasks: readonly SyncTask[]): boolean {
    const namespace = tasks.find((task) => task.live === undefined && isNamespace(task.target, this.round.input.namespace));
    if (namespace !== undefined && runTasks(this.round, [namespace], false) === 'failed') {
      this.fail([], [namespace], 'the namespace failed to apply');
      return false;
    }
    if (runTasks(this.round, this.differing(tasks.filter((task) => task !== namespace)), true) !== 'failed') return true;
    this.round.progress.end('Failed', 'one or more objects failed to apply (dry run)');
    return false;
  }

  /** filterOutOfSyncTasks. */
  private differing(tasks: readonly SyncTask[]): SyncTask[] {
    const { modified } = this.round.settings;
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
      const { health, error } = resourceHealth(task.live, this.round.settings.scripts);
      if (task.isHook) {
        if (error !== undefined) this.round.progress.record(task, task.syncStatus, 'Error', `failed to get resource health: failed to get resource health: ${error}`);
        else {
          const { phase, message } = hookPhase(this.round.settings, task.live);
          this.round.progress.record(task, task.syncStatus, phase, message);
        }
      } else if (error === undefined) {
        if (health === undefined) this.round.progress.record(task, task.syncStatus, 'Succeeded', task.message);
        else if (health.status === 'Healthy') this.round.progress.record(task, task.syncStatus, 'Succeeded', health.message);
        else if (health.status === 'Degraded') this.round.progress.record(task, task.syncStatus, 'Failed', health.message);
      }
    }
  }

  private keepWaiting(running: readonly SyncTask[]): void {
    for (const task of running) {
      if (task.live !== undefined) continue;
      const got = getResource(this.round.door, task.object);
      if ('object' in got) continue;
      if (got.missing) this.round.progress.record(task, 'SyncFailed', 'Error', `Resource ${task.place} is missing, it might have been deleted`);
      else this.round.progress.record(task, task.syncStatus, 'Error', `Failed to get live resource failed to get resource: ${got.error}`);
    }
    this.waitFor(running, false);
  }

  /** executeSyncFailPhase; whether it is over. */
  private fail(onFail: readonly SyncTask[], failed: readonly SyncTask[], message: string): boolean {
    const withReasons = (text: string, tasks: readonly SyncTask[]): string => {
      const reasons = [...new Set(tasks.map((task) => task.message))];
      return reasons.length === 0 ? text : `${text}, reason: ${reasons.join(',')}`;
    };
    const error = withReasons(message, failed);
    if (onFail.length === 0) {
      this.round.progress.end('Failed', error);
      return true;
    }
    if (onFail.every((task) => task.completed)) {
      const broken = onFail.filter(({ syncStatus }) => syncStatus === 'SyncFailed');
      this.round.progress.end('Failed', broken.length === 0 ? error : `${error}\n${withReasons('one or more SyncFail hooks failed', broken)}`);
      return true;
    }
    const due = onFail.filter((task) => !task.completed && !task.running);
    runTasks(this.round, due, false);
    this.waitFor(due, false);
    return false;
  }

  terminate(): void {
    const { all } = this.round;
    for (const task of all.filter((one) => one.isHook && one.completed)) finishHook(this.round, task);
    const well = all.filter((task) => task.isHook && task.running).map((task) => terminateHook(this.round, task)).every(Boolean);
    this.round.progress.end(well ? 'Failed' : 'Error', well ? 'Operation terminated' : 'Operation termination had errors');
  }
}

/** syncContext.Sync, or Terminate where the operation is to end. */
export function syncOnce(door: Door, settings: SyncSettings, input: SyncInput): SyncOutcome {
  const engine = new Engine(door, settings, input);
  if (input.phase === 'Terminating') engine.terminate();
  else engine.sync();
  return engine.outcome;
}
