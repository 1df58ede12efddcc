import { quote } from '../../../base/go/quote';
import {
  formatAddr, formatAddrPrefix, is4In6, isGlobalUnicast, isLinkLocalMulticast, isLinkLocalUnicast, isLoopback, isUnspecified, maskedPrefix, parseAddr, parseAddrPrefix, prefixHolds, type Addr, type AddrPrefix,
} from '../../../base/go/netip';
import type { Library } from '../../../base/cel/run/library';
import { CelError, Opaque, type Value } from '../../../base/cel/run/values';

/** ip() and cidr() (apiserver pkg/cel/library/ip.go, cidr.go): no zones, no IPv4 within IPv6. */

function readIp(text: string): Addr | CelError {
  const parsed = parseAddr(text);
  if (!parsed.ok) return new CelError(`IP Address ${quote(text)} parse error during conversion from string: ${parsed.error}`);
  if (parsed.addr.zone !== '') return new CelError(`IP address ${quote(text)} with zone value is not allowed`);
  return is4In6(parsed.addr) ? new CelError(`IPv4-mapped IPv6 address ${quote(text)} is not allowed`) : parsed.addr;
}

function readCidr(text: string): AddrPrefix | CelError {
  const parsed = parseAddrPrefix(text);
  if (!parsed.ok) return new CelError(`network address parse error during conversion from string: ${parsed.error}`);
  return is4In6(parsed.prefix.addr) ? new CelError(`IPv4-mapped IPv6 address ${quote(text)} is not allowed`) : parsed.prefix;
}

const ip = (addr: Addr): Value => new Opaque('net.IP', addr, (other) => formatAddr(addr) === formatAddr(other), formatAddr(addr), Math.ceil(addr.bytes.length));
const cidr = (prefix: AddrPrefix): Value => new Opaque('net.CIDR', prefix, (other) => formatAddrPrefix(prefix) === formatAddrPrefix(other), formatAddrPrefix(prefix), Math.ceil(prefix.bits / 8));
const addrOf = (value: Value | undefined): Addr => (value as Opaque<Addr>).data;
const prefixOf = (value: Value | undefined): AddrPrefix => (value as Opaque<AddrPrefix>).data;
const test = (holds: (addr: Addr) => boolean) => (value: Value | undefined): Value => holds(addrOf(value));
// What cannot be read is reported without its reason here, as upstream compares it as any other value.
const NO_OVERLOAD = new CelError('no such overload');

function contains(prefix: AddrPrefix, other: AddrPrefix): boolean {
  const overlaps = prefixHolds({ ...prefix, bits: Math.min(prefix.bits, other.bits) }, other.addr);
  return overlaps && prefix.bits <= other.bits;
}

export const ADDRESS_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  string: ['ip_to_string(net.IP()) -> string', 'cidr_to_string(net.CIDR()) -> string'],
  ip: ['string_to_ip(string) -> net.IP()', '.cidr_ip(net.CIDR()) -> net.IP()'],
  isIP: ['is_ip(string) -> bool'],
  'ip.isCanonical': ['ip_is_canonical(string) -> bool'],
  family: ['.ip_family(net.IP()) -> int'],
  isUnspecified: ['.ip_is_unspecified(net.IP()) -> bool'],
  isLoopback: ['.ip_is_loopback(net.IP()) -> bool'],
  isLinkLocalMulticast: ['.ip_is_link_local_multicast(net.IP()) -> bool'],
  isLinkLocalUnicast: ['.ip_is_link_local_unicast(net.IP()) -> bool'],
  isGlobalUnicast: ['.ip_is_global_unicast(net.IP()) -> bool'],
  cidr: ['string_to_cidr(string) -> net.CIDR()'],
  isCIDR: ['is_cidr(string) -> bool'],
  containsIP: ['.cidr_contains_ip_string(net.CIDR(),string) -> bool', '.cidr_contains_ip_ip(net.CIDR(),net.IP()) -> bool'],
  containsCIDR: ['.cidr_contains_cidr_string(net.CIDR(),string) -> bool', '.cidr_contains_cidr(net.CIDR(),net.CIDR()) -> bool'],
  masked: ['.cidr_masked(net.CIDR()) -> net.CIDR()'],
  prefixLength: ['.cidr_prefix_length(net.CIDR()) -> int'],
};

export const ADDRESS_LIBRARY: Library = {
  functions: {},
  overloads: {
    ip_to_string: (value) => formatAddr(addrOf(value)),
    cidr_to_string: (value) => formatAddrPrefix(prefixOf(value)),
    string_to_ip: (text) => {
      const addr = readIp(text as string);
      return addr instanceof CelError ? addr : ip(addr);
    },
    cidr_ip: (value) => ip(prefixOf(value).addr),
    is_ip: (text) => !(readIp(text as string) instanceof CelError),
    ip_is_canonical: (text) => {
      const addr = readIp(text as string);
      return addr instanceof CelError ? addr : formatAddr(addr) === text;
    },
    ip_family: (value) => BigInt(addrOf(value).family),
    ip_is_unspecified: test(isUnspecified),
    ip_is_loopback: test(isLoopback),
    ip_is_link_local_multicast: test(isLinkLocalMulticast),
    ip_is_link_local_unicast: test(isLinkLocalUnicast),
    ip_is_global_unicast: test(isGlobalUnicast),
    string_to_cidr: (text) => {
      const prefix = readCidr(text as string);
      return prefix instanceof CelError ? new CelError(`network address parse error during conversion from string: ${prefix.message}`) : cidr(prefix);
    },
    is_cidr: (text) => !(readCidr(text as string) instanceof CelError),
    cidr_contains_ip_string: (prefix, text) => {
      const addr = readIp(text as string);
      return addr instanceof CelError ? NO_OVERLOAD : prefixHolds(prefixOf(prefix), addr);
    },
    cidr_contains_ip_ip: (prefix, addr) => prefixHolds(prefixOf(prefix), addrOf(addr)),
    cidr_contains_cidr_string: (prefix, text) => {
      const other = readCidr(text as string);
      return other instanceof CelError ? new CelError(`network address parse error during conversion from string: ${other.message}`) : contains(prefixOf(prefix), other);
    },
    cidr_contains_cidr: (prefix, other) => contains(prefixOf(prefix), prefixOf(other)),
    cidr_masked: (value) => cidr(maskedPrefix(prefixOf(value))),
    cidr_prefix_length: (value) => BigInt(prefixOf(value).bits),
  },
};
