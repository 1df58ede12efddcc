/** A container as somebody finds it who has a command run in it: its files, its variables, its tools. */
import { byText } from '../../../base/ordered-map';
import type { Pod } from '../../../api/types';
import { podClient } from '../../../cluster/network';
import type { Client, Network } from '../../../cluster/network';
import { podOn } from '../../../cluster/node/machine/machine';
import type { RuntimeContainer } from '../../../cluster/node/machine/machine';
import { hostnameOf } from '../../../cluster/node/machine/hostname';
import { surroundingsIn } from '../../../cluster/node/machine/inside';
import type { Cluster } from '../../../cluster/state';
import { processOf } from '../../../policy/pod-security';
import type { SecuredPod } from '../../../policy/pod-security';
import type { Tree } from '../../../shell/files/tree';
import { ABSENT, identity } from '../../../shell/container';
import { programsWith } from '../../../shell/programs';
import { Shell } from '../../../shell/shell';
import type { Host, Program } from '../../../shell/shell';
import type { Effect, Steps } from '../../../shell/steps';
import type { Writer } from '../../../shell/streams';
import { ADMIN } from '../../living/admin';
import { chrootProgram } from './chroot';
import { hostMounts, keptAtHost } from './host-mounts';
import type { HostMounts } from './host-mounts';
import { toolsOf } from './image-tools';
import { pingProgram } from './ping';
import { psProgram } from './ps';
import { toolProgram } from './tool-program';

export interface ContainerPlace {
  readonly cluster: () => Cluster;
  readonly network: Network;
  readonly host: Omit<Host, 'programs'>;
}

/** What only the container itself knows. */
const ITS_OWN = ['check', 'kill'];

function runtimeOf(cluster: Cluster, pod: Pod, name: string): RuntimeContainer | undefined {
  const machine = byText.get(cluster.machines, pod.spec.nodeName ?? '');
  return machine === undefined ? undefined : podOn(machine, pod.metadata.uid ?? '')?.containers.find((one) => one.name === name);
}

/** Asks the container's kubelet: what the container alone can do. */
const asked = (pod: Pod, container: string): Program => ({
  *run({ name, args, out, err }): Steps<number> {
    const resumed = yield { do: 'request', request: { verb: 'get', group: '', resource: 'pods', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '', subresource: 'exec', options: { container, command: [name, ...args] }, user: ADMIN } };
    const answer = resumed !== undefined && 'answer' in resumed ? resumed.answer : undefined;
    if (answer === undefined || !('stream' in answer)) return 1;
    out.write(answer.stream.stdout);
    err.write(answer.stream.stderr);
    return answer.stream.exit ?? 1;
  },
});

export interface Entered {
  readonly shell: Shell;
  readonly prompt: () => string;
  /** Takes what was written to where it is kept. */
  readonly keep: () => Steps<void>;
  /** Sees what has become of the node's files meanwhile. */
  readonly refresh: () => void;
}

/** Files that have changed, as requests that write them: the history of the cluster holds them. */
function* kept(pod: Pod, container: string, mounts: HostMounts, before: Tree, after: Tree): Steps<void> {
  const others = yield* keptAtHost(pod.spec.nodeName ?? '', mounts, before, after);
  const run = (command: readonly string[], input = ''): Effect => ({
    do: 'request', request: { verb: 'get', group: '', resource: 'pods', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '', subresource: 'exec', options: { container, command, stdin: true, input }, user: ADMIN },
  });
  for (const path of Object.keys(before)) if (others.has(path) && after[path] === undefined) yield run(['rm', '-rf', path]);
  for (const [path, node] of Object.entries(after)) {
    if (!others.has(path)) continue;
    if (node.kind === 'directory') yield run(['mkdir', '-p', path]);
    else yield run(['tee', path], node.text);
  }
}

/** A shell in a container; undefined where it does not run. `begun`: the command line that began it there, where it is not the container's first process. */
export function containerShell(place: ContainerPlace, pod: Pod, name: string, terminal: Writer, begun: readonly string[]): Entered | undefined {
  const { cluster, network, host } = place;
  const container = runtimeOf(cluster(), pod, name);
  const client = (): Client | undefined => podClient(cluster(), network, pod, name);
  const spec = pod.spec.containers.find((one) => one.name === name);
  const around = container === undefined ? undefined : surroundingsIn(cluster(), pod, spec, container);
  if (container === undefined || around === undefined || client() === undefined) return undefined;
  const { tools, shell: kind = 'ash' } = toolsOf(container.image);
  const hostname = hostnameOf(pod);
  const more: Record<string, Program> = Object.fromEntries(Object.entries(tools).map(([tool, run]) => [tool, tool === 'ping' ? pingProgram(network, client) : toolProgram(run, network, client)]));
  for (const one of ITS_OWN) more[one] = asked(pod, name);
  const { env, files, readOnly, directory } = around;
  const mounts = hostMounts(cluster(), pod, spec);
  const disk = { tree: files };
  let before: Tree = files;
  const keep = function* keep(): Steps<void> {
    const after = disk.tree;
    if (after === before) return;
    yield* kept(pod, name, mounts, before, after);
    before = after;
  };
  const refresh = (): void => {
    const now = runtimeOf(cluster(), pod, name);
    const found = mounts.any && now !== undefined ? surroundingsIn(cluster(), pod, spec, now) : undefined;
    if (found === undefined) return;
    disk.tree = found.files;
    before = found.files;
  };
  const { effective } = processOf(pod as unknown as SecuredPod, spec ?? { name }, { imageUser: around.user.uid, portStart: 0 });
  more.chroot = chrootProgram({ node: pod.spec.nodeName ?? '', onNode: mounts.onNode, mayChroot: effective.has('SYS_CHROOT'), isBusybox: kind === 'ash', keep, refresh });
  if (kind === 'ash') more.ps = psProgram({ cluster, pod, container: name, begun, user: around.user.uid });
  const programs = new Map(programsWith({ ...more, ...identity(around.user) }));
  for (const one of ABSENT) programs.delete(one);
  const bash = programs.get('bash');
  if (kind === 'ash' && bash !== undefined) {
    programs.set('ash', bash);
    programs.delete('bash');
  }
  const own: Host = {
    now: () => host.now(), get columns() { return host.columns; }, get rows() { return host.rows; }, terminal, programs, ...(host.live === undefined ? {} : { live: host.live }), ...(host.onMachines === undefined ? {} : { onMachines: host.onMachines }),
    ...(kind === 'ash' ? { speaks: 'sh' as const } : { notFound: (word: string) => ({ text: `bash: ${word}: command not found\n`, status: 127 }) }),
    ground: { refuses: (path) => (readOnly(path) ? 'Read-only file system' : undefined) },
  };
  const shell = new Shell({ directory, status: 0, history: [], variables: { ...env, PWD: directory, IFS: ' \t\n' }, exported: [...Object.keys(env), 'PWD'], aliases: {} }, disk, own);
  return { shell, keep, refresh, prompt: () => (kind === 'bash' ? `root@${hostname}:${shell.directory}# ` : `${shell.directory} # `) };
}
