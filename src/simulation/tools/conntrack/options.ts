/** The command line of conntrack(8), as conntrack-tools 1.4.7 reads it (src/conntrack.c: do_parse, generic_opt_check). */
import { parsePrefix, parseIp } from '../../base/ip';
import type { Prefix } from '../../base/ip';

export type Command = 'list' | 'delete' | 'flush' | 'count' | 'statistics' | 'version' | 'help';
export type TableName = 'conntrack' | 'expect' | 'dying' | 'unconfirmed';
/** Which entries are meant. */
export interface Filter {
  readonly protocol?: string;
  readonly family?: 4 | 6;
  readonly addresses: Readonly<Partial<Record<'from' | 'to' | 'replyFrom' | 'replyTo' | 'sourceNat' | 'destinationNat', Prefix>>>;
  readonly ports: Readonly<Partial<Record<'from' | 'to' | 'replyFrom' | 'replyTo', number>>>;
  readonly state?: string;
  readonly status: readonly string[];
  /** Translated at all: source, destination, either. */
  readonly nat: readonly ('source' | 'destination' | 'any')[];
}
export interface Asked {
  readonly command: Command;
  readonly table: TableName;
  readonly filter: Filter;
  readonly output: readonly string[];
}

/** What is wrong with a command line; the tool prints it behind its name and version, and ends with 2. */
export class BadUsage extends Error {}

/** Something that the real tool does and this one does not. */
export class NotHere extends Error {}

type AddressKey = keyof Filter['addresses'];
type PortKey = keyof Filter['ports'];

const LONG: Readonly<Record<string, string>> = {
  dump: 'L', list: 'L', delete: 'D', flush: 'F', count: 'C', stats: 'S', version: 'V', help: 'h', get: 'G', create: 'I', update: 'U', event: 'E', add: 'A',
  'orig-src': 's', src: 's', 'orig-dst': 'd', dst: 'd', 'reply-src': 'r', 'reply-dst': 'q', protonum: 'p', family: 'f', status: 'u', output: 'o', timeout: 't', mark: 'm',
  'src-nat': 'n', 'dst-nat': 'g', 'any-nat': 'j', zone: 'w',
};
const COMMANDS: Readonly<Record<string, Command>> = { L: 'list', D: 'delete', F: 'flush', C: 'count', S: 'statistics', V: 'version', h: 'help' };
const ADDRESSES: Readonly<Record<string, AddressKey>> = { s: 'from', d: 'to', r: 'replyFrom', q: 'replyTo' };
const NATS: Readonly<Record<string, 'source' | 'destination' | 'any'>> = { n: 'source', g: 'destination', j: 'any' };
const LONG_NAMES: Readonly<Record<string, string>> = { s: 'src', d: 'dst', r: 'reply-src', q: 'reply-dst', p: 'protonum', f: 'family', u: 'status', o: 'output', t: 'timeout', m: 'mark', n: 'src-nat', g: 'dst-nat', j: 'any-nat', w: 'zone' };
/** Options of protocols, known once a protocol is. */
const PORTS: Readonly<Record<string, PortKey>> = {
  'orig-port-src': 'from', sport: 'from', 'orig-port-dst': 'to', dport: 'to', 'reply-port-src': 'replyFrom', 'reply-port-dst': 'replyTo',
};
const WITH_PORTS: ReadonlySet<string> = new Set(['tcp', 'udp', 'udplite', 'sctp', 'dccp']);
const NUMBERS: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 33: 'dccp', 47: 'gre', 58: 'icmpv6', 132: 'sctp', 136: 'udplite' };
const TCP_STATES: readonly string[] = ['NONE', 'SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'FIN_WAIT', 'CLOSE_WAIT', 'LAST_ACK', 'TIME_WAIT', 'CLOSE', 'LISTEN'];
const STATUSES: readonly string[] = ['EXPECTED', 'ASSURED', 'SEEN_REPLY', 'UNREPLIED', 'CONFIRMED', 'SRC_NAT', 'DST_NAT', 'FIXED_TIMEOUT', 'UNSET'];
const OUTPUTS: readonly string[] = ['xml', 'extended', 'timestamp', 'id', 'ktimestamp', 'labels', 'save', 'userspace'];
const TABLES: readonly TableName[] = ['conntrack', 'expect', 'dying', 'unconfirmed'];

function protocolOf(text: string): string {
  const name = NUMBERS[text] ?? text.toLowerCase();
  if (!Object.values(NUMBERS).includes(name)) throw new BadUsage(`\`${text}' unsupported protocol`);
  return name;
}

/** An address, or a prefix where one is allowed. */
function addressOf(text: string): Prefix {
  const [address = '', length] = text.split('/');
  const ip = parseIp(address);
  if (ip === undefined) throw new BadUsage(`Invalid IP address \`${text}'`);
  const prefix = parsePrefix(`${address}/${length ?? ip.words.length * 32}`);
  if (prefix === undefined) throw new BadUsage('Invalid netmask');
  return prefix;
}

function words(text: string, known: readonly string[]): readonly string[] {
  const all = text.split(',');
  const bad = all.find((word) => !known.some((one) => one.toLowerCase() === word.toLowerCase()));
  if (bad !== undefined) throw new BadUsage(`Bad parameter \`${bad}'`);
  return all.map((word) => known.find((one) => one.toLowerCase() === word.toLowerCase())!);
}

/** An option as it was written, its letter (or its long name, of a protocol), and the value after `=` or behind the letter. */
function optionOf(word: string, protocol: string | undefined): { readonly name: string; readonly value?: string } {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    const long = word.slice(2, equals < 0 ? undefined : equals);
    const own = protocol !== undefined && ((WITH_PORTS.has(protocol) && PORTS[long] !== undefined) || (protocol === 'tcp' && long === 'state'));
    const name = own ? long : LONG[long];
    if (name === undefined) throw new BadUsage(`unknown option \`--${long}'`);
    return { name, ...(equals < 0 ? {} : { value: word.slice(equals + 1) }) };
  }
  const name = word.charAt(1);
  if (!Object.values(LONG).includes(name)) throw new BadUsage(`unknown option \`-${name}'`);
  return { name, ...(word.length > 2 ? { value: word.slice(2) } : {}) };
}

/** Reads a command line; throws {@link BadUsage} or {@link NotHere}. */
export function parseArguments(args: readonly string[]): Asked {
  let command: Command | undefined;
  let table: TableName = 'conntrack';
  let [protocol, family, state]: [string | undefined, 4 | 6 | undefined, string | undefined] = [undefined, undefined, undefined];
  const addresses: Partial<Record<AddressKey, Prefix>> = {};
  const ports: Partial<Record<PortKey, number>> = {};
  const nat: ('source' | 'destination' | 'any')[] = [];
  let [status, output]: [readonly string[], readonly string[]] = [[], []];
  const used = new Set<string>();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!;
    // What is no option belongs to none.
    if (!/^-./.test(word)) continue;
    const { name, value: given } = optionOf(word, protocol);
    const optional = (): string | undefined => given ?? (args[at + 1] !== undefined && !args[at + 1]!.startsWith('-') ? args[(at += 1)] : undefined);
    const value = (): string => {
      const found = given ?? args[(at += 1)];
      if (found === undefined) throw new BadUsage(`option \`${word}' requires an argument`);
      return found;
    };
    if (['G', 'I', 'U', 'E', 'A'].includes(name)) throw new NotHere('conntrack here knows -L, -D, -F, -C and -S');
    const asked = COMMANDS[name];
    if (asked !== undefined) {
      if (command !== undefined) throw new BadUsage('Invalid commands combination');
      command = asked;
      const named = ['V', 'h', 'S'].includes(name) ? undefined : optional();
      if (named !== undefined && !TABLES.some((one) => one === named)) {
        if (given === undefined) throw new BadUsage(`unknown type \`${named}'`);
      } else if (named !== undefined) table = named as TableName;
      continue;
    }
    if (LONG_NAMES[name] !== undefined) used.add(name);
    if (ADDRESSES[name] !== undefined) addresses[ADDRESSES[name]] = addressOf(value());
    else if (NATS[name] !== undefined) {
      const address = optional();
      if (address === undefined) nat.push(NATS[name]);
      else if (name === 'j') throw new NotHere('conntrack here takes no address for -j: give -n or -g one');
      else addresses[name === 'n' ? 'sourceNat' : 'destinationNat'] = addressOf(address);
    } else if (PORTS[name] !== undefined) ports[PORTS[name]] = Number.parseInt(value(), 10) || 0;
    else if (name === 'state') {
      const text = value();
      state = TCP_STATES.find((one) => one === text);
      if (state === undefined) throw new BadUsage(`unknown TCP state \`${text}'`);
    } else if (name === 'p') protocol = protocolOf(value());
    else if (name === 'f') {
      const text = value();
      if (text !== 'ipv4' && text !== 'ipv6') throw new BadUsage(`\`${text}' unsupported protocol`);
      family = text === 'ipv4' ? 4 : 6;
    } else if (name === 'u') status = words(value(), STATUSES);
    else if (name === 'o') {
      output = words(value(), OUTPUTS);
      if (output.some((one) => one !== 'extended')) throw new NotHere('conntrack here knows the output extended alone');
    } else throw new NotHere(`conntrack here does not know --${LONG_NAMES[name]}`);
  }
  const filters = [...used].find((name) => name !== 'o');
  if (filters !== undefined && command !== 'list' && command !== 'delete') throw new BadUsage(`Illegal option \`--${LONG_NAMES[filters]}' with this command`);
  return {
    command: command ?? 'help', table, output,
    filter: { addresses, ports, status, nat, ...(protocol === undefined ? {} : { protocol }), ...(family === undefined ? {} : { family }), ...(state === undefined ? {} : { state }) },
  };
}
