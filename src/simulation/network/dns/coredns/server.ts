/** A CoreDNS that runs: how it starts, answers, is asked for its health, reads a changed Corefile. After core/dnsserver and coremain (github.com/coredns/coredns v1.14.2). */
import type { DnsQuery, DnsReply } from '../message';
import { lower, replyTo, truncate } from '../message';
import type { BlockCache } from './plugins/cache-store';
import type { KubernetesObjects } from './plugins/kubernetes/objects';
import { bufferSize } from './plugins/size';
import type { HandedOn, Upstream, Walk } from './plugins/types';
import { isWritten, requestOf } from './plugins/types';
import type { Chain, Loaded, Setup } from './setup';
import { loadCoreDns, zoneLines } from './setup';
import { createRandom } from '../../../base/random';

export const COREDNS_VERSION = '1.14.2';
const COMMIT = 'dd1df4f';
const GO_VERSION = 'go1.26.1';

/** What a server remembers from one question to the next; plain data. */
export interface CoreDnsState {
  /** By the place of the server block. */
  readonly caches: readonly BlockCache[];
  readonly handedOn: readonly HandedOn[];
  readonly seed: number;
}

export interface CoreDns {
  readonly loaded: Loaded;
}

export interface Started {
  readonly started: boolean;
  /** null: it keeps running. */
  readonly exitCode: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** undefined if it ended. */
  readonly server: CoreDns | undefined;
}

export interface StartOptions extends Setup {
  /** The API server answers. */
  readonly apiServer: 'up' | 'down';
  /** Addresses at which questions reach this server itself: a forward to one of them is a loop. */
  readonly ownAddresses: readonly string[];
  readonly seed?: number;
}

const random = (seed: number): (() => number) => createRandom(seed).next;

const hostOf = (address: string): string => address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
const portOf = (address: string): string => address.slice(address.lastIndexOf(':') + 1);

/** plugin/loop: the address that leads back here, and the zone in which it does. */
function loopOf(chains: readonly Chain[], own: readonly string[]): { readonly address: string; readonly zone: string; readonly port: string } | undefined {
  for (const { plugins, forwards, listeners } of chains) {
    if (!plugins.includes('loop')) continue;
    const [listener] = listeners;
    const back = forwards.flatMap(({ to }) => to).find((address) => own.includes(hostOf(address)) && portOf(address) === listener?.port);
    if (back !== undefined) return { address: hostOf(back), zone: listener!.zone, port: listener!.port };
  }
  return undefined;
}

const isRunning = (chains: readonly Chain[], plugin: string): boolean => chains.some(({ plugins }) => plugins.includes(plugin));

export function startCoreDns(options: StartOptions): Started {
  const result = loadCoreDns(options);
  if (!result.ok) return { started: false, exitCode: 1, stdout: result.warnings, stderr: [result.error], server: undefined };
  const { loaded } = result;
  const { chains } = loaded;
  const stdout = [...loaded.warnings];
  if (isRunning(chains, 'kubernetes') && options.apiServer === 'down') {
    stdout.push('[INFO] plugin/kubernetes: waiting for Kubernetes API before starting server', '[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API');
  }
  stdout.push(...zoneLines(chains));
  if (isRunning(chains, 'reload')) stdout.push(`[INFO] plugin/reload: Running configuration SHA512 = ${loaded.hash}`);
  stdout.push(`CoreDNS-${COREDNS_VERSION}`, `linux/amd64, ${GO_VERSION}, ${COMMIT}`);
  const loop = loopOf(chains, options.ownAddresses);
  if (loop === undefined) return { started: true, exitCode: null, stdout, stderr: [], server: { loaded } };
  const draw = random(options.seed ?? 1);
  const number = (): string => String(Math.floor(draw() * Number.MAX_SAFE_INTEGER));
  const from = `${loop.address}:${32_768 + Math.floor(draw() * 28_000)}`;
  stdout.push(`[FATAL] plugin/loop: Loop (${from} -> :${loop.port}) detected for zone ${JSON.stringify(loop.zone)}, see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO ${number()}.${number()}."`);
  return { started: true, exitCode: 1, stdout, stderr: [], server: undefined };
}

export const newCoreDnsState = (seed = 1): CoreDnsState => ({ caches: [], handedOn: [], seed });

/** What is around the server when a question comes. */
export interface AskOptions {
  /** Milliseconds. */
  readonly now: number;
  readonly upstream: Upstream;
  /** undefined: the API server was not reached yet. */
  readonly objects: KubernetesObjects | undefined;
  /** The Pod's address. */
  readonly address: string;
  /** SOA serial: when the zone changed last, seconds. */
  readonly serial: number;
  /** At which of its addresses it is asked, if that is not the Pod's. */
  readonly at?: string;
  readonly port?: string;
}

export interface Answered {
  readonly reply: DnsReply;
  readonly lines: readonly string[];
  readonly state: CoreDnsState;
  /** Milliseconds. */
  readonly took: number;
}

/** request.SizeAndDo: the client's own OPT record goes back with the reply. */
function withEdns(reply: DnsReply, edns: DnsQuery['edns']): DnsReply {
  const { edns: _, ...plain } = reply;
  return edns === undefined ? plain : { ...plain, edns };
}

/** Server.ServeDNS: the chain of the closest zone; without one the question is refused. */
function serve(chains: readonly Chain[], query: DnsQuery, walk: Walk, at: { readonly address: string; readonly port: string }): DnsReply {
  const request = requestOf(query);
  const size = bufferSize(request);
  const finish = (reply: DnsReply): DnsReply => truncate(withEdns(reply, query.edns), size);
  const listening = chains.flatMap((chain) => chain.listeners.filter(({ port, address }) => port === at.port && (address === '' || address === at.address)).map(({ zone }) => ({ zone: lower(zone), chain })));
  let found: Chain | undefined;
  for (let name = lower(query.name); found === undefined; name = name.slice(name.indexOf('.') + 1)) {
    found = listening.find(({ zone }) => zone === (name === '' ? '.' : name))?.chain;
    if (name === '' || name === '.') break;
  }
  if (found?.handler === undefined) return finish(replyTo(query, 'REFUSED'));
  const outcome = found.handler(request, walk);
  if (isWritten(outcome.rcode) && outcome.written !== undefined) return finish(outcome.written);
  return finish(replyTo({ ...query, name: request.name }, outcome.rcode));
}

const DEEPEST_LOOKUP = 8;

/** One question to a server that runs, and the server's state after it. */
export function askCoreDns(server: CoreDns, state: CoreDnsState, query: DnsQuery, options: AskOptions): Answered {
  const { chains } = server.loaded;
  const caches = [...state.caches];
  const handedOn = [...state.handedOn];
  const at = { address: options.at ?? options.address, port: options.port ?? '53' };
  let depth = 0;
  const draw = random(state.seed);
  const walk: Walk = {
    now: options.now, lines: [], upstream: options.upstream, objects: options.objects, address: options.address, serial: options.serial, random: draw, caches, handedOn,
    lookup: (request, name, type) => {
      depth += 1;
      const asked: DnsQuery = { ...request, name, type, ...(request.edns === undefined ? {} : { edns: request.edns }) } as DnsQuery;
      const reply = depth > DEEPEST_LOOKUP ? replyTo(asked, 'SERVFAIL') : serve(chains, asked, walk, at);
      depth -= 1;
      return reply;
    },
  };
  const reply = serve(chains, query, walk, at);
  return { reply, lines: walk.lines, state: { caches, handedOn, seed: Math.floor(draw() * 0x7fff_ffff) }, took: walk.now - options.now };
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** plugin/health and plugin/ready; undefined where nothing listens. */
export function getFromCoreDns({ loaded }: CoreDns, port: string, path: string, synced: boolean): HttpAnswer | undefined {
  for (const { http, plugins } of loaded.chains) {
    const missing: HttpAnswer = { status: 404, body: '404 page not found\n' };
    if (http.health === port) return path === '/health' ? { status: 200, body: 'OK' } : missing;
    if (http.ready !== port) continue;
    if (path !== '/ready') return missing;
    return synced || !plugins.includes('kubernetes') ? { status: 200, body: 'OK' } : { status: 503, body: 'kubernetes' };
  }
  return undefined;
}

/** plugin/reload: a changed Corefile under a running server; a bad one changes nothing. */
export function reloadCoreDns(server: CoreDns, setup: Setup): { readonly server: CoreDns; readonly stdout: readonly string[] } {
  const result = loadCoreDns(setup);
  if (result.ok) return { server: { loaded: result.loaded }, stdout: ['[INFO] Reloading', ...result.loaded.warnings, `[INFO] plugin/reload: Running configuration SHA512 = ${result.loaded.hash}`, '[INFO] Reloading complete'] };
  return { server, stdout: ['[INFO] Reloading', ...result.warnings, `[ERROR] Restart failed: ${result.error}`, `[ERROR] plugin/reload: Corefile changed but reload failed: starting with listener file descriptors: ${result.error}`] };
}
