import { processOf, type ContainerProcess, type Machine } from './process';
import type { SecuredContainer, SecuredPod } from './types';

/** What somebody who runs code in a container tries first. */
export const ATTEMPTS = ['hostFile', 'loadModule', 'nodeClock', 'rawPackets', 'bindPort', 'becomeRoot', 'dropTool'] as const;
/**
 * `hostFile`: read /etc/shadow of the node (mode 0640, owner root). `loadModule`: load a module into the node's kernel. `nodeClock`: set the node's clock.
 * `rawPackets`: send packets with a made-up sender. `bindPort`: listen on port 80. `becomeRoot`: become UID 0 of the container. `dropTool`: store a
 * program in /tmp and run it.
 */
export type Attempt = (typeof ATTEMPTS)[number];

/** Where the rule behind a reason is written down. */
export const ATTACK_SOURCES = {
  'capabilities(7)': 'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  'user_namespaces(7)': 'https://man7.org/linux/man-pages/man7/user_namespaces.7.html',
  'mount_namespaces(7)': 'https://man7.org/linux/man-pages/man7/mount_namespaces.7.html',
  'mount(2)': 'https://man7.org/linux/man-pages/man2/mount.2.html',
  'KEP-127': 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/127-user-namespaces',
  'PR_SET_NO_NEW_PRIVS(2const)': 'https://man7.org/linux/man-pages/man2/PR_SET_NO_NEW_PRIVS.2const.html',
  'containerd v2.1.4': 'https://github.com/containerd/containerd/blob/v2.1.4/internal/cri/server/podsandbox/sandbox_run_linux.go',
} as const;
export type AttackSource = keyof typeof ATTACK_SOURCES;

/** Why an attempt succeeds or fails; a widget words it. */
export type Reason =
  | 'mounted' | 'mountedMapped' | 'devices' | 'notMounted' | 'notOwner'
  | 'capability' | 'noCapability' | 'otherNamespace' | 'throughSetuid' | 'notRoot'
  | 'unprivilegedPorts' | 'isRoot' | 'setuid' | 'noNewPrivileges' | 'writable' | 'readOnly' | 'scratch';

export interface Finding {
  readonly attempt: Attempt;
  /** `indirect`: only after a program with the set-user-ID bit has made the process root. */
  readonly outcome: 'possible' | 'indirect' | 'impossible';
  readonly reason: Reason;
  /** The capability that it depends on. */
  readonly capability?: string;
  /** The fields that decide, below the Pod; some may be absent. */
  readonly at: readonly string[];
  readonly source: AttackSource;
}

type Verdict = Omit<Finding, 'attempt'>;

interface Scene {
  readonly pod: SecuredPod;
  readonly container: SecuredContainer & { readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[] | null };
  /** `spec.containers[0]`. */
  readonly path: string;
  readonly process: ContainerProcess;
  readonly machine: Machine;
}

const field = ({ path }: Scene, name: string): string => `${path}.securityContext.${name}`;
const canRise = ({ noNewPrivileges }: ContainerProcess): boolean => !noNewPrivileges;

/** Something that takes a capability. `ofNode`: in the node's own user namespace, where that of a Pod does not count (user_namespaces(7)). */
function byCapability(scene: Scene, capability: string, ofNode: boolean): Verdict {
  const { process } = scene;
  const base = { capability, at: [field(scene, process.isPrivileged ? 'privileged' : 'capabilities')], source: 'capabilities(7)' } as const;
  if (!process.bounding.has(capability)) return { ...base, outcome: 'impossible', reason: 'noCapability' };
  if (ofNode && process.hasUserNamespace) return { ...base, outcome: 'impossible', reason: 'otherNamespace', at: ['spec.hostUsers'], source: 'user_namespaces(7)' };
  if (process.effective.has(capability)) return { ...base, outcome: 'possible', reason: 'capability' };
  const user = [field(scene, 'runAsUser'), field(scene, 'allowPrivilegeEscalation')];
  return canRise(process) ? { ...base, outcome: 'indirect', reason: 'throughSetuid', at: user } : { ...base, outcome: 'impossible', reason: 'notRoot', at: user };
}

/** Whether a mounted folder of the node has /etc/shadow in it. */
const covers = (path: string): boolean => path === '/etc/shadow' || '/etc/shadow'.startsWith(`${path.replace(/\/+$/, '')}/`);

function hostFile(scene: Scene): Verdict {
  const { pod, container, process } = scene;
  const index = (pod.spec.volumes ?? []).findIndex(({ name, hostPath }) => {
    const { path = '' } = (hostPath ?? {}) as { path?: string };
    return hostPath !== undefined && covers(path) && (container.volumeMounts ?? []).some((mount) => mount.name === name);
  });
  const source = 'capabilities(7)';
  if (index >= 0) {
    const at = [`spec.volumes[${index}].hostPath`];
    // Volumes are mounted with the mapping of the Pod's IDs, so the owner root is the container's root.
    if (process.uid === 0) return process.hasUserNamespace ? { outcome: 'possible', reason: 'mountedMapped', at, source: 'KEP-127' } : { outcome: 'possible', reason: 'mounted', at, source };
    const user = [...at, field(scene, 'runAsUser'), field(scene, 'allowPrivilegeEscalation')];
    return canRise(process) ? { outcome: 'indirect', reason: 'throughSetuid', at: user, source } : { outcome: 'impossible', reason: 'notOwner', at: user, source };
  }
  // A privileged container sees the node's disks and may mount them.
  if (process.isPrivileged) {
    const mount = byCapability(scene, 'SYS_ADMIN', true);
    return mount.outcome === 'impossible' ? mount : { ...mount, reason: mount.outcome === 'possible' ? 'devices' : mount.reason, at: [field(scene, 'privileged')] };
  }
  return { outcome: 'impossible', reason: 'notMounted', at: ['spec.volumes'], source: 'mount_namespaces(7)' };
}

const PORT_SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

function bindPort(scene: Scene): Verdict {
  const { pod, machine } = scene;
  const sysctls = (pod.spec.securityContext?.sysctls ?? []) as readonly { readonly name: string; readonly value?: string }[];
  const own = sysctls.findIndex(({ name }) => name === PORT_SYSCTL);
  const start = pod.spec.hostNetwork === true ? 1024 : own >= 0 ? Number(sysctls[own]?.value) : machine.portStart;
  if (start <= 80) return { outcome: 'possible', reason: 'unprivilegedPorts', at: own >= 0 ? [`spec.securityContext.sysctls[${own}]`] : [], source: 'containerd v2.1.4' };
  // The network of the node belongs to the node's user namespace.
  return byCapability(scene, 'NET_BIND_SERVICE', pod.spec.hostNetwork === true);
}

function becomeRoot(scene: Scene): Verdict {
  const { process } = scene;
  if (process.uid === 0) return { outcome: 'possible', reason: 'isRoot', at: [field(scene, 'runAsUser')], source: 'capabilities(7)' };
  const at = [field(scene, 'allowPrivilegeEscalation')];
  return canRise(process) ? { outcome: 'indirect', reason: 'setuid', at, source: 'capabilities(7)' } : { outcome: 'impossible', reason: 'noNewPrivileges', at, source: 'PR_SET_NO_NEW_PRIVS(2const)' };
}

function dropTool(scene: Scene): Verdict {
  const { container, pod } = scene;
  const source = 'mount(2)';
  const { readOnlyRootFilesystem } = (container.securityContext ?? {}) as { readOnlyRootFilesystem?: boolean };
  if (readOnlyRootFilesystem !== true) return { outcome: 'possible', reason: 'writable', at: [field(scene, 'readOnlyRootFilesystem')], source };
  const mount = (container.volumeMounts ?? []).findIndex(({ mountPath, readOnly, name }) => ['/tmp', '/tmp/'].includes(mountPath) && readOnly !== true && (pod.spec.volumes ?? []).some((volume) => volume.name === name && volume.emptyDir !== undefined));
  return mount >= 0 ? { outcome: 'possible', reason: 'scratch', at: [`${scene.path}.volumeMounts[${mount}]`], source } : { outcome: 'impossible', reason: 'readOnly', at: [field(scene, 'readOnlyRootFilesystem')], source };
}

const RULES: Readonly<Record<Attempt, (scene: Scene) => Verdict>> = {
  hostFile,
  loadModule: (scene) => byCapability(scene, 'SYS_MODULE', true),
  nodeClock: (scene) => byCapability(scene, 'SYS_TIME', true),
  rawPackets: (scene) => byCapability(scene, 'NET_RAW', scene.pod.spec.hostNetwork === true),
  bindPort,
  becomeRoot,
  dropTool,
};

/** What the code in one container of a Pod can do, each attempt with the field that decides. Programs with the set-user-ID bit are taken to be in the image. */
export function attacks(pod: SecuredPod, index: number, machine: Machine): readonly Finding[] {
  const container = pod.spec.containers?.[index];
  if (container === undefined) return [];
  const scene: Scene = { pod, container, path: `spec.containers[${index}]`, process: processOf(pod, container, machine), machine };
  return ATTEMPTS.map((attempt) => ({ attempt, ...RULES[attempt](scene) }));
}
