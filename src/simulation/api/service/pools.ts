import { formatIp, parseIpSloppy, prefixContains } from '../../base/ip';
import type { Ip, Prefix } from '../../base/ip';
import { addressAfter, addressBands, isForHosts, portBands } from './bands';

/** What a cluster has to give to Services: one range of addresses a family, and a range of node ports. */
export interface ServicePools {
  /** The ranges, the first is the cluster's default family. */
  readonly networks: readonly Prefix[];
  readonly takenAddresses: ReadonlySet<string>;
  readonly nodePorts: readonly [first: number, last: number];
  readonly takenNodePorts: ReadonlySet<number>;
  /** Nothing is taken in the end: an address may be somebody's, and a port out of range (ipallocator DryRun, portallocator PortAllocationOperation). */
  readonly dryRun?: boolean;
}

export type Family = 'IPv4' | 'IPv6';
export const familyOf = (ip: Ip): Family => (ip.family === 4 ? 'IPv4' : 'IPv6');
export const familyOfText = (text: string): Family => (parseIpSloppy(text)?.family === 4 ? 'IPv4' : 'IPv6');

/** An address or a port, or why there is none, in the allocators' words. */
export type Taken<T> = { readonly value: T } | { readonly error: string };

/** What is being given out for one request, on top of what is taken: nothing is kept unless the request succeeds. */
export class Allocation {
  private readonly addresses = new Set<string>();
  private readonly ports = new Set<number>();

  constructor(private readonly pools: ServicePools) {}

  get families(): readonly Family[] {
    return this.pools.networks.map(({ network }) => familyOf(network));
  }

  /** ipallocator Allocate: this address. */
  address(text: string): Taken<string> {
    const ip = parseIpSloppy(text);
    if (ip === undefined || !this.pools.networks.some((network) => prefixContains(network, ip) && isForHosts(network, ip))) return { error: 'the provided network does not match the current range' };
    const shown = formatIp(ip);
    if ((this.pools.dryRun !== true && this.pools.takenAddresses.has(shown)) || this.addresses.has(shown)) return { error: 'provided IP is already allocated' };
    this.addresses.add(shown);
    return { value: text };
  }

  /**
   * ipallocator AllocateNext: some free address. Upstream draws lots in the upper part of the range, above the band for addresses that are
   * asked for by name (KEP-3070); here it is the first free one of that part.
   */
  nextAddress(family: Family): Taken<string> {
    const network = this.pools.networks.find((one) => familyOf(one.network) === family);
    if (network === undefined) return { error: 'range is full' };
    const { first, size, reserved } = addressBands(network);
    for (let i = 0; i < size; i += 1) {
      const taken = this.address(formatIp(addressAfter(first, (i + reserved) % size)));
      if ('value' in taken) return taken;
    }
    return { error: 'range is full' };
  }

  /** portallocator Allocate: this port. */
  port(port: number): Taken<number> {
    const [first, last] = this.pools.nodePorts;
    if (this.pools.dryRun !== true && (port < first || port > last)) return { error: `provided port is not in the valid range. The range of valid ports is ${first}-${last}` };
    if (this.pools.takenNodePorts.has(port) || this.ports.has(port)) return { error: 'provided port is already allocated' };
    this.ports.add(port);
    return { value: port };
  }

  /** portallocator AllocateNext: some free port, above the band for ports that are asked for by number (KEP-3668). */
  nextPort(): Taken<number> {
    const { first, size, reserved } = portBands(this.pools.nodePorts);
    for (let i = 0; i < size; i += 1) {
      const taken = this.port(first + ((i + reserved) % size));
      if ('value' in taken) return taken;
    }
    return { error: 'range is full' };
  }
}
