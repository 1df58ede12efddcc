import { networkOf, parsePrefixSloppy } from '../../base/ip';
import type { Ip, Prefix } from '../../base/ip';

/**
 * How a range is divided (KEP-3070 for addresses, KEP-3668 for node ports): the lower band is for those that are asked for by address or number, what is given by lot comes
 * from the upper one first.
 */

/** calculateRangeOffset (pkg/registry/core/service/ipallocator, portallocator): size of the lower band. */
const reservedOf = (size: number, step: number, most: number): number => (size <= 16 ? 0 : Math.min(most, Math.max(16, Math.floor(size / step))));

/** An address further on. The offset may be up to 2⁵³. */
export function addressAfter({ family, words }: Ip, offset: number): Ip {
  const sum = [...words];
  for (let at = sum.length - 1, carry = offset; at >= 0 && carry > 0; at -= 1) {
    const value = sum[at]! + (carry % 2 ** 32);
    sum[at] = value % 2 ** 32;
    carry = Math.floor(carry / 2 ** 32) + Math.floor(value / 2 ** 32);
  }
  return { family, words: sum };
}

/** The last address of a prefix: all bits behind it set. */
function broadcastOf(prefix: Prefix): Ip {
  const { family, words } = networkOf(prefix);
  return { family, words: words.map((word, at) => (word | (prefix.length - at * 32 >= 32 ? 0 : prefix.length <= at * 32 ? 0xffffffff : 0xffffffff >>> (prefix.length - at * 32))) >>> 0) };
}

export interface AddressBands {
  readonly first: Ip;
  readonly last: Ip;
  /** How many addresses there are between them, both counted; at most 2⁵³. */
  readonly size: number;
  /** How many of the first ones are the lower band. */
  readonly reserved: number;
}

/** NewIPAllocator (pkg/registry/core/service/ipallocator): neither the network's own address nor, in IPv4, that for broadcast. */
export function addressBands(prefix: Prefix): AddressBands {
  const bits = prefix.network.words.length * 32 - prefix.length;
  const whole = bits >= 53 ? Number.MAX_SAFE_INTEGER : 2 ** bits;
  const four = prefix.network.family === 4;
  const broadcast = broadcastOf(prefix);
  return {
    first: addressAfter(networkOf(prefix), 1),
    last: four ? { ...broadcast, words: [broadcast.words[0]! - 1] } : broadcast,
    size: Math.max(0, whole - (four ? 2 : 1)),
    reserved: reservedOf(whole, 16, 256),
  };
}

/** PrefixContainsIP (pkg/api/servicecidr) for an address inside: not the network's own, nor in IPv4 that for broadcast. */
export function isForHosts(prefix: Prefix, ip: Ip): boolean {
  const isSame = (other: Ip): boolean => other.words.every((word, at) => word === ip.words[at]);
  return !isSame(networkOf(prefix)) && !(ip.family === 4 && isSame(broadcastOf(prefix)));
}

export interface PortBands {
  readonly first: number;
  readonly size: number;
  readonly reserved: number;
}

export const portBands = ([first, last]: readonly [number, number]): PortBands => ({ first, size: last - first + 1, reserved: reservedOf(last - first + 1, 32, 128) });

/** What a range is written as, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly error: string };

/** A ServiceCIDR that an allocator accepts. */
export function readServiceCIDR(text: string): Read<Prefix> {
  const prefix = parsePrefixSloppy(text);
  if (prefix === undefined) return { error: `invalid CIDR address: ${text}` };
  if (prefix.network.family === 6 && prefix.length < 64) return { error: `shortest allowed prefix length for service CIDR is 64, got ${prefix.length}` };
  return { value: prefix };
}

const numberOf = (text: string): number | undefined => (/^[+-]?[0-9]+$/.test(text) ? Number(text) : undefined);
const notANumber = (text: string): { readonly error: string } => ({ error: `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax` });

/** ParsePortRange (k8s.io/apimachinery/pkg/util/net): `port`, `first-last` or `first+more`. */
export function readPortRange(text: string): Read<readonly [number, number]> {
  const value = text.trim();
  const [hyphen, plus] = [value.indexOf('-'), value.indexOf('+')];
  if (value === '') return { value: [0, -1] };
  if (hyphen >= 0 && plus >= 0) return { error: `unable to parse port range: ${value}` };
  const at = Math.max(hyphen, plus);
  const [left, right] = at < 0 ? [value, value] : [value.slice(0, at), value.slice(at + 1)];
  const [low, other] = [numberOf(left), numberOf(right)];
  if (low === undefined || other === undefined) return notANumber(low === undefined ? left : right);
  const high = plus >= 0 ? low + other : other;
  if (low > 65535 || high > 65535) return { error: `the port range cannot be greater than 65535: ${value}` };
  return high < low ? { error: `end port cannot be less than start port: ${value}` } : { value: [low, high] };
}

