import type { Attempt, Attempted, NetworkWorld } from '../connection';
import type { Tracked, Tuple } from './entry';

const turned = ({ from, to, fromPort, toPort }: Tuple): Tuple => ({ from: to, to: from, fromPort: toPort, toPort: fromPort });

interface Sent {
  readonly ip: string;
  readonly port: number;
  readonly source: string;
}

/** Where the client's packets were sent on, and as whom; undefined where a rule stopped them, for what is dropped or rejected on its way is never noted down. */
function sentOn(world: NetworkWorld, { from, to, port, through }: Attempt, { hops, flow }: Attempted): Sent | undefined {
  const rules = hops.find((hop) => hop.at === 'rules');
  if (rules?.at !== 'rules' || rules.verdict === 'REJECT' || rules.verdict === 'DROP') return undefined;
  if (rules.chosen === undefined) return { ip: to, port, source: from };
  const { endpoint, snat } = rules.chosen;
  const colon = endpoint.lastIndexOf(':');
  const family = endpoint.startsWith('[') ? 'IPv6' : 'IPv4';
  const source = flow?.source ?? (snat ? (world.nodes.get(through ?? '')?.addresses[family] ?? from) : from);
  return { ip: endpoint.slice(0, colon).replace(/[[\]]/g, ''), port: Number(endpoint.slice(colon + 1)), source };
}

/**
 * What the kernels on a connection's way note down: the node whose rules it met with the addresses before and after translation, the endpoint's node with those that it sees.
 * An entry is made when the first packet leaves a node's hooks, so what a policy drops there leaves none; a TCP connection whose only answer is a reset is forgotten at once
 * (nf_conntrack_tcp_packet). `at` in microseconds. MASQUERADE keeps the client's port here; --random-fully would draw another.
 */
export function trackedOf(world: NetworkWorld, attempt: Attempt, attempted: Attempted, at: number): readonly Tracked[] {
  const { protocol, through, from, to, port, sourcePort } = attempt;
  const sent = sentOn(world, attempt, attempted);
  if (through === undefined || sent === undefined || (protocol !== 'TCP' && protocol !== 'UDP')) return [];
  if (protocol === 'TCP' && attempted.ending === 'refused') return [];
  const refused = (direction: 'egress' | 'ingress'): boolean => attempted.hops.some((hop) => hop.at === 'policy' && hop.direction === direction && !hop.decided.allowed);
  const there = world.hosts.get(sent.ip)?.node;
  if (refused('egress') || (refused('ingress') && there === through)) return [];
  const answered = attempted.ending === 'answered';
  const original: Tuple = { from, to, fromPort: sourcePort, toPort: port };
  const seen: Tuple = { from: sent.source, to: sent.ip, fromPort: sourcePort, toPort: sent.port };
  const here: Tracked = { node: through, protocol, original, reply: turned(seen), answered, at };
  return there === undefined || there === through || refused('ingress') ? [here] : [here, { node: there, protocol, original: seen, reply: turned(seen), answered, at }];
}
