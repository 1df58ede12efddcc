/** ps(1) of a node: its services, the containers' processes. What they take of CPU and memory is told of containers alone. */
import { byText } from '../../../base/ordered-map';
import { formatTime } from '../../../base/time';
import { stateAt } from '../../../cluster/node/machine/machine';
import type { RuntimeContainer, RuntimePod } from '../../../cluster/node/machine/machine';
import { memoryOf } from '../../../cluster/node/machine/usage';
import type { Pod } from '../../../api';
import { objectsIn } from '../../../cluster/store/store';
import type { Program } from '../../shell';
import type { RuntimeScene } from '../crictl/scene';
import { unitsOf } from '../units';

export interface ProcessLine {
  readonly user: string;
  readonly pid: number;
  readonly parent: number;
  /** kB. */
  readonly memory: number;
  readonly tty: string;
  readonly since: number;
  readonly command: string;
}

const SHELL = 4242;

/** What a container's first process is called, by its spec and its image. */
export function firstCommand(full: string, { command = [], args = [] }: { readonly command?: readonly string[]; readonly args?: readonly string[] } = {}): string {
  const image = full.replace(/[:@].*$/, '').replace(/.*\//, '');
  // A base system has no ENTRYPOINT.
  const begins = /^(?:busybox|alpine|debian|ubuntu)$/.test(image) ? [] : [`/${image}`];
  if (command.length > 0 || args.length > 0) return [...(command.length > 0 ? command : begins), ...args].join(' ');
  return image === 'nginx' ? 'nginx: master process nginx -g daemon off;' : (begins[0] ?? 'sh');
}

function commandOf(scene: RuntimeScene, pod: RuntimePod, container: RuntimeContainer): string {
  const manifests = [...byText.entries(scene.machine().manifests)].map(([, one]) => one);
  const objects = objectsIn(scene.cluster.server.store.tables, 'pods') as Pod[];
  const found = manifests.find(({ metadata }) => `${metadata.name ?? ''}-${scene.host}` === pod.name) ?? objects.find(({ metadata }) => metadata.uid === pod.uid);
  return firstCommand(container.image, [...(found?.spec.containers ?? []), ...(found?.spec.initContainers ?? []), ...(found?.spec.ephemeralContainers ?? [])].find(({ name }) => name === container.name));
}

const pidOf = (id: string): number => 5000 + (parseInt(id.slice(0, 4), 16) % 25_000);

export function processesOf(scene: RuntimeScene, now: number): readonly ProcessLine[] {
  const boot = Math.min(now, ...unitsOf(scene).map(({ state }) => (state.since === 0 ? now : state.since)));
  const root = { user: 'root', tty: '?', since: boot };
  const services = unitsOf(scene).filter(({ state }) => state.active === 'active').map(({ name, state, command }): ProcessLine => ({ ...root, pid: state.pid, parent: 1, memory: name === 'kubelet' ? 91_240 : name === 'containerd' ? 62_416 : 9_120, since: state.since === 0 ? boot : state.since, command: name === 'ssh' ? 'sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups' : command.join(' ') }));
  const containers = [...byText.entries(scene.machine().pods)].flatMap(([, pod]) => pod.sandboxes.filter(({ ready }) => ready).flatMap((sandbox): readonly ProcessLine[] => {
    const shim = pidOf(sandbox.id);
    const inside = pod.containers.filter((one) => one.sandbox === sandbox.id && stateAt(one, now).state === 'running');
    return [
      { ...root, pid: shim, parent: 1, memory: 13_560, since: sandbox.createdAt, command: `/usr/bin/containerd-shim-runc-v2 -namespace k8s.io -id ${sandbox.id} -address /run/containerd/containerd.sock` },
      { ...root, user: '65535', pid: shim + 21, parent: shim, memory: 668, since: sandbox.createdAt, command: '/pause' },
      ...inside.map((one): ProcessLine => ({ ...root, user: one.user === undefined ? 'root' : String(one.user), pid: pidOf(one.id) + 40, parent: shim, memory: Math.round(memoryOf(one, now) / 1024), since: one.startedAt ?? now, command: commandOf(scene, pod, one) })),
    ];
  }));
  return [{ ...root, pid: 1, parent: 0, memory: 13_824, command: '/sbin/init' }, ...services, { ...root, pid: SHELL, parent: 611, memory: 5_180, tty: 'pts/0', since: now, command: '-bash' }, ...containers].sort((a, b) => a.pid - b.pid);
}

export const ps = (scene: RuntimeScene): Program => ({
  *run({ args, out, shell }) {
    const now = shell.host.now();
    const letters = args.join('');
    const all = [...processesOf(scene, now), { user: 'root', pid: SHELL + 61, parent: SHELL, memory: 4_372, tty: 'pts/0', since: now, command: `ps ${args.join(' ')}`.trim() }];
    const shown = /[eAx]/.test(letters) ? all : all.filter(({ tty }) => tty !== '?');
    const clock = (micros: number): string => formatTime(micros).slice(11, 16);
    const total = 8 * 1024 * 1024;
    if (/u/.test(letters) && !/-\w*f/.test(args.join(' '))) {
      out.write('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
      for (const { user, pid, memory, tty, since, command } of shown) out.write(`${user.padEnd(8)} ${String(pid).padStart(7)}  0.0 ${((memory / total) * 100).toFixed(1).padStart(4)} ${String(memory * 9).padStart(6)} ${String(memory).padStart(5)} ${tty.padEnd(8)} ${(tty === '?' ? 'Ssl' : 'Ss').padEnd(4)} ${clock(since)}   0:00 ${command}\n`);
    } else if (/f/.test(letters)) {
      out.write('UID          PID    PPID  C STIME TTY          TIME CMD\n');
      for (const { user, pid, parent, tty, since, command } of shown) out.write(`${user.padEnd(8)} ${String(pid).padStart(7)} ${String(parent).padStart(7)}  0 ${clock(since)} ${tty.padEnd(8)} 00:00:00 ${command}\n`);
    } else {
      out.write('    PID TTY          TIME CMD\n');
      for (const { pid, tty, command } of shown) out.write(`${String(pid).padStart(7)} ${tty.padEnd(8)} 00:00:00 ${command.replace(/^.*\/(?=[^/\s]+(?:\s|$))/, '').split(' ')[0]!.replace(/^-/, '')}\n`);
    }
    return 0;
  },
});
