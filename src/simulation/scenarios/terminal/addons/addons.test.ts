import { describe, expect, it } from 'vitest';
import type { Start } from '../start';
import { terminal } from '../testing/terminal';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8000 }] }\n';
const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "registry.k8s.example/hello:1.0" }] } } }\n';

function typed(start: Start, ...lines: readonly string[]): string {
  const type = terminal(start, 200);
  return lines.map((line) => type(line)).join('');
}

describe('a Service of type LoadBalancer', () => {
  const start = { manifests: `${DEPLOYMENT}---\n${SERVICE}` };
  const address = 'kubectl get svc web -o jsonpath={.status.loadBalancer.ingress[0].ip}';

  it('waits for ever without a load balancer', () => {
    expect(typed(start, address)).toBe('');
    expect(typed(start, 'kubectl get svc web')).toContain('<pending>');
  });

  it('has an address that answers where there is one', () => {
    expect(typed({ ...start, addons: ['load-balancer'] }, address)).toBe('192.168.0.240');
    expect(typed({ ...start, addons: ['load-balancer'] }, 'curl -sS -m 3 http://192.168.0.240/')).toMatch(/^Hello from web-/);
  });
});

describe('Traefik as K3s ships it', () => {
  const ingress = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { rules: [{ http: { paths: [{ path: /app, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }\n';
  const ask = (path: string, ip: string): string => `curl -s -o /dev/null -w '%{http_code}\\n' http://${ip}${path}`;

  it('has the default class, and takes a prefix for letters where the other controller ends it at a slash', () => {
    const start = { manifests: `${DEPLOYMENT}---\n${SERVICE}`, files: { 'ingress.yaml': ingress }, addons: ['load-balancer', 'traefik', 'ingress'] } as const satisfies Start;
    const out = typed(start, 'kubectl apply -f traefik.yaml -f ingress-controller.yaml', 'sleep 60', 'kubectl apply -f ingress.yaml', 'sleep 20', "kubectl get ingress web -o jsonpath='{.spec.ingressClassName} {.status.loadBalancer.ingress[0].ip}'");
    const [, ip = ''] = /traefik (192\.168\.0\.\d+)$/.exec(out) ?? [];
    expect(ip).not.toBe('');
    const asked = typed(start, 'kubectl apply -f traefik.yaml -f ingress-controller.yaml', 'sleep 60', 'kubectl apply -f ingress.yaml', 'sleep 20', ask('/app', ip), ask('/apple', ip), ask('/other', ip), "kubectl patch ingress web -p '{\"spec\":{\"ingressClassName\":\"lab\"}}' > /dev/null", 'sleep 20', 'curl -s -o /dev/null -w "lab %{http_code}\\n" http://$(kubectl get ingress web -o jsonpath={.status.loadBalancer.ingress[0].ip})/apple');
    expect(asked).toMatch(/200\n200\n404\nlab 404\n$/);
  });
});

describe('NodeLocal DNSCache', () => {
  const start: Start = { manifests: `${DEPLOYMENT}---\n${SERVICE}`, addons: ['node-local-dns'] };
  const install = ['kubectl apply -f nodelocaldns.yaml > /dev/null', 'sleep 40'];
  const lookup = 'kubectl exec deploy/web -- nslookup web.default.svc.cluster.local';
  const stop = ['kubectl -n kube-system scale deploy coredns --replicas=0 > /dev/null', 'sleep 10'];

  it('answers out of its cache while CoreDNS is away, and only what it has', () => {
    expect(typed(start, ...stop, lookup)).toMatch(/timed out|no servers could be reached|can't resolve|SERVFAIL/);
    const out = typed(start, ...install, 'kubectl -n kube-system get ds node-local-dns --no-headers', lookup, ...stop, lookup, 'kubectl exec deploy/web -- nslookup kubernetes.default.svc.cluster.local');
    expect(out).toMatch(/node-local-dns +4 +4 +4 /);
    expect(out.split('Name:\tweb.default.svc.cluster.local')).toHaveLength(3);
    expect(out).not.toContain('Name:\tkubernetes.default');
  });
});

describe('controllers of Ingresses and Gateways', () => {
  it('write nothing before their Pods run', () => {
    const start: Start = { addons: ['gateway'] };
    expect(typed(start, 'kubectl get crd -o name')).toContain('gateways.gateway.networking.k8s.io');
    const gateway = "cat <<'EOF' | kubectl apply -f -\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: one }\nspec: { gatewayClassName: lab, listeners: [{ name: http, port: 80, protocol: HTTP }] }\nEOF".split('\n');
    expect(typed(start, ...gateway, 'sleep 5', "kubectl get gateway one -o jsonpath='{.status.conditions[*].status}'")).toContain('Unknown Unknown');
    expect(typed(start, ...gateway, 'kubectl apply -f gateway-controller.yaml', 'sleep 30', "kubectl get gateway one -o jsonpath='{.status.conditions[?(@.type==\"Programmed\")].reason}'")).toContain('AddressNotAssigned');
  });

  it('do to a request and its answer what the filters of a route say, and mirror it', () => {
    const route = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: one }
spec: { gatewayClassName: lab, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec:
  parentRefs: [{ name: one }]
  rules:
  - matches: [{ path: { type: PathPrefix, value: /old } }]
    filters: [{ type: RequestRedirect, requestRedirect: { path: { type: ReplacePrefixMatch, replacePrefixMatch: /new }, statusCode: 301 } }]
  - filters:
    - { type: ResponseHeaderModifier, responseHeaderModifier: { set: [{ name: X-Lab, value: "yes" }] } }
    - { type: RequestMirror, requestMirror: { backendRef: { name: shadow, port: 80 } } }
    backendRefs: [{ name: web, port: 80 }]
`;
    const manifests = [DEPLOYMENT, SERVICE, DEPLOYMENT.replaceAll('web', 'shadow'), SERVICE.replaceAll('web', 'shadow').replace('type: LoadBalancer, ', '')].join('---\n');
    const out = typed({ manifests, files: { 'route.yaml': route }, addons: ['load-balancer', 'gateway'] }, 'kubectl apply -f gateway-controller.yaml -f route.yaml', 'sleep 30',
      "A=$(kubectl get gateway one -o jsonpath='{.status.addresses[0].value}')", 'curl -si http://$A/seen', 'curl -si http://$A/old/x', 'kubectl logs -l app=shadow');
    expect(out).toMatch(/x-lab: yes/i);
    expect(out).toMatch(/Hello from web-/);
    expect(out).toMatch(/301[^]*location: http:\/\/[0-9.]+\/new\/x/i);
    expect(out.slice(out.indexOf('301'))).toContain('/seen');
  });
});
