import { describe, expect, it } from 'vitest';
import { deployment } from '../testing/deployment';
import { deskWithAddons, terminal, typed as type } from '../testing/terminal';

const pod = (name: string, more = '', container = ''): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} } }
spec: { ${more}containers: [{ name: c, image: "nicolaka/netshoot:v1", command: [sleep, infinity]${container} }] }
---`;
const DB = `
apiVersion: v1
kind: Service
metadata: { name: my-db }
spec: { ports: [{ name: sql, port: 5432 }] }
---`;

describe('what a container is told', () => {
  const one = deskWithAddons({ manifests: `${DB}${pod('client', 'hostname: box, subdomain: sub, ', ', env: [{ name: URL, value: "$(MY_DB_SERVICE_HOST):$(MY_DB_SERVICE_PORT_SQL)" }, { name: MY_DB_PORT, value: own }]')}${pod('alone', 'enableServiceLinks: false, ')}` });

  it('are the Services of its namespace, which its own variables may name and go before', () => {
    const env = type(one, 'kubectl exec client -- env');
    const address = type(one, "kubectl get svc my-db -o jsonpath='{.spec.clusterIP}'");
    expect(env).toContain(`\nURL=${address}:5432\n`);
    expect(env).toContain('\nMY_DB_PORT=own\n');
    expect(env).toContain(`\nMY_DB_PORT_5432_TCP=tcp://${address}:5432\n`);
    expect(env).toContain('\nKUBERNETES_SERVICE_HOST=10.96.0.1\n');
  });

  it('is only where the API server is without service links, or of a Service that came later', () => {
    const env = type(one, 'kubectl create service clusterip late --tcp=80; kubectl exec alone -- env; kubectl exec client -- env | grep LATE');
    expect(env).toContain('KUBERNETES_SERVICE_PORT_HTTPS=443');
    expect(env).not.toMatch(/MY_DB|LATE/);
  });

  it('is its name, in full where it has a subdomain', () => {
    expect(type(one, 'kubectl exec client -- hostname; kubectl exec client -- hostname -f; kubectl exec alone -- hostname -f')).toBe('box\nbox.sub.default.svc.cluster.local\nalone\n');
    expect(type(one, 'kubectl exec client -- hostname -i')).toBe(type(one, "kubectl get pod client -o jsonpath='{.status.podIP}'") + '\n');
  });
});

describe('the API server, asked in HTTP', () => {
  it('knows a Pod by its token, and answers by its rights', () => {
    const typed = terminal({ manifests: pod('client') });
    const ask = (path: string, token = '$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)'): string =>
      typed(`kubectl exec client -- sh -c 'curl -s --cacert /var/run/secrets/kubernetes.io/serviceaccount/ca.crt -H "Authorization: Bearer ${token}" https://kubernetes.default.svc${path}'`);
    expect(ask('/api/v1/namespaces/default/pods')).toContain('"message": "pods is forbidden: User \\"system:serviceaccount:default:default\\" cannot list resource \\"pods\\" in API group \\"\\" in the namespace \\"default\\""');
    expect(ask('/api/v1/pods', 'nonsense')).toContain('"code": 401');
    expect(typed('kubectl exec client -- curl -sk https://kubernetes.default/api/v1/nodes/node-a')).toContain('nodes \\"node-a\\" is forbidden: User \\"system:anonymous\\" cannot get resource');
    typed('kubectl create rolebinding reads --clusterrole=view --serviceaccount=default:default');
    expect(ask('/api/v1/namespaces/default/pods')).toMatch(/"kind": "PodList",[^]*"name": "client"/);
    expect(ask('/api/v1/namespaces/default/services/none')).toContain('services \\"none\\" not found');
  });
});

describe('kube-proxy, asked in HTTP', () => {
  it('says which mode it is in to its node alone, and that it is well to everybody', () => {
    const typed = terminal({ manifests: pod('client') });
    expect(typed('ssh node-a curl -s localhost:10249/proxyMode')).toBe('iptables');
    expect(typed('kubectl exec client -- curl -sS 192.168.0.12:10249/proxyMode')).toContain('Could not connect to server');
    expect(typed('kubectl exec client -- curl -s 192.168.0.12:10256/healthz')).toMatch(/^\{"lastUpdated":"[^"]+","currentTime":"[^"]+","nodeEligible":true,"healthy":true,"status":\{/);
  });

  it('tells a load balancer on which nodes a Service has endpoints', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: one }\nspec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: one }, ports: [{ port: 80, targetPort: 8000 }] }\n';
    const typed = terminal({ manifests: `${deployment('one', 'registry.k8s.example/hello:1.0')}\n${service}` });
    const where = typed("kubectl get pod -l app=one -o jsonpath='{.items[0].status.hostIP}'");
    for (const last of [11, 12, 13]) {
      const said = typed(`curl -si 192.168.0.${last}:$(kubectl get svc one -o jsonpath='{.spec.healthCheckNodePort}')`);
      expect(said).toMatch(where === `192.168.0.${last}` ? /^HTTP\/1\.1 200 OK[^]*"localEndpoints": 1,/ : /^HTTP\/1\.1 503 Service Unavailable[^]*"localEndpoints": 0,/);
    }
  });
});

describe('curlimages/curl', () => {
  it('has an entrypoint that puts curl before what is no program', () => {
    const typed = terminal({ manifests: '' });
    expect(typed('kubectl run one --image=curlimages/curl --rm -i --restart=Never -- -sk https://kubernetes.default/livez')).toMatch(/^okpod "one" deleted/m);
    expect(typed('kubectl run two --image=curlimages/curl --rm -i --restart=Never -- https://kubernetes.default -sk')).toContain('forbidden: User \\"system:anonymous\\" cannot get path \\"/\\"');
  });
});

describe('CoreDNS with the plugin log', () => {
  const typed = terminal({ manifests: pod('client') });
  const logs = (tail: number): string => typed(`kubectl -n kube-system logs -l k8s-app=kube-dns --prefix --tail=${tail}`);
  const many = "kubectl exec client -- sh -c 'for i in 1 2 3 4 5 6 7 8; do curl -s none.default.svc.cluster.local.; done'";
  typed(many);
  typed("kubectl -n kube-system get cm coredns -o yaml | sed 's/        ready/        ready\\n        log/' | kubectl replace -f -; sleep 120");

  it('reads the Corefile anew, and says which one it has', () => {
    typed(many);
    expect(logs(40)).toMatch(/\[INFO\] Reloading\n[^\n]*plugin\/reload: Running configuration SHA512 = [0-9a-f]{128}\n[^\n]*\[INFO\] Reloading complete\n/);
  });

  it('hears both questions of a resolver in one Pod, from one port', () => {
    for (let time = 0; time < 8; time += 1) {
      typed(`kubectl exec client -- curl -s n${time}.default.svc.cluster.local.`);
      const lines = logs(60).split('\n').filter((line) => line.includes(` IN n${time}.default`));
      expect(lines).toHaveLength(2);
      expect(new Set(lines.map((line) => /^(\S+) \[INFO\] (\S+)/.exec(line)?.slice(1).join(' '))).size).toBe(1);
    }
  });
});
