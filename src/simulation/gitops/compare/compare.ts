/** An application as Git wants it and as it is (controller/state.go: CompareAppState). */
import type { Kind } from '../../api/kind';
import { coreSchema } from './core-schema';
import { newDiffer, SYNC_OPTIONS } from '../diff/diff';
import type { DiffResult } from '../diff/result';
import type { DryRun } from '../diff/server-side';
import type { IgnoredDifference } from '../diff/ignore';
import { applicationHealth } from '../health/application-health';
import type { Pair } from '../health/application-health';
import type { HealthScripts } from '../health/resource-health';
import type { Health } from '../health/status';
import { isDeletionHook, isHook, isIgnored, isSkipped, waveOf } from '../hooks/hooks';
import { groupOf, hasOption, keyOf, kindOf, nameOf, namespaceOf, optionValue, valueOf, versionOf } from '../objects';
import type { JsonObject, ResourceKey } from '../objects';
import { excludedKinds, ignoresAggregatedRoles, resourceOverrides } from '../settings/resource-overrides';
import type { ConfigMapData, ResourceOverrides } from '../settings/resource-overrides';
import { managedLive, reconcile } from './reconcile';
import type { Reconciliation } from './reconcile';
import { targetObjects, targetsOfSync } from './target';
import type { Condition } from './target';
import { applicationOf, isOwnTracking, trackingOf } from './tracking';

export type SyncCode = 'Synced' | 'OutOfSync' | 'Unknown';

/** What a comparison looks at of an Application. */
export interface ComparedApplication {
  readonly name: string;
  readonly namespace: string;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly destinationNamespace: string;
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  readonly syncOptions?: readonly string[];
}

/** The cluster that Argo CD looks at, and its own settings. */
export interface Surroundings {
  /** Where Argo CD itself runs: applications elsewhere carry their namespace in their name. */
  readonly controlNamespace: string;
  readonly configMap: ConfigMapData;
  readonly kind: (object: JsonObject) => Kind | undefined;
  readonly dryRun?: DryRun | undefined;
  readonly scripts?: HealthScripts | undefined;
}

export interface ResourceStatus extends ResourceKey {
  readonly version: string;
  /** Undefined: the object is not compared. */
  readonly status: SyncCode | undefined;
  readonly health: Health | undefined;
  readonly hook: boolean;
  readonly requiresPruning: boolean;
  readonly requiresConfirmation: boolean;
  readonly syncWave: number;
}

export interface Comparison {
  readonly status: SyncCode;
  readonly health: Health['status'];
  readonly resources: readonly ResourceStatus[];
  /** For each resource: what it is compared with. */
  readonly pairs: readonly Pair[];
  readonly diffs: readonly DiffResult[];
  readonly hooks: readonly JsonObject[];
  readonly conditions: readonly Condition[];
  readonly overrides: ResourceOverrides;
}

/** What Git gave: manifests, or why none could be read. */
export type GitState = { readonly manifests: readonly JsonObject[] } | { readonly error: string };

const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';

/** Application.InstanceName. */
export const instanceName = (name: string, namespace: string, controlNamespace: string): string => (namespace === '' || namespace === controlNamespace ? name : `${namespace}_${name}`);
/** Application.QualifiedName. */
export const qualifiedName = ({ name, namespace }: { readonly name: string; readonly namespace: string }): string => (namespace === '' ? name : `${namespace}/${name}`);

/** isObjRequiresDeletionConfirmation. */
const needsConfirmation = (object: JsonObject | undefined, syncOptions: readonly string[]): boolean =>
  object !== undefined && ['Delete', 'Prune'].some((option) => (optionValue(object, SYNC_OPTIONS, option) ?? valueOf(syncOptions, option)) === 'confirm');

const NOTHING: DiffResult = { modified: false, live: {}, predicted: {} };

interface Prepared {
  readonly reconciliation: Reconciliation;
  readonly conditions: readonly Condition[];
}

function prepare(app: ComparedApplication, manifests: readonly JsonObject[], live: readonly JsonObject[], around: Surroundings): Prepared {
  const { configMap, controlNamespace } = around;
  const [tracking, application] = [trackingOf(configMap), instanceName(app.name, app.namespace, controlNamespace)];
  const isNamespaced = (object: JsonObject): boolean | undefined => around.kind(object)?.resource?.namespaced;
  const { targets: all, conditions: repeated } = targetObjects(manifests, { application, namespace: app.destinationNamespace, tracking, isNamespaced });
  const isExcluded = excludedKinds(configMap);
  const excluded = all.filter((object) => isExcluded(groupOf(object), kindOf(object)));
  const targets = all.filter((object) => !excluded.includes(object));
  const managed = managedLive(live.filter((object) => !isExcluded(groupOf(object), kindOf(object))), targets, application, tracking);
  const shared = [...managed.values()].flatMap((object): Condition[] => {
    const owner = applicationOf(object, tracking);
    if (owner === '' || owner === application) return [];
    return [{ type: 'SharedResourceWarning', message: `${kindOf(object)}/${nameOf(object)} is part of applications ${qualifiedName(app)} and ${owner.replaceAll('_', '/')}` }];
  });
  return {
    reconciliation: reconcile(targetsOfSync(targets), managed, app.destinationNamespace, isNamespaced),
    conditions: [
      ...repeated,
      ...excluded.map((object) => ({ type: 'ExcludedResourceWarning', message: `Resource ${groupOf(object)}/${kindOf(object)} ${nameOf(object)} is excluded in the settings` })),
      ...shared,
    ],
  };
}

/** StateDiffs of all pairs, or why there are none. */
function diffAll(app: ComparedApplication, pairs: readonly Pair[], around: Surroundings, overrides: ResourceOverrides): { readonly diffs: readonly DiffResult[] } | { readonly error: string } {
  const options = new Set(String(app.annotations?.[COMPARE_OPTIONS] ?? '').split(',').map((item) => item.trim()));
  const asksServer = options.has('ServerSideDiff=true') && !options.has('ServerSideDiff=false') && around.dryRun !== undefined;
  try {
    const differ = newDiffer({
      kind: around.kind, core: coreSchema(), tracking: trackingOf(around.configMap), ignored: app.ignoreDifferences ?? [], overrides,
      ignoreAggregatedRoles: ignoresAggregatedRoles(around.configMap), serverSideApply: app.syncOptions?.includes('ServerSideApply=true') === true,
      serverSideDiff: asksServer && around.dryRun !== undefined ? { dryRun: around.dryRun, ignoreMutations: !options.has('IncludeMutationWebhook=true') } : undefined,
    });
    return { diffs: pairs.map(({ target, live }) => differ(target, live)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

interface Judged {
  readonly status: SyncCode | undefined;
  readonly counts: boolean;
}

/** Whether an object is in sync, and whether the application's state depends on it. */
function judge({ target, live }: Pair, diff: DiffResult, isOwn: boolean): Judged {
  const object = live ?? target!;
  if (isHook(object) || isDeletionHook(object) || isIgnored(object) || (target !== undefined && isSkipped(target)) || !isOwn) return { status: undefined, counts: false };
  if (!diff.modified && target !== undefined && live !== undefined) return { status: 'Synced', counts: false };
  const isExtra = target === undefined && live !== undefined;
  return { status: 'OutOfSync', counts: !isExtra || !hasOption(object, COMPARE_OPTIONS, 'IgnoreExtraneous') };
}

/** Compares the manifests of an application with the live objects of the cluster (without managers where nobody asks for them). */
export function compareApplication(app: ComparedApplication, git: GitState, live: readonly JsonObject[], around: Surroundings): Comparison {
  const loadError: Condition[] = 'error' in git ? [{ type: 'ComparisonError', message: `Failed to load target state: ${git.error}` }] : [];
  const { reconciliation: { pairs, hooks }, conditions } = prepare(app, 'error' in git ? [] : git.manifests, live, around);
  const overrides = resourceOverrides(around.configMap);
  const diffed = diffAll(app, pairs, around, overrides);
  const diffErrors: Condition[] = 'error' in diffed ? [{ type: 'ComparisonError', message: `Failed to compare desired state to live state: ${diffed.error}` }] : [];
  const diffs = 'error' in diffed ? pairs.map(() => NOTHING) : diffed.diffs;
  const failed = loadError.length > 0 || diffErrors.length > 0;
  const health = applicationHealth(pairs, app, around.scripts);
  const tracking = trackingOf(around.configMap);
  let code: SyncCode = 'Synced';
  const resources = pairs.map((pair, index): ResourceStatus => {
    const { target, live: there } = pair;
    const object = there ?? target!;
    const isOwn = isOwnTracking(there, target, app.name, tracking);
    const { status, counts } = judge(pair, diffs[index]!, isOwn);
    if (counts) code = 'OutOfSync';
    const hook = isHook(object) || isDeletionHook(object);
    const sameHook = hooks.find((one) => hook && target === undefined && nameOf(one) === nameOf(object) && kindOf(one) === kindOf(object) && namespaceOf(one) === namespaceOf(object));
    return {
      ...keyOf(object), version: versionOf(object), status: failed ? 'Unknown' : status, health: health.resources[index], hook,
      requiresPruning: target === undefined && isOwn, requiresConfirmation: [target, there].some((one) => needsConfirmation(one, app.syncOptions ?? [])),
      syncWave: target !== undefined ? waveOf(target) : sameHook === undefined ? 0 : waveOf(sameHook),
    };
  });
  const healthError: Condition[] = health.error === undefined ? [] : [{ type: 'ComparisonError', message: `error setting app health: ${health.error}` }];
  return {
    status: failed ? 'Unknown' : code, health: health.health, resources, pairs, diffs, hooks, overrides,
    conditions: [...loadError, ...conditions, ...diffErrors, ...healthError],
  };
}

