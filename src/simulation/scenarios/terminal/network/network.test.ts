import { describe, expect, it } from 'vitest';
import { Desk } from '../desk';
import { deployment } from '../testing/deployment';
import { printed, typed as type } from '../testing/terminal';

const SECOND = 1_000_000;
const now = (desk: Desk): number => desk.report().report.picture.now;

const MANIFESTS = `${deployment('hello', 'registry.k8s.example/hello:1.0', { replicas: 3 })}${deployment('client', 'nicolaka/netshoot:v1', { more: ', command: [sleep, infinity]' })}
apiVersion: v1
kind: Service
metadata: { name: hello }
spec: { type: NodePort, selector: { app: hello }, ports: [{ port: 80, targetPort: 8000, nodePort: 30080 }] }
`;
const desk = (): Desk => new Desk({ manifests: MANIFESTS });

describe('from a Pod', () => {
  it('names lead to Services, and connections to all of their Pods by lot', () => {
    const one = desk();
    expect(type(one, 'kubectl exec deploy/client -- dig +short hello.default.svc.cluster.local')).toMatch(/^10\.96\.\d+\.\d+\n$/);
    const answers = type(one, "kubectl exec deploy/client -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do curl -s hello; done'").trim().split('\n');
    expect(answers).toHaveLength(12);
    expect(new Set(answers).size).toBe(3);
    expect(type(one, 'kubectl logs -l app=hello --tail=50').match(/"GET \/ HTTP\/1\.1" 200 OK/g)).toHaveLength(12);
  });

  it('without CoreDNS a name takes the time that resolvers wait; without endpoints it is refused', () => {
    const one = new Desk({ manifests: MANIFESTS, stopped: ['coredns'] });
    const began = now(one);
    expect(type(one, 'kubectl exec deploy/client -- curl -sS hello')).toContain('curl: (6) Could not resolve host: hello');
    expect((now(one) - began) / SECOND).toBeGreaterThan(9);
    const two = desk();
    type(two, 'kubectl -n kube-system scale deploy coredns --replicas=0; sleep 15');
    expect(type(two, 'kubectl exec deploy/client -- nslookup hello')).toContain('connection refused');
  });

  it('a policy drops packets, and DNS with them', () => {
    const one = desk();
    type(one, "cat <<EOF | kubectl apply -f -\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: none }\nspec: { podSelector: { matchLabels: { app: client } }, policyTypes: [Egress] }\nEOF".split('\n')[0]!);
    for (const line of ['apiVersion: networking.k8s.io/v1', 'kind: NetworkPolicy', 'metadata: { name: none }', 'spec: { podSelector: { matchLabels: { app: client } }, policyTypes: [Egress] }', 'EOF']) type(one, line);
    expect(type(one, 'kubectl exec deploy/client -- curl -sS -m 3 hello')).toContain('curl: (28) Resolving timed out after 3000 milliseconds');
    expect(type(one, 'kubectl exec deploy/hello -- wget -qO- -T 3 localhost:8000')).toMatch(/^Hello from hello-/);
  });
});

describe('from a Pod to a node', () => {
  const NODES = [10, 11, 12, 13].map((last) => `192.168.0.${last}`);

  it('a node port answers at every node, which sees the address of the Pod’s own', () => {
    const one = desk();
    for (const address of NODES) expect(type(one, `kubectl exec deploy/client -- curl -sS -m 2 ${address}:30080`)).toMatch(/^Hello from hello-/);
    const own = type(one, "kubectl get pod -l app=client -o jsonpath='{.items[0].status.hostIP}'");
    type(one, `kubectl patch svc hello -p '{"spec":{"externalTrafficPolicy":"Local"}}'; kubectl scale deploy hello --replicas=1; sleep 40`);
    const where = type(one, "kubectl get pod -l app=hello -o jsonpath='{.items[0].status.hostIP}'");
    for (const address of NODES) {
      const said = type(one, `kubectl exec deploy/client -- curl -sS -m 2 ${address}:30080/client`);
      // The own node sends its Pods to all endpoints; another one only to those that it has, and drops the rest.
      if (address === where && address !== own) expect(said).toBe(`${own}\n`);
      else if (address === own) expect(said).toMatch(/^10\.244\./);
      else expect(said).toContain('timed out');
    }
  });

  it('the API server answers whoever asks it by its Service', () => {
    const one = desk();
    expect(type(one, 'kubectl exec deploy/client -- curl -sk https://kubernetes.default/livez')).toBe('ok');
    expect(type(one, 'kubectl exec deploy/client -- curl -sS https://kubernetes.default/version')).toContain('unable to get local issuer certificate');
  });
});

describe('a container whose shell somebody enters', () => {
  it('asks at its own prompt, goes on after Ctrl-C, and is left with exit', () => {
    const one = desk();
    const entered = one.ask({ kind: 'line', text: 'kubectl exec -it deploy/hello -- sh' });
    printed(one, entered);
    const at = one.report();
    expect([at.mode, at.prompt]).toEqual(['reading', '/ # ']);
    expect(printed(one, one.ask({ kind: 'typed', text: 'wget -qO- localhost:8000/client\n' }))).toBe('127.0.0.1\n');
    expect(one.ask({ kind: 'typed', text: 'sleep 100\n' }).mode).toBe('running');
    expect(one.ask({ kind: 'interrupt' }).mode).toBe('reading');
    expect(printed(one, one.ask({ kind: 'typed', text: 'nosuch\n' }))).toBe('sh: nosuch: not found\n');
    expect(printed(one, one.ask({ kind: 'typed', text: 'exit 3\n' }))).toContain('command terminated with exit code 3');
    expect(type(one, 'echo $?')).toBe('3\n');
  });

  it('of a Pod that lives as long as it', () => {
    const one = desk();
    const said = type(one, 'kubectl run tmp --rm -i --restart=Never --image=curlimages/curl -- curl -s http://hello');
    expect(said).toMatch(/Hello from hello-\S+ \(1\.0\)\npod "tmp" deleted from default namespace\n$/);
    expect(type(one, 'sleep 5; kubectl get pod tmp')).toContain('NotFound');
    expect(type(one, 'kubectl run tmp --rm -i --restart=Never --image=busybox -- wget -T 2 -qO- http://none; echo $?')).toMatch(/wget: bad address 'none'[^]*pod default\/tmp terminated \(Error\)\n[^]*1\n$/);
  });
});

describe('from the reader’s machine', () => {
  it('node ports answer, addresses of the cluster do not', () => {
    const one = desk();
    expect(type(one, 'curl -s 192.168.0.11:30080')).toMatch(/^Hello from hello-/);
    expect(type(one, "curl -sS -m 2 $(kubectl get svc hello -o jsonpath='{.spec.clusterIP}')")).toContain('Connection timed out after 2000 milliseconds');
  });

  it('a forwarded port leads to one Pod, until it is closed', () => {
    const one = desk();
    expect(type(one, 'kubectl port-forward svc/hello 8080:80 &')).toContain('[1] 4243');
    expect(type(one, 'sleep 1')).toContain('Forwarding from 127.0.0.1:8080 -> 8000');
    expect(new Set(type(one, 'for i in 1 2 3 4; do curl -s localhost:8080; done').split('\n').filter((line) => line.startsWith('Hello'))).size).toBe(1);
    expect(type(one, 'jobs')).toContain('Running');
    type(one, 'kill %1');
    expect(type(one, 'curl -sS localhost:8080')).toContain('curl: (7) Failed to connect to localhost port 8080');
  });
});
