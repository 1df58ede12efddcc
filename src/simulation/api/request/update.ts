import type { Kind } from '../kind';
import type { ApiObject, ObjectMeta } from '../types';
import { pathSegmentName, validateObjectMeta, validateObjectMetaUpdate } from '../validation/metadata';
import type { ServicePools } from '../service/pools';
import { allocate, inItsScope, invalid } from './create';
import type { Answer } from './create';

/** The generation is the server's, before the strategy counts it on. */
function withOldGeneration<T extends ApiObject>(object: T, { metadata: { generation } }: T): T {
  const { generation: _, ...metadata } = object.metadata;
  return { ...object, metadata: generation === undefined ? metadata : { ...metadata, generation } };
}

/** What the server keeps whatever an update says, and what it fills in where it says nothing (registry/rest/update.go BeforeUpdate). */
function keptMetadata(metadata: ObjectMeta, { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds }: ObjectMeta): ObjectMeta {
  return {
    ...metadata,
    ...(metadata.uid || uid === undefined ? {} : { uid }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(metadata.deletionGracePeriodSeconds !== undefined || deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  };
}

/**
 * What the API server makes of an object that is to replace `old`: defaulted, prepared and validated for update (registry/rest/update.go
 * BeforeUpdate). `object` is decoded, or the outcome of a patch; `admit`: what admission makes of it; `door`: the subresource that it came through.
 */
export function updateObject<T extends ApiObject>(object: T, old: T, kind: Kind<T>, pools?: ServicePools, admit: (object: T) => T = (one) => one, door: '' | 'status' | 'approval' = ''): Answer<T> {
  const defaulted = kind.defaults?.(object) ?? object;
  const strategy = door === '' ? kind : (kind[door] ?? {});
  const scoped = inItsScope(kind, door === '' ? admit(defaulted) : defaulted);
  const allocated = door === '' ? allocate(kind, scoped, old, pools) : { object: scoped };
  if ('status' in allocated) return allocated;
  const begun = withOldGeneration(allocated.object, old);
  const changed = strategy.prepareForUpdate?.(begun, old) ?? begun;
  const prepared: T = { ...changed, metadata: keptMetadata(changed.metadata, old.metadata) };
  // validateCommonFields; ValidateUpdate looks at the metadata once more, and what is said twice is printed once.
  const common = validateObjectMeta(prepared.metadata, 'metadata', { namespaced: kind.resource?.namespaced ?? true, name: pathSegmentName });
  const errors = [...common, ...validateObjectMetaUpdate(prepared.metadata, old.metadata), ...(strategy.validateUpdate?.(prepared, old) ?? [])];
  if (errors.length > 0) return { status: invalid(kind, prepared.metadata.name ?? '', errors) };
  // Read back from the storage, it is defaulted once more.
  return { object: kind.defaults?.(prepared) ?? prepared, warnings: strategy.warnings?.(prepared, old) ?? [] };
}
