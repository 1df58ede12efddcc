import { failure } from '../helper';
import type { Check, PodCheck } from '../types';

/** Sysctls that only touch the Pod's own namespaces, by the minor version that added them. */
const SAFE: readonly (readonly [since: number, names: readonly string[]])[] = [
  [0, ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start']],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [29, ['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes']],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
];

const checkWith = (allowed: readonly string[]): PodCheck => ({ spec }) => {
  const bad = (spec.securityContext?.sysctls ?? []).map(({ name }, index) => ({ name, index })).filter(({ name }) => !allowed.includes(name));
  if (bad.length === 0) return undefined;
  return failure('forbidden sysctls', bad.map(({ name }) => name).join(', '), bad.map(({ index }) => `spec.securityContext.sysctls[${index}]`));
};

/** policy/check_sysctls.go */
export const sysctls: Check = {
  id: 'sysctls',
  level: 'baseline',
  versions: SAFE.map(([since], index) => ({ since, check: checkWith(SAFE.slice(0, index + 1).flatMap(([, names]) => names)) })),
};
