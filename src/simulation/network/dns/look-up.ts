/** One name against a server that answers everything at once: which names a library asks for, and whether it finds one. */
import type { DnsQuery } from './message';
import { replyTo } from './message';
import { resolveGlibc, resolveGo, resolveMusl } from './resolver';
import type { NameServers, Resolved, ResolveOptions } from './resolver';
import type { ResolverLibrary, ResolverOptions } from './search';

/** What a name server says about the addresses of a name: NOERROR with records, NOERROR without, NXDOMAIN. */
export type AddressReply = 'addresses' | 'no-data' | 'no-such-name';

export interface AskedName {
  /** Absolute, with the last dot. */
  readonly name: string;
  readonly reply: AddressReply;
}

export interface Lookup {
  readonly found: boolean;
  readonly asked: readonly AskedName[];
}

const RESOLVERS: Readonly<Record<ResolverLibrary, (name: string, options: ResolveOptions) => Resolved>> = { glibc: resolveGlibc, musl: resolveMusl, go: resolveGo };
const SERVER = '10.96.0.10';
const ADDRESS = '192.0.2.1';

/** musl ends at the first name that exists without addresses (`EAI_NODATA`); glibc and Go go on. */
export function lookUpName(name: string, { search, ndots }: ResolverOptions, library: ResolverLibrary, reply: (absolute: string) => AddressReply): Lookup {
  if (name === '') return { found: false, asked: [] };
  const asked = new Map<string, AddressReply>();
  const answer = (query: DnsQuery): ReturnType<typeof replyTo> => {
    const said = reply(query.name);
    asked.set(query.name, said);
    const records = said === 'addresses' && query.type === 'A' ? [{ name: query.name, ttl: 30, type: 'A', data: ADDRESS }] : [];
    return replyTo(query, said === 'no-such-name' ? 'NXDOMAIN' : 'NOERROR', { authoritative: true, answer: records });
  };
  const servers: NameServers = (_server, query) => ({ kind: 'reply', took: 1, reply: answer(query) });
  const resolvConf = `${search.length > 0 ? `search ${search.join(' ')}\n` : ''}nameserver ${SERVER}\noptions ndots:${ndots}\n`;
  const { addresses } = RESOLVERS[library](name, { family: 'unspec', resolvConf, hosts: '', servers, now: 0 });
  return { found: asked.size > 0 && addresses.length > 0, asked: [...asked].map(([absolute, said]) => ({ name: absolute, reply: said })) };
}
