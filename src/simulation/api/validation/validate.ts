import type { FieldError } from '../field-errors';
import { duplicate, required, invalid } from '../field-errors';
import type { ApiObject, Node } from '../types';
import { validateDeployment } from './deployment';
import { validateObjectMeta } from './metadata';
import { validatePod } from './pod';
import { labelKeyErrors, labelValueErrors } from '../names';
import { quantityOf } from '../quantity';
import { validateTaintEffect } from './scheduling';

/** What the API server would say to creating this object, after defaulting. Empty when it would accept it. */
export function validateObject(object: ApiObject): FieldError[] {
  switch (object.kind) {
    case 'Pod':
      return validatePod(object);
    case 'Deployment':
      return validateDeployment(object);
    case 'Node':
      return validateNode(object);
  }
}

/** pkg/apis/core/validation ValidateNode: the parts a scheduler depends on. */
export function validateNode(node: Node): FieldError[] {
  const errors = validateObjectMeta(node.metadata, 'metadata', { namespaced: false });
  const seen = new Set<string>();
  (node.spec?.taints ?? []).forEach((taint, index) => {
    const path = `spec.taints[${index}]`;
    if (!taint.key) errors.push(required(`${path}.key`));
    else for (const message of labelKeyErrors(taint.key)) errors.push(invalid(`${path}.key`, taint.key, message));
    for (const message of labelValueErrors(taint.value ?? '')) errors.push(invalid(`${path}.value`, taint.value, message));
    errors.push(...validateTaintEffect(taint.effect ?? '', `${path}.effect`, false));
    const id = `${taint.key}:${taint.effect}`;
    if (seen.has(id)) errors.push(duplicate(path, taint));
    seen.add(id);
  });
  for (const field of ['capacity', 'allocatable'] as const) {
    for (const [name, text] of Object.entries(node.status?.[field] ?? {})) {
      if (quantityOf(text).nano < 0n) errors.push(invalid(`status.${field}.${name}`, text, 'must be a valid resource quantity'));
    }
  }
  return errors;
}
