import { parsePrefixSloppy } from '../../../base/ip';
import { detected } from '../iptables/base';
import type { Action, Element, Field, Range, Rule, Term } from '../netfilter/rules';
import type { Family, ProxySettings } from '../settings';
import { CHAIN, MAP, SET } from './names';
import { command } from './text';

/** What is in the table whatever Services there are (setupNFTables of pkg/proxy/nftables). */

/** One step of a transaction: `add` makes what is not there; a chain is emptied as it is added again. */
export type Operation =
  | { readonly add: 'chain'; readonly name: string }
  | { readonly add: 'set'; readonly name: string; readonly body: string }
  | { readonly add: 'rule'; readonly rule: Rule }
  | { readonly add: 'element'; readonly element: Element };

const BASE_CHAINS: readonly (readonly [name: string, type: string, hook: string, priority: number])[] = [
  [CHAIN.preroutingPreDnat, 'filter', 'prerouting', -110],
  [CHAIN.outputPreDnat, 'filter', 'output', -110],
  [CHAIN.filterInput, 'filter', 'input', 0],
  [CHAIN.filterForward, 'filter', 'forward', 0],
  [CHAIN.filterOutput, 'filter', 'output', 0],
  [CHAIN.natPrerouting, 'nat', 'prerouting', -100],
  [CHAIN.natOutput, 'nat', 'output', -100],
  [CHAIN.natPostrouting, 'nat', 'postrouting', 100],
];

const JUMPS: readonly (readonly [to: string, from: string, onlyNew: boolean])[] = [
  [CHAIN.nodePortEndpointsCheck, CHAIN.filterInput, true],
  [CHAIN.serviceEndpointsCheck, CHAIN.filterInput, true],
  [CHAIN.serviceEndpointsCheck, CHAIN.filterForward, true],
  [CHAIN.serviceEndpointsCheck, CHAIN.filterOutput, true],
  [CHAIN.firewallCheck, CHAIN.preroutingPreDnat, true],
  [CHAIN.firewallCheck, CHAIN.outputPreDnat, true],
  [CHAIN.services, CHAIN.natOutput, false],
  [CHAIN.services, CHAIN.natPrerouting, false],
  [CHAIN.masquerading, CHAIN.natPostrouting, false],
  [CHAIN.clusterIPsCheck, CHAIN.filterForward, true],
  [CHAIN.clusterIPsCheck, CHAIN.filterOutput, true],
];

export interface NftDeclaration {
  readonly kind: 'table' | 'chain' | 'set' | 'map';
  readonly name: string;
  /** Between braces; empty: no braces. */
  readonly body: string;
}

const addressType = (family: Family): string => (family === 'IPv4' ? 'ipv4_addr' : 'ipv6_addr');

/** Table, chains, sets and maps. */
export function declarations({ family, nodePortAddresses }: ProxySettings): readonly NftDeclaration[] {
  const address = addressType(family);
  const chains = [CHAIN.nodePortEndpointsCheck, CHAIN.serviceEndpointsCheck, CHAIN.firewallCheck, CHAIN.services, CHAIN.masquerading, CHAIN.clusterIPsCheck];
  const set = (name: string, type: string, about: string): NftDeclaration => ({ kind: 'set', name, body: `type ${type} ; comment "${about}" ;` });
  const map = (name: string, type: string, about: string): NftDeclaration => ({ kind: 'map', name, body: `type ${type} : verdict ; comment "${about}" ;` });
  return [
    { kind: 'table', name: '', body: 'comment "rules for kube-proxy" ;' },
    ...BASE_CHAINS.map(([name, type, hook, priority]): NftDeclaration => ({ kind: 'chain', name, body: `type ${type} hook ${hook} priority ${priority} ;` })),
    ...chains.map((name): NftDeclaration => ({ kind: 'chain', name, body: '' })),
    { kind: 'chain', name: CHAIN.reject, body: 'comment "helper for @no-endpoint-services / @no-endpoint-nodeports" ;' },
    set(SET.hairpin, `${address} . ${address} . inet_proto . inet_service`, 'service hairpin connections'),
    set(SET.clusterIPs, address, 'Active ClusterIPs'),
    ...(nodePortAddresses === 'all' ? [] : [set(SET.nodePortIPs, address, 'IPs that accept NodePort traffic')]),
    map(MAP.noEndpointServices, `${address} . inet_proto . inet_service`, 'vmap to drop or reject packets to services with no endpoints'),
    map(MAP.noEndpointNodePorts, 'inet_proto . inet_service', 'vmap to drop or reject packets to service nodeports with no endpoints'),
    map(MAP.firewallIPs, `${address} . inet_proto . inet_service`, 'destinations that are subject to LoadBalancerSourceRanges'),
    map(MAP.serviceIPs, `${address} . inet_proto . inet_service`, 'ClusterIP, ExternalIP and LoadBalancer IP traffic'),
    map(MAP.serviceNodePorts, 'inet_proto . inet_service', 'NodePort traffic'),
  ];
}

export const declarationLine = ({ kind, name, body }: NftDeclaration, family: Family): string => command('add', kind, family, `${name}${body === '' ? '' : `${name === '' ? '' : ' '}{ ${body} }`}`);

const NEW: Term = { on: 'state', any: ['NEW'] };
const SERVICE_KEY: readonly Field[] = ['destination', 'protocol', 'port'];
const NODE_PORT_KEY: readonly Field[] = ['protocol', 'port'];
const member = (set: string, ...key: readonly Field[]): Term => ({ on: 'member', set, key });
const lookup = (map: string, key: readonly Field[]): Action => ({ do: 'lookup', map, key });
const rule = (chain: string, terms: readonly Term[], actions: readonly Action[], comment?: string): Rule => ({ chain, terms, actions, ...(comment === undefined ? {} : { comment }) });

/** Rules of all chains that are there from the start, in order. */
export function baseRules(settings: ProxySettings): readonly Rule[] {
  const { family, masqueradeMark: mark, localDetector, serviceCIDRs, nodePortAddresses } = settings;
  const toCluster = member(SET.clusterIPs, 'destination');
  const loopback: Range = family === 'IPv4' ? { text: '127.0.0.0/8', prefix: parsePrefixSloppy('127.0.0.0/8')! } : { text: '::1' };
  const noLoopback: Term = { on: 'destination', ranges: [loopback], not: true };
  const toNodePorts: Term = nodePortAddresses === 'all' ? noLoopback : member(SET.nodePortIPs, 'destination');
  const outsiders: readonly Term[] = settings.masqueradeAll || localDetector === undefined ? [] : [detected(localDetector, true)];
  const masquerade = settings.masqueradeAll || localDetector !== undefined
    ? [rule(CHAIN.services, [toCluster, ...outsiders], [{ do: 'mark', mark }], settings.masqueradeAll ? 'masquerade all clusterIP traffic' : 'masquerade clusterIP traffic from outside cluster')]
    : [];
  const unallocated: readonly Range[] = serviceCIDRs.map((text) => ({ text, prefix: parsePrefixSloppy(text)! }));
  return [
    ...JUMPS.map(([to, from, onlyNew]) => rule(from, onlyNew ? [NEW] : [], [{ do: 'jump', to }])),
    rule(CHAIN.masquerading, [{ on: 'mark', mark }], [{ do: 'unmark', mark }, { do: 'masquerade' }]),
    rule(CHAIN.masquerading, [{ on: 'state', any: ['DNAT'] }, member(SET.hairpin, 'source', 'destination', 'protocol', 'port')], [{ do: 'masquerade' }]),
    rule(CHAIN.clusterIPsCheck, [toCluster], [{ do: 'reject' }], 'Reject traffic to invalid ports of ClusterIPs'),
    ...(unallocated.length === 0 ? [] : [rule(CHAIN.clusterIPsCheck, [{ on: 'destination', ranges: unallocated, braces: ',' }], [{ do: 'drop' }], 'Drop traffic to unallocated ClusterIPs')]),
    rule(CHAIN.reject, [], [{ do: 'reject' }]),
    rule(CHAIN.serviceEndpointsCheck, [], [lookup(MAP.noEndpointServices, SERVICE_KEY)]),
    rule(CHAIN.nodePortEndpointsCheck, [toNodePorts], [lookup(MAP.noEndpointNodePorts, NODE_PORT_KEY)]),
    rule(CHAIN.firewallCheck, [], [lookup(MAP.firewallIPs, SERVICE_KEY)]),
    ...masquerade,
    rule(CHAIN.services, [], [lookup(MAP.serviceIPs, SERVICE_KEY)]),
    rule(CHAIN.services, nodePortAddresses === 'all' ? [{ on: 'local', side: 'destination' }, noLoopback] : [toNodePorts], [lookup(MAP.serviceNodePorts, NODE_PORT_KEY)]),
  ];
}

/** The addresses that node ports are served on: never loopback. */
export const baseElements = ({ nodePortAddresses }: ProxySettings): readonly Element[] =>
  nodePortAddresses === 'all' ? [] : nodePortAddresses.filter((address) => address !== '::1' && !address.startsWith('127.')).map((key) => ({ container: SET.nodePortIPs, key }));

export const affinitySet = (family: Family, seconds: number): string => `type ${addressType(family)} ; flags dynamic,timeout ; timeout ${seconds}s ;`;
