/** Which objects a ResourceQuota's scopes mean (pkg/quota/v1/evaluator/core: podMatchesScopeFunc, pvcMatchesScopeFunc). */
import type { PersistentVolumeClaim, ResourceQuotaSpec, ScopedResourceSelectorRequirement } from '../../api/generated/types/core.v1';
import { qosClass } from '../../api/pod-qos';
import type { PodAffinityTerm, PodSpec } from '../../api/types';

export type ScopeMatch<T> = (scope: ScopedResourceSelectorRequirement, object: T) => boolean;

/** getScopeSelectorsFromQuota: `scopes` say that something exists. */
export const scopesOf = ({ scopes = [], scopeSelector }: ResourceQuotaSpec): readonly ScopedResourceSelectorRequirement[] => [
  ...scopes.map((scopeName) => ({ scopeName, operator: 'Exists' })),
  ...(scopeSelector?.matchExpressions ?? []),
];

/** ScopedResourceSelectorRequirementsAsSelector, matched against one name or none. */
function matchesName({ operator, values = [] }: ScopedResourceSelectorRequirement, name = ''): boolean {
  switch (operator) {
    case 'In':
      return name !== '' && values.includes(name);
    case 'NotIn':
      return name === '' || !values.includes(name);
    case 'Exists':
      return name !== '';
    default:
      return operator === 'DoesNotExist' && name === '';
  }
}

const reachesOut = ({ namespaces = [], namespaceSelector }: PodAffinityTerm): boolean => namespaces.length > 0 || namespaceSelector !== undefined;

/** usesCrossNamespacePodAffinity. */
function usesOtherNamespaces({ affinity }: PodSpec): boolean {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].some(
    (one) =>
      (one?.requiredDuringSchedulingIgnoredDuringExecution ?? []).some(reachesOut) ||
      (one?.preferredDuringSchedulingIgnoredDuringExecution ?? []).some(({ podAffinityTerm }) => reachesOut(podAffinityTerm)),
  );
}

const isTerminating = ({ activeDeadlineSeconds }: PodSpec): boolean => activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;

const POD_SCOPES: Readonly<Record<string, (spec: PodSpec, scope: ScopedResourceSelectorRequirement) => boolean>> = {
  Terminating: isTerminating,
  NotTerminating: (spec) => !isTerminating(spec),
  BestEffort: (spec) => qosClass(spec) === 'BestEffort',
  NotBestEffort: (spec) => qosClass(spec) !== 'BestEffort',
  PriorityClass: ({ priorityClassName }, scope) => matchesName(scope, priorityClassName),
  CrossNamespacePodAffinity: usesOtherNamespaces,
};

export const podInScope: ScopeMatch<{ readonly spec: PodSpec }> = (scope, { spec }) => POD_SCOPES[scope.scopeName]?.(spec, scope) ?? false;

/** A claim may name several VolumeAttributesClasses at a time: the one it asks for, the one it has, the one it is changing to. */
export const claimInScope: ScopeMatch<PersistentVolumeClaim> = (scope, { spec, status }) => {
  if (scope.scopeName !== 'VolumeAttributesClass') return false;
  const names = [spec.volumeAttributesClassName, status?.currentVolumeAttributesClassName, status?.modifyVolumeStatus?.targetVolumeAttributesClassName].filter((name) => name !== undefined && name !== '');
  return names.length === 0 ? matchesName(scope) : names.some((name) => matchesName(scope, name));
};
