import { parsePrefixSloppy } from '../../base/ip';
import { CORE_DEFAULTS } from '../defaulting/core';
import { duplicate, forbidden, internal, invalid } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import { structOf } from '../internal';
import { defineKind } from '../kind';
import { labelKeyErrors, labelValueErrors } from '../names';
import { nodeStrategy } from '../strategy/simple';
import type { Node, Taint } from '../types';
import { eachInvalid, sortedEntries } from '../validation/common';
import { cidrWarnings, legacyCidrErrors } from '../validation/ip';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { resourceQuantityErrors } from '../validation/resource-names';
import { validateTaintEffect } from '../validation/scheduling';

const taintForm = structOf('Key Value Effect TimeAdded?');

/** validateNodeTaints. Upstream has the taints under `metadata`; `at` is where they stand. */
function validateTaints(taints: readonly Taint[]): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  taints.forEach((taint, index) => {
    const path = `metadata.taints[${index}]`;
    const { key = '', value = '', effect = '' } = taint;
    const valueErrors = labelValueErrors(value);
    const found = [...eachInvalid(`${path}.key`, key, labelKeyErrors(key)), ...(valueErrors.length === 0 ? [] : [invalid(`${path}.value`, value, valueErrors.join(';'))]), ...validateTaintEffect(effect, `${path}.effect`, false)];
    const id = `${key}:${effect}`;
    if (seen.has(id)) found.push({ ...duplicate(path, taintForm(taint)), detail: 'taints must be unique by key and effect pair' });
    seen.add(id);
    errors.push(...found.map((error) => ({ ...error, at: error.path.replace('metadata.', 'spec.') })));
  });
  return errors;
}

/** ValidateNodeResources. */
const validateResources = ({ status }: Node): FieldError[] =>
  (['capacity', 'allocatable'] as const).flatMap((field) => sortedEntries(status?.[field]).flatMap(([name, value]) => resourceQuantityErrors(name, value, `status.${field}.${name}`)));

/** The networks of a Node's Pods: one a family. */
function validatePodCIDRs(cidrs: readonly string[]): FieldError[] {
  const path = 'spec.podCIDRs';
  const errors = cidrs.flatMap((cidr, i) => legacyCidrErrors(cidr, `${path}[${i}]`));
  if (cidrs.length < 2) return errors;
  const families = cidrs.map((cidr) => parsePrefixSloppy(cidr)?.network.family);
  const bad = cidrs.find((_, i) => families[i] === undefined);
  if (bad !== undefined) errors.push(internal(path, `invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR[${cidrs.indexOf(bad)}]: <nil> (invalid CIDR address: ${bad})`));
  if (bad !== undefined || new Set(families).size < 2 || cidrs.length > 2) errors.push(invalid(path, cidrs, 'may specify no more than one CIDR for each IP family'));
  return errors;
}

/** ValidateNode (pkg/apis/core/validation), without the annotations that once were taints. */
export const validateNode = (node: Node): FieldError[] => [
  ...validateKubeMeta(node.metadata, { namespaced: false }),
  ...validateTaints(node.spec?.taints ?? []),
  ...validateResources(node),
  ...validatePodCIDRs(node.spec?.podCIDRs ?? []),
];

/** ValidateNodeUpdate, which also looks at the whole Node again. */
function validateUpdate(node: Node, old: Node): FieldError[] {
  const errors = [...validateNode(node), ...validateKubeMetaUpdate(node.metadata, old.metadata)];
  const [now, before] = [node.spec?.podCIDRs ?? [], old.spec?.podCIDRs ?? []];
  const changed = before.length > 0 && (before.length !== now.length || before.some((cidr, i) => cidr !== now[i]));
  if (changed) errors.push(forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid'));
  const provider = old.spec?.providerID ?? '';
  if (provider !== '' && provider !== node.spec?.providerID) errors.push(forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid'));
  if ((node.spec?.externalID ?? '') !== (old.spec?.externalID ?? '')) errors.push(forbidden('spec.externalID', 'may not be updated'));
  return errors;
}

/** nodeWarnings (pkg/registry/core/node). */
const warnings = ({ spec = {} }: Node): string[] => [
  ...((spec.externalID ?? '') === '' ? [] : ['spec.externalID: this field is deprecated, and is unused by Kubernetes']),
  ...(spec.podCIDRs ?? []).flatMap((cidr, i) => cidrWarnings(cidr, `spec.podCIDRs[${i}]`)),
];

export const nodeKind = defineKind<Node>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'Node',
  defaulters: CORE_DEFAULTS,
  strategy: nodeStrategy,
  // nodeStatusStrategy checks the Node as any update of it is checked.
  status: { validateUpdate },
  validateCreate: validateNode,
  validateUpdate,
  warnings,
});
