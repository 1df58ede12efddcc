import type { Event as CoreEvent } from '../generated/types/core.v1';
import type { Event as NewEvent } from '../generated/types/events.v1';
import type { ApiObject } from '../types';

/** What the two versions call alike, and what each calls its own way: [v1, events.k8s.io/v1] (pkg/apis/events/v1/conversion.go). */
const NAMES = [
  ['involvedObject', 'regarding'], ['message', 'note'], ['source', 'deprecatedSource'], ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'], ['count', 'deprecatedCount'], ['reportingComponent', 'reportingController'],
] as const;

const rename = (object: ApiObject, apiVersion: string, names: ReadonlyMap<string, string>): ApiObject =>
  ({ ...Object.fromEntries(Object.entries(object).map(([field, value]) => [names.get(field) ?? field, value])), apiVersion }) as unknown as ApiObject;

const TO_NEW = new Map<string, string>(NAMES);
const TO_CORE = new Map<string, string>(NAMES.map(([core, now]) => [now, core]));

/** An Event in a version: there is one of it, which v1 and events.k8s.io/v1 show. */
export function eventIn(object: ApiObject, apiVersion: string): ApiObject {
  if (object.apiVersion === apiVersion) return object;
  return apiVersion === ('v1' satisfies CoreEvent['apiVersion']) ? rename(object, apiVersion, TO_CORE) : rename(object, 'events.k8s.io/v1' satisfies NewEvent['apiVersion'], TO_NEW);
}
