import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customKinds } from '../../api/custom/custom-kinds';
import { ruleObjectErrors } from '../../api/custom/rules/check-object';
import type { Kind } from '../../api/kind';
import { GATEWAY_API } from '../../network/gateway/definitions';
import { explainRequest } from '../../network/gateway/explain';
import { routeRequest } from '../../network/gateway/route';
import { routerAnswer } from './answer';
import type { Question } from './answer';
import { INGRESS_KINDS, readRouting } from './read';
import { readRequest } from './request';
import { withWeights } from './weights';

const GATEWAY_KINDS: readonly Kind[] = GATEWAY_API.flatMap((definition) => customKinds(definition, ruleObjectErrors));

const ask = (question: Partial<Question> & Pick<Question, 'text'>) => {
  const asked: Question = { mode: 'ingress', url: 'http://shop.example.com/', method: 'GET', headers: '', controller: 'specified', days: 0, seed: 1, ...question };
  return routerAnswer(asked, asked.mode === 'ingress' ? INGRESS_KINDS : GATEWAY_KINDS);
};

interface Path {
  readonly host: string;
  readonly path: string;
  readonly type: string;
  readonly service: string;
}

const ingress = (paths: readonly Path[], more = ''): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  ingressClassName: example
${more}  rules:
${paths.map(({ host, path, type, service }) => `  - ${host === '' ? '' : `host: "${host}"\n    `}http: {paths: [{path: ${path}, pathType: ${type}, backend: {service: {name: ${service}, port: {name: http}}}}]}\n`).join('')}`;

const gateway = (rules: string, listeners = '  - {name: http, port: 80, protocol: HTTP}\n'): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: example
  listeners:
${listeners}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec:
  parentRefs: [{name: web}]
  rules:
${rules}`;

describe('an Ingress', () => {
  const text = ingress([
    { host: 'shop.example.com', path: '/', type: 'Prefix', service: 'web' },
    { host: 'shop.example.com', path: '/api', type: 'Prefix', service: 'api' },
    { host: 'shop.example.com', path: '/api', type: 'Exact', service: 'api-exact' },
    { host: '*.example.com', path: '/api/x', type: 'Prefix', service: 'old' },
  ]);
  const verdicts = (url: string, controller: Question['controller'] = 'specified') => ask({ text, url, controller }).rules.map(({ verdict }) => verdict);

  it('has one rule that takes the request, and a reason for each other', () => {
    expect(verdicts('http://shop.example.com/api')).toEqual(['shorter', 'exactFirst', 'won', 'lessSpecificHost']);
    expect(verdicts('http://shop.example.com/apix')).toEqual(['won', 'path', 'path', 'lessSpecificHost']);
    expect(verdicts('http://a.example.com/api/x/y')).toEqual(['host', 'host', 'host', 'won']);
  });

  it('is made true otherwise by Traefik, whose longer text wins and whose prefixes are of letters', () => {
    expect(verdicts('http://shop.example.com/apix', 'traefik')).toEqual(['shorterText', 'won', 'path', 'path']);
    expect(ask({ text, url: 'http://shop.example.com/apix', controller: 'traefik' }).rules[1]!.text).toBe('Host(`shop.example.com`) && PathPrefix(`/api`)');
  });

  it('answers 404 without a rule, and 503 without an endpoint', () => {
    expect(ask({ text, url: 'http://nobody.test/' }).outcome).toEqual({ kind: 'refused', status: 404 });
    expect(ask({ text, url: 'http://a.example.com/api/x' }).outcome).toEqual({ kind: 'refused', status: 503 });
  });

  it('picks certificates by the name in the handshake, and they run out', () => {
    const secure = ingress([{ host: '', path: '/', type: 'Prefix', service: 'web' }], '  tls: [{secretName: shop-tls}, {secretName: legacy-tls}]\n');
    const tls = (url: string, days = 0) => ask({ text: secure, url, days }).tls!;
    expect(tls('https://shop.example.com/').offers.find(({ chosen }) => chosen)?.secret).toBe('default/shop-tls');
    expect(tls('https://shop.example.com/').curl.exit).toBe(0);
    expect(tls('https://shop.example.com/', 60).curl.stderr).toContain('certificate has expired');
    expect(tls('https://other.example.com/').offers.find(({ chosen }) => chosen)?.secret).toBeNull();
    expect(tls('https://other.example.com/').curl.stderr).toContain('self-signed certificate');
    // A name in the CN alone: curl takes it, Go does not.
    expect(tls('https://legacy.example.com/').curl.exit).toBe(0);
    expect(tls('https://legacy.example.com/').go).not.toBeNull();
    expect(tls('https://203.0.113.10/').serverName).toBe('');
  });
});

describe('a Gateway', () => {
  const text = gateway(`  - matches: [{path: {type: PathPrefix, value: /api}}]
    backendRefs: [{name: api, port: 80, weight: 90}, {name: api-next, port: 80, weight: 10}]
  - matches: [{path: {type: PathPrefix, value: /api}, headers: [{name: x-canary, value: "true"}]}]
    backendRefs: [{name: api-next, port: 80}]
`);

  it('divides a thousand requests by weights, which a slider writes into the text', () => {
    const answer = ask({ mode: 'gateway', text, url: 'http://shop.example.com/api' });
    expect(answer.problems).toEqual([]);
    expect(answer.rules.map(({ verdict }) => verdict)).toEqual(['won', 'headers']);
    if (answer.outcome.kind !== 'forwarded') throw new Error('it is not forwarded');
    const count = (name: string) => (answer.outcome.kind === 'forwarded' ? answer.outcome.parts.find(({ backend }) => backend === name)!.count : 0);
    expect(count('default/api:80') + count('default/api-next:80')).toBe(1000);
    expect(Math.abs(count('default/api-next:80') - 100)).toBeLessThan(40);
    const next = withWeights(text, answer.weights!.places, [0, 100]);
    expect(ask({ mode: 'gateway', text: next, url: 'http://shop.example.com/api' }).outcome).toMatchObject({ parts: [{ backend: 'default/api-next:80', count: 1000 }] });
  });

  it('prefers the rule that asks for more', () => {
    expect(ask({ mode: 'gateway', text, url: 'http://shop.example.com/api', headers: 'X-Canary: true' }).rules.map(({ verdict }) => verdict)).toEqual(['moreHeaders', 'won']);
  });

  it('shows what a grant changes', () => {
    const other = gateway('  - backendRefs: [{name: pay, namespace: team-b, port: 80}]\n');
    const resolved = (one: string) => ask({ mode: 'gateway', text: one }).statuses.find(({ of }) => of.startsWith('HTTPRoute'))?.conditions.find(({ type }) => type === 'ResolvedRefs');
    expect(resolved(other)).toMatchObject({ status: 'False', reason: 'RefNotPermitted' });
    expect(ask({ mode: 'gateway', text: other }).outcome).toEqual({ kind: 'refused', status: 500 });
    const grant = `${other}---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shop, namespace: team-b}
spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default}], to: [{group: "", kind: Service}]}
`;
    expect(resolved(grant)).toMatchObject({ status: 'True' });
  });

  it('is checked by its definitions', () => {
    expect(ask({ mode: 'gateway', text: gateway('  - matches: [{path: {type: Prefix, value: /api}}]\n') }).problems.map(({ message }) => message).join()).toContain('Unsupported value');
  });

  it('tells a closed port from a name that nobody has', () => {
    const https = gateway('  - backendRefs: [{name: web, port: 80}]\n', '  - {name: https, hostname: shop.example.com, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: shop-tls}]}}\n');
    expect(ask({ mode: 'gateway', text: https }).outcome).toEqual({ kind: 'closed', port: 80 });
    expect(ask({ mode: 'gateway', text: https, url: 'https://other.example.com/' }).outcome).toEqual({ kind: 'handshake' });
    expect(ask({ mode: 'gateway', text: https, url: 'https://shop.example.com/' }).outcome.kind).toBe('forwarded');
  });
});

const HOSTS = ['shop.example.com', 'api.example.com', ''] as const;
const PATHS = ['/', '/api', '/api/', '/api/x', '/apix'] as const;
const paths = fc.array(fc.record({ host: fc.constantFrom(...HOSTS), path: fc.constantFrom(...PATHS), type: fc.constantFrom('Prefix', 'Exact'), service: fc.constantFrom('web', 'api', 'api-next') }), { minLength: 1, maxLength: 6 });
const target = fc.tuple(fc.constantFrom('shop.example.com', 'api.example.com', 'other.test'), fc.constantFrom(...PATHS, '/api/x/y')).map(([host, path]) => `http://${host}${path}`);

describe('an Ingress turned into routes', () => {
  it('routes as before', () => {
    fc.assert(fc.property(paths, fc.boolean(), target, (some, fallback, url) => {
      const text = ingress(some, fallback ? '  defaultBackend: {service: {name: api-exact, port: {name: http}}}\n' : '');
      const before = ask({ text, url });
      const after = ask({ mode: 'gateway', text: before.conversion!.yaml, url });
      expect(after.problems).toEqual([]);
      // Where nothing matches a Gateway may not even listen to the host.
      const backends = ({ outcome }: typeof before) => (outcome.kind === 'forwarded' ? outcome.parts.map(({ backend }) => backend) : []);
      expect(backends(after)).toEqual(backends(before));
    }), { numRuns: 100 });
  });

  it('names what does not go along', () => {
    const text = ingress([{ host: '*.example.com', path: '/a', type: 'ImplementationSpecific', service: 'web' }, { host: '', path: '/b', type: 'Prefix', service: 'nobody' }], '  defaultBackend: {service: {name: old, port: {number: 80}}}\n')
      .replace('{name: shop}', '{name: shop, annotations: {nginx.ingress.kubernetes.io/limit-rps: "2", nginx.ingress.kubernetes.io/rewrite-target: /}}');
    expect(ask({ text }).conversion!.notes.map(({ code, equivalent }) => [code, equivalent])).toEqual([
      ['annotation', undefined], ['annotation', 'URLRewrite'], ['unknownPort', undefined], ['wildcard', undefined], ['implementationSpecific', undefined],
    ]);
  });
});

describe('an explanation', () => {
  it('agrees with the routing', () => {
    const match = fc.record({ path: fc.record({ type: fc.constantFrom('Exact', 'PathPrefix'), value: fc.constantFrom(...PATHS) }), method: fc.option(fc.constantFrom('GET', 'POST'), { nil: undefined }) }, { requiredKeys: ['path'] });
    const rules = fc.array(fc.array(match, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(rules, target, (some, url) => {
      const yaml = gateway(some.map((matches) => `  - matches: ${JSON.stringify(matches)}\n    backendRefs: [{name: web, port: 80}]\n`).join(''));
      const { gateway: world } = readRouting(yaml, GATEWAY_KINDS);
      const read = readRequest(url, '');
      if (!read.ok) throw new Error(url);
      const request = { ...read.request, method: 'GET' };
      const routed = routeRequest(world, request);
      const won = explainRequest(world, request).matches.filter(({ verdict }) => verdict === 'won').map(({ rule, match: at }) => [rule, at]);
      expect(won).toEqual(routed.kind === 'none' ? [] : [[routed.won.rule, routed.won.match]]);
    }), { numRuns: 100 });
  });
});

describe('a request as it was typed', () => {
  it('is read, or its fault named', () => {
    expect(readRequest('HTTPS://Shop.Example.com/a/../b?x=1', 'X-Team: a: b')).toEqual({ ok: true, request: { scheme: 'https', host: 'shop.example.com', port: 443, path: '/b?x=1', headers: { 'x-team': 'a: b' } } });
    expect(readRequest('shop.example.com/api', '')).toEqual({ ok: false, fault: { code: 'url' } });
    expect(readRequest('http://[', '')).toEqual({ ok: false, fault: { code: 'url' } });
    expect(readRequest('http://a/', 'x: 1\nno colon')).toEqual({ ok: false, fault: { code: 'header', line: 2, text: 'no colon' } });
  });
});
