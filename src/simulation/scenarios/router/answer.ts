/** What becomes of a request with the routing that a reader wrote: every rule and why it took it or not, what comes back, the certificate, and the statuses. */
import { printYaml } from '../../api/yaml';
import type { Printable } from '../../api/yaml';
import type { Kind } from '../../api/kind';
import type { Problem } from '../../api/manifest/problems';
import { createRandom } from '../../base/random';
import { explainRequest } from '../../network/gateway/explain';
import type { RouteVerdict } from '../../network/gateway/explain';
import { gatewaysFromIngresses } from '../../network/gateway/from-ingress/convert';
import type { ConversionNote } from '../../network/gateway/from-ingress/convert';
import { isServed } from '../../network/gateway/attach';
import { ownGateways } from '../../network/gateway/listeners';
import { drawShare, matchesOf, routeRequest } from '../../network/gateway/route';
import type { Routed, Share } from '../../network/gateway/route';
import { gatewayStatus, nameOf, routeParents } from '../../network/gateway/status';
import type { Condition } from '../../network/gateway/status';
import type { HttpRequest, RouteMatch } from '../../network/gateway/types';
import { answered } from '../../network/ingress/rules';
import { judgeAsSpecified } from '../../network/ingress/specified';
import { judgeAsTraefik, ruleText } from '../../network/ingress/traefik';
import type { JudgedRule, RuleVerdict } from '../../network/ingress/types';
import { readRouting } from './read';
import type { ReadRouting } from './read';
import { hostOfRequest, readRequest, serverNameOf } from './request';
import type { Asked, RequestFault } from './request';
import { handshakeWithGateway, handshakeWithIngress } from './tls';
import type { Handshaken } from './tls';
import { weightPlaces } from './weights';
import type { Place } from './weights';
import { INGRESS_CONTROLLER, SERVICES } from './world';

export type Mode = 'ingress' | 'gateway';
export type Controller = 'specified' | 'traefik';

export interface Question {
  readonly mode: Mode;
  /** Ingresses, or Gateways and routes, as YAML. */
  readonly text: string;
  readonly url: string;
  readonly method: string;
  /** `Name: value`, one on a line. */
  readonly headers: string;
  /** Of an Ingress: who makes it true. */
  readonly controller: Controller;
  /** Days since the world began; certificates run out. */
  readonly days: number;
  readonly seed: number;
}

/** One rule of the text. */
export interface RuleLine {
  /** `Ingress default/shop`. */
  readonly of: string;
  /** Hosts under which it stands; none: all. */
  readonly hosts: readonly string[];
  /** As words: `Prefix /api`, `method GET`, `header x-canary: true`; none: the default backend. */
  readonly match: readonly string[];
  readonly backends: readonly string[];
  readonly verdict: RuleVerdict | RouteVerdict;
  /** Traefik's own text of the rule, whose length is its priority. */
  readonly text?: string;
}

/** A part of a thousand requests. */
export interface Part {
  /** `namespace/name:port`; absent: the proxy answers by itself. */
  readonly backend?: string;
  readonly weight: number;
  /** How many of the thousand came here. */
  readonly count: number;
  readonly status: 200 | 500 | 503;
}

export type Outcome =
  | { readonly kind: 'fault'; readonly fault: RequestFault }
  /** Nothing listens on this port. */
  | { readonly kind: 'closed'; readonly port: number }
  /** No listener has the name: the handshake ends. */
  | { readonly kind: 'handshake' }
  /** The proxy answers by itself. */
  | { readonly kind: 'refused'; readonly status: 404 | 500 | 503 }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | { readonly kind: 'forwarded'; readonly parts: readonly Part[]; readonly sent?: { readonly host: string; readonly path: string; readonly headers: Readonly<Record<string, string>> }; readonly mirrors: readonly string[] };

export interface StatusLine {
  readonly of: string;
  readonly conditions: readonly Condition[];
  /** Of a listener. */
  readonly attachedRoutes?: number;
}

export interface RouterAnswer {
  readonly problems: readonly Problem[];
  readonly rules: readonly RuleLine[];
  readonly outcome: Outcome;
  readonly tls?: Handshaken;
  readonly statuses: readonly StatusLine[];
  /** Of a rule that took the request: where the text has its two weights. */
  readonly weights?: { readonly places: readonly [Place, Place]; readonly values: readonly [number, number] };
  /** The Ingresses as Gateways and routes. */
  readonly conversion?: { readonly yaml: string; readonly notes: readonly ConversionNote[] };
}

const REQUESTS = 1000;

const isReady = (backend: string): boolean => SERVICES.some((one) => `${one.namespace}/${one.name}:80` === backend && !('ready' in one));

/** A thousand requests, each drawn by the weights, as proxies do. */
function partsOf(shares: readonly Share[], seed: number): readonly Part[] {
  const random = createRandom(seed);
  const counts = shares.map(() => 0);
  for (let i = 0; i < REQUESTS; i += 1) counts[shares.indexOf(drawShare(shares, random.next())!)]! += 1;
  return shares.map((share, i): Part => ('backend' in share
    ? { backend: share.backend, weight: share.weight, count: counts[i]!, status: isReady(share.backend) ? 200 : 503 }
    : { weight: share.weight, count: counts[i]!, status: 500 }));
}

function ingressLine({ rule, verdict }: JudgedRule, controller: Controller): RuleLine {
  const { service } = rule.backend;
  const port = service?.port?.number ?? service?.port?.name;
  return {
    of: `Ingress ${nameOf(rule.ingress as never)}`, hosts: rule.host === undefined ? [] : [rule.host], match: rule.defaultBackend === true ? [] : [`${rule.pathType ?? 'Prefix'} ${rule.path ?? '/'}`],
    backends: service === undefined ? [] : [`${service.name}:${port ?? ''}`], verdict, ...(controller === 'traefik' && rule.defaultBackend !== true ? { text: ruleText(rule, false) } : {}),
  };
}

function answerOfIngress({ ingress: world }: ReadRouting, asked: Asked, { controller, seed, days }: Question): Pick<RouterAnswer, 'rules' | 'outcome' | 'tls' | 'conversion'> {
  const request = { scheme: asked.scheme, host: hostOfRequest(asked), path: asked.path };
  const judged = controller === 'traefik' ? judgeAsTraefik(world, request, { controller: INGRESS_CONTROLLER, strictPrefixMatching: false }) : judgeAsSpecified(world, request, { controller: INGRESS_CONTROLLER });
  const found = answered(world, judged);
  const closed = asked.port !== 80 && asked.port !== 443;
  return {
    rules: judged.map((one) => ingressLine(one, controller)),
    outcome: closed ? { kind: 'closed', port: asked.port } : found.kind === 'refused' ? { kind: 'refused', status: found.status } : { kind: 'forwarded', parts: partsOf([{ backend: found.backend, weight: 1 }], seed), mirrors: [] },
    ...(asked.scheme === 'https' && !closed ? { tls: handshakeWithIngress(world, serverNameOf(asked), asked.host, days) } : {}),
  };
}

const matchWords = ({ path: { type = 'PathPrefix', value = '/' } = {}, method, headers = [], queryParams = [] }: RouteMatch): readonly string[] => [
  `${type} ${value}`, ...(method === undefined ? [] : [`method ${method}`]), ...headers.map(({ name, value: wanted }) => `header ${name}: ${wanted}`), ...queryParams.map(({ name, value: wanted }) => `query ${name}=${wanted}`),
];

function outcomeOf(routed: Routed, { gateway: world }: ReadRouting, request: HttpRequest, seed: number, reached: boolean): Outcome {
  if (routed.kind === 'none') {
    const protocol = request.scheme === 'https' ? 'HTTPS' : 'HTTP';
    const opened = ownGateways(world).some((gateway) => gateway.spec.listeners.some((one) => one.port === request.port && one.protocol === protocol && isServed(gateway, one)));
    if (!opened) return { kind: 'closed', port: request.port };
    return reached || protocol === 'HTTP' ? { kind: 'refused', status: 404 } : { kind: 'handshake' };
  }
  if (routed.kind === 'unavailable') return { kind: 'refused', status: 500 };
  if (routed.kind === 'redirect') return { kind: 'redirect', status: routed.status, location: routed.location };
  return { kind: 'forwarded', parts: partsOf(routed.shares, seed), sent: routed.sent, mirrors: routed.mirrors };
}

function statusesOf({ gateway: world }: ReadRouting): readonly StatusLine[] {
  const gateways = world.gateways.flatMap((gateway): StatusLine[] => {
    const { conditions, listeners = {} } = gatewayStatus(world, gateway);
    return [{ of: `Gateway ${nameOf(gateway)}`, conditions }, ...Object.entries(listeners).map(([name, listener]): StatusLine => ({ of: `listener ${name}`, conditions: listener.conditions, attachedRoutes: listener.attachedRoutes }))];
  });
  const routes = world.httpRoutes.map((route): StatusLine => ({ of: `HTTPRoute ${nameOf(route)}`, conditions: routeParents(world, route).flatMap(({ conditions }) => conditions) }));
  return [...gateways, ...routes];
}

function answerOfGateway(read: ReadRouting, asked: Asked, { method, seed, days, text }: Question): Pick<RouterAnswer, 'rules' | 'outcome' | 'tls' | 'weights'> {
  const { gateway: world } = read;
  const request: HttpRequest = { scheme: asked.scheme, port: asked.port, host: hostOfRequest(asked), method, path: asked.path, headers: asked.headers };
  const { matches, listener } = explainRequest(world, request);
  const rules = matches.map(({ route, rule, match, verdict }): RuleLine => {
    const written = route.spec.rules?.[rule] ?? {};
    return {
      of: `HTTPRoute ${nameOf(route)}`, hosts: route.spec.hostnames ?? [], match: matchWords(matchesOf(written)[match]!), verdict,
      backends: (written.backendRefs ?? []).map(({ name, namespace, port, weight }) => `${namespace === undefined ? '' : `${namespace}/`}${name}:${port ?? ''}${weight === undefined ? '' : ` ×${weight}`}`),
    };
  });
  const won = matches.find(({ verdict }) => verdict === 'won');
  const source = won === undefined ? undefined : read.objects.find(({ kind, object }) => kind.kind === 'HTTPRoute' && object.metadata.name === won.route.metadata.name && (object.metadata.namespace ?? 'default') === won.route.metadata.namespace);
  const places = won === undefined || source === undefined ? undefined : weightPlaces(text, source.doc, won.rule);
  const [first, second] = won?.route.spec.rules?.[won.rule]?.backendRefs ?? [];
  // The handshake is with the listener of the name in it, whatever the Host header says.
  const tls = asked.scheme === 'https' ? handshakeWithGateway(world, { ...request, host: asked.host }, serverNameOf(asked), days) : undefined;
  return {
    rules, outcome: outcomeOf(routeRequest(world, request), read, request, seed, listener !== undefined),
    ...(tls === undefined ? {} : { tls }),
    ...(places === undefined ? {} : { weights: { places, values: [first?.weight ?? 1, second?.weight ?? 1] } }),
  };
}

/** Pure; never throws. @param kinds those of the text: `INGRESS_KINDS`, with a Gateway those of the definitions too */
export function routerAnswer(question: Question, kinds: readonly Kind[]): RouterAnswer {
  const read = readRouting(question.text, kinds);
  const asked = readRequest(question.url, question.headers);
  const base = { problems: read.problems, statuses: question.mode === 'gateway' ? statusesOf(read) : [] };
  const conversion = question.mode === 'ingress' ? gatewaysFromIngresses(read.ingress.ingresses, read.ingress.services) : undefined;
  const converted = conversion === undefined ? {} : { conversion: { yaml: conversion.objects.map((one) => printYaml(one as unknown as Printable)).join('---\n'), notes: conversion.notes } };
  if (!asked.ok) return { ...base, ...converted, rules: [], outcome: { kind: 'fault', fault: asked.fault } };
  return { ...base, ...converted, ...(question.mode === 'ingress' ? answerOfIngress(read, asked.request, question) : answerOfGateway(read, asked.request, question)) };
}
