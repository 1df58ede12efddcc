import type { Pair } from '../health/application-health';
import { groupOf, kindOf, nameOf } from '../objects';
import type { JsonObject } from '../objects';
import type { Door } from './kubectl';
import type { Progress } from './progress';
import type { SyncInput, SyncSettings } from './settings';
import type { SyncTask } from './task';

/** What all parts of a reconciliation work with. */
export interface SyncContext {
  readonly door: Door;
  readonly settings: SyncSettings;
  readonly input: SyncInput;
  readonly progress: Progress;
  /** What is wanted or there: one of each key. */
  readonly resources: readonly Pair[];
}

export interface Round extends SyncContext {
  /** All tasks of this reconciliation: several may be about one live object, and what happens to it concerns them all. */
  readonly all: readonly SyncTask[];
}

export const isNamespace = (object: JsonObject | undefined, name: string): boolean => object !== undefined && kindOf(object) === 'Namespace' && groupOf(object) === '' && nameOf(object) === name;
