import type { Kind } from '../kind';
import type { ApiObject, ObjectMeta } from '../types';
import { validateObjectMetaUpdate } from '../validation/metadata';
import type { ServicePools } from '../service/pools';
import { allocate, inItsScope, invalid } from './create';
import type { Answer } from './create';

/** What the server keeps by itself whatever an update says (registry/rest/update.go BeforeUpdate). */
const KEPT = ['uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'selfLink'] as const;

function keptMetadata(metadata: ObjectMeta, old: ObjectMeta): ObjectMeta {
  const kept = Object.fromEntries(KEPT.flatMap((field) => (old[field as keyof ObjectMeta] === undefined ? [] : [[field, old[field as keyof ObjectMeta]]])));
  return { ...metadata, ...kept };
}

/**
 * What the API server makes of an object that is to replace `old`: defaulted, prepared and validated for update (registry/rest/update.go
 * BeforeUpdate). `object` is decoded, or the outcome of a patch; `admit`: what admission makes of it; `door`: the subresource that it came through.
 */
export function updateObject<T extends ApiObject>(object: T, old: T, kind: Kind<T>, pools?: ServicePools, admit: (object: T) => T = (one) => one, door: '' | 'status' = ''): Answer<T> {
  const defaulted = kind.defaults?.(object) ?? object;
  const strategy = door === 'status' ? (kind.status ?? {}) : kind;
  const scoped = inItsScope(kind, door === 'status' ? defaulted : admit(defaulted));
  const allocated = door === 'status' ? { object: scoped } : allocate(kind, scoped, old, pools);
  if ('status' in allocated) return allocated;
  const kept: T = { ...allocated.object, metadata: keptMetadata(allocated.object.metadata, old.metadata) };
  const prepared = strategy.prepareForUpdate?.(kept, old) ?? kept;
  // ValidateUpdate looks at the metadata once more; what is said twice is printed once.
  const errors = [...validateObjectMetaUpdate(prepared.metadata, old.metadata), ...(strategy.validateUpdate?.(prepared, old) ?? [])];
  if (errors.length > 0) return { status: invalid(kind, prepared.metadata.name ?? '', errors) };
  // Read back from the storage, it is defaulted once more.
  return { object: kind.defaults?.(prepared) ?? prepared, warnings: door === 'status' ? [] : (kind.warnings?.(prepared, old) ?? []) };
}
