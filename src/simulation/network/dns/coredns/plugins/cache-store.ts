/** The answers that a server keeps, as a value: persistent, so a server's state can be kept and gone back to. */
import { byText } from '../../../../base/ordered-map';
import type { OrderedMap } from '../../../../base/ordered-map';
import type { DnsRecord, Rcode } from '../../message';

export interface CacheItem {
  readonly name: string;
  readonly type: string;
  readonly rcode: Rcode;
  readonly recursionAvailable: boolean;
  readonly answer: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
  /** Seconds it is good for, from `stored` (milliseconds). */
  readonly ttl: number;
  readonly stored: number;
}

export interface BlockCache {
  readonly success: OrderedMap<string, CacheItem>;
  readonly denial: OrderedMap<string, CacheItem>;
}

export const EMPTY_CACHE: BlockCache = { success: null, denial: null };

export const cacheEntries = byText;

/** The caches of all server blocks, by the block's place; replaced while a question is answered. */
export type CacheStore = BlockCache[];
