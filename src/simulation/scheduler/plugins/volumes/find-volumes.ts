import { compareQuantity, labelSelectorMatches, nodeSelectorMatches, quantityOf, unitValue } from '../../../api';
import type { Labels, Pod } from '../../../api';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import { claimNameOf, classOf, namespaced, notForPod } from '../../helper/claims';
import type { CSIStorageCapacity, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../objects';
import type { VolumeRejection } from './rejection';

/** A Pod's claims by how far they are (volumebinding PodVolumeClaims). */
export interface PodVolumeClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  /** These wait for the Pod's node (WaitForFirstConsumer). */
  readonly delayed: readonly PersistentVolumeClaim[];
  /** These should be bound already. */
  readonly immediate: readonly PersistentVolumeClaim[];
}

/** What a node can do for the claims (PodVolumes), or why it cannot. */
export interface PodVolumes {
  readonly bindings: readonly { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[];
  readonly provisions: readonly PersistentVolumeClaim[];
  readonly conflicts: readonly { readonly reason: string; readonly params: VolumeRejection }[];
  /** Something is wrong that no node can mend; upstream ends the cycle with it. */
  readonly error?: string;
}

const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';

/** isPVCFullyBound. */
const fullyBound = ({ metadata, spec }: PersistentVolumeClaim): boolean => Boolean(spec.volumeName) && metadata.annotations?.[BIND_COMPLETED] !== undefined;

/** GetPodVolumeClaims. A string is upstream's error. */
export function podVolumeClaims(pod: Pod, cache: Cache): PodVolumeClaims | string {
  const bound: PersistentVolumeClaim[] = [];
  const delayed: PersistentVolumeClaim[] = [];
  const immediate: PersistentVolumeClaim[] = [];
  for (const volume of pod.spec.volumes ?? []) {
    const wanted = claimNameOf(pod, volume);
    if (wanted === null) continue;
    const key = namespaced(pod, wanted.name);
    const claim = cache.listers.latest('PersistentVolumeClaim', key);
    if (claim === undefined) return `error getting PVC "${key}": could not find v1.PersistentVolumeClaim "${key}"`;
    const foreign = wanted.ephemeral ? notForPod(pod, claim) : null;
    if (foreign !== null) return foreign;
    if (fullyBound(claim)) bound.push(claim);
    else {
      const storageClass = cache.listers.get('StorageClass', classOf(claim));
      if (storageClass !== undefined && storageClass.volumeBindingMode === undefined) return `VolumeBindingMode not set for StorageClass "${classOf(claim)}"`;
      const waits = storageClass?.volumeBindingMode === 'WaitForFirstConsumer' && !claim.spec.volumeName;
      (waits ? delayed : immediate).push(claim);
    }
  }
  return { bound, delayed, immediate };
}

/** component-helpers storage/volume CheckNodeAffinity: upstream gives labels only, so matchFields match nothing. */
const reaches = ({ spec }: PersistentVolume, labels: Labels): boolean => {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms;
  return terms === undefined || nodeSelectorMatches(terms, labels, '');
};

function isBoundTo({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const ref = spec.claimRef;
  if (ref === undefined || ref.name !== metadata.name || (ref.namespace || 'default') !== (metadata.namespace || 'default')) return false;
  return !ref.uid || metadata.uid === undefined || ref.uid === metadata.uid;
}

const storageOf = (list: Readonly<Record<string, string>> | undefined) => quantityOf(list?.['storage']);
const volumeClassOf = ({ metadata, spec }: PersistentVolume): string => metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? '';

/** component-helpers storage/volume FindMatchingVolume: the smallest volume that will do, or the one already promised to the claim. */
function matchingVolume(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[], node: NodeInfo, taken: ReadonlySet<string>): PersistentVolume | null {
  const wanted = storageOf(claim.spec.resources?.requests);
  let smallest: PersistentVolume | null = null;
  for (const volume of volumes) {
    const { spec, metadata, status } = volume;
    if (taken.has(metadata.name ?? '') || (spec.claimRef !== undefined && !isBoundTo(volume, claim))) continue;
    if (compareQuantity(storageOf(spec.capacity), wanted) < 0) continue;
    if ((claim.spec.volumeMode ?? 'Filesystem') !== (spec.volumeMode ?? 'Filesystem')) continue;
    if ((claim.spec.volumeAttributesClassName ?? '') !== (spec.volumeAttributesClassName ?? '') || metadata.deletionTimestamp !== undefined) continue;
    const reachable = reaches(volume, node.labels);
    if (isBoundTo(volume, claim)) return reachable ? volume : null;
    if (status?.phase !== 'Available' || volumeClassOf(volume) !== classOf(claim) || !reachable) continue;
    if (claim.spec.selector !== undefined && !labelSelectorMatches(claim.spec.selector, metadata.labels ?? {})) continue;
    if (!(claim.spec.accessModes ?? []).every((mode) => (spec.accessModes ?? []).includes(mode))) continue;
    if (smallest === null || compareQuantity(storageOf(smallest.spec.capacity), storageOf(spec.capacity)) > 0) smallest = volume;
  }
  return smallest;
}

/** MatchTopologySelectorTerms: no terms allow every node, an empty term none. */
function topologyAllowed({ allowedTopologies = [] }: StorageClass, labels: Labels): boolean {
  if (allowedTopologies.length === 0) return true;
  return allowedTopologies.some(({ matchLabelExpressions = [] }) =>
    matchLabelExpressions.length > 0 && matchLabelExpressions.every(({ key, values = [] }) => Object.hasOwn(labels, key) && values.includes(labels[key] ?? '')));
}

/** hasEnoughCapacity: for drivers that report the storage they have left. */
function enoughCapacity(claim: PersistentVolumeClaim, storageClass: StorageClass, node: NodeInfo, cache: Cache): boolean {
  const request = claim.spec.resources?.requests?.['storage'];
  if (request === undefined || cache.listers.get('CSIDriver', storageClass.provisioner)?.spec.storageCapacity !== true) return true;
  const size = unitValue(quantityOf(request));
  return cache.listers.list('CSIStorageCapacity').some((capacity) =>
    capacity.storageClassName === storageClass.metadata.name && sufficient(capacity, size) && capacity.nodeTopology !== undefined && labelSelectorMatches(capacity.nodeTopology, node.labels));
}

/** volumeLimit. */
export const storageLimit = ({ maximumVolumeSize, capacity }: CSIStorageCapacity): number | null => {
  const limit = maximumVolumeSize ?? capacity;
  return limit === undefined ? null : unitValue(quantityOf(limit));
};
const sufficient = (capacity: CSIStorageCapacity, size: number): boolean => (storageLimit(capacity) ?? -1) >= size;

const conflict = (reason: string, problem: VolumeRejection['problem'], name: string): PodVolumes['conflicts'][number] => ({ reason, params: { kind: 'volume', problem, name } });
const NONE: Pick<PodVolumes, 'bindings' | 'provisions'> = { bindings: [], provisions: [] };

/** FindPodVolumes: can this node have the volumes that the Pod's claims are bound to or wait for? */
export function findPodVolumes(claims: PodVolumeClaims, node: NodeInfo, cache: Cache): PodVolumes {
  const noVolume = (claim: PersistentVolumeClaim) => conflict("node(s) didn't find available persistent volumes to bind", 'noVolume', claim.metadata.name ?? '');
  const conflicts: PodVolumes['conflicts'][number][] = [];
  let missing: PodVolumes['conflicts'][number] | null = null;
  for (const claim of claims.bound) {
    const volume = cache.listers.latest('PersistentVolume', claim.spec.volumeName ?? '');
    if (volume !== undefined && reaches(volume, node.labels)) continue;
    if (volume === undefined) missing = conflict('node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)', 'missing', claim.spec.volumeName ?? '');
    else conflicts.push(conflict("node(s) didn't match PersistentVolume's node affinity", 'nodeAffinity', volume.metadata.name ?? ''));
    break;
  }
  // The reason for a missing volume comes last, as upstream adds them in a fixed order.
  const all = (): PodVolumes['conflicts'] => (missing === null ? conflicts : [...conflicts, missing]);
  const toProvision: PersistentVolumeClaim[] = [];
  const toMatch: PersistentVolumeClaim[] = [];
  for (const claim of claims.delayed) {
    const selected = claim.metadata.annotations?.[SELECTED_NODE];
    if (selected === undefined) toMatch.push(claim);
    else if (selected === node.name) toProvision.push(claim);
    else {
      conflicts.push(noVolume(claim));
      return { ...NONE, conflicts: all() };
    }
  }
  const bindings: PodVolumes['bindings'][number][] = [];
  const taken = new Set<string>();
  toMatch.sort((a, b) => compareQuantity(storageOf(a.spec.resources?.requests), storageOf(b.spec.resources?.requests)));
  for (const claim of toMatch) {
    const volume = matchingVolume(claim, cache.listers.latestOf('PersistentVolume').filter((one) => volumeClassOf(one) === classOf(claim)), node, taken);
    if (volume === null) toProvision.push(claim);
    else {
      taken.add(volume.metadata.name ?? '');
      bindings.push({ claim, volume });
    }
  }
  for (const claim of toProvision) {
    const storageClass = cache.listers.get('StorageClass', classOf(claim));
    if (storageClass === undefined) return { ...NONE, conflicts: [], error: `failed to find storage class "${classOf(claim)}"` };
    if (storageClass.provisioner === '' || storageClass.provisioner === 'kubernetes.io/no-provisioner' || !topologyAllowed(storageClass, node.labels)) {
      conflicts.push(noVolume(claim));
      return { ...NONE, conflicts: all() };
    }
    if (!enoughCapacity(claim, storageClass, node, cache)) {
      conflicts.push(conflict('node(s) did not have enough free storage', 'noStorage', claim.metadata.name ?? ''));
      return { ...NONE, conflicts: all() };
    }
  }
  return { bindings, provisions: toProvision, conflicts: all() };
}

/** AssumePodVolumes: what the Pod was promised is nobody else's from now on. */
export function assumeVolumes({ bindings, provisions }: PodVolumes, node: NodeInfo, cache: Cache): void {
  for (const { claim, volume } of bindings) {
    const { namespace, name, uid } = claim.metadata;
    cache.listers.assume({ ...volume, spec: { ...volume.spec, claimRef: { namespace, name, uid } } });
  }
  for (const claim of provisions) {
    cache.listers.assume({ ...claim, metadata: { ...claim.metadata, annotations: { ...claim.metadata.annotations, [SELECTED_NODE]: node.name } } });
  }
}

/** BindPodVolumes: the volumes and claims of a Pod as they were promised to it. */
export function assumedForPod(pod: Pod, cache: Cache): (PersistentVolume | PersistentVolumeClaim)[] {
  const names = new Set((pod.spec.volumes ?? []).flatMap((volume) => claimNameOf(pod, volume)?.name ?? []));
  if (names.size === 0) return [];
  const isOurs = (name: string | undefined, namespace: string | undefined): boolean => name !== undefined && names.has(name) && namespaced(pod, name) === `${namespace ?? 'default'}/${name}`;
  return [
    ...cache.listers.promised('PersistentVolume').filter(({ spec }) => isOurs(spec.claimRef?.name, spec.claimRef?.namespace)),
    ...cache.listers.promised('PersistentVolumeClaim').filter(({ metadata }) => isOurs(metadata.name, metadata.namespace)),
  ];
}

/** RevertAssumedPodVolumes. */
export function revertVolumes({ bindings, provisions }: PodVolumes, cache: Cache): void {
  for (const { volume } of bindings) cache.listers.restore(volume);
  for (const claim of provisions) cache.listers.restore(claim);
}
