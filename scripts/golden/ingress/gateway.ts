import { routeRequest } from '../../../src/simulation/network/gateway/route';
import type { Routed } from '../../../src/simulation/network/gateway/route';
import { gatewayStatus, nameOf, routeParents } from '../../../src/simulation/network/gateway/status';
import type { Condition } from '../../../src/simulation/network/gateway/status';
import type { GatewayWorld, HttpRequest } from '../../../src/simulation/network/gateway/types';

interface Recorded extends Partial<GatewayWorld> {
  readonly requests?: readonly (Partial<HttpRequest> & Pick<HttpRequest, 'host' | 'path'>)[];
  readonly backendResponseHeaders?: Readonly<Record<string, string>>;
}

/** The controller under test. */
const CONTROLLER = 'traefik.io/gateway-controller';

const worldOf = (recorded: Recorded): GatewayWorld => ({
  controllerName: CONTROLLER, gatewayClasses: [], gateways: [], httpRoutes: [], referenceGrants: [], services: [], endpointSlices: [], secrets: [], namespaces: [], ...recorded,
});

const requestsOf = ({ requests = [] }: Recorded): readonly HttpRequest[] =>
  requests.map(({ scheme = 'http', port = scheme === 'https' ? 443 : 80, method = 'GET', headers = {}, ...rest }) => ({ scheme, port, method, headers, ...rest }));

function ruleOf({ won: { route, rule, match } }: Extract<Routed, { won: unknown }>): unknown {
  const matches = route.spec.rules?.[rule]?.matches ?? [];
  return { route: nameOf(route), rule, ...(matches.length > 1 ? { match } : {}) };
}

function response(routed: Routed): Readonly<Record<string, unknown>> {
  switch (routed.kind) {
    case 'none': return { status: 404 };
    case 'redirect': return { rule: ruleOf(routed), status: routed.status, location: routed.location };
    case 'unavailable': return { rule: ruleOf(routed), status: routed.status };
    case 'forwarded': return { rule: ruleOf(routed), backends: routed.shares };
  }
}

export function replayRoute(recorded: Recorded): unknown {
  const world = worldOf(recorded);
  return { responses: requestsOf(recorded).map((request) => response(routeRequest(world, request))) };
}

/** What proxies write themselves. */
const OWN_HEADERS = new Set(['server']);

const some = (name: string, headers: Readonly<Record<string, string>>): object => (Object.keys(headers).length === 0 ? {} : { [name]: headers });

export function replayFilter(recorded: Recorded): unknown {
  const world = worldOf(recorded);
  const given = Object.fromEntries(Object.entries(recorded.backendResponseHeaders ?? {}).filter(([name]) => !OWN_HEADERS.has(name)));
  return {
    responses: requestsOf(recorded).map((request) => {
      const routed = routeRequest(world, request);
      if (routed.kind !== 'forwarded') return response(routed);
      // Mirrors were seen in the tables of proxies, not on the wire.
      if (routed.mirrors.length > 0) return { ...response(routed), mirroredTo: routed.mirrors };
      const { headers, ...sent } = routed.sent;
      return { ...response(routed), status: 200, backendSees: { ...sent, ...some('headers', headers) }, ...some('responseHeaders', routed.answered(given)) };
    }),
  };
}

interface Expected {
  readonly gateways: Readonly<Record<string, { readonly conditions: readonly Condition[]; readonly listeners?: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly conditions: readonly Condition[] }>> }>>;
  readonly httpRoutes?: Readonly<Record<string, { readonly parents: readonly { readonly conditions: readonly Condition[] }[] }>>;
}

const keys = <T extends object>(got: T, expected: object): Partial<T> => Object.fromEntries(Object.entries(got).filter(([name]) => Object.hasOwn(expected, name))) as Partial<T>;
/** Listed is what two controllers report alike: there may be more. */
const listed = (got: readonly Condition[], expected: readonly Condition[]): readonly Condition[] => got.filter(({ type }) => expected.some((one) => one.type === type));

export function replayStatus(recorded: Recorded, expected: Expected): unknown {
  const world = worldOf(recorded);
  const gateways = world.gateways.map((gateway) => {
    const name = nameOf(gateway);
    const { conditions, listeners } = gatewayStatus(world, gateway);
    const wanted = expected.gateways[name];
    return [name, {
      conditions: listed(conditions, wanted?.conditions ?? []),
      ...(listeners === undefined ? {} : {
        listeners: Object.fromEntries(Object.entries(listeners).map(([listener, status]) => {
          const of = wanted?.listeners?.[listener];
          return [listener, keys({ ...status, conditions: listed(status.conditions, of?.conditions ?? []) }, of ?? {})];
        })),
      }),
    }] as const;
  });
  const routes = world.httpRoutes.map((route) => {
    const name = nameOf(route);
    const wanted = expected.httpRoutes?.[name]?.parents ?? [];
    return [name, { parents: routeParents(world, route).map(({ parentRef, conditions }, index) => ({ parentRef, conditions: listed(conditions, wanted[index]?.conditions ?? []) })) }] as const;
  });
  return { gateways: Object.fromEntries(gateways), ...(routes.length === 0 ? {} : { httpRoutes: Object.fromEntries(routes) }) };
}
