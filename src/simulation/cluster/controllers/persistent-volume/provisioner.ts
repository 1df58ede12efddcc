import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { StorageClass } from '../../../api/generated/types/storage.v1';
import { fnv32a } from '../../../base/hash';
import type { ClusterRole, ClusterRoleBinding } from '../../../api/generated/types/rbac.v1';
import { hasReason } from '../../control/client';
import type { Controller, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { annotated, CLAIMS, PROVISIONED_BY, PROVISIONERS, SELECTED_NODE, VOLUMES } from './claim';

const CLASSES = 'storageclasses.storage.k8s.io';
const [CLAIM, VOLUME] = ['claim:', 'volume:'];

type Tools = Work<null>;

export interface ProvisionerSettings {
  /** The label that says where a node, and so a volume, is: the driver's topology key. Without it a volume can be used anywhere. */
  readonly topologyKey?: string;
}

/**
 * Where a volume is made (external-provisioner pkg/controller/topology.go: GenerateAccessibilityRequirements, without --strict-topology): where the node is that the scheduler has
 * selected; without one, anywhere that the class allows and nodes are. Upstream leaves that to chance and the driver; here the claim's UID decides.
 */
function placeOf(claim: PersistentVolumeClaim, { allowedTopologies = [] }: StorageClass, topologyKey: string, work: Tools): string | undefined {
  const nodes = work.view.list('nodes');
  const selected = annotated(claim, SELECTED_NODE);
  if (selected !== undefined) return nodes.find(({ metadata }) => metadata.name === selected)?.metadata.labels?.[topologyKey];
  const allowed = allowedTopologies.flatMap(({ matchLabelExpressions = [] }) => matchLabelExpressions.filter(({ key }) => key === topologyKey).flatMap(({ values }) => values));
  const places = [...new Set(nodes.flatMap(({ metadata }) => metadata.labels?.[topologyKey] ?? []))].filter((place) => allowed.length === 0 || allowed.includes(place)).sort();
  return places.length === 0 ? undefined : places[fnv32a(claim.metadata.uid ?? '') % places.length];
}

/** provisionClaimOperation: a volume that is promised to its claim from the start. */
function provision(driver: string, { topologyKey }: ProvisionerSettings, claim: PersistentVolumeClaim, work: Tools): void {
  const { metadata, spec } = claim;
  const storageClass = work.view.get(CLASSES, undefined, spec?.storageClassName ?? '');
  const ready = storageClass?.provisioner === driver && (storageClass.volumeBindingMode !== 'WaitForFirstConsumer' || annotated(claim, SELECTED_NODE) !== undefined);
  const name = `pvc-${metadata.uid ?? ''}`;
  if (storageClass === undefined || !ready || (spec?.volumeName ?? '') !== '' || work.view.get(VOLUMES, undefined, name) !== undefined) return;
  work.event(claim, 'Normal', 'Provisioning', `External provisioner is provisioning volume for claim "${keyOfObject(claim)}"`);
  const fsType = storageClass.parameters?.['csi.storage.k8s.io/fstype'];
  const place = topologyKey === undefined ? undefined : placeOf(claim, storageClass, topologyKey, work);
  const volume: PersistentVolume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, annotations: { [PROVISIONED_BY]: driver } },
    spec: {
      accessModes: spec?.accessModes ?? [], capacity: { storage: spec?.resources?.requests?.['storage'] ?? '0' }, csi: { driver, volumeHandle: name, ...(fsType === undefined ? {} : { fsType }) }, ...(storageClass.mountOptions === undefined ? {} : { mountOptions: storageClass.mountOptions }),
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: metadata.namespace ?? '', name: metadata.name ?? '', uid: metadata.uid ?? '', resourceVersion: metadata.resourceVersion ?? '' },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete', storageClassName: storageClass.metadata.name ?? '', volumeMode: spec?.volumeMode ?? 'Filesystem',
      ...(topologyKey === undefined || place === undefined ? {} : { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: topologyKey, operator: 'In', values: [place] }] }] } } }),
    },
  };
  try {
    work.client.create(volume);
  } catch (error) {
    if (!hasReason(error, 'AlreadyExists')) throw error;
  }
  work.event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${name}`);
}

function reconcile(driver: string, settings: ProvisionerSettings, key: string, work: Tools): void {
  if (key.startsWith(VOLUME)) {
    const volume = work.view.get(VOLUMES, undefined, key.slice(VOLUME.length));
    const ours = volume !== undefined && annotated(volume, PROVISIONED_BY) === driver && volume.spec?.persistentVolumeReclaimPolicy === 'Delete';
    if (ours && volume.status?.phase === 'Released' && volume.metadata.deletionTimestamp === undefined) work.client.delete(volume);
    return;
  }
  const claim = work.view.get(CLAIMS, ...splitKey(key.slice(CLAIM.length)));
  if (claim !== undefined && annotated(claim, PROVISIONERS[1]) === driver && claim.metadata.deletionTimestamp === undefined) provision(driver, settings, claim, work);
}

/** The provisioner beside a CSI driver (sigs.k8s.io/sig-storage-lib-external-provisioner v13 controller): makes volumes for claims, and deletes what is released. */
export const externalProvisioner = (driver: string, settings: ProvisionerSettings = {}): Controller<null> => ({
  name: driver,
  user: { username: `system:serviceaccount:kube-system:csi-provisioner`, groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'] },
  memory: null,
  handlers: {
    [CLAIMS]: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(`${CLAIM}${keyOfObject(object)}`);
    },
    [VOLUMES]: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(`${VOLUME}${object.metadata.name ?? ''}`);
    },
  },
  reads: [CLASSES, 'nodes'],
  reconcile: (key, work) => reconcile(driver, settings, key, work),
});

const RBAC = 'rbac.authorization.k8s.io';
const RUNNER = 'external-provisioner-runner';

/** What a driver's manifests bring so that its provisioner may do its work (external-provisioner deploy/kubernetes/rbac.yaml). */
export const provisionerRoles = (): readonly [ClusterRole, ClusterRoleBinding] => [
  {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: RUNNER },
    rules: [
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get', 'list', 'watch', 'update'] },
      { apiGroups: ['storage.k8s.io'], resources: ['storageclasses', 'csinodes', 'volumeattachments'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch', 'create', 'update', 'patch'] },
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'csi-provisioner-role' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: RUNNER }, subjects: [{ kind: 'ServiceAccount', name: 'csi-provisioner', namespace: 'kube-system' }],
  },
];
