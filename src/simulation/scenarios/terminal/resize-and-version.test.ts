import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

describe('a resize', () => {
  const desk = new Desk({ files: { 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  schedulingGates: [{ name: example.com/wait }]\n  containers: [{ name: a, image: nginx, resources: { requests: { cpu: 600m }, limits: { cpu: "1" } } }]\n' } });
  const resize = (resources: object): string => typed(desk, `kubectl patch pod a --subresource=resize -p '${JSON.stringify({ spec: { containers: [{ name: 'a', resources }] } })}'`);

  it('counts against the quota by what it adds', () => {
    typed(desk, 'kubectl create quota q --hard=requests.cpu=1,limits.cpu=2 && sleep 1 && kubectl apply -f pod.yaml');
    expect(resize({ requests: { cpu: '1200m' }, limits: { cpu: '1500m' } })).toBe('Error from server (Forbidden): pods "a" is forbidden: exceeded quota: q, requested: requests.cpu=600m, used: requests.cpu=600m, limited: requests.cpu=1\n');
    expect(resize({ requests: { cpu: '900m' } })).toBe('pod/a patched\n');
    expect(typed(desk, "kubectl get quota q -o jsonpath='{.status.used}'")).toBe('{"limits.cpu":"1","requests.cpu":"900m"}');
  });

  it('keeps to the LimitRange', () => {
    typed(desk, `kubectl apply -f - <<'X'
apiVersion: v1
kind: LimitRange
metadata: { name: lr }
spec: { limits: [{ type: Container, max: { cpu: "1" } }] }
X`);
    expect(resize({ limits: { cpu: '1100m' } })).toBe('Error from server (Forbidden): pods "a" is forbidden: maximum cpu usage per Container is 1, but limit is 1100m\n');
  });
});

describe('what is being deleted', () => {
  it('gets no new finalizers', () => {
    const desk = new Desk({ files: {} });
    typed(desk, `kubectl create cm held && kubectl patch cm held -p '{"metadata":{"finalizers":["example.com/x"]}}' && kubectl delete cm held --wait=false`);
    expect(typed(desk, `kubectl patch cm held -p '{"metadata":{"finalizers":["example.com/x","example.com/y"]}}'`)).toBe(
      'The ConfigMap "held" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/y"}\n',
    );
    expect(typed(desk, `kubectl patch cm held -p '{"metadata":{"finalizers":null}}' && kubectl get cm held`)).toContain('NotFound');
  });
});

describe('the version', () => {
  const desk = new Desk({ files: {} });

  it('is told as text, YAML or JSON, and by the path', () => {
    expect(typed(desk, 'kubectl version')).toBe('Client Version: v1.36.3\nKustomize Version: v5.8.1\nServer Version: v1.36.3\n');
    expect(JSON.parse(typed(desk, 'kubectl version -o json'))).toMatchObject({ clientVersion: { minor: '36' }, kustomizeVersion: 'v5.8.1', serverVersion: { gitVersion: 'v1.36.3', emulationMinor: '36' } });
    expect(typed(desk, 'kubectl version --client -o yaml')).toMatch(/^clientVersion:\n {2}compiler: gc\n/);
    expect(JSON.parse(typed(desk, 'kubectl get --raw /version'))).toMatchObject({ major: '1', minCompatibilityMinor: '35' });
    expect(typed(desk, 'kubectl version --client more')).toContain('Client Version');
    expect(typed(desk, 'kubectl version more')).toBe('error: extra arguments: [more]\n');
  });

  it('of the server is not known where nobody answers', () => {
    expect(typed(desk, 'KUBECONFIG=/none kubectl version')).toBe('Client Version: v1.36.3\nKustomize Version: v5.8.1\nThe connection to the server localhost:8080 was refused - did you specify the right host or port?\n');
  });
});
