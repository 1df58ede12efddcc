/** Why each match of each route takes a request or does not: what `routeRequest` decides, said of all of them. */
import { attachedOf } from './attach';
import type { Refusal } from './attach';
import { hostMatches, hostOf } from './hostnames';
import { mismatchOf } from './match';
import type { Mismatch } from './match';
import { age, candidatesAt, listenerOf, matchesOf } from './route';
import type { Candidate, Won } from './route';
import { namespaceOf } from './types';
import type { Gateway, GatewayWorld, HttpRequest, HttpRoute, Listener } from './types';

/** By what a match that fits lost, in the order of the specification. */
const CRITERIA = ['pathType', 'pathLength', 'morePrecise', 'moreHeaders', 'moreQuery'] as const;

export type RouteVerdict =
  | 'won'
  /** None of its parents is a Gateway of this controller. */
  | 'noParent'
  /** Its parents do not take it. */
  | Refusal
  /** No listener takes the connection. */
  | 'noListener'
  /** Attached, but not to the listener that the request reaches. */
  | 'otherListener'
  | 'host'
  /** A rule with a more specific host is there, and only these are asked. */
  | 'lessSpecificHost'
  | Mismatch
  | (typeof CRITERIA)[number]
  | 'older'
  | 'name'
  | 'order';

export interface JudgedMatch extends Won {
  readonly verdict: RouteVerdict;
}

export interface Explained {
  readonly listener?: { readonly gateway: Gateway; readonly listener: Listener };
  /** Every match of every route, in the order of the world. */
  readonly matches: readonly JudgedMatch[];
}

const isSame = (a: Won, b: Won): boolean => a.route === b.route && a.rule === b.rule && a.match === b.match;

/** What decided between two matches that both fit. */
function lostBy(winner: Candidate, loser: Candidate): RouteVerdict {
  const at = winner.weights.findIndex((weight, index) => weight !== loser.weights[index]);
  if (at >= 0) return CRITERIA[at]!;
  if (age(winner.route) !== age(loser.route)) return 'older';
  return namespaceOf(winner.route) === namespaceOf(loser.route) && winner.route.metadata.name === loser.route.metadata.name ? 'order' : 'name';
}

function unattached(world: GatewayWorld, route: HttpRoute): RouteVerdict {
  const attached = attachedOf(world, route);
  if (attached.length === 0) return 'noParent';
  return attached.some(({ attachments }) => attachments.length > 0) ? 'otherListener' : attached[0]!.refusal!;
}

/** @param request as it comes to the Gateways of the controller */
export function explainRequest(world: GatewayWorld, request: HttpRequest): Explained {
  const listener = listenerOf(world, request);
  const candidates = listener === undefined ? [] : candidatesAt(world, listener.gateway, listener.listener);
  const fitting = candidates.filter(({ hostname }) => hostMatches(hostname, hostOf(request.host)));
  const asked = fitting.filter(({ hostname }) => hostname === fitting[0]?.hostname);
  const missing = ({ route, rule, match }: Won): Mismatch | undefined => mismatchOf(matchesOf(route.spec.rules?.[rule] ?? {})[match]!, request);
  const winner = asked.find((one) => missing(one) === undefined);

  const judge = (one: Won): RouteVerdict => {
    if (listener === undefined) return 'noListener';
    const own = (list: readonly Candidate[]): Candidate | undefined => list.find((other) => isSame(one, other));
    if (own(candidates) === undefined) return unattached(world, one.route);
    if (own(fitting) === undefined) return 'host';
    const candidate = own(asked);
    if (candidate === undefined) return 'lessSpecificHost';
    if (winner === undefined || candidate === winner) return missing(one) ?? 'won';
    return missing(one) ?? lostBy(winner, candidate);
  };
  const matches = world.httpRoutes.flatMap((route) =>
    (route.spec.rules ?? [{}]).flatMap((rule, index) => matchesOf(rule).map((_, match): JudgedMatch => {
      const one = { route, rule: index, match };
      return { ...one, verdict: judge(one) };
    })));
  return { ...(listener === undefined ? {} : { listener }), matches };
}
