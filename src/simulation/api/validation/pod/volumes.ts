import { duplicate, forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { ObjectMeta, Volume } from '../../types';
import { validateClaimTemplate } from '../claim-spec';
import { subdomainName } from '../metadata';
import { validateDnsLabel } from '../names';
import type { Volumes } from './mounts';
import type { PodOptions } from './options';
import { validateDescending, validateMode } from './paths';
import { validateProjected } from './projected';
import {
  validateAzureDisk, validateCsi, validateDownwardFile, validateFc, validateFlex, validateFlocker, validateHostPath, validateImage, validateIscsi, validateKeys, validatePartition, validatePresent, validateQuobyte, validateSizeLimit,
  validateStorageOs,
} from './volume-sources';

type Source = Exclude<keyof Volume, 'name'>;

interface Checking {
  readonly volume: string;
  readonly options: PodOptions;
  /** The name of the Pod; empty in a template. */
  readonly pod: string;
}

interface SourceCheck {
  readonly field: Source;
  check(volume: Volume, path: string, context: Checking): FieldError[];
  /** The field's name where there is more than one source, and in the source's own errors: upstream spells some otherwise. */
  readonly second: string;
  readonly own: string;
}

function source<S extends Source>(field: S, check: (value: NonNullable<Volume[S]>, path: string, context: Checking) => FieldError[], { second = field, own = field }: { second?: string; own?: string } = {}): SourceCheck {
  return { field, second, own, check: (volume, path, context) => check(volume[field] as NonNullable<Volume[S]>, path, context) };
}

const present =
  (...fields: readonly string[]) =>
  (value: object, path: string): FieldError[] =>
    validatePresent(value, path, ...fields);

/** A claim made for an ephemeral volume has the names of Pod and volume. */
function claimNameErrors({ pod, volume }: Checking, path: string): FieldError[] {
  if (pod === '' || volume === '') return [];
  const name = `${pod}-${volume}`;
  return subdomainName(name, false).map((message) => invalid(path, volume, `PVC name "${name}": ${message}`));
}

const parent = (path: string): string => path.slice(0, path.lastIndexOf('.'));

/** In the order in which upstream looks (validateVolumeSource). */
const SOURCES: readonly SourceCheck[] = [
  source('emptyDir', ({ sizeLimit }, path) => validateSizeLimit(sizeLimit, `${path}.sizeLimit`)),
  source('hostPath', validateHostPath),
  source('gitRepo', (value, path) => [...validatePresent(value, path, 'repository'), ...validateDescending(value.directory ?? '', `${path}.directory`)]),
  source('gcePersistentDisk', (value, path) => [...validatePresent(value, path, 'pdName'), ...validatePartition(value.partition, path)], { own: 'persistentDisk' }),
  source('awsElasticBlockStore', (value, path) => [...validatePresent(value, path, 'volumeID'), ...validatePartition(value.partition, path)]),
  source('secret', (value, path) => validateKeys(value, path, 'secretName')),
  source('nfs', (value, path) => [...validatePresent(value, path, 'server', 'path'), ...((value.path ?? '').startsWith('/') ? [] : [invalid(`${path}.path`, value.path ?? '', 'must be an absolute path')])]),
  source('iscsi', (value, path, { volume }) => validateIscsi(value, path, volume)),
  source('glusterfs', present('endpoints', 'path')),
  source('flocker', validateFlocker),
  source('persistentVolumeClaim', present('claimName')),
  source('rbd', (value, path) => [...((value.monitors ?? []).length === 0 ? [required(`${path}.monitors`)] : []), ...validatePresent(value, path, 'image')]),
  source('cinder', (value, path) => [...validatePresent(value, path, 'volumeID'), ...(value.secretRef !== undefined && !value.secretRef.name ? [required(`${path}.secretRef.name`)] : [])]),
  source('cephfs', (value, path) => ((value.monitors ?? []).length === 0 ? [required(`${path}.monitors`)] : []), { second: 'cephFS' }),
  source('quobyte', validateQuobyte),
  source('downwardAPI', (value, path) => [...validateMode(value.defaultMode, `${path}.defaultMode`), ...(value.items ?? []).flatMap((file, i) => validateDownwardFile(file, path, `${path}.items[${i}]`))], { second: 'downwarAPI' }),
  source('fc', validateFc),
  source('flexVolume', validateFlex),
  source('configMap', (value, path) => validateKeys(value, path, 'name')),
  source('azureFile', present('secretName', 'shareName')),
  source('vsphereVolume', present('volumePath')),
  source('photonPersistentDisk', present('pdID')),
  source('portworxVolume', present('volumeID')),
  source('azureDisk', validateAzureDisk),
  source('storageos', validateStorageOs),
  source('projected', (value, path, { options }) => validateProjected(value, path, options.anyTokenPath === true)),
  source('scaleIO', present('gateway', 'system', 'volumeName')),
  source('csi', validateCsi),
  source('ephemeral', (value, path, context) => [
    ...(value.volumeClaimTemplate === undefined ? [required(`${path}.volumeClaimTemplate`)] : validateClaimTemplate(value.volumeClaimTemplate, `${path}.volumeClaimTemplate`)),
    ...claimNameErrors(context, `${parent(path)}.name`),
  ]),
  source('image', (value, path, { options }) => validateImage(value, path, options.isPod === true)),
];

/** validateVolumeSource: exactly one. */
function validateSource(volume: Volume, path: string, context: Checking): FieldError[] {
  const found = SOURCES.filter(({ field }) => volume[field] !== undefined);
  if (found.length === 0) return [required(path, 'must specify a volume type')];
  return found.flatMap(({ check, field, second, own }, i) => {
    const at = `${path}.${field}`;
    if (i > 0) return [{ ...forbidden(`${path}.${second}`, 'may not specify more than 1 volume type'), at }];
    const shown = `${path}.${own}`;
    return check(volume, shown, context).map((error) => (own === field ? error : { ...error, at: error.path.replace(shown, at) }));
  });
}

/** ValidateVolumes: the errors, and the volumes without one. `metadata`: the Pod's own, none in a template. */
export function validateVolumes(volumes: readonly Volume[], metadata: ObjectMeta | undefined, path: string, options: PodOptions): { readonly errors: readonly FieldError[]; readonly good: Volumes } {
  const pod = metadata?.name ?? '';
  const made = new Set(pod === '' ? [] : volumes.filter(({ ephemeral }) => ephemeral !== undefined).map(({ name }) => `${pod}-${name}`));
  const errors: FieldError[] = [];
  const good = new Map<string, Volume>();
  volumes.forEach((volume, i) => {
    const at = `${path}[${i}]`;
    const name = volume.name ?? '';
    const own = [
      ...validateSource(volume, at, { volume: name, options, pod }),
      ...(name === '' ? [required(`${at}.name`)] : validateDnsLabel(name, `${at}.name`)),
      ...(good.has(name) ? [duplicate(`${at}.name`, name)] : []),
    ];
    if (own.length === 0) good.set(name, volume);
    errors.push(...own);
    const claim = volume.persistentVolumeClaim?.claimName;
    if (claim !== undefined && made.has(claim)) errors.push(invalid(`${at}.persistentVolumeClaim.claimName`, claim, 'must not reference a PVC that gets created for an ephemeral volume'));
  });
  return { errors, good };
}
