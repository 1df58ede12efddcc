/** What `argocd app sync` and `argocd app rollback` ask of Argo CD's API (server/application/application.go: Sync, Rollback). */
import { qualifiedName } from '../compare/compare';
import { canSync } from '../windows';
import { isAutomated } from './application';
import type { Application, Operation, RetryStrategy, SyncOperation } from './application';
import type { AppProject } from './permissions';
import { windowsOf } from './refresh';

export interface SyncRequest {
  readonly revision?: string;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly strategy?: SyncOperation['syncStrategy'];
  readonly resources?: SyncOperation['resources'];
  /** Manifests of the one who asks, in place of Git's. */
  readonly manifests?: readonly string[];
  readonly infos?: Operation['info'];
  readonly retryStrategy?: RetryStrategy;
  readonly syncOptions?: { readonly items?: readonly string[] };
}

export interface RollbackRequest {
  readonly id: number;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
}

export type Requested = { readonly operation: Operation } | { readonly code: string; readonly error: string };

/** The commit that a name stands for. */
export type ResolveRevision = (revision: string) => string;

const refused = (error: string, code = 'FailedPrecondition'): Requested => ({ code, error });
const isCommit = (revision: string): boolean => /^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(revision);

/** argo.SetAppOperation: one at a time. */
const started = (app: Application, operation: Operation): Requested =>
  (app.operation === undefined ? { operation } : refused('error setting app operation: rpc error: code = FailedPrecondition desc = another operation is already in progress'));

/** Leaves out what says nothing. */
const given = <T extends object>(fields: T): Partial<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0))) as Partial<T>;

export function requestSync(app: Application, request: SyncRequest, project: AppProject, now: number, resolve: ResolveRevision): Requested {
  const allowed = canSync(windowsOf(app, project.syncWindows ?? []), { manual: true, now });
  if (!allowed.ok) return refused(`cannot sync: invalid sync window: ${allowed.error}`, 'PermissionDenied');
  if (!allowed.allowed) return refused('cannot sync: blocked by sync window', 'PermissionDenied');
  const { dryRun = false, manifests, revision = '', syncOptions } = request;
  if (manifests !== undefined && isAutomated(app) && !dryRun) return refused('cannot use local sync when Automatic Sync Policy is enabled unless for dry run');
  if (app.metadata.deletionTimestamp !== undefined) return refused('application is deleting');
  const { source = {}, syncPolicy } = app.spec;
  const followed = source.targetRevision ?? '';
  if (revision !== '' && revision !== (followed || 'HEAD') && isAutomated(app) && !dryRun) return refused(`Cannot sync to ${revision}: auto-sync currently set to ${followed}`);
  const wanted = revision || followed;
  const commit = manifests !== undefined ? '' : isCommit(wanted) && (source.chart ?? '') === '' ? wanted : resolve(wanted);
  const retry = request.retryStrategy ?? syncPolicy?.retry;
  return started(app, {
    sync: given({
      source, revision: commit, prune: request.prune, dryRun, syncOptions: syncOptions === undefined ? syncPolicy?.syncOptions : (syncOptions.items ?? []),
      syncStrategy: request.strategy, resources: request.resources, manifests,
    }),
    ...given({ info: request.infos, retry }),
  });
}

export function requestRollback(app: Application, { id, prune, dryRun }: RollbackRequest): Requested {
  if (app.metadata.deletionTimestamp !== undefined) return refused('application is deleting');
  if (isAutomated(app)) return refused('rollback cannot be initiated when auto-sync is enabled');
  const deployed = app.status?.history?.find((one) => one.id === id);
  const name = qualifiedName({ name: app.metadata.name, namespace: app.metadata.namespace ?? '' });
  if (deployed === undefined) return refused(`application ${name} does not have deployment with id ${id}`, 'InvalidArgument');
  const { source } = deployed;
  if (source === undefined || Object.values(source).every((value) => value === undefined || value === '')) {
    return refused('cannot rollback to revision deployed with Argo CD v0.11 or lower. sync to revision instead.');
  }
  return started(app, { sync: given({ revision: deployed.revision, dryRun, prune, syncOptions: app.spec.syncPolicy?.syncOptions, syncStrategy: { apply: {} }, source }) });
}
