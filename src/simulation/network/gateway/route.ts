/** Where a request to a Gateway goes, by the words of the Gateway API (apis/v1 HTTPRoute). */
import { attachedOf, isServed } from './attach';
import { locationOf, withHeaders, withPath } from './filters';
import type { Headers } from './filters';
import { byHost, hostMatches, hostOf } from './hostnames';
import { ownGateways } from './listeners';
import { requestMatches, weightOf } from './match';
import { backendOf } from './references';
import { namespaceOf } from './types';
import type { Gateway, GatewayWorld, HttpRequest, HttpRoute, Listener, RouteMatch, RouteRule } from './types';

/** Which rule won. */
export interface Won {
  readonly route: HttpRoute;
  readonly rule: number;
  readonly match: number;
}

/** A part of the requests of a rule: to a Service as `namespace/name:port`, or an answer that the Gateway gives itself. */
export type Share = { readonly backend: string; readonly weight: number } | { readonly status: 500; readonly weight: number };

export type Routed =
  /** No listener for this host and port, or no rule. */
  | { readonly kind: 'none' }
  | { readonly kind: 'redirect'; readonly won: Won; readonly status: number; readonly location: string }
  /** Nothing to send to. */
  | { readonly kind: 'unavailable'; readonly won: Won; readonly status: 500 }
  | {
      readonly kind: 'forwarded';
      readonly won: Won;
      readonly shares: readonly Share[];
      /** The request as the backend sees it. */
      readonly sent: { readonly host: string; readonly path: string; readonly headers: Headers };
      readonly mirrors: readonly string[];
      /** What becomes of the headers of the answer. */
      readonly answered: (headers: Headers) => Headers;
    };

/** A match under one of the hosts that its route has at a listener. */
export interface Candidate extends Won {
  readonly hostname: string;
  readonly weights: readonly number[];
}

/** The listener that a request reaches: of those on its port the one with the most specific host. */
export function listenerOf(world: GatewayWorld, { port, host, scheme }: HttpRequest): { readonly gateway: Gateway; readonly listener: Listener } | undefined {
  const protocol = scheme === 'https' ? 'HTTPS' : 'HTTP';
  const name = hostOf(host);
  return ownGateways(world)
    .flatMap((gateway) => gateway.spec.listeners.map((listener) => ({ gateway, listener })))
    .filter(({ gateway, listener }) => listener.port === port && listener.protocol === protocol && isServed(gateway, listener) && hostMatches(listener.hostname ?? '', name))
    .sort((a, b) => byHost(a.listener.hostname ?? '', b.listener.hostname ?? ''))[0];
}

const EVERYTHING: readonly RouteMatch[] = [{}];
export const matchesOf = ({ matches = [] }: RouteRule): readonly RouteMatch[] => (matches.length === 0 ? EVERYTHING : matches);

export const age = ({ metadata: { creationTimestamp = '' } }: HttpRoute): string => creationTimestamp;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the specification: by the match, then the older route, then by namespace and name, then as they stand in the route. */
function byPrecedence(a: Candidate, b: Candidate): number {
  for (const [index, weight] of a.weights.entries()) if (weight !== b.weights[index]) return b.weights[index]! - weight;
  return compare(age(a.route), age(b.route)) || compare(namespaceOf(a.route), namespaceOf(b.route)) || compare(a.route.metadata.name, b.route.metadata.name) || a.rule - b.rule || a.match - b.match;
}

/** Every match of the routes that are attached to a listener, under the hosts that they have there; in the order in which they are asked. */
export function candidatesAt(world: GatewayWorld, gateway: Gateway, listener: Listener): readonly Candidate[] {
  const found = world.httpRoutes.flatMap((route) => {
    const hostnames = new Set(attachedOf(world, route).filter((one) => one.gateway === gateway).flatMap(({ attachments }) => attachments.filter((one) => one.listener === listener).flatMap((one) => one.hostnames)));
    return (route.spec.rules ?? [{}]).flatMap((rule, index) => matchesOf(rule).flatMap((match, at) => [...hostnames].map((hostname): Candidate => ({ route, rule: index, match: at, hostname, weights: weightOf(match) }))));
  });
  return found.sort((a, b) => byHost(a.hostname, b.hostname) || byPrecedence(a, b));
}

function sharesOf(world: GatewayWorld, route: HttpRoute, { backendRefs = [] }: RouteRule): readonly Share[] {
  const weights = new Map<string, number>();
  for (const reference of backendRefs) {
    const found = backendOf(world, route, reference);
    const key = 'backend' in found ? found.backend : '';
    weights.set(key, (weights.get(key) ?? 0) + (reference.weight ?? 1));
  }
  return [...weights].filter(([, weight]) => weight > 0).sort(([a], [b]) => compare(a, b)).map(([backend, weight]): Share => (backend === '' ? { status: 500, weight } : { backend, weight }));
}

/** One of the shares by their weights; `lot` in [0, 1). */
export function drawShare(shares: readonly Share[], lot: number): Share | undefined {
  let left = lot * shares.reduce((sum, { weight }) => sum + weight, 0);
  return shares.find(({ weight }) => (left -= weight) < 0) ?? shares.at(-1);
}

/** A request at the Gateways of a controller. */
export function routeRequest(world: GatewayWorld, request: HttpRequest): Routed {
  const reached = listenerOf(world, request);
  if (reached === undefined) return { kind: 'none' };
  const host = hostOf(request.host);
  const candidates = candidatesAt(world, reached.gateway, reached.listener).filter(({ hostname }) => hostMatches(hostname, host));
  // Only the rules of the most specific host are asked.
  const won = candidates.find(({ route, rule, match, hostname }) => hostname === candidates[0]!.hostname && requestMatches(matchesOf(route.spec.rules?.[rule] ?? {})[match]!, request));
  return won === undefined ? { kind: 'none' } : carryOut(world, won, request);
}

function carryOut(world: GatewayWorld, { route, rule: index, match: at }: Won, request: HttpRequest): Routed {
  const won: Won = { route, rule: index, match: at };
  const rule = route.spec.rules?.[index] ?? {};
  const match = matchesOf(rule)[at]!;
  const filters = rule.filters ?? [];
  const redirect = filters.find(({ requestRedirect }) => requestRedirect !== undefined)?.requestRedirect;
  if (redirect !== undefined) return { kind: 'redirect', won, status: redirect.statusCode ?? 302, location: locationOf(request, redirect, match) };
  const shares = sharesOf(world, route, rule);
  if (!shares.some((share) => 'backend' in share)) return { kind: 'unavailable', won, status: 500 };
  const rewrite = filters.find(({ urlRewrite }) => urlRewrite !== undefined)?.urlRewrite;
  const headers = filters.reduce<Headers>((all, { requestHeaderModifier }) => (requestHeaderModifier === undefined ? all : withHeaders(all, requestHeaderModifier)), withHeaders(request.headers, {}));
  const mirrors = filters.flatMap(({ requestMirror }) => {
    const found = requestMirror === undefined ? undefined : backendOf(world, route, requestMirror.backendRef);
    return found !== undefined && 'backend' in found ? [found.backend] : [];
  });
  return {
    kind: 'forwarded', won, shares, mirrors,
    sent: { host: rewrite?.hostname ?? request.host, path: rewrite?.path === undefined ? request.path : withPath(request.path, rewrite.path, match), headers },
    answered: (given) => filters.reduce<Headers>((all, { responseHeaderModifier }) => (responseHeaderModifier === undefined ? all : withHeaders(all, responseHeaderModifier)), withHeaders(given, {})),
  };
}
