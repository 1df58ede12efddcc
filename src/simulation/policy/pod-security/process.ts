import type { SecuredContainer, SecuredPod } from './types';

/**
 * What a container's first process is to the kernel, as the kubelet and containerd make it of the Pod's fields (kubelet securitycontext, containerd
 * v2.1.4 internal/cri/opts WithCapabilities, pkg/oci defaultUnixCaps).
 */
export interface ContainerProcess {
  /** In the container. */
  readonly uid: number;
  /** UID 0 of the container is nobody on the node (hostUsers: false). */
  readonly hasUserNamespace: boolean;
  /** Without `CAP_`: what the process, and whatever it executes, may have at most. */
  readonly bounding: ReadonlySet<string>;
  /** What it has: of UID 0 all of its bounding set, of others nothing, as there are no ambient capabilities in the API of Pods. */
  readonly effective: ReadonlySet<string>;
  /** execve gives no new privileges: programs with the set-user-ID bit or file capabilities are ordinary ones. */
  readonly noNewPrivileges: boolean;
  readonly isPrivileged: boolean;
}

/** What a Pod does not say. */
export interface Machine {
  /** USER of the image. */
  readonly imageUser: number;
  /** net.ipv4.ip_unprivileged_port_start that the runtime sets in a Pod's network: containerd 2 sets 0, the kernel's own is 1024. */
  readonly portStart: number;
}

/** pkg/oci defaultUnixCaps. */
export const DEFAULT_CAPABILITIES = ['CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SETFCAP', 'SETPCAP', 'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE'] as const;

/** All of Linux 6.12 (include/uapi/linux/capability.h). */
const ALL_CAPABILITIES = [
  ...DEFAULT_CAPABILITIES, 'DAC_READ_SEARCH', 'LINUX_IMMUTABLE', 'NET_BROADCAST', 'NET_ADMIN', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE',
  'SYS_TIME', 'SYS_TTY_CONFIG', 'LEASE', 'AUDIT_CONTROL', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
] as const;

/** WithCapabilities: `ALL` first, of what is added and then of what is dropped; then the names. */
function boundingOf({ securityContext }: SecuredContainer): ReadonlySet<string> {
  if (securityContext?.privileged === true) return new Set(ALL_CAPABILITIES);
  const [add, drop] = [securityContext?.capabilities?.add ?? [], securityContext?.capabilities?.drop ?? []].map((names) => names.map((name) => name.toUpperCase().replace(/^CAP_/, ''))) as [string[], string[]];
  const base: readonly string[] = drop.includes('ALL') ? [] : add.includes('ALL') ? ALL_CAPABILITIES : DEFAULT_CAPABILITIES;
  return new Set([...base, ...add.filter((name) => name !== 'ALL')].filter((name) => !drop.includes(name)));
}

/** What the first process of a container is. */
export function processOf({ spec }: SecuredPod, container: SecuredContainer, { imageUser }: Machine): ContainerProcess {
  const own = container.securityContext;
  const uid = own?.runAsUser ?? spec.securityContext?.runAsUser ?? imageUser;
  const bounding = boundingOf(container);
  return {
    uid,
    hasUserNamespace: spec.hostUsers === false,
    bounding,
    effective: uid === 0 ? bounding : new Set<string>(),
    noNewPrivileges: own?.allowPrivilegeEscalation === false,
    isPrivileged: own?.privileged === true,
  };
}
