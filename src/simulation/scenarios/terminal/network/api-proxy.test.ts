import { describe, expect, it } from 'vitest';
import { deployment } from '../testing/deployment';
import { terminal } from '../testing/terminal';

const SERVICES = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8000 }, { name: other, port: 81, targetPort: 8001 }] }
---
apiVersion: v1
kind: Service
metadata: { name: plain }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8000 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: site, labels: { app: site } }
spec: { containers: [{ name: c, image: "nginx:1.29" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: t }
spec: { containers: [{ name: c, image: curlimages/curl, command: [sleep, infinity] }] }
`;
const AT = '/api/v1/namespaces/default';

describe('the API server between a client and what listens in the cluster', () => {
  const typed = terminal({ manifests: `${deployment('web', 'registry.k8s.example/hello:1.0')}\n${SERVICES}` });
  const raw = (path: string, more = ''): string => typed(`kubectl get --raw ${path} ${more}`).trimEnd();
  typed('sleep 10');

  it.each([
    ['services/plain/proxy', 'Hello from web-'], ['services/web:80/proxy/client', '192.168.0.10'], ['services/web:http/proxy/headers', 'X-Forwarded-For: 192.168.0.2'], ['pods/site:80/proxy/', 'Welcome to nginx!'],
    ['services/web/proxy/', 'Error from server (ServiceUnavailable): no endpoints available for service "web"'],
    ['services/web:82/proxy/', 'Error from server (ServiceUnavailable): no service port 82 found for service "web"'],
    ['services/none/proxy/', 'Error from server (NotFound): endpoints "none" not found'], ['services/none:80/proxy/', 'Error from server (NotFound): services "none" not found'],
    ['services/ftp:web:80/proxy/', 'Error from server (BadRequest): invalid service request "ftp:web:80"'],
    ['services/https:web:80/proxy/', 'Error from server (ServiceUnavailable): error trying to reach service: tls: first record does not look like a TLS handshake'],
    ['pods/none/proxy/', 'Error from server (NotFound): pods "none" not found'], ['pods/site/proxy/nothing', 'Error from server (NotFound): the server could not find the requested resource'],
    ['pods/site:http/proxy/', 'Error from server (InternalError): an error on the server ("This request caused apiserver to panic. Look in the logs for details.") has prevented the request from succeeding'],
    ['"services/plain/proxy/?dryRun=All"', 'Error from server (BadRequest): dryRun is not supported'],
  ])('answers %s', (path, said) => {
    expect(raw(path.replace(/^"?/, (quote) => `${quote}${AT}/`))).toContain(said);
  });

  it('says where it could not get to', () => {
    expect(raw(`${AT}/services/web:81/proxy/`)).toMatch(/^Error from server \(ServiceUnavailable\): error trying to reach service: dial tcp 10\.244\.\d\.\d+:8001: connect: connection refused$/);
    typed('kubectl run late --image=registry.k8s.example/none:1');
    expect(raw(`${AT}/pods/late/proxy/`)).toMatch(/\(BadRequest\): address not allowed|connection refused$/);
  });

  it('passes on what is written, by the verb that its method has', () => {
    typed('echo hi > body');
    expect(typed(`kubectl create --raw ${AT}/services/plain/proxy/headers -f body`)).toContain('Content-Length: 3\n');
    expect(typed(`kubectl create --raw ${AT}/services/plain/proxy/ -f body --as jane`)).toContain('services "plain" is forbidden: User "jane" cannot create resource "services/proxy" in API group "" in the namespace "default"');
    expect(typed(`kubectl delete --raw ${AT}/services/plain:80/proxy/x`)).toContain(', /x');
    expect(typed('kubectl logs deploy/web')).toMatch(/192\.168\.0\.10:\d+ - "DELETE \/x HTTP\/1\.1" 200 OK/);
  });

  it('is asked by a Pod as far as its account may', () => {
    const curl = (path: string): string => typed(`kubectl exec t -- sh -c 'curl -sk -H "Authorization: Bearer $(cat /var/run/secrets/kubernetes.io/serviceaccount/token)" https://kubernetes.default.svc${path}'`);
    expect(curl(`${AT}/services/plain/proxy/`)).toContain('services \\"plain\\" is forbidden: User \\"system:serviceaccount:default:default\\" cannot get resource \\"services/proxy\\"');
    typed('kubectl create role asks --verb=get --resource=services/proxy; kubectl create rolebinding asks --role=asks --serviceaccount=default:default');
    const address = typed("kubectl get pod t -o jsonpath='{.status.podIP}'");
    expect(curl(`${AT}/services/plain/proxy/headers`)).toContain(`X-Forwarded-For: ${address}\nX-Forwarded-Uri: ${AT}/services/plain/proxy/headers\n`);
    expect(curl(`${AT}/services/plain/proxy/headers`)).not.toContain('Authorization');
  });

  it('stands behind kubectl proxy, too, and leads curl on', () => {
    typed('kubectl proxy &');
    expect(typed(`curl -si "localhost:8001${AT}/services/plain/proxy?a=b"`)).toMatch(/Starting[^]*HTTP\/1\.1 301 Moved Permanently\r?\n[^]*Location: \/api\/v1\/namespaces\/default\/services\/plain\/proxy\/\?a=b/);
    expect(typed(`curl -sL localhost:8001${AT}/services/plain/proxy`)).toMatch(/^Hello from web-/);
    expect(typed(`curl -s localhost:8001${AT}/services/plain/proxy/headers`)).toContain('X-Forwarded-For: 127.0.0.1, 192.168.0.2');
    expect(typed(`curl -s -X POST localhost:8001${AT}/services/plain:1/proxy/`)).toContain('"message": "no service port 1 found for service \\"plain\\""');
    typed('kill %1');
  });

  it('waits for a Pod that a policy keeps to itself', () => {
    typed(`kubectl apply -f - <<'END'\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: closed }\nspec: { podSelector: { matchLabels: { app: site } }, policyTypes: [Ingress] }\nEND`);
    const before = Number(typed('date +%s'));
    expect(raw(`${AT}/pods/site/proxy/`)).toMatch(/^Error from server \(ServiceUnavailable\): error trying to reach service: dial tcp 10\.244\.\d\.\d+:80: i\/o timeout$/);
    expect(Number(typed('date +%s')) - before).toBe(30);
  });
});
