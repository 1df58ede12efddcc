/** Which objects are hooks, of which phases, in which wave, and when they are taken away (gitops-engine pkg/sync/hook, ignore, syncwaves). */
import { annotationList, annotationsOf, finalizersOf } from '../objects';
import type { JsonObject } from '../objects';

export const HOOK = 'argocd.argoproj.io/hook';
export const HOOK_FINALIZER = 'argocd.argoproj.io/hook-finalizer';
const DELETE_POLICY = 'argocd.argoproj.io/hook-delete-policy';
const WAVE = 'argocd.argoproj.io/sync-wave';
const [HELM_HOOK, HELM_DELETE_POLICY, HELM_WEIGHT] = ['helm.sh/hook', 'helm.sh/hook-delete-policy', 'helm.sh/hook-weight'];

export type SyncPhase = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail';
export type HookType = SyncPhase | 'Skip';
export type DeletePolicy = 'BeforeHookCreation' | 'HookSucceeded' | 'HookFailed';

const TYPES: ReadonlySet<string> = new Set<HookType>(['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip']);
const HELM_TYPES: ReadonlyMap<string, SyncPhase> = new Map([['pre-install', 'PreSync'], ['pre-upgrade', 'PreSync'], ['post-upgrade', 'PostSync'], ['post-install', 'PostSync']]);
const POLICIES: ReadonlySet<string> = new Set<DeletePolicy>(['BeforeHookCreation', 'HookSucceeded', 'HookFailed']);
const HELM_POLICIES: ReadonlyMap<string, DeletePolicy> = new Map([['before-hook-creation', 'BeforeHookCreation'], ['hook-succeeded', 'HookSucceeded'], ['hook-failed', 'HookFailed']]);

/** hook.Types: Helm's hooks count where there is none of Argo CD's. */
export function hookTypes(object: JsonObject): HookType[] {
  const own = annotationList(object, HOOK).filter((type): type is HookType => TYPES.has(type));
  return own.length > 0 ? own : annotationList(object, HELM_HOOK).flatMap((type) => HELM_TYPES.get(type) ?? []);
}

/** hook.Skip: an object that Argo CD leaves alone. */
export function isSkipped(object: JsonObject): boolean {
  const types = hookTypes(object);
  return types.length === 1 && types[0] === 'Skip';
}

/** hook.IsHook. Helm calls CRDs hooks, too, which they are not. */
export function isHook(object: JsonObject): boolean {
  const annotations = annotationsOf(object);
  if (annotations[HOOK] !== undefined) return !isSkipped(object);
  return annotations[HELM_HOOK] !== undefined && annotations[HELM_HOOK] !== 'crd-install';
}

/** ignore.Ignore: a hook of no phase that Argo CD knows. */
export const isIgnored = (object: JsonObject): boolean => isHook(object) && hookTypes(object).length === 0;

export const hasHookFinalizer = (object: JsonObject): boolean => finalizersOf(object).includes(HOOK_FINALIZER);

/** hook.DeletePolicies. */
export function deletePolicies(object: JsonObject): DeletePolicy[] {
  const found = [
    ...annotationList(object, DELETE_POLICY).filter((policy): policy is DeletePolicy => POLICIES.has(policy)),
    ...annotationList(object, HELM_DELETE_POLICY).flatMap((policy) => HELM_POLICIES.get(policy) ?? []),
  ];
  return found.length > 0 ? found : ['BeforeHookCreation'];
}

/** strconv.Atoi of an annotation; undefined where it is no whole number. */
function integer(text: unknown): number | undefined {
  return typeof text === 'string' && /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

/** syncwaves.Wave: the wave, or Helm's weight. */
export const waveOf = (object: JsonObject): number => integer(annotationsOf(object)[WAVE]) ?? integer(annotationsOf(object)[HELM_WEIGHT]) ?? 0;

/** isPreDeleteHook and isPostDeleteHook (controller/hook.go): what runs when the application is deleted. */
export function isDeletionHook(object: JsonObject): boolean {
  const items = (name: string): string[] => annotationList(object, name);
  return items(HOOK).some((type) => type === 'PreDelete' || type === 'PostDelete') || items(HELM_HOOK).some((type) => type === 'pre-delete' || type === 'post-delete');
}

/** hasGitOpsEngineSyncPhaseHook. */
export const runsInSync = (object: JsonObject): boolean => hookTypes(object).some((type) => type !== 'Skip');
