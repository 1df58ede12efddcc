/** conntrack(8) of conntrack-tools 1.4.7 (the Debian package), over a node's table of connections. Entries come in the order in which they were noted, the last one first; the kernel's own order is that of a hash. */
import { parseIp, prefixContains } from '../../base/ip';
import type { Prefix } from '../../base/ip';
import type { Entry, Tracked, Tuple } from '../../network/conntrack';
import { BadUsage, NotHere, parseArguments } from './options';
import type { Filter } from './options';
import { USAGE } from './usage';

export interface ConnectionTable {
  readonly entries: () => readonly { readonly tracked: Tracked; readonly entry: Entry }[];
  readonly forget: (those: ReadonlySet<Tracked>) => void;
}

const NAME = 'conntrack v1.4.7 (conntrack-tools)';
/** Of a node (scenarios/terminal/machines.ts). */
const CPUS = 4;
/** Each counts what went wrong on that CPU; nothing does here. */
const COUNTERS = ['found', 'invalid', 'insert', 'insert_failed', 'drop', 'early_drop', 'error', 'search_restart', 'clash_resolve', 'chaintoolong'];

const tupleText = ({ from, to, fromPort, toPort }: Tuple): string => `src=${from} dst=${to} sport=${fromPort} dport=${toPort}`;

/** nfct_snprintf with NFCT_O_DEFAULT (libnetfilter_conntrack, src/conntrack/snprintf_default.c). */
export function entryLine({ protocol, original, reply, timeout, state, replied, assured }: Entry, extended = false): string {
  const [name, number] = protocol === 'TCP' ? ['tcp', 6] : ['udp', 17];
  const family = extended ? (original.from.includes(':') ? 'ipv6     10 ' : 'ipv4     2 ') : '';
  return `${family}${name.padEnd(8)} ${number} ${timeout} ${state === undefined ? '' : `${state} `}${tupleText(original)} ${replied ? '' : '[UNREPLIED] '}${tupleText(reply)} ${assured ? '[ASSURED] ' : ''}mark=0 use=1`;
}

const isIn = (prefix: Prefix, address: string): boolean => {
  const ip = parseIp(address);
  return ip !== undefined && prefixContains(prefix, ip);
};

function statusHolds(word: string, { replied, assured, original, reply }: Entry): boolean {
  switch (word) {
    case 'ASSURED': return assured;
    case 'SEEN_REPLY': return replied;
    case 'UNREPLIED': return !replied;
    case 'CONFIRMED': return true;
    case 'SRC_NAT': return original.from !== reply.to;
    case 'DST_NAT': return original.to !== reply.from;
    default: return false;
  }
}

function matches({ protocol, family, addresses, ports, state, status, nat }: Filter, entry: Entry): boolean {
  const { original, reply } = entry;
  if (protocol !== undefined && protocol !== entry.protocol.toLowerCase()) return false;
  if ((family ?? 4) !== (original.from.includes(':') ? 6 : 4)) return false;
  const [sourceNat, destinationNat] = [original.from !== reply.to, original.to !== reply.from];
  const found = { from: original.from, to: original.to, replyFrom: reply.from, replyTo: reply.to, sourceNat: sourceNat ? reply.to : '', destinationNat: destinationNat ? reply.from : '' };
  if (Object.entries(addresses).some(([key, prefix]) => !isIn(prefix, found[key as keyof typeof found]))) return false;
  const numbers = { from: original.fromPort, to: original.toPort, replyFrom: reply.fromPort, replyTo: reply.toPort };
  if (Object.entries(ports).some(([key, port]) => numbers[key as keyof typeof numbers] !== port)) return false;
  if (state !== undefined && state !== entry.state) return false;
  if (nat.some((one) => (one === 'source' ? !sourceNat : one === 'destination' ? !destinationNat : !sourceNat && !destinationNat))) return false;
  return status.every((word) => statusHolds(word, entry));
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const says = (text: string): string => `${NAME}: ${text}\n`;

function run(args: readonly string[], table: ConnectionTable): Ran {
  const { command, table: which, filter, output } = parseArguments(args);
  const all = which === 'conntrack' ? table.entries() : [];
  switch (command) {
    case 'help': return { stdout: USAGE, stderr: '', exit: 0 };
    case 'version': return { stdout: `${NAME}\n`, stderr: '', exit: 0 };
    case 'count': return { stdout: `${all.length}\n`, stderr: '', exit: 0 };
    case 'statistics': return { stdout: Array.from({ length: CPUS }, (_, cpu) => `cpu=${cpu}   \t${COUNTERS.map((name) => `${name}=0 `).join('')}\n`).join(''), stderr: '', exit: 0 };
    case 'flush':
      table.forget(new Set(all.map(({ tracked }) => tracked)));
      return { stdout: '', stderr: says(which === 'expect' ? 'expectation table has been emptied.' : 'connection tracking table has been emptied.'), exit: 0 };
    case 'list': case 'delete': {
      const found = all.filter(({ entry }) => matches(filter, entry));
      const done = command === 'list' ? 'shown' : 'deleted';
      if (command === 'delete') table.forget(new Set(found.map(({ tracked }) => tracked)));
      const what = which === 'expect' ? 'expectations' : 'flow entries';
      return { stdout: found.map(({ entry }) => `${entryLine(entry, output.includes('extended'))}\n`).join(''), stderr: says(`${found.length} ${what} have been ${done}.`), exit: command === 'delete' && found.length === 0 ? 1 : 0 };
    }
  }
}

/** One run: what it prints and its exit status. */
export function runConntrack(args: readonly string[], table: ConnectionTable): Ran {
  try {
    return run(args, table);
  } catch (error) {
    if (error instanceof BadUsage) return { stdout: '', stderr: `${says(error.message)}Try \`conntrack -h' or 'conntrack --help' for more information.\n`, exit: 2 };
    if (error instanceof NotHere) return { stdout: '', stderr: `(${error.message})\n`, exit: 1 };
    throw error;
  }
}
