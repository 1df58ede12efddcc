import { APPS_DEFAULTS } from '../defaulting/apps';
import type { FieldError } from '../field-errors';
import { appsV1, appsV1Resources } from '../generated/schema/apps.v1';
import { defineKind } from '../kind';
import { replicasStrategy } from '../strategy/simple';
import type { PodTemplateSpec, ReplicaSet } from '../types';
import { immutable, nonNegative } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateReplicaTemplate } from '../validation/workload/replica-template';
import { shownSelector } from '../validation/workload/selector';
import { changedTemplateWarnings, podNameWarnings } from '../validation/workload/warnings';
import { replicaSetStatusErrors } from '../validation/workload/status';

/** A ReplicaSet always has a template in the internal types. */
const templateOf = ({ spec }: ReplicaSet): PodTemplateSpec => spec?.template ?? { spec: { containers: [] } };

/** ValidateReplicaSetSpec (pkg/apis/apps/validation). */
const validateSpec = (set: ReplicaSet, old?: ReplicaSet): FieldError[] => [
  ...nonNegative(set.spec?.replicas, 'spec.replicas'),
  ...nonNegative(set.spec?.minReadySeconds, 'spec.minReadySeconds'),
  ...validateReplicaTemplate(set.spec?.selector, templateOf(set), 'spec', old === undefined ? undefined : templateOf(old)),
];

export const replicaSetKind = defineKind<ReplicaSet>({
  group: appsV1,
  resources: appsV1Resources,
  kind: 'ReplicaSet',
  defaulters: APPS_DEFAULTS,
  strategy: replicasStrategy,
  status: { validateUpdate: replicaSetStatusErrors },
  validateCreate: (set) => [...validateKubeMeta(set.metadata), ...validateSpec(set)],
  validateUpdate: (set, old) => [
    ...validateKubeMetaUpdate(set.metadata, old.metadata),
    ...validateSpec(set, old),
    ...immutable(shownSelector(set.spec?.selector), shownSelector(old.spec?.selector), 'spec.selector'),
  ],
  warnings: (set, old) => [...(old === undefined ? podNameWarnings(set.metadata) : []), ...changedTemplateWarnings(set, old, templateOf(set), 'spec.template')],
});
