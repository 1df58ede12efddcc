import { POD_SPEC_DEFAULTS } from '../defaulting/pod-spec';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { PodTemplate } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { podTemplateStrategy } from '../strategy/simple';
import type { PodTemplateSpec } from '../types';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validatePodTemplate } from '../validation/pod-spec';
import { updateOptions } from '../validation/pod/options';
import { changedTemplateWarnings } from '../validation/workload/warnings';

/** In the internal types there is always a template. */
const templateOf = ({ template }: PodTemplate): PodTemplateSpec => ({ ...template, spec: { ...template?.spec, containers: template?.spec?.containers ?? [] } }) as PodTemplateSpec;

const validateTemplate = (object: PodTemplate, old?: PodTemplate): FieldError[] => validatePodTemplate(templateOf(object), 'template', old === undefined ? {} : updateOptions(templateOf(old).spec, false));

/** ValidatePodTemplate and ValidatePodTemplateUpdate (pkg/apis/core/validation). */
export const podTemplateKind = defineKind<PodTemplate>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'PodTemplate',
  defaulters: POD_SPEC_DEFAULTS,
  strategy: podTemplateStrategy,
  validateCreate: (object) => [...validateKubeMeta(object.metadata), ...validateTemplate(object)],
  validateUpdate: (object, old) => [...validateKubeMetaUpdate(object.metadata, old.metadata), ...validateTemplate(object, old)],
  warnings: (object, old) => [...changedTemplateWarnings(object, old, templateOf(object), 'template')],
});
