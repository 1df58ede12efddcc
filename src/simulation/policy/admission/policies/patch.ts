import { atomFor, type Atom } from '../../../api/apply/atoms';
import { mergeTyped } from '../../../api/apply/merge';
import { printTypeErrors, typeErrors } from '../../../api/apply/validate';
import type { MutationStep } from '../../../api/cel/policy/mutate';
import type { Kind } from '../../../api/kind';
import { applyJsonPatch, JsonPatchError } from '../../../api/patch/json-patch';
import { encodeObject, managedType } from '../../../api/request/encode';
import { decodeJson } from '../../../api/request/write';
import { isObject, type JsonObject } from '../../../api/schema/walk';
import type { ApiObject } from '../../../api/types';

/** What a mutation makes of an object (apiserver admission/plugin/policy/mutating/patch: smd.go, json_patch.go). */
export type Patched = { readonly object: ApiObject } | { readonly error: string };

/** findAtomics: what would be replaced whole although only a part of it is said. */
function atomics(value: unknown, type: Atom, path: string): readonly string[] {
  const { map, list } = atomFor(type, value);
  if (isObject(value) && map !== undefined) {
    const below = Object.entries(value).flatMap(([name, field]) => {
      const ref = map.field(name);
      return ref === undefined ? [] : atomics(field, ref(), `${path}.${name}`);
    });
    return map.atomic ? [path, ...below] : below;
  }
  if (!Array.isArray(value) || list === undefined) return [];
  const below = value.flatMap((item, index) => atomics(item, list.element(), `${path}[${index}]`));
  return list.relation === 'atomic' ? [path, ...below] : below;
}

function applied(kind: Kind, live: JsonObject, fields: JsonObject): { readonly json: JsonObject } | { readonly error: string } {
  const { atom } = managedType(kind, '');
  const patch: JsonObject = { ...fields, apiVersion: kind.apiVersion, kind: kind.kind };
  const errors = typeErrors(patch, atom);
  if (errors.length > 0) return { error: `error applying patch: failed to convert patch object to typed object: ${printTypeErrors(errors)}` };
  const whole = atomics(patch, atom, '');
  if (whole.length > 0) return { error: `error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${whole.join(', ')}` };
  return { json: mergeTyped(live, patch, atom) as JsonObject };
}

/** A test that fails leaves the object as it was. */
function patched(live: JsonObject, operations: readonly JsonObject[]): { readonly json: JsonObject } | { readonly error: string } {
  try {
    return { json: applyJsonPatch(live, operations) as JsonObject };
  } catch (error) {
    if (!(error instanceof JsonPatchError)) throw error;
    return error.message.startsWith('testing ') ? { json: live } : { error: `JSON Patch: ${error.message}` };
  }
}

/** Carries out one step and fills in the defaults again. */
export function carryOut(step: MutationStep, object: ApiObject, kind: Kind): Patched {
  if ('error' in step) return step;
  const live = encodeObject(kind, object);
  const made = 'apply' in step ? applied(kind, live, step.apply) : patched(live, step.patch);
  if ('error' in made) return made;
  const decoded = decodeJson(kind, made.json, 'patch' in step);
  return 'error' in decoded ? decoded : { object: kind.defaults?.(decoded.object) ?? decoded.object };
}
