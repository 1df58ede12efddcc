import type { Pod } from '../../../api';
import type { ResourceClaim } from '../../../api/generated/types/resource.v1';
import type { Cache } from '../../cache/cache';
import { podUid } from '../../cache/pod-info';
import { namespaced } from '../../helper/claims';
import type { DeviceProblem } from './rejection';

/** Why a Pod's claims cannot be had: upstream's words, and what they are about. */
export interface ClaimProblem {
  readonly reason: string;
  readonly problem: DeviceProblem;
  readonly name: string;
}

/** resourceclaim.Name: which claim an entry of spec.resourceClaims means; null where none is needed. */
function claimNameOf(pod: Pod, entry: NonNullable<Pod['spec']['resourceClaims']>[number]): { readonly name: string; readonly generated: boolean } | ClaimProblem | null {
  const who = `pod "${namespaced(pod, pod.metadata.name ?? '')}"`;
  if (entry.resourceClaimName !== undefined) return { name: entry.resourceClaimName, generated: false };
  if (entry.resourceClaimTemplateName === undefined) return { reason: `${who}, spec.resourceClaim "${entry.name}": none of the supported fields are set`, problem: 'unknown', name: entry.name };
  const status = (pod.status?.resourceClaimStatuses ?? []).find(({ name }) => name === entry.name);
  if (status === undefined) return { reason: `${who}: ResourceClaim not created yet`, problem: 'notCreated', name: entry.name };
  return status.resourceClaimName === undefined ? null : { name: status.resourceClaimName, generated: true };
}

/** metav1.IsControlledBy; where a Pod was written by hand and has no UID its name stands for it. */
function isControlledBy({ metadata }: ResourceClaim, pod: Pod): boolean {
  const owner = (metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
  return owner !== undefined && (pod.metadata.uid === undefined ? owner.name === pod.metadata.name : owner.uid === pod.metadata.uid);
}

/** foreachPodResourceClaim: the claims of a Pod in the order of its spec, or what is wrong with the first that cannot be used. */
export function podClaims(pod: Pod, cache: Cache): readonly ResourceClaim[] | ClaimProblem {
  const claims: ResourceClaim[] = [];
  for (const entry of pod.spec.resourceClaims ?? []) {
    const found = claimNameOf(pod, entry);
    if (found === null) continue;
    if ('reason' in found) return found;
    const { name, generated } = found;
    const claim = cache.listers.get('ResourceClaim', namespaced(pod, name));
    if (claim === undefined) return { reason: `could not find ResourceClaim "${namespaced(pod, name)}"`, problem: 'missing', name };
    if (claim.metadata.deletionTimestamp !== undefined) return { reason: `resourceclaim "${name}" is being deleted`, problem: 'deleting', name };
    if (generated && !isControlledBy(claim, pod)) {
      return { reason: `ResourceClaim ${namespaced(pod, name)} was not created for Pod ${namespaced(pod, pod.metadata.name ?? '')} (Pod is not owner)`, problem: 'foreign', name };
    }
    claims.push(claim);
  }
  return claims;
}

export const isReservedFor = ({ status }: ResourceClaim, pod: Pod): boolean => (status?.reservedFor ?? []).some(({ uid }) => uid === podUid(pod));

const FINALIZER = 'resource.kubernetes.io/delete-protection';

/** bindClaim: the claim as PreBind writes it, allocated and reserved for the Pod. */
export function boundClaim(claim: ResourceClaim, pod: Pod, allocation = claim.status?.allocation): ResourceClaim {
  const { finalizers = [] } = claim.metadata;
  const kept = finalizers.includes(FINALIZER) || claim.status?.allocation !== undefined;
  return {
    ...claim,
    metadata: kept ? claim.metadata : { ...claim.metadata, finalizers: [...finalizers, FINALIZER] },
    status: {
      ...claim.status,
      ...(allocation === undefined ? {} : { allocation }),
      reservedFor: [...(claim.status?.reservedFor ?? []), { resource: 'pods', name: pod.metadata.name ?? '', uid: podUid(pod) }],
    },
  };
}

/** A failed binding condition of an allocated device (isClaimReadyForBinding). */
export const hasFailedBinding = ({ status }: ResourceClaim): boolean =>
  (status?.allocation?.devices?.results ?? []).some(({ driver, pool, device, bindingConditions = [], bindingFailureConditions = [] }) => {
    const reported = (status?.devices ?? []).find((one) => one.driver === driver && one.pool === pool && one.device === device);
    return bindingConditions.length > 0 && (reported?.conditions ?? []).some(({ type, status: is }) => is === 'True' && bindingFailureConditions.includes(type));
  });
