import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const NOWHERE = 'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n';

describe('kubectl on a node', () => {
  it('knows no cluster by itself, and is whoever a kubeconfig of the machine is for', () => {
    const desk = new Desk({});
    expect(typed(desk, 'ssh cp-1 kubectl get nodes')).toContain('dial tcp 127.0.0.1:8080: connect: connection refused');
    expect(typed(desk, 'ssh cp-1 kubectl get nodes')).toContain(NOWHERE);
    expect(typed(desk, 'ssh cp-1 kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes')).toContain('cp-1     Ready');
    expect(typed(desk, 'ssh cp-1 "export KUBECONFIG=/etc/kubernetes/super-admin.conf; kubectl run one --image=registry.k8s.io/pause:3.10; kubectl wait --for=condition=Ready pod/one --timeout=30s; kubectl auth whoami"')).toMatch(/pod\/one condition met\n[^]*kubernetes-super-admin/);
    expect(typed(desk, 'ssh cp-1 "mkdir -p ~/.kube && cp /etc/kubernetes/admin.conf ~/.kube/config && kubectl get nodes -o name"')).toContain('node/cp-1');
    expect(typed(desk, 'ssh node-a kubectl --kubeconfig /etc/kubernetes/kubelet.conf auth whoami')).toContain('system:node:node-a');
    expect(typed(desk, 'ssh etcd-0 kubectl get nodes')).toContain('kubectl: command not found');
  });
});

describe('root at a node', () => {
  it('has its files, its name, and the kernel that the node tells of', () => {
    const desk = new Desk({});
    expect(typed(desk, 'ssh cp-1 ls -l /etc/kubernetes')).toMatch(/ root root +\d+ .* admin\.conf/);
    expect(typed(desk, 'ssh cp-1 id')).toBe('uid=0(root) gid=0(root) groups=0(root)\n');
    expect(typed(desk, "ssh node-a uname -r")).toBe(`${typed(desk, "kubectl get node node-a -o jsonpath='{.status.nodeInfo.kernelVersion}'")}\n`);
  });
});

describe('KUBECONFIG', () => {
  it('names one file or several, of which the first counts where they say different things', () => {
    const desk = new Desk({});
    typed(desk, 'scp cp-1:/etc/kubernetes/super-admin.conf super.conf; sed s#https://192.168.0.10:6443#https://192.168.0.11:1# super.conf > gone.conf');
    expect(typed(desk, 'KUBECONFIG=none.conf kubectl get nodes')).toContain(NOWHERE);
    typed(desk, 'export KUBECONFIG=super.conf:/home/learner/.kube/config:gone.conf');
    expect(typed(desk, 'kubectl config get-contexts -o name')).toBe('kubernetes-admin@kubernetes\nkubernetes-super-admin@kubernetes\n');
    expect(typed(desk, 'kubectl auth whoami')).toContain('kubernetes-super-admin');
    expect(typed(desk, 'kubectl get nodes')).toContain('Ready');
    typed(desk, 'unset KUBECONFIG');
    expect(typed(desk, 'kubectl auth whoami')).toMatch(/kubernetes-admin\n/);
  });
});
