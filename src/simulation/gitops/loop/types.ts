/** What Argo CD's loop is told and what it remembers: one value, beside the cluster. */
import type { Cluster, ClusterConfig } from '../../cluster/cluster';
import type { ResourceStatus } from '../compare/compare';
import type { Application } from '../decide/application';
import type { AppProject } from '../decide/permissions';
import type { Fetched } from '../decide/refresh';
import type { SelfHealTiming } from '../decide/self-heal';
import type { Repository } from '../git/repository';
import type { HealthScripts } from '../health/resource-health';
import type { JsonObject } from '../objects';
import type { ConfigMapData } from '../settings/resource-overrides';
import type { RunningOperation } from '../sync/operation';

/** What a look at one application goes by. */
export interface LookSettings {
  /** Undefined: there is none of that name. */
  readonly project: AppProject | undefined;
  /** `argocd-cm`. */
  readonly configMap: ConfigMapData;
  readonly selfHeal: SelfHealTiming;
  /** `timeout.reconciliation`: how often Git is asked, and up to how much later (`timeout.reconciliation.jitter`); µs. */
  readonly poll: number;
  readonly jitter: number;
  readonly scripts?: HealthScripts | undefined;
}

export interface LoopSettings extends LookSettings {
  readonly config: ClusterConfig;
  readonly project: AppProject;
}

/** Where an object of the cluster is: its resource in the store, and its key there. */
export interface Place {
  readonly resource: string;
  readonly key: string;
}

export interface AppState {
  /** With its status. */
  readonly app: Application;
  readonly running?: RunningOperation | undefined;
  /** What Git gave when it was asked last, and for how long it has failed (µs since 1970). */
  readonly git?: Fetched | undefined;
  readonly gitFailsSince?: number | undefined;
  /** When Git is asked next, µs since 1970; 0: at once. */
  readonly pollAt: number;
  /** When the cluster is looked at before that. */
  readonly refreshAt?: number | undefined;
  /** When a running operation goes on. */
  readonly stepAt?: number | undefined;
  /** What the last look saw, where it found nothing to do: while all of it is the same, so is what the next one finds. */
  readonly looked?: { readonly app: Application; readonly manifests: readonly JsonObject[]; readonly live: readonly JsonObject[] } | undefined;
  /** What the last comparison said of each object. */
  readonly resources?: readonly ResourceStatus[] | undefined;
  /** What the cluster has of it, by `resource/key`. */
  readonly owned: Readonly<Record<string, Place>>;
}

/** What the loop did, for views. */
export type LoopEvent =
  | { readonly at: number; readonly app: string; readonly what: 'fetched'; readonly revision: string | undefined; readonly error?: string }
  | { readonly at: number; readonly app: string; readonly what: 'compared'; readonly sync: string; readonly health: string }
  | { readonly at: number; readonly app: string; readonly what: 'started'; readonly revision: string; readonly automated: boolean; readonly healing: boolean }
  | { readonly at: number; readonly app: string; readonly what: 'stepped'; readonly phase: string; readonly message: string };

export interface Loop {
  readonly cluster: Cluster;
  readonly repository: Repository;
  readonly apps: Readonly<Record<string, AppState>>;
  /** The revision of the store up to which changes were heard; undefined: nothing yet. */
  readonly heard?: number | undefined;
}
