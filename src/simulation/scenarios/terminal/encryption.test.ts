import { expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const configuration = (...providers: readonly string[]): string => `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers: [${providers.join(', ')}]\n`;
const KEY = '{ secretbox: { keys: [{ name: key1, secret: MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= }] } }';
const FLAG = 'ssh cp-1 "sed -i \'s#- --secure-port=6443#- --secure-port=6443\\n    - --encryption-provider-config=/etc/kubernetes/pki/enc.yaml#\' /etc/kubernetes/manifests/kube-apiserver.yaml"';
const again = (desk: Desk): string => ['ssh cp-1 mv /etc/kubernetes/manifests/kube-apiserver.yaml /tmp/', 'ssh cp-1 mv /tmp/kube-apiserver.yaml /etc/kubernetes/manifests/', 'sleep 10'].map((line) => typed(desk, line)).join('');

it('encrypts Secrets in etcd from the next write on, and reads what it has a key for', () => {
  const desk = new Desk({ files: { 'on.yaml': configuration(KEY, '{ identity: {} }'), 'only.yaml': configuration(KEY), 'bad.yaml': configuration('{ secretbox: {} }') } });
  const inEtcd = (name: string): string => typed(desk, `ssh etcd-0 etcdctl get /registry/secrets/default/${name} --print-value-only | head -c 25`);
  typed(desk, 'kubectl create secret generic old --from-literal=a=b');
  expect(inEtcd('old')).toMatch(/^k8s\0/);
  typed(desk, 'scp on.yaml cp-1:/etc/kubernetes/pki/enc.yaml');
  typed(desk, FLAG);
  typed(desk, 'sleep 10');
  typed(desk, 'kubectl create secret generic new --from-literal=a=b');
  expect([inEtcd('old').slice(0, 4), inEtcd('new')]).toEqual(['k8s\0', 'k8s:enc:secretbox:v1:key1']);
  typed(desk, 'scp only.yaml cp-1:/etc/kubernetes/pki/enc.yaml');
  again(desk);
  expect(typed(desk, 'kubectl get secret old')).toBe('Error from server (InternalError): Internal error occurred: no matching prefix found\n');
  expect(typed(desk, 'kubectl get secrets')).toContain('unable to transform key "/registry/secrets/default/old": no matching prefix found');
  expect(typed(desk, 'kubectl get secret new -o name')).toBe('secret/new\n');
  typed(desk, 'scp on.yaml cp-1:/etc/kubernetes/pki/enc.yaml');
  again(desk);
  expect(typed(desk, 'kubectl get secrets -o json | kubectl replace -f -')).toBe('secret/new replaced\nsecret/old replaced\n');
  expect(inEtcd('old')).toBe('k8s:enc:secretbox:v1:key1');
  expect(typed(desk, "kubectl get secret old -o jsonpath='{.data.a}'")).toBe('Yg==');
  typed(desk, 'scp bad.yaml cp-1:/etc/kubernetes/pki/enc.yaml');
  again(desk);
  expect(typed(desk, 'kubectl get secrets')).toContain('was refused - did you specify the right host or port?');
  expect(desk.ask({ kind: 'checks', checks: [['etcd(/registry/secrets/default/old) contains k8s:enc:', 'etcd(/registry/secrets/default/none) contains k8s', 'etcd(/registry/secrets/default/none) absent']] }).held).toEqual([[true, false, true]]);
});
