/** plugin/hosts: names and addresses from lines of /etc/hosts or of the stanza itself. After plugin/hosts (github.com/coredns/coredns v1.14.2). */
import { formatIp, parseIp } from '../../../../base/ip';
import { addressOfReverse, fqdn, isSubdomain, normalName, zoneOf } from '../../message';
import type { Controller } from './controller';
import { milliseconds, once } from './controller';
import { fallThrough, originsOf } from './origins';
import type { Handler } from './types';
import { answerTo, nameOf, written } from './types';

export interface HostsConfig {
  readonly origins: readonly string[];
  readonly fallThrough: readonly string[];
  readonly ttl: number;
  readonly names: ReadonlyMap<string, { readonly v4: readonly string[]; readonly v6: readonly string[] }>;
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

const DEFAULT_TTL = 3600;
const LONGEST_TTL = 65_535;

function readLines(lines: readonly string[], origins: readonly string[], reverse: boolean): Pick<HostsConfig, 'names' | 'addresses'> {
  const names = new Map<string, { v4: string[]; v6: string[] }>();
  const addresses = new Map<string, string[]>();
  for (const line of lines) {
    const [first, ...hosts] = line.replace(/#.*/, '').split(/\s+/).filter((word) => word !== '');
    const ip = first === undefined ? undefined : parseIp(first.replace(/%.*/, ''));
    if (ip === undefined) continue;
    const address = formatIp(ip);
    for (const name of hosts.map(normalName)) {
      if (zoneOf(origins, name) === undefined) continue;
      const known = names.get(name) ?? { v4: [], v6: [] };
      names.set(name, known);
      known[ip.family === 4 ? 'v4' : 'v6'].push(address);
      if (reverse) addresses.set(address, [...(addresses.get(address) ?? []), name]);
    }
  }
  return { names, addresses };
}

/** hostsParse; `files` are those the server can read, by path. */
export function parseHosts(controller: Controller, files: Readonly<Record<string, string>>): HostsConfig {
  let config: HostsConfig | undefined;
  while (controller.next()) {
    if (config !== undefined) throw once();
    const [path = '/etc/hosts', ...zones] = controller.remainingArgs();
    if (files[path] === undefined && path !== '/etc/hosts') controller.warn(`[WARNING] plugin/hosts: File does not exist: ${path}`);
    const origins = originsOf(zones, controller.keys);
    const inline: string[] = [];
    let [through, ttl, reverse]: [string[], number, boolean] = [[], DEFAULT_TTL, true];
    while (controller.nextBlock()) {
      switch (controller.value()) {
        case 'fallthrough': through = fallThrough(controller.remainingArgs()); break;
        case 'no_reverse': reverse = false; break;
        case 'ttl': {
          const [text] = controller.remainingArgs();
          if (text === undefined) throw controller.error('ttl needs a time in second');
          if (!/^[+-]?\d+$/.test(text)) throw controller.error('ttl needs a number of second');
          ttl = Number(text);
          if (ttl <= 0 || ttl > LONGEST_TTL) throw controller.error('ttl provided is invalid');
          break;
        }
        case 'reload': {
          const [text, more] = controller.remainingArgs();
          if (text === undefined || more !== undefined) throw controller.error('reload needs a duration (zero seconds to disable)');
          let every: number;
          try {
            every = milliseconds(text);
          } catch {
            throw controller.error(`invalid duration for reload '${text}'`);
          }
          if (every < 0) throw controller.error(`invalid negative duration for reload '${text}'`);
          break;
        }
        default:
          if (through.length > 0) throw controller.error(`unknown property '${controller.value()}'`);
          inline.push([controller.value(), ...controller.remainingArgs()].join(' '));
      }
    }
    config = { origins, fallThrough: through, ttl, ...readLines([...(files[path] ?? '').split('\n'), ...inline], origins, reverse) };
  }
  return config!;
}

export function hostsHandler(config: HostsConfig, next: Handler): Handler {
  return (request, walk) => {
    const name = nameOf(request);
    const { type } = request;
    if (zoneOf(config.origins, name) === undefined && type !== 'PTR') return next(request, walk);
    const found = config.names.get(name);
    let data: readonly string[] = [];
    if (type === 'PTR') {
      data = (config.addresses.get(addressOfReverse(name) ?? '') ?? []).map(fqdn);
      if (data.length === 0) return next(request, walk);
    } else if (type === 'A') data = found?.v4 ?? [];
    else if (type === 'AAAA') data = found?.v6 ?? [];
    if (data.length === 0 && found === undefined) return config.fallThrough.some((zone) => isSubdomain(zone, name)) ? next(request, walk) : { rcode: 'SERVFAIL' };
    return written(answerTo(request, { authoritative: true, answer: data.map((one) => ({ name, ttl: config.ttl, type, data: one })) }));
  };
}
