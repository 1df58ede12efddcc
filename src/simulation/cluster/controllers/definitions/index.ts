/**
 * The controllers in kube-apiserver that make a CustomResourceDefinition a resource and take it away again (apiextensions-apiserver pkg/controller/{status,establish,finalizer},
 * kube-aggregator pkg/controllers/autoregister). A server that has them serves a definition's kinds once it is established (`definitions: 'watched'`).
 */
import { semanticEqual } from '../../../api/equal';
import type { ApiObject } from '../../../api';
import type { CustomResourceDefinition } from '../../../api/generated/types/apiextensions.v1';
import { conditionOf, isTrue, statusOf, withConditions } from '../../apiserver/conditions';
import type { DefinitionCondition } from '../../apiserver/conditions';
import { CLEANUP, DEFINITIONS, serviceName, serviceOf, SERVICES, versionsOf } from '../../apiserver/definitions';
import { hasReason, RequestError } from '../../control/client';
import { anyController } from '../../control/controller';
import type { AnyController, Controller, Work } from '../../control/controller';
import type { View } from '../../control/view';
import { objectAt, objectsIn } from '../../store/store';
import { namingOf } from './names';

/** The loopback client of kube-apiserver. */
const APISERVER = { username: 'system:apiserver', groups: ['system:masters', 'system:authenticated'] };
const PROCESS = 'kube-apiserver';
const SECOND = 1_000_000;
/** How often it looks whether the objects are gone, and for how long before it says so. */
const [POLL, PATIENCE] = [5 * SECOND, 60 * SECOND];

const allOf = ({ tables }: View): readonly CustomResourceDefinition[] => objectsIn(tables, DEFINITIONS) as CustomResourceDefinition[];
const cached = ({ tables }: View, name: string): CustomResourceDefinition | undefined => objectAt(tables, DEFINITIONS, name) as CustomResourceDefinition | undefined;

/** UpdateStatus; who was changed or deleted in the meantime is looked at again by that. */
function store(work: Work<unknown>, definition: CustomResourceDefinition): CustomResourceDefinition | undefined {
  try {
    return work.client.update(definition, 'status');
  } catch (error) {
    if (hasReason(error, 'NotFound') || hasReason(error, 'Conflict')) return undefined;
    throw error;
  }
}

const othersOf = (view: View, key: string): readonly string[] => allOf(view).flatMap(({ metadata: { name = '' }, spec }) => (spec.group === key.slice(key.indexOf('.') + 1) && name !== key ? [name] : []));

/** pkg/controller/status naming_controller.go. */
const naming: Controller<null> = {
  name: 'crd-naming-condition-controller',
  user: APISERVER,
  process: PROCESS,
  workers: 1,
  memory: null,
  handlers: { [DEFINITIONS]: ({ object }, desk) => desk.enqueue(object.metadata.name ?? '') },
  reconcile: (key, work) => {
    const again = (): void => othersOf(work.view, key).forEach((name) => work.enqueue(name));
    const definition = cached(work.view, key);
    if (definition === undefined) return again();
    if (semanticEqual(definition.spec.names, statusOf(definition).acceptedNames)) return;
    const { names, accepted, established } = namingOf(definition, allOf(work.view));
    const before = conditionOf(definition, 'NamesAccepted');
    if (semanticEqual(names, statusOf(definition).acceptedNames ?? {}) && before?.status === accepted.status && before.reason === accepted.reason && before.message === accepted.message) return;
    const said = withConditions(definition, work.now, accepted, established);
    if (store(work, { ...said, status: { ...statusOf(said), acceptedNames: names } } as CustomResourceDefinition) !== undefined) again();
  },
};

/** pkg/controller/establish: what one of several API servers would wait for, a single one does not. */
const establishing: Controller<null> = {
  name: 'crd-establishing-controller',
  user: APISERVER,
  process: PROCESS,
  workers: 1,
  memory: null,
  handlers: { [DEFINITIONS]: ({ object }, desk) => desk.enqueue(object.metadata.name ?? '') },
  reconcile: (key, work) => {
    const definition = cached(work.view, key);
    if (definition === undefined || !isTrue(definition, 'NamesAccepted') || isTrue(definition, 'Established')) return;
    store(work, withConditions(definition, work.now, { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' }));
  },
};

const terminating = (status: DefinitionCondition['status'], reason: string, message: string): DefinitionCondition => ({ type: 'Terminating', status, reason, message });

interface Waiting {
  /** Since when it is waited for the objects of a definition, µs. */
  readonly since: Readonly<Record<string, number>>;
}

const forget = ({ since }: Waiting, key: string): Waiting => ({ since: Object.fromEntries(Object.entries(since).filter(([name]) => name !== key)) });

/** deleteInstances: asks for the objects of each namespace, and tells how many are left. */
function deleteInstances(definition: CustomResourceDefinition, work: Work<Waiting>, begins: boolean): number {
  // Through the storage of the version that is stored.
  const stored = definition.spec.versions.find(({ storage }) => storage)?.name;
  const place = { group: definition.spec.group, resource: definition.spec.names.plural, ...(stored === undefined ? {} : { version: stored }) };
  const list = (): readonly ApiObject[] => {
    const answer = work.client.send({ verb: 'list', ...place });
    if ('failure' in answer) throw new RequestError(answer.failure);
    return 'list' in answer ? answer.list : [];
  };
  if (begins) {
    for (const namespace of new Set(list().map(({ metadata }) => metadata.namespace))) {
      const answer = work.client.send({ verb: 'deletecollection', ...place, ...(namespace === undefined ? {} : { namespace }) });
      if ('failure' in answer) throw new RequestError(answer.failure);
    }
  }
  return list().length;
}

/** pkg/controller/finalizer crd_finalizer.go: with a definition its objects go, and it only after them. */
const finalizing: Controller<Waiting> = {
  name: 'crd-finalizer',
  user: APISERVER,
  process: PROCESS,
  memory: { since: {} },
  handlers: {
    [DEFINITIONS]: ({ type, object, old }, desk) => {
      const [is, was] = [object, old] as (CustomResourceDefinition | undefined)[];
      if (type === 'DELETED' || is?.metadata.deletionTimestamp === undefined) return;
      const other = (one: CustomResourceDefinition): object => ({ ...one, metadata: { ...one.metadata, resourceVersion: '' }, status: { ...statusOf(one), conditions: (statusOf(one).conditions ?? []).filter((condition) => condition.type !== 'Terminating') } });
      if (was === undefined || !semanticEqual(other(is), other(was))) desk.enqueue(is.metadata.name ?? '');
    },
  },
  reconcile: (key, work) => {
    const found = cached(work.view, key);
    if (found === undefined || found.metadata.deletionTimestamp === undefined || found.metadata.finalizers?.includes(CLEANUP) !== true) {
      work.memory = forget(work.memory, key);
      return;
    }
    const since = work.memory.since[key];
    let definition: CustomResourceDefinition | undefined = found;
    if (since === undefined) definition = store(work, withConditions(found, work.now, terminating('True', 'InstanceDeletionInProgress', 'CustomResource deletion is in progress')));
    if (definition === undefined) return;
    let said = terminating('False', 'NeverEstablished', 'resource was never established');
    if (isTrue(definition, 'Established')) {
      const left = deleteInstances(definition, work, since === undefined);
      if (left > 0 && work.now - (since ?? work.now) < PATIENCE) {
        if (since === undefined) work.memory = { since: { ...work.memory.since, [key]: work.now } };
        return work.enqueueAfter(key, POLL);
      }
      if (left > 0) {
        work.memory = forget(work.memory, key);
        store(work, withConditions(definition, work.now, terminating('True', 'InstanceDeletionCheck', 'could not confirm zero CustomResources remaining: context deadline exceeded')));
        return work.enqueueLater(key);
      }
      said = terminating('False', 'InstanceDeletionCompleted', 'removed all instances');
    }
    work.memory = forget(work.memory, key);
    const finalizers = (definition.metadata.finalizers ?? []).filter((one) => one !== CLEANUP);
    store(work, withConditions({ ...definition, metadata: { ...definition.metadata, finalizers } }, work.now, said));
  },
};

/** pkg/controlplane/apiserver crdRegistrationController and autoregister: an APIService for each group version that is served. */
const registering: Controller<null> = {
  name: 'crd-autoregistration-controller',
  user: APISERVER,
  process: PROCESS,
  workers: 1,
  memory: null,
  handlers: {
    [DEFINITIONS]: ({ object, old }, desk) => {
      for (const one of [object, old] as (CustomResourceDefinition | undefined)[]) for (const { name } of one?.spec.versions ?? []) desk.enqueue(serviceName(one?.spec.group ?? '', name));
    },
    [SERVICES]: ({ object }, desk) => {
      if (object.metadata.labels?.['kube-aggregator.kubernetes.io/automanaged'] === 'true') desk.enqueue(object.metadata.name ?? '');
    },
  },
  reconcile: (key, work) => {
    const wanted = versionsOf(allOf(work.view)).find(([group, version]) => serviceName(group, version) === key);
    const found = objectAt(work.view.tables, SERVICES, key);
    try {
      if (wanted !== undefined && found === undefined) work.client.create(serviceOf(...wanted));
      else if (wanted === undefined && found?.metadata.labels?.['kube-aggregator.kubernetes.io/automanaged'] === 'true') work.client.delete(found);
    } catch (error) {
      if (!hasReason(error, 'AlreadyExists') && !hasReason(error, 'NotFound')) throw error;
    }
  },
};

export const definitionControllers: readonly AnyController[] = [anyController(naming), anyController(establishing), anyController(finalizing), anyController(registering)];
