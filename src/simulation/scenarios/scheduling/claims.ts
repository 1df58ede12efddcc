import type { Pod } from '../../api';
import { fnv32a } from '../../base';
import type { ResourceClaim, ResourceClaimTemplate } from '../../api/generated/types/resource.v1';
import { keyOf } from '../../scheduler';
import type { OtherObject, Scheduler, Write } from '../../scheduler';

/** pkg/controller/resourceclaim, as far as a lab needs it: claims are made from templates, given back when nobody uses them, and go with the Pod that owns them. */

const namespaceOf = ({ metadata }: Pod): string => metadata.namespace || 'default';
const uidOf = (pod: Pod): string => pod.metadata.uid ?? `${namespaceOf(pod)}/${pod.metadata.name ?? ''}`;

/** handleClaim: the claims that a Pod's templates stand for, and the Pod with their names in its status. A template that is not there makes none. */
function claimsFromTemplates(pod: Pod, templates: ReadonlyMap<string, ResourceClaimTemplate>): { readonly pod: Pod; readonly claims: readonly ResourceClaim[] } {
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
function claimWithout(claim: ResourceClaim, pod: Pod): ResourceClaim | null | undefined {
  const uid = uidOf(pod);
  if ((claim.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid)) return null;
  const { status, ...rest } = claim;
  const reservedFor = (status?.reservedFor ?? []).filter((one) => one.uid !== uid);
  if (reservedFor.length === (status?.reservedFor ?? []).length) return undefined;
  return reservedFor.length === 0 ? rest : { ...rest, status: { ...status, reservedFor } };
}

/** The claims of a lab: what its Pods and its scheduler do to them. */
export class Claims {
  private readonly claims = new Map<string, ResourceClaim>();
  private readonly templates: ReadonlyMap<string, ResourceClaimTemplate>;

  /** `others`: what the scheduler is told at the start, claims among it. */
  constructor(private readonly scheduler: Scheduler, others: readonly OtherObject[] = [], templates: readonly ResourceClaimTemplate[] = []) {
    this.templates = new Map(templates.map((template) => [keyOf(template), template]));
    for (const object of others) if (object.kind === 'ResourceClaim') this.claims.set(keyOf(object), object);
  }

  private set(claim: ResourceClaim): void {
    this.claims.set(keyOf(claim), claim);
    this.scheduler.observe(claim);
  }

  private drop(claim: ResourceClaim): void {
    this.claims.delete(keyOf(claim));
    this.scheduler.observeDeleted('ResourceClaim', keyOf(claim));
  }

  /** A Pod comes: its claims are made from their templates. */
  come(pod: Pod): Pod {
    const { pod: ready, claims } = claimsFromTemplates(pod, this.templates);
    for (const claim of claims) this.set(claim);
    return ready;
  }

  /** What the scheduler wants written of claims; volumes stay promised, as nobody provisions them here. */
  write(writes: readonly Write[] = []): void {
    for (const { verb, object } of writes) {
      if (object.kind !== 'ResourceClaim') continue;
      if (verb === 'delete') this.drop(object);
      else this.set(object);
    }
  }

  /** A Pod is gone. */
  leave(pod: Pod): void {
    for (const claim of [...this.claims.values()]) {
      const left = claimWithout(claim, pod);
      if (left === null) this.drop(claim);
      else if (left !== undefined) this.set(left);
    }
  }
}
