import { CORE_DEFAULTS } from '../defaulting/core';
import { invalid, invalidNamed } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { Namespace } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { labelKeyErrors } from '../names';
import { namespaceStrategy } from '../strategy/simple';
import { eachInvalid } from '../validation/common';
import { labelName, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** ValidateNamespace (pkg/apis/core/validation). */
function validateNamespace({ metadata, spec }: Namespace): FieldError[] {
  const path = 'spec.finalizers';
  const finalizerErrors = (name: string): FieldError[] => [
    ...eachInvalid(path, name, labelKeyErrors(name)),
    ...(name.includes('/') || STANDARD_FINALIZERS.includes(name) ? [] : [invalid(path, name, 'name is neither a standard finalizer name nor is it fully qualified')]),
  ];
  return [...validateKubeMeta(metadata, { namespaced: false, name: labelName }), ...(spec?.finalizers ?? []).flatMap(finalizerErrors)];
}

/** ValidateNamespaceStatusUpdate: its phase says no more than whether it is being deleted. */
function validateStatus({ metadata, status }: Namespace): FieldError[] {
  const phase = status?.phase ?? '';
  const [wanted, when] = metadata.deletionTimestamp === undefined ? ['Active', 'is empty'] : ['Terminating', 'is not empty'];
  return phase === wanted ? [] : [invalidNamed('status.Phase', phase, `may only be '${wanted}' if \`deletionTimestamp\` ${when}`)];
}

export const namespaceKind = defineKind<Namespace>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'Namespace',
  defaulters: CORE_DEFAULTS,
  strategy: namespaceStrategy,
  status: { validateUpdate: validateStatus },
  validateCreate: validateNamespace,
  validateUpdate: (namespace, old) => [...validateNamespace(namespace), ...validateKubeMetaUpdate(namespace.metadata, old.metadata)],
});
