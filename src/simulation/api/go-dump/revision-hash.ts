/** The hash that names the revisions of a StatefulSet (kubernetes pkg/controller/history HashControllerRevision, pkg/controller/statefulset getPatch). */
import { goJson } from '../../base/go/json';
import { fnv32 } from '../../base/hash';
import { safeEncode } from '../../base/safe-names';
import { encodeStruct } from '../schema/encode';
import type { Schema } from '../schema/schema';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';

/** Go writes a map with its keys in order. */
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : isObject(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value);

/** What is written of a template, by template. */
const written = new WeakMap<object, string>();

/** The patch that a revision holds, as Go writes it; `schema` has the types of apps/v1. */
export function revisionPatch(schema: Schema, template: JsonObject): string {
  const known = written.get(template);
  if (known !== undefined) return known;
  const text = goJson(sorted({ spec: { template: { ...encodeStruct(schema, 'core.v1.PodTemplateSpec', template), $patch: 'replace' } } }));
  written.set(template, text);
  return text;
}

export const revisionHash = (schema: Schema, template: JsonObject, collisionCount?: number): string => safeEncode(String(fnv32(`${revisionPatch(schema, template)}${collisionCount ?? ''}`)));
