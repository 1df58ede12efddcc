/** Admission webhooks that are called: agnhost's server in a Deployment, behind a Service, with a certificate of the reader's. */
import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const SERVER = `apiVersion: apps/v1
kind: Deployment
metadata: {name: webhook, namespace: hooks}
spec:
  selector: {matchLabels: {app: webhook}}
  template:
    metadata: {labels: {app: webhook}}
    spec:
      containers:
      - name: webhook
        image: registry.k8s.io/e2e-test-images/agnhost:2.63.0
        args: [webhook, --tls-cert-file=/certs/tls.crt, --tls-private-key-file=/certs/tls.key, --port=8443, --sidecar-image=nginx]
        readinessProbe: {httpGet: {scheme: HTTPS, port: 8443, path: /readyz}, periodSeconds: 1}
        volumeMounts: [{name: certs, mountPath: /certs, readOnly: true}]
      volumes: [{name: certs, secret: {secretName: certs}}]
---
apiVersion: v1
kind: Service
metadata: {name: webhook, namespace: hooks}
spec: {selector: {app: webhook}, ports: [{port: 443, targetPort: 8443}]}
`;

/** `hook.sh KIND PATH`: with what else is in the variables. */
const HOOK = `cat <<Y | kubectl apply -f -
apiVersion: admissionregistration.k8s.io/v1
kind: $1WebhookConfiguration
metadata: {name: \${NAME:-hook}}
webhooks:
- name: \${NAME:-hook}.example.com
  admissionReviewVersions: [v1]
  sideEffects: \${EFFECTS:-None}
  failurePolicy: \${POLICY:-Fail}
  timeoutSeconds: \${TIMEOUT:-10}
  clientConfig: {caBundle: "$(base64 -w0 \${CA:-tls.crt})", \${TO:-service: {namespace: hooks, name: webhook, path: $2\\}}}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, DELETE], resources: [\${ON:-pods}]}]
  namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [default]}]}
Y
`;
const CERTIFICATE = (name: string, file: string): string => `openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=${name} -addext subjectAltName=DNS:${name} -keyout ${file}.key -out ${file}.crt`;

describe('an admission webhook in the cluster', () => {
  const type = terminal({ files: { 'server.yaml': SERVER, 'hook.sh': HOOK } });
  const pod = (name: string, more = ''): string => type(`kubectl run ${name} --image=nginx ${more}`).trimEnd();
  const calling = (path: string, words: string, timeout = 10): string => `Error from server (InternalError): Internal error occurred: failed calling webhook "hook.example.com": failed to call webhook: Post "https://webhook.hooks.svc:443${path}?timeout=${timeout}s": ${words}`;
  type('kubectl create namespace hooks');
  type(`${CERTIFICATE('webhook.hooks.svc', 'tls')}; kubectl -n hooks create secret tls certs --cert=tls.crt --key=tls.key`);
  type('kubectl apply -f server.yaml; kubectl -n hooks rollout status deploy/webhook; sleep 2');
  const address = type("kubectl -n hooks get svc webhook -o jsonpath='{.spec.clusterIP}'");

  it('denies Pods, those of a ReplicaSet as well', () => {
    type('bash hook.sh Validating /pods');
    expect(pod('bad', '-l webhook-e2e-test=webhook-disallow')).toBe('Error from server: admission webhook "hook.example.com" denied the request: the pod contains unwanted label;');
    expect(pod('good')).toBe('pod/good created');
    // Whether the name is taken is found out last.
    expect(pod('good', '-l webhook-e2e-test=webhook-disallow')).toContain('the pod contains unwanted label');
    expect(pod('good')).toBe('Error from server (AlreadyExists): pods "good" already exists');
    type('bash hook.sh Validating /always-deny; kubectl create deployment web --image=nginx; sleep 3');
    expect(type('kubectl get events --field-selector reason=FailedCreate -o custom-columns=A:.source.component,B:.message --no-headers')).toMatch(/^replicaset-controller +Error creating: admission webhook "hook.example.com" denied the request: this webhook denies all requests\n$/);
    expect(type('kubectl delete pod good').trimEnd()).toBe('Error from server: admission webhook "hook.example.com" denied the request: this webhook denies all requests');
    type('kubectl delete validatingwebhookconfiguration hook');
    expect(type('kubectl rollout restart deploy/web; kubectl rollout status deploy/web')).toContain('successfully rolled out');
  });

  it('changes Pods, and is told of dry runs where it can take them', () => {
    type('bash hook.sh Mutating /add-label; NAME=side bash hook.sh Mutating /mutating-pods-sidecar');
    expect(pod('mine')).toBe('pod/mine created');
    expect(type("kubectl get pod mine -o jsonpath='{.metadata.labels.added-label} {.spec.containers[*].name}'")).toBe('yes mine webhook-added-sidecar');
    expect(type("kubectl run dry --image=nginx --dry-run=server -o jsonpath='{.spec.containers[*].name}'")).toBe('dry webhook-added-sidecar');
    type('kubectl delete mutatingwebhookconfiguration hook side');
  });

  it('is refused with its reason where it tells no message', () => {
    type('ON=configmaps bash hook.sh Validating /configmaps');
    expect(type('kubectl create configmap a --from-literal=webhook-e2e-test=webhook-disallow').trimEnd()).toBe('error: failed to create configmap: admission webhook "hook.example.com" denied the request: the configmap contains unwanted key and value');
    type('kubectl create configmap a --from-literal=webhook-e2e-test=webhook-nondeletable');
    expect(type('kubectl delete configmap a')).toContain('the configmap cannot be deleted because it contains unwanted key and value');
  });

  it('is not called where something lies between, and failurePolicy decides', () => {
    type('ON=pods TIMEOUT=5 bash hook.sh Validating /always-allow-delay-5s');
    expect(pod('slow')).toBe(calling('/always-allow-delay-5s', 'context deadline exceeded', 5));
    type('TIMEOUT=6 bash hook.sh Validating /always-allow-delay-5s');
    expect(pod('slow')).toBe('pod/slow created');
    type('bash hook.sh Validating /nowhere');
    expect(pod('lost')).toBe('Error from server (InternalError): Internal error occurred: failed calling webhook "hook.example.com": failed to call webhook: the server could not find the requested resource');
    type('ON=configmaps bash hook.sh Validating /pods; kubectl create configmap b 2>&1');
    expect(type('kubectl create configmap b')).toContain('denied the request: expect resource to be { v1 pods}');
    type('bash hook.sh Mutating /mutating-configmaps');
    expect(pod('fallen')).toBe(calling('/mutating-configmaps', 'EOF'));
    type('kubectl delete mutatingwebhookconfiguration hook; kubectl delete validatingwebhookconfiguration hook');
  });

  it('has to show a certificate that its caBundle vouches for', () => {
    type(`${CERTIFICATE('other', 'other')}; ${CERTIFICATE('webhook.hooks.svc', 'again')}`);
    type('CA=other.crt bash hook.sh Validating /pods');
    expect(pod('x')).toBe(calling('/pods', 'tls: failed to verify certificate: x509: certificate signed by unknown authority'));
    type('CA=again.crt bash hook.sh Validating /pods');
    expect(pod('x')).toBe(calling('/pods', 'tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "webhook.hooks.svc")'));
    type(`TO="url: https://${address}/pods" bash hook.sh Validating -`);
    expect(pod('x')).toContain(`Post "https://${address}/pods?timeout=10s": tls: failed to verify certificate: x509: cannot validate certificate for ${address} because it doesn't contain any IP SANs`);
    type('TO="url: https://hook.example/pods" bash hook.sh Validating -');
    expect(pod('x')).toMatch(/Post "https:\/\/hook.example\/pods\?timeout=10s": dial tcp: lookup hook.example on [\d.]+:53: no such host$/);
    // A process keeps the pair that it has read.
    type('kubectl -n hooks delete secret certs; kubectl -n hooks create secret tls certs --cert=again.crt --key=again.key; sleep 90; bash hook.sh Validating /pods');
    expect(pod('kept')).toBe('pod/kept created');
    type('kubectl -n hooks rollout restart deploy/webhook; kubectl -n hooks rollout status deploy/webhook; sleep 2');
    expect(pod('x')).toContain('x509: certificate signed by unknown authority (possibly');
    type('CA=again.crt bash hook.sh Validating /pods');
    expect(pod('x')).toBe('pod/x created');
  });

  it('is asked over HTTPS by others too', () => {
    const url = `https://${address}`;
    type('kubectl run client --image=nicolaka/netshoot -- sleep infinity; kubectl wait --for=condition=Ready pod/client');
    expect(type(`kubectl exec client -- curl -sk ${url}/readyz`)).toBe('ok');
    expect(type(`kubectl exec client -- curl -s ${url}/readyz; echo $?`)).toContain('60\n');
    expect(type(`kubectl exec client -- curl -sk -H 'Content-Type: application/json' -d '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u"}}' ${url}/always-deny`)).toBe('{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","response":{"uid":"u","allowed":false,"status":{"metadata":{},"message":"this webhook denies all requests"}}}');
  });

  it('is missed where it stands in a network that lets nobody in, and where it is gone', () => {
    type("kubectl apply -f - <<'X'\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed, namespace: hooks}\nspec: {podSelector: {}, policyTypes: [Ingress]}\nX");
    expect(pod('y')).toBe(calling('/pods', 'context deadline exceeded'));
    type('kubectl -n hooks delete networkpolicy closed; kubectl -n hooks scale deploy/webhook --replicas=0; sleep 40');
    expect(pod('y')).toBe(calling('/pods', `dial tcp ${address}:443: connect: connection refused`));
    type('POLICY=Ignore bash hook.sh Validating /pods');
    expect(pod('y')).toBe('pod/y created');
    type('bash hook.sh Validating /pods; kubectl -n hooks delete svc webhook');
    expect(pod('z')).toBe(calling('/pods', 'service "webhook" not found'));
  });

  it('does not begin without its pair', () => {
    type('kubectl run bare --namespace=hooks --image=registry.k8s.io/e2e-test-images/agnhost:2.63.0 -- webhook --port=8443; sleep 10');
    expect(type('kubectl -n hooks logs bare')).toMatch(/^F\d{4} [\d:.]+ +1 config\.go:34\] open : no such file or directory\n$/);
    expect(type("kubectl -n hooks get pod bare -o jsonpath='{.status.containerStatuses[0].lastState.terminated.exitCode}'")).toBe('255');
  });
});
