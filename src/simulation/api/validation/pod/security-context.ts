import { forbidden, invalid, invalidNamed, notSupported, required, tooLong } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { AppArmorProfile, PodSecurityContext, SeccompProfile, SecurityContext } from '../../generated/types/core.v1';
import { internalForm } from '../../internal-types/form';
import { podTypes } from '../../internal-types/pod';
import { byteLength } from '../../names';
import type { PodSpec } from '../../types';
import { validateId, validateSupported } from '../names';
import type { PodOptions } from './options';
import { validateDescending } from './paths';
import { validateSysctls } from './sysctls';
import { validateWindowsOptions } from './windows';

/** validateSeccompProfileField. */
export function validateSeccomp(profile: SeccompProfile | undefined, path: string): FieldError[] {
  if (profile === undefined) return [];
  const { type = '', localhostProfile } = profile;
  const types = ['Localhost', 'RuntimeDefault', 'Unconfined'];
  const errors = type === '' ? [required(`${path}.type`, 'type is required when seccompProfile is set')] : types.includes(type) ? [] : [notSupported(`${path}.type`, type, types)];
  if (type !== 'Localhost') return localhostProfile === undefined ? errors : [...errors, invalid(`${path}.localhostProfile`, internalForm(podTypes, 'SeccompProfile', profile), 'can only be set when seccomp type is Localhost')];
  if (localhostProfile === undefined) return [...errors, required(`${path}.localhostProfile`, 'must be set when seccomp type is Localhost')];
  return [...errors, ...validateDescending(localhostProfile, `${path}.localhostProfile`)];
}

const LONGEST_PROFILE = 4095;

/** ValidateAppArmorProfileField. */
export function validateAppArmor(profile: AppArmorProfile | undefined, path: string): FieldError[] {
  if (profile === undefined) return [];
  const { type = '', localhostProfile: local } = profile;
  const at = `${path}.localhostProfile`;
  switch (type) {
    case 'Localhost': {
      const missing = required(at, 'must be set when AppArmor type is Localhost');
      if (local === undefined || local === '') return [missing];
      return [
        ...(local.trim() === local ? [] : [invalid(at, local, 'must not be padded with whitespace')]),
        ...(byteLength(local) > LONGEST_PROFILE ? [tooLong(at, LONGEST_PROFILE)] : []),
      ];
    }
    case 'RuntimeDefault':
    case 'Unconfined':
      return local === undefined ? [] : [invalidNamed(at, local, 'can only be set when AppArmor type is Localhost')];
    case '':
      return [required(`${path}.type`, 'type is required when appArmorProfile is set')];
    default:
      return [notSupported(`${path}.type`, type, ['Localhost', 'RuntimeDefault', 'Unconfined'])];
  }
}

/** validatePodSpecSecurityContext. */
export function validatePodSecurityContext(context: PodSecurityContext, spec: PodSpec, path: string, { hostSysctls = false, anyRelabel = false }: PodOptions): FieldError[] {
  const shared = spec.shareProcessNamespace === true && spec.hostPID === true;
  return [
    ...validateId(context.fsGroup, `${path}.fsGroup`),
    ...validateId(context.runAsUser, `${path}.runAsUser`),
    ...validateId(context.runAsGroup, `${path}.runAsGroup`),
    ...(context.supplementalGroups ?? []).flatMap((id, i) => validateId(id, `${path}.supplementalGroups[${i}]`)),
    ...(shared ? [{ ...invalid(`${path}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled'), at: 'spec.shareProcessNamespace' }] : []),
    ...validateSysctls(context.sysctls ?? [], spec, `${path}.sysctls`, hostSysctls),
    ...validateSupported(context.fsGroupChangePolicy, `${path}.fsGroupChangePolicy`, ['Always', 'OnRootMismatch']),
    ...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`),
    ...validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`),
    ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`),
    ...validateSupported(context.supplementalGroupsPolicy, `${path}.supplementalGroupsPolicy`, ['Merge', 'Strict']),
    ...validateSupported(context.seLinuxChangePolicy, `${path}.seLinuxChangePolicy`, anyRelabel ? ['MountOption', 'Recursive'] : ['Recursive']),
  ];
}

/** ValidateSecurityContext of a container. `hostUsers`: the Pod is in the host's user namespace. */
export function validateSecurityContext(context: SecurityContext | undefined, path: string, hostUsers: boolean): FieldError[] {
  if (context === undefined) return [];
  const shown = (): unknown => internalForm(podTypes, 'SecurityContext', context);
  const { procMount, privileged, allowPrivilegeEscalation, capabilities } = context;
  const errors = [...validateId(context.runAsUser, `${path}.runAsUser`), ...validateId(context.runAsGroup, `${path}.runAsGroup`)];
  errors.push(...validateSupported(procMount, `${path}.procMount`, ['Default', 'Unmasked']));
  if (hostUsers && procMount === 'Unmasked') errors.push(invalidNamed(`${path}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`'));
  errors.push(...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`));
  if (allowPrivilegeEscalation === false) {
    if (privileged === true) errors.push(invalid(path, shown(), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'));
    for (const one of capabilities?.add ?? []) {
      if (one === 'CAP_SYS_ADMIN') errors.push(invalid(path, shown(), 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'));
    }
  }
  errors.push(...validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`), ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`));
  return errors;
}

/** validateHostUsers: a user namespace of the Pod's own leaves it none of the host's others. */
export function validateHostUsers(spec: PodSpec, containerPaths: readonly { readonly path: string; readonly devices: number }[], path: string): FieldError[] {
  if (spec.hostUsers !== false) return [];
  const words = 'when `hostUsers` is false';
  return [
    ...(spec.hostNetwork === true ? [forbidden(`${path}.hostNetwork`, words)] : []),
    ...(spec.hostPID === true ? [{ ...forbidden(`${path}.HostPID`, words), at: `${path}.hostPID` }] : []),
    ...(spec.hostIPC === true ? [{ ...forbidden(`${path}.HostIPC`, words), at: `${path}.hostIPC` }] : []),
    ...containerPaths.filter(({ devices }) => devices > 0).map(({ path: at }) => forbidden(`${at}.volumeDevices`, words)),
  ];
}
