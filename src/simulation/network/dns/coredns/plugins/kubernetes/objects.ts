/** What CoreDNS keeps of Services, EndpointSlices, Pods and Namespaces. After plugin/kubernetes/object and controller.go (github.com/coredns/coredns v1.14.2). */
import type { Requirement } from '../../../../../api/selector';
import { requirementsMatch } from '../../../../../api/selector';

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
}

/** Objects of the API as stored, as far as names depend on them. */
export interface KubernetesObjects {
  readonly namespaces: readonly { readonly metadata?: Metadata }[];
  readonly services: readonly ServiceObject[];
  readonly endpointSlices: readonly EndpointSliceObject[];
  readonly pods: readonly PodObject[];
}

export interface ServiceObject {
  readonly metadata?: Metadata;
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
    readonly externalName?: string;
    readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string }[];
  };
}

export interface EndpointSliceObject {
  readonly metadata?: Metadata;
  readonly endpoints?: readonly { readonly addresses?: readonly string[]; readonly conditions?: { readonly ready?: boolean }; readonly hostname?: string; readonly targetRef?: { readonly name?: string } }[] | null;
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string }[] | null;
}

export interface PodObject {
  readonly metadata?: Metadata;
  readonly status?: { readonly phase?: string; readonly podIP?: string };
}

export interface Port {
  readonly name: string;
  readonly protocol: string;
  /** -1: no port is declared. */
  readonly port: number;
}

export interface KnownService {
  readonly name: string;
  readonly namespace: string;
  readonly external: string | undefined;
  readonly clusterIPs: readonly string[];
  readonly headless: boolean;
  readonly ports: readonly Port[];
}

export interface KnownAddress {
  readonly ip: string;
  readonly hostname: string;
  readonly podName: string;
}

export interface KnownEndpoints {
  /** `service.namespace`. */
  readonly index: string;
  readonly namespace: string;
  readonly addresses: readonly KnownAddress[];
  readonly ports: readonly Port[];
}

/** The indexes of dnsControl. */
export interface KnownObjects {
  readonly namespaces: ReadonlySet<string>;
  readonly services: ReadonlyMap<string, KnownService>;
  readonly servicesByIp: ReadonlyMap<string, readonly KnownService[]>;
  readonly endpoints: ReadonlyMap<string, readonly KnownEndpoints[]>;
  readonly endpointsByIp: ReadonlyMap<string, readonly KnownEndpoints[]>;
  readonly podsByIp: ReadonlyMap<string, readonly { readonly namespace: string; readonly ip: string }[]>;
}

export interface Selection {
  readonly labels: readonly Requirement[] | undefined;
  readonly namespaceLabels: readonly Requirement[] | undefined;
  readonly endpoints: boolean;
  readonly pods: boolean;
}

const NO_PORT: Port = { name: '', protocol: '', port: -1 };
const SERVICE_LABEL = 'kubernetes.io/service-name';
/** A Pod's name that is longer is no label. */
const LONGEST_LABEL = 63;
const GONE = new Set(['Succeeded', 'Failed', 'Unknown']);

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const kept = map.get(key);
  if (kept === undefined) map.set(key, [value]);
  else kept.push(value);
}

/** object.ToService. */
function knownService({ metadata, spec }: ServiceObject): KnownService {
  const ips = spec?.clusterIPs ?? [];
  const clusterIPs = ips.length > 0 ? ips : [spec?.clusterIP ?? ''];
  const ports = (spec?.ports ?? []).map(({ name, port, protocol }) => ({ name: name ?? '', port: port ?? 0, protocol: protocol ?? '' }));
  return {
    name: metadata?.name ?? '', namespace: metadata?.namespace ?? '', external: spec?.type === 'ExternalName' ? (spec.externalName ?? '') : undefined,
    clusterIPs, headless: clusterIPs[0] === 'None', ports: ports.length > 0 ? ports : [NO_PORT],
  };
}

/** object.EndpointSliceToEndpoints: of an endpoint only `ready` counts; one that does not say is ready. */
function knownEndpoints({ metadata, endpoints, ports }: EndpointSliceObject): KnownEndpoints {
  const namespace = metadata?.namespace ?? '';
  const addresses = (endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready ?? true)
    .flatMap(({ addresses: ips, hostname, targetRef }) => {
      const podName = targetRef?.name ?? '';
      return (ips ?? []).map((ip) => ({ ip, hostname: hostname ?? '', podName: podName.length <= LONGEST_LABEL ? podName : '' }));
    });
  const known = (ports ?? []).map(({ name, port, protocol }) => ({ name: name ?? '', port: port ?? -1, protocol: protocol ?? '' }));
  return { index: `${metadata?.labels?.[SERVICE_LABEL] ?? ''}.${namespace}`, namespace, addresses, ports: known.length > 0 ? known : [NO_PORT] };
}

export function indexObjects(objects: KubernetesObjects, selection: Selection): KnownObjects {
  const selected = ({ metadata }: { readonly metadata?: Metadata }): boolean => selection.labels === undefined || requirementsMatch(selection.labels, metadata?.labels ?? {});
  const services = new Map<string, KnownService>();
  const servicesByIp = new Map<string, KnownService[]>();
  for (const object of objects.services.filter(selected)) {
    const service = knownService(object);
    services.set(`${service.name}.${service.namespace}`, service);
    for (const ip of service.clusterIPs) push(servicesByIp, ip, service);
  }
  const endpoints = new Map<string, KnownEndpoints[]>();
  const endpointsByIp = new Map<string, KnownEndpoints[]>();
  for (const object of selection.endpoints ? objects.endpointSlices.filter(selected) : []) {
    const known = knownEndpoints(object);
    push(endpoints, known.index, known);
    for (const ip of new Set(known.addresses.map((address) => address.ip))) push(endpointsByIp, ip, known);
  }
  const podsByIp = new Map<string, { namespace: string; ip: string }[]>();
  for (const { metadata, status } of selection.pods ? objects.pods.filter(selected) : []) {
    if (metadata?.deletionTimestamp !== undefined || GONE.has(status?.phase ?? '') || status?.podIP === undefined) continue;
    push(podsByIp, status.podIP, { namespace: metadata?.namespace ?? '', ip: status.podIP });
  }
  const shown = objects.namespaces.filter(({ metadata }) => selection.namespaceLabels === undefined || requirementsMatch(selection.namespaceLabels, metadata?.labels ?? {}));
  return { namespaces: new Set(shown.map(({ metadata }) => metadata?.name ?? '')), services, servicesByIp, endpoints, endpointsByIp, podsByIp };
}
