/** One refresh of an application: compare, judge, and perhaps start a sync (controller/appcontroller.go: processAppRefreshQueueItem). */
import { equalValues } from '../../api/equal';
import { compareApplication } from '../compare/compare';
import type { Comparison, GitState, Surroundings } from '../compare/compare';
import type { JsonObject } from '../objects';
import { canSync, matchingWindows } from '../windows';
import type { SyncWindow } from '../windows';
import type { Application, ApplicationCondition, Operation } from './application';
import { autoSync } from './auto-sync';
import type { AutoSync } from './auto-sync';
import { COMPARISON_CONDITIONS, withConditions } from './conditions';
import { specErrors } from './permissions';
import type { AppProject } from './permissions';
import type { SelfHealTiming } from './self-heal';

/** What the repo server gives for the revision that the application follows. */
export type Fetched =
  | { readonly revision: string; readonly manifests: readonly JsonObject[]; /** Whether the commit touches one of the paths that the application names. */ readonly changesPaths: boolean }
  | { readonly error: string };

export interface RefreshInput {
  readonly git: Fetched;
  readonly live: readonly JsonObject[];
  readonly project: AppProject | undefined;
  /** Microseconds. */
  readonly now: number;
  readonly selfHeal: SelfHealTiming;
  readonly around: Surroundings;
  /** Git failed before, and since when: a first failure is passed over. */
  readonly gitFailsSince?: number | undefined;
}

export interface Refreshed {
  readonly sync: string;
  readonly health: string;
  readonly conditions: readonly ApplicationCondition[];
  readonly operation: Operation | undefined;
  /** Milliseconds after which the controller looks again by itself. */
  readonly after: number | undefined;
  readonly comparison: Comparison | undefined;
  readonly decision: AutoSync | undefined;
  /** The failure of Git was passed over, and the state is the old one. */
  readonly ignoredGitFailure: boolean;
}

export const REFRESH = 'argocd.argoproj.io/refresh';
const GENERATE_PATHS = 'argocd.argoproj.io/manifest-generate-paths';
/** ARGOCD_REPO_ERROR_GRACE_PERIOD_SECONDS, in microseconds. */
const GIT_GRACE = 180_000_000;

/** needRefreshAppStatus: whether the revision is asked of Git anew, and no failure passed over. */
export const forcesResolution = ({ metadata, spec, status }: Application): boolean =>
  metadata.annotations?.[REFRESH] !== undefined || !equalValues(spec.source ?? {}, status?.sync?.comparedTo?.source ?? {});

/** evaluateRevisionChanges: whether the revision may bring anything new to the application. */
function mayHaveChanged({ metadata, spec, status }: Application, changesPaths: boolean): boolean {
  const [synced, followed] = [status?.sync?.revision ?? '', spec.source?.targetRevision ?? ''];
  if (synced === followed && followed !== '') return false;
  return synced !== '' && (metadata.annotations?.[GENERATE_PATHS] ?? '') !== '' ? changesPaths : true;
}

/** The windows that concern an application. */
export const windowsOf = ({ metadata, spec }: Application, windows: readonly SyncWindow[]): SyncWindow[] => matchingWindows(windows, { name: metadata.name, destination: spec.destination ?? {} });

/** How a failure to render manifests is told of. */
export const sourceError = (error: string): string => `failed to generate manifest for source 1 of 1: ${error}`;

/** CompareAppState for an application as it is written. */
export function comparisonOf({ metadata, spec }: Application, git: GitState, live: readonly JsonObject[], around: Surroundings): Comparison {
  return compareApplication({
    name: metadata.name, namespace: metadata.namespace ?? '', annotations: metadata.annotations ?? {}, destinationNamespace: spec.destination?.namespace ?? '',
    ignoreDifferences: spec.ignoreDifferences ?? [], syncOptions: spec.syncPolicy?.syncOptions ?? [],
  }, git, live, around);
}

export function refresh(app: Application, { git, live, project, now, selfHeal, around, gitFailsSince }: RefreshInput): Refreshed {
  const errors = specErrors(app, project);
  const start = withConditions(app.status?.conditions ?? [], errors, ['InvalidSpecError', 'UnknownError']);
  const same = { operation: app.operation, after: undefined, comparison: undefined, decision: undefined, ignoredGitFailure: false };
  if (errors.length > 0) return { ...same, sync: 'Unknown', health: 'Unknown', conditions: start };
  if ('error' in git && !forcesResolution(app) && (gitFailsSince === undefined || now - gitFailsSince <= GIT_GRACE)) {
    return { ...same, sync: app.status?.sync?.status ?? '', health: app.status?.health?.status ?? '', conditions: app.status?.conditions ?? [], ignoredGitFailure: true };
  }
  const comparison = comparisonOf(app, 'error' in git ? { error: sourceError(git.error) } : git, live, around);
  const compared = withConditions(start, comparison.conditions, COMPARISON_CONDITIONS);
  const allowed = canSync(windowsOf(app, project?.syncWindows ?? []), { manual: false, now });
  const result = { ...same, sync: comparison.status, health: comparison.health, comparison };
  if (!allowed.ok || !allowed.allowed) return { ...result, conditions: compared };
  const decision = autoSync(app, {
    status: comparison.status, resources: comparison.resources, revision: 'error' in git ? (app.spec.source?.targetRevision ?? '') : git.revision,
    mayHaveChanged: 'error' in git ? false : mayHaveChanged(app, git.changesPaths), now, selfHeal,
  });
  return {
    ...result, decision, conditions: withConditions(compared, decision.action === 'refuse' ? [decision.condition] : [], ['SyncError']),
    operation: decision.action === 'start' ? decision.operation : app.operation, after: decision.action === 'wait' ? decision.after : undefined,
  };
}
