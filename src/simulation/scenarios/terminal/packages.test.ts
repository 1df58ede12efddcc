import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../base/debian-version';
import { Desk } from './desk';
import { typed } from './testing/terminal';

describe('packages of a node', () => {
  it('come from a repository for each minor, stay while they are held, and a kubelet runs as it was installed when it started', () => {
    const desk = new Desk({});
    expect(typed(desk, "ssh node-a apt-get install -y kubelet='1.37.0-*'")).toContain("E: Version '1.37.0-*' for 'kubelet' was not found\n");
    expect(typed(desk, 'ssh node-a apt-cache madison kubeadm | head -1')).toBe('   kubeadm | 1.36.3-1.1 | https://pkgs.k8s.io/core:/stable:/v1.36/deb  Packages\n');
    typed(desk, "ssh node-a \"sed -i 's#/v1.36/#/v1.37/#' /etc/apt/sources.list.d/kubernetes.list\"");
    expect(typed(desk, 'ssh node-a apt-cache madison kubeadm')).toBe('N: Unable to locate package kubeadm\n');
    expect(typed(desk, 'ssh node-a apt-get update')).toMatch(/^Get:1 .*v1\.37/);
    expect(typed(desk, "ssh node-a apt-get install -y kubelet='1.37.0-*'")).toContain('E: Held packages were changed and -y was used without --allow-change-held-packages.\n');
    expect(typed(desk, "ssh node-a \"apt-mark unhold kubelet kubectl && apt-get install -y kubelet='1.37.0-*' kubectl='1.37.0-*' && apt-mark hold kubelet kubectl\"")).toMatch(/^Canceled hold on kubelet\.\n[^]*Setting up kubelet \(1\.37\.0-1\.1\) \.\.\.\n[^]*kubectl set on hold\.\n$/);
    typed(desk, 'sleep 30');
    const version = "kubectl get node node-a -o jsonpath='{.status.nodeInfo.kubeletVersion}'";
    expect(typed(desk, version)).toBe('v1.36.3');
    typed(desk, "ssh node-a 'systemctl daemon-reload && systemctl restart kubelet'; sleep 15");
    expect(typed(desk, version)).toBe('v1.37.0');
    expect(typed(desk, 'ssh node-a apt-mark showhold')).toBe('kubeadm\nkubectl\nkubelet\n');
    expect(typed(desk, "ssh node-b \"echo 'deb https://apt.kubernetes.io/ kubernetes-xenial main' > /etc/apt/sources.list.d/kubernetes.list; apt-get update\"")).toContain("E: The repository 'https://apt.kubernetes.io/ kubernetes-xenial main Release' does not have a Release file.\n");
  });

  it('are compared as dpkg does', () => {
    expect(['1.9.0-1.1', '1.10.0-1.1', '1.36.3-00', '1.36.3-1.1', '1.37.0~rc.0-1.1', '1.37.0-1.1'].sort(() => 0).every((one, at, all) => at === 0 || compareVersions(all[at - 1]!, one) < 0)).toBe(true);
    expect(compareVersions('1.36.3-1.1', '1.36.3-1.1')).toBe(0);
  });
});
