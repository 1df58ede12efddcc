import { CORE_DEFAULTS } from '../defaulting/core';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { ResourceQuota, ResourceQuotaSpec, ScopedResourceSelectorRequirement } from '../generated/types/core.v1';
import { listOf, structOf } from '../internal';
import { defineKind } from '../kind';
import { compareQuantity, quantityOf } from '../quantity';
import { withStatus } from '../strategy/simple';
import { sortedEntries } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { isStandardQuotaResource, quotaResourceNameErrors, resourceQuantityErrors } from '../validation/resource-names';

const EXISTS_ONLY = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'];
const SCOPES = [...EXISTS_ONLY, 'PriorityClass', 'VolumeAttributesClass'];
const POD_COMPUTE = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];
const EXISTS_NEEDED =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
const scopeSelectorForm = structOf('MatchExpressions', { MatchExpressions: listOf(structOf('ScopeName Operator Values?')) });

/** IsResourceQuotaScopeValidForResource. */
function appliesTo(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods';
  if (scope === 'VolumeAttributesClass') return resource === 'persistentvolumeclaims' || resource === 'requests.storage';
  return !SCOPES.includes(scope) || resource === 'pods' || POD_COMPUTE.includes(resource);
}

const misapplied = (scope: string, { hard = {} }: ResourceQuotaSpec): readonly string[] =>
  Object.keys(hard).filter((name) => isStandardQuotaResource(name) && !appliesTo(scope, name));

/** Two scopes that no Pod can have both. */
const contradictions = (scopes: readonly string[]): number =>
  [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']].filter((pair) => pair.every((scope) => scopes.includes(scope))).length;

/** validateResourceQuotaScopes. */
function validateScopes(spec: ResourceQuotaSpec): FieldError[] {
  const scopes = spec.scopes ?? [];
  const wrong = (detail: string): FieldError => invalid('spec.scopes', scopes, detail);
  const errors = scopes.flatMap((scope) => [...(SCOPES.includes(scope) ? [] : [wrong('unsupported scope')]), ...misapplied(scope, spec).map(() => wrong('unsupported scope applied to resource'))]);
  return [...errors, ...Array.from({ length: contradictions(scopes) }, () => wrong('conflicting scopes'))];
}

function validateRequirement({ scopeName = '', operator = '', values = [] }: Partial<ScopedResourceSelectorRequirement>, spec: ResourceQuotaSpec): FieldError[] {
  const path = 'spec.scopeSelector.matchExpressions';
  const errors: FieldError[] = [];
  if (!SCOPES.includes(scopeName)) errors.push(invalid(`${path}.scopeName`, scopeName, 'unsupported scope'));
  for (const _ of misapplied(scopeName, spec)) errors.push(invalid(path, scopeSelectorForm(spec.scopeSelector), 'unsupported scope applied to resource'));
  if (EXISTS_ONLY.includes(scopeName) && operator !== 'Exists') errors.push(invalid(`${path}.operator`, operator, EXISTS_NEEDED));
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) errors.push(required(`${path}.values`, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"));
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) errors.push(invalid(`${path}.values`, values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"));
  } else errors.push(invalid(`${path}.operator`, operator, 'not a valid selector operator'));
  return errors;
}

/** validateScopeSelector. */
function validateSelector(spec: ResourceQuotaSpec): FieldError[] {
  const requirements = spec.scopeSelector?.matchExpressions ?? [];
  const errors = requirements.flatMap((requirement) => validateRequirement(requirement, spec));
  const found = contradictions(requirements.map(({ scopeName }) => scopeName));
  return [...errors, ...Array.from({ length: found }, () => invalid('spec.scopeSelector.matchExpressions', spec.scopes ?? null, 'conflicting scopes'))];
}

/** ValidateResourceQuotaSpec. */
const validateSpec = (spec: ResourceQuotaSpec): FieldError[] => [
  ...sortedEntries(spec.hard).flatMap(([name, value]) => [...quotaResourceNameErrors(name, `spec.hard[${name}]`), ...resourceQuantityErrors(name, value, `spec.hard[${name}]`)]),
  ...validateScopes(spec),
  ...validateSelector(spec),
];

function validateUpdate(quota: ResourceQuota, old: ResourceQuota): FieldError[] {
  const [now, before] = [new Set(quota.spec?.scopes), new Set(old.spec?.scopes)];
  const same = now.size === before.size && [...now].every((scope) => before.has(scope));
  return [
    ...validateKubeMetaUpdate(quota.metadata, old.metadata),
    ...validateSpec(quota.spec ?? {}),
    ...(same ? [] : [invalid('spec.scopes', quota.spec?.scopes ?? null, 'field is immutable')]),
  ];
}

/** WarningsOnCreate (pkg/registry/core/resourcequota): what may be requested is more than what may be the limit. */
function warnings({ spec = {} }: ResourceQuota, old?: ResourceQuota): string[] {
  const hard = spec.hard ?? {};
  if (old !== undefined) return [];
  return ['cpu', 'memory', 'storage', 'ephemeral-storage'].flatMap((name) => {
    const plain = name === 'cpu' || name === 'memory' ? name : `requests.${name}`;
    const requested = hard[`requests.${name}`] === undefined ? plain : `requests.${name}`;
    const [request, limit] = [hard[requested], hard[`limits.${name}`]];
    if (request === undefined || limit === undefined || compareQuantity(quantityOf(request), quantityOf(limit)) <= 0) return [];
    return [`ResourceQuota ${requested} (${request}) should be less than limits.${name} (${limit})`];
  });
}

/** ValidateResourceQuotaStatusUpdate. */
const validateStatus = ({ status }: ResourceQuota): FieldError[] =>
  (['hard', 'used'] as const).flatMap((field) =>
    sortedEntries(status?.[field]).flatMap(([name, value]) => [...quotaResourceNameErrors(name, `status.${field}[${name}]`), ...resourceQuantityErrors(name, value, `status.${field}[${name}]`)]),
  );

/** pkg/apis/core/validation ValidateResourceQuota. */
export const resourceQuotaKind = defineKind<ResourceQuota>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'ResourceQuota',
  defaulters: CORE_DEFAULTS,
  strategy: withStatus,
  status: { validateUpdate: validateStatus },
  validateCreate: (quota) => [...validateKubeMeta(quota.metadata), ...validateSpec(quota.spec ?? {})],
  validateUpdate,
  warnings,
});
