/** The network at a terminal: what is run in containers, tools on the reader's machine, and what is forwarded to it. */
import type { Pod } from '../../../api/types';
import { fetchFrom, Network, newNetworkMemory, POD_NETWORK, READER_ADDRESS, readerClient, SERVERS } from '../../../cluster/network';
import type { ApiServerDoor, NetworkMemory, NetworkOptions } from '../../../cluster/network';
import { nodeDoor } from '../../../cluster/node/door';
import type { NodeDoor } from '../../../cluster/node-door/types';
import type { Cluster } from '../../../cluster/state';
import type { Forwarded, Proxied } from '../../../kubectl/runtime/machine';
import { BUSYBOX_TOOLS, DEBIAN_TOOLS } from '../../../network/tools';
import type { Listener } from '../../../network/tools';
import { containerPrograms } from '../../../shell/container';
import { openssl } from '../../../shell/commands/openssl';
import { programsWith } from '../../../shell/programs';
import type { Program } from '../../../shell/shell';
import { baseOf, isShell, toolsOf } from './image-tools';
import { pingProgram } from './ping';
import { proxyListener } from './proxy';
import { connectTls } from './tls';
import { toolProgram } from './tool-program';

export { enter } from './enter';
export { Interrupted } from './interrupted';
export type { EnterPlace } from './enter';

export interface TerminalNetworkOptions {
  readonly cluster: () => Cluster;
  /** A file of the reader's machine. */
  readonly read: (path: string) => string | undefined;
  /** The API server's door. */
  readonly api: ApiServerDoor;
  readonly more?: Partial<Pick<NetworkOptions, 'programs' | 'announcer'>>;
  /** Whether the network plug-in enforces NetworkPolicies; it does unless it is said. */
  readonly enforcesPolicies?: boolean;
}

/** A script that uses the network, or in which time passes. */
const LIVE = /\b(?:curl|wget|nslookup|dig|host|getent|nc|ping|sleep|ps)\b/;

/** Commands that are run by the terminal, which knows the network and lets time pass; the container answers the rest by itself. */
function enters(image: string, [name = '', ...args]: readonly string[], ofNode: readonly string[]): boolean {
  const { tools, shell } = toolsOf(image);
  if (Object.hasOwn(tools, baseOf(name)) || (baseOf(name) === 'ps' && shell === 'ash')) return true;
  // What is done to the node's own files has its effect at the machine.
  const reachesNode = args.some((arg) => ofNode.some((at) => arg.includes(at)));
  if (!isShell(image, name)) return reachesNode && (baseOf(name) === 'chroot' || programsWith({}).has(baseOf(name)));
  const script = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return script < 0 || reachesNode || LIVE.test(args[script + 1] ?? '');
}

/** Where a container has directories of its node. */
function placesOfNode({ spec }: Pod, container: string): readonly string[] {
  const volumes = new Set((spec.volumes ?? []).flatMap(({ name, hostPath }) => (hostPath === undefined ? [] : [name])));
  return (spec.containers.find(({ name }) => name === container)?.volumeMounts ?? []).flatMap(({ name, mountPath }) => (volumes.has(name) ? [mountPath.replace(/\/+$/, '')] : []));
}

export class TerminalNetwork {
  private readonly memory: NetworkMemory = newNetworkMemory();
  private forwards: readonly Forwarded[] = [];
  /** Other servers on the reader's own machine. */
  private readonly served = new Map<number, Listener>();
  readonly network: Network;

  constructor(private readonly options: TerminalNetworkOptions) {
    this.network = new Network(options.cluster, this.networkOptions, this.memory);
  }

  private get networkOptions(): NetworkOptions {
    const { api, more = {}, enforcesPolicies = true } = this.options;
    return {
      settings: { mode: 'iptables', configuration: { clusterCIDR: POD_NETWORK }, enforcesPolicies }, api,
      programs: { ...SERVERS, ...more.programs }, ...(more.announcer === undefined ? {} : { announcer: more.announcer }),
    };
  }

  /** The doors of the nodes for a terminal with this network. */
  get door(): NodeDoor<Cluster> {
    const door = nodeDoor({ programs: containerPrograms(), said: ({ id }) => this.memory.logs.get(id) ?? [], enters: ({ image, name }, command, pod) => enters(image, command, placesOfNode(pod, name)) });
    return { ...door, fetch: (cluster, asked) => fetchFrom(this.network, cluster, asked), lot: () => this.network.chance() };
  }

  /** A look at the network that leaves no trace, with a given chance. */
  glance(lot: number): Network {
    return new Network(this.options.cluster, { ...this.networkOptions, lot: () => lot }, newNetworkMemory());
  }

  private isTaken(port: number): boolean {
    return this.served.has(port) || this.forwards.some(({ local }) => local === port);
  }

  readonly proxy = (proxied: Proxied): (() => void) | undefined => {
    if (this.isTaken(proxied.port)) return undefined;
    this.served.set(proxied.port, proxyListener(this.options.api, proxied));
    return () => void this.served.delete(proxied.port);
  };

  readonly forward = (forwarded: Forwarded): (() => void) | undefined => {
    if (this.isTaken(forwarded.local)) return undefined;
    this.forwards = [...this.forwards, forwarded];
    return () => {
      this.forwards = this.forwards.filter((one) => one !== forwarded);
    };
  };

  /** What answers on the reader's own machine: what is forwarded to a Pod. */
  private local(port: number): Listener | undefined {
    const served = this.served.get(port);
    if (served !== undefined) return served;
    const found = this.forwards.find((one) => one.local === port);
    if (found === undefined) return undefined;
    found.taken();
    const listener = this.network.within(found.pod, found.remote);
    if (listener !== undefined) return listener;
    const refused = `dial tcp4 127.0.0.1:${found.remote}: connect: connection refused`;
    found.lost(`error forwarding port ${found.remote} to pod ${sandboxOf(found.pod)}, uid : failed to execute portforward in network namespace "${sandboxOf(found.pod)}": failed to connect to localhost:${found.remote} inside namespace "${sandboxOf(found.pod)}", IPv4: ${refused} IPv6 dial tcp6: address localhost: no suitable address found`);
    return { kind: 'closes' };
  }

  client(glance = false): ReturnType<typeof readerClient> {
    return readerClient({ hosts: this.options.read('/etc/hosts') ?? '', local: (port) => (glance ? undefined : this.local(port)), read: this.options.read });
  }

  /** The tools of the reader's machine. */
  get programs(): Readonly<Record<string, Program>> {
    const client = (): ReturnType<typeof readerClient> => this.client();
    const tools = Object.entries({ ...DEBIAN_TOOLS, ping: BUSYBOX_TOOLS['ping']! });
    const reach = openssl(connectTls(this.options.cluster, this.network, client));
    return { ...Object.fromEntries(tools.map(([name, tool]) => [name, name === 'ping' ? pingProgram(this.network, client) : toolProgram(tool, this.network, client)])), openssl: reach };
  }
}

const sandboxOf = ({ metadata }: Pod): string => (metadata.uid ?? '').replaceAll('-', '').padEnd(64, '0').slice(0, 64);

export { READER_ADDRESS };
