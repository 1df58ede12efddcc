import { goJson } from '../../base/go/json';
import { objectOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { Atom } from './atoms';
import { compareTyped } from './compare';
import { difference } from './field-set';
import type { FieldSet } from './field-set';
import { toFieldSet } from './to-field-set';
import { typeErrors } from './validate';

/** Where client-side apply keeps what it applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** allowedConflictsFromLastApplied: the fields of the annotation that the object still has; undefined where there is no such record. */
export function lastAppliedFields(live: JsonObject, atom: Atom, apiVersion: string): FieldSet | undefined {
  const text = objectOf(objectOf(live.metadata).annotations)[LAST_APPLIED];
  const last = typeof text === 'string' ? parse(text) : undefined;
  if (!isObject(last) || last.apiVersion !== apiVersion || typeErrors(last, atom).length > 0) return undefined;
  const { added, modified, removed } = compareTyped(last, live, atom);
  return difference(difference(difference(toFieldSet(last, atom), modified), added), removed);
}

/** Go's order of keys in a map, all the way down. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  return isObject(value) ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sortKeys(value[name])])) : value;
}

/** lastAppliedUpdater: an object that has the annotation keeps a true one. */
export function withLastApplied(object: JsonObject, config: JsonObject): JsonObject {
  const metadata = objectOf(object.metadata);
  const annotations = objectOf(metadata.annotations);
  if (typeof annotations[LAST_APPLIED] !== 'string' || annotations[LAST_APPLIED] === '') return object;
  const given = objectOf(config.metadata);
  const applied = isObject(given.annotations) ? { ...config, metadata: { ...given, annotations: without(given.annotations, LAST_APPLIED) } } : config;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: `${goJson(sortKeys(applied))}\n` } } };
}
