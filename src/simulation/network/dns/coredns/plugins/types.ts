/** What plugins of CoreDNS share: a request on its way down the chain and what comes back. After plugin.Handler (github.com/coredns/coredns/plugin). */
import type { DnsQuery, DnsReply, Edns, Rcode } from '../../message';
import { lower, replyTo } from '../../message';
import type { CacheStore } from './cache-store';
import type { KubernetesObjects } from './kubernetes/objects';

/** dns.Msg as plugins see it: the one request that they hand on, whose name a plugin may change in place. */
export interface Request {
  name: string;
  readonly type: string;
  readonly transport: 'udp' | 'tcp';
  readonly edns: Edns | undefined;
  readonly recursionDesired: boolean;
  readonly from: string;
  readonly port: number;
  readonly id: number;
}

export const requestOf = (query: DnsQuery): Request => ({
  name: query.name, type: query.type, transport: query.transport ?? 'udp', edns: query.edns, recursionDesired: query.recursionDesired ?? true,
  from: query.from ?? '127.0.0.1', port: query.port ?? 40_000, id: query.id ?? 0,
});

/** What a plugin returns: the code, an error, and the reply if it wrote one. */
export interface Outcome {
  readonly rcode: Rcode;
  readonly written?: DnsReply;
  readonly error?: string;
}

/** What the server behind an address does with a question. */
export type UpstreamResult =
  | { readonly kind: 'reply'; readonly reply: DnsReply; /** Milliseconds. */ readonly took: number }
  /** Nothing comes back. */
  | { readonly kind: 'silent' }
  /** Nobody listens there. */
  | { readonly kind: 'closed' };

/** `address` with its port, `at` in milliseconds. */
export type Upstream = (address: string, query: DnsQuery, at: number) => UpstreamResult;

/** A question with another server, from one moment to another (milliseconds), by the `forward` that sent it. */
export interface HandedOn {
  readonly by: string;
  readonly from: number;
  readonly until: number;
}

/** What is around a server while it answers one question. */
export interface Walk {
  /** Milliseconds; a plugin that waits moves it on. */
  now: number;
  readonly lines: string[];
  readonly upstream: Upstream;
  /** undefined until the API server was reached. */
  readonly objects: KubernetesObjects | undefined;
  /** The server's own address. */
  readonly address: string;
  /** Time of the last change in the zone, seconds. */
  readonly serial: number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly caches: CacheStore;
  /** Questions that were handed on where the Corefile limits how many may be at once; replaced while a question is answered. */
  readonly handedOn: HandedOn[];
  /** upstream.Lookup: a question that the server asks itself. */
  readonly lookup: (request: Request, name: string, type: string) => DnsReply;
}

export type Handler = (request: Request, walk: Walk) => Outcome;

/** plugin.ClientWrite: with these codes a plugin says that it wrote nothing. */
export const isWritten = (rcode: Rcode): boolean => rcode !== 'SERVFAIL' && rcode !== 'REFUSED' && rcode !== 'FORMERR' && rcode !== 'NOTIMP';

/** plugin.NextOrFailure. */
export function noNext(plugin: string): Handler {
  return () => ({ rcode: 'SERVFAIL', error: `plugin/${plugin}: no next plugin found` });
}

export const queryOf = (request: Request): DnsQuery => ({ ...request, ...(request.edns === undefined ? {} : { edns: request.edns }) }) as DnsQuery;

export const written = (reply: DnsReply): Outcome => ({ rcode: 'NOERROR', written: reply });

/** SetReply: what a plugin begins an answer with. */
export const answerTo = (request: Request, rest: Partial<DnsReply>): DnsReply => replyTo(queryOf(request), 'NOERROR', rest);

/** request.Request.Name: lower case. */
export const nameOf = (request: Request): string => lower(request.name);

/** The same with what was written changed. */
export const mapWritten = (outcome: Outcome, change: (reply: DnsReply) => DnsReply): Outcome => (outcome.written === undefined ? outcome : { ...outcome, written: change(outcome.written) });
