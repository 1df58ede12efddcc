import { describe, expect, it } from 'vitest';
import { Desk } from '../desk';
import { typed } from '../testing/terminal';

const WARNING = 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n';
const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "nginx:1.31", readinessProbe: { exec: { command: [cat, /tmp/ready] }, periodSeconds: 1 } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, labels: { team: shop } }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;

describe('the Endpoints of Services', () => {
  const desk = new Desk({ manifests: web });
  const get = (path: string): string => typed(desk, `kubectl get endpoints web -o jsonpath='{${path}}'`).replace(WARNING, '');

  it('are those of the API server, of CoreDNS and of what is in the cluster', () => {
    expect(typed(desk, 'kubectl get ep -A')).toMatch(/^Warning: .*\nNAMESPACE .*\ndefault +kubernetes +192\.168\.0\.10:6443 .*\ndefault +web +.*\nkube-system +kube-dns +10\.244\.0\.\d+:9153,.* \+ 3 more\.\.\. .*\n$/);
    expect(get('.metadata.labels')).toBe('{"endpoints.kubernetes.io/managed-by":"endpoint-controller","team":"shop"}');
  });

  it('tell who is ready and who is not', () => {
    expect([get('.subsets[*].addresses[*].ip'), get('.subsets[*].notReadyAddresses[*].ip').split(' ').length]).toEqual(['', 2]);
    typed(desk, "for p in $(kubectl get pods -l app=web -o name); do kubectl exec $p -- touch /tmp/ready; done; sleep 3");
    expect([get('.subsets[*].addresses[*].ip').split(' ').length, get('.subsets[*].notReadyAddresses[*].ip'), get('.subsets[*].ports[*].port')]).toEqual([2, '', '80']);
  });

  it('have no Pod that goes, are made again, and go with their Service', () => {
    typed(desk, 'kubectl scale deploy web --replicas=1; sleep 1');
    expect(get('.subsets[*].addresses[*].ip')).toMatch(/^[\d.]+$/);
    typed(desk, 'kubectl delete endpoints web; sleep 1');
    expect(get('.subsets[*].addresses[*].ip')).toMatch(/^[\d.]+$/);
    typed(desk, 'kubectl delete svc web; sleep 1');
    expect(typed(desk, 'kubectl get endpoints web')).toContain('endpoints "web" not found');
    expect(typed(desk, 'kubectl get events')).not.toMatch(/ToCreateEndpoint|ToUpdateEndpoint/);
  });

  it('are left alone where a Service selects nothing', () => {
    typed(desk, 'kubectl create service externalname api --external-name=api.example.com; sleep 1');
    expect(typed(desk, 'kubectl get endpoints api')).toContain('not found');
  });
});
