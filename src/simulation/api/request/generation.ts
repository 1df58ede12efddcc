import { semanticEqual } from '../equal';
import type { ApiObject } from '../types';

interface WithSpec extends ApiObject {
  readonly spec?: unknown;
}

/** PrepareForCreate of the kinds that count the changes of what is wanted. */
export const firstGeneration = <T extends ApiObject>(object: T): T => ({ ...object, metadata: { ...object.metadata, generation: 1 } });

/** PrepareForUpdate of these kinds: another spec is another generation. */
export const countSpecChanges = <T extends WithSpec>(object: T, old: T): T =>
  semanticEqual(object.spec, old.spec) ? object : { ...object, metadata: { ...object.metadata, generation: (old.metadata.generation ?? 0) + 1 } };

/** What a client sends in `status` is dropped on creation. */
export function dropStatus<T extends ApiObject>(object: T): T {
  const { status: _, ...rest } = object as T & { readonly status?: unknown };
  return rest as T;
}

/** An update keeps the status; only the subresource changes it. */
export function keepStatus<T extends ApiObject>(object: T, old: T): T {
  const { status } = old as T & { readonly status?: unknown };
  return status === undefined ? dropStatus(object) : { ...object, status };
}
