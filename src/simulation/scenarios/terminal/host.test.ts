import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const holds = (desk: Desk, ...checks: string[]): readonly boolean[] | undefined => desk.ask({ kind: 'checks', checks: [checks] }).held[0];

describe('machines of the cluster', () => {
  it('run the control plane as static Pods, which stop with their files', () => {
    const desk = new Desk({});
    expect(typed(desk, 'ssh cp-1 ls /etc/kubernetes/manifests')).toBe('kube-apiserver.yaml\nkube-controller-manager.yaml\nkube-scheduler.yaml\n');
    typed(desk, 'sleep 30');
    expect(typed(desk, "kubectl get pods -n kube-system -l tier=control-plane --no-headers | awk '{print $1, $2, $3}'")).toBe('kube-apiserver-cp-1 1/1 Running\nkube-controller-manager-cp-1 1/1 Running\nkube-scheduler-cp-1 1/1 Running\n');
    typed(desk, 'ssh cp-1 sudo mv /etc/kubernetes/manifests/kube-scheduler.yaml /tmp/');
    typed(desk, 'kubectl run late --image=nginx:1.30; sleep 5');
    expect(holds(desk, 'component/kube-scheduler : status.state == Stopped', 'pod/kube-scheduler-cp-1@kube-system : absent', 'pod/late : spec.nodeName absent', 'components -f status.state=Stopped : count == 1')).toEqual([true, true, true, true]);
    typed(desk, 'ssh cp-1 "cd /tmp && mv kube-scheduler.yaml /etc/kubernetes/manifests"; sleep 20');
    expect(holds(desk, 'component/kube-scheduler : status.state == Running', 'pod/late : spec.nodeName exists', 'lease/kube-scheduler@kube-system : spec.leaseTransitions == 1')).toEqual([true, true, true]);
  });

  it('serve again after the API server was away for longer than a node may be silent: the controller manager that judges it begins anew, and has not seen that', () => {
    const desk = new Desk({ manifests: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: "registry.k8s.example/hello:1.0"}]}', settled: 30 });
    typed(desk, 'ssh cp-1 mv /etc/kubernetes/manifests/kube-apiserver.yaml /tmp/; sleep 180');
    typed(desk, 'ssh cp-1 mv /tmp/kube-apiserver.yaml /etc/kubernetes/manifests/; sleep 90');
    expect(typed(desk, 'kubectl get events -A | grep -c "Node is not ready"')).toBe('0\n');
    expect(holds(desk, 'pods @default : status.conditions[Ready].status == True', 'pods @kube-system : status.conditions[Ready].status == True', 'resolve(kubernetes.default, pod/web) : count == 1')).toEqual([true, true, true]);
  });

  it('take a file as a static Pod where the kubelet runs, and only one that needs nothing of the API', () => {
    const desk = new Desk({});
    const put = (name: string, spec: string, to: string): string => typed(desk, `echo '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"},"spec":${spec}}' | ssh ${to} "cat > /etc/kubernetes/manifests/${name}"`);
    const containers = '"containers":[{"name":"a","image":"nginx:1.30"}]';
    put('web', `{${containers}}`, 'node-a');
    put('.hidden', `{${containers}}`, 'node-a');
    put('secretive', `{${containers},"volumes":[{"name":"s","secret":{"secretName":"s"}}]}`, 'node-a');
    typed(desk, 'ssh node-b systemctl stop kubelet');
    put('later', `{${containers}}`, 'node-b');
    typed(desk, 'sleep 10');
    expect(typed(desk, 'kubectl get pods -o name')).toBe('pod/web-node-a\n');
    typed(desk, 'ssh node-b systemctl start kubelet; sleep 10');
    expect(typed(desk, 'kubectl get pods -o name')).toBe('pod/later-node-b\npod/web-node-a\n');
    typed(desk, 'kubectl delete pod web-node-a; sleep 3');
    expect(holds(desk, 'pod/web-node-a : metadata.annotations.kubernetes\\.io/config\\.source == file')).toEqual([true]);
    typed(desk, 'ssh node-a rm /etc/kubernetes/manifests/web; sleep 40');
    expect(holds(desk, 'pod/web-node-a : absent')).toEqual([true]);
    const { report, shell } = desk.report();
    const again = new Desk({});
    again.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
    expect(typed(again, 'ssh node-a ls -A /etc/kubernetes/manifests')).toBe('.hidden\nsecretive\n');
  });

  it('agree in etcd while two of three run', () => {
    const desk = new Desk({});
    expect(typed(desk, 'ssh etcd-0 etcdctl endpoint status --cluster -w table').match(/\| +(true|false) \| +false \|/g)).toHaveLength(3);
    typed(desk, 'ssh etcd-0 systemctl stop etcd');
    expect(typed(desk, 'kubectl create configmap one')).toBe('configmap/one created\n');
    expect(typed(desk, 'ssh etcd-1 etcdctl endpoint status')).toMatch(/^127\.0\.0\.1:2379, e4c0813c987fdb4c, 3\.6\.8, .*, true, false, 3, /);
    typed(desk, 'ssh etcd-2 systemctl stop etcd');
    expect(typed(desk, 'kubectl create configmap two')).toBe('error: failed to create configmap: etcdserver: request timed out\n');
    expect(typed(desk, 'ssh etcd-1 etcdctl member list')).toMatch(/\nError: context deadline exceeded\n$/);
    expect(typed(desk, 'ssh nowhere true; echo $?')).toBe('ssh: Could not resolve hostname nowhere: Name or service not known\n255\n');
  });

  it('are logged in to until somebody leaves', () => {
    const desk = new Desk({});
    expect(desk.ask({ kind: 'line', text: 'ssh node-a' }).out).toBe('root@node-a:~# ');
    expect(desk.ask({ kind: 'typed', text: 'cd /etc/kubernetes\n' }).out).toBe('root@node-a:/etc/kubernetes# ');
    expect(desk.ask({ kind: 'typed', text: 'pwd; hostname\n' }).out).toBe('/etc/kubernetes\nnode-a\nroot@node-a:/etc/kubernetes# ');
    const end = desk.ask({ kind: 'typed', text: 'exit\n' });
    expect([end.out, end.mode]).toEqual(['logout\nConnection to node-a closed.\n', 'ready']);
  });

  it('are a Linux machine and a minikube that somebody starts', () => {
    const desk = new Desk({ minikube: true });
    expect(typed(desk, 'kubectl get nodes')).toContain('The connection to the server localhost:8080 was refused');
    typed(desk, 'docker run -d --name web -p 80:80 nginx; docker run -d --name kept --restart=always nginx');
    typed(desk, 'docker exec web nginx -s stop; docker exec kept nginx -s stop');
    expect(holds(desk, 'container/web : state == exited', 'container/kept : state == running')).toEqual([true, true]);
    expect(typed(desk, 'ssh box "unshare --pid --fork --mount-proc sh -c ps"')).toMatch(/^ +1 pts\/0 .* sh\n/m);
    expect(typed(desk, 'ssh box "unshare --pid --fork sh -c ps"')).not.toMatch(/^ +1 pts/m);
    typed(desk, `ssh box 'mkdir /sys/fs/cgroup/demo; echo "50000 100000" > /sys/fs/cgroup/demo/cpu.max; echo $$ > /sys/fs/cgroup/demo/cgroup.procs; stress-ng --cpu 1 --timeout 2s'`);
    expect(holds(desk, 'cgroup/demo : cpu\\.max == "50000 100000"', 'cgroup/demo : cpu\\.stat.nr_throttled >= 18')).toEqual([true, true]);
    expect(typed(desk, `ssh box 'echo all > /sys/fs/cgroup/demo/cpu.max'`)).toBe('bash: echo: write error: Invalid argument\n');
    expect(typed(desk, `ssh box 'rmdir /sys/fs/cgroup/demo && ls /sys/fs/cgroup'`)).not.toContain('demo');
    expect(desk.report().report.picture).toMatchObject({ nodes: [], pods: [], owners: [] });
    typed(desk, 'minikube start');
    expect(desk.report().report.picture.pods.length).toBeGreaterThan(0);
    expect(holds(desk, 'node/minikube : status.conditions[Ready].status == True', 'node/minikube : spec.taints absent', 'pod/etcd-minikube@kube-system : exists', 'config : context == minikube', 'components -f status.state=Stopped : count == 0')).toEqual([true, true, true, true, true]);
    expect(desk.ask({ kind: 'line', text: 'ssh box' }).out).toBe('root@box:~# ');
    expect(desk.ask({ kind: 'typed', text: 'unshare -fp --mount-proc sh\n' }).out).toBe('# ');
    expect(desk.ask({ kind: 'typed', text: 'ps\n' }).out).toMatch(/^ +1 pts\/0 .* sh$/m);
    expect(desk.ask({ kind: 'typed', text: 'exit\n' }).out).toBe('root@box:~# ');
  });
});
