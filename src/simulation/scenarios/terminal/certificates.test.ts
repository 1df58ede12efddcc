import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { deskWithAddons, typed } from './testing/terminal';

/** Signs certificates of a control plane anew, for a minute. */
const briefly = (desk: Desk, ...names: readonly string[]): void => {
  typed(desk, String.raw`ssh cp-1 "printf 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncertificateValidityPeriod: 1m0s\n' > /root/brief.yaml"`);
  for (const name of names) typed(desk, `ssh cp-1 kubeadm certs renew ${name} --config /root/brief.yaml`);
};
const restart = (desk: Desk, part: string): string => typed(desk, `ssh cp-1 "crictl stop \\$(crictl ps -q --name ${part})"`);
const log = (desk: Desk, part: string): string => typed(desk, `ssh cp-1 "crictl logs \\$(crictl ps -q --name ${part})"`);
const previous = (desk: Desk, part: string): string => typed(desk, `ssh cp-1 "crictl logs \\$(crictl ps -a -q --name ${part} | sed -n 2p)"`);
const ready = (desk: Desk): string => typed(desk, "kubectl get deploy web --no-headers | awk '{print $2}'").trim();

describe('the client certificate in the kubeconfig of a part of the control plane', () => {
  it('stops a controller manager that began with it: it loses its Lease, and is refused after that until it begins with another', () => {
    const desk = new Desk({});
    typed(desk, 'kubectl create deployment web --image=registry.k8s.io/pause:3.10; sleep 5');
    briefly(desk, 'controller-manager.conf');
    restart(desk, 'kube-controller-manager');
    typed(desk, 'kubectl scale deployment web --replicas=2; sleep 40');
    expect(ready(desk)).toBe('2/2');
    typed(desk, 'sleep 50');
    expect(previous(desk, 'kube-controller-manager')).toMatch(/E0105 \S+ +1 leaderelection\.go:461\] "Error retrieving lease lock" err="Unauthorized" lock="kube-system\/kube-controller-manager"\nI0105 \S+ +1 leaderelection\.go:304\] "Failed to renew lease" lock="kube-system\/kube-controller-manager" err="context deadline exceeded"\nE0105 \S+ +1 controllermanager\.go:413\] "leaderelection lost\/stopped"\n$/);
    typed(desk, 'kubectl scale deployment web --replicas=3; sleep 20');
    expect(ready(desk)).toBe('2/3');
    expect(log(desk, 'kube-controller-manager').split('\n').filter((line) => line.includes('err="Unauthorized" lock="kube-system/kube-controller-manager"')).length).toBeGreaterThan(5);
    // A new file alone does nothing.
    typed(desk, 'ssh cp-1 kubeadm certs renew controller-manager.conf; sleep 20');
    expect(ready(desk)).toBe('2/3');
    restart(desk, 'kube-controller-manager');
    // The kubelet's back-off, and the Lease of the one before.
    typed(desk, 'sleep 60');
    expect(ready(desk)).toBe('3/3');
  });

  it('lets a scheduler bind nothing more, which has to be started anew to read the next one', () => {
    const desk = new Desk({});
    briefly(desk, 'scheduler.conf');
    restart(desk, 'kube-scheduler');
    typed(desk, 'sleep 80; kubectl run one --image=registry.k8s.io/pause:3.10; sleep 10');
    expect(typed(desk, 'kubectl get pod one --no-headers')).toContain('Pending');
    expect(log(desk, 'kube-scheduler')).toContain('"Failed to watch" err="failed to list *v1.Pod: Unauthorized" logger="UnhandledError" reflector="k8s.io/client-go/informers/factory.go:177" type="*v1.Pod"');
    typed(desk, 'ssh cp-1 kubeadm certs renew scheduler.conf');
    restart(desk, 'kube-scheduler');
    typed(desk, 'sleep 60');
    expect(typed(desk, 'kubectl get pod one --no-headers')).toContain('Running');
  });

  it('is of no matter to a process that ends it in time: renewed, it is read when the old one has ended', () => {
    const desk = new Desk({});
    briefly(desk, 'scheduler.conf');
    restart(desk, 'kube-scheduler');
    typed(desk, 'sleep 20; ssh cp-1 kubeadm certs renew scheduler.conf; sleep 90; kubectl run one --image=registry.k8s.io/pause:3.10; sleep 10');
    expect(typed(desk, 'kubectl get pod one --no-headers')).toContain('Running');
    expect(typed(desk, "kubectl -n kube-system get pod kube-scheduler-cp-1 -o jsonpath='{.status.containerStatuses[0].restartCount}'")).toBe('2');
  });
});

describe('what the API server shows to others', () => {
  it('is refused by kubelets when it has ended, and read again without a restart', () => {
    const desk = new Desk({});
    typed(desk, 'kubectl run one --image=registry.k8s.io/pause:3.10; sleep 10');
    briefly(desk, 'apiserver-kubelet-client');
    expect(typed(desk, 'kubectl logs one; echo $?')).toBe('0\n');
    typed(desk, 'sleep 61');
    expect(typed(desk, 'kubectl logs one')).toBe('error: You must be logged in to the server (the server has asked for the client to provide credentials ( pods/log one))\n');
    expect(typed(desk, 'kubectl exec one -- ls')).toBe('error: unable to upgrade connection: Unauthorized\n');
    expect(typed(desk, 'kubectl get nodes')).not.toContain('NotReady');
    typed(desk, 'ssh cp-1 kubeadm certs renew apiserver-kubelet-client');
    expect(typed(desk, 'kubectl logs one; echo $?')).toBe('0\n');
  });

  it('is refused by who serves an aggregated API', () => {
    const desk = deskWithAddons({ addons: ['metrics-server'] });
    typed(desk, String.raw`sed 's/- --metric-resolution=15s/- --metric-resolution=15s\n        - --kubelet-insecure-tls/' components.yaml | kubectl apply -f -; sleep 60`);
    briefly(desk, 'front-proxy-client');
    expect(typed(desk, 'kubectl top nodes')).toContain('cp-1');
    typed(desk, 'sleep 95');
    expect(typed(desk, 'kubectl get apiservices v1beta1.metrics.k8s.io')).toMatch(/False \(FailedDiscoveryCheck\)/);
    expect(typed(desk, "kubectl get apiservices v1beta1.metrics.k8s.io -o jsonpath='{.status.conditions[0].message}'")).toMatch(/^failing or missing response from (https:\S+): bad status from \1: 401$/);
    expect(typed(desk, 'kubectl top nodes')).toContain('error');
    typed(desk, 'ssh cp-1 kubeadm certs renew front-proxy-client; sleep 35');
    expect(typed(desk, 'kubectl top nodes')).toContain('cp-1');
  });
});

describe('a kubeconfig with a client certificate', () => {
  const ADMIN = 'kubectl --kubeconfig admin.conf';

  it('is known by its names as long as it lasts', () => {
    const desk = new Desk({});
    briefly(desk, 'admin.conf');
    typed(desk, 'scp cp-1:/etc/kubernetes/admin.conf admin.conf');
    expect(typed(desk, `${ADMIN} auth whoami`)).toMatch(/Username +kubernetes-admin\nGroups +\[kubeadm:cluster-admins system:authenticated\]/);
    expect(typed(desk, `${ADMIN} get nodes`)).toContain('Ready');
    typed(desk, 'sleep 61');
    expect(typed(desk, `${ADMIN} get nodes`)).toBe('error: You must be logged in to the server (Unauthorized)\n');
    typed(desk, 'rm -r .kube/cache');
    expect(typed(desk, `${ADMIN} get nodes`)).toMatch(/memcache\.go:265\] "Unhandled Error" err="couldn't get current server API group list: the server has asked for the client to provide credentials"\nerror: You must be logged in to the server \(the server has asked for the client to provide credentials\)\n$/);
    expect(typed(desk, 'ssh cp-1 kubeadm certs renew admin.conf')).toContain('[renew] Error reading configuration from the Cluster. Falling back to default configuration\n');
    typed(desk, 'scp cp-1:/etc/kubernetes/admin.conf admin.conf');
    expect(typed(desk, `${ADMIN} get nodes`)).toContain('Ready');
  });

  it('is nobody where another authority has signed', () => {
    const desk = new Desk({});
    typed(desk, 'openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /O=system:masters/CN=me -keyout me.key -out me.crt');
    typed(desk, 'kubectl config set-credentials me --client-certificate=me.crt --client-key=me.key; kubectl config set-context me --cluster=kubernetes --user=me');
    expect(typed(desk, 'kubectl --context me get nodes')).toContain('You must be logged in to the server');
  });
});

describe('the API server and etcd', () => {
  it('go on over connections that are there, and come together no more when one of the two has begun anew', () => {
    const desk = new Desk({ certificates: 60 });
    const etcd = (): string => typed(desk, 'ssh cp-1 curl -sk https://localhost:6443/readyz/etcd').trim();
    typed(desk, 'sleep 61; ssh etcd-0 systemctl restart etcd; ssh etcd-1 systemctl restart etcd');
    expect(etcd()).toBe('ok');
    typed(desk, 'ssh etcd-2 systemctl restart etcd');
    expect(etcd()).toContain('error getting data from etcd');
    typed(desk, String.raw`ssh cp-1 "printf 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n' > /root/kubeadm.yaml"`);
    typed(desk, 'ssh cp-1 kubeadm certs renew apiserver --config /root/kubeadm.yaml');
    expect(typed(desk, 'kubectl get nodes')).toContain('Error from server (Timeout)');
    // With the key of etcd's authority kubeadm signs another one, which is read at the next try.
    typed(desk, 'scp etcd-0:/etc/etcd/pki/ca.key etcd-ca.key; scp etcd-ca.key cp-1:/etc/kubernetes/pki/etcd/ca.key');
    typed(desk, 'ssh cp-1 kubeadm certs renew apiserver-etcd-client --config /root/kubeadm.yaml');
    expect(etcd()).toBe('ok');
    expect(typed(desk, 'kubectl get nodes')).toContain('cp-1');
  });
});

describe('openssl verify', () => {
  it('tells whose a certificate is, and whether it has ended', () => {
    const desk = new Desk({ certificates: 60 });
    const verify = (ca: string): string => typed(desk, `ssh cp-1 openssl verify -CAfile /etc/kubernetes/pki/${ca}.crt /etc/kubernetes/pki/apiserver.crt`);
    expect(verify('ca')).toBe('/etc/kubernetes/pki/apiserver.crt: OK\n');
    expect(verify('front-proxy-ca')).toBe('CN = kube-apiserver\nerror 20 at 0 depth lookup: unable to get local issuer certificate\nerror /etc/kubernetes/pki/apiserver.crt: verification failed\n');
    typed(desk, 'sleep 61');
    expect(verify('ca')).toBe('CN = kube-apiserver\nerror 10 at 0 depth lookup: certificate has expired\nerror /etc/kubernetes/pki/apiserver.crt: verification failed\n');
  });
});
