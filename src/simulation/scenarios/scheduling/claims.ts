import type { Pod } from '../../api';
import { fnv32a } from '../../base';
import type { ResourceClaim, ResourceClaimTemplate } from '../../api/generated/types/resource.v1';

/** pkg/controller/resourceclaim, as far as a lab needs it: claims are made from templates, given back when nobody uses them, and go with the Pod that owns them. */

const namespaceOf = ({ metadata }: Pod): string => metadata.namespace || 'default';
const uidOf = (pod: Pod): string => pod.metadata.uid ?? `${namespaceOf(pod)}/${pod.metadata.name ?? ''}`;

/** handleClaim: the claims that a Pod's templates stand for, and the Pod with their names in its status. A template that is not there makes none. */
export function claimsFromTemplates(pod: Pod, templates: ReadonlyMap<string, ResourceClaimTemplate>): { readonly pod: Pod; readonly claims: readonly ResourceClaim[] } {
  const name = pod.metadata.name ?? '';
  const made = (pod.spec.resourceClaims ?? []).flatMap(({ name: entry, resourceClaimTemplateName }) => {
    const template = templates.get(`${namespaceOf(pod)}/${resourceClaimTemplateName ?? ''}`);
    if (template === undefined) return [];
    const generateName = `${name}-${entry}-`;
    const claim: ResourceClaim = {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceClaim',
      metadata: {
        ...template.spec.metadata,
        name: `${generateName}${fnv32a(`${uidOf(pod)} ${entry}`).toString(36).padStart(5, '0').slice(-5)}`,
        namespace: namespaceOf(pod),
        generateName,
        uid: `${uidOf(pod)}-${entry}`,
        annotations: { ...template.spec.metadata?.annotations, 'resource.kubernetes.io/pod-claim-name': entry },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid: uidOf(pod), controller: true, blockOwnerDeletion: true }],
      },
      spec: template.spec.spec,
    };
    return [{ entry, claim }];
  });
  if (made.length === 0) return { pod, claims: [] };
  const resourceClaimStatuses = made.map(({ entry, claim }) => ({ name: entry, resourceClaimName: claim.metadata.name ?? '' }));
  return { pod: { ...pod, status: { ...pod.status, resourceClaimStatuses } }, claims: made.map(({ claim }) => claim) };
}

/** syncClaim after a Pod is gone: null where the claim goes with it, undefined where nothing changes. */
export function claimWithout(claim: ResourceClaim, pod: Pod): ResourceClaim | null | undefined {
  const uid = uidOf(pod);
  if ((claim.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid)) return null;
  const { status, ...rest } = claim;
  const reservedFor = (status?.reservedFor ?? []).filter((one) => one.uid !== uid);
  if (reservedFor.length === (status?.reservedFor ?? []).length) return undefined;
  return reservedFor.length === 0 ? rest : { ...rest, status: { ...status, reservedFor } };
}
