import type { Attempt, Attempted, NetworkWorld } from '../connection';
import type { Tracked, Tuple } from './entry';

const turned = ({ from, to, fromPort, toPort }: Tuple): Tuple => ({ from: to, to: from, fromPort: toPort, toPort: fromPort });

/**
 * What the kernels on a connection's way note down: the node whose rules it met with the addresses before and after translation, the endpoint's node with those that it sees.
 * An entry is made when the first packet leaves a node's hooks, so what a policy drops there leaves none; a TCP connection whose only answer is a reset is forgotten at once
 * (nf_conntrack_tcp_packet). `at` in microseconds. MASQUERADE keeps the client's port here; --random-fully would draw another.
 */
export function trackedOf(world: NetworkWorld, attempt: Attempt, { hops, ending }: Attempted, at: number): readonly Tracked[] {
  const { protocol, through, from, to, port, sourcePort } = attempt;
  if (through === undefined || (protocol !== 'TCP' && protocol !== 'UDP')) return [];
  if (protocol === 'TCP' && ending === 'refused') return [];
  const refused = (direction: 'egress' | 'ingress'): boolean => hops.some((hop) => hop.at === 'policy' && hop.direction === direction && !hop.decided.allowed);
  if (refused('egress')) return [];
  const answered = ending === 'answered';
  const noted: Tracked[] = [];
  let seen: Tuple = { from, to, fromPort: sourcePort, toPort: port };
  for (const hop of hops) {
    if (hop.at !== 'rules') continue;
    // What is dropped or rejected on its way is never noted down.
    if (hop.sent === undefined) return noted;
    const after: Tuple = { from: hop.sent.source, to: hop.sent.ip, fromPort: sourcePort, toPort: hop.sent.port };
    noted.push({ node: hop.node, protocol, original: seen, reply: turned(after), answered, at });
    seen = after;
  }
  const there = world.hosts.get(seen.to)?.node;
  const last = noted.at(-1)?.node;
  if (refused('ingress')) return there === last ? noted.slice(0, -1) : noted;
  return there === undefined || there === last ? noted : [...noted, { node: there, protocol, original: seen, reply: turned(seen), answered, at }];
}
