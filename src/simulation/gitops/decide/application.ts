/** The parts of an Application (argoproj.io/v1alpha1) that decisions look at. Multiple sources and the hydrator are not part of this model. */
import type { IgnoredDifference } from '../diff/ignore';

export interface ApplicationSource {
  readonly repoURL?: string;
  readonly path?: string;
  readonly targetRevision?: string;
  readonly chart?: string;
  readonly [field: string]: unknown;
}

export interface Destination {
  readonly server?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface RetryStrategy {
  /** Negative: without end. */
  readonly limit?: number;
  readonly backoff?: { readonly duration?: string; readonly factor?: number; readonly maxDuration?: string };
  /** Each attempt takes the newest revision. */
  readonly refresh?: boolean;
}

export interface SyncPolicy {
  readonly automated?: { readonly prune?: boolean; readonly selfHeal?: boolean; readonly allowEmpty?: boolean; readonly enabled?: boolean };
  readonly syncOptions?: readonly string[];
  readonly retry?: RetryStrategy;
  readonly managedNamespaceMetadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
}

export interface SyncResource {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface SyncOperation {
  readonly revision?: string;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly syncStrategy?: { readonly apply?: { readonly force?: boolean }; readonly hook?: { readonly force?: boolean } };
  readonly resources?: readonly SyncResource[];
  readonly source?: ApplicationSource;
  readonly manifests?: readonly string[];
  readonly syncOptions?: readonly string[];
  readonly autoHealAttemptsCount?: number;
}

export interface Operation {
  readonly sync?: SyncOperation;
  readonly initiatedBy?: { readonly username?: string; readonly automated?: boolean };
  readonly info?: readonly { readonly name: string; readonly value: string }[];
  readonly retry?: RetryStrategy;
}

export type OperationPhase = 'Running' | 'Terminating' | 'Failed' | 'Error' | 'Succeeded';

export interface OperationState {
  readonly operation: Operation;
  readonly phase: OperationPhase;
  readonly message?: string;
  readonly syncResult?: { readonly revision?: string; readonly source?: ApplicationSource; /** What became of each object (sync/task: ResourceResult). */ readonly resources?: readonly object[] };
  /** RFC 3339. */
  readonly startedAt: string;
  /** Set while the operation runs: it failed and is tried again. */
  readonly finishedAt?: string;
  readonly retryCount?: number;
}

export interface ApplicationCondition {
  readonly type: string;
  readonly message: string;
}

export interface Application {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>>; readonly deletionTimestamp?: string };
  readonly spec: {
    readonly project?: string;
    readonly source?: ApplicationSource;
    readonly destination?: Destination;
    readonly syncPolicy?: SyncPolicy;
    readonly ignoreDifferences?: readonly IgnoredDifference[];
  };
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string; readonly comparedTo?: { readonly source?: ApplicationSource; readonly destination?: Destination } };
    readonly health?: { readonly status?: string };
    readonly conditions?: readonly ApplicationCondition[];
    readonly operationState?: OperationState;
    readonly history?: readonly {
      readonly id: number;
      readonly revision?: string;
      readonly source?: ApplicationSource;
      /** RFC 3339. */
      readonly deployStartedAt?: string;
      readonly deployedAt?: string;
      readonly initiatedBy?: Operation['initiatedBy'];
    }[];
  };
  readonly operation?: Operation;
}

export const isCompleted = (phase: OperationPhase): boolean => phase === 'Failed' || phase === 'Error' || phase === 'Succeeded';

/** SyncPolicy.IsAutomatedSyncEnabled. */
export const isAutomated = ({ spec: { syncPolicy } }: Application): boolean => syncPolicy?.automated !== undefined && syncPolicy.automated.enabled !== false;
