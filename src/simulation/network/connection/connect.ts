import { verdict } from '../../policy/network-policy';
import { hostPort, route } from '../proxy';
import type { EarlierConnection, Family, RoutedEndpoint } from '../proxy';
import type { Attempt, Attempted, Ending, Flow, Hop, NetworkNode, NetworkWorld, Sent } from './types';

/**
 * Until connect(2) gives up: Linux sends a SYN again after 1, 1, 1, 1, then after 1, 2, 4, 8, 16 and 32 seconds, and waits 64 s more (net.ipv4.tcp_syn_retries = 6,
 * tcp_syn_linear_timeouts = 4; Documentation/networking/ip-sysctl.rst).
 */
export const CONNECT_TIMEOUT = 131;
/** Until an established connection whose packets vanish is given up: 15 retransmissions (net.ipv4.tcp_retries2), which take 924.6 s at the least. */
export const ESTABLISHED_TIMEOUT = 924.6;
/** There and back inside a cluster; what else a request takes is the program's. */
export const ROUND_TRIP = 0.0005;

const familyOf = (address: string): Family => (address.includes(':') ? 'IPv6' : 'IPv4');

function ended(ending: Ending, hops: readonly Hop[], flow?: Flow): Attempted {
  return { ending, seconds: ending === 'timed-out' ? CONNECT_TIMEOUT : ROUND_TRIP, hops, ...(flow === undefined ? {} : { flow }) };
}

/** One of the endpoints, by lot: `lot` in [0, 1). */
export function drawEndpoint(endpoints: readonly RoutedEndpoint[], lot: number): RoutedEndpoint {
  let left = lot;
  for (const one of endpoints) {
    left -= one.probability;
    if (left < 0) return one;
  }
  return endpoints.at(-1)!;
}

/** What a network plug-in makes of a Pod's packet that leaves the network of the Pods: it bears the node's address (flannel's --ip-masq, kindnet's and Calico's masquerading). */
function leavingAs({ routing, addresses }: NetworkNode, source: string, family: Family): string {
  return routing.localAddresses.includes(source) ? source : (addresses[family] ?? source);
}

interface Passed {
  readonly hop: Extract<Hop, { readonly at: 'rules' }>;
  readonly ending?: Ending;
}

/** Where the rules of a node send the first packet, and as whom; or how it ends there. */
function throughRules(node: NetworkNode, { from, to, port, protocol }: Attempt, earlier: readonly EarlierConnection[], lot: number): Passed {
  const family = familyOf(to);
  const state = node.rules[family];
  const found = state === undefined ? { verdict: 'none' as const, steps: [] } : route(state, node.routing, { from, to, port, protocol }, earlier);
  const { name } = node;
  if (found.verdict === 'DNAT') {
    const chosen = drawEndpoint(found.endpoints, lot);
    const colon = chosen.endpoint.lastIndexOf(':');
    const ip = chosen.endpoint.slice(0, colon).replace(/[[\]]/g, '');
    const sent = { ip, port: Number(chosen.endpoint.slice(colon + 1)), source: chosen.snat ? (node.addresses[family] ?? from) : from };
    return { hop: { at: 'rules', node: name, verdict: 'DNAT', chosen, steps: chosen.steps, sent } };
  }
  const hop = { at: 'rules', node: name, verdict: found.verdict, steps: found.steps } as const;
  if (found.verdict === 'none') return { hop: { ...hop, sent: { ip: to, port, source: from } } };
  return { hop, ending: found.verdict === 'REJECT' ? 'refused' : 'timed-out' };
}

/** Another node that has the address a packet goes on to: there it meets rules again, those of node ports among them. */
function nextNode(world: NetworkWorld, { verdict: said, node, sent }: Passed['hop']): NetworkNode | undefined {
  if (said !== 'none' || sent === undefined) return undefined;
  const family = familyOf(sent.ip);
  return [...world.nodes.values()].find(({ name, addresses }) => name !== node && addresses[family] === sent.ip);
}

/**
 * A new connection: rules, policies, endpoint. NetworkPolicies are asked at both ends, of the client's about where its node sends it, of the endpoint's about whom it sees; what one
 * forbids is dropped, as the common network plug-ins do. `lot` in [0, 1) chooses among endpoints.
 */
export function connect(world: NetworkWorld, attempt: Attempt, lot: number, earlier: readonly EarlierConnection[] = []): Attempted {
  const { from, protocol } = attempt;
  const hops: Hop[] = [{ at: 'client', address: from }];
  const node = attempt.through === undefined ? undefined : world.nodes.get(attempt.through);
  if (node === undefined) return ended('timed-out', [...hops, { at: 'no-way-in', address: attempt.to }]);
  const allows = (direction: 'egress' | 'ingress', { ip, port, source }: Sent): boolean => {
    if (world.policies === undefined) return true;
    const decided = verdict(world.policies, { from: source, to: ip, port, protocol })[direction];
    hops.push({ at: 'policy', direction, decided });
    return decided.allowed;
  };
  const first = throughRules(node, attempt, earlier, lot);
  const next = nextNode(world, first.hop);
  // The plug-in's masquerading comes after all rules of the node.
  let last: Passed = next === undefined ? first : { hop: { ...first.hop, sent: { ...first.hop.sent!, source: leavingAs(node, from, familyOf(attempt.to)) } } };
  hops.push(last.hop);
  if (last.hop.sent === undefined) return ended(last.ending ?? 'timed-out', hops);
  if (!allows('egress', { ...last.hop.sent, source: from })) return ended('timed-out', hops);
  if (next !== undefined) {
    last = throughRules(next, { ...attempt, from: last.hop.sent.source }, earlier, lot);
    hops.push(last.hop);
    if (last.hop.sent === undefined) return ended(last.ending ?? 'timed-out', hops);
  }
  const { sent } = last.hop;
  if (sent === undefined || !allows('ingress', sent)) return ended('timed-out', hops);
  const host = world.hosts.get(sent.ip);
  const listens = host?.listens.includes(`${protocol}/${sent.port}`) === true;
  const address = hostPort(sent.ip, sent.port);
  hops.push({ at: 'endpoint', address, node: host?.node, listens, exists: host !== undefined });
  if (host === undefined) return ended('timed-out', hops);
  return listens ? ended('answered', hops, { ...attempt, endpoint: address, source: sent.source }) : ended('refused', hops);
}

/**
 * A packet of a connection that is there already: conntrack sends it where the first one went, whatever the rules say by now. A process that has ended is known by the
 * reset that its machine sends; an address that nobody has any more answers nothing.
 */
export function carryOn(world: NetworkWorld, flow: Flow): Attempted {
  const colon = flow.endpoint.lastIndexOf(':');
  const ip = flow.endpoint.slice(0, colon).replace(/[[\]]/g, '');
  const host = world.hosts.get(ip);
  const listens = host?.listens.includes(`${flow.protocol}/${flow.endpoint.slice(colon + 1)}`) === true;
  const hops: Hop[] = [
    { at: 'client', address: flow.from },
    { at: 'conntrack', node: flow.through ?? '', endpoint: flow.endpoint },
    { at: 'endpoint', address: flow.endpoint, node: host?.node, listens, exists: host !== undefined },
  ];
  if (listens) return { ending: 'answered', seconds: ROUND_TRIP, hops, flow };
  return host === undefined ? { ending: 'timed-out', seconds: ESTABLISHED_TIMEOUT, hops } : { ending: 'reset', seconds: ROUND_TRIP, hops };
}
