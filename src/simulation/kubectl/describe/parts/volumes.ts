import type { PersistentVolumeSpec, Volume } from '../../../api/generated/types/core.v1';
import { compareQuantity, quantityOf, ZERO_QUANTITY } from '../../../api/quantity';
import { goValue } from '../../../base/go/print';
import { indent, line } from '../text';
import { claimLines } from './claim';

/** Volumes of Pods and PersistentVolumes (describe.go describeVolumes and the print…VolumeSource functions). */

interface Shape {
  readonly title: string;
  /** Label and where its value stands; a function where it is no plain field. */
  readonly fields: readonly (readonly [label: string, field: string, none?: string])[];
}

const READ_ONLY = ['ReadOnly', 'readOnly', 'false'] as const;

/** Sources of volumes whose lines are their fields. */
const SHAPES: Readonly<Record<string, Shape>> = {
  hostPath: { title: 'HostPath (bare host directory volume)', fields: [['Path', 'path'], ['HostPathType', 'type', '<none>']] },
  gcePersistentDisk: { title: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)', fields: [['PDName', 'pdName'], ['FSType', 'fsType'], ['Partition', 'partition', '0'], READ_ONLY] },
  awsElasticBlockStore: { title: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)', fields: [['VolumeID', 'volumeID'], ['FSType', 'fsType'], ['Partition', 'partition', '0'], READ_ONLY] },
  gitRepo: { title: 'GitRepo (a volume that is pulled from git when the pod is created)', fields: [['Repository', 'repository'], ['Revision', 'revision']] },
  secret: { title: 'Secret (a volume populated by a Secret)', fields: [['SecretName', 'secretName'], ['Optional', 'optional', 'false']] },
  configMap: { title: 'ConfigMap (a volume populated by a ConfigMap)', fields: [['Name', 'name'], ['Optional', 'optional', 'false']] },
  nfs: { title: "NFS (an NFS mount that lasts the lifetime of a pod)", fields: [['Server', 'server'], ['Path', 'path'], READ_ONLY] },
  persistentVolumeClaim: { title: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', fields: [['ClaimName', 'claimName'], READ_ONLY] },
  local: { title: 'LocalVolume (a persistent volume backed by local storage on a node)', fields: [['Path', 'path']] },
  glusterfs: { title: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)", fields: [['EndpointsName', 'endpoints'], ['Path', 'path'], READ_ONLY] },
  quobyte: { title: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)", fields: [['Registry', 'registry'], ['Volume', 'volume'], READ_ONLY] },
  portworxVolume: { title: 'PortworxVolume (a Portworx Volume resource)', fields: [['VolumeID', 'volumeID']] },
  vsphereVolume: { title: 'vSphereVolume (a Persistent Disk resource in vSphere)', fields: [['VolumePath', 'volumePath'], ['FSType', 'fsType'], ['StoragePolicyName', 'storagePolicyName']] },
  photonPersistentDisk: { title: 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)', fields: [['PdID', 'pdID'], ['FSType', 'fsType']] },
  cinder: { title: 'Cinder (a Persistent Disk resource in OpenStack)', fields: [['VolumeID', 'volumeID'], ['FSType', 'fsType'], READ_ONLY, ['SecretRef', 'secretRef', 'nil']] },
  azureFile: { title: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)', fields: [['SecretName', 'secretName'], ['ShareName', 'shareName'], READ_ONLY] },
  azureDisk: { title: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)', fields: [['DiskName', 'diskName'], ['DiskURI', 'diskURI'], ['Kind', 'kind'], ['FSType', 'fsType'], ['CachingMode', 'cachingMode'], READ_ONLY] },
  flocker: { title: 'Flocker (a Flocker volume mounted by the Flocker agent)', fields: [['DatasetName', 'datasetName'], ['DatasetUUID', 'datasetUUID']] },
  storageos: { title: 'StorageOS (a StorageOS Persistent Disk resource)', fields: [['VolumeName', 'volumeName'], ['VolumeNamespace', 'volumeNamespace'], ['FSType', 'fsType'], READ_ONLY] },
  image: { title: 'Image (a container image or OCI artifact)', fields: [['Reference', 'reference'], ['PullPolicy', 'pullPolicy']] },
  fc: { title: 'FC (a Fibre Channel disk)', fields: [['TargetWWNs', 'targetWWNs'], ['LUN', 'lun', '<none>'], ['FSType', 'fsType'], READ_ONLY] },
  flexVolume: { title: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)', fields: [['Driver', 'driver'], ['FSType', 'fsType'], ['SecretRef', 'secretRef', 'nil'], READ_ONLY, ['Options', 'options', 'map[]']] },
  cephfs: { title: "CephFS (a CephFS mount on the host that shares a pod's lifetime)", fields: [['Monitors', 'monitors', '[]'], ['Path', 'path'], ['User', 'user'], ['SecretFile', 'secretFile'], ['SecretRef', 'secretRef', 'nil'], READ_ONLY] },
  rbd: { title: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)", fields: [['CephMonitors', 'monitors', '[]'], ['RBDImage', 'image'], ['FSType', 'fsType'], ['RBDPool', 'pool'], ['RadosUser', 'user'], ['Keyring', 'keyring'], ['SecretRef', 'secretRef', 'nil'], READ_ONLY] },
  iscsi: {
    title: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    fields: [['TargetPortal', 'targetPortal'], ['IQN', 'iqn'], ['Lun', 'lun', '0'], ['ISCSIInterface', 'iscsiInterface'], ['FSType', 'fsType'], READ_ONLY, ['Portals', 'portals', '[]'], ['DiscoveryCHAPAuth', 'chapAuthDiscovery', 'false'], ['SessionCHAPAuth', 'chapAuthSession', 'false'], ['SecretRef', 'secretRef', 'nil'], ['InitiatorName', 'initiatorName', '<none>']],
  },
};

type Source = Readonly<Record<string, unknown>>;

const shaped = (source: Source, { title, fields }: Shape): string =>
  `${line(2, 'Type', title)}${fields.map(([label, field, none = '']) => `    ${label}:\t${source[field] === undefined ? none : goValue(source[field])}\n`).join('')}`;

const attributes = (values: Readonly<Record<string, string>> | undefined): string => {
  const keys = Object.keys(values ?? {}).sort();
  const rows = keys.map((key) => `${key}=${values?.[key]}`).map((text) => `${indent(2)}${text.length > 140 ? `${text.slice(0, 140)}...` : text}\n`);
  return `${indent(2)}VolumeAttributes:\t${keys.length === 0 ? '<none>\n' : rows.join(`${indent(2)}\t`)}`;
};

function emptyDir({ medium = '', sizeLimit }: NonNullable<Volume['emptyDir']>): string {
  const limited = sizeLimit !== undefined && compareQuantity(quantityOf(sizeLimit), ZERO_QUANTITY) > 0;
  return `${line(2, 'Type', "EmptyDir (a temporary directory that shares a pod's lifetime)")}    Medium:\t${medium}\n    SizeLimit:\t${limited ? sizeLimit : '<unset>'}\n`;
}

function projected({ sources = [] }: NonNullable<Volume['projected']>): string {
  const rows = (sources ?? []).map(({ secret, downwardAPI, configMap, serviceAccountToken }) => {
    if (secret !== undefined) return `${line(2, 'SecretName', secret.name)}    Optional:\t${secret.optional === true}\n`;
    if (downwardAPI !== undefined) return line(2, 'DownwardAPI', 'true');
    if (configMap !== undefined) return `${line(2, 'ConfigMapName', configMap.name)}    Optional:\t${configMap.optional === true}\n`;
    return serviceAccountToken === undefined ? '' : line(2, 'TokenExpirationSeconds', serviceAccountToken.expirationSeconds);
  });
  return `${line(2, 'Type', 'Projected (a volume that contains injected data from multiple sources)')}${rows.join('')}`;
}

function downward({ items = [] }: NonNullable<Volume['downwardAPI']>): string {
  const rows = (items ?? []).map(({ fieldRef, resourceFieldRef, path }) => `${fieldRef === undefined ? '' : `${indent(3)}${fieldRef.fieldPath} -> ${path}\n`}${resourceFieldRef === undefined ? '' : `${indent(3)}${resourceFieldRef.resource} -> ${path}\n`}`);
  return `${line(2, 'Type', 'DownwardAPI (a volume populated by information about the pod)')}    Items:\n${rows.join('')}`;
}

const CSI = 'CSI (a Container Storage Interface (CSI) volume source)';

const inlineCsi = ({ driver, fsType = '', readOnly = false, volumeAttributes }: NonNullable<Volume['csi']>): string =>
  `${line(2, 'Type', CSI)}    Driver:\t${driver}\n    FSType:\t${fsType}\n    ReadOnly:\t${readOnly}\n${attributes(volumeAttributes)}`;

const persistentCsi = ({ driver, fsType = '', volumeHandle, readOnly = false, volumeAttributes }: NonNullable<PersistentVolumeSpec['csi']>): string =>
  `${line(2, 'Type', CSI)}    Driver:\t${driver}\n    FSType:\t${fsType}\n    VolumeHandle:\t${volumeHandle}\n    ReadOnly:\t${readOnly}\n${attributes(volumeAttributes)}`;

function ephemeral({ volumeClaimTemplate: template }: NonNullable<Volume['ephemeral']>): string {
  const head = line(2, 'Type', 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)');
  if (template === undefined) return head;
  // The writer of the claim is set in by two levels: each of its writes, so what continues a line is set in, too.
  return `${head}${claimLines({ metadata: template.metadata ?? {}, spec: template.spec }, false, 0).split('\n').slice(0, -1).map((text) => `${indent(2)}${text}\n`).join('')}`;
}

function sourceLines(volume: Volume): string {
  if (volume.emptyDir !== undefined) return emptyDir(volume.emptyDir);
  if (volume.projected !== undefined) return projected(volume.projected);
  if (volume.downwardAPI !== undefined) return downward(volume.downwardAPI);
  if (volume.csi !== undefined) return inlineCsi(volume.csi);
  if (volume.ephemeral !== undefined) return ephemeral(volume.ephemeral);
  const source = volume as unknown as Readonly<Record<string, Source | undefined>>;
  const name = Object.keys(SHAPES).find((one) => source[one] !== undefined);
  return name === undefined ? `${indent(1)}<unknown>\n` : shaped(source[name] ?? {}, SHAPES[name]!);
}

/** describeVolumes. */
export function volumeLines(volumes: readonly Volume[] | null | undefined, space: string): string {
  if ((volumes ?? []).length === 0) return `${space}Volumes:\t<none>\n`;
  return `${space}Volumes:\n${(volumes ?? []).map((volume) => `${indent(1)}${space === '' ? '' : ' '}${volume.name}:\n${sourceLines(volume)}`).join('')}`;
}

/** The source of a PersistentVolume. */
export function persistentSource(spec: PersistentVolumeSpec): string {
  if (spec.csi !== undefined) return persistentCsi(spec.csi);
  const source = spec as unknown as Readonly<Record<string, Source | undefined>>;
  const name = Object.keys(SHAPES).find((one) => source[one] !== undefined);
  return name === undefined ? `${indent(1)}<unknown>\n` : shaped(source[name] ?? {}, SHAPES[name]!);
}
