import { REPLICATION_CONTROLLER_DEFAULTS } from '../defaulting/core';
import { required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { ReplicationController, ReplicationControllerSpec } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { replicasStrategy } from '../strategy/simple';
import { nonNegative } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validatePodTemplate } from '../validation/pod-spec';
import { updateOptions } from '../validation/pod/options';
import { validateMatch, validateRunning } from '../validation/workload/selector';
import { changedTemplateWarnings, podNameWarnings } from '../validation/workload/warnings';
import { replicationControllerStatusErrors } from '../validation/workload/status';

/** ValidatePodTemplateSpecForRC. */
function validateTemplate({ template, selector = {} }: ReplicationControllerSpec, path: string, old: ReplicationControllerSpec | undefined): FieldError[] {
  if (template === undefined) return [required(path)];
  const empty = Object.keys(selector).length === 0;
  const options = old?.template === undefined ? {} : updateOptions(old.template.spec, false);
  return [...(empty ? [] : validateMatch({ matchLabels: selector }, template, path)), ...validatePodTemplate(template, path, options), ...validateRunning(template, path, 'ReplicationController')];
}

/** ValidateReplicationControllerSpec (pkg/apis/core/validation). */
const validateSpec = (spec: ReplicationControllerSpec, old?: ReplicationControllerSpec): FieldError[] => [
  ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
  ...(Object.keys(spec.selector ?? {}).length === 0 ? [required('spec.selector')] : []),
  ...(spec.replicas === undefined ? [required('spec.replicas')] : nonNegative(spec.replicas, 'spec.replicas')),
  ...validateTemplate(spec, 'spec.template', old),
];

export const replicationControllerKind = defineKind<ReplicationController>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'ReplicationController',
  defaulters: REPLICATION_CONTROLLER_DEFAULTS,
  strategy: replicasStrategy,
  status: { validateUpdate: replicationControllerStatusErrors },
  // Of a name and what it was generated from only the name is looked at (ValidateObjectMetaWithOpts).
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata.name ? { ...metadata, generateName: '' } : metadata), ...validateSpec(spec ?? {})],
  validateUpdate: ({ metadata, spec }, old) => [...validateKubeMetaUpdate(metadata, old.metadata), ...validateSpec(spec ?? {}, old.spec ?? {})],
  warnings: (object, old) => {
    const template = object.spec?.template;
    return [...(old === undefined ? podNameWarnings(object.metadata) : []), ...(template === undefined ? [] : changedTemplateWarnings(object, old, template, 'spec.template'))];
  },
});
