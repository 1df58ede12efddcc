import type { JsonObject } from '../../api/schema/walk';
import type { Event } from '../../api/generated/types/core.v1';
import type { Kind } from '../../api/kind';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';

/** What a description has besides its object. */
export interface Around {
  readonly session: Session;
  readonly kind: Kind;
  /** µs since 1970. */
  readonly now: number;
  /** What happened to the object; undefined where events are not shown. */
  readonly events: readonly Event[] | undefined;
}

/** Describes an object of one kind: raw lines whose cells end in tabs. */
export type Describer = (object: JsonObject, around: Around) => Steps<string>;

/** A description that asks the server nothing more. */
export const plain = <T>(describe: (object: T, around: Around) => string): Describer =>
  function* described(object, around) {
    yield* [];
    return describe(object as unknown as T, around);
  };

/** A description that asks more. */
export const asking = <T>(describe: (object: T, around: Around) => Steps<string>): Describer => (object, around) => describe(object as unknown as T, around);
