/** plugin/cache: answers kept for a while, and their TTL capped. After handler.go, cache.go, item.go, setup.go (github.com/coredns/coredns v1.14.2). */
import { sizeOf } from '../../../../base/ordered-map';
import type { DnsRecord, DnsReply } from '../../message';
import { lower, normalName, zoneOf } from '../../message';
import { CorefileError } from '../corefile/dispenser';
import type { BlockCache, CacheItem } from './cache-store';
import { cacheEntries, EMPTY_CACHE } from './cache-store';
import type { Controller } from './controller';
import { atoi, milliseconds, once } from './controller';
import { originsOf } from './origins';
import { typify } from './reply-type';
import type { Handler, Outcome, Request, Walk } from './types';
import { answerTo, mapWritten, nameOf } from './types';

export interface CacheConfig {
  readonly zones: readonly string[];
  readonly success: CacheLimits;
  readonly denial: CacheLimits;
  /** Seconds that a SERVFAIL is kept. */
  readonly servfail: number;
  /** Seconds that an answer may be served after its end; 0: not. */
  readonly staleUpTo: number;
  readonly verifyStale: boolean;
  readonly keepTtl: boolean;
}

interface CacheLimits {
  readonly capacity: number;
  /** Seconds. */
  readonly most: number;
  readonly least: number;
  /** Zones whose answers are not kept. */
  readonly except: readonly string[];
}

const CAPACITY = 10_000;
const HOUR = 3600;
const LEAST = 5;
const LONGEST_SERVFAIL = 300;

function limitsOf(controller: Controller, limits: CacheLimits): CacheLimits {
  const [capacity, most, least] = controller.remainingArgs();
  if (capacity === undefined) throw controller.argError();
  const read = { ...limits, capacity: atoi(capacity) };
  if (most === undefined) return read;
  const longest = atoi(most);
  if (longest <= 0) throw new CorefileError(`cache TTL can not be zero or negative: ${longest}`);
  if (least === undefined) return { ...read, most: longest };
  const shortest = atoi(least);
  if (shortest < 0) throw new CorefileError(`cache min TTL can not be negative: ${shortest}`);
  return { ...read, most: longest, least: shortest };
}

type Draft = { -readonly [K in keyof CacheConfig]: CacheConfig[K] };

function checkPrefetch(controller: Controller): void {
  const args = controller.remainingArgs();
  if (args.length === 0 || args.length > 3) throw controller.argError();
  const amount = atoi(args[0]!);
  if (amount < 0) throw new CorefileError(`prefetch amount should be positive: ${amount}`);
  if (args[1] !== undefined) milliseconds(args[1]);
  const percent = args[2];
  if (percent === undefined) return;
  if (!percent.endsWith('%')) throw new CorefileError(`last character of percentage should be \`%\`, but is: '${percent.at(-1) ?? ''}'`);
  const share = atoi(percent.slice(0, -1));
  if (share < 10 || share > 90) throw new CorefileError(`percentage should fall in range [10, 90]: ${share}`);
}

function option(controller: Controller, draft: Draft): void {
  switch (controller.value()) {
    case 'success': draft.success = limitsOf(controller, draft.success); return;
    case 'denial': draft.denial = limitsOf(controller, draft.denial); return;
    case 'prefetch': checkPrefetch(controller); return;
    case 'serve_stale': {
      const args = controller.remainingArgs();
      if (args.length > 2) throw controller.argError();
      draft.staleUpTo = args[0] === undefined ? HOUR : milliseconds(args[0]) / 1000;
      if (draft.staleUpTo < 0) throw new CorefileError('invalid negative duration for serve_stale');
      const mode = args[1]?.toLowerCase();
      if (mode !== undefined && mode !== 'immediate' && mode !== 'verify') throw new CorefileError(`invalid value for serve_stale refresh mode: ${mode}`);
      draft.verifyStale = mode === 'verify';
      return;
    }
    case 'servfail': {
      const args = controller.remainingArgs();
      if (args.length !== 1) throw controller.argError();
      draft.servfail = milliseconds(args[0]!) / 1000;
      if (draft.servfail < 0) throw new CorefileError('invalid negative ttl for servfail');
      if (draft.servfail > LONGEST_SERVFAIL) throw new CorefileError('caching SERVFAIL responses over 5 minutes is not permitted');
      return;
    }
    case 'disable': {
      const [what, ...zones] = controller.remainingArgs();
      if (what === undefined) throw controller.argError();
      const except = zones.length === 0 ? ['.'] : zones.map(normalName);
      if (what !== 'denial' && what !== 'success') throw new CorefileError('cache type for disable must be "success" or "denial"');
      draft[what] = { ...draft[what], except };
      return;
    }
    case 'keepttl':
      if (controller.remainingArgs().length > 0) throw controller.argError();
      draft.keepTtl = true;
      return;
    default: throw controller.argError();
  }
}

export function parseCache(controller: Controller): CacheConfig {
  let draft: Draft | undefined;
  while (controller.next()) {
    if (draft !== undefined) throw once();
    draft = {
      zones: [], success: { capacity: CAPACITY, most: HOUR, least: LEAST, except: [] }, denial: { capacity: CAPACITY, most: HOUR / 2, least: LEAST, except: [] },
      servfail: LEAST, staleUpTo: 0, verifyStale: false, keepTtl: false,
    };
    let args = controller.remainingArgs();
    if (args[0] !== undefined && /^[+-]?\d+$/.test(args[0])) {
      const ttl = Number(args[0]);
      if (ttl <= 0) throw new CorefileError(`cache TTL can not be zero or negative: ${ttl}`);
      draft.success = { ...draft.success, most: ttl };
      draft.denial = { ...draft.denial, most: ttl };
      args = args.slice(1);
    }
    draft.zones = originsOf(args, controller.keys);
    while (controller.nextBlock()) option(controller, draft);
  }
  return draft!;
}

const withTtl = (records: readonly DnsRecord[], ttl: number): DnsRecord[] => records.map((record) => ({ ...record, ttl }));

const keyOf = (request: Request): string => `${nameOf(request)} ${request.type} ${request.edns?.dnssec === true ? 1 : 0}`;

/** dnsutil.MinimalTTL, seconds. */
function minimalTtl(reply: DnsReply): number {
  const type = typify(reply);
  const records = [...reply.answer, ...reply.authority, ...reply.additional];
  if ((type !== 'NOERROR' && type !== 'NXDOMAIN' && type !== 'NODATA') || records.length === 0) return LEAST;
  return Math.min(HOUR, ...records.map(({ ttl }) => ttl));
}

const secondsLeft = (item: CacheItem, now: number): number => item.ttl - Math.trunc((now - item.stored) / 1000);

/** The handler of the block at a place, whose answers are kept in `walk.caches[block]`. */
export function cacheHandler(config: CacheConfig, block: number, next: Handler): Handler {
  const kept = (walk: Walk): BlockCache => walk.caches[block] ?? EMPTY_CACHE;

  const fresh = (walk: Walk, request: Request): CacheItem | undefined => {
    const { denial, success } = kept(walk);
    const key = keyOf(request);
    for (const map of [denial, success]) {
      const item = cacheEntries.get(map, key);
      if (item === undefined || item.type !== request.type) continue;
      const left = secondsLeft(item, walk.now);
      if (left > 0 || (config.staleUpTo > 0 && -left < Math.trunc(config.staleUpTo))) return item;
    }
    return undefined;
  };

  const keep = (walk: Walk, key: string, which: 'success' | 'denial', item: CacheItem): void => {
    const limits = config[which];
    let map = cacheEntries.set(kept(walk)[which], key, item);
    if (sizeOf(map) > limits.capacity && map !== null) map = cacheEntries.delete(map, map.key);
    walk.caches[block] = { ...kept(walk), [which]: map };
  };

  /** ResponseWriter.WriteMsg. */
  const store = (walk: Walk, request: Request, reply: DnsReply, prefetch: boolean): DnsReply => {
    const type = typify(reply);
    const limits = type === 'NXDOMAIN' || type === 'NODATA' ? config.denial : config.success;
    const duration = type === 'SERVERERROR' ? config.servfail : Math.min(Math.max(minimalTtl(reply), limits.least), limits.most);
    const ttl = Math.trunc(duration);
    const capped: DnsReply = { ...reply, answer: withTtl(reply.answer, ttl), authority: withTtl(reply.authority, ttl), additional: withTtl(reply.additional, ttl) };
    const matches = lower(reply.question.name) === nameOf(request) && reply.question.type === request.type;
    if (reply.truncated || type === 'OTHERERROR' || type === 'META' || duration <= 0 || !matches) return capped;
    const which = type === 'NOERROR' || type === 'DELEGATION' ? 'success' : 'denial';
    if (zoneOf(config[which].except, reply.question.name) !== undefined) return capped;
    const { rcode, recursionAvailable, answer, authority, additional } = capped;
    keep(walk, keyOf(request), which, { name: reply.question.name, type: reply.question.type, rcode, recursionAvailable, answer, authority, additional, ttl, stored: walk.now });
    if (prefetch && which === 'success') walk.caches[block] = { ...kept(walk), denial: cacheEntries.delete(kept(walk).denial, keyOf(request)) };
    return capped;
  };

  const ask = (request: Request, walk: Walk, prefetch = false): Outcome => {
    const copy = { ...request };
    return mapWritten(next(copy, walk), (reply) => store(walk, request, reply, prefetch));
  };

  return (request, walk) => {
    if (zoneOf(config.zones, request.name) === undefined) return next({ ...request }, walk);
    const item = fresh(walk, request);
    if (item === undefined) return ask(request, walk);
    let left = secondsLeft(item, walk.now);
    if (left < 0) {
      if (config.verifyStale) {
        const before = [...walk.caches];
        const outcome = ask(request, walk);
        if (outcome.written?.rcode === 'NOERROR' || outcome.written?.rcode === 'NXDOMAIN') return outcome;
        walk.caches.splice(0, walk.caches.length, ...before);
      } else {
        // In the background: what it waits for, nobody waits for.
        const now = walk.now;
        ask(request, walk, true);
        walk.now = now;
      }
      left = 0;
    }
    const ttl = config.keepTtl ? item.ttl : left;
    return {
      rcode: 'NOERROR',
      written: answerTo(request, {
        authoritative: true, recursionAvailable: item.recursionAvailable, rcode: item.rcode,
        answer: withTtl(item.answer, ttl), authority: withTtl(item.authority, ttl), additional: withTtl(item.additional, ttl),
      }),
    };
  };
}
