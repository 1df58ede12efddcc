/** resolv.conf as each library reads it. After res_vinit_1 (glibc: resolv/res_init.c), __get_resolv_conf (musl: src/network/resolvconf.c), dnsReadConfig (Go: net/dnsconfig_unix.go). */
import { parseIp } from '../../../base/ip';
import type { ResolverLibrary } from '../search';

export interface ResolvConf {
  readonly servers: readonly string[];
  /** Domains without the last dot. */
  readonly search: readonly string[];
  readonly ndots: number;
  /** Seconds that one server is given. */
  readonly timeout: number;
  readonly attempts: number;
  readonly singleRequest: boolean;
  readonly singleRequestReopen: boolean;
  readonly tcp: boolean;
  readonly rotate: boolean;
  readonly noAaaa: boolean;
  /** glibc: a name without a dot is never asked for as it stands. */
  readonly noTldQuery: boolean;
}

const MOST_SERVERS = 3;
const MOST_DOTS = 15;
/** musl keeps the search list in 256 bytes. */
const MUSL_SEARCH = 256;
const DEFAULT: ResolvConf = {
  servers: [], search: [], ndots: 1, timeout: 5, attempts: 2, singleRequest: false, singleRequestReopen: false, tcp: false, rotate: false, noAaaa: false, noTldQuery: false,
};

/** Longest time-out in seconds and most attempts of each library, and what a zero becomes. */
const LIMITS: Readonly<Record<ResolverLibrary, { readonly timeout: number; readonly attempts: number; readonly zeroTimeout: number }>> = {
  glibc: { timeout: 30, attempts: 5, zeroTimeout: 0 },
  musl: { timeout: 60, attempts: 10, zeroTimeout: 0 },
  go: { timeout: Infinity, attempts: Infinity, zeroTimeout: 1 },
};

function withOption(conf: ResolvConf, option: string, library: ResolverLibrary): ResolvConf {
  const match = /^(ndots|timeout|attempts):(\d+)/.exec(option);
  const limits = LIMITS[library];
  if (match !== null) {
    const number = Number(match[2]);
    if (match[1] === 'ndots') return { ...conf, ndots: Math.min(number, MOST_DOTS) };
    if (match[1] === 'timeout') return { ...conf, timeout: number === 0 ? limits.zeroTimeout : Math.min(number, limits.timeout) };
    return { ...conf, attempts: library === 'glibc' ? Math.min(number, limits.attempts) : Math.max(1, Math.min(number, limits.attempts)) };
  }
  if (library === 'musl') return conf;
  switch (option) {
    case 'single-request': return { ...conf, singleRequest: true };
    case 'single-request-reopen': return { ...conf, singleRequest: true, singleRequestReopen: true };
    case 'use-vc': return { ...conf, tcp: true };
    case 'usevc': case 'tcp': return library === 'go' ? { ...conf, tcp: true } : conf;
    case 'rotate': return { ...conf, rotate: true };
    case 'no-aaaa': return library === 'glibc' ? { ...conf, noAaaa: true } : conf;
    case 'no-tld-query': return library === 'glibc' ? { ...conf, noTldQuery: true } : conf;
    default: return conf;
  }
}

function withLine(conf: ResolvConf, line: string, library: ResolverLibrary): ResolvConf {
  if (/^[#;]/.test(line)) return conf;
  const [word, ...rest] = line.split(/\s+/).filter((one) => one !== '');
  if (word === undefined || /^\s/.test(line)) return conf;
  switch (word) {
    case 'nameserver': {
      const [address] = rest;
      const valid = address !== undefined && parseIp(address.replace(/%.*/, '')) !== undefined;
      return valid && conf.servers.length < MOST_SERVERS ? { ...conf, servers: [...conf.servers, address] } : conf;
    }
    case 'domain': return rest[0] === undefined ? conf : { ...conf, search: [rest[0].replace(/\.$/, '')] };
    case 'search': {
      if (library === 'musl' && rest.join(' ').length >= MUSL_SEARCH) return conf;
      return { ...conf, search: rest.map((domain) => domain.replace(/\.$/, '')).filter((domain) => domain !== '' || library === 'glibc') };
    }
    case 'options': return rest.reduce((read, option) => withOption(read, option, library), conf);
    default: return conf;
  }
}

export function readResolvConf(text: string, library: ResolverLibrary): ResolvConf {
  const conf = text.split('\n').reduce((read, line) => withLine(read, line, library), DEFAULT);
  return conf.servers.length > 0 ? conf : { ...conf, servers: library === 'go' ? ['127.0.0.1', '::1'] : ['127.0.0.1'] };
}
