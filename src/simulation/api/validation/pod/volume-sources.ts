/** What each kind of volume must have (pkg/apis/core/validation validate<Kind>VolumeSource). */
import { forbidden, invalid, notSupported, required, tooLong } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type {
  AzureDiskVolumeSource, CSIVolumeSource, ConfigMapVolumeSource, DownwardAPIVolumeFile, FCVolumeSource, FlexVolumeSource, FlockerVolumeSource, HostPathVolumeSource, ISCSIVolumeSource, ImageVolumeSource, KeyToPath,
  QuobyteVolumeSource,
  StorageOSVolumeSource,
} from '../../generated/types/core.v1';
import { byteLength } from '../../names';
import { quantityOf } from '../../quantity';
import { rangeError, validateDnsLabel, validateDnsSubdomain, validateOneOf, validateSupported } from '../names';
import { VOLUME_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-refs';
import { validateMode, validateNoBacksteps, validateNotReserved } from './paths';

/** A required error for each field that is not there. */
export const validatePresent = (source: object, path: string, ...fields: readonly string[]): FieldError[] =>
  fields.filter((field) => !(source as Readonly<Record<string, unknown>>)[field]).map((field) => required(`${path}.${field}`));

export function validateHostPath({ path: target = '', type }: HostPathVolumeSource, path: string): FieldError[] {
  if (target === '') return [required(`${path}.path`)];
  const types = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];
  return [...validateNoBacksteps(target, `${path}.path`), ...validateSupported(type, `${path}.type`, types)];
}

/** ValidateCSIDriverName. */
export function validateDriverName(name: string, path: string): FieldError[] {
  if (name === '') return [required(path)];
  return [...(byteLength(name) > 63 ? [tooLong(path, 63)] : []), ...validateDnsSubdomain(name.toLowerCase(), path).map((error) => ({ ...error, value: invalid(path, name, '').value ?? '' }))];
}

export function validateCsi({ driver = '', nodePublishSecretRef: secret }: CSIVolumeSource, path: string): FieldError[] {
  const errors = validateDriverName(driver, `${path}.driver`);
  if (secret === undefined) return errors;
  return [...errors, ...(secret.name ? validateDnsSubdomain(secret.name, `${path}.name`) : [required(`${path}.nodePublishSecretRef.name`)])];
}

/** validateKeyToPath. */
export const validateItems = (items: readonly KeyToPath[], path: string): FieldError[] =>
  items.flatMap((item, i) => [
    ...validatePresent(item, `${path}[${i}]`, 'key', 'path'),
    ...validateNotReserved(item.path ?? '', `${path}[${i}].path`),
    ...validateMode(item.mode, `${path}[${i}].mode`),
  ]);

/** validateConfigMapVolumeSource and validateSecretVolumeSource. */
export const validateKeys = (source: ConfigMapVolumeSource, path: string, name: 'name' | 'secretName'): FieldError[] => [
  ...validatePresent(source, path, name),
  ...validateMode(source.defaultMode, `${path}.defaultMode`),
  ...validateItems(source.items ?? [], `${path}.items`),
];

/** validateDownwardAPIVolumeFile; the path is that of the volume. */
export function validateDownwardFile(file: DownwardAPIVolumeFile, path: string, at: string): FieldError[] {
  const { fieldRef, resourceFieldRef } = file;
  const errors = [...validatePresent(file, path, 'path'), ...validateNotReserved(file.path ?? '', `${path}.path`)];
  if (fieldRef !== undefined) errors.push(...validateFieldRef(fieldRef, VOLUME_FIELDS, `${path}.fieldRef`));
  if (fieldRef !== undefined && resourceFieldRef !== undefined) errors.push(invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
  else if (fieldRef === undefined && resourceFieldRef !== undefined) errors.push(...validateResourceFieldRef(resourceFieldRef, `${path}.resourceFieldRef`, true));
  else if (fieldRef === undefined) errors.push(required(path, 'one of fieldRef and resourceFieldRef is required'));
  return [...errors, ...validateMode(file.mode, `${path}.mode`)].map((error) => ({ ...error, at: error.path.replace(path, at) }));
}

export const validateImage = ({ reference = '', pullPolicy }: ImageVolumeSource, path: string, isPod: boolean): FieldError[] => [
  ...(isPod && reference === '' ? [required(`${path}.reference`)] : []),
  ...validateOneOf(pullPolicy, `${path}.pullPolicy`, ['Always', 'IfNotPresent', 'Never']),
];

/** A partition of a cloud's disk. */
export const validatePartition = (partition: number | undefined, path: string): FieldError[] =>
  partition !== undefined && (partition < 0 || partition > 255) ? [invalid(`${path}.partition`, partition, rangeError(1, 255))] : [];

const QUALIFIED_NAMES: Readonly<Record<string, RegExp>> = { iqn: /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9.-]+)(:[^,;*&$|\s]+)$/, eui: /^eui.[a-zA-Z0-9]{16}$/, naa: /^naa.[a-zA-Z0-9]{32}$/ };

function validateQualified(name: string, path: string): FieldError[] {
  const format = QUALIFIED_NAMES[name.slice(0, 3)];
  if (format === undefined) return [invalid(path, name, 'must be valid format starting with iqn, eui, or naa')];
  return format.test(name) ? [] : [invalid(path, name, 'must be valid format')];
}

const validateLun = (lun: number, path: string): FieldError[] => (lun < 0 || lun > 255 ? [invalid(`${path}.lun`, lun, rangeError(0, 255))] : []);

export function validateIscsi(source: ISCSIVolumeSource, path: string, volume: string): FieldError[] {
  const { iqn = '', initiatorName, targetPortal = '' } = source;
  const needsSecret = (source.chapAuthDiscovery === true || source.chapAuthSession === true) && source.secretRef === undefined;
  const tooLongName = initiatorName !== undefined && byteLength(`${volume}:${targetPortal}`) > 64;
  return [
    ...validatePresent(source, path, 'targetPortal', 'iqn'),
    ...(iqn === '' ? [] : validateQualified(iqn, `${path}.iqn`)),
    ...validateLun(source.lun ?? 0, path),
    ...(needsSecret ? [required(`${path}.secretRef`)] : []),
    ...(initiatorName === undefined ? [] : validateQualified(initiatorName, `${path}.initiatorname`)),
    ...(tooLongName ? [invalid(`${path.slice(0, path.lastIndexOf('.'))}.name`, volume, 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.')] : []),
  ];
}

export function validateFc({ targetWWNs = [], wwids = [], lun }: FCVolumeSource, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (targetWWNs.length === 0 && wwids.length === 0) errors.push(required(`${path}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both'));
  if (targetWWNs.length > 0 && wwids.length > 0) errors.push(invalid(`${path}.targetWWNs`, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously'));
  if (targetWWNs.length > 0) errors.push(...(lun === undefined ? [required(`${path}.lun`, 'lun is required if targetWWNs is specified')] : validateLun(lun, path)));
  return errors;
}

export function validateFlocker({ datasetName = '', datasetUUID = '' }: FlockerVolumeSource, path: string): FieldError[] {
  return [
    ...(datasetName === '' && datasetUUID === '' ? [required(path, 'one of datasetName and datasetUUID is required')] : []),
    ...(datasetName !== '' && datasetUUID !== '' ? [invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously')] : []),
    ...(datasetName.includes('/') ? [invalid(`${path}.datasetName`, datasetName, "must not contain '/'")] : []),
  ];
}

/** net.SplitHostPort, as far as it says no. */
const isHostPort = (text: string): boolean => /^(\[[^[\]]*\]|[^[\]:]*):[^[\]:]*$/.test(text);

export function validateQuobyte(source: QuobyteVolumeSource, path: string): FieldError[] {
  const { registry = '', tenant = '' } = source;
  const words = 'must be a host:port pair or multiple pairs separated by commas';
  const pairs = (): FieldError[] => registry.split(',').filter((pair) => !isHostPort(pair)).map(() => invalid(`${path}.registry`, registry, words));
  const first = registry === '' ? [required(`${path}.registry`, words)] : byteLength(tenant) >= 65 ? [required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters')] : pairs();
  return [...first, ...validatePresent(source, path, 'volume')];
}

export function validateFlex(source: FlexVolumeSource, path: string): FieldError[] {
  const reserved = Object.keys(source.options ?? {}).filter((key) => /\.(kubernetes|k8s)\.io$/.test(`.${key.includes('/') ? key.slice(0, key.indexOf('/')) : key}`.toLowerCase()));
  return [...validatePresent(source, path, 'driver'), ...reserved.map((key) => invalid(`${path}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved'))];
}

const DISK_IN_GROUP = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const DISK_IN_BLOB = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

export function validateAzureDisk(source: AzureDiskVolumeSource, path: string): FieldError[] {
  const { diskURI = '', kind } = source;
  const managed = kind === 'Managed';
  const place = kind === undefined || diskURI.startsWith(managed ? '/subscriptions/' : 'https://') ? [] : [notSupported(`${path}.diskURI`, diskURI, [managed ? DISK_IN_GROUP : DISK_IN_BLOB], true)];
  return [
    ...validatePresent(source, path, 'diskName', 'diskURI'),
    ...validateSupported(source.cachingMode, `${path}.cachingMode`, ['None', 'ReadOnly', 'ReadWrite']),
    ...validateSupported(kind, `${path}.kind`, ['Dedicated', 'Managed', 'Shared']),
    ...place,
  ];
}

export function validateStorageOs(source: StorageOSVolumeSource, path: string): FieldError[] {
  const { volumeName = '', volumeNamespace = '', secretRef } = source;
  return [
    ...validatePresent(source, path, 'volumeName'),
    ...(volumeName === '' ? [] : validateDnsLabel(volumeName, `${path}.volumeName`)),
    ...(volumeNamespace === '' ? [] : validateDnsLabel(volumeNamespace, `${path}.volumeNamespace`)),
    ...(secretRef !== undefined && !secretRef.name ? [required(`${path}.secretRef.name`)] : []),
  ];
}

export const validateSizeLimit = (size: string | undefined, path: string): FieldError[] =>
  size !== undefined && quantityOf(size).nano < 0n ? [forbidden(path, 'SizeLimit field must be a valid resource quantity')] : [];
