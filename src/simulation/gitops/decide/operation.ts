/** How an operation begins (controller/sync.go: SyncAppState up to the sync itself; NewOperationState). Times are microseconds. */
import { formatTime, parseTime } from '../../base';
import type { Comparison, Surroundings } from '../compare/compare';
import type { JsonObject } from '../objects';
import { canSync } from '../windows';
import type { Application, Operation, OperationState } from './application';
import { COMPARISON_CONDITIONS, printConditions, withConditions } from './conditions';
import type { AppProject } from './permissions';
import { comparisonOf, sourceError, windowsOf } from './refresh';
import type { Outcome } from './retry';

export const beginOperation = (operation: Operation, now: number): OperationState => ({ operation, phase: 'Running', startedAt: formatTime(now) });

export interface AttemptInput {
  readonly git: { readonly manifests: readonly JsonObject[] } | { readonly error: string };
  readonly live: readonly JsonObject[];
  readonly project: AppProject;
  readonly now: number;
  readonly around: Surroundings;
}

/** Either what there is to sync, or what becomes of the operation without that. */
export type Begun = { readonly comparison: Comparison } | { readonly outcome: Outcome };

/** syncWindowPreventsSync: an operation that runs already may finish, if its windows say so. */
function blockedBy(app: Application, { operation, startedAt }: OperationState, project: AppProject, now: number): string | undefined {
  const started = parseTime(startedAt);
  const allowed = canSync(windowsOf(app, project.syncWindows ?? []), { manual: operation.initiatedBy?.automated !== true, now, ...(started === undefined ? {} : { startedAt: started }) });
  const message = 'Sync operation blocked by sync window';
  if (!allowed.ok) return `${message}: ${allowed.error}`;
  return allowed.allowed ? undefined : message;
}

export function beginSync(app: Application, state: OperationState, { git, live, project, now, around }: AttemptInput): Begun {
  const { sync } = state.operation;
  if (sync === undefined) return { outcome: { phase: 'Error', message: 'Invalid operation request: no operation specified' } };
  const blocked = state.phase === 'Terminating' ? undefined : blockedBy(app, state, project, now);
  if (blocked !== undefined) return { outcome: { phase: state.phase, message: blocked } };
  const comparison = comparisonOf(app, 'error' in git ? { error: sourceError(git.error) } : git, live, around);
  const conditions = withConditions(app.status?.conditions ?? [], comparison.conditions, COMPARISON_CONDITIONS);
  const shared = conditions.find(({ type }) => type === 'SharedResourceWarning');
  if (sync.syncOptions?.includes('FailOnSharedResource=true') === true && shared !== undefined) return { outcome: { phase: 'Failed', message: `Shared resource found: ${shared.message}` } };
  const errors = conditions.filter(({ type }) => type === 'ComparisonError' || type === 'InvalidSpecError');
  return errors.length > 0 ? { outcome: { phase: 'Error', message: printConditions(errors) } } : { comparison };
}
