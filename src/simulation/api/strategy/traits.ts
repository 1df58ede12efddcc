import { semanticEqual } from '../equal';
import type { CreateContext, KindHooks } from '../kind';
import { objectOf, without } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import type { ApiObject } from '../types';

/** A place in an object: `['metadata', 'labels']`. */
export type FieldPath = readonly string[];

/** What the strategies of most kinds have in common (pkg/registry/<group>/<kind>/strategy.go). */
export interface Traits {
  /** The places whose change counts `metadata.generation` on; none where the kind has no generation. */
  readonly counted?: readonly FieldPath[];
  /** Only the subresource writes the status. */
  readonly status?: boolean;
  /** What a write of the status leaves as it was, besides `spec`. */
  readonly statusKeeps?: readonly FieldPath[];
  /** What else happens when an object is created, after status and generation. */
  onCreate?(object: JsonObject, context: CreateContext): JsonObject;
  /** What else happens when one is changed, before the generation is looked at. */
  onUpdate?(object: JsonObject, old: JsonObject): JsonObject;
  /** What else happens when a status is written. */
  onStatus?(object: JsonObject, old: JsonObject): JsonObject;
}

const at = (object: unknown, path: FieldPath): unknown => path.reduce<unknown>((value, name) => objectOf(value)[name], object);

function withValue(object: JsonObject, [name = '', ...rest]: FieldPath, value: unknown): JsonObject {
  if (rest.length > 0) return { ...object, [name]: withValue(objectOf(object[name]), rest, value) };
  return value === undefined ? without(object, name) : { ...object, [name]: value };
}

/** The object with the places as they are in another one. */
export const keep = (object: JsonObject, from: JsonObject, paths: readonly FieldPath[]): JsonObject =>
  paths.reduce((result, path) => withValue(result, path, at(from, path)), object);

export const withGeneration = (object: JsonObject, generation: number): JsonObject => withValue(object, ['metadata', 'generation'], generation);

export const generationOf = (object: JsonObject): number => {
  const value = objectOf(object.metadata).generation;
  return typeof value === 'number' ? value : 0;
};

const STATUS: FieldPath = ['status'];
const SPEC: FieldPath = ['spec'];
/** The managers' fields are written with every change. */
const MANAGERS: FieldPath = ['metadata', 'managedFields'];

const changed = (object: JsonObject, old: JsonObject, paths: readonly FieldPath[]): boolean => paths.some((path) => !semanticEqual(at(object, path), at(old, path)));

const json = (object: ApiObject): JsonObject => object as unknown as JsonObject;
const typed = (object: JsonObject): ApiObject => object as unknown as ApiObject;

/** The hooks that follow from a kind's traits. */
export function strategyOf({ counted, status = false, statusKeeps = [], onCreate, onUpdate, onStatus }: Traits): KindHooks<ApiObject> {
  const create = (object: JsonObject, context: CreateContext): JsonObject => {
    const cleared = status ? { ...object, status: {} } : object;
    const begun = counted === undefined ? cleared : withGeneration(cleared, 1);
    return onCreate?.(begun, context) ?? begun;
  };
  const update = (object: JsonObject, old: JsonObject): JsonObject => {
    const kept = status ? keep(object, old, [STATUS]) : object;
    const next = onUpdate?.(kept, old) ?? kept;
    return counted !== undefined && changed(next, old, counted) ? withGeneration(next, generationOf(old) + 1) : next;
  };
  const writeStatus = (object: JsonObject, old: JsonObject): JsonObject => {
    const kept = keep(object, old, [SPEC, ...statusKeeps]);
    const managers = keep(kept, object, [MANAGERS]);
    return onStatus?.(managers, old) ?? managers;
  };
  return {
    prepareForCreate: (object, context) => typed(create(json(object), context)),
    prepareForUpdate: (object, old) => typed(update(json(object), json(old))),
    ...(status ? { status: { prepareForUpdate: (object: ApiObject, old: ApiObject) => typed(writeStatus(json(object), json(old))), resetFields: [SPEC, ...statusKeeps] } } : {}),
    ...(status ? { resetFields: [STATUS] } : {}),
  };
}
