import { fnv32a } from '../../base/hash';
import { drawUuid } from '../../base/random';
import { fillMissing } from '../defaulting/fill';
import { semanticEqual } from '../equal';
import { listOf, objectOf, textOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { droppingGated } from './gated-fields';
import { strategyOf } from './traits';

const SPEC = [['spec']] as const;

/** A generation that counts changes of the specification. */
export const counted = strategyOf({ counted: SPEC });

/** The same, with a status that only its subresource writes. */
export const countedWithStatus = strategyOf({ counted: SPEC, status: true });

const TEMPLATE = ['spec', 'template', 'spec'] as const;

/** ReplicaSets and ReplicationControllers: a template of Pods besides. */
export const replicasStrategy = droppingGated(countedWithStatus, TEMPLATE);

/** cronJobStrategy. */
export const cronJobStrategy = droppingGated(countedWithStatus, ['spec', 'jobTemplate', 'spec', 'template', 'spec']);

/** The same, whose status leaves all metadata alone. */
export const countedWithOwnStatus = strategyOf({ counted: SPEC, status: true, statusKeeps: [['metadata']] });

/** No generation, but a status of its own. */
export const withStatus = strategyOf({ status: true });

/** The same, whose status leaves all metadata alone. */
export const withOwnStatus = strategyOf({ status: true, statusKeeps: [['metadata']] });

/** A Deployment's annotations go to its ReplicaSets, so they count as well; its status leaves labels alone. */
export const deploymentStrategy = droppingGated(strategyOf({ counted: [['spec'], ['metadata', 'annotations']], status: true, statusKeeps: [['metadata', 'labels']] }), TEMPLATE);

/** maxUnavailable is behind a gate (MaxUnavailableStatefulSet) that is off: only a set that has it keeps it. */
function withoutMaxUnavailable(object: JsonObject, old?: JsonObject): JsonObject {
  const spec = objectOf(object.spec);
  const rolling = (set: JsonObject): JsonObject => objectOf(objectOf(objectOf(set.spec).updateStrategy).rollingUpdate);
  if (rolling(object).maxUnavailable === undefined || (old !== undefined && rolling(old).maxUnavailable !== undefined)) return object;
  return { ...object, spec: { ...spec, updateStrategy: { ...objectOf(spec.updateStrategy), rollingUpdate: without(rolling(object), 'maxUnavailable') } } };
}

/** statefulSetStrategy. */
export const statefulSetStrategy = droppingGated(strategyOf({ counted: SPEC, status: true, onCreate: (object) => withoutMaxUnavailable(object), onUpdate: withoutMaxUnavailable }), TEMPLATE);

/** Webhook configurations. */
export const webhookStrategy = strategyOf({ counted: [['webhooks']] });

/** podTemplateStrategy. */
export const podTemplateStrategy = strategyOf({ counted: [['template']] });

/** Only the first generation is set: nothing of it may change. */
export const firstGeneration = strategyOf({ counted: [] });

/** dropTopologyOnV1: nobody writes the old topology any more; endpoints that stay as they were keep it. */
function withoutTopology(slice: JsonObject, old?: JsonObject): JsonObject {
  if (!Array.isArray(slice.endpoints) || (old !== undefined && semanticEqual(old.endpoints, slice.endpoints))) return slice;
  const hasIt = (one: unknown): boolean => isObject(one) && one.deprecatedTopology !== undefined;
  return slice.endpoints.some(hasIt) ? { ...slice, endpoints: slice.endpoints.filter(isObject).map((one) => without(one, 'deprecatedTopology')) } : slice;
}

/** endpointSliceStrategy: all but the metadata counts, and the labels. */
export const endpointSliceStrategy = strategyOf({ onCreate: (slice) => withoutTopology(slice), onUpdate: withoutTopology, counted: [['addressType'], ['endpoints'], ['ports'], ['metadata', 'labels']] });

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

const templateGeneration = (object: JsonObject): number => Number(textOf(objectOf(objectOf(object.metadata).annotations)[TEMPLATE_GENERATION]));

function withTemplateGeneration(object: JsonObject, generation: number): JsonObject {
  const metadata = objectOf(object.metadata);
  return { ...object, metadata: { ...metadata, annotations: { ...objectOf(metadata.annotations), [TEMPLATE_GENERATION]: String(generation) } } };
}

/** daemonSetStrategy; the template's own generation stands in an annotation since apps/v1 (Convert_apps_DaemonSet_To_v1_DaemonSet). */
export const daemonSetStrategy = droppingGated(
strategyOf({
  counted: SPEC,
  status: true,
  onCreate: (object) => withTemplateGeneration(object, Math.max(1, templateGeneration(object) || 0)),
  onUpdate: (object, old) => {
    const same = semanticEqual(objectOf(object.spec).template, objectOf(old.spec).template);
    return withTemplateGeneration(object, templateGeneration(old) + (same ? 0 : 1));
  },
}),
  TEMPLATE,
);

const KUBERNETES = 'kubernetes';

/** namespaceStrategy: nobody but the controller may take away the finalizer. */
export const namespaceStrategy = strategyOf({
  status: true,
  onCreate: (object) => {
    const spec = objectOf(object.spec);
    const finalizers = listOf(spec.finalizers);
    return { ...object, status: { phase: 'Active' }, spec: { ...spec, finalizers: finalizers.includes(KUBERNETES) ? finalizers : [...finalizers, KUBERNETES] } };
  },
  onUpdate: (object, old) => ({ ...object, spec: { ...objectOf(object.spec), finalizers: objectOf(old.spec).finalizers } }),
});

const withoutConfig = (object: JsonObject): JsonObject => ({ ...object, spec: without(objectOf(object.spec), 'configSource'), status: without(objectOf(object.status), 'config') });

/** nodeStrategy: who creates a Node says all of it, status too. */
export const nodeStrategy = { ...strategyOf({ status: true }), ...strategyOf({ onCreate: withoutConfig }), prepareForUpdate: strategyOf({ status: true }).prepareForUpdate, resetFields: [['status']] };

/** serviceAccountStrategy: of a Secret only its name stays. */
export const serviceAccountStrategy = strategyOf({
  onCreate: (object) => withSecretNames(object),
  onUpdate: (object) => withSecretNames(object),
});

const withSecretNames = (object: JsonObject): JsonObject =>
  Array.isArray(object.secrets) ? { ...object, secrets: object.secrets.filter(isObject).map(({ name }) => ({ name })) } : object;

/** secretStrategy: an update that does not say the type keeps it. */
export const secretStrategy = strategyOf({ onUpdate: (object, old) => (textOf(object.type) === '' ? { ...object, type: old.type } : object) });

/** limitrangeStrategy: one without a name gets one. */
export const limitRangeStrategy = strategyOf({
  onCreate: (object) => {
    const metadata = objectOf(object.metadata);
    return textOf(metadata.name) === '' ? { ...object, metadata: { ...metadata, name: drawUuid({ state: fnv32a(`limit range ${textOf(metadata.uid)}`) }) } } : object;
  },
});

/** csrStrategy: who asks is filled in by the server, and nothing changes afterwards. */
export const signingRequestStrategy = strategyOf({
  status: true,
  onCreate: (object, { user }) => ({ ...object, spec: { ...without(objectOf(object.spec), 'username', 'uid', 'groups', 'extra'), ...(user ?? {}) } }),
  onUpdate: (object, old) => ({ ...object, spec: old.spec }),
});

const storedVersions = (object: JsonObject): JsonObject => {
  const stored = listOf(objectOf(object.spec).versions).filter(isObject).find(({ storage }) => storage === true);
  const status = objectOf(object.status);
  const known = listOf(status.storedVersions);
  const name = textOf(stored?.name);
  return stored === undefined || known.includes(name) ? object : { ...object, status: { ...status, storedVersions: [...known, name] } };
};

/** The strategy of CustomResourceDefinitions (apiextensions-apiserver pkg/registry/customresourcedefinition). */
export const definitionStrategy = strategyOf({ counted: SPEC, status: true, onCreate: storedVersions, onUpdate: storedVersions });

/** apiServerStrategy: an API that this server serves itself is available at once. */
export const apiServiceStrategy = strategyOf({
  status: true,
  statusKeeps: ['labels', 'annotations', 'finalizers', 'ownerReferences'].map((name) => ['metadata', name]),
  onCreate: (object, { now }) =>
    isObject(objectOf(object.spec).service)
      ? object
      : { ...object, status: { conditions: [{ type: 'Available', status: 'True', lastTransitionTime: now, reason: 'Local', message: 'Local APIServices are always available' }] } },
});

/** csiDriverStrategy: its first generation is none. */
export const csiDriverStrategy = { prepareForUpdate: counted.prepareForUpdate };

/** resourceSliceStrategy; a taint is as old as the request that brings it (SetDefaults_DeviceTaint). */
export const resourceSliceStrategy = strategyOf({
  counted: SPEC,
  onCreate: (object, { now }) => {
    const spec = objectOf(object.spec);
    if (!Array.isArray(spec.devices)) return object;
    const taint = (one: JsonObject): JsonObject => fillMissing(one, { timeAdded: now });
    const devices = spec.devices.filter(isObject).map((device) => (Array.isArray(device.taints) ? { ...device, taints: device.taints.filter(isObject).map(taint) } : device));
    return { ...object, spec: { ...spec, devices } };
  },
});
