/** One object in one phase of a sync (gitops-engine pkg/sync/sync_task.go, sync_tasks.go). */
import { deletePolicies, hookTypes, isHook, isSkipped, waveOf } from '../hooks/hooks';
import type { DeletePolicy, SyncPhase } from '../hooks/hooks';
import type { OperationPhase } from '../decide/application';
import { groupOf, keyOf, kindOf, nameOf, namespaceOf, printKey, versionOf } from '../objects';
import type { JsonObject, ResourceKey } from '../objects';
import { objectOf, textOf } from '../../api/schema/values';

export type ResultCode = 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';

/** What an operation remembers of a task from one reconciliation to the next. */
export interface ResourceResult extends ResourceKey {
  readonly version: string;
  readonly syncPhase: SyncPhase;
  readonly hookType: SyncPhase | undefined;
  readonly status: ResultCode | '';
  readonly hookPhase: OperationPhase | '';
  readonly message: string;
}

/** Changes while a reconciliation works on it. */
export class SyncTask {
  skipDryRun = false;
  syncStatus: ResultCode | '' = '';
  operationState: OperationPhase | '' = '';
  message = '';
  private waveOverride: number | undefined;

  constructor(public phase: SyncPhase, public target: JsonObject | undefined, public live: JsonObject | undefined) {}

  get object(): JsonObject {
    return this.target ?? this.live!;
  }
  get key(): ResourceKey {
    return keyOf(this.object);
  }
  get resultKey(): string {
    return `${printKey(this.key)}:${this.phase}`;
  }
  get wave(): number {
    return this.waveOverride ?? waveOf(this.object);
  }
  moveTo(wave: number): void {
    this.waveOverride = wave;
  }
  get isPrune(): boolean {
    return this.target === undefined;
  }
  get isHook(): boolean {
    return isHook(this.object);
  }
  /** As messages name it. */
  get place(): string {
    return `${groupOf(this.object)}/${kindOf(this.object)}/${nameOf(this.object)}`;
  }
  get pending(): boolean {
    return this.operationState === '';
  }
  get running(): boolean {
    return this.operationState === 'Running';
  }
  get completed(): boolean {
    return this.operationState === 'Succeeded' || this.operationState === 'Failed' || this.operationState === 'Error';
  }
  get version(): string {
    return versionOf(this.object);
  }
  private has(policy: DeletePolicy): boolean {
    return this.live !== undefined && this.isHook && deletePolicies(this.object).includes(policy);
  }
  get deletesBeforeCreation(): boolean {
    return this.pending && this.has('BeforeHookCreation');
  }
  get deletesOnSuccess(): boolean {
    return this.has('HookSucceeded');
  }
  get deletesOnFailure(): boolean {
    return this.has('HookFailed');
  }
}

const PHASES: readonly SyncPhase[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];

/** syncPhases: where an object takes part. */
export function phasesOf(object: JsonObject): SyncPhase[] {
  if (isSkipped(object)) return [];
  if (!isHook(object)) return ['Sync'];
  const types = hookTypes(object);
  return PHASES.filter((phase) => types.includes(phase));
}

/** Kinds that others rely on come first; any other is last. */
const KINDS = [
  'Namespace', 'NetworkPolicy', 'ResourceQuota', 'LimitRange', 'PodSecurityPolicy', 'PodDisruptionBudget', 'ServiceAccount', 'Secret', 'SecretList', 'ConfigMap', 'StorageClass', 'PersistentVolume',
  'PersistentVolumeClaim', 'CustomResourceDefinition', 'ClusterRole', 'ClusterRoleList', 'ClusterRoleBinding', 'ClusterRoleBindingList', 'Role', 'RoleList', 'RoleBinding', 'RoleBindingList', 'Service',
  'DaemonSet', 'Pod', 'ReplicationController', 'ReplicaSet', 'Deployment', 'HorizontalPodAutoscaler', 'StatefulSet', 'Job', 'CronJob', 'IngressClass', 'Ingress', 'APIService',
];
const KIND_ORDER: ReadonlyMap<string, number> = new Map(KINDS.map((kind, index) => [kind, index]));
const kindOrder = (task: SyncTask): number => KIND_ORDER.get(kindOf(task.object)) ?? KINDS.length;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function less(a: SyncTask, b: SyncTask): number {
  return PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || a.wave - b.wave || kindOrder(a) - kindOrder(b) || byText(nameOf(a.object), nameOf(b.object)) || byText(kindOf(a.object), kindOf(b.object));
}

/** adjustDeps: what others need is moved to the first of them, into its wave and phase. */
function adjust(tasks: SyncTask[], provides: (object: JsonObject) => string | undefined, needs: (object: JsonObject) => string | undefined): void {
  const firsts = new Map<string, number>();
  for (let at = 0; at < tasks.length; at += 1) {
    const task = tasks[at]!;
    if (task.target === undefined) continue;
    const provided = provides(task.target);
    const needed = provided === undefined ? needs(task.target) : undefined;
    const first = provided === undefined ? undefined : firsts.get(provided);
    if (first !== undefined) {
      task.moveTo(tasks[first]!.wave);
      task.phase = tasks[first]!.phase;
      tasks.splice(at, 1);
      tasks.splice(first, 0, task);
      for (const [key, index] of firsts) if (index >= first) firsts.set(key, index + 1);
    } else if (needed !== undefined && !firsts.has(needed)) firsts.set(needed, at);
  }
}

export const isDefinition = (object: JsonObject): boolean => groupOf(object) === 'apiextensions.k8s.io' && kindOf(object) === 'CustomResourceDefinition';

/** `group/Kind` of what a definition defines. */
export function definedKind(object: JsonObject): string | undefined {
  if (!isDefinition(object)) return undefined;
  const { group, names } = objectOf(object.spec);
  const { kind } = objectOf(names);
  return typeof group === 'string' && typeof kind === 'string' ? `${group}/${kind}` : undefined;
}

/** syncTasks.Sort: phase, wave, kind, name; a namespace and a definition stand before what is of them. */
export function sortTasks(tasks: readonly SyncTask[]): SyncTask[] {
  const sorted = [...tasks].sort(less);
  adjust(sorted, (object) => (kindOf(object) === 'Namespace' && groupOf(object) === '' ? nameOf(object) : undefined), (object) => textOf(namespaceOf(object)) || undefined);
  adjust(sorted, definedKind, (object) => `${groupOf(object)}/${kindOf(object)}`);
  return sorted;
}

/** Within a group that upstream works on side by side: by kind and name, so that the order is always the same. */
export const sideBySide = (tasks: readonly SyncTask[]): SyncTask[] => [...tasks].sort((a, b) => byText(kindOf(a.object), kindOf(b.object)) || byText(nameOf(a.object), nameOf(b.object)));
