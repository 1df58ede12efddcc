import type { JSONSchemaProps } from '../generated/types/apiextensions.v1';
import { isObject } from '../schema/walk';
import type { ApiObject } from '../types';

/** What every object has whatever its schema says (isMetaKey). */
const OF_OBJECTS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

function pruned(value: unknown, schema: JSONSchemaProps | undefined, isRoot: boolean): unknown {
  if (Array.isArray(value)) {
    const items = schema?.items as JSONSchemaProps | undefined;
    if (items === undefined && schema?.['x-kubernetes-preserve-unknown-fields'] === true) return value;
    let same = true;
    const next = value.map((one) => {
      const inner = pruned(one, items, false);
      same &&= inner === one;
      return inner;
    });
    return same ? value : next;
  }
  if (!isObject(value)) return value;
  const keeps = schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  const whole = isRoot || schema?.['x-kubernetes-embedded-resource'] === true;
  const more = schema?.additionalProperties as JSONSchemaProps | boolean | undefined;
  const next: Record<string, unknown> = {};
  let same = true;
  for (const [name, one] of Object.entries(value)) {
    const property = schema?.properties?.[name];
    if (whole && OF_OBJECTS.has(name)) next[name] = one;
    else if (property !== undefined) next[name] = pruned(one, property, false);
    else if (isObject(more)) next[name] = pruned(one, more as JSONSchemaProps, false);
    else if (more === true || keeps) next[name] = one;
    same &&= next[name] === one;
  }
  return same ? value : next;
}

/** The object without the fields that its schema does not know (apiextensions-apiserver pkg/apiserver/schema/pruning Prune); the same one where there are none. */
export const prunedBySchema = (object: ApiObject, schema: JSONSchemaProps): ApiObject => pruned(object, schema, true) as ApiObject;
