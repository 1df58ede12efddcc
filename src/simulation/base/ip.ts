/** IP addresses and prefixes, as Go's package net reads them (ParseIP, ParseCIDR, IPNet.Contains). */

export interface Ip {
  readonly family: 4 | 6;
  /** Unsigned 32-bit words, the highest first: one for IPv4, four for IPv6. */
  readonly words: readonly number[];
}

export interface Prefix {
  readonly network: Ip;
  readonly length: number;
}

function parseIPv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    // A leading zero could mean octal, so Go refuses it.
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

/** The 16-bit groups of one side of `::`; the text may end in a dotted quad. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const found: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const quad = last && index === parts.length - 1 ? parseIPv4(part) : undefined;
      if (quad === undefined) return undefined;
      found.push(quad >>> 16, quad & 0xffff);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) found.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return found;
}

function parseIPv6(text: string): number[] | undefined {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [head, tail] = [groups(sides[0]!, sides.length === 1), sides.length === 2 ? groups(sides[1]!, true) : []];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (sides.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return [0, 2, 4, 6].map((at) => all[at]! * 0x10000 + all[at + 1]!);
}

/** net.ParseIP; an IPv4 address written as `::ffff:1.2.3.4` is that IPv4 address. undefined if it is no address. */
export function parseIp(text: string): Ip | undefined {
  if (!text.includes(':')) {
    const word = parseIPv4(text);
    return word === undefined ? undefined : { family: 4, words: [word] };
  }
  const words = parseIPv6(text);
  if (words === undefined) return undefined;
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff ? { family: 4, words: [words[3]!] } : { family: 6, words };
}

/** net.ParseCIDR: bits behind the prefix may be set, they do not count. */
export function parsePrefix(text: string): Prefix | undefined {
  const match = /^([^/]+)\/(0|[1-9][0-9]{0,2})$/.exec(text);
  const network = match === null ? undefined : parseIp(match[1]!);
  const length = Number(match?.[2]);
  return network === undefined || length > network.words.length * 32 ? undefined : { network, length };
}

/** netutils.ParseIPSloppy (k8s.io/utils/net): as Go read addresses before 1.17, leading zeros and all. */
export const parseIpSloppy = (text: string): Ip | undefined => parseIp(text.includes(':') ? text : text.replace(/(^|\.)0+(?=[0-9])/g, '$1'));

const DOTTED = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;

/** An address that netutils.ParseIPSloppy reads, as net.IP.String writes it; undefined if it is none. Most are written so already. */
export function canonicalIp(text: string): string | undefined {
  if (DOTTED.test(text)) return text;
  const ip = parseIpSloppy(text);
  return ip === undefined ? undefined : formatIp(ip);
}

/** netutils.ParseCIDRSloppy. */
export function parsePrefixSloppy(text: string): Prefix | undefined {
  const slash = text.lastIndexOf('/');
  const ip = slash < 0 ? undefined : parseIpSloppy(text.slice(0, slash));
  return ip === undefined ? undefined : parsePrefix(`${formatIp(ip)}/${text.slice(slash + 1).replace(/^0+(?=[0-9])/, '')}`);
}

/** The network of a prefix: the address without the bits behind the prefix. */
export function networkOf({ network, length }: Prefix): Ip {
  const words = network.words.map((word, at) => {
    const kept = Math.min(32, Math.max(0, length - at * 32));
    return kept === 0 ? 0 : (word & (0xffffffff << (32 - kept))) >>> 0;
  });
  return { ...network, words };
}

/** net.IP.String: dotted, or as RFC 5952 writes IPv6. */
export function formatIp({ family, words }: Ip): string {
  if (family === 4) return [24, 16, 8, 0].map((shift) => (words[0]! >>> shift) & 0xff).join('.');
  const all = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  let best = { at: 0, length: 0 };
  for (let at = 0; at < 8; at += 1) {
    let length = 0;
    while (at + length < 8 && all[at + length] === 0) length += 1;
    if (length > best.length) best = { at, length };
  }
  const hex = (part: readonly number[]): string => part.map((one) => one.toString(16)).join(':');
  return best.length < 2 ? hex(all) : `${hex(all.slice(0, best.at))}::${hex(all.slice(best.at + best.length))}`;
}

/** net.IPNet.String. */
export const formatPrefix = (prefix: Prefix): string => `${formatIp(networkOf(prefix))}/${prefix.length}`;

/** IPNet.Contains: never across families. */
export function prefixContains({ network, length }: Prefix, ip: Ip): boolean {
  if (network.family !== ip.family) return false;
  for (let word = 0, left = length; left > 0; word += 1, left -= 32) {
    const difference = network.words[word]! ^ ip.words[word]!;
    if ((left >= 32 ? difference : difference >>> (32 - left)) !== 0) return false;
  }
  return true;
}
