/** The disks of the course's cluster: one CSI driver, and the class that claims get which name none. */
import type { ApiObject } from '../../api';
import { csiDriverObjects, csiSidecars } from '../../cluster/controllers/csi/driver';

const DRIVER = 'disk.csi.example.com';
const topology = { topologyKey: 'topology.kubernetes.io/zone' };
/** Disks that a node may have attached. */
const ATTACHABLE = 25;

const storageClass = {
  apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: DRIVER, volumeBindingMode: 'WaitForFirstConsumer', reclaimPolicy: 'Delete', allowVolumeExpansion: true,
} as unknown as ApiObject;

export const storageControllers = csiSidecars(DRIVER, topology);

export const storageObjects = (nodes: readonly string[]): readonly ApiObject[] => [...csiDriverObjects(DRIVER, Object.fromEntries(nodes.map((name) => [name, ATTACHABLE])), topology), storageClass];
