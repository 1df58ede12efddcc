/**
 * What the API server itself does when a CustomResourceDefinition is written: its names are accepted, it is established, its group versions are registered, and with
 * the definition its objects go (apiextensions-apiserver pkg/controller/{status,establish,finalizer}, kube-aggregator pkg/controllers/autoregister). Upstream these are
 * controllers that take milliseconds; here they are done before the next request. Definitions whose names collide are not told apart.
 */
import { drawUuid } from '../../base/random';
import { formatTime } from '../../base/time';
import type { ApiObject } from '../../api';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import { objectAt, objectsIn, put, remove } from '../store/store';
import { objectKey } from '../store/table';
import type { ApiServer } from './types';

export const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
const SERVICES = 'apiservices.apiregistration.k8s.io';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

const ACCEPTED = { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' } as const;
const ESTABLISHED = { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' } as const;

/** The definition as it is once its controllers have seen it. */
function established(definition: CustomResourceDefinition, now: number): CustomResourceDefinition {
  const { status } = definition as { readonly status?: { readonly conditions?: readonly Condition[]; readonly acceptedNames?: unknown; readonly storedVersions?: readonly string[] } };
  const known = status?.conditions ?? [];
  const missing = [ACCEPTED, ESTABLISHED].filter(({ type }) => known.every((one) => one.type !== type)).map((one) => ({ ...one, lastTransitionTime: formatTime(now) }));
  const names = definition.spec.names;
  const acceptedNames = { ...names, singular: names.singular ?? names.kind.toLowerCase(), listKind: names.listKind ?? `${names.kind}List` };
  if (missing.length === 0 && JSON.stringify(status?.acceptedNames) === JSON.stringify(acceptedNames)) return definition;
  return { ...definition, status: { ...status, conditions: [...known, ...missing], acceptedNames } } as CustomResourceDefinition;
}

const serviceName = (group: string, version: string): string => `${version}.${group}`;

/** The APIService that autoregister keeps for a group version. */
const serviceOf = (group: string, version: string, uid: string, now: number): ApiObject =>
  ({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: serviceName(group, version), uid, creationTimestamp: formatTime(now), labels: { 'kube-aggregator.kubernetes.io/automanaged': 'true' } },
    spec: { group, version, groupPriorityMinimum: 1000, versionPriority: 100 },
    status: { conditions: [{ type: 'Available', status: 'True', lastTransitionTime: formatTime(now), reason: 'Local', message: 'Local APIServices are always available' }] },
  }) as unknown as ApiObject;

const versionsOf = (definitions: readonly CustomResourceDefinition[]): readonly (readonly [group: string, version: string])[] =>
  definitions.flatMap(({ spec }) => spec.versions.filter(({ served }) => served).map(({ name }) => [spec.group, name] as const));

/** The server after its controllers have looked at its definitions. `gone`: one that was deleted. */
export function settled(server: ApiServer, gone: CustomResourceDefinition | undefined, now: number): ApiServer {
  let { store } = server;
  const random = { ...server.random };
  const definitions = objectsIn(store.tables, DEFINITIONS) as CustomResourceDefinition[];
  for (const definition of definitions) {
    const next = established(definition, now);
    if (next !== definition) store = put(store, DEFINITIONS, next).store;
  }
  const served = versionsOf(definitions);
  for (const [group, version] of served) {
    if (objectAt(store.tables, SERVICES, serviceName(group, version)) === undefined) store = put(store, SERVICES, serviceOf(group, version, drawUuid(random), now)).store;
  }
  if (gone !== undefined && definitions.every(({ metadata }) => metadata.name !== gone.metadata.name)) {
    const table = `${gone.spec.names.plural}.${gone.spec.group}`;
    for (const object of objectsIn(store.tables, table)) store = remove(store, table, objectKey(object)).store;
    for (const [group, version] of versionsOf([gone])) {
      if (served.some(([otherGroup, other]) => otherGroup === group && other === version)) continue;
      if (objectAt(store.tables, SERVICES, serviceName(group, version)) !== undefined) store = remove(store, SERVICES, serviceName(group, version)).store;
    }
  }
  return store === server.store ? server : { ...server, store, random };
}
