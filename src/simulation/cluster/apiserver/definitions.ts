/**
 * What the API server itself does with a CustomResourceDefinition: its names are accepted, it is established, its group versions are registered, and with it its objects go. Where the
 * controllers that do so run (`definitions: 'watched'`, controllers/definitions), nothing is done here but what its storage does; elsewhere all of it is done before the next request,
 * and names that collide are not told apart.
 */
import { drawUuid } from '../../base/random';
import { formatTime } from '../../base/time';
import type { ApiObject } from '../../api';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import { objectAt, objectsIn, put, remove } from '../store/store';
import { objectKey } from '../store/table';
import { isTrue, statusOf, withConditions } from './conditions';
import type { DefinitionCondition } from './conditions';
import type { ApiServer } from './types';

export const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
export const SERVICES = 'apiservices.apiregistration.k8s.io';
/** The finalizer of a definition whose objects are to go first. */
export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

const ACCEPTED: DefinitionCondition = { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' };
const ESTABLISHED: DefinitionCondition = { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' };

/** The definition as it is once its controllers have seen it. */
function established(definition: CustomResourceDefinition, now: number): CustomResourceDefinition {
  const missing = [ACCEPTED, ESTABLISHED].filter(({ type }) => statusOf(definition).conditions?.some((one) => one.type === type) !== true);
  const names = definition.spec.names;
  const acceptedNames = { ...names, singular: names.singular ?? names.kind.toLowerCase(), listKind: names.listKind ?? `${names.kind}List` };
  if (missing.length === 0 && JSON.stringify(statusOf(definition).acceptedNames) === JSON.stringify(acceptedNames)) return definition;
  const said = withConditions(definition, now, ...missing);
  return { ...said, status: { ...statusOf(said), acceptedNames } } as CustomResourceDefinition;
}

export const serviceName = (group: string, version: string): string => `${version}.${group}`;

/** The APIService that autoregister keeps for a group version. */
export const serviceOf = (group: string, version: string): ApiObject =>
  ({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: serviceName(group, version), labels: { 'kube-aggregator.kubernetes.io/automanaged': 'true' } },
    spec: { group, version, groupPriorityMinimum: 1000, versionPriority: 100 },
  }) as unknown as ApiObject;

/** The group versions that definitions serve. */
export const versionsOf = (definitions: readonly CustomResourceDefinition[]): readonly (readonly [group: string, version: string])[] =>
  definitions.filter((one) => isTrue(one, 'Established')).flatMap(({ spec }) => spec.versions.filter(({ served }) => served).map(({ name }) => [spec.group, name] as const));

/** What the registry of definitions makes of one that is deleted for the first time (pkg/registry/customresourcedefinition etcd.go Delete). */
export function markedForDeletion(definition: CustomResourceDefinition, now: number): CustomResourceDefinition {
  const finalizers = [...new Set([...(definition.metadata.finalizers ?? []), CLEANUP])];
  const marked = { ...definition, metadata: { ...definition.metadata, deletionTimestamp: formatTime(now), finalizers } } as CustomResourceDefinition;
  return withConditions(marked, now, { type: 'Terminating', status: 'True', reason: 'InstanceDeletionPending', message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon' });
}

/** The server after its controllers have looked at its definitions. `gone`: one that was deleted. */
export function settled(server: ApiServer, gone: CustomResourceDefinition | undefined, now: number): ApiServer {
  let { store } = server;
  const random = { ...server.random };
  for (const definition of objectsIn(store.tables, DEFINITIONS) as CustomResourceDefinition[]) {
    const next = established(definition, now);
    if (next !== definition) store = put(store, DEFINITIONS, next).store;
  }
  const definitions = objectsIn(store.tables, DEFINITIONS) as CustomResourceDefinition[];
  const served = versionsOf(definitions);
  for (const [group, version] of served) {
    if (objectAt(store.tables, SERVICES, serviceName(group, version)) !== undefined) continue;
    const service = serviceOf(group, version);
    const local = { conditions: [{ type: 'Available', status: 'True', lastTransitionTime: formatTime(now), reason: 'Local', message: 'Local APIServices are always available' }] };
    store = put(store, SERVICES, { ...service, metadata: { ...service.metadata, uid: drawUuid(random), creationTimestamp: formatTime(now) }, status: local } as ApiObject).store;
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
