import type { Controller, Mode } from '@site/src/simulation/scenarios/router/answer';
import type { View } from './views';

interface Start {
  readonly mode: Mode;
  readonly text: string;
  readonly url: string;
  readonly view: View;
  readonly headers?: string;
  readonly controller?: Controller;
}

const path = (value: string, type: string, service: string): string => `          - path: ${value}
            pathType: ${type}
            backend:
              service:
                name: ${service}
                port:
                  number: 80
`;

const SHOP = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: example
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http:
        paths:
${path('/', 'Prefix', 'web')}${path('/api', 'Prefix', 'api')}${path('/api', 'Exact', 'api-exact')}    - host: "*.example.com"
      http:
        paths:
${path('/', 'Prefix', 'old')}`;

const TLS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: example
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
    - hosts: ["*.example.com"]
      secretName: wildcard-tls
    - hosts: [legacy.example.com]
      secretName: legacy-tls
  rules:
    - http:
        paths:
${path('/', 'Prefix', 'web')}`;

const NGINX = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "true"
    nginx.ingress.kubernetes.io/rewrite-target: /$2
    nginx.ingress.kubernetes.io/proxy-read-timeout: "60"
    nginx.ingress.kubernetes.io/limit-rps: "20"
    nginx.ingress.kubernetes.io/configuration-snippet: |
      more_set_headers "X-Shop: yes";
spec:
  ingressClassName: example
  defaultBackend:
    service:
      name: old
      port:
        number: 80
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http:
        paths:
${path('/', 'Prefix', 'web')}${path('/api(/|$)(.*)', 'ImplementationSpecific', 'api')}    - host: "*.example.com"
      http:
        paths:
${path('/', 'Prefix', 'web')}`;

const gateway = (name: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: ${name}
spec:
  gatewayClassName: example
  listeners:
    - name: http
      port: 80
      protocol: HTTP
    - name: https
      hostname: "*.example.com"
      port: 443
      protocol: HTTPS
      tls:
        certificateRefs:
          - name: wildcard-tls
`;

const CANARY = `${gateway('web')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: web
  hostnames: [shop.example.com]
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /api
      backendRefs:
        - name: api
          port: 80
          weight: 90
        - name: api-next
          port: 80
          weight: 10
    - matches:
        - path:
            type: PathPrefix
            value: /api
          headers:
            - name: x-canary
              value: "true"
      backendRefs:
        - name: api-next
          port: 80
    - backendRefs:
        - name: web
          port: 80
`;

const GRANT = `${gateway('web')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: web
  hostnames: [shop.example.com]
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /pay
      backendRefs:
        - name: pay
          namespace: team-b
          port: 80
    - backendRefs:
        - name: web
          port: 80
`;

/** Where a reader may start; `text` is that of the mode, the other mode keeps its own. */
export const PRESETS = {
  paths: { mode: 'ingress', text: SHOP, url: 'http://shop.example.com/api', view: 'rules' },
  tls: { mode: 'ingress', text: TLS, url: 'https://legacy.example.com/', view: 'tls' },
  nginx: { mode: 'ingress', text: NGINX, url: 'https://shop.example.com/api/items', view: 'convert' },
  canary: { mode: 'gateway', text: CANARY, url: 'https://shop.example.com/api/items', view: 'traffic' },
  grant: { mode: 'gateway', text: GRANT, url: 'https://shop.example.com/pay', view: 'status' },
} as const satisfies Record<string, Start>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
export const startOf = (preset: Preset): Start => PRESETS[preset];
