import { describe, expect, it } from 'vitest';
import type { Ingress } from '../../api/generated/types/networking.v1';
import { certificateFor } from './certificates';
import { routeAsSpecified } from './specified';
import { cleanPath, routeAsTraefik, ruleText } from './traefik';
import type { Answered, IngressWorld } from './types';

const CONTROLLER = 'example.com/ingress';
const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
const ingress: Ingress = {
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' },
  spec: {
    defaultBackend: backend('rest'), tls: [{ hosts: ['shop.example.com'], secretName: 'shop' }],
    rules: [{ host: 'shop.example.com', http: { paths: [{ path: '/cart', pathType: 'Prefix', backend: backend('prefix') }, { path: '/cart', pathType: 'Exact', backend: backend('exact') }, { path: '/gone', pathType: 'Prefix', backend: backend('gone') }] } }],
  },
};
const names = ['prefix', 'exact', 'rest'];
const world: IngressWorld = {
  ingresses: [ingress], ingressClasses: [], services: names.map((name) => ({ metadata: { name }, spec: { ports: [{ port: 80 }] } })),
  endpointSlices: names.map((name) => ({ metadata: { name, labels: { 'kubernetes.io/service-name': name } }, endpoints: [{ addresses: ['10.0.0.1'] }] })),
  secrets: [{ metadata: { name: 'shop' }, certificate: { dnsNames: ['*.example.com'] } }],
};
const said = (answered: Answered): unknown => (answered.kind === 'forwarded' ? answered.backend : answered.status);
const ask = (path: string, host = 'shop.example.com') => [
  said(routeAsSpecified(world, { scheme: 'http', host, path }, { controller: CONTROLLER })),
  ...[true, false].map((strictPrefixMatching) => said(routeAsTraefik(world, { scheme: 'http', host, path }, { controller: CONTROLLER, strictPrefixMatching }))),
];

describe('Ingress', () => {
  it('is read by the words of the API, and otherwise by Traefik', () => {
    // The words of the API, Traefik with strict prefixes, Traefik as K3s has it.
    expect(ask('/cart')).toEqual(['default/exact:80', 'default/prefix:80', 'default/prefix:80']);
    expect(ask('/cartel')).toEqual(['default/rest:80', 404, 'default/prefix:80']);
    expect(ask('/gone')).toEqual([503, 404, 404]);
    expect(ask('/', 'other.test')).toEqual(['default/rest:80', 404, 404]);
  });

  it('has its priorities in Traefik from the length of the rules', () => {
    const rule = { ingress, host: '*.example.com', path: '/cart/', pathType: 'Prefix', backend: backend('prefix') };
    expect(ruleText(rule, true)).toBe('HostRegexp(`^[a-zA-Z0-9-]+\\.example\\.com$`) && (Path(`/cart`) || PathPrefix(`/cart/`))');
    expect(['/a/../b/./c', '//a//b/', '/%61%2fb', '/..'].map(cleanPath)).toEqual(['/b/c', '/a/b/', '/a%2Fb', '/']);
  });

  it('serves a certificate by the names in it, for one label', () => {
    expect(['shop.example.com', 'a.shop.example.com', 'example.com'].map((host) => certificateFor(world, [ingress], host))).toEqual(['default/shop', null, null]);
  });
});
