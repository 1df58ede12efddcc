/** What the kernel shows of a container's processes under /proc: who they are and what they may do (fs/proc/array.c, kernel/user_namespace.c). */
import { fnv32a } from '../../../base/hash';
import type { Container, Pod } from '../../../api';
import { processOf } from '../../../policy/pod-security';
import type { SecuredPod } from '../../../policy/pod-security';

/** By the number of the capability (include/uapi/linux/capability.h). */
const BITS = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE',
  'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN',
  'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
];

const mask = (names: ReadonlySet<string>): string => [...names].reduce((bits, name) => (BITS.includes(name) ? bits | (1n << BigInt(BITS.indexOf(name))) : bits), 0n).toString(16).padStart(16, '0');

/** UIDs that each Pod with a user namespace is lent, and how many Pods there is room for (pkg/kubelet/userns). */
const [ID_RANGE, MOST_PODS] = [65_536, 110];

/** Simplified: which of the ranges a Pod has follows from its UID and not from the order of the Pods. */
function idMap({ metadata, spec }: Pod): string {
  const [host, count] = spec.hostUsers === false ? [ID_RANGE * (1 + (fnv32a(metadata.uid ?? '') % MOST_PODS)), ID_RANGE] : [0, 4_294_967_295];
  return `${[0, host, count].map((number) => String(number).padStart(10)).join(' ')}\n`;
}

function statusFile(pod: Pod, container: Container | undefined, user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] }): string {
  const { bounding, effective, noNewPrivileges, isPrivileged } = processOf(pod as unknown as SecuredPod, container ?? { name: '' }, { imageUser: user.uid, portStart: 0 });
  const profile = (container?.securityContext?.seccompProfile ?? pod.spec.securityContext?.seccompProfile)?.type;
  const isFiltered = !isPrivileged && profile !== undefined && profile !== 'Unconfined';
  const four = (id: number): string => [id, id, id, id].join('\t');
  const lines = [
    ['Uid', four(user.uid)], ['Gid', four(user.gid)], ['Groups', [...new Set([user.gid, ...user.groups])].join(' ')],
    ['CapInh', mask(new Set())], ['CapPrm', mask(effective)], ['CapEff', mask(effective)], ['CapBnd', mask(bounding)], ['CapAmb', mask(new Set())],
    ['NoNewPrivs', noNewPrivileges ? '1' : '0'], ['Seccomp', isFiltered ? '2' : '0'], ['Seccomp_filters', isFiltered ? '1' : '0'],
  ];
  return lines.map(([name = '', value = '']) => `${name}:\t${value}\n`).join('');
}

/** Texts by their paths. What is asked of `self` is what is asked of the first process: the models have the same rights. */
export function procFiles(pod: Pod, container: Container | undefined, user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] }): Readonly<Record<string, string>> {
  const files = { status: statusFile(pod, container, user), uid_map: idMap(pod), gid_map: idMap(pod) };
  return Object.fromEntries(Object.entries(files).flatMap(([name, text]) => [[`/proc/1/${name}`, text], [`/proc/self/${name}`, text]]));
}
