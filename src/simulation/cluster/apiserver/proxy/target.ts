/** Where a proxied request goes (pkg/registry/core/service/storage and pkg/registry/core/pod: ResourceLocation; pkg/registry/core/node: ResourceLocation). */
import type { Node, Pod } from '../../../api';
import type { Endpoints, Service } from '../../../api/generated/types/core.v1';
import { isGlobalUnicast, parseAddr } from '../../../base/go/netip';
import { quote } from '../../../base/go/quote';
import { objectAt } from '../../store/store';
import type { Tables } from '../../store/store';
import { keyOf } from '../../store/table';
import { failure, notFound } from '../failures';
import type { Failure } from '../types';

/** Whom to dial. */
export interface Target {
  readonly scheme: 'http' | 'https';
  readonly address: string;
  /** As in the URL: without it the scheme says. */
  readonly port: string;
  /** The kubelet of this node, which knows the API server by its certificate. */
  readonly kubelet?: string;
}

interface Named {
  readonly scheme: Target['scheme'] | '';
  readonly name: string;
  readonly port: string;
}

/** utilnet.SplitSchemeNamePort; undefined: not valid. */
export function splitSchemeNamePort(id: string): Named | undefined {
  const parts = id.split(':');
  const [scheme, name, port] = parts.length === 1 ? ['', id, ''] : parts.length === 2 ? ['', parts[0]!, parts[1]!] : parts.length === 3 ? [parts[0]!, parts[1]!, parts[2]!] : ['', '', ''];
  return name !== '' && (scheme === '' || scheme === 'http' || scheme === 'https') ? { scheme, name, port } : undefined;
}

type Found = Target | Failure;

const KUBELET_PORT = '10250';

const wrong = (what: string, id: string): Failure => failure('BadRequest', `invalid ${what} request ${quote(id)}`);

/** normalizeLocation. */
const schemeOf = (scheme: Named['scheme']): Target['scheme'] => (scheme === '' ? 'http' : scheme);

const canBeDialed = (address: string): boolean => {
  const read = parseAddr(address);
  return read.ok && isGlobalUnicast(read.addr);
};

function podTarget(tables: Tables, namespace: string, id: string): Found {
  const named = splitSchemeNamePort(id);
  if (named === undefined) return wrong('pod', id);
  const pod = objectAt(tables, 'pods', keyOf(namespace, named.name)) as Pod | undefined;
  if (pod === undefined) return notFound({ group: '', resource: 'pods' }, named.name);
  const declared = pod.spec.containers.find(({ ports = [] }) => ports.length > 0)?.ports?.[0]?.containerPort;
  const address = pod.status?.podIPs?.[0]?.ip ?? '';
  if (!canBeDialed(address)) return failure('BadRequest', 'address not allowed');
  return { scheme: schemeOf(named.scheme), address, port: named.port !== '' ? named.port : declared === undefined ? '' : String(declared) };
}

interface EndpointAddress {
  readonly ip?: string;
  readonly targetRef?: { readonly kind?: string; readonly namespace?: string; readonly name?: string };
}

/** isValidAddress: only what is a Pod's is dialed. */
function isPods(tables: Tables, namespace: string, { ip, targetRef }: EndpointAddress): boolean {
  if (targetRef?.namespace !== namespace) return false;
  const pod = objectAt(tables, 'pods', keyOf(namespace, targetRef.name ?? '')) as Pod | undefined;
  return pod?.status?.podIPs?.some((one) => one.ip === ip) === true;
}

const from = <T>(items: readonly T[], start: number): readonly T[] => [...items.slice(start), ...items.slice(0, start)];

/** strconv.ParseInt. */
const isNumber = (text: string): boolean => /^[+-]?\d+$/.test(text);

function serviceTarget(tables: Tables, namespace: string, id: string, lot: () => number): Found {
  const named = splitSchemeNamePort(id);
  if (named === undefined) return wrong('service', id);
  const { name } = named;
  let { port } = named;
  if (isNumber(port)) {
    const service = objectAt(tables, 'services', keyOf(namespace, name)) as Service | undefined;
    if (service === undefined) return notFound({ group: '', resource: 'services' }, name);
    const found = service.spec?.ports?.find((one) => one.port === Number(port));
    if (found === undefined) return failure('ServiceUnavailable', `no service port ${Number(port)} found for service ${quote(name)}`);
    port = found.name ?? '';
  }
  const endpoints = objectAt(tables, 'endpoints', keyOf(namespace, name)) as Endpoints | undefined;
  if (endpoints === undefined) return notFound({ group: '', resource: 'endpoints' }, name);
  const { subsets = [] } = endpoints;
  if (subsets.length === 0) return failure('ServiceUnavailable', `no endpoints available for service ${quote(name)}`);
  for (const { addresses = [], ports = [] } of from(subsets, Math.floor(lot() * subsets.length))) {
    if (addresses.length === 0) continue;
    for (const one of ports.filter((each) => (each.name ?? '') === port)) {
      const address = from(addresses, Math.floor(lot() * addresses.length)).find((each) => isPods(tables, namespace, each));
      if (address !== undefined) return { scheme: schemeOf(named.scheme), address: address.ip ?? '', port: String(one.port ?? 0) };
    }
  }
  return failure('ServiceUnavailable', `no endpoints available for service ${quote(id)}`);
}

function nodeTarget(tables: Tables, id: string): Found {
  const named = splitSchemeNamePort(id);
  if (named === undefined) return wrong('node', id);
  const { name, port } = named;
  const node = objectAt(tables, 'nodes', keyOf('', name)) as Node | undefined;
  if (node === undefined) return notFound({ group: '', resource: 'nodes' }, name);
  const address = node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
  if (!canBeDialed(address)) return failure('BadRequest', 'address not allowed');
  return port === '' || port === KUBELET_PORT ? { scheme: 'https', address, port: KUBELET_PORT, kubelet: name } : { scheme: schemeOf(named.scheme), address, port };
}

/** What stands behind `pods/NAME/proxy`, `services/NAME/proxy` or `nodes/NAME/proxy`. `lot`: numbers in [0, 1). */
export function targetOfProxy(tables: Tables, { resource, namespace = '', name }: { readonly resource: string; readonly namespace?: string; readonly name: string }, lot: () => number): Found {
  if (resource === 'pods') return podTarget(tables, namespace, name);
  return resource === 'services' ? serviceTarget(tables, namespace, name, lot) : nodeTarget(tables, name);
}
