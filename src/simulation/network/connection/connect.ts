import { verdict } from '../../policy/network-policy';
import type { Verdict } from '../../policy/network-policy';
import { hostPort, route } from '../proxy';
import type { EarlierConnection, Family, RoutedEndpoint } from '../proxy';
import type { Attempt, Attempted, Ending, Flow, Hop, NetworkNode, NetworkWorld } from './types';

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

interface Sent {
  readonly address: string;
  readonly ip: string;
  readonly port: number;
  readonly source: string;
}

const sentTo = (ip: string, port: number, source: string): Sent => ({ address: hostPort(ip, port), ip, port, source });

/** Where the rules of a node send the first packet, and as whom; or how it ends there. */
function throughRules(node: NetworkNode, { from, to, port, protocol }: Attempt, earlier: readonly EarlierConnection[], lot: number): { readonly hop: Hop; readonly sent?: Sent; readonly ending?: Ending } {
  const family = familyOf(to);
  const state = node.rules[family];
  if (state === undefined) return { hop: { at: 'rules', node: node.name, verdict: 'none', steps: [] }, sent: sentTo(to, port, from) };
  const found = route(state, node.routing, { from, to, port, protocol }, earlier);
  if (found.verdict === 'DNAT') {
    const chosen = drawEndpoint(found.endpoints, lot);
    const colon = chosen.endpoint.lastIndexOf(':');
    const ip = chosen.endpoint.slice(0, colon).replace(/[[\]]/g, '');
    const source = chosen.snat ? (node.addresses[family] ?? from) : from;
    return { hop: { at: 'rules', node: node.name, verdict: 'DNAT', chosen, steps: chosen.steps }, sent: sentTo(ip, Number(chosen.endpoint.slice(colon + 1)), source) };
  }
  const hop: Hop = { at: 'rules', node: node.name, verdict: found.verdict, steps: found.steps };
  if (found.verdict === 'none') return { hop, sent: sentTo(to, port, from) };
  return { hop, ending: found.verdict === 'REJECT' ? 'refused' : 'timed-out' };
}

/** NetworkPolicies at both ends: the client's is asked about the endpoint, the endpoint's about whom it sees. */
function policyHops(world: NetworkWorld, { from, protocol }: Attempt, sent: Sent): { readonly hops: readonly Hop[]; readonly allowed: boolean } {
  if (world.policies === undefined) return { hops: [], allowed: true };
  const ask = (source: string): Verdict => verdict(world.policies!, { from: source, to: sent.ip, port: sent.port, protocol });
  const [egress, ingress] = [ask(from).egress, ask(sent.source).ingress];
  const hops: Hop[] = [{ at: 'policy', direction: 'egress', decided: egress }];
  if (egress.allowed) hops.push({ at: 'policy', direction: 'ingress', decided: ingress });
  return { hops, allowed: egress.allowed && ingress.allowed };
}

/** A new connection: rules, policies, endpoint. What a policy forbids is dropped, as the common network plug-ins do. `lot` in [0, 1) chooses among endpoints. */
export function connect(world: NetworkWorld, attempt: Attempt, lot: number, earlier: readonly EarlierConnection[] = []): Attempted {
  const hops: Hop[] = [{ at: 'client', address: attempt.from }];
  const node = attempt.through === undefined ? undefined : world.nodes.get(attempt.through);
  if (node === undefined) return ended('timed-out', [...hops, { at: 'no-way-in', address: attempt.to }]);
  const { hop, sent, ending } = throughRules(node, attempt, earlier, lot);
  hops.push(hop);
  if (sent === undefined) return ended(ending ?? 'timed-out', hops);
  const policies = policyHops(world, attempt, sent);
  hops.push(...policies.hops);
  if (!policies.allowed) return ended('timed-out', hops);
  const host = world.hosts.get(sent.ip);
  const listens = host?.listens.includes(`${attempt.protocol}/${sent.port}`) === true;
  hops.push({ at: 'endpoint', address: sent.address, node: host?.node, listens, exists: host !== undefined });
  if (host === undefined) return ended('timed-out', hops);
  return listens ? ended('answered', hops, { ...attempt, endpoint: sent.address, source: sent.source }) : ended('refused', hops);
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
