import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const MEMBERS = [0, 1, 2];
const CLUSTER = MEMBERS.map((at) => `etcd-${at}=https://192.168.0.${20 + at}:2380`).join(',');
const restore = (at: number, more = '--bump-revision 1000000000 --mark-compacted'): string =>
  `ssh etcd-${at} "etcdutl snapshot restore /root/snapshot.db --name etcd-${at} --data-dir /var/lib/etcd-restored --initial-cluster ${CLUSTER} --initial-advertise-peer-urls https://192.168.0.${20 + at}:2380 ${more}"`;
const on = (line: (at: number) => string, desk: Desk): readonly string[] => MEMBERS.map((at) => typed(desk, line(at)));
const swap = (at: number): string => `ssh etcd-${at} "mv /var/lib/etcd /var/lib/etcd-old && mv /var/lib/etcd-restored /var/lib/etcd"`;

function begun(): Desk {
  const desk = new Desk({ manifests: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: "nginx:1.30"}]}}}\n' });
  desk.ask({ kind: 'advance', until: desk.now + 20_000_000 });
  return desk;
}

/** A snapshot that lies on all three machines, then a namespace that goes and one that comes. */
function saved(desk: Desk): void {
  expect(typed(desk, 'ssh etcd-0 etcdctl snapshot save /root/snapshot.db')).toContain('Snapshot saved at /root/snapshot.db\nServer version 3.6.0\n');
  typed(desk, 'scp etcd-0:/root/snapshot.db .');
  for (const at of [1, 2]) typed(desk, `scp snapshot.db etcd-${at}:/root/`);
  typed(desk, 'kubectl delete namespace shop');
  typed(desk, 'kubectl create namespace later');
}

const stopped = (desk: Desk): void => {
  typed(desk, 'ssh cp-1 mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/');
  on((at) => `ssh etcd-${at} systemctl stop etcd`, desk);
};

describe('the external etcd of a terminal’s cluster', () => {
  it('tells of itself as etcdctl does', () => {
    const desk = begun();
    expect(typed(desk, 'ssh etcd-1 etcdctl member list')).toMatch(/^[0-9a-f]{16}, started, etcd-/);
    expect(typed(desk, 'ssh etcd-1 "etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/etcd/pki/ca.crt --cert=/etc/etcd/pki/server.crt --key=/etc/etcd/pki/server.key endpoint health"')).toContain('https://127.0.0.1:2379 is healthy');
    expect(typed(desk, 'ssh etcd-1 etcdctl --endpoints=https://192.168.0.20:2379 --cacert=/etc/etcd/pki/ca.crt endpoint health')).toContain('is unhealthy');
    expect(typed(desk, 'ssh etcd-2 etcdctl get /registry/namespaces/ --prefix --keys-only')).toContain('/registry/namespaces/shop\n');
    expect(typed(desk, 'ssh etcd-2 etcdctl put hello world')).toBe('OK\n');
    expect(typed(desk, 'ssh etcd-0 etcdctl get hello')).toBe('hello\nworld\n');
    expect(typed(desk, 'ssh etcd-0 "etcdctl snapshot save a.db && etcdutl snapshot status a.db -w table && etcdctl snapshot restore a.db >/dev/null; echo $?; ls"')).toMatch(/\| +HASH +\| +REVISION +\| TOTAL KEYS[^]*\n0\na\.db\n/);
  });

  it('comes back from a snapshot by the whole procedure, and controllers hear of it by the bump', () => {
    const desk = begun();
    saved(desk);
    stopped(desk);
    on(restore, desk);
    on(swap, desk);
    on((at) => `ssh etcd-${at} systemctl start etcd`, desk);
    expect(typed(desk, 'ssh etcd-0 etcdctl endpoint health --cluster')).toMatch(/(?:.*is healthy.*\n){3}/);
    typed(desk, 'ssh cp-1 mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/');
    typed(desk, 'sleep 60');
    expect(typed(desk, 'kubectl get namespaces -o name')).toContain('namespace/shop');
    expect(typed(desk, 'kubectl get namespaces -o name')).not.toContain('later');
    expect(typed(desk, 'kubectl get pods -n shop').match(/1\/1 +Running/g)).toHaveLength(2);
    expect(Number(/"revision":(\d+)/.exec(typed(desk, 'ssh etcd-0 etcdctl endpoint status -w json'))?.[1])).toBeGreaterThan(1_000_000_000);
    typed(desk, 'kubectl scale deployment web -n shop --replicas 3');
    typed(desk, 'sleep 20');
    expect(typed(desk, 'kubectl get pods -n shop').match(/1\/1 +Running/g)).toHaveLength(3);
  }, 60_000);

  it('leaves stale caches behind a restore without a bump, until what watches is started anew', () => {
    const desk = begun();
    saved(desk);
    typed(desk, 'sleep 120');
    stopped(desk);
    for (const at of MEMBERS) typed(desk, restore(at, ''));
    on(swap, desk);
    on((at) => `ssh etcd-${at} systemctl start etcd`, desk);
    typed(desk, 'ssh cp-1 mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/');
    typed(desk, 'sleep 40');
    expect(typed(desk, 'kubectl get namespaces -o name')).toContain('namespace/shop');
    typed(desk, 'kubectl scale deployment web -n shop --replicas 3');
    typed(desk, 'sleep 20');
    expect(typed(desk, 'kubectl get pods -n shop -o name').trim().split('\n')).toHaveLength(2);
    typed(desk, 'ssh cp-1 mv /etc/kubernetes/manifests/kube-controller-manager.yaml /root/');
    typed(desk, 'ssh cp-1 mv /root/kube-controller-manager.yaml /etc/kubernetes/manifests/');
    typed(desk, 'sleep 20');
    expect(typed(desk, 'kubectl get pods -n shop -o name').trim().split('\n')).toHaveLength(3);
  }, 60_000);

  it('has no quorum while one restored member is alone, and a member of another cluster stays outside', () => {
    const desk = begun();
    saved(desk);
    expect(typed(desk, restore(0, '').replace('/var/lib/etcd-restored', '/var/lib/etcd'))).toContain('Error: data-dir "/var/lib/etcd" not empty or could not be read');
    typed(desk, 'ssh etcd-0 systemctl stop etcd');
    typed(desk, restore(0, '--initial-cluster-token other'));
    typed(desk, swap(0));
    typed(desk, 'ssh etcd-0 systemctl start etcd');
    expect(typed(desk, 'ssh etcd-0 etcdctl endpoint health')).toContain('unhealthy');
    expect(typed(desk, 'ssh etcd-1 etcdctl endpoint health')).toContain('is healthy');
    expect(typed(desk, 'kubectl get namespaces -o name')).not.toContain('shop');
    typed(desk, 'ssh etcd-1 systemctl stop etcd');
    expect(typed(desk, 'kubectl create namespace x')).toContain('etcdserver: request timed out');
    typed(desk, 'ssh etcd-0 "systemctl stop etcd; rm -r /var/lib/etcd; mv /var/lib/etcd-old /var/lib/etcd; systemctl start etcd"');
    expect(typed(desk, 'kubectl create namespace x')).toBe('namespace/x created\n');
  }, 60_000);
});
