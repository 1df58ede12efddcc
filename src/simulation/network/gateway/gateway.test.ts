import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostMatches, meeting } from './hostnames';
import { routeRequest } from './route';
import { gatewayStatus, routeParents } from './status';
import type { GatewayWorld, HttpRequest, HttpRoute, RouteMatch, RouteRule } from './types';

const CONTROLLER = 'example.com/gateway';
const service = (name: string) => ({ metadata: { name, namespace: 'default' }, spec: { ports: [{ port: 80 }] } });
const route = (name: string, rules: readonly RouteRule[], more: Partial<HttpRoute['spec']> = {}): HttpRoute => ({ metadata: { name }, spec: { parentRefs: [{ name: 'gw' }], rules, ...more } });
const world = (httpRoutes: readonly HttpRoute[]): GatewayWorld => ({
  controllerName: CONTROLLER, gatewayClasses: [{ metadata: { name: 'lab' }, spec: { controllerName: CONTROLLER } }],
  gateways: [{ metadata: { name: 'gw' }, spec: { gatewayClassName: 'lab', listeners: [{ name: 'web', port: 80, protocol: 'HTTP' }] } }],
  httpRoutes, referenceGrants: [], services: [service('a'), service('b')], endpointSlices: [], secrets: [], namespaces: [],
});
const request = (path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({ scheme: 'http', port: 80, host: 'shop.example.com', method: 'GET', headers: {}, path, ...more });

const label = fc.constantFrom('a', 'b', 'c');
const hostname = fc.tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 3 })).map(([wild, labels]) => `${wild ? '*.' : ''}${labels.join('.')}.test`);
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.test`);

describe('the Gateway API', () => {
  it('meets in the hosts that two names have in common', () => {
    fc.assert(fc.property(fc.oneof(hostname, fc.constant('')), hostname, host, (a, b, asked) => {
      const both = meeting(a, b);
      expect(meeting(b, a)).toBe(both);
      expect(both !== undefined && hostMatches(both, asked)).toBe(hostMatches(a, asked) && hostMatches(b, asked));
    }));
  });

  it('sends to the same rule in whatever order routes stand, and to one that matches', () => {
    const match = fc.record({
      path: fc.record({ type: fc.constantFrom('Exact' as const, 'PathPrefix' as const), value: fc.constantFrom('/', '/a', '/a/b') }), method: fc.option(fc.constantFrom('GET', 'POST'), { nil: undefined }),
    }).map(({ method, ...rest }): RouteMatch => (method === undefined ? rest : { ...rest, method }));
    const rules = fc.array(fc.array(match, { minLength: 1, maxLength: 2 }).map((matches): RouteRule => ({ matches, backendRefs: [{ name: 'a', port: 80 }] })), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(fc.array(rules, { minLength: 1, maxLength: 3 }), fc.constantFrom('/', '/a', '/a/b', '/ab', '/a/b/c'), (all, path) => {
      const routes = all.map((one, index) => route(`r${index}`, one));
      const [first, second] = [routes, [...routes].reverse()].map((list) => routeRequest(world(list), request(path)));
      const won = (routed: typeof first): unknown => (routed !== undefined && 'won' in routed ? [routed.won.route.metadata.name, routed.won.rule, routed.won.match] : 'none');
      expect(won(first)).toEqual(won(second));
    }));
  });

  it('gives each share its part, and what leads nowhere an error', () => {
    const routed = routeRequest(world([route('web', [{ backendRefs: [{ name: 'a', port: 80, weight: 3 }, { name: 'b', port: 81 }, { name: 'gone', port: 80, weight: 2 }, { name: 'b', port: 80, weight: 0 }] }])]), request('/'));
    expect(routed).toMatchObject({ kind: 'forwarded', shares: [{ status: 500, weight: 3 }, { backend: 'default/a:80', weight: 3 }] });
  });

  it('says in the status what a request will find', () => {
    const lost = route('lost', [{ backendRefs: [{ name: 'gone', port: 80 }] }]);
    const elsewhere = route('elsewhere', [], { parentRefs: [{ name: 'gw', sectionName: 'https' }] });
    const all = world([lost, elsewhere]);
    expect(gatewayStatus(all, all.gateways[0]!).listeners?.web?.attachedRoutes).toBe(1);
    expect([lost, elsewhere].map((one) => routeParents(all, one)[0]?.conditions.map(({ reason }) => reason))).toEqual([['Accepted', 'BackendNotFound'], ['NoMatchingParent', 'ResolvedRefs']]);
    expect(routeRequest(all, request('/'))).toMatchObject({ kind: 'unavailable', status: 500 });
  });
});
