/** A CSI driver for disks, as a cluster gets it from the driver's manifests: its sidecars, what they may do, and its objects. */
import type { ApiObject } from '../../../api';
import { anyController } from '../../control/controller';
import type { AnyController } from '../../control/controller';
import { externalAttacher } from '../attach-detach';
import { externalProvisioner, provisionerRoles } from '../persistent-volume/provisioner';
import type { ProvisionerSettings } from '../persistent-volume/provisioner';
import { externalResizer } from './resizer';

export const csiSidecars = (driver: string, settings: ProvisionerSettings = {}): readonly AnyController[] => [
  anyController(externalProvisioner(driver, settings)), anyController(externalAttacher(driver)), anyController(externalResizer(driver)),
];

const RBAC = 'rbac.authorization.k8s.io';

/** external-attacher and external-resizer deploy/kubernetes/rbac.yaml; whole objects are written here where they patch. */
const roleOf = (name: string, account: string, rules: readonly object[]): readonly ApiObject[] => [
  { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name }, rules } as unknown as ApiObject,
  {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name }, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name }, subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'kube-system' }],
  } as unknown as ApiObject,
];

/** What an administrator applies. `nodes`: how many of its volumes each may have attached. */
export const csiDriverObjects = (driver: string, nodes: Readonly<Record<string, number>>, { topologyKey }: ProvisionerSettings = {}): readonly ApiObject[] => [
  ...(provisionerRoles() as readonly unknown[] as readonly ApiObject[]),
  ...roleOf('external-attacher-runner', 'csi-attacher', [{ apiGroups: ['storage.k8s.io'], resources: ['volumeattachments', 'volumeattachments/status'], verbs: ['get', 'list', 'watch', 'patch', 'update'] }]),
  ...roleOf('external-resizer-runner', 'csi-resizer', [
    { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get', 'list', 'watch', 'patch'] }, { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['persistentvolumeclaims/status'], verbs: ['patch', 'update'] }, { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch', 'create', 'update', 'patch'] },
  ]),
  { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: driver }, spec: { attachRequired: true } } as unknown as ApiObject,
  ...Object.entries(nodes).map(([name, count]) => ({ apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: { name }, spec: { drivers: [{ name: driver, nodeID: name, topologyKeys: topologyKey === undefined ? [] : [topologyKey], allocatable: { count } }] } }) as unknown as ApiObject),
];
