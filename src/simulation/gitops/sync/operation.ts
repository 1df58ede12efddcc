/** One reconciliation of an operation (controller/sync.go: SyncAppState; appcontroller.go: processRequestedAppOperation). */
import { parseTime } from '../../base';
import type { Comparison, Surroundings } from '../compare/compare';
import { coreSchema } from '../compare/core-schema';
import { isOwnTracking, trackingOf } from '../compare/tracking';
import { isCompleted } from '../decide/application';
import type { Application, OperationState, SyncOperation } from '../decide/application';
import { beginSync } from '../decide/operation';
import { destinationPermitted, IN_CLUSTER, kindPermitted } from '../decide/permissions';
import type { AppProject } from '../decide/permissions';
import { afterAttempt, beginRetry, retriesAt } from '../decide/retry';
import type { Outcome } from '../decide/retry';
import { ignoreNormalizer, knownTypesNormalizer } from '../diff/ignore';
import { typedKind } from '../diff/typed';
import { isDeletionHook } from '../hooks/hooks';
import type { Pair } from '../health/application-health';
import { groupOf, keyOf, kindOf, nameOf, namespaceOf, printKey, valueOf } from '../objects';
import type { JsonObject } from '../objects';
import { syncOnce } from './engine';
import type { SyncSettings } from './settings';
import type { Door } from './kubectl';
import { respectingIgnored } from './respect-ignored';
import type { ResourceResult } from './task';

const MICROS = 1_000_000;
const DELETION_APPROVED = 'argocd.argoproj.io/deletion-approved';
const MIGRATION_MANAGER = 'argocd.argoproj.io/client-side-apply-migration-manager';
const DEFAULT_MIGRATION_MANAGER = 'kubectl-client-side-apply';

/** An operation under way, with what it did so far. */
export interface RunningOperation {
  readonly state: OperationState;
  readonly results: readonly ResourceResult[];
}

export interface OperationInput {
  readonly git: { readonly revision: string; readonly manifests: readonly JsonObject[] } | { readonly error: string };
  readonly live: readonly JsonObject[];
  readonly project: AppProject;
  readonly around: Surroundings;
  readonly door: Door;
}

/** syncNamespace: the namespace to make, or to keep as the policy says. */
function namespaceOption(app: Application): SyncSettings['namespaceFor'] {
  const { syncPolicy, destination } = app.spec;
  const managed = syncPolicy?.managedNamespaceMetadata;
  const name = destination?.namespace ?? '';
  return (live) => {
    if (live !== undefined && managed === undefined) return undefined;
    const metadata = managed === undefined ? { name } : {
      name, ...(managed.labels === undefined ? {} : { labels: managed.labels }), annotations: { ...managed.annotations, 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' },
    };
    return { apiVersion: 'v1', kind: 'Namespace', metadata };
  };
}

function propagation(options: readonly string[]): SyncSettings['propagation'] {
  if (options.includes('PrunePropagationPolicy=background')) return 'Background';
  if (options.includes('PrunePropagationPolicy=foreground')) return 'Foreground';
  return options.includes('PrunePropagationPolicy=orphan') ? 'Orphan' : 'Foreground';
}

/** Application.IsDeletionConfirmed. */
function isConfirmed({ metadata }: Application, startedAt: string): boolean {
  const approved = parseTime(metadata.annotations?.[DELETION_APPROVED] ?? '');
  return approved !== undefined && approved >= (parseTime(startedAt) ?? 0);
}

/** validateSyncPermissions. */
function forbids(project: AppProject): SyncSettings['forbids'] {
  return (object, namespaced) => {
    if (!kindPermitted(project, { group: groupOf(object), kind: kindOf(object), name: nameOf(object) }, namespaced)) return `resource ${groupOf(object)}:${kindOf(object)} is not permitted in project ${project.name}`;
    const namespace = namespaceOf(object);
    return namespaced && !destinationPermitted(project, { ...IN_CLUSTER, namespace }) ? `namespace ${namespace} is not permitted in project '${project.name}'` : undefined;
  };
}

function selects(app: Application, { resources = [] }: SyncOperation, around: Surroundings): SyncSettings['selects'] {
  const tracking = trackingOf(around.configMap);
  return ({ target, live }: Pair) => {
    const key = keyOf(live ?? target!);
    const isNamed = resources.some(({ group = '', kind = '', name = '', namespace = '' }) => group === key.group && kind === key.kind && name === key.name && (namespace === '' || namespace === key.namespace));
    return (resources.length === 0 || isNamed || (target !== undefined && isDeletionHook(target))) && isOwnTracking(live, target, app.metadata.name, tracking);
  };
}

function settingsFor(app: Application, sync: SyncOperation, comparison: Comparison, startedAt: string, { project, around }: OperationInput): SyncSettings {
  const options = sync.syncOptions ?? [];
  const has = (option: string): boolean => options.includes(option);
  const strategy = sync.syncStrategy ?? {};
  const modified = new Map(comparison.pairs.map(({ target, live }, index) => [printKey(keyOf(live ?? target!)), comparison.diffs[index]!.modified]));
  return {
    dryRun: sync.dryRun === true, prune: sync.prune === true, replace: has('Replace=true'), serverSideApply: has('ServerSideApply=true'),
    force: strategy.apply === undefined ? strategy.hook?.force === true : strategy.apply.force === true,
    skipHooks: strategy.apply !== undefined || (sync.resources?.length ?? 0) > 0, pruneLast: has('PruneLast=true'), pruneConfirmed: isConfirmed(app, startedAt), pruneOption: valueOf(options, 'Prune'),
    propagation: propagation(options), skipDryRunOnMissingResource: has('SkipDryRunOnMissingResource=true'), modified: has('ApplyOutOfSyncOnly=true') ? modified : undefined,
    migratesFrom: has('ClientSideApplyMigration=false') ? undefined : (app.metadata.annotations?.[MIGRATION_MANAGER] ?? DEFAULT_MIGRATION_MANAGER),
    namespaceFor: has('CreateNamespace=true') ? namespaceOption(app) : undefined, selects: selects(app, sync, around), forbids: forbids(project), scripts: around.scripts,
  };
}

function pairsFor(app: Application, { syncOptions = [] }: SyncOperation, { pairs, overrides }: Comparison, { around }: OperationInput): readonly Pair[] {
  if (!syncOptions.includes('RespectIgnoreDifferences=true')) return pairs;
  const [fields, known] = [ignoreNormalizer(app.spec.ignoreDifferences ?? [], overrides), knownTypesNormalizer(overrides, coreSchema())];
  return pairs.map(({ target, live }) => ({ live, target: target === undefined ? undefined : respectingIgnored(target, live, typedKind(around.kind, target), (object) => known(fields(object))) }));
}

/** argo.AugmentSyncMsg: what a missing kind means. */
function explained(result: ResourceResult, { door }: OperationInput): ResourceResult {
  if (!result.message.includes('the server could not find the requested resource')) return result;
  const { group, kind, namespace, name, version } = result;
  const other = door.registry().kinds.find((one) => one.kind === kind && (one.resource?.group ?? '') === group);
  const place = `requested resource ${namespace}/${name}`;
  return {
    ...result, message: other === undefined
      ? `The Kubernetes API could not find ${group}/${kind} for ${place}. Make sure the "${kind}" CRD is installed on the destination cluster.`
      : `The Kubernetes API could not find version "${version}" of ${group}/${kind} for ${place}. Version "${other.resource?.version ?? ''}" of ${group}/${kind} is installed on the destination cluster.`,
  };
}

function attempt(app: Application, { state, results }: RunningOperation, input: OperationInput): { readonly outcome: Outcome; readonly results: readonly ResourceResult[]; readonly comparison?: Comparison } {
  const begun = beginSync(app, state, { git: input.git, live: input.live, project: input.project, now: input.door.now(), around: input.around });
  if ('outcome' in begun) return { outcome: begun.outcome, results };
  const sync = state.operation.sync ?? {};
  const { comparison } = begun;
  const done = syncOnce(input.door, settingsFor(app, sync, comparison, state.startedAt, input), {
    pairs: pairsFor(app, sync, comparison, input), hooks: comparison.hooks, namespace: app.spec.destination?.namespace ?? '', revision: 'error' in input.git ? '' : input.git.revision,
    startedAt: Math.floor((parseTime(state.startedAt) ?? 0) / MICROS), phase: state.phase, message: state.message ?? '', results,
  });
  return { outcome: { phase: done.phase, message: done.message }, results: done.results.map((result) => explained(result, input)), comparison };
}

/** One step of an operation that is not over. One that waits for its next attempt does nothing before it is due. */
export function stepOperation(app: Application, running: RunningOperation, input: OperationInput): RunningOperation {
  if (isCompleted(running.state.phase)) return running;
  const due = running.state.phase === 'Terminating' ? undefined : retriesAt(running.state);
  if (due !== undefined && due > input.door.now()) return running;
  const current = due === undefined ? running : { state: beginRetry(running.state), results: [] };
  const { outcome, results, comparison } = attempt(app, current, input);
  const state = afterAttempt(current.state, outcome, input.door.now(), running.state.phase === 'Terminating');
  const revision = 'error' in input.git ? current.state.operation.sync?.revision : input.git.revision;
  const syncResult = comparison === undefined && current.state.syncResult === undefined ? undefined : { ...(revision === undefined ? {} : { revision }), source: current.state.operation.sync?.source ?? app.spec.source ?? {} };
  return { state: syncResult === undefined ? state : { ...state, syncResult }, results };
}

