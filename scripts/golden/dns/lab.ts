/** The cluster of all cases: CoreDNS at 10.244.0.2 behind 10.96.0.10, the client 10.244.1.5, the node's resolver 10.0.0.2. */
import { askCoreDns, KUBEADM_COREFILE, newCoreDnsState, startCoreDns } from '../../../src/simulation/network/dns/coredns';
import type { Answered, CoreDns, CoreDnsState, KubernetesObjects, Started, Upstream } from '../../../src/simulation/network/dns/coredns';
import { parseZoneLine, replyTo } from '../../../src/simulation/network/dns/message';
import type { DnsQuery, DnsRecord, DnsReply } from '../../../src/simulation/network/dns/message';

export interface ApiObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export interface LabInput {
  readonly objects?: readonly ApiObject[];
  readonly corefile?: string;
  readonly upstream?: readonly string[];
  readonly stubServer?: { readonly address: string; readonly corefile: string };
  readonly resolvConf?: string;
  readonly apiServer?: 'up' | 'down';
  readonly kubernetesServiceEnv?: boolean;
}

const DNS_POD = '10.244.0.2';
export const CLIENT = '10.244.1.5';
const NODE_RESOLVER = '10.0.0.2';
const STANDARD: readonly unknown[] = [
  ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map((name) => ({ kind: 'Namespace', metadata: { name } })),
  { kind: 'Service', metadata: { name: 'kubernetes', namespace: 'default' }, spec: { type: 'ClusterIP', clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], ports: [{ name: 'https', port: 443, protocol: 'TCP' }] } },
];

function objectsOf(objects: readonly ApiObject[]): KubernetesObjects {
  const key = ({ kind, metadata }: ApiObject): string => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`;
  const all = [...new Map([...(STANDARD as ApiObject[]), ...objects].map((object) => [key(object), object])).values()];
  const of = (kind: string): never[] => all.filter((object) => object.kind === kind) as never[];
  return { namespaces: of('Namespace'), services: of('Service'), endpointSlices: of('EndpointSlice'), pods: of('Pod') };
}

const ROOT_SOA: DnsRecord = { name: '.', ttl: 86_400, type: 'SOA', data: 'a.root-servers.net. nstld.verisign-grs.com. 2026010100 1800 900 604800 86400' };

/** The node's resolver: what it knows, NXDOMAIN for the rest, CNAMEs followed. */
function resolve(records: readonly DnsRecord[], query: DnsQuery): DnsReply {
  const answer: DnsRecord[] = [];
  let name = query.name.toLowerCase();
  let known = false;
  for (let hop = 0; hop < 10; hop += 1) {
    const here = records.filter((record) => record.name.toLowerCase() === name);
    known = here.length > 0;
    const found = here.filter(({ type }) => type === query.type);
    const alias = here.find(({ type }) => type === 'CNAME');
    answer.push(...found);
    if (found.length > 0 || alias === undefined) break;
    answer.push(alias);
    name = alias.data.toLowerCase();
  }
  const negative = !answer.some(({ type }) => type === query.type);
  return replyTo(query, known || answer.length > 0 ? 'NOERROR' : 'NXDOMAIN', { recursionAvailable: true, answer, authority: negative ? [ROOT_SOA] : [] });
}

/** Milliseconds that the node's resolver takes. */
const UPSTREAM_TOOK = 1;

/** A server under a clock of its own, with what reached the node's resolver. */
export class Lab {
  now = 1_760_000_000_000;
  fails: string | undefined;
  asked: string[] = [];
  readonly started: Started;
  records: readonly DnsRecord[] = [];
  state: CoreDnsState = newCoreDnsState();
  server: CoreDns | undefined;
  private objects: readonly ApiObject[];
  private known: KubernetesObjects;
  private readonly stub: CoreDns | undefined;

  constructor(private readonly input: LabInput) {
    this.objects = input.objects ?? [];
    this.known = objectsOf(this.objects);
    this.knows(input.upstream ?? []);
    this.started = startCoreDns({ ...this.setup(input.corefile ?? KUBEADM_COREFILE), apiServer: input.apiServer ?? 'up', ownAddresses: ['127.0.0.1', '::1', DNS_POD] });
    this.server = this.started.server;
    const { stubServer } = input;
    if (stubServer !== undefined) this.stub = startCoreDns({ ...this.setup(stubServer.corefile), apiServer: 'up', ownAddresses: [] }).server;
  }

  setup(corefile: string): { corefile: string; files: Record<string, string>; inCluster: boolean } {
    const resolvConf = this.input.resolvConf ?? `nameserver ${NODE_RESOLVER}\n`;
    return { corefile, files: { '/etc/resolv.conf': resolvConf, '/etc/hosts': '127.0.0.1 localhost\n' }, inCluster: this.input.kubernetesServiceEnv ?? true };
  }

  knows(lines: readonly string[]): void {
    this.records = lines.map((line) => parseZoneLine(line)!);
  }

  create(object: ApiObject): void {
    this.objects = [...this.objects, object];
    this.known = objectsOf(this.objects);
  }

  private readonly upstream: Upstream = (address, query, at) => {
    if (this.stub !== undefined && address === `${this.input.stubServer!.address}:53`) {
      const { reply, took } = askCoreDns(this.stub, newCoreDnsState(), query, { now: at, upstream: () => ({ kind: 'silent' }), objects: undefined, address: DNS_POD, serial: 1, at: this.input.stubServer!.address });
      return { kind: 'reply', reply, took };
    }
    if (address !== `${NODE_RESOLVER}:53` || this.fails === 'closed') return { kind: 'closed' };
    this.asked.push(`${query.name} ${query.type}`);
    if (this.fails === 'silent') return { kind: 'silent' };
    if (this.fails !== undefined) return { kind: 'reply', took: UPSTREAM_TOOK, reply: replyTo(query, this.fails === 'servfail' ? 'SERVFAIL' : 'REFUSED') };
    return { kind: 'reply', took: UPSTREAM_TOOK, reply: resolve(this.records, query) };
  };

  ask(query: DnsQuery): Answered {
    const objects = this.input.apiServer === 'down' ? undefined : this.known;
    const answered = askCoreDns(this.server!, this.state, { from: CLIENT, ...query }, { now: this.now, upstream: this.upstream, objects, address: DNS_POD, serial: Math.floor(this.now / 1000) });
    this.state = answered.state;
    this.now += answered.took;
    return answered;
  }
}
