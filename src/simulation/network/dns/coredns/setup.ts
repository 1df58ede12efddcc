/** From a Corefile to the chains of plugins that answer. After dnsserver.InspectServerBlocks, MakeServers and the plugins' setup functions (github.com/coredns/coredns v1.14.2). */
import { addressOfReverse, isReverse, normalName } from '../message';
import { CorefileError } from './corefile/dispenser';
import { marshalBlocks, parseCorefile } from './corefile/parse';
import type { ServerBlock } from './corefile/parse';
import { DIRECTIVES } from './directives';
import { autopathHandler, parseAutopath, searchIn } from './plugins/autopath';
import { cacheHandler, parseCache } from './plugins/cache';
import { Controller, milliseconds, once } from './plugins/controller';
import { forwardHandler, parseForward } from './plugins/forward';
import type { ForwardConfig } from './plugins/forward';
import { hostsHandler, parseHosts } from './plugins/hosts';
import { kubernetesPlugin } from './plugins/kubernetes';
import { parseKubernetes } from './plugins/kubernetes/config';
import { loadbalanceHandler } from './plugins/loadbalance';
import { errorsHandler, logHandler, parseErrors, parseLog } from './plugins/log';
import { splitHostPort, splitTransport } from './plugins/origins';
import { parseRewrite, rewriteHandler } from './plugins/rewrite';
import { parseTemplates, templateHandler } from './plugins/template';
import { whoamiHandler } from './plugins/whoami';
import type { Handler, Request, Walk } from './plugins/types';
import { noNext } from './plugins/types';
import { sha512 } from '../../../base/sha';

export interface Setup {
  readonly corefile: string;
  /** Where the Corefile lies; errors name it. */
  readonly path?: string;
  /** What the server can read, by path: /etc/resolv.conf, /etc/hosts, imported files. */
  readonly files: Readonly<Record<string, string>>;
  /** KUBERNETES_SERVICE_HOST and _PORT are set. */
  readonly inCluster: boolean;
}

export interface Listener {
  readonly zone: string;
  readonly port: string;
  /** Empty: every address of the Pod. */
  readonly address: string;
}

export interface Chain {
  readonly listeners: readonly Listener[];
  /** undefined: a block without plugins refuses. */
  readonly handler: Handler | undefined;
  readonly plugins: readonly string[];
  readonly forwards: readonly ForwardConfig[];
  /** Ports of the block's HTTP endpoints, by plugin. */
  readonly http: Readonly<Partial<Record<'health' | 'ready' | 'prometheus', string>>>;
}

export interface Loaded {
  readonly chains: readonly Chain[];
  /** What plugin/reload calls the configuration. */
  readonly hash: string;
  readonly warnings: readonly string[];
}

export type LoadResult = { readonly ok: true; readonly loaded: Loaded } | { readonly ok: false; readonly error: string; readonly warnings: readonly string[] };

const COREFILE = '/etc/coredns/Corefile';
/** DefaultInput: what a Corefile without a server block stands for. */
const WITHOUT_BLOCKS = '.:53 {\nwhoami\nlog\n}\n';

interface Keyed {
  readonly block: ServerBlock;
  readonly keys: readonly string[];
  readonly zones: readonly { readonly zone: string; readonly port: string; readonly transport: string }[];
}

/** InspectServerBlocks: every key as zone and port. */
function inspect(block: ServerBlock): Keyed {
  const zones = block.keys.flatMap((key) => {
    const { transport, port, rest } = splitTransport(key);
    const split = splitHostPort(rest);
    if (!split.ok) throw new CorefileError(`error inspecting server blocks: ${split.error}`);
    return split.hosts.map((host) => ({ zone: host.endsWith('.') ? host : `${host}.`, port: split.port === '' ? port : split.port, transport }));
  });
  return { block, zones, keys: zones.map(({ zone, port, transport }) => `${transport}://${zone}:${port}`) };
}

/** What of a block is known while its directives are set up. */
interface Draft {
  binds: string[];
  readonly wraps: { readonly name: string; readonly wrap: (next: Handler) => Handler }[];
  readonly http: Partial<Record<'health' | 'ready' | 'prometheus', string>>;
  forwards: ForwardConfig[];
  searchOf: ((request: Request, walk: Walk) => readonly string[]) | undefined;
}

interface Surroundings extends Setup {
  readonly block: number;
  readonly search: readonly string[];
}

const portOf = (address: string): string => address.slice(address.lastIndexOf(':') + 1);

function httpAddress(controller: Controller, standard: string, options: readonly string[]): string {
  let address: string | undefined;
  while (controller.next()) {
    const args = controller.remainingArgs();
    if (args.length > 1) throw controller.argError();
    address = args[0] ?? standard;
    while (controller.nextBlock()) {
      const property = controller.value();
      if (!options.includes(property)) throw controller.argError();
      const values = controller.remainingArgs();
      if (property === 'lameduck') {
        if (values.length !== 1) throw controller.argError();
        try {
          milliseconds(values[0]!);
        } catch (error) {
          throw new CorefileError(`unable to parse lameduck duration value: '${values[0]}' : ${error instanceof Error ? error.message : ''}`);
        }
      }
    }
  }
  return portOf(address!);
}

const SECOND = 1000;

function checkReload(controller: Controller): void {
  let seen = false;
  while (controller.next()) {
    if (seen) throw once();
    seen = true;
    const args = controller.remainingArgs();
    if (args.length > 2) throw controller.argError();
    const [every, jitter] = args.map(milliseconds);
    if (every !== undefined && every < 2 * SECOND) throw new CorefileError('interval value must be greater or equal to 2s');
    if (jitter !== undefined && jitter !== 0 && jitter < SECOND) throw new CorefileError('jitter value must be 0 or greater or equal to 1s');
  }
}

type SetUp = (controller: Controller, draft: Draft, around: Surroundings) => void;

const wrap = (name: string, draft: Draft, make: (next: Handler) => Handler): void => void draft.wraps.push({ name, wrap: make });

const SETUPS: Readonly<Record<string, SetUp>> = {
  reload: checkReload,
  bind: (controller, draft) => {
    while (controller.next()) {
      const args = controller.remainingArgs();
      if (args.length === 0) throw new CorefileError('at least one address or interface name is expected');
      draft.binds.push(...args);
      while (controller.nextBlock()) controller.remainingArgs();
    }
  },
  ready: (controller, draft) => void (draft.http.ready = httpAddress(controller, ':8181', ['monitor'])),
  health: (controller, draft) => void (draft.http.health = httpAddress(controller, ':8080', ['lameduck'])),
  prometheus: (controller, draft) => {
    draft.http.prometheus = httpAddress(controller, 'localhost:9153', []);
    wrap('prometheus', draft, (next) => next);
  },
  errors: (controller, draft) => {
    const config = parseErrors(controller);
    wrap('errors', draft, (next) => errorsHandler(config, next));
  },
  log: (controller, draft) => {
    const config = parseLog(controller);
    wrap('log', draft, (next) => logHandler(config, next));
  },
  loadbalance: (controller, draft) => {
    while (controller.next()) {
      const [policy] = controller.remainingArgs();
      if (policy !== undefined && policy !== 'round_robin' && policy !== 'weighted') throw new CorefileError(`unknown policy: ${policy}`);
    }
    wrap('loadbalance', draft, loadbalanceHandler);
  },
  cache: (controller, draft, { block }) => {
    const config = parseCache(controller);
    wrap('cache', draft, (next) => cacheHandler(config, block, next));
  },
  rewrite: (controller, draft) => {
    const config = parseRewrite(controller);
    wrap('rewrite', draft, (next) => rewriteHandler(config, next));
  },
  autopath: (controller, draft, { files }) => {
    const config = parseAutopath(controller, files);
    wrap('autopath', draft, (next) => autopathHandler(config, (request, walk) => draft.searchOf?.(request, walk) ?? [], next));
  },
  template: (controller, draft) => {
    const config = parseTemplates(controller);
    wrap('template', draft, (next) => templateHandler(config, next));
  },
  hosts: (controller, draft, { files }) => {
    const config = parseHosts(controller, files);
    wrap('hosts', draft, (next) => hostsHandler(config, next));
  },
  kubernetes: (controller, draft, { inCluster, search }) => {
    const plugin = kubernetesPlugin(parseKubernetes(controller, inCluster), search);
    draft.searchOf = plugin.searchOf;
    wrap('kubernetes', draft, plugin.handler);
  },
  loop: (controller, draft) => {
    let seen = false;
    while (controller.next()) {
      if (seen) throw once();
      seen = true;
      if (controller.nextArg()) throw controller.argError();
    }
    wrap('loop', draft, (next) => next);
  },
  whoami: (controller, draft) => {
    controller.next();
    if (controller.nextArg()) throw controller.argError();
    wrap('whoami', draft, whoamiHandler);
  },
  forward: (controller, draft, { files, block }) => {
    draft.forwards = parseForward(controller, files);
    wrap('forward', draft, (next) => draft.forwards.reduceRight((after, config, at) => forwardHandler(config, `${block}/${at}`, after, at === draft.forwards.length - 1), next));
  },
};

/** validateZonesAndListeningAddresses. */
function checkOverlaps(chains: readonly { readonly listeners: readonly Listener[]; readonly transports: readonly string[] }[]): void {
  const taken = new Set<string>();
  for (const { listeners, transports } of chains) {
    for (const [at, { zone, port, address }] of listeners.entries()) {
      const plain = `${transports[at] ?? 'dns'}://${zone}:${port}`;
      const text = address === '' ? plain : `${plain} on ${address}`;
      if (taken.has(text)) throw new CorefileError(`cannot serve ${text} - it is already defined`);
      const other = address === '' ? [...taken].find((one) => one.startsWith(`${plain} on `)) : taken.has(plain) ? plain : undefined;
      if (other !== undefined) throw new CorefileError(`cannot serve ${text} - zone overlap listener capacity with ${other}`);
      taken.add(text);
    }
  }
}

function setUp(keyed: readonly Keyed[], around: Setup, warn: (line: string) => void): Chain[] {
  const search = searchIn(around.files['/etc/resolv.conf'] ?? '');
  const drafts = keyed.map((): Draft => ({ binds: [], wraps: [], http: {}, forwards: [], searchOf: undefined }));
  for (const directive of DIRECTIVES) {
    for (const [block, one] of keyed.entries()) {
      const tokens = one.block.directives.get(directive);
      const plugin = SETUPS[directive];
      if (tokens === undefined || plugin === undefined) continue;
      try {
        plugin(new Controller(around.path ?? COREFILE, tokens, one.keys, warn), drafts[block]!, { ...around, block, search });
      } catch (error) {
        throw error instanceof CorefileError ? new CorefileError(`plugin/${directive}: ${error.message}`) : error;
      }
    }
  }
  const chains = keyed.map(({ zones, block }, at) => {
    const { binds, wraps, http, forwards } = drafts[at]!;
    const listeners = zones.flatMap(({ zone, port }) => (binds.length > 0 ? binds : ['']).map((address) => ({ zone, port, address })));
    const handler = wraps.length === 0 ? undefined : wraps.reduceRight((next, one) => one.wrap(next), noNext(wraps.at(-1)!.name));
    return { listeners, handler, http, forwards, plugins: [...block.directives.keys()], transports: zones.map(({ transport }) => transport) };
  });
  checkOverlaps(chains);
  return chains;
}

/** Reads a Corefile; the error is what the server prints as it ends with 1. */
export function loadCoreDns(setup: Setup): LoadResult {
  const warnings: string[] = [];
  const warn = (line: string): void => void warnings.push(line);
  try {
    const filename = setup.path ?? COREFILE;
    const written = parseCorefile(setup.corefile, { filename, directives: DIRECTIVES, files: setup.files, warn });
    const blocks = written.length > 0 ? written : parseCorefile(WITHOUT_BLOCKS, { filename, directives: DIRECTIVES });
    const keyed = blocks.map(inspect);
    const chains = setUp(keyed, setup, warn);
    const hash = sha512(new TextEncoder().encode(marshalBlocks(parseCorefile(setup.corefile, { filename, files: setup.files }))));
    return { ok: true, loaded: { chains, hash, warnings } };
  } catch (error) {
    if (error instanceof CorefileError) return { ok: false, error: error.message, warnings };
    throw error;
  }
}

const PREFERRED = /^(([A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?)\.)+$/;

/** startUpZones: what a server prints of its zones. */
export function zoneLines(chains: readonly Chain[]): string[] {
  const listeners = chains.flatMap((chain) => chain.listeners);
  const order = ({ port, address, zone }: Listener): string => `${port.padStart(5, '0')} ${address} ${zone}`;
  return [...listeners].sort((a, b) => (order(a) < order(b) ? -1 : 1)).flatMap(({ zone, port, address }) => {
    const strange = zone !== '.' && !isReverse(zone) && addressOfReverse(normalName(zone)) === undefined && !PREFERRED.test(zone);
    return [...(strange ? [`Warning: Domain ${JSON.stringify(zone)} does not follow RFC1035 preferred syntax`] : []), `${zone}:${port}${address === '' ? '' : ` on ${address}`}`];
  });
}
