/** ss(8), ip(8), uptime(1), free(1) of a node. */
import { byText } from '../../../base/ordered-map';
import { stateAt } from '../../../cluster/node/machine/machine';
import { LOOPBACK_ONLY } from '../../../cluster/network';
import { listensAfter } from '../../../cluster/images/behaviour';
import type { Node } from '../../../api';
import { viewOf } from '../../../cluster/control/view';
import { memoryOf, NODE_MEMORY } from '../../../cluster/node/machine/usage';
import { formatTime } from '../../../base/time';
import type { Program } from '../../shell';
import type { RuntimeScene } from '../crictl/scene';
import { unitsOf } from '../units';
import { human } from './disks';

const nodeOf = ({ cluster, host }: RuntimeScene): Node | undefined => viewOf(cluster.server.store.tables).get('nodes', undefined, host);
export const addressOf = (scene: RuntimeScene): string => (nodeOf(scene)?.status?.addresses ?? []).find(({ type }) => type === 'InternalIP')?.address ?? '192.168.0.1';

interface Listener {
  readonly address: string;
  readonly port: number;
  readonly process: string;
  readonly pid: number;
}

/** Who listens in the machine's own network: its services, and containers of Pods with hostNetwork. */
export function listeners(scene: RuntimeScene, now: number): readonly Listener[] {
  const own = unitsOf(scene).filter(({ state }) => state.active === 'active').flatMap(({ name, state: { pid } }): readonly Listener[] => {
    if (name === 'kubelet') return [{ address: '*', port: 10250, process: 'kubelet', pid }, { address: '127.0.0.1', port: 10248, process: 'kubelet', pid }];
    if (name === 'containerd') return [{ address: '127.0.0.1', port: 40_117, process: 'containerd', pid }];
    return name === 'ssh' ? [{ address: '0.0.0.0', port: 22, process: 'sshd', pid }] : [];
  });
  const ip = addressOf(scene);
  const containers = [...byText.entries(scene.machine().pods)].flatMap(([, pod]) => (pod.sandboxes[0]?.ip !== ip ? [] : pod.containers.flatMap((one): readonly Listener[] => {
    const state = stateAt(one, now);
    if (state.state !== 'running') return [];
    const ports = [...new Set(one.behaviour.ports.filter(({ udp }) => udp !== true).map(({ port }) => port))];
    return ports.filter((port) => listensAfter(one.behaviour, port, now - state.startedAt)).map((port) => ({ address: LOOPBACK_ONLY.has(port) ? '127.0.0.1' : '*', port, process: one.name.slice(0, 15), pid: 5040 + (parseInt(one.id.slice(0, 4), 16) % 25_000) }));
  })));
  return [...own, ...containers].sort((a, b) => a.port - b.port);
}

export const ss = (scene: RuntimeScene): Program => ({
  *run({ args, out, shell }) {
    const letters = args.filter((word) => word.startsWith('-')).join('');
    const processes = letters.includes('p');
    const tcp = !letters.includes('u') || letters.includes('t');
    out.write(`State  Recv-Q Send-Q Local Address:Port  Peer Address:Port${processes ? ' Process' : ''}\n`);
    if (!tcp) return 0;
    for (const { address, port, process, pid } of listeners(scene, shell.host.now())) out.write(`LISTEN 0      4096   ${`${address}:${port}`.padStart(18)}  ${(address === '*' ? '*:*' : '0.0.0.0:*').padStart(17)}${processes ? ` users:(("${process}",pid=${pid},fd=3))` : ''}\n`);
    return 0;
  },
});

export const ip = (scene: RuntimeScene): Program => ({
  *run({ args, out, err }) {
    const [object = '', verb = 'show'] = args.filter((word) => !word.startsWith('-'));
    const address = addressOf(scene);
    const pods = nodeOf(scene)?.spec?.podCIDR ?? `10.244.${Number(address.split('.')[3]) - 10}.0/24`;
    const bridge = pods.replace(/\.0\/24$/, '.1');
    const brief = args.some((word) => /^-br/.test(word));
    if (/^a(?:d(?:d(?:r(?:ess)?)?)?)?$/.test(object) && /^(?:show|s|list|ls|l)$/.test(verb)) {
      out.write(brief
        ? `lo               UNKNOWN        127.0.0.1/8 ::1/128 \neth0             UP             ${address}/24 \ncni0             UP             ${bridge}/24 \n`
        : `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000\n    inet ${address}/24 brd 192.168.0.255 scope global eth0\n       valid_lft forever preferred_lft forever\n3: cni0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000\n    inet ${bridge}/24 scope global cni0\n       valid_lft forever preferred_lft forever\n`);
      return 0;
    }
    if (/^r(?:o(?:u(?:te?)?)?)?$/.test(object)) {
      const nodes = viewOf(scene.cluster.server.store.tables).list('nodes').filter(({ metadata }) => metadata.name !== scene.host);
      const others = nodes.flatMap(({ status }) => (status?.addresses ?? []).flatMap(({ type, address: one }) => (type === 'InternalIP' ? [`10.244.${Number(one.split('.')[3]) - 10}.0/24 via ${one} dev eth0\n`] : [])));
      out.write(`default via 192.168.0.1 dev eth0\n${others.join('')}${pods} dev cni0 proto kernel scope link src ${bridge}\n192.168.0.0/24 dev eth0 proto kernel scope link src ${address}\n`);
      return 0;
    }
    err.write(`(ip here knows addr and route)\n`);
    return 1;
  },
});

const usedMemory = (scene: RuntimeScene, now: number): number => NODE_MEMORY + [...byText.entries(scene.machine().pods)].flatMap(([, pod]) => pod.containers).reduce((sum, one) => sum + memoryOf(one, now), 0);

export const free = (scene: RuntimeScene): Program => ({
  *run({ args, out, shell }) {
    const total = 8 * 1024 ** 3;
    const used = Math.min(total, usedMemory(scene, shell.host.now()));
    const cache = Math.min(total - used, Math.round(1.2 * 1024 ** 3));
    const letters = args.join('');
    const cell = (bytes: number): string => (letters.includes('h') ? `${human(bytes)}i`.replace(/^0i$/, '0B') : String(Math.round(bytes / (letters.includes('g') ? 1024 ** 3 : letters.includes('m') ? 1024 ** 2 : 1024)))).padStart(11);
    out.write(`               total        used        free      shared  buff/cache   available\nMem:     ${[total, used, total - used - cache, 3_000_000, cache, total - used].map(cell).join(' ')}\nSwap:    ${[0, 0, 0].map(cell).join(' ')}\n`);
    return 0;
  },
});

export const uptime = (scene: RuntimeScene): Program => ({
  *run({ out, shell }) {
    const now = shell.host.now();
    const since = Math.min(...unitsOf(scene).map(({ state }) => (state.since === 0 ? now : state.since)), now);
    const minutes = Math.floor((now - since) / 60_000_000);
    const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
    const up = `${days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${hours > 0 ? `${String(hours).padStart(2)}:${String(minutes % 60).padStart(2, '0')}` : `${minutes % 60} min`}`;
    out.write(` ${formatTime(now).slice(11, 19)} up ${up},  1 user,  load average: 0.12, 0.18, 0.15\n`);
    return 0;
  },
});
