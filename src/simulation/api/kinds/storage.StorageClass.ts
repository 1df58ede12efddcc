import { STORAGE_DEFAULTS } from '../defaulting/storage';
import { semanticEqual } from '../equal';
import { duplicate, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { storageV1, storageV1Resources } from '../generated/schema/storage.v1';
import type { TopologySelectorLabelRequirement, TopologySelectorTerm } from '../generated/types/core.v1';
import type { StorageClass } from '../generated/types/storage.v1';
import { defineKind } from '../kind';
import { labelKeyErrors } from '../names';
import { eachInvalid, immutable } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { deprecatedNodeLabel } from '../validation/node-labels';
import { validateParameters, validateProvisioner } from '../validation/storage-class';

const RECLAIM_POLICIES = ['Delete', 'Retain'];
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer'];

/** validateTopologySelectorLabelRequirement. */
function validateRequirement({ key = '', values = [] }: Partial<TopologySelectorLabelRequirement>, path: string): FieldError[] {
  return [
    ...(values.length === 0 ? [required(`${path}.values`)] : []),
    ...values.flatMap((value, i) => (values.indexOf(value) < i ? [duplicate(`${path}.values[${i}]`, value)] : [])),
    ...eachInvalid(`${path}.key`, key, labelKeyErrors(key)),
  ];
}

/** validateAllowedTopologies. Upstream begins with as many empty terms as there are terms, so an empty one repeats each of them. */
function validateTopologies(terms: readonly TopologySelectorTerm[]): FieldError[] {
  const errors: FieldError[] = [];
  const seen: Readonly<Record<string, readonly string[]>>[] = terms.map(() => ({}));
  terms.forEach(({ matchLabelExpressions: expressions = [] }, i) => {
    const path = `allowedTopologies[${i}].matchLabelExpressions`;
    const keys = expressions.map(({ key }) => key);
    expressions.forEach((expression, j) => {
      errors.push(...validateRequirement(expression, `${path}[${j}]`));
      if (keys.indexOf(expression.key) < j) errors.push(duplicate(`${path}[${j}].key`, expression.key));
    });
    const byKey = Object.fromEntries(expressions.map(({ key, values = [] }) => [key, [...new Set(values)].sort()]));
    for (const other of seen) if (semanticEqual(byKey, other)) errors.push(duplicate(path, ''));
    seen.push(byKey);
  });
  return errors;
}

/** ValidateStorageClass (pkg/apis/storage/validation). */
function validateClass(storageClass: StorageClass): FieldError[] {
  const { metadata, provisioner = '', parameters = {}, reclaimPolicy = '', volumeBindingMode: mode, allowedTopologies = [] } = storageClass;
  const errors = validateKubeMeta(metadata, { namespaced: false });
  errors.push(...validateProvisioner(provisioner, 'provisioner'), ...validateParameters(parameters, true));
  if (reclaimPolicy !== '' && !RECLAIM_POLICIES.includes(reclaimPolicy)) errors.push(notSupported('reclaimPolicy', reclaimPolicy, RECLAIM_POLICIES));
  if (mode === undefined) errors.push(required('volumeBindingMode'));
  else if (!BINDING_MODES.includes(mode)) errors.push(notSupported('volumeBindingMode', mode, BINDING_MODES));
  return [...errors, ...validateTopologies(allowedTopologies)];
}

const warnings = ({ allowedTopologies = [] }: StorageClass): string[] =>
  allowedTopologies.flatMap(({ matchLabelExpressions = [] }, i) =>
    matchLabelExpressions.flatMap(({ key }, j) => {
      const message = deprecatedNodeLabel(key);
      return message === undefined ? [] : [`allowedTopologies[${i}].matchLabelExpressions[${j}].key: ${message}`];
    }),
  );

export const storageClassKind = defineKind<StorageClass>({
  group: storageV1,
  resources: storageV1Resources,
  kind: 'StorageClass',
  defaulters: STORAGE_DEFAULTS,
  validateCreate: validateClass,
  validateUpdate: (storageClass, old) => [
    ...validateClass(storageClass),
    ...validateKubeMetaUpdate(storageClass.metadata, old.metadata),
    ...immutable(storageClass.parameters ?? null, old.parameters ?? null, 'parameters'),
    ...immutable(storageClass.provisioner ?? '', old.provisioner ?? '', 'provisioner'),
    ...immutable(storageClass.reclaimPolicy, old.reclaimPolicy, 'reclaimPolicy'),
    ...immutable(storageClass.volumeBindingMode, old.volumeBindingMode, 'volumeBindingMode'),
  ],
  warnings,
});
