import { formatIp, parseIpSloppy, parsePrefixSloppy, prefixContains } from '../../base/ip';
import { newTraveller, stepsOf, walkBaseChain } from './netfilter/walk';
import type { Machine, Outcome, Packet, Step, Traveller } from './netfilter/walk';
import { hooks } from './proxier';
import type { Hook, Hooks, ProxyState } from './proxier';

/** The first packet of a connection as it reaches a node. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** Missing for ICMP. */
  readonly port?: number;
  readonly protocol: string;
}

/** Another connection of the same client, before this one. */
export interface EarlierConnection {
  readonly to: string;
  readonly port: number;
  readonly protocol?: string;
  readonly endpoint: string;
  readonly secondsAgo: number;
}

export interface RoutedEndpoint {
  /** `ip:port`. */
  readonly endpoint: string;
  readonly probability: number;
  /** The endpoint sees an address of this node, not the client's. */
  readonly snat: boolean;
  /** The rules that were true on the way, in order. */
  readonly steps: readonly Step[];
}

/** `none`: kube-proxy has nothing to do with it. REJECT: the client is refused at once; DROP: it waits. */
export type Route =
  | { readonly verdict: 'DNAT'; readonly endpoints: readonly RoutedEndpoint[] }
  | { readonly verdict: 'REJECT' | 'DROP' | 'none'; readonly steps: readonly Step[] };

/** The node: its addresses, and the prefixes of its Pods. */
export interface RoutingNode {
  readonly localAddresses: readonly string[];
  readonly podCIDRs?: readonly string[];
}

const canonical = (text: string): string => {
  const ip = parseIpSloppy(text);
  return ip === undefined ? text : formatIp(ip);
};
const isLoopback = (address: string): boolean => address === '::1' || /^127\./.test(address);

/** Is one packet's hop through a hook: those that are let through go on. */
function through(tables: Hooks, hook: Hook, travellers: readonly Outcome[], machine: Machine): Outcome[] {
  let live: readonly Outcome[] = travellers;
  for (const { table, name, chain } of tables[hook]) {
    live = live.flatMap((one) => (one.verdict === 'accept' ? walkBaseChain(table, name, chain, one, machine) : [one]));
  }
  return [...live];
}

/** The kernel's order of hooks: what comes in, what a process of the node sends, what is handed on. */
function outcomes(state: ProxyState, first: Traveller, machine: Machine): readonly Outcome[] {
  const tables = hooks(state);
  const start: Outcome = { ...first, verdict: 'accept' };
  const own = machine.isLocal(first.packet.source);
  const sent = through(tables, own ? 'output' : 'prerouting', [start], machine);
  return sent.flatMap((one) => {
    if (one.verdict !== 'accept') return [one];
    const stays = machine.isLocal(one.packet.destination);
    if (own) {
      const out = through(tables, 'postrouting', [one], machine);
      return stays ? through(tables, 'input', out, machine) : out;
    }
    return stays ? through(tables, 'input', [one], machine) : through(tables, 'postrouting', through(tables, 'forward', [one], machine), machine);
  });
}

/** Of connections to the same place the last one, in the order of their times: it stands on the same lists as those before it. */
function lastOfEach(earlier: readonly EarlierConnection[]): readonly EarlierConnection[] {
  const last = new Map<string, EarlierConnection>();
  for (const one of [...earlier].sort((a, b) => b.secondsAgo - a.secondsAgo)) {
    const place = `${one.protocol ?? ''} ${one.to} ${one.port} ${one.endpoint}`;
    last.delete(place);
    last.set(place, one);
  }
  return [...last.values()];
}

/** The clients on affinity lists after earlier connections, by list: seconds since the last one. */
function remember(state: ProxyState, connection: Connection, earlier: readonly EarlierConnection[], node: RoutingNode): ReadonlyMap<string, number> {
  const lists = new Map<string, number>();
  for (const { to, port, protocol = connection.protocol, endpoint, secondsAgo } of lastOfEach(earlier)) {
    const all = outcomes(state, newTraveller(packetOf({ from: connection.from, to, port, protocol }, node)), machineOf(node, new Map()));
    const taken = all.find(({ target }) => target?.address === endpoint);
    for (const list of taken?.lists ?? []) lists.set(list, secondsAgo);
  }
  return lists;
}

const packetOf = ({ from, to, port, protocol }: Connection, { podCIDRs = [] }: RoutingNode): Packet => {
  const source = canonical(from);
  return { source, destination: canonical(to), protocol: protocol.toLowerCase(), port, fromPod: podCIDRs.length > 0 && inPrefixes(podCIDRs, source) };
};

function inPrefixes(prefixes: readonly string[], address: string): boolean {
  const ip = parseIpSloppy(address);
  return ip !== undefined && prefixes.some((text) => {
    const prefix = parsePrefixSloppy(text);
    return prefix !== undefined && prefixContains(prefix, ip);
  });
}

function machineOf({ localAddresses }: RoutingNode, lists: ReadonlyMap<string, number>): Machine {
  const own = new Set(localAddresses.map(canonical));
  return { isLocal: (address) => own.has(address) || isLoopback(address), remembered: (list) => lists.get(list) };
}

/** What the walk says of one packet, endpoints that came out more than once put together. */
function verdictOf(all: readonly Outcome[]): Route {
  const sent = all.filter(({ verdict, target }) => verdict === 'accept' && target !== undefined);
  const stopped = all.find(({ verdict }) => verdict !== 'accept');
  if (sent.length === 0) return { verdict: stopped === undefined ? 'none' : stopped.verdict === 'reject' ? 'REJECT' : 'DROP', steps: all.length === 0 ? [] : stepsOf(stopped ?? all[0]!) };
  const endpoints = new Map<string, RoutedEndpoint>();
  for (const one of sent) {
    const { address } = one.target!;
    const id = `${address} ${one.masqueraded}`;
    const known = endpoints.get(id);
    endpoints.set(id, { endpoint: address, probability: (known?.probability ?? 0) + one.probability, snat: one.masqueraded, steps: known?.steps ?? stepsOf(one) });
  }
  return { verdict: 'DNAT', endpoints: [...endpoints.values()].sort((a, b) => (a.endpoint < b.endpoint ? -1 : a.endpoint > b.endpoint ? 1 : 0)) };
}

/**
 * Where the first packet of a connection goes on a node with the rules of `state` (one family; IPv6 has a state of its own). The packet is taken through the very rules
 * that are printed: PREROUTING, then INPUT or FORWARD, then POSTROUTING; OUTPUT and POSTROUTING for what the node sends itself.
 */
export function route(state: ProxyState, node: RoutingNode, connection: Connection, earlier: readonly EarlierConnection[] = []): Route {
  const lists = earlier.length === 0 ? new Map<string, number>() : remember(state, connection, earlier, node);
  return verdictOf(outcomes(state, newTraveller(packetOf(connection, node)), machineOf(node, lists)));
}
