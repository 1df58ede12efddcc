/** What a sync is told, and what it says of itself. */
import type { OperationPhase } from '../decide/application';
import type { HealthScripts } from '../health/resource-health';
import type { Pair } from '../health/application-health';
import type { JsonObject } from '../objects';
import type { ApplySettings } from './apply-object';
import type { ResourceResult } from './task';

export interface SyncSettings extends ApplySettings {
  readonly dryRun: boolean;
  readonly prune: boolean;
  readonly skipHooks: boolean;
  readonly pruneLast: boolean;
  readonly pruneConfirmed: boolean;
  /** The option `Prune` of the whole application. */
  readonly pruneOption: string | undefined;
  readonly propagation: 'Foreground' | 'Background' | 'Orphan';
  readonly skipDryRunOnMissingResource: boolean;
  /** With ApplyOutOfSyncOnly: by key, whether an object differs. */
  readonly modified: ReadonlyMap<string, boolean> | undefined;
  /** What the namespace of the application shall be, with CreateNamespace: undefined where it is to be left alone. */
  readonly namespaceFor?: ((live: JsonObject | undefined) => JsonObject | undefined) | undefined;
  /** Whether the operation is about an object. */
  readonly selects: (pair: Pair) => boolean;
  /** Why the project does not let an object be; undefined: it does. */
  readonly forbids: (object: JsonObject, namespaced: boolean) => string | undefined;
  readonly scripts?: HealthScripts | undefined;
}

export interface SyncInput {
  readonly pairs: readonly Pair[];
  readonly hooks: readonly JsonObject[];
  readonly namespace: string;
  readonly revision: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly phase: OperationPhase;
  readonly message: string;
  /** In the order in which they came. */
  readonly results: readonly ResourceResult[];
}

export interface SyncOutcome {
  readonly phase: OperationPhase;
  readonly message: string;
  readonly results: readonly ResourceResult[];
}
