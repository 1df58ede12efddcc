/** How BIND's tools look a name up: search list, servers, attempts. After bin/dig/dighost.c (BIND 9.20). */
import type { DnsQuery, DnsReply } from '../../dns/message';
import { readResolvConf, Wire } from '../../dns/resolver';
import type { Run } from '../types';

export interface LookupOptions {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly useSearch: boolean;
  /** Seconds for one attempt, attempts in all. */
  readonly timeout: number;
  readonly tries: number;
  /** nslookup and host want a server that recurs. */
  readonly checkRecursion: boolean;
  readonly edns?: DnsQuery['edns'];
  readonly tcp?: boolean;
  readonly recurse?: boolean;
  /** dighost_comments: lines about what went wrong on the way; host prints none. */
  readonly comment: (text: string) => void;
  /** dighost_error: what is always printed. */
  readonly error: (text: string) => void;
}

export interface Looked {
  readonly reply: DnsReply;
  readonly server: string;
  /** The name asked for last, absolute. */
  readonly name: string;
  /** Milliseconds that the last question took. */
  readonly took: number;
}

/** The options that resolv.conf gives. */
export function fromResolvConf(run: Run): Pick<LookupOptions, 'servers' | 'search' | 'ndots'> {
  const { servers, search, ndots } = readResolvConf(run.world.resolvConf, 'glibc');
  return { servers, search, ndots };
}

/** One name, every server, as often as allowed; undefined: no server could be reached. */
function ask(run: Run, name: string, type: string, options: LookupOptions): Looked | undefined {
  const wire = new Wire(run.world.servers, run.world.from, run.now);
  const { servers, tries, timeout, comment, error } = options;
  const send = (server: string, tcp: boolean): ReturnType<Wire['send']> =>
    wire.send(server, name, type, { ...(options.edns === undefined ? {} : { edns: options.edns }), ...(tcp ? { transport: 'tcp' as const } : {}) });
  for (let attempt = 0; attempt < tries; attempt += 1) {
    for (const [place, server] of servers.entries()) {
      const asked = wire.now;
      let packet = send(server, options.tcp === true);
      if (packet.reply?.truncated === true && !packet.tcp && packet.arrives - asked <= timeout * 1000) {
        wire.now = packet.arrives;
        comment('Truncated, retrying in TCP mode.');
        packet = send(server, true);
      }
      const inTime = packet.arrives - wire.now <= timeout * 1000;
      wire.now = inTime ? packet.arrives : wire.now + timeout * 1000;
      run.now = wire.now;
      if (!inTime || packet.reply === undefined) {
        error(`communications error to ${server}#53: ${packet.refused ? 'connection refused' : 'timed out'}`);
        continue;
      }
      const { reply } = packet;
      const isLast = place === servers.length - 1;
      const wrong = reply.rcode === 'SERVFAIL' ? 'SERVFAIL reply' : options.checkRecursion && !reply.recursionAvailable ? 'recursion not available' : undefined;
      if (wrong !== undefined && (options.checkRecursion || !isLast)) comment(`Got ${wrong} from ${server}${isLast ? '' : ', trying next server'}`);
      if (wrong !== undefined && !isLast) continue;
      return { reply, server, name, took: wire.now - asked };
    }
  }
  return undefined;
}

/** A lookup with its search list: the reply that counts; undefined: no server could be reached. */
export function lookUp(run: Run, text: string, type: string, options: LookupOptions): Looked | undefined {
  const absolute = text.endsWith('.') ? text : `${text}.`;
  const dots = text.split('.').length - 1;
  const asIs = text.endsWith('.') || !options.useSearch || dots >= options.ndots;
  const names = asIs ? [absolute] : [...options.search.map((domain) => `${text}.${domain}.`), absolute];
  let looked: Looked | undefined;
  for (const name of names) {
    looked = ask(run, name, type, options);
    if (looked?.reply.rcode !== 'NXDOMAIN') return looked;
  }
  return looked;
}

/** chase_cnamechain: the name at the end of the aliases. */
export function endOfAliases(reply: DnsReply, name: string): string {
  let at = name;
  for (let hop = 0; hop < reply.answer.length; hop += 1) {
    const alias = reply.answer.find((record) => record.type === 'CNAME' && record.name.toLowerCase() === at.toLowerCase());
    if (alias === undefined) break;
    at = alias.data;
  }
  return at;
}

export const shown = (name: string): string => (name === '.' ? '.' : name.replace(/\.$/, ''));

/** A server given by name or address; undefined after the error was printed. */
export function serverOf(run: Run, tool: string, name: string): readonly string[] | undefined {
  const { addresses, error } = run.resolve(name);
  if (addresses.length > 0) return addresses;
  run.stderr += `${tool}: couldn't get address for '${name}': ${error?.code === 'EAI_AGAIN' ? 'failure' : 'not found'}\n`;
  return undefined;
}
