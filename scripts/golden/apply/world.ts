import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { customKinds } from '@site/src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import type { CustomResourceDefinition } from '@site/src/simulation/api/generated/types/apiextensions.v1';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import type { Kind } from '@site/src/simulation/api/kind';
import { visitManifest } from '@site/src/simulation/api/manifest/visit';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { Registry } from '@site/src/simulation/api/registry';
import { createObject } from '@site/src/simulation/api/request/create';
import type { Status } from '@site/src/simulation/api/request/create';
import { encodeObject } from '@site/src/simulation/api/request/encode';
import { statusCode } from '@site/src/simulation/api/request/status-code';
import type { WriteTarget } from '@site/src/simulation/api/request/write';
import { objectOf, without } from '@site/src/simulation/api/schema/values';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import type { ApiObject } from '@site/src/simulation/api/types';
import { admit } from '../defaulting/admit';
import { SERVICE_POOLS, SYSTEM } from '../defaulting/normalize';

const CRD = join(resolve(__dirname, '..', '..', '..'), 'testdata', 'golden', 'apply', 'crd.json');
const NAMESPACE = 'default';

/** The registry of the recorded cluster: all kinds and its custom resource. */
function recordedRegistry(): Registry {
  const builtIn = createRegistry(ALL_KINDS);
  const { crd } = JSON.parse(readFileSync(CRD, 'utf8')) as { crd: string };
  const [visit] = visitManifest(crd, builtIn, { source: 'STDIN', validate: true });
  if (visit === undefined || 'error' in visit) throw new Error('the CustomResourceDefinition of the recordings cannot be read');
  const answer = createObject(visit.body, visit.kind);
  if ('status' in answer) throw new Error(answer.status.message);
  return builtIn.with(customKinds(answer.object as CustomResourceDefinition, ruleObjectErrors));
}

let registry: Registry | undefined;
export const registryOf = (): Registry => (registry ??= recordedRegistry());

/** A write by a manager into the recorded cluster. */
export const targetOf = (kind: Kind, name: string, manager: string, subresource = ''): WriteTarget<ApiObject> => ({
  kind,
  name,
  namespace: kind.resource?.namespaced === false ? '' : NAMESPACE,
  subresource,
  manager,
  system: SYSTEM,
  pools: SERVICE_POOLS,
  admit,
});

/** An object as recordings print it, with or without its managers. */
export function shown(kind: Kind, object: ApiObject, managers: boolean): JsonObject {
  const json = encodeObject(kind, object);
  const metadata = without(objectOf(json.metadata), 'uid', 'resourceVersion', 'creationTimestamp', ...(managers ? [] : ['managedFields']));
  const entries = metadata.managedFields;
  if (!Array.isArray(entries)) return { ...json, metadata };
  const key = (entry: JsonObject): string => JSON.stringify([entry.operation, entry.manager, entry.subresource ?? '', entry.apiVersion]);
  const sorted = entries.map((entry) => without(objectOf(entry), 'time')).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { ...json, metadata: { ...metadata, managedFields: sorted } };
}

const OBJECT = /^( "" is invalid: patch: )?Invalid value: "\{.*\}": /;

/** A Status as recordings print it: an object in its message is `OBJECT`, causes are sorted. */
export function shownStatus(status: Status): JsonObject {
  const shorten = (message: string): string => message.replace(OBJECT, (_, head: string | undefined) => `${head ?? ''}Invalid value: "OBJECT": `);
  const causes = status.details?.causes.map((cause) => ({ ...cause, message: shorten(cause.message) })) ?? [];
  const text = ({ field, message }: { field: string; message: string }): string => JSON.stringify([field, message]);
  const sorted = status.reason === 'Conflict' ? causes.sort((a, b) => (text(a) < text(b) ? -1 : 1)) : causes;
  return { code: statusCode(status), ...(status.reason === '' ? {} : { reason: status.reason }), message: shorten(status.message), ...(sorted.length === 0 ? {} : { causes: sorted }) };
}
