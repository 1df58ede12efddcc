import { duplicate, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { Sysctl } from '../../generated/types/core.v1';
import type { PodSpec } from '../../types';

const SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL = `^(${SEGMENT}[\\./])*${SEGMENT}$`;
const SYSCTL_NAME = new RegExp(SYSCTL);
const IPC_SYSCTLS = /^kernel\.(sem|shmall|shmmax|shmmni|shm_rmid_forced|shm|msgmax|msgmnb|msgmni|msg)$|^fs\.mqueue\./;

/** Sysctls of namespaces that the Pod shares with its host are the host's (ValidateHostSysctl, component-helpers/node/util/sysctl). */
function validateHostSysctl(name: string, spec: PodSpec, path: string): FieldError[] {
  const dotted = sysctlName(name).split('*', 1)[0] ?? '';
  if (spec.hostNetwork === true && dotted.startsWith('net.')) return [invalid(path, name, "may not be specified when 'hostNetwork' is true")];
  return spec.hostIPC === true && IPC_SYSCTLS.test(dotted) ? [invalid(path, name, "may not be specified when 'hostIPC' is true")] : [];
}

/** NormalizeName: a name whose first separator is a slash has dots and slashes the other way round. */
function sysctlName(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  return first !== '/' ? name : name.replace(/[./]/g, (char) => (char === '/' ? '.' : '/'));
}

/** Whether a stored Pod has such a sysctl already, which then may stay. */
export const hasHostSysctl = (spec: PodSpec): boolean => (spec.securityContext?.sysctls ?? []).some(({ name = '' }) => validateHostSysctl(name, spec, '').length > 0);

/** validateSysctls. `allowHost`: the stored Pod has sysctls of its host already. */
export function validateSysctls(sysctls: readonly Sysctl[], spec: PodSpec, path: string, allowHost: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  sysctls.forEach(({ name = '' }, i) => {
    const at = `${path}[${i}].name`;
    if (name === '') errors.push(required(at));
    else if (name.length > 253 || !SYSCTL_NAME.test(name)) errors.push(invalid(at, name, `must have at most 253 characters and match regex ${SYSCTL}`));
    else if (seen.has(name)) errors.push(duplicate(at, name));
    if (!allowHost) errors.push(...validateHostSysctl(name, spec, at));
    seen.add(name);
  });
  return errors;
}
