import type { JsonObject } from '../objects';

/** A live object as it is compared, and what it would be after a sync. */
export interface Predicted {
  readonly live: JsonObject;
  readonly predicted: JsonObject;
}

/** diff.DiffResult; either side is null where the object is not there. */
export interface DiffResult {
  readonly modified: boolean;
  readonly live: JsonObject | null;
  readonly predicted: JsonObject | null;
}
