import { isNil, objectOf, textOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import { POD_SPEC_DEFAULTS } from './pod-spec';
import { persistentVolumeClaim } from './volumes';
import type { Defaulter, Defaulters } from './walk';

const changeSpec = (change: (spec: JsonObject) => JsonObject): Defaulter => (object) => ({ ...object, spec: change(objectOf(object.spec)) });

/** What a rolling update's numbers become that are given for another strategy: inside the server they are no pointers. */
const ZEROES = { maxUnavailable: 0, maxSurge: 0 };

/** A rolling update's numbers, where the strategy is one. */
function rollingUpdate(strategy: unknown, defaults: JsonObject): JsonObject {
  const named = fillEmpty(objectOf(strategy), { type: 'RollingUpdate' });
  if (named.type !== 'RollingUpdate' && isNil(named.rollingUpdate)) return named;
  return { ...named, rollingUpdate: fillMissing(objectOf(named.rollingUpdate), named.type === 'RollingUpdate' ? defaults : ZEROES) };
}

/** SetDefaults_Deployment. */
const deployment = changeSpec((spec) =>
  fillMissing({ ...spec, strategy: rollingUpdate(spec.strategy, { maxUnavailable: '25%', maxSurge: '25%' }) }, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
);

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

/** Convert_apps_DaemonSet_To_v1_DaemonSet: the template's own generation, which the server counts, stands in an annotation. */
const withTemplateGeneration: Defaulter = (object) => {
  const metadata = objectOf(object.metadata);
  const annotations = objectOf(metadata.annotations);
  return textOf(annotations[TEMPLATE_GENERATION]) === '' ? { ...object, metadata: { ...metadata, annotations: { ...annotations, [TEMPLATE_GENERATION]: '0' } } } : object;
};

/** SetDefaults_DaemonSet. */
const daemonSetSpec = changeSpec((spec) => fillMissing({ ...spec, updateStrategy: rollingUpdate(spec.updateStrategy, { maxUnavailable: 1, maxSurge: 0 }) }, { revisionHistoryLimit: 10 }));

const daemonSet: Defaulter = (object) => withTemplateGeneration(daemonSetSpec(object));

/** A StatefulSet's rolling update has a partition; a strategy that names itself may go without the rest. */
function statefulSetStrategy(given: unknown): JsonObject {
  const strategy = objectOf(given);
  const named: JsonObject = textOf(strategy.type) === '' ? { ...strategy, type: 'RollingUpdate', rollingUpdate: objectOf(strategy.rollingUpdate) } : strategy;
  if (isNil(named.rollingUpdate)) return named;
  return { ...named, rollingUpdate: fillMissing(objectOf(named.rollingUpdate), { partition: 0 }) };
}

/** SetDefaults_StatefulSet. */
const statefulSet = changeSpec((spec) => {
  const managed = fillEmpty(spec, { podManagementPolicy: 'OrderedReady' });
  const retention = fillEmpty(objectOf(spec.persistentVolumeClaimRetentionPolicy), { whenDeleted: 'Retain', whenScaled: 'Retain' });
  return fillMissing(
    { ...managed, updateStrategy: statefulSetStrategy(spec.updateStrategy), persistentVolumeClaimRetentionPolicy: retention, ...claimTemplates(spec) },
    { replicas: 1, revisionHistoryLimit: 10 },
  );
});

/** Convert_v1_StatefulSetSpec: a template of a claim says what it is. */
function claimTemplates({ volumeClaimTemplates }: JsonObject): JsonObject {
  if (!Array.isArray(volumeClaimTemplates)) return {};
  return { volumeClaimTemplates: volumeClaimTemplates.map((one: unknown) => ({ ...objectOf(one), apiVersion: 'v1', kind: 'PersistentVolumeClaim' })) };
}

/** SetDefaults_ReplicaSet. */
const replicaSet = changeSpec((spec) => fillMissing(spec, { replicas: 1 }));

/** The defaulting functions of apps/v1 (pkg/apis/apps/v1/defaults.go). */
export const APPS_DEFAULTS: Defaulters = {
  ...POD_SPEC_DEFAULTS,
  'apps.v1.Deployment': deployment,
  'apps.v1.DaemonSet': daemonSet,
  'apps.v1.StatefulSet': statefulSet,
  'apps.v1.ReplicaSet': replicaSet,
  'core.v1.PersistentVolumeClaim': persistentVolumeClaim,
};
