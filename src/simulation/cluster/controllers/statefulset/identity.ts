/** Names, places and volumes of a StatefulSet's Pods (pkg/controller/statefulset stateful_set_utils.go). */
import type { Pod } from '../../../api';
import type { StatefulSet } from '../../../api/generated/types/apps.v1';
import type { PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import { podFromTemplate } from '../../control/pod-control';

export const REVISION_LABEL = 'controller-revision-hash';
const NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
const INDEX_LABEL = 'apps.kubernetes.io/pod-index';

/** getParentNameAndOrdinal: -1 where the name ends in no number. */
export function parentAndOrdinal({ metadata }: Pod): readonly [parent: string, ordinal: number] {
  const match = /^(.*)-([0-9]+)$/s.exec(metadata.name ?? '');
  if (match === null) return ['', -1];
  const ordinal = Number(match[2]);
  return [match[1]!, ordinal < 2 ** 31 ? ordinal : -1];
}

export const ordinalOf = (pod: Pod): number => parentAndOrdinal(pod)[1];
export const startOf = ({ spec }: StatefulSet): number => spec?.ordinals?.start ?? 0;
export const countOf = ({ spec }: StatefulSet): number => spec?.replicas ?? 1;
export const inRange = (pod: Pod, set: StatefulSet): boolean => ordinalOf(pod) >= startOf(set) && ordinalOf(pod) < startOf(set) + countOf(set);

export const podRevision = ({ metadata }: Pod): string => metadata.labels?.[REVISION_LABEL] ?? '';

const podName = (set: StatefulSet, ordinal: number): string => `${set.metadata.name ?? ''}-${ordinal}`;

/** identityMatches. */
export function identityMatches(set: StatefulSet, pod: Pod): boolean {
  const [parent, ordinal] = parentAndOrdinal(pod);
  return ordinal >= 0 && parent === set.metadata.name && pod.metadata.labels?.[NAME_LABEL] === pod.metadata.name;
}

/** updateIdentity. */
export const withIdentity = (pod: Pod, ordinal: number): Pod => ({
  ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, [NAME_LABEL]: pod.metadata.name ?? '', [INDEX_LABEL]: String(ordinal) } },
});

/** getPersistentVolumeClaims: a claim for each template, by the template's name. */
export const claimsOf = (set: StatefulSet, ordinal: number): { readonly volume: string; readonly claim: PersistentVolumeClaim }[] =>
  (set.spec?.volumeClaimTemplates ?? []).map((template) => {
    const volume = template.metadata.name ?? '';
    const labels = { ...template.metadata.labels, ...set.spec?.selector?.matchLabels };
    return { volume, claim: { ...template, apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { ...template.metadata, name: `${volume}-${podName(set, ordinal)}`, namespace: set.metadata.namespace ?? 'default', labels } } };
  });

/** updateStorage. */
export function withStorage(set: StatefulSet, pod: Pod): Pod {
  const claims = claimsOf(set, ordinalOf(pod));
  const others = (pod.spec.volumes ?? []).filter(({ name }) => claims.every(({ volume }) => volume !== name));
  const volumes = [...claims.map(({ volume, claim }) => ({ name: volume, persistentVolumeClaim: { claimName: claim.metadata.name ?? '' } })), ...others];
  return volumes.length === 0 ? pod : { ...pod, spec: { ...pod.spec, volumes } };
}

/** storageMatches. */
export const storageMatches = (set: StatefulSet, pod: Pod): boolean =>
  ordinalOf(pod) >= 0 && claimsOf(set, ordinalOf(pod)).every(({ volume, claim }) => (pod.spec.volumes ?? []).some((one) => one.name === volume && one.persistentVolumeClaim?.claimName === claim.metadata.name));

/** newStatefulSetPod, of a revision. */
export function newPod(set: StatefulSet, template: NonNullable<NonNullable<StatefulSet['spec']>['template']>, revision: string, ordinal: number): Pod {
  const fresh = podFromTemplate(template, set);
  const name = podName(set, ordinal);
  const serviceName = set.spec?.serviceName;
  const pod: Pod = {
    ...fresh,
    metadata: { ...fresh.metadata, name, labels: { ...fresh.metadata.labels, [REVISION_LABEL]: revision } },
    spec: { ...template.spec, hostname: name, ...(serviceName === undefined ? {} : { subdomain: serviceName }) } as Pod['spec'],
  };
  return withStorage(set, withIdentity(pod, ordinal));
}
