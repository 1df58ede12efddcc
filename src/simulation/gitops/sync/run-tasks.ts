/** Carries out the tasks of a wave, in the cluster or as a dry run. */
import type { OperationPhase } from '../decide/application';
import { SYNC_OPTIONS } from '../diff/diff';
import { metadataOf, optionValue } from '../objects';
import type { JsonObject } from '../objects';
import { applyObject } from './apply-object';
import type { Round } from './context';
import { removeFinalizer } from './hooks';
import { deleteResource } from './kubectl';
import type { SyncSettings } from './settings';
import { sideBySide } from './task';
import type { ResultCode, SyncTask } from './task';

type RunState = 'successful' | 'pending' | 'failed';
const worse = (a: RunState, b: RunState): RunState => (a === 'failed' || b === 'failed' ? 'failed' : a === 'pending' || b === 'pending' ? 'pending' : 'successful');
const PHASE_OF: Readonly<Record<ResultCode, OperationPhase>> = { Synced: 'Running', SyncFailed: 'Failed', Pruned: 'Succeeded', PruneSkipped: 'Succeeded' };

const pruneOption = (settings: SyncSettings, live: JsonObject | undefined): string | undefined => (live === undefined ? undefined : optionValue(live, SYNC_OPTIONS, 'Prune')) ?? settings.pruneOption;

/** Whether somebody has to agree before an object is pruned. */
export const needsConfirmation = (settings: SyncSettings, { live }: SyncTask): boolean => pruneOption(settings, live) === 'confirm';

/** runTasks. */
export function runTasks(round: Round, tasks: readonly SyncTask[], isTrial: boolean): RunState {
  const dryRun = isTrial || round.settings.dryRun;
  const [prunes, creates] = [tasks.filter((task) => task.isPrune), tasks.filter((task) => !task.isPrune)];
  let state: RunState = 'successful';
  for (const task of sideBySide(tasks.filter((one) => one.isHook && one.pending && one.live !== undefined))) {
    const error = dryRun ? undefined : removeFinalizer(round, task);
    if (error === undefined) continue;
    state = 'failed';
    round.progress.record(task, task.syncStatus, 'Error', `failed to remove hook finalizer: ${error}`);
  }
  if (state !== 'successful') return state;
  if (!round.settings.pruneConfirmed && prunes.some((task) => needsConfirmation(round.settings, task))) return 'pending';
  for (const task of sideBySide(prunes)) {
    const [result, message] = prune(round, task.live!, dryRun);
    if (result === 'SyncFailed') state = 'failed';
    if (!dryRun || round.settings.dryRun || result === 'SyncFailed') round.progress.record(task, result, PHASE_OF[result], message);
  }
  if (state !== 'successful') return state;
  for (const task of sideBySide(creates.filter((one) => one.deletesBeforeCreation))) {
    if (dryRun) continue;
    const gone = deleteResource(round.door, task.object, round.settings.propagation);
    if ('object' in gone) state = worse(state, 'pending');
    else if (gone.missing) task.live = undefined;
    else {
      state = 'failed';
      round.progress.record(task, task.syncStatus, 'Error', `failed to delete resource: failed to delete resource: ${gone.error}`);
    }
  }
  if (state !== 'successful') return state;
  for (const task of creates) state = worse(state, create(round, task, dryRun));
  return state;
}

function create(round: Round, task: SyncTask, dryRun: boolean): RunState {
  if (dryRun && task.skipDryRun) return 'successful';
  const done = applyObject(round.door, task.target!, task.live, dryRun, round.settings);
  const result: ResultCode = 'error' in done ? 'SyncFailed' : 'Synced';
  if (!dryRun || round.settings.dryRun || result === 'SyncFailed') {
    const phase = PHASE_OF[result];
    round.progress.record(task, result, round.settings.dryRun && phase === 'Running' ? 'Succeeded' : phase, 'error' in done ? done.error : done.message);
  }
  return result === 'SyncFailed' ? 'failed' : 'successful';
}

/** Deletes what is no longer wanted; the result and what is said of it. */
function prune(round: Round, live: JsonObject, dryRun: boolean): readonly [ResultCode, string] {
  if (!round.settings.prune) return ['PruneSkipped', 'ignored (requires pruning)'];
  if (pruneOption(round.settings, live) === 'false') return ['PruneSkipped', 'ignored (no prune)'];
  if (dryRun) return ['Pruned', 'pruned (dry run)'];
  if (metadataOf(live).deletionTimestamp === undefined) {
    const gone = deleteResource(round.door, live, round.settings.propagation);
    if ('error' in gone) return ['SyncFailed', gone.error];
  }
  return ['Pruned', 'pruned'];
}
