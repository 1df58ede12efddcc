/** Whether a refresh starts a sync by itself (controller/appcontroller.go: autoSync, alreadyAttemptedSync). Times are microseconds, durations milliseconds. */
import { equalValues } from '../../api/equal';
import { parseTime } from '../../base';
import type { ResourceStatus, SyncCode } from '../compare/compare';
import { isAutomated, isCompleted } from './application';
import type { Application, ApplicationCondition, Operation, SyncResource } from './application';
import { selfHealDelay } from './self-heal';
import type { SelfHealTiming } from './self-heal';

/** Why nothing is started, where nothing is wrong with that. */
export type Skipped = 'notAutomated' | 'operationRuns' | 'beingDeleted' | 'notOutOfSync' | 'onlyLeftovers' | 'noSelfHeal';

/** Why something is wrong. */
export type Refused = 'failedBefore' | 'wouldWipeOut';

export type AutoSync =
  | { readonly action: 'start'; readonly operation: Operation }
  /** Looks again after so long. */
  | { readonly action: 'wait'; readonly after: number }
  | { readonly action: 'refuse'; readonly why: Refused; readonly condition: ApplicationCondition }
  | { readonly action: 'skip'; readonly reason: Skipped };

export interface AutoSyncInput {
  readonly status: SyncCode;
  readonly resources: readonly Pick<ResourceStatus, 'group' | 'kind' | 'name' | 'status' | 'requiresPruning'>[];
  /** The commit that was compared. */
  readonly revision: string;
  /** Whether the commit may have changed what the application is made of; if not, its number does not count. */
  readonly mayHaveChanged: boolean;
  readonly now: number;
  readonly selfHeal: SelfHealTiming;
}

interface Attempt {
  readonly attempted: boolean;
  readonly revisions: readonly string[];
}

function lastAttempt({ spec, status }: Application, revision: string, mayHaveChanged: boolean): Attempt {
  const state = status?.operationState;
  if (state === undefined) return { attempted: false, revisions: [] };
  const result = state.syncResult;
  if (result === undefined) return { attempted: isCompleted(state.phase), revisions: [] };
  const revisions = [result.revision ?? ''];
  if (mayHaveChanged && revisions[0] !== revision) return { attempted: false, revisions };
  return { attempted: equalValues(spec.source ?? {}, result.source ?? {}), revisions };
}

/** As Go prints a list of texts. */
const printed = (texts: readonly string[]): string => `[${texts.join(' ')}]`;
const refuse = (why: Refused, message: string): AutoSync => ({ action: 'refuse', why, condition: { type: 'SyncError', message } });
const skip = (reason: Skipped): AutoSync => ({ action: 'skip', reason });

const named = ({ group, kind, name }: AutoSyncInput['resources'][number]): SyncResource => ({ ...(group === '' ? {} : { group }), kind, name });

export function autoSync(app: Application, input: AutoSyncInput): AutoSync {
  const { syncPolicy, source } = app.spec;
  const { prune = false, selfHeal = false, allowEmpty = false } = syncPolicy?.automated ?? {};
  if (!isAutomated(app)) return skip('notAutomated');
  if (app.operation !== undefined) return skip('operationRuns');
  if (app.metadata.deletionTimestamp !== undefined) return skip('beingDeleted');
  if (input.status !== 'OutOfSync') return skip('notOutOfSync');
  const different = input.resources.filter(({ status }) => status !== 'Synced');
  if (!prune && different.every(({ requiresPruning }) => requiresPruning)) return skip('onlyLeftovers');

  const state = app.status?.operationState;
  const { attempted, revisions } = lastAttempt(app, input.revision, input.mayHaveChanged);
  let healing: { readonly autoHealAttemptsCount: number; readonly resources: readonly SyncResource[] } | undefined;
  if (attempted) {
    if (state?.phase !== 'Succeeded') return refuse('failedBefore', `Failed last sync attempt to ${printed(revisions)}: ${state?.message ?? ''}`);
    if (!selfHeal) return skip('noSelfHeal');
    const attempts = state.operation.sync?.autoHealAttemptsCount ?? 0;
    const since = state.finishedAt === undefined ? 0 : (input.now - (parseTime(state.finishedAt) ?? input.now)) / 1000;
    const after = selfHealDelay(input.selfHeal, attempts) - since;
    if (after > 0) return { action: 'wait', after };
    healing = { autoHealAttemptsCount: attempts + 1, resources: different.map(named) };
  }
  if (prune && !allowEmpty && input.resources.every(({ requiresPruning }) => requiresPruning)) {
    return refuse('wouldWipeOut', `Skipping sync attempt to ${printed([input.revision])}: auto-sync will wipe out all resources`);
  }
  const options = syncPolicy?.syncOptions ?? [];
  return {
    action: 'start',
    operation: {
      sync: { revision: input.revision, ...(source === undefined ? {} : { source }), ...(prune ? { prune } : {}), ...(options.length === 0 ? {} : { syncOptions: options }), ...healing },
      initiatedBy: { automated: true }, retry: syncPolicy?.retry ?? { limit: 5 },
    },
  };
}
