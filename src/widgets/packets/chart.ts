import { box, quoted } from '@site/src/components/LiveDiagram/flowchart';
import type { Ending, Hop } from '@site/src/simulation/network/connection';

/** Who has an address, and on which node; `undefined` outside the cluster. */
export interface Place {
  readonly name: string;
  readonly node: string | undefined;
}

/** A packet that was sent: what is asked for, the stations it passed, and as whom the receiver sees it. */
export interface PacketWay {
  /** What it is sent for, by lines: `TCP 10.96.0.20:80`. */
  readonly label: readonly string[];
  readonly hops: readonly Hop[];
  readonly ending: Ending;
  readonly source?: string;
}

/** Words of the picture in the reader's language. */
export interface PacketWords {
  readonly outside: string;
  readonly noWayIn: string;
  readonly conntrack: (endpoint: string) => string;
  readonly rules: string;
  readonly becomes: (endpoint: string) => string;
  readonly unchanged: string;
  readonly rejects: string;
  readonly passes: Readonly<Record<'egress' | 'ingress', string>>;
  readonly drops: Readonly<Record<'egress' | 'ingress', string>>;
  readonly sameNode: string;
  readonly otherNode: string;
  readonly leaves: string;
  readonly source: (address: string) => string;
  readonly silent: string;
  readonly nobody: string;
  readonly repeated: (n: number) => string;
}

/** Ways of one connection that are drawn at most: a name's questions and the connection itself are two or three. */
const MOST_WAYS = 4;
const NUMBERS = '①②③④';

interface Station {
  readonly id: string;
  readonly node: string | undefined;
  readonly text: string;
}

const ipOf = (address: string): string => (address.includes('.') ? address.replace(/:\d+$/, '') : address.replace(/^\[(.*)\]:\d+$/, '$1'));

/** Where the packet is bound for, after the rules. */
const boundFor = (hops: readonly Hop[]): string | undefined => {
  for (const hop of [...hops].reverse()) {
    if (hop.at === 'endpoint') return hop.address;
    if (hop.at === 'rules' && hop.chosen !== undefined) return hop.chosen.endpoint;
    if (hop.at === 'conntrack') return hop.endpoint;
  }
  return undefined;
};

/** The stations of a way, each on the node that decides there. A Pod is one station for all ways; what decides is one for each. */
function stationsOf({ hops }: PacketWay, way: number, placeOf: (ip: string) => Place | undefined, words: PacketWords): readonly Station[] {
  const target = boundFor(hops);
  const place = (address: string): Place => placeOf(ipOf(address)) ?? { name: address, node: undefined };
  let here: string | undefined;
  return hops.map((hop, i): Station => {
    const id = `w${way}s${i}`;
    const pod = (address: string, ...more: readonly string[]): string => quoted(place(address).name, ipOf(address), ...more);
    switch (hop.at) {
      case 'client':
        here = place(hop.address).node;
        return { id: `a${hop.address}`, node: here, text: `([${pod(hop.address)}])` };
      case 'no-way-in':
        return { id, node: undefined, text: `[${quoted(words.noWayIn)}]:::ends` };
      case 'conntrack':
        here = hop.node === '' ? undefined : hop.node;
        return { id, node: here, text: `[${quoted('conntrack', words.conntrack(hop.endpoint))}]` };
      case 'rules':
        here = hop.node;
        if (hop.verdict === 'DNAT') return { id, node: here, text: `[${quoted(words.rules, words.becomes(hop.chosen?.endpoint ?? ''))}]` };
        return { id, node: here, text: hop.verdict === 'none' ? `[${quoted(words.rules, words.unchanged)}]` : `[${quoted(words.rules, words.rejects)}]:::ends` };
      case 'policy': {
        const node = hop.direction === 'egress' || target === undefined ? here : place(target).node;
        const { allowed, isolatedBy } = hop.decided;
        return { id, node, text: allowed ? `{{${quoted(words.passes[hop.direction])}}}` : `{{${quoted(words.drops[hop.direction], ...isolatedBy)}}}:::ends` };
      }
      case 'endpoint': {
        const at = place(hop.address);
        if (hop.listens) return { id: `a${ipOf(hop.address)}`, node: hop.node ?? at.node, text: `([${pod(hop.address)}])` };
        return { id, node: hop.node ?? at.node, text: `([${pod(hop.address, hop.exists ? words.silent : words.nobody)}]):::ends` };
      }
    }
  });
}

/** What is said at the step from one station to the next: whether it leaves the node, and as whom. */
function stepText({ source, hops }: PacketWay, from: Station, to: Station, isCrossing: boolean, isLast: boolean, words: PacketWords): string {
  const target = boundFor(hops);
  const seen = isLast && source !== undefined && target !== undefined ? [words.source(source)] : [];
  if (!isCrossing) return seen.length === 0 ? '' : quoted(...seen);
  const way = from.node === to.node ? words.sameNode : to.node === undefined ? words.leaves : words.otherNode;
  return quoted(way, ...seen);
}

/**
 * The ways of packets as a Mermaid flowchart: the nodes as boxes, in them the Pods and what decides there (kube-proxy's rules, conntrack, policies), and from one to the next
 * the packet. Ways that are equal are drawn once and counted. The text is the same for the same ways, and safe for any name; on a `narrow` screen it goes from top to bottom.
 */
export function packetChart(ways: readonly PacketWay[], placeOf: (ip: string) => Place | undefined, words: PacketWords, narrow = false): string {
  const bodyOf = (way: PacketWay): string => JSON.stringify([way.label, way.ending, stationsOf(way, 0, placeOf, words)]);
  const counts = new Map<string, { readonly way: PacketWay; readonly times: number }>();
  for (const way of ways) {
    const body = bodyOf(way);
    counts.set(body, { way, times: (counts.get(body)?.times ?? 0) + 1 });
  }
  const drawn = [...counts.values()].slice(0, MOST_WAYS);
  const stations = new Map<string, Station>();
  // On a narrow screen a way begins below the end of the one before it.
  const below: { readonly from: string; readonly to: string }[] = [];
  let end: string | undefined;
  const steps: { readonly from: string; readonly to: string; readonly text: string }[] = [];
  drawn.forEach(({ way, times }, w) => {
    const list = stationsOf(way, w, placeOf, words);
    // The step that brings it to the receiver's side: the policy there, or the receiver itself.
    const crossing = way.hops.findIndex((hop, i) => i > 1 && (hop.at === 'endpoint' || (hop.at === 'policy' && hop.direction === 'ingress')));
    if (end !== undefined && list[1] !== undefined) below.push({ from: end, to: list[1].id });
    end = list.at(-1)?.id;
    list.forEach((station, i) => {
      if (!stations.has(station.id)) stations.set(station.id, station);
      const before = list[i - 1];
      if (before === undefined) return;
      const number = drawn.length > 1 ? `${NUMBERS[w]!} ` : '';
      const text = i === 1 ? quoted(`${number}${way.label[0] ?? ''}`, ...way.label.slice(1), ...(times > 1 ? [words.repeated(times)] : [])) : stepText(way, before, station, i === crossing, i === list.length - 1, words);
      steps.push({ from: before.id, to: station.id, text });
    });
  });
  // Mermaid's names of its own for the stations, and the boxes in the order in which packets come to them.
  const ids = new Map([...stations.keys()].map((id, i) => [id, `s${i}`]));
  const line = ({ id, text }: Station): string => `${ids.get(id)!}${text}`;
  const all = [...stations.values()];
  const nodes = [...new Set(all.flatMap(({ node }) => node ?? []))];
  const boxes = nodes.flatMap((node, i) => box(`n${i}`, node, all.filter((one) => one.node === node).map(line), narrow ? 'TB' : 'LR'));
  const beyond = all.filter(({ node }) => node === undefined);
  const out = beyond.length === 0 ? [] : box('out', words.outside, beyond.map(line), narrow ? 'TB' : 'LR');
  const arrows = steps.map(({ from, to, text }) => `${ids.get(from)!} ${text === '' ? '-->' : `-->|${text}|`} ${ids.get(to)!}`);
  const order = narrow ? below.map(({ from, to }) => `${ids.get(from)!} ~~~ ${ids.get(to)!}`) : [];
  return [`flowchart ${narrow ? 'TB' : 'LR'}`, ...[...out, ...boxes, ...arrows, ...order].map((one) => `  ${one}`), '  classDef ends stroke-width:3px,stroke-dasharray:5 3'].join('\n');
}
