import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

/** What a real kube-apiserver and kubectl 1.36.3 said to the same commands. */
const HERE_DOCUMENT = (text: string): string => `-f - <<'X'\n${text}\nX`;

describe('requests out of the ordinary', () => {
  const run = terminal({ files: {} });
  const said = (line: string): string => run(line).trimEnd();
  said('kubectl create deployment web --image=nginx');
  said('kubectl create cm a --from-literal=k=v');

  it('show the Scale of a workload as a table of its own', () => {
    expect(said('kubectl get deploy web --subresource=scale').replace(/ +/g, ' ')).toMatch(/^NAME DESIRED AVAILABLE AGE\nweb 1 [01] \d+s$/);
  });

  it.each([
    [`kubectl patch cm a --type=merge -p '{"metadata":null}'`, 'Error from server (BadRequest): the name of the object (a based on URL) was undeterminable: name must be provided'],
    [`kubectl patch cm a --type=merge -p '{"metadata":{"uid":"x"}}'`, 'The ConfigMap "a" is invalid: metadata.uid: Invalid value: "x": field is immutable'],
    [`kubectl patch cm a --type=merge -p '{"metadata":{"resourceVersion":"abc"}}'`, 'Error from server: strconv.ParseUint: parsing "abc": invalid syntax'],
    [`kubectl patch cm a --type=merge -p '{"metadata":{"finalizers":["x"]}}'`, 'The ConfigMap "a" is invalid: metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified'],
    [`kubectl patch deploy web -p '{"spec":'`, 'Error from server (BadRequest): unexpected end of JSON input'],
    [`kubectl patch deploy web -p '{"spec":{"replicas":9}}' --dry-run=server`, 'deployment.apps/web patched'],
    [`kubectl patch deploy web -p '{"spec":{"replicas":9}}' --dry-run=client`, 'deployment.apps/web patched'],
    ['kubectl delete priorityclass system-node-critical --dry-run=server', 'Error from server (Forbidden): priorityclasses.scheduling.k8s.io "system-node-critical" is forbidden: this is a system priority class and cannot be deleted'],
    ['kubectl get rs --field-selector status.replicas=0', 'Error from server (BadRequest): Unable to find "apps/v1, Resource=replicasets" that match label selector "", field selector "status.replicas=0": "status.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"'],
    ['kubectl get selfsubjectreviews', 'Error from server (MethodNotAllowed): the server does not allow this method on the requested resource'],
    ['kubectl delete rs -l no=body --cascade=true', 'warning: --cascade=true is deprecated (boolean value) and can be replaced with --cascade=background.\nNo resources found'],
    ['kubectl delete --raw /api/v1/namespaces/default/configmaps/zz', 'Error from server (NotFound): configmaps "zz" not found'],
    ["kubectl delete --raw '/api/v1/namespaces/default/configmaps/a?propagationPolicy=Foo'", 'The DeleteOptions "" is invalid: propagationPolicy: Unsupported value: "Foo": supported values: "Foreground", "Background", "Orphan", "nil"'],
    [`kubectl replace --raw /api/v1/namespaces/default/configmaps/zz ${HERE_DOCUMENT('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"rv"}}')}`, 'Error from server (BadRequest): the name of the object (rv) does not match the name on the URL (zz)'],
    [`kubectl create --raw /api/v1/namespaces/default/configmaps ${HERE_DOCUMENT('{"apiVersion":"v1","kind":"Secret","metadata":{"name":"rv"}}')}`, 'Error from server (BadRequest): Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion'],
  ])('%s', (line, answer) => {
    expect(said(line)).toBe(answer);
  });

  it('ask for an object under another uid in vain', () => {
    const text = said(`kubectl replace ${HERE_DOCUMENT('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, uid: abc}')}`);
    expect(text).toContain('StorageError: invalid object, Code: 4, Key: /configmaps/default/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: abc, UID in object meta: ');
  });

  it('meet what is on its way out', () => {
    said('kubectl create cm going');
    said(`kubectl patch cm going -p '{"metadata":{"finalizers":["example.com/x"]}}'`);
    said('kubectl delete cm going --wait=false');
    expect(said('kubectl create cm going')).toBe('error: failed to create configmap: object is being deleted: configmaps "going" already exists');
    expect(said(`kubectl apply ${HERE_DOCUMENT('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: going}')}`)).toContain('Warning: Detected changes to resource going which is currently being deleted.');
    expect(said(`kubectl replace --force --timeout=1s ${HERE_DOCUMENT('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: going}')}`)).toContain('error: context deadline exceeded');
    expect(said('kubectl delete --raw /api/v1/namespaces/default/configmaps/going')).toMatch(/^\{"kind":"ConfigMap".*"deletionTimestamp"/);
  });

  it('name all groups, and remove at a path', () => {
    expect(said('kubectl get --raw /apis')).toMatch(/^\{"kind":"APIGroupList","apiVersion":"v1","groups":\[\{"name":"apiregistration.k8s.io"/);
    expect(said('kubectl get --raw /api')).toMatch(/^\{"kind":"APIVersions","versions":\["v1"\]/);
    expect(said('kubectl delete --raw /api/v1/namespaces/default/configmaps/a')).toMatch(/^\{"kind":"Status","apiVersion":"v1","metadata":\{\},"status":"Success","details":\{"name":"a","kind":"configmaps","uid":"[^"]+"\}\}$/);
  });
});

describe('acting as somebody else', () => {
  const run = terminal({ files: {} });
  const said = (line: string): string => run(line).trimEnd();

  it('carries an uid and extras, and needs a name', () => {
    expect(said('kubectl auth whoami --as=ann --as-uid=5 --as-user-extra=reason=test').replace(/ +/g, ' ')).toBe('ATTRIBUTE VALUE\nUsername ann\nUID 5\nGroups [system:authenticated]\nExtra: reason [test]');
    expect(said('kubectl get pods --as-group=devs')).toBe('error: requesting uid, groups or user-extra for kubernetes-admin without impersonating a user');
    expect(said('kubectl auth can-i get /version --as=system:anonymous')).toContain('User "system:anonymous" cannot create resource "selfsubjectaccessreviews"');
  });

  it('grants no more by changing a role than by making one', () => {
    said('kubectl create role rbacer --verb=create,update,patch,get,list --resource=roles.rbac.authorization.k8s.io,rolebindings.rbac.authorization.k8s.io');
    said('kubectl create rolebinding rbacer --role=rbacer --user=ann');
    said('kubectl create role mine --verb=get --resource=roles.rbac.authorization.k8s.io');
    expect(said(`kubectl patch role mine --type=json -p '[{"op":"add","path":"/rules/0/resources/-","value":"clusterroles"}]' --as=ann`)).toContain('is attempting to grant RBAC permissions not currently held:\n{APIGroups:["rbac.authorization.k8s.io"], Resources:["clusterroles"], Verbs:["get"]}');
    expect(said('kubectl create rolebinding b --role=nope --user=joe --as=ann')).toBe('error: failed to create rolebinding: rolebindings.rbac.authorization.k8s.io "nope" not found');
  });

  it.each([
    ['SubjectAccessReview', '{}', 'The request is invalid: \n* spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified\n* spec.user: Invalid value: "": at least one of user or group must be specified'],
    ['SelfSubjectAccessReview', '{}', 'The request is invalid: spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified'],
    ['LocalSubjectAccessReview', '{user: ann, resourceAttributes: {namespace: other, verb: get, resource: pods}}', 'The request is invalid: spec.resourceAttributes.namespace: Invalid value: "other": must match metadata.namespace'],
    ['SubjectAccessReview', '{user: ann, resourceAttributes: {verb: get, resource: pods}, nonResourceAttributes: {path: /x, verb: get}}', 'The request is invalid: spec.nonResourceAttributes: Invalid value: {"Path":"/x","Verb":"get"}: cannot be specified in combination with resourceAttributes'],
  ])('is asked about in a %s of %s', (kind, spec, answer) => {
    const metadata = kind === 'LocalSubjectAccessReview' ? 'metadata: {namespace: default}\n' : '';
    expect(said(`kubectl create ${HERE_DOCUMENT(`apiVersion: authorization.k8s.io/v1\nkind: ${kind}\n${metadata}spec: ${spec}`)}`)).toBe(answer);
  });

  it('is seen through by a review of tokens', () => {
    const review = (token: string): string => said(`kubectl create -o jsonpath='{.status}' ${HERE_DOCUMENT(`apiVersion: authentication.k8s.io/v1\nkind: TokenReview\nspec: {token: "${token}"}`)}`);
    expect(review('abc')).toBe('{"error":"invalid bearer token","user":{}}');
    expect(said("kubectl create token default --duration 20m -o jsonpath='{.spec.expirationSeconds}'")).toBe('1200');
    expect(review(said('kubectl create token default'))).toContain('"username":"system:serviceaccount:default:default"');
  });
});

describe('versions of a custom resource', () => {
  const run = terminal({ files: {} });
  const said = (line: string): string => run(line).trimEnd();
  const spec = (more: string): string => `schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {x: {type: string}, m: {type: integer${more}}}}}}}`;
  said(`kubectl apply ${HERE_DOCUMENT(`apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: foos.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: foos, kind: Foo}
  versions:
  - {name: v1beta1, served: true, storage: false, deprecated: true, ${spec(', default: 5')}}
  - {name: v1, served: true, storage: true, subresources: {scale: {specReplicasPath: .spec.m, statusReplicasPath: .status.m}}, ${spec('')}}`)}`);
  said('sleep 3');

  it('name their successor', () => {
    expect(said(`kubectl create ${HERE_DOCUMENT('apiVersion: example.com/v1beta1\nkind: Foo\nmetadata: {name: a}\nspec: {x: one}')}`)).toBe('Warning: example.com/v1beta1 Foo is deprecated; use example.com/v1 Foo\nfoo.example.com/a created');
  });

  it('fill in defaults where an object is written, and not where it is only read', () => {
    said(`kubectl create ${HERE_DOCUMENT('apiVersion: example.com/v1\nkind: Foo\nmetadata: {name: b}\nspec: {x: two}')}`);
    expect(said("kubectl get foos a -o jsonpath='{.spec}'")).toBe('{"m":5,"x":"one"}');
    expect(said("kubectl get foos.v1beta1.example.com b -o jsonpath='{.spec}'")).toContain('{"x":"two"}');
  });

  it('are scaled, and warn of unknown metadata first', () => {
    expect(said('kubectl autoscale foo a --max=3')).toBe('horizontalpodautoscaler.autoscaling/a autoscaled');
    expect(said('kubectl get foo a --subresource=nope')).toBe('Error from server (NotFound): foos.example.com "a" not found');
    expect(said(`kubectl create --validate=warn ${HERE_DOCUMENT('apiVersion: example.com/v1\nkind: Foo\nabout: 1\nmetadata: {name: c, zone: b}\nspec: {x: two}')}`)).toMatch(/^Warning: unknown field "metadata.zone"\nWarning: unknown field "about"\n/);
  });
});
