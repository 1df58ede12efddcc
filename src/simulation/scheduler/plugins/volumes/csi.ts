import type { Volume } from '../../../api';
import type { CSINode, PersistentVolume } from '../../objects';

/** In-tree volume plugins whose volumes CSI drivers serve nowadays (csi-translation-lib; isCSIMigrationOn). */
const MIGRATED: Readonly<Record<string, string>> = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
};

/** The CSI driver behind a storage class's provisioner; null where the node does not run the in-tree one through CSI. */
export function driverOf(provisioner: string, csiNode: CSINode | undefined): string | null {
  if (!Object.hasOwn(MIGRATED, provisioner)) return provisioner;
  return csiNode === undefined ? null : (MIGRATED[provisioner] ?? null);
}

type InTree = Pick<PersistentVolume['spec'], 'awsElasticBlockStore' | 'gcePersistentDisk' | 'azureDisk' | 'cinder' | 'portworxVolume'>;

/** An in-tree volume as its CSI driver sees it: driver and a handle that is the volume's own. */
export function translated(source: InTree | Volume): { readonly driver: string; readonly handle: string } | null {
  const as = (plugin: string, handle: string | undefined) => (handle === undefined ? null : { driver: MIGRATED[plugin] ?? plugin, handle });
  return (
    as('kubernetes.io/aws-ebs', source.awsElasticBlockStore?.volumeID) ??
    as('kubernetes.io/gce-pd', source.gcePersistentDisk?.pdName) ??
    as('kubernetes.io/azure-disk', source.azureDisk?.diskName) ??
    as('kubernetes.io/cinder', source.cinder?.volumeID) ??
    as('kubernetes.io/portworx-volume', source.portworxVolume?.volumeID)
  );
}
