import { forbidden, invalid, notFound, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { VolumeDevice, VolumeMount } from '../../generated/types/core.v1';
import type { AnyContainer, Volume } from '../../types';
import { validateSupported } from '../names';
import { validateDescending, validateNoBacksteps } from './paths';

/** The volumes of a Pod that are good, by name. */
export type Volumes = ReadonlyMap<string, Volume>;

/** validateMountPropagation. */
function validatePropagation(mode: string, container: AnyContainer, path: string, at: string): FieldError[] {
  const errors = validateSupported(mode, path, ['Bidirectional', 'HostToContainer', 'None']).map((error) => ({ ...error, at }));
  if (mode === 'Bidirectional' && container.securityContext?.privileged !== true) {
    errors.push({ ...forbidden(path, 'Bidirectional mount propagation is available only to privileged containers'), at });
  }
  return errors;
}

/** validateMountRecursiveReadOnly. */
function validateRecursive({ recursiveReadOnly, readOnly, mountPropagation = 'None' }: VolumeMount, path: string): FieldError[] {
  if (recursiveReadOnly === 'Enabled' || recursiveReadOnly === 'IfPossible') {
    return [
      ...(readOnly === true ? [] : [forbidden(path, 'may only be specified when readOnly is true')]),
      ...(mountPropagation === 'None' ? [] : [forbidden(path, 'may only be specified when mountPropagation is None or not specified')]),
    ];
  }
  return validateSupported(recursiveReadOnly, path, ['Disabled', 'Enabled', 'IfPossible']);
}

/** ValidateVolumeMounts. */
export function validateMounts(container: AnyContainer, volumes: Volumes, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const devices = new Map((container.volumeDevices ?? []).map(({ name = '', devicePath = '' }) => [name, devicePath]));
  const devicePaths = new Set(devices.values());
  const mounted = new Set<string>();
  (container.volumeMounts ?? []).forEach((mount, i) => {
    const { name = '', mountPath = '', subPath = '', subPathExpr = '', mountPropagation } = mount;
    const at = `${path}[${i}]`;
    if (name === '') errors.push(required(`${at}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${at}.name`, name));
    if (mountPath === '') errors.push(required(`${at}.mountPath`));
    if (mounted.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, 'must be unique'));
    mounted.add(mountPath);
    if (devices.has(name)) errors.push(invalid(`${at}.name`, name, 'must not already exist in volumeDevices'));
    if (devicePaths.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices'));
    // Upstream's path leaves the index out in what follows.
    const placed = (field: string, found: FieldError[]): void => void errors.push(...found.map((error) => ({ ...error, at: `${at}.${field}` })));
    if (subPath !== '') placed('subPath', validateDescending(subPath, `${path}.subPath`));
    if (subPathExpr !== '' && subPath !== '') errors.push(invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
    if (subPathExpr !== '') placed('subPathExpr', validateDescending(subPathExpr, `${path}.subPathExpr`));
    if (mountPropagation !== undefined) errors.push(...validatePropagation(mountPropagation, container, `${path}.mountPropagation`, `${at}.mountPropagation`));
    placed('recursiveReadOnly', validateRecursive(mount, `${path}.recursiveReadOnly`));
  });
  return errors;
}

function validateDeviceName(name: string, volume: Volume | undefined, seen: ReadonlySet<string>, path: string): FieldError[] {
  const isClaim = volume?.persistentVolumeClaim !== undefined || volume?.ephemeral !== undefined;
  return [
    ...(name === '' ? [required(path)] : []),
    ...(seen.has(name) ? [invalid(path, name, 'must be unique')] : []),
    ...(volume !== undefined && !isClaim ? [invalid(path, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode')] : []),
    ...(volume === undefined ? [notFound(path, name)] : []),
  ];
}

/** ValidateVolumeDevices. */
export function validateDevices(devices: readonly VolumeDevice[], mounts: readonly VolumeMount[], volumes: Volumes, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const mounted = new Map(mounts.map(({ name = '', mountPath = '' }) => [name, mountPath]));
  const mountPaths = new Set(mounted.values());
  const names = new Set<string>();
  const paths = new Set<string>();
  devices.forEach(({ name = '', devicePath = '' }, i) => {
    const at = `${path}[${i}]`;
    errors.push(...validateDeviceName(name, volumes.get(name), names, `${at}.name`));
    if (devicePath === '') errors.push(required(`${at}.devicePath`));
    if (paths.has(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, 'must be unique'));
    if (validateNoBacksteps(devicePath, path).length > 0) errors.push(invalid(`${at}.devicePath`, devicePath, "can not contain backsteps ('..')"));
    else paths.add(devicePath);
    if (mounted.has(name)) errors.push(invalid(`${at}.name`, name, 'must not already exist in volumeMounts'));
    if (mountPaths.has(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, 'must not already exist as a path in volumeMounts'));
    if (name !== '') names.add(name);
  });
  return errors;
}
