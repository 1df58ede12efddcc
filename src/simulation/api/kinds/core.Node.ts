import { CORE_DEFAULTS } from '../defaulting/core';
import { duplicate, invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import { defineKind } from '../kind';
import { labelKeyErrors, labelValueErrors } from '../names';
import { quantityOf } from '../quantity';
import { nodeStrategy } from '../strategy/simple';
import type { Node } from '../types';
import { validateObjectMeta } from '../validation/metadata';
import { validateTaintEffect } from '../validation/scheduling';

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

export const nodeKind = defineKind<Node>({ group: coreV1, resources: coreV1Resources, kind: 'Node', defaulters: CORE_DEFAULTS, strategy: nodeStrategy, validateCreate: validateNode });
