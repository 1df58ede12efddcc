/** plugin/forward: questions handed to other servers, with their time-outs. After plugin/forward and plugin/pkg/proxy (github.com/coredns/coredns v1.14.2). */
import { parseIp } from '../../../../base/ip';
import type { Rcode } from '../../message';
import { isDomainName, isSubdomain, lower, RCODES } from '../../message';
import { CorefileError } from '../corefile/dispenser';
import type { Controller } from './controller';
import { atoi, milliseconds } from './controller';
import { splitTransport, zonesOf } from './origins';
import type { Handler, Outcome, Request, Walk } from './types';
import { answerTo, nameOf, queryOf, written } from './types';

export interface ForwardConfig {
  readonly from: string;
  /** Addresses with their ports. */
  readonly to: readonly string[];
  readonly except: readonly string[];
  readonly maxFails: number;
  readonly maxAttempts: number;
  /** Questions at once; 0: any number. */
  readonly maxConcurrent: number;
  readonly policy: 'random' | 'round_robin' | 'sequential';
  readonly forceTcp: boolean;
  readonly preferUdp: boolean;
  readonly failfast: boolean;
  readonly next: readonly Rcode[];
  readonly failover: readonly Rcode[];
}

/** Milliseconds: defaultTimeout, readTimeout, hcInterval and the health check's own time-out. */
const DEADLINE = 5000;
const READ_TIMEOUT = 2000;
const CHECK_INTERVAL = 500;
const CHECK_TIMEOUT = 1000;
const MAX_FAILS = 2;
const MOST_UPSTREAMS = 15;

const withPort = (ip: string, port: string): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

const nameServersIn = (resolvConf: string): string[] => resolvConf.split('\n').map((line) => line.split(/\s+/)).filter(([word, ip]) => word === 'nameserver' && ip !== undefined).map(([, ip]) => ip!);

/** parse.HostPortOrFile. */
function hostsOf(args: readonly string[], files: Readonly<Record<string, string>>): { readonly transport: string; readonly address: string }[] {
  return args.flatMap((text) => {
    const { transport, port, rest } = splitTransport(text);
    if (rest === '') throw new CorefileError(`invalid address: ${JSON.stringify(text)}`);
    const match = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(rest);
    const host = (match === null ? rest.replace(/^\[|\]$/g, '') : (match[1] ?? match[2]!)).replace(/%.*/, '');
    if (parseIp(host) !== undefined) return [{ transport, address: withPort(host, match?.[3] ?? port) }];
    const file = files[rest];
    if (file === undefined) throw new CorefileError(`not an IP address or file: "${rest}"`);
    return nameServersIn(file).map((ip) => ({ transport: 'dns', address: withPort(ip, '53') }));
  });
}

type Draft = { -readonly [K in keyof ForwardConfig]: ForwardConfig[K] };

const codesOf = (args: readonly string[]): Rcode[] => args.map((text) => {
  const code = text.toUpperCase();
  if (!(code in RCODES)) throw new CorefileError(`${text} is not a valid rcode`);
  return code as Rcode;
});

function unsigned(text: string): number {
  if (!/^\d+$/.test(text)) throw new CorefileError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function someArgs(controller: Controller): string[] {
  const args = controller.remainingArgs();
  if (args.length === 0) throw controller.argError();
  return args;
}

function noArg(controller: Controller): true {
  if (controller.nextArg()) throw controller.argError();
  return true;
}

function healthCheck(controller: Controller): void {
  const every = milliseconds(controller.arg());
  if (every < 0) throw new CorefileError(`health_check can't be negative: ${every * 1e6}`);
  while (controller.nextArg()) {
    if (controller.value() === 'no_rec') continue;
    if (controller.value() !== 'domain') throw new CorefileError(`health_check: unknown option ${controller.value()}`);
    const domain = controller.arg();
    if (!isDomainName(domain)) throw new CorefileError(`health_check: invalid domain name ${domain}`);
  }
}

const OPTIONS: Readonly<Record<string, (controller: Controller, draft: Draft) => void>> = {
  except: (controller, draft) => void (draft.except = [...draft.except, ...someArgs(controller).flatMap(zonesOf)]),
  max_fails: (controller, draft) => void (draft.maxFails = unsigned(controller.arg())),
  max_connect_attempts: (controller, draft) => void (draft.maxAttempts = unsigned(controller.arg())),
  health_check: healthCheck,
  force_tcp: (controller, draft) => void (draft.forceTcp = noArg(controller)),
  prefer_udp: (controller, draft) => void (draft.preferUdp = noArg(controller)),
  tls: (controller) => {
    if (controller.remainingArgs().length > 3) throw controller.argError();
  },
  tls_servername: (controller) => void controller.arg(),
  expire: (controller) => {
    const text = controller.arg();
    if (milliseconds(text) < 0) throw new CorefileError(`expire can't be negative: ${text}`);
  },
  max_idle_conns: (controller) => {
    const count = atoi(controller.arg());
    if (count < 0) throw new CorefileError(`max_idle_conns can't be negative: ${count}`);
  },
  policy: (controller, draft) => {
    const policy = controller.arg();
    if (policy !== 'random' && policy !== 'round_robin' && policy !== 'sequential') throw controller.error(`unknown policy '${policy}'`);
    draft.policy = policy;
  },
  max_concurrent: (controller, draft) => {
    const count = atoi(controller.arg());
    if (count < 0) throw new CorefileError(`max_concurrent can't be negative: ${count}`);
    draft.maxConcurrent = count;
  },
  next: (controller, draft) => void (draft.next = [...draft.next, ...codesOf(someArgs(controller))]),
  failfast_all_unhealthy_upstreams: (controller, draft) => {
    if (controller.remainingArgs().length > 0) throw controller.argError();
    draft.failfast = true;
  },
  failover: (controller, draft) => {
    const codes = codesOf(someArgs(controller));
    if (codes.includes('NOERROR')) throw new CorefileError('NoError cannot be used in failover');
    draft.failover = [...draft.failover, ...codes];
  },
};

export function parseForward(controller: Controller, files: Readonly<Record<string, string>>): ForwardConfig[] {
  const forwards: ForwardConfig[] = [];
  while (controller.next()) {
    const from = controller.arg();
    const [zone] = zonesOf(from);
    if (zone === undefined) throw new CorefileError(`unable to normalize '${from}'`);
    const to = controller.remainingArgs();
    if (to.length === 0) throw controller.argError();
    const hosts = hostsOf(to, files);
    if (hosts.length === 0) throw new CorefileError('no nameservers found');
    const draft: Draft = { from: zone, to: hosts.map(({ address }) => address), except: [], maxFails: MAX_FAILS, maxAttempts: 0, maxConcurrent: 0, policy: 'random', forceTcp: false, preferUdp: false, failfast: false, next: [], failover: [] };
    while (controller.nextBlock()) {
      const option = Object.hasOwn(OPTIONS, controller.value()) ? OPTIONS[controller.value()] : undefined;
      if (option === undefined) throw controller.error(`unknown property '${controller.value()}'`);
      option(controller, draft);
    }
    const foreign = hosts.find(({ transport }) => transport !== 'dns' && transport !== 'tls');
    if (foreign !== undefined) throw new CorefileError(`'${foreign.transport}' is not supported as a destination protocol in forward: ${foreign.transport}://${foreign.address}`);
    forwards.push(draft);
  }
  const tooMany = forwards.find(({ to }) => to.length > MOST_UPSTREAMS);
  if (tooMany !== undefined) throw new CorefileError(`more than ${MOST_UPSTREAMS} TOs configured: ${tooMany.to.length}`);
  return forwards;
}

/** The order in which upstreams are tried. */
function ordered(config: ForwardConfig, walk: Walk): readonly string[] {
  const { to, policy } = config;
  if (policy === 'sequential' || to.length < 2) return to;
  const first = Math.floor(walk.random() * to.length);
  if (policy === 'round_robin') return [...to.slice(first), ...to.slice(0, first)];
  const rest = [...to];
  return to.map(() => rest.splice(Math.floor(walk.random() * rest.length), 1)[0]!);
}

/** When an upstream that failed first at a time (milliseconds) has failed one check more than it may. */
function downFrom(config: ForwardConfig, firstFailure: number, silent: boolean): number {
  const each = (silent ? CHECK_TIMEOUT : 0) + CHECK_INTERVAL;
  return firstFailure + config.maxFails * each + (silent ? CHECK_TIMEOUT : 0);
}

function failure(walk: Walk, address: string, silent: boolean, tcp: boolean): string {
  const port = 32_768 + Math.floor(walk.random() * 28_000);
  if (!silent && tcp) return `dial tcp ${address}: connect: connection refused`;
  return `read ${tcp ? 'tcp' : 'udp'} ${withPort(walk.address, String(port))}->${address}: ${silent ? 'i/o timeout' : 'read: connection refused'}`;
}

/** Milliseconds for which an ended question is still known: another may be asked whose client is behind in time. */
const KNOWN_FOR = 60_000;

/** As many as the Corefile allows are with other servers already: atomic.AddInt64 on Forward.concurrent. */
function isFull({ maxConcurrent }: ForwardConfig, by: string, { handedOn, now }: Walk): boolean {
  return maxConcurrent > 0 && handedOn.filter((one) => one.by === by && one.from <= now && now < one.until).length >= maxConcurrent;
}

/** Forward.ServeDNS. `by`: which `forward` of the Corefile it is; `isLast`: what follows is no other forward. */
export function forwardHandler(config: ForwardConfig, by: string, next: Handler, isLast: boolean): Handler {
  return (request, walk): Outcome => {
    const name = nameOf(request);
    const excepted = config.from !== name && config.except.some((zone) => isSubdomain(zone, name));
    if (!isSubdomain(config.from, name) || excepted) return next(request, walk);
    if (isFull(config, by, walk)) return { rcode: 'REFUSED', error: `concurrent queries exceeded maximum ${config.maxConcurrent}` };
    const from = walk.now;
    const asked = ask(config, request, name, isLast, walk);
    const outcome = asked === 'next' ? next(request, walk) : asked;
    if (config.maxConcurrent > 0) {
      const known = walk.handedOn.filter(({ until }) => until > from - KNOWN_FOR);
      walk.handedOn.splice(0, walk.handedOn.length, ...known, { by, from, until: walk.now });
    }
    return outcome;
  };
}

/** The other servers, one after another until one answers or time is up; `next`: the next `forward` is asked. */
function ask(config: ForwardConfig, request: Request, name: string, isLast: boolean, walk: Walk): Outcome | 'next' {
  const list = ordered(config, walk);
  const deadline = walk.now + DEADLINE;
  const down = new Map<string, number>();
  let [fails, at, attempts, error]: [number, number, number, string | undefined] = [0, 0, 0, undefined];
  while (walk.now < deadline && (config.maxAttempts === 0 || attempts < config.maxAttempts)) {
    if (at >= list.length) [at, fails] = [0, 0];
    const address = list[at]!;
    at += 1;
    if (config.maxFails > 0 && (down.get(address) ?? Infinity) <= walk.now) {
      fails += 1;
      if (fails < list.length) continue;
      if (config.failfast) break;
    }
    const tcp = config.forceTcp || (request.transport === 'tcp' && !config.preferUdp);
    const result = walk.upstream(address, { ...queryOf(request), transport: tcp ? 'tcp' : 'udp' }, walk.now);
    if (result.kind !== 'reply') {
      const silent = result.kind === 'silent';
      error = failure(walk, address, silent, tcp);
      if (silent) walk.now += READ_TIMEOUT;
      if (!down.has(address)) down.set(address, downFrom(config, walk.now, silent));
      attempts += 1;
      if (fails >= list.length) break;
      // A refusal comes at once: nothing changes until the checks have failed as well.
      if (!silent && config.maxAttempts === 0 && at >= list.length && config.maxFails > 0) walk.now = Math.max(walk.now, Math.min(deadline, ...down.values()));
      else if (!silent && config.maxAttempts === 0 && at >= list.length) walk.now = deadline;
      continue;
    }
    walk.now += result.took;
    const { reply } = result;
    if (lower(reply.question.name) !== name || reply.question.type !== request.type) return { rcode: 'NOERROR', written: answerTo(request, { rcode: 'FORMERR' }) };
    if (config.failover.includes(reply.rcode) && fails < list.length) {
      fails += 1;
      error = undefined;
      if (fails < list.length) continue;
      return written(reply);
    }
    if (config.next.includes(reply.rcode) && !isLast) return 'next';
    return written(reply);
  }
  return { rcode: 'SERVFAIL', error: error ?? 'no healthy proxies' };
}
