import { duplicate, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { nodeV1, nodeV1Resources } from '../generated/schema/node.v1';
import type { Scheduling, RuntimeClass } from '../generated/types/node.v1';
import { structOf } from '../internal';
import { defineKind } from '../kind';
import { dns1123LabelErrors } from '../names';
import { eachInvalid, immutable, sortedEntries } from '../validation/common';
import { validateLabels, validateObjectMeta, validateObjectMetaUpdate } from '../validation/metadata';
import { deprecatedNodeLabel } from '../validation/node-labels';
import { limitErrors } from '../validation/resource-names';
import { validateTolerations } from '../validation/scheduling';

const tolerationForm = structOf('Key Operator Value Effect TolerationSeconds?');

/** validateScheduling. */
function validateScheduling({ nodeSelector, tolerations = [] }: Scheduling): FieldError[] {
  const path = 'scheduling.tolerations';
  const errors = [...validateLabels(nodeSelector, 'scheduling.nodeSelector'), ...validateTolerations(tolerations, path)];
  const seen = new Set<string>();
  tolerations.forEach((toleration, i) => {
    const { key = '', operator = '', value = '', effect = '' } = toleration;
    const id = JSON.stringify([key, operator, value, effect]);
    if (seen.has(id)) errors.push(duplicate(`${path}[${i}]`, tolerationForm(toleration)));
    seen.add(id);
  });
  return errors;
}

/** ValidateRuntimeClass (pkg/apis/node/validation). */
function validateClass({ metadata, handler = '', overhead, scheduling }: RuntimeClass): FieldError[] {
  return [
    ...validateObjectMeta(metadata, 'metadata', { namespaced: false }),
    ...(handler === '' ? [required('handler')] : eachInvalid('handler', handler, dns1123LabelErrors(handler))),
    ...(overhead === undefined ? [] : limitErrors(overhead.podFixed ?? {}, 'overhead')),
    ...(scheduling === undefined ? [] : validateScheduling(scheduling)),
  ];
}

export const runtimeClassKind = defineKind<RuntimeClass>({
  group: nodeV1,
  resources: nodeV1Resources,
  kind: 'RuntimeClass',
  defaulters: {},
  validateCreate: validateClass,
  validateUpdate: (runtimeClass, old) => [...validateClass(runtimeClass), ...validateObjectMetaUpdate(runtimeClass.metadata, old.metadata), ...immutable(runtimeClass.handler, old.handler, 'handler')],
  warnings: ({ scheduling }) =>
    sortedEntries(scheduling?.nodeSelector).flatMap(([key]) => {
      const message = deprecatedNodeLabel(key);
      return message === undefined ? [] : [`scheduling.nodeSelector: ${message}`];
    }),
});
