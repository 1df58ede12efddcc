/** What a name in the cluster's zone stands for. After plugin/kubernetes: parse.go, kubernetes.go, reverse.go, ns.go (github.com/coredns/coredns v1.14.2). */
import { parseIp } from '../../../../../base/ip';
import { addressOfReverse, isReverse, labelsOf, lower, trimZone } from '../../../message';
import type { KubernetesConfig } from './config';
import type { KnownAddress, KnownObjects, KnownService } from './objects';

/** msg.Service: something found, under a name of its own. */
export interface Found {
  /** An address or a name. */
  readonly host: string;
  readonly port: number;
  readonly ttl: number;
  /** Absolute; where the record lives. */
  readonly key: string;
  readonly text?: string;
}

/** undefined: there is no such name (errNoItems and its like). Empty: the name is there, without anything of this type. */
export type Findings = readonly Found[] | undefined;

export interface Lookout {
  readonly config: KubernetesConfig;
  readonly known: KnownObjects;
  /** The server's own addresses. */
  readonly addresses: readonly string[];
}

const SCHEMA_VERSION = '1.1.0';
const SCHEMA_TTL = 28_800;
const NS_NAME = 'ns.dns.';

const join = (...labels: readonly string[]): string => `${labels.map((label) => (label.endsWith('.') ? label.slice(0, -1) : label)).filter((label) => label !== '').join('.')}.`;
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const bare = (label: string): string => (label.startsWith('_') ? label.slice(1) : label);

interface RecordRequest {
  readonly kind: 'pod' | 'svc' | '';
  readonly namespace: string;
  readonly service: string;
  readonly endpoint: string;
  readonly port: string;
  readonly protocol: string;
}

const NOTHING: RecordRequest = { kind: '', namespace: '', service: '', endpoint: '', port: '', protocol: '' };

/** parseRequest; undefined for a name that cannot be. */
export function parseRequest(name: string, zone: string): RecordRequest | undefined {
  const base = trimZone(name, zone);
  if (base === '' || base === 'svc' || base === 'pod') return NOTHING;
  const labels = labelsOf(base);
  const kind = labels.pop();
  if (kind !== 'pod' && kind !== 'svc') return undefined;
  const [namespace = '', service = '', ...before] = labels.reverse();
  if (before.length > 2) return undefined;
  const [nearest = '', farthest = ''] = before;
  const request = { ...NOTHING, kind, namespace, service } as const;
  if (before.length === 2) return { ...request, protocol: bare(nearest), port: bare(farthest) };
  return { ...request, endpoint: nearest };
}

/** namespaceExposed. */
export function isExposed({ config, known }: Lookout, namespace: string): boolean {
  return (config.namespaces.length === 0 || config.namespaces.includes(namespace)) && known.namespaces.has(namespace);
}

/** endpointHostname. */
function hostnameOf({ ip, hostname, podName }: KnownAddress, byPodName: boolean): string {
  if (hostname !== '') return hostname;
  if (byPodName && podName !== '') return podName;
  if (ip.includes('.')) return ip.replaceAll('.', '-');
  const dashed = ip.replaceAll(':', '-');
  return dashed.endsWith('-') ? `${dashed}0` : dashed;
}

function findPods({ config, known }: Lookout, { namespace, service: name }: RecordRequest, zone: string): Findings {
  const { ttl } = config;
  if (config.pods === 'disabled') return undefined;
  if (name === '') return [];
  const dashes = name.split('-').length - 1;
  const ip = dashes === 3 && !name.includes('--') ? name.replaceAll('-', '.') : name.replaceAll('-', ':');
  const found: Found = { key: join(name, namespace, 'pod', zone), host: ip, port: 0, ttl };
  if (config.pods === 'insecure') return parseIp(ip) === undefined ? undefined : [found];
  const pods = (known.podsByIp.get(ip) ?? []).filter((pod) => same(namespace, pod.namespace));
  return pods.length === 0 ? undefined : pods.map(() => found);
}

function findServices({ config, known }: Lookout, request: RecordRequest, zone: string): Findings {
  if (request.service === '') return [];
  const key = `${request.service}.${request.namespace}`;
  const service = known.services.get(key);
  if (service === undefined) return undefined;
  const all = known.endpoints.get(key) ?? [];
  const { ttl } = config;
  if (config.ignoreEmptyService && service.external === undefined && !service.headless && all.every(({ addresses }) => addresses.length === 0)) return undefined;
  if (service.external !== undefined) {
    if (request.endpoint !== '' || request.port !== '' || request.protocol !== '' || parseIp(service.external) !== undefined) return undefined;
    return [{ key: join(service.name, service.namespace, 'svc', zone), host: service.external, port: 0, ttl }];
  }
  const wanted = ({ name, protocol }: { readonly name: string; readonly protocol: string }): boolean => (request.port === '' || same(request.port, name)) && (request.protocol === '' || same(request.protocol, protocol));
  const found: Found[] = [];
  if (service.headless || request.endpoint !== '') {
    for (const { addresses, ports } of all) {
      for (const address of addresses) {
        const hostname = hostnameOf(address, config.endpointPodNames);
        if (request.endpoint !== '' && !same(request.endpoint, hostname)) continue;
        for (const { port } of ports.filter(wanted)) found.push({ host: address.ip, port, ttl, key: join(hostname, service.name, service.namespace, 'svc', zone) });
      }
    }
    return found.length === 0 ? undefined : found;
  }
  const ports = service.ports.filter(wanted);
  if (ports.length === 0) return undefined;
  return ports.flatMap(({ port }) => service.clusterIPs.map((host) => ({ host, port, ttl, key: join(service.name, service.namespace, 'svc', zone) })));
}

/** Kubernetes.Records. */
export function findRecords(lookout: Lookout, name: string, zone: string): Findings {
  const request = parseRequest(name, zone);
  if (request === undefined) return undefined;
  if (request.kind === '') return [];
  if (isReverse(name) || !isExposed(lookout, request.namespace)) return undefined;
  return request.kind === 'pod' ? findPods(lookout, request, zone) : findServices(lookout, request, zone);
}

/** nsAddrs: where the server itself is found. */
export function nameServers({ config, known, addresses }: Lookout, zone: string): { readonly name: string; readonly ip: string }[] {
  const found: { name: string; ip: string }[] = [];
  let known1 = false;
  for (const own of addresses) {
    for (const endpoints of known.endpointsByIp.get(own) ?? []) {
      known1 = true;
      const service: KnownService | undefined = known.services.get(endpoints.index);
      if (service === undefined) continue;
      const name = join(service.name, service.namespace, 'svc', zone);
      if (service.headless) for (const address of endpoints.addresses) found.push({ name: `${hostnameOf(address, config.endpointPodNames)}.${name}`, ip: address.ip });
      else for (const ip of service.clusterIPs) found.push({ name, ip });
    }
  }
  return known1 ? found : addresses.map((ip) => ({ name: `${NS_NAME}${zone}`, ip }));
}

/** isDefaultNS. */
const isNameServerName = (name: string, zone: string): boolean => name.startsWith(NS_NAME) && name.indexOf(zone) === NS_NAME.length;

/** Kubernetes.Services: `type` is what is asked for, `name` in the case it was asked in. */
export function findServicesOf(lookout: Lookout, name: string, type: string, zone: string): Findings {
  const lowered = lower(name);
  const { ttl } = lookout.config;
  if (type === 'TXT') {
    if (trimZone(lowered, zone) === 'dns-version') return [{ host: '', port: 0, ttl: SCHEMA_TTL, key: name, text: SCHEMA_VERSION }];
    return (findRecords(lookout, lowered, zone) ?? []).length > 0 ? [] : undefined;
  }
  if (type === 'NS') return nameServers(lookout, zone).map((server) => ({ host: server.ip, port: 0, ttl, key: server.name }));
  if (isNameServerName(lowered, zone)) {
    const family = type === 'A' ? 4 : type === 'AAAA' ? 6 : 0;
    return nameServers(lookout, zone).filter(({ ip }) => parseIp(ip)?.family === family).map(({ ip }) => ({ host: ip, port: 0, ttl, key: name }));
  }
  const found = findRecords(lookout, lowered, zone);
  return type === 'SRV' ? found?.filter(({ host }) => parseIp(host) !== undefined) : found;
}

/** Kubernetes.Reverse: the names of an address. */
export function findReverse(lookout: Lookout, name: string, zone: string): Findings {
  const { config, known } = lookout;
  const ip = addressOfReverse(name);
  if (ip === undefined) return findRecords(lookout, name, zone) === undefined ? undefined : [];
  const shown = (namespace: string): boolean => config.namespaces.length === 0 || isExposed(lookout, namespace);
  const service = known.servicesByIp.get(ip)?.find(({ namespace }) => shown(namespace));
  const at = (host: string): Found => ({ host, port: 0, ttl: config.ttl, key: host });
  if (service !== undefined) return [at(join(service.name, service.namespace, 'svc', config.primaryZone))];
  const found = (known.endpointsByIp.get(ip) ?? [])
    .filter(({ namespace }) => shown(namespace))
    .flatMap(({ index, addresses }) => addresses.filter((address) => address.ip === ip).map((address) => at(join(hostnameOf(address, config.endpointPodNames), index, 'svc', config.primaryZone))));
  return found.length === 0 ? undefined : found;
}
