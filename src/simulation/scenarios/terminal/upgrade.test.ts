import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const packages = (desk: Desk, node: string, names: string): string =>
  typed(desk, `ssh ${node} "sed -i 's#/v1.36/#/v1.37/#' /etc/apt/sources.list.d/kubernetes.list && apt-get update && apt-mark unhold ${names} && apt-get install -y ${names.split(' ').map((one) => `${one}='1.37.0-*'`).join(' ')} && apt-mark hold ${names}"`);

describe('kubeadm on a node', () => {
  it('upgrades the control plane and then a worker, each from its packages', () => {
    const desk = new Desk({});
    typed(desk, 'sleep 20');
    expect(typed(desk, 'ssh cp-1 kubeadm upgrade plan')).toContain('Note: Before you can perform this upgrade, you have to update kubeadm to v1.37.0.\n');
    expect(typed(desk, 'ssh cp-1 kubeadm upgrade apply -y v1.37.0')).toContain('is at least one minor release higher than the kubeadm minor release (37 > 36)');
    packages(desk, 'cp-1', 'kubeadm');
    expect(typed(desk, 'ssh cp-1 kubeadm version -o short')).toBe('v1.37.0\n');
    expect(typed(desk, 'ssh cp-1 kubeadm upgrade apply -y v1.37.0')).toContain('[upgrade] SUCCESS! A control plane node of your cluster was upgraded to "v1.37.0".\n');
    expect(typed(desk, 'kubectl version')).toContain('Server Version: v1.37.0\n');
    typed(desk, 'sleep 30');
    expect(typed(desk, "kubectl get pods -n kube-system -o jsonpath='{..image}'")).not.toMatch(/(?:kube-proxy|scheduler|manager|apiserver):v1\.36/);
    expect(typed(desk, 'kubectl get nodes')).not.toContain('v1.37.0');
    packages(desk, 'node-a', 'kubeadm kubelet kubectl');
    expect(typed(desk, 'ssh node-a kubeadm upgrade node')).toContain('The kubelet configuration for this node was successfully upgraded!');
    typed(desk, 'ssh node-a "systemctl daemon-reload && systemctl restart kubelet"; sleep 20');
    expect(typed(desk, 'kubectl get nodes').match(/v1\.37\.0/g)).toHaveLength(1);
  }, 60_000);

  it('asks before it applies, and leaves processes with old certificates until they are restarted', () => {
    const desk = new Desk({});
    typed(desk, 'sleep 20');
    packages(desk, 'cp-1', 'kubeadm');
    desk.ask({ kind: 'line', text: 'ssh cp-1 kubeadm upgrade apply v1.37.0' });
    for (let count = 0; count < 60 && desk.report().mode === 'running'; count += 1) desk.ask({ kind: 'advance', until: desk.now + 1_000_000 });
    expect(desk.report().mode).toBe('reading');
    let { out } = desk.ask({ kind: 'typed', text: 'n\n' });
    for (let count = 0; count < 60; count += 1) out += desk.ask({ kind: 'advance', until: desk.now + 1_000_000 }).out;
    expect(out).toContain("won't proceed; the user didn't answer (Y|y) in order to continue");
    const inUse = () => desk.report().held[0];
    desk.ask({ kind: 'checks', checks: [['controlplane/kube-apiserver', 'controlplane/kube-controller-manager', 'controlplane/kube-scheduler'].map((one) => `${one} : status.readsItsFiles == true`)], fresh: true });
    expect(inUse()).toEqual([true, true, true]);
    expect(typed(desk, 'ssh cp-1 kubeadm certs renew all')).toContain('You must restart the kube-apiserver, kube-controller-manager, kube-scheduler and etcd');
    typed(desk, 'ssh cp-1 systemctl restart kubelet; sleep 20');
    expect(inUse()).toEqual([false, false, false]);
    typed(desk, 'ssh cp-1 "mkdir /root/m && mv /etc/kubernetes/manifests/*.yaml /root/m && sleep 20 && mv /root/m/*.yaml /etc/kubernetes/manifests"; sleep 20');
    expect(inUse()).toEqual([true, true, true]);
  }, 60_000);

  it('lets a kubelet go before the API server: init alone compares the two', () => {
    const desk = new Desk({});
    typed(desk, 'sleep 20');
    packages(desk, 'node-a', 'kubelet');
    typed(desk, 'ssh node-a "systemctl daemon-reload && systemctl restart kubelet"; sleep 30');
    expect(typed(desk, 'kubectl get node node-a')).toMatch(/node-a +Ready .*v1\.37\.0/);
    expect(typed(desk, 'kubectl version')).toContain('Server Version: v1.36.3');
    expect(typed(desk, 'ssh node-a kubeadm init phase preflight')).toContain('[ERROR KubeletVersion]: the kubelet version is higher than the control plane version. This is not a supported version skew and may lead to a malfunctional cluster. Kubelet version: "1.37.0" Control plane version: "1.36.3"');
    for (const line of ['kubeadm upgrade node', 'kubeadm join phase preflight 192.168.0.10:6443 --token abcdef.0123456789abcdef --discovery-token-unsafe-skip-ca-verification']) expect(typed(desk, `ssh node-a ${line}`)).not.toContain('KubeletVersion');
  }, 60_000);
});
