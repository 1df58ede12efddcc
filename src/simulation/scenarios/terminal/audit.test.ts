import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const MANIFEST = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: None, users: ["system:kube-scheduler", "system:kube-controller-manager"]}
- {level: None, userGroups: ["system:nodes", "system:serviceaccounts"]}
- {level: Metadata, resources: [{group: "", resources: [secrets, configmaps, serviceaccounts/token]}]}
- {level: RequestResponse, verbs: [create, update, patch, delete], resources: [{group: "", resources: [pods]}]}
- {level: Metadata}
`;
const flags = (...more: readonly string[]): string => ['audit-policy-file=/etc/kubernetes/audit/policy.yaml', 'audit-log-path=/var/log/kubernetes/audit.log', ...more].map((flag) => `    - --${flag}\\n`).join('');
const MOUNTS = '    - mountPath: /etc/kubernetes/audit\\n      name: audit\\n      readOnly: true\\n    - mountPath: /var/log/kubernetes\\n      name: audit-log\\n';
const VOLUMES = '  - hostPath:\\n      path: /etc/kubernetes/audit\\n      type: DirectoryOrCreate\\n    name: audit\\n  - hostPath:\\n      path: /var/log/kubernetes\\n      type: DirectoryOrCreate\\n    name: audit-log\\n';
const started = (policy: string, mounts = MOUNTS, more: readonly string[] = []): ((text: string) => string) => {
  const type = terminal({ files: { 'policy.yaml': policy } });
  type('ssh cp-1 mkdir -p /etc/kubernetes/audit');
  type('scp policy.yaml cp-1:/etc/kubernetes/audit/policy.yaml');
  type(`ssh cp-1 "sed -i -e 's#^    - --allow-privileged=true#${flags(...more).replace(/\\n$/, '')}\\n&#' -e 's#^    volumeMounts:#&\\n${mounts.replace(/\\n$/, '')}#' -e 's#^  volumes:#&\\n${VOLUMES.replace(/\\n$/, '')}#' ${MANIFEST}"`);
  type('sleep 40');
  return type;
};
interface Event {
  readonly stage: string;
  readonly level: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string };
  readonly impersonatedUser?: { readonly username: string };
  readonly objectRef?: Readonly<Record<string, string>>;
  readonly responseStatus: { readonly code: number; readonly message?: string };
  readonly requestObject?: { readonly kind: string };
  readonly responseObject?: unknown;
  readonly annotations: Readonly<Record<string, string>>;
}
const eventsOf = (type: (text: string) => string, pattern: string): Event[] => type(`ssh cp-1 "grep ${pattern} /var/log/kubernetes/audit.log"`).trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Event);

describe('the audit log', () => {
  it('has a line of each request that its policy is about, with who may and why', () => {
    const type = started(POLICY);
    type('kubectl create secret generic db --from-literal=password=hunter2');
    type('kubectl get secret db; kubectl get secrets --as=jane; kubectl run web --image=nginx:1.30; sleep 5; kubectl exec web -- true; kubectl delete pod web --now');
    const secrets = eventsOf(type, `'\\"resource\\":\\"secrets\\"'`);
    expect(secrets.map(({ verb, responseStatus: { code }, level }) => [verb, code, level])).toEqual([['create', 201, 'Metadata'], ['get', 200, 'Metadata'], ['list', 403, 'Metadata']]);
    const [created, , listed] = secrets;
    expect(created).toMatchObject({ stage: 'ResponseComplete', user: { username: 'kubernetes-admin' }, objectRef: { resource: 'secrets', namespace: 'default', name: 'db', apiVersion: 'v1' } });
    expect(created?.requestURI).toBe('/api/v1/namespaces/default/secrets?fieldManager=kubectl-create&fieldValidation=Strict');
    expect(listed).toMatchObject({ impersonatedUser: { username: 'jane' }, annotations: { 'authorization.k8s.io/decision': 'forbid' } });
    expect(listed?.responseStatus.message).toContain('User "jane" cannot list resource "secrets"');
    expect(type('ssh cp-1 "grep -c hunter2 /var/log/kubernetes/audit.log"')).toBe('0\n');
    const pods = eventsOf(type, `'\\"resource\\":\\"pods\\"'`).filter(({ verb }) => verb !== 'get' && verb !== 'list' && verb !== 'watch');
    expect(pods[0]).toMatchObject({ verb: 'create', level: 'RequestResponse', requestObject: { kind: 'Pod' }, responseObject: { kind: 'Pod' }, objectRef: { name: 'web' } });
    expect(eventsOf(type, "'pods/web/exec'").map(({ stage, responseStatus: { code } }) => [stage, code])).toEqual([['ResponseStarted', 101], ['ResponseComplete', 101]]);
    expect(type('ssh cp-1 "grep -c system:node: /var/log/kubernetes/audit.log"')).toBe('0\n');
  });

  it('keeps what a ValidatingAdmissionPolicy with the action Audit has found', () => {
    const type = started(POLICY);
    type(`kubectl apply -f - <<'E'
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-latest}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  validations: [{expression: "object.spec.containers.all(c, c.image.contains(':'))", message: an image needs a tag}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec: {policyName: no-latest, validationActions: [Audit]}
E`);
    type('sleep 2; kubectl run bad --image=nginx; kubectl run good --image=nginx:1.30');
    const noted = eventsOf(type, 'validation_failure');
    expect(noted.map(({ objectRef }) => objectRef?.['name'])).toEqual(['bad']);
    expect(JSON.parse(noted[0]!.annotations['validation.policy.admission.k8s.io/validation_failure'] ?? '')).toMatchObject([{ message: 'an image needs a tag', policy: 'no-latest', binding: 'no-latest', validationActions: ['Audit'] }]);
  });

  it('goes into a new file when one is full, and keeps as many as it is told', () => {
    const type = started('{apiVersion: audit.k8s.io/v1, kind: Policy, rules: [{level: RequestResponse}]}', MOUNTS, ['audit-log-maxsize=1', 'audit-log-maxbackup=2']);
    for (let count = 0; count < 20; count += 1) type('kubectl get pods -A -o name; kubectl get pods -A -o name; kubectl get pods -A -o name');
    const names = type('ssh cp-1 ls /var/log/kubernetes').trim().split('\n');
    expect(names).toHaveLength(3);
    expect(names.filter((name) => /^audit-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}\.log$/.test(name))).toHaveLength(2);
  });

  it.each([
    ['a policy that is not mounted', POLICY, MOUNTS.replaceAll('/etc/kubernetes/audit', '/etc/elsewhere'), 'loading audit policy file: failed to read file path \\"/etc/kubernetes/audit/policy.yaml\\": open /etc/kubernetes/audit/policy.yaml: no such file or directory'],
    ['a log where nothing can be written', POLICY, MOUNTS.replace('name: audit-log', 'name: audit-log\\n      readOnly: true'), 'ensureLogFile: open /var/log/kubernetes/audit.log: read-only file system'],
    ['a level that does not exist', POLICY.replace('level: Metadata}', 'level: Everything}'), MOUNTS, 'rules[4].level: Unsupported value: \\"Everything\\": supported values: \\"None\\", \\"Metadata\\", \\"Request\\", \\"RequestResponse\\": from file /etc/kubernetes/audit/policy.yaml'],
    ['a policy without rules', '{apiVersion: audit.k8s.io/v1, kind: Policy}', MOUNTS, 'loaded illegal policy with 0 rules'],
  ])('does not let an API server start with %s', (_, policy, mounts, says) => {
    const type = started(policy, mounts);
    expect(type('kubectl get nodes')).toContain('connection to the server');
    expect(type("ssh cp-1 'cat /var/log/containers/kube-apiserver-*.log | grep -v Golang'")).toContain(says);
  });
});
