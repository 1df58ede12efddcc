import { qosClass } from '../pod-qos';
import { isNil, listOf, objectOf, textOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { PodSpec } from '../types';
import { droppingGated } from './gated-fields';
import { strategyOf } from './traits';

/** applySchedulingGatedCondition. */
const GATED = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
};

function firstStatus(spec: JsonObject, now: string): JsonObject {
  const typed = { ...spec, containers: listOf(spec.containers) } as unknown as PodSpec;
  const gated = listOf(spec.schedulingGates).length > 0;
  return {
    phase: 'Pending',
    qosClass: qosClass(typed),
    ...(gated ? { conditions: [{ ...GATED, lastProbeTime: null, lastTransitionTime: now }] } : {}),
  };
}

/** applyLabelKeysToLabelSelector: the Pod's own values of the keys join the selector. */
function withLabelKeys(term: JsonObject, field: string, operator: 'In' | 'NotIn', labels: JsonObject): JsonObject {
  if (!isObject(term.labelSelector)) return term;
  const added = listOf(term[field]).flatMap((key) => (Object.hasOwn(labels, textOf(key)) ? [{ key, operator, values: [labels[textOf(key)]] }] : []));
  if (added.length === 0) return term;
  return { ...term, labelSelector: { ...term.labelSelector, matchExpressions: [...listOf(term.labelSelector.matchExpressions), ...added] } };
}

const mapList = (object: JsonObject, name: string, change: (item: JsonObject) => JsonObject): JsonObject =>
  Array.isArray(object[name]) ? { ...object, [name]: listOf(object[name]).map((item) => (isObject(item) ? change(item) : item)) } : object;

/** mutatePodAffinity and mutateTopologySpreadConstraints. */
function withOwnLabels(spec: JsonObject, labels: JsonObject): JsonObject {
  const term = (one: JsonObject): JsonObject => withLabelKeys(withLabelKeys(one, 'matchLabelKeys', 'In', labels), 'mismatchLabelKeys', 'NotIn', labels);
  const terms = (affinity: JsonObject): JsonObject =>
    mapList(
      mapList(affinity, 'preferredDuringSchedulingIgnoredDuringExecution', (weighted) => ({ ...weighted, podAffinityTerm: term(objectOf(weighted.podAffinityTerm)) })),
      'requiredDuringSchedulingIgnoredDuringExecution',
      term,
    );
  const affinity = objectOf(spec.affinity);
  const sides = Object.fromEntries(['podAffinity', 'podAntiAffinity'].flatMap((name) => (isObject(affinity[name]) ? [[name, terms(objectOf(affinity[name]))]] : [])));
  const spread = mapList(spec, 'topologySpreadConstraints', (constraint) => withLabelKeys(constraint, 'matchLabelKeys', 'In', labels));
  return Object.keys(sides).length === 0 ? spread : { ...spread, affinity: { ...affinity, ...sides } };
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const LOCALHOST = 'localhost/';

/** ApparmorFieldForAnnotation; undefined for a value that says nothing. */
function appArmorProfile(annotation: string): JsonObject | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : '';
  // ValidateAppArmorProfileField: no blank around it, not longer than a path may be.
  return name === '' || name.trim() !== name || name.length > 4095 ? undefined : { type: 'Localhost', localhostProfile: name };
}

/** applyAppArmorVersionSkew: the old annotations become fields. */
function withAppArmor(spec: JsonObject, annotations: JsonObject): JsonObject {
  if (objectOf(spec.os).name === 'windows') return spec;
  const ofPod = JSON.stringify(objectOf(spec.securityContext).appArmorProfile);
  const container = (one: JsonObject): JsonObject => {
    const annotation = annotations[`${APP_ARMOR}${textOf(one.name)}`];
    const context = objectOf(one.securityContext);
    const profile = isNil(annotation) || !isNil(context.appArmorProfile) ? undefined : appArmorProfile(textOf(annotation));
    return profile === undefined || JSON.stringify(profile) === ofPod ? one : { ...one, securityContext: { ...context, appArmorProfile: profile } };
  };
  return ['initContainers', 'containers', 'ephemeralContainers'].reduce((result, name) => mapList(result, name, container), spec);
}

/** preserveOldObservedGeneration: whoever does not say of which generation a status or condition is leaves what was said before. */
function withOldGenerations(status: JsonObject, old: JsonObject): JsonObject {
  const before = listOf(old.conditions).filter(isObject);
  const kept = (one: JsonObject, from: JsonObject | undefined): JsonObject => (one.observedGeneration || from?.observedGeneration === undefined ? one : { ...one, observedGeneration: from.observedGeneration });
  const conditions = listOf(status.conditions).filter(isObject);
  const nth = (list: readonly JsonObject[], type: unknown): readonly JsonObject[] => list.filter((one) => one.type === type);
  return kept({ ...status, ...(conditions.length === 0 ? {} : { conditions: conditions.map((one) => kept(one, nth(before, one.type)[nth(conditions, one.type).indexOf(one)])) }) }, old);
}

const ownStrategy = strategyOf({
  counted: [['spec']],
  status: true,
  statusKeeps: [['metadata', 'ownerReferences']],
  onCreate: (pod, { now }) => {
    const spec = objectOf(pod.spec);
    const { labels, annotations } = objectOf(pod.metadata);
    return { ...pod, status: firstStatus(spec, now), spec: withAppArmor(withOwnLabels(spec, objectOf(labels)), objectOf(annotations)) };
  },
  onStatus: (pod, old) => {
    const status = objectOf(pod.status);
    const { qosClass: before } = objectOf(old.status);
    const known = isNil(before) || textOf(status.qosClass) !== '' ? status : { ...status, qosClass: before };
    return { ...pod, status: withOldGenerations(known, objectOf(old.status)), metadata: without(objectOf(pod.metadata), 'deletionTimestamp') };
  },
});

/** podStrategy and podStatusStrategy (pkg/registry/core/pod/strategy.go). */
export const podStrategy = droppingGated(ownStrategy, ['spec']);
