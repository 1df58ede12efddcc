import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { CinderPersistentVolumeSource, CSIPersistentVolumeSource, GlusterfsPersistentVolumeSource, ISCSIPersistentVolumeSource, PersistentVolumeSpec, SecretReference, StorageOSPersistentVolumeSource } from '../generated/types/core.v1';
import { byteLength, dns1123LabelErrors } from '../names';
import { validateAccessModes } from './claim-spec';
import { eachInvalid, sortedEntries } from './common';
import { rangeError, validateDnsLabel, validateDnsSubdomain, validateSupported } from './names';
import { validateNoBacksteps } from './pod/paths';
import { validateAzureDisk, validateDriverName, validateFc, validateFlex, validateFlocker, validateHostPath, validatePartition, validatePresent, validateQuobyte } from './pod/volume-sources';
import { validateBasicResource, validatePositiveQuantity } from './resources';
import { validateNodeSelector } from './scheduling';

/** The spec of a PersistentVolume (pkg/apis/core/validation ValidatePersistentVolumeSpec). */

const WITH_NAMESPACE = ['name', 'namespace'];

const secretParts = (secret: SecretReference | undefined, path: string): FieldError[] => (secret === undefined ? [] : validatePresent(secret, path, ...WITH_NAMESPACE));

/** validatePVSecretReference. */
function validateSecret(secret: SecretReference | undefined, path: string): FieldError[] {
  if (secret === undefined) return [];
  const { name = '', namespace = '' } = secret;
  return [
    ...(name === '' ? [required(`${path}.name`)] : validateDnsSubdomain(name, `${path}.name`)),
    ...(namespace === '' ? [required(`${path}.namespace`)] : validateDnsLabel(namespace, `${path}.namespace`)),
  ];
}

function validateCsi(csi: CSIPersistentVolumeSource, path: string): FieldError[] {
  return [
    ...validateDriverName(csi.driver ?? '', `${path}.driver`),
    ...validatePresent(csi, path, 'volumeHandle'),
    ...(['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'] as const).flatMap((name) => validateSecret(csi[name], `${path}.${name}`)),
  ];
}

const QUALIFIED_NAMES: Readonly<Record<string, RegExp>> = { iqn: /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9.-]+)(:[^,;*&$|\s]+)$/, eui: /^eui.[a-zA-Z0-9]{16}$/, naa: /^naa.[a-zA-Z0-9]{32}$/ };
const qualified = (name: string, path: string): FieldError[] => (QUALIFIED_NAMES[name.slice(0, 3)]?.test(name) === true ? [] : [invalid(path, name, 'must be valid format')]);

function validateIscsi(source: ISCSIPersistentVolumeSource, path: string, volume: string): FieldError[] {
  const { iqn = '', initiatorName, targetPortal = '', lun = 0, secretRef } = source;
  const needsSecret = (source.chapAuthDiscovery === true || source.chapAuthSession === true) && secretRef === undefined;
  const long = initiatorName !== undefined && byteLength(`${volume}:${targetPortal}`) > 64;
  return [
    ...validatePresent(source, path, 'targetPortal'),
    ...(long ? [invalid(`${path}.targetportal`, targetPortal, 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.')] : []),
    ...(iqn === '' ? [required(`${path}.iqn`)] : qualified(iqn, `${path}.iqn`)),
    ...(lun < 0 || lun > 255 ? [invalid(`${path}.lun`, lun, rangeError(0, 255))] : []),
    ...(needsSecret ? [required(`${path}.secretRef`)] : []),
    ...(secretRef === undefined ? [] : validatePresent(secretRef, `${path}.secretRef`, 'name')),
    ...(initiatorName === undefined ? [] : qualified(initiatorName, `${path}.initiatorname`)),
  ];
}

function validateGlusterfs(source: GlusterfsPersistentVolumeSource, path: string): FieldError[] {
  const { endpointsNamespace: namespace } = source;
  const at = `${path}.endpointsNamespace`;
  const words = namespace === '' ? ['if the endpointnamespace is set, it must be a valid namespace name'] : namespace === undefined ? [] : dns1123LabelErrors(namespace);
  return [...validatePresent(source, path, 'endpoints', 'path'), ...eachInvalid(at, namespace, words)];
}

const validateCinder = (source: CinderPersistentVolumeSource, path: string): FieldError[] => [...validatePresent(source, path, 'volumeID'), ...secretParts(source.secretRef, `${path}.secretRef`)];

function validateStorageOs(source: StorageOSPersistentVolumeSource, path: string): FieldError[] {
  const { volumeName = '', volumeNamespace = '', secretRef } = source;
  return [
    ...(volumeName === '' ? [required(`${path}.volumeName`)] : validateDnsLabel(volumeName, `${path}.volumeName`)),
    ...(volumeNamespace === '' ? [] : validateDnsLabel(volumeNamespace, `${path}.volumeNamespace`)),
    ...secretParts(secretRef, `${path}.secretRef`),
  ];
}

type Source = Exclude<keyof PersistentVolumeSpec, 'accessModes' | 'capacity' | 'claimRef' | 'mountOptions' | 'nodeAffinity' | 'persistentVolumeReclaimPolicy' | 'storageClassName' | 'volumeAttributesClassName' | 'volumeMode'>;

interface SourceCheck {
  readonly field: Source;
  check(spec: PersistentVolumeSpec, path: string, volume: string): FieldError[];
  /** The field's name where there is more than one source, and in the source's own errors: upstream spells some otherwise. */
  readonly second: string;
  readonly own: string;
}

function source<S extends Source>(field: S, check: (value: NonNullable<PersistentVolumeSpec[S]>, path: string, volume: string) => FieldError[], { second = field, own = field }: { second?: string; own?: string } = {}): SourceCheck {
  return { field, second, own, check: (spec, path, volume) => check(spec[field] as NonNullable<PersistentVolumeSpec[S]>, path, volume) };
}

const present =
  (...fields: readonly string[]) =>
  (value: object, path: string): FieldError[] =>
    validatePresent(value, path, ...fields);

const monitors = ({ monitors: list = [] }: { readonly monitors?: readonly string[] }, path: string): FieldError[] => (list.length === 0 ? [required(`${path}.monitors`)] : []);

/** In the order in which upstream looks. */
const SOURCES: readonly SourceCheck[] = [
  source('hostPath', validateHostPath),
  source('gcePersistentDisk', (value, path) => [...validatePresent(value, path, 'pdName'), ...validatePartition(value.partition, path)], { own: 'persistentDisk' }),
  source('awsElasticBlockStore', (value, path) => [...validatePresent(value, path, 'volumeID'), ...validatePartition(value.partition, path)]),
  source('glusterfs', validateGlusterfs),
  source('flocker', validateFlocker),
  source('nfs', (value, path) => [...validatePresent(value, path, 'server', 'path'), ...((value.path ?? '').startsWith('/') ? [] : [invalid(`${path}.path`, value.path ?? '', 'must be an absolute path')])]),
  source('rbd', (value, path) => [...monitors(value, path), ...validatePresent(value, path, 'image')]),
  source('quobyte', validateQuobyte),
  source('cephfs', monitors, { second: 'cephFS' }),
  source('iscsi', validateIscsi),
  source('cinder', validateCinder),
  source('fc', validateFc),
  source('flexVolume', validateFlex),
  source('azureFile', (value, path) => [...validatePresent(value, path, 'secretName', 'shareName'), ...(value.secretNamespace === '' ? [required(`${path}.secretNamespace`)] : [])]),
  source('vsphereVolume', present('volumePath')),
  source('photonPersistentDisk', present('pdID')),
  source('portworxVolume', present('volumeID')),
  source('azureDisk', validateAzureDisk),
  source('scaleIO', present('gateway', 'system', 'volumeName')),
  source('local', (value, path) => ((value.path ?? '') === '' ? [required(`${path}.path`)] : validateNoBacksteps(value.path ?? '', `${path}.path`))),
  source('storageos', validateStorageOs),
  source('csi', validateCsi),
];

/** One source, no more. */
function validateSources(spec: PersistentVolumeSpec, path: string, volume: string): FieldError[] {
  const found = SOURCES.filter(({ field }) => spec[field] !== undefined);
  if (found.length === 0) return [required(path, 'must specify a volume type')];
  return found.flatMap(({ field, check, own, second }, index) => {
    if (index > 0 && field !== 'flexVolume') return [forbidden(`${path}.${second}`, 'may not specify more than 1 volume type')];
    const lacksNodes = field === 'local' && spec.nodeAffinity === undefined;
    return [...check(spec, `${path}.${own}`, volume), ...(lacksNodes ? [required(`${path}.nodeAffinity`, 'Local volume requires node affinity')] : [])];
  });
}

function validateCapacity(capacity: PersistentVolumeSpec['capacity'], path: string): FieldError[] {
  const entries = sortedEntries(capacity);
  const only = entries.length === 1 && entries[0]?.[0] === 'storage';
  return [
    ...(entries.length === 0 ? [required(path)] : []),
    ...(only ? [] : [notSupported(path, capacity ?? null, ['storage'])]),
    ...entries.flatMap(([name, text]) => [...validateBasicResource(text, `${path}[${name}]`), ...validatePositiveQuantity(text, `${path}[${name}]`)]),
  ];
}

/** Whether a path is the root however it is written. */
function isRoot(path: string): boolean {
  const left: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') left.pop();
    else if (part !== '' && part !== '.') left.push(part);
  }
  return path.startsWith('/') && left.length === 0;
}

/** ValidatePersistentVolumeSpec. `strictValues`: the values in the node affinity must be label values. */
export function validateVolumeSpec(spec: PersistentVolumeSpec, path: string, volume: string, strictValues = true): FieldError[] {
  const { accessModes = [], persistentVolumeReclaimPolicy: policy = '', nodeAffinity, storageClassName = '', volumeMode, volumeAttributesClassName: attributes, hostPath } = spec;
  const affinity = `${path}.nodeAffinity.required`;
  return [
    ...(accessModes.length === 0 ? [required(`${path}.accessModes`)] : []),
    ...validateAccessModes(accessModes, `${path}.accessModes`),
    ...validateCapacity(spec.capacity, `${path}.capacity`),
    ...(policy === '' ? [] : validateSupported(policy, `${path}.persistentVolumeReclaimPolicy`, ['Delete', 'Recycle', 'Retain'])),
    ...(nodeAffinity === undefined ? [] : nodeAffinity.required === undefined ? [required(affinity, 'must specify required node constraints')] : validateNodeSelector(nodeAffinity.required, affinity, strictValues)),
    ...validateSources(spec, path, volume),
    ...(hostPath !== undefined && isRoot(hostPath.path ?? '') && policy === 'Recycle' ? [forbidden(`${path}.persistentVolumeReclaimPolicy`, "may not be 'recycle' for a hostPath mount of '/'")] : []),
    ...(storageClassName === '' ? [] : validateDnsSubdomain(storageClassName, `${path}.storageClassName`)),
    ...validateSupported(volumeMode, `${path}.volumeMode`, ['Block', 'Filesystem']),
    ...(attributes === undefined ? [] : attributes === '' ? [required(`${path}.volumeAttributesClassName`, 'an empty string is disallowed')] : validateDnsSubdomain(attributes, `${path}.volumeAttributesClassName`)),
    ...(attributes !== undefined && spec.csi === undefined ? [required(`${path}.csi`, 'has to be specified when using volumeAttributesClassName')] : []),
  ];
}

const NOT_INLINE = 'may not be specified in the context of inline volumes';

/** The same of a volume that stands in a VolumeAttachment: of a CSI driver, and of nobody else's. */
export function validateInlineVolumeSpec(spec: PersistentVolumeSpec, path: string): FieldError[] {
  const { accessModes = [], persistentVolumeReclaimPolicy: policy = '', volumeMode, volumeAttributesClassName: attributes } = spec;
  const never = (field: 'claimRef' | 'nodeAffinity'): FieldError[] => (spec[field] === undefined ? [] : [forbidden(`${path}.${field}`, NOT_INLINE)]);
  return [
    ...never('claimRef'),
    ...(Object.keys(spec.capacity ?? {}).length === 0 ? [] : [forbidden(`${path}.capacity`, NOT_INLINE)]),
    ...(spec.csi === undefined ? [required(`${path}.csi`, 'has to be specified in the context of inline volumes')] : []),
    ...(accessModes.length === 0 ? [required(`${path}.accessModes`)] : []),
    ...validateAccessModes(accessModes, `${path}.accessModes`),
    ...(policy === '' || policy === 'Retain' ? [] : [forbidden(`${path}.persistentVolumeReclaimPolicy`, 'may only be Retain in the context of inline volumes')]),
    ...never('nodeAffinity'),
    ...validateSources(spec, path, ''),
    ...((spec.storageClassName ?? '') === '' ? [] : [forbidden(`${path}.storageClassName`, NOT_INLINE)]),
    ...(volumeMode === undefined || volumeMode === 'Filesystem' ? [] : [forbidden(`${path}.volumeMode`, 'may not specify volumeMode other than Filesystem in the context of inline volumes')]),
    ...(attributes === undefined ? [] : attributes === '' ? [required(`${path}.volumeAttributesClassName`, 'an empty string is disallowed')] : validateDnsSubdomain(attributes, `${path}.volumeAttributesClassName`)),
  ];
}
