import { APPS_DEFAULTS } from '../defaulting/apps';
import { forbidden, invalid, invalidNamed, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { appsV1, appsV1Resources } from '../generated/schema/apps.v1';
import type { StatefulSet, StatefulSetSpec, StatefulSetUpdateStrategy } from '../generated/types/apps.v1';
import { labelSelector } from '../internal';
import { internalForm } from '../internal-types/form';
import { workloadTypes } from '../internal-types/workload';
import { semanticEqual } from '../equal';
import { defineKind } from '../kind';
import { statefulSetStrategy } from '../strategy/simple';
import type { PodTemplateSpec } from '../types';
import { validateClaimSpec } from '../validation/claim-spec';
import { nonNegative } from '../validation/common';
import { labelName, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateDnsLabel } from '../validation/names';
import { validatePodTemplate } from '../validation/pod-spec';
import { updateOptions } from '../validation/pod/options';
import { claimWarnings } from '../validation/pod/warnings';
import { amountOf, validateAtMostAll, validateIntOrPercent } from '../validation/workload/int-or-percent';
import { isReadable, validateMatch, validateRunning, validateSelector } from '../validation/workload/selector';
import { changedTemplateWarnings } from '../validation/workload/warnings';
import { statefulSetStatusErrors } from '../validation/workload/status';

/** validateRollingUpdateStatefulSet. */
function validateRollingUpdate({ partition, maxUnavailable }: NonNullable<StatefulSetUpdateStrategy['rollingUpdate']>, path: string): FieldError[] {
  const at = `${path}.maxUnavailable`;
  const most = (value: number | string): FieldError[] => [
    ...validateIntOrPercent(value, at),
    ...(amountOf(value) === 0 ? [invalid(at, value, 'cannot be 0')] : []),
    ...validateAtMostAll(value, at),
  ];
  return [...nonNegative(partition, `${path}.partition`), ...(maxUnavailable === undefined ? [] : most(maxUnavailable))];
}

function validateUpdateStrategy(strategy: StatefulSetUpdateStrategy, path: string): FieldError[] {
  const { type = '', rollingUpdate } = strategy;
  const at = `${path}.rollingUpdate`;
  switch (type) {
    case '':
      return [required(path)];
    case 'OnDelete':
      return rollingUpdate === undefined ? [] : [invalid(at, internalForm(workloadTypes, 'RollingUpdateStatefulSetStrategy', rollingUpdate), "only allowed for updateStrategy 'RollingUpdate'")];
    case 'RollingUpdate':
      return rollingUpdate === undefined ? [] : validateRollingUpdate(rollingUpdate, at);
    default:
      return [{ ...invalid(path, internalForm(workloadTypes, 'StatefulSetUpdateStrategy', strategy), "must be 'RollingUpdate' or 'OnDelete'"), at: `${path}.type` }];
  }
}

/** ValidatePersistentVolumeClaimRetentionPolicy. */
function validateRetention(policy: StatefulSetSpec['persistentVolumeClaimRetentionPolicy'], path: string): FieldError[] {
  if (policy === undefined) return [];
  return (['whenDeleted', 'whenScaled'] as const).flatMap((field) => {
    const value = policy[field] ?? '';
    return value === 'Retain' || value === 'Delete' ? [] : [notSupported(`${path}.${field}`, value, ['Retain', 'Delete'])];
  });
}

/** The template with the volumes that the claims will be, and without the names that the controller gives. */
function templateWithClaims({ template, volumeClaimTemplates: claims = [] }: StatefulSetSpec): PodTemplateSpec {
  const names = claims.map(({ metadata }) => metadata?.name ?? '');
  const added = [...new Set(names)].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const own = (template.spec.volumes ?? []).filter(({ name }) => !names.includes(name));
  const { hostname: _, subdomain: __, ...spec } = template.spec;
  return { ...template, spec: { ...spec, ...(claims.length === 0 ? {} : { volumes: [...added, ...own] }) } };
}

function validateManagement(policy: string | undefined, path: string): FieldError[] {
  if (!policy) return [required(path)];
  return policy === 'OrderedReady' || policy === 'Parallel' ? [] : [invalidNamed(path, policy, "must be 'OrderedReady' or 'Parallel'")];
}

/** ValidatePodTemplateSpecForStatefulSet. */
function validateTemplate(spec: StatefulSetSpec, path: string, old: StatefulSetSpec | undefined): FieldError[] {
  const template = templateWithClaims(spec);
  const options = old === undefined ? {} : updateOptions(old.template.spec, false);
  // A stored set that would not be taken anew is not looked at again.
  const skip = old !== undefined && validateSpec(old).length > 0;
  return [...validateMatch(spec.selector, template, path), ...(skip ? [] : validatePodTemplate(template, path, options))];
}

/** ValidateStatefulSetSpec (pkg/apis/apps/validation). */
function validateSpec(spec: StatefulSetSpec, old?: StatefulSetSpec): FieldError[] {
  const claims = old === undefined ? (spec.volumeClaimTemplates ?? []) : [];
  const unreadable = isReadable(spec.selector) ? undefined : [invalid('spec.selector', labelSelector(spec.selector), '')];
  return [
    ...validateManagement(spec.podManagementPolicy, 'spec.podManagementPolicy'),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy'),
    ...validateRetention(spec.persistentVolumeClaimRetentionPolicy, 'spec.persistentVolumeClaimRetentionPolicy'),
    ...claims.flatMap((claim, i) => validateClaimSpec(claim.spec ?? {}, `spec.volumeClaimTemplates[${i}].spec`)),
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...nonNegative(spec.ordinals?.start, 'spec.ordinals.start'),
    ...(old === undefined && spec.serviceName ? validateDnsLabel(spec.serviceName, 'spec.serviceName') : []),
    ...validateSelector(spec.selector, 'spec.selector', 'statefulset'),
    ...(unreadable ?? validateTemplate(spec, 'spec.template', old)),
    ...validateRunning(spec.template, 'spec.template', 'StatefulSet'),
  ];
}

const CHANGEABLE = ['replicas', 'template', 'updateStrategy', 'minReadySeconds', 'ordinals', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'] as const;
const FORBIDDEN =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

/** What is left of a spec when everything that an update may change is taken away. */
function fixedParts(spec: StatefulSetSpec): object {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !(CHANGEABLE as readonly string[]).includes(name)));
}

function warningsOf(set: StatefulSet, old?: StatefulSet): readonly string[] {
  const claims = set.spec.volumeClaimTemplates ?? [];
  const history = set.spec.revisionHistoryLimit ?? 0;
  return [
    ...changedTemplateWarnings(set, old, set.spec.template, 'spec.template'),
    ...claims.flatMap(({ spec }, i) => claimWarnings(spec?.resources, `spec.volumeClaimTemplates[${i}]${old === undefined ? '' : '.Spec'}`)),
    ...(history < 0 ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'] : []),
  ];
}

export const statefulSetKind = defineKind<StatefulSet>({
  group: appsV1,
  resources: appsV1Resources,
  kind: 'StatefulSet',
  defaulters: APPS_DEFAULTS,
  strategy: statefulSetStrategy,
  status: { validateUpdate: statefulSetStatusErrors },
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata, { namespaced: true, name: labelName }), ...validateSpec(spec)],
  validateUpdate: ({ metadata, spec }, old) => [
    ...validateKubeMetaUpdate(metadata, old.metadata),
    ...validateSpec(spec, old.spec),
    ...(semanticEqual(fixedParts(spec), fixedParts(old.spec)) ? [] : [forbidden('spec', FORBIDDEN)]),
  ],
  warnings: warningsOf,
});
