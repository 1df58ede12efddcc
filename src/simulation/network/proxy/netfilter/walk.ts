import { parseIp, prefixContains } from '../../../base/ip';
import type { Ip } from '../../../base/ip';
import { KEY_SEPARATOR } from './rules';
import type { Action, ChainGroup, Element, Field, Range, Rule, Table, Target, Term } from './rules';

/** How a packet goes through tables of rules, as the kernel's netfilter takes it: with every outcome that chance leaves open, each with its probability. */

export interface Packet {
  readonly source: string;
  readonly destination: string;
  /** In small letters: tcp, udp, sctp, icmp. */
  readonly protocol: string;
  /** Destination port; undefined where the protocol has none. */
  readonly port: number | undefined;
  /** It comes in through the interface of a Pod of this node. */
  readonly fromPod: boolean;
}

export interface Machine {
  /** The address is one of this machine's (route type local). */
  readonly isLocal: (address: string) => boolean;
  /** Seconds since the client of this packet was last put on a list; undefined if it never was. */
  readonly remembered: (list: string) => number | undefined;
}

/** A rule that a packet met and that was true for it, with the table it stands in. */
export interface Step {
  readonly table: string;
  readonly rule: Rule;
  /** The entry of a map that the rule looked up. */
  readonly element?: Element;
}

interface Chained {
  readonly step: Step;
  readonly before: Chained | undefined;
}

/** A packet on its way. */
export interface Traveller {
  readonly packet: Packet;
  readonly probability: number;
  readonly marks: ReadonlySet<string>;
  /** Where DNAT has sent it. */
  readonly target: Target | undefined;
  readonly masqueraded: boolean;
  /** Lists that its client was put on. */
  readonly lists: readonly string[];
  readonly way: Chained | undefined;
}

export type Verdict = 'accept' | 'drop' | 'reject';
export interface Outcome extends Traveller {
  readonly verdict: Verdict;
}

/** The rules that were true for it, in order. */
export function stepsOf({ way }: Traveller): readonly Step[] {
  const steps: Step[] = [];
  for (let at = way; at !== undefined; at = at.before) steps.push(at.step);
  return steps.reverse();
}

export const newTraveller = (packet: Packet): Traveller => ({ packet, probability: 1, marks: new Set(), target: undefined, masqueraded: false, lists: [], way: undefined });

const parsed = new Map<string, Ip | undefined>();
/** Addresses come again and again; a few thousand are kept. */
function ipOf(text: string): Ip | undefined {
  let ip = parsed.get(text);
  if (ip === undefined && !parsed.has(text)) {
    if (parsed.size > 4096) parsed.clear();
    ip = parseIp(text);
    parsed.set(text, ip);
  }
  return ip;
}

function holds(ranges: readonly Range[], address: string): boolean {
  for (const { text, prefix } of ranges) {
    if (prefix === undefined) {
      if (text === address) return true;
      continue;
    }
    const ip = ipOf(address);
    if (ip !== undefined && prefixContains(prefix, ip)) return true;
  }
  return false;
}

/** The first packet of a connection is new, and DNATed once its destination has been changed. */
const statesOf = ({ target }: Traveller): readonly string[] => (target === undefined ? ['NEW'] : ['NEW', 'DNAT']);

export function keyOf(fields: readonly Field[], { packet }: Traveller): string | undefined {
  if (packet.port === undefined && fields.includes('port')) return undefined;
  return fields.map((field) => packet[field]).join(KEY_SEPARATOR);
}

function isTrue(term: Term, traveller: Traveller, table: Table, machine: Machine): boolean {
  const { packet } = traveller;
  switch (term.on) {
    case 'source': return holds(term.ranges, packet.source) !== (term.not === true);
    case 'destination': return holds(term.ranges, packet.destination) !== (term.not === true);
    case 'protocol': return packet.protocol === term.is;
    case 'port': return packet.port === term.is;
    case 'interface': return packet.fromPod !== (term.not === true);
    case 'local': return machine.isLocal(term.side === 'source' ? packet.source : packet.destination);
    case 'mark': return traveller.marks.has(term.mark) !== (term.not === true);
    case 'state': return term.any.some((state) => statesOf(traveller).includes(state)) !== (term.not === true);
    case 'remembered': {
      const ago = machine.remembered(term.list);
      return ago !== undefined && ago < term.seconds;
    }
    case 'member': {
      const key = keyOf(term.key, traveller);
      return key !== undefined && table.element(term.set, key) !== undefined;
    }
    default: return true;
  }
}

interface Walk {
  readonly table: Table;
  readonly name: string;
  readonly machine: Machine;
  readonly done: Outcome[];
}

const end = (walk: Walk, traveller: Traveller, verdict: Verdict): void => void walk.done.push({ ...traveller, verdict });
const sendTo = (traveller: Traveller, target: Target, share = 1): Traveller => ({
  ...traveller, target, probability: traveller.probability * share, packet: { ...traveller.packet, destination: target.ip, port: target.port },
});

/** Does what a rule says. Gives those that go on behind the rule, and those that leave its chain. */
function act(walk: Walk, first: Traveller, actions: readonly Action[], group: ChainGroup | undefined): { on: Traveller[]; out: Traveller[] } {
  let traveller = first;
  for (const action of actions) {
    switch (action.do) {
      case 'jump': return { on: walkChain(walk, action.to, group, [traveller]), out: [] };
      case 'goto': return { on: [], out: walkChain(walk, action.to, group, [traveller]) };
      case 'return': return { on: [], out: [traveller] };
      case 'accept': case 'drop': case 'reject':
        end(walk, traveller, action.do);
        return { on: [], out: [] };
      case 'masquerade':
        end(walk, { ...traveller, masqueraded: true }, 'accept');
        return { on: [], out: [] };
      case 'mark':
        traveller = { ...traveller, marks: new Set([...traveller.marks, action.mark]) };
        break;
      case 'unmark':
        traveller = { ...traveller, marks: new Set([...traveller.marks].filter((mark) => mark !== action.mark)) };
        break;
      case 'remember':
        traveller = { ...traveller, lists: [...traveller.lists, action.list] };
        break;
      case 'dnat':
        end(walk, sendTo(traveller, action.to), 'accept');
        return { on: [], out: [] };
      case 'spread':
        for (const target of action.to) end(walk, sendTo(traveller, target, 1 / action.to.length), 'accept');
        return { on: [], out: [] };
      case 'spread-chains': {
        const each = traveller;
        return { on: [], out: action.to.flatMap((chain) => walkChain(walk, chain, group, [{ ...each, probability: each.probability / action.to.length }])) };
      }
      case 'lookup': {
        const key = keyOf(action.key, traveller);
        const found = key === undefined ? undefined : walk.table.element(action.map, key);
        if (found?.element.verdict === undefined) break;
        const { step, before } = traveller.way!;
        return act(walk, { ...traveller, way: { step: { ...step, element: found.element }, before } }, [found.element.verdict], found.group);
      }
    }
  }
  return { on: [traveller], out: [] };
}

function applies({ terms }: Rule, traveller: Traveller, { table, machine }: Walk): boolean {
  for (let i = 0; i < terms.length; i += 1) if (!isTrue(terms[i]!, traveller, table, machine)) return false;
  return true;
}

/** Takes travellers through a chain; those that come to its end are given back, the others are done. */
function walkChain(walk: Walk, name: string, from: ChainGroup | undefined, travellers: Traveller[]): Traveller[] {
  let live = travellers;
  const left: Traveller[] = [];
  for (const { rules, group } of walk.table.chain(name, from)) {
    for (const rule of rules) {
      if (live.length === 0) return left;
      if (!live.some((traveller) => applies(rule, traveller, walk))) continue;
      const next: Traveller[] = [];
      for (const traveller of live) {
        if (!applies(rule, traveller, walk)) {
          next.push(traveller);
          continue;
        }
        let share = 1;
        let lists: readonly string[] = traveller.lists;
        for (const term of rule.terms) {
          if (term.on === 'chance') share = Number(term.share);
          else if (term.on === 'remember') lists = [...lists, term.list];
        }
        if (share < 1) next.push({ ...traveller, probability: traveller.probability * (1 - share) });
        const met: Traveller = { ...traveller, lists, probability: traveller.probability * share, way: { step: { table: walk.name, rule }, before: traveller.way } };
        const { on, out } = act(walk, met, rule.actions, group);
        next.push(...on);
        left.push(...out);
      }
      live = next;
    }
  }
  left.push(...live);
  return left;
}

/** Takes a packet through a base chain, whose policy is to accept. */
export function walkBaseChain(table: Table, name: string, chain: string, traveller: Traveller, machine: Machine): readonly Outcome[] {
  const walk: Walk = { table, name, machine, done: [] };
  for (const one of walkChain(walk, chain, undefined, [traveller])) end(walk, one, 'accept');
  return walk.done;
}
