import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { ago, humanSize } from '../../shell/host/crictl/runtime';
import { typed } from './testing/terminal';

describe('crictl', () => {
  it('shows what the runtime has while no API server answers, and the attempts of one that keeps ending', () => {
    const desk = new Desk({});
    expect(typed(desk, 'ssh cp-1 crictl ps').split('\n')[0]).toBe('CONTAINER           IMAGE               CREATED             STATE               NAME                      ATTEMPT             POD ID              POD                            NAMESPACE');
    typed(desk, `ssh cp-1 "sed -i 's#- --secure-port=6443#- --secure-ports=6443#' /etc/kubernetes/manifests/kube-apiserver.yaml"; sleep 60`);
    expect(typed(desk, 'kubectl get nodes')).toContain('was refused');
    const rows = typed(desk, 'ssh cp-1 crictl ps -a --name kube-apiserver').trim().split('\n').slice(1).map((row) => row.split(/\s{2,}/));
    expect(rows.map(([, , , state, name, attempt]) => [state, name, attempt])).toEqual([['Exited', 'kube-apiserver', '3'], ['Exited', 'kube-apiserver', '2']]);
    expect(typed(desk, "ssh cp-1 'crictl logs $(crictl ps -aq --name kube-apiserver | head -1)'")).toBe('Error: unknown flag: --secure-ports\n');
    expect(typed(desk, "ssh cp-1 'cat /var/log/pods/kube-system_kube-apiserver-cp-1_*/kube-apiserver/3.log'")).toMatch(/^2026-01-05T09:0\d:\d\d\.\d{9}Z stderr F Error: unknown flag: --secure-ports\n$/);
  });

  it('names what stands in the way of an API server: etcd, a file', () => {
    const desk = new Desk({});
    const logs = (): string => typed(desk, "ssh cp-1 'crictl logs $(crictl ps -aq --name kube-apiserver | head -1)'");
    typed(desk, `ssh cp-1 "sed -i 's#:2379#:2378#g' /etc/kubernetes/manifests/kube-apiserver.yaml"; sleep 24`);
    expect(logs()).toContain('connection error: desc = "transport: Error while dialing: dial tcp 192.168.0.20:2378: connect: connection refused"');
    expect(typed(desk, "ssh cp-1 'crictl logs -p $(crictl ps -aq --name kube-apiserver | head -1)'")).toContain('Error creating leases: error creating storage factory: context deadline exceeded');
    typed(desk, `ssh cp-1 "sed -i 's#:2378#:2379#g; s#pki/apiserver.crt#pki/api.crt#' /etc/kubernetes/manifests/kube-apiserver.yaml"; sleep 5`);
    expect(logs()).toContain('"command failed" err="open /etc/kubernetes/pki/api.crt: no such file or directory"');
    typed(desk, `ssh cp-1 "mv /etc/kubernetes/pki/apiserver.crt /etc/kubernetes/pki/api.crt"; sleep 60`);
    expect(typed(desk, 'kubectl get --raw /livez')).toBe('ok');
  });

  it('stops a container, which its kubelet starts again; pulls and removes images; needs the runtime', () => {
    const desk = new Desk({});
    const id = typed(desk, 'ssh node-a crictl ps -q --name kube-proxy').trim();
    expect(typed(desk, `ssh node-a crictl rm ${id}`)).toBe(`FATA[0000] container "${id}" is running, please stop it first \n`);
    expect(typed(desk, `ssh node-a crictl stop ${id.slice(0, 8)}`)).toBe(`${id}\n`);
    typed(desk, 'sleep 5');
    expect(typed(desk, 'ssh node-a crictl ps -a --name kube-proxy -o json')).toContain('"attempt": 1');
    expect(typed(desk, 'ssh node-a crictl logs nothing')).toBe('FATA[0000] rpc error: code = NotFound desc = an error occurred when try to find container "nothing": not found \n');
    expect(typed(desk, 'ssh node-a "crictl pull busybox:1.37 && crictl images"')).toContain('docker.io/library/busybox    1.37');
    expect(typed(desk, 'ssh node-a "crictl rmi busybox:1.37 && crictl images"')).not.toContain('busybox    1.37');
    expect(typed(desk, 'ssh node-a "systemctl stop containerd; crictl ps"')).toContain('dial unix /run/containerd/containerd.sock: connect: no such file or directory');
  });

  it('tells the images that the Node lists', () => {
    const desk = new Desk({});
    typed(desk, `ssh node-a "crictl pull busybox:1.37 && crictl pull alpine@sha256:${'0'.repeat(64)}"; sleep 40`);
    const listed = JSON.parse(typed(desk, 'kubectl get node node-a -o json')) as { status: { images: { names: string[]; sizeBytes: number }[] } };
    const told = JSON.parse(typed(desk, 'ssh node-a crictl images -o json')) as { images: { repoDigests: string[]; repoTags: string[]; size: string }[] };
    expect(listed.status.images).toEqual(expect.arrayContaining(told.images.map(({ repoDigests, repoTags, size }) => ({ names: [...repoDigests, ...repoTags], sizeBytes: Number(size) }))));
    expect(listed.status.images).toHaveLength(told.images.length);
    expect(typed(desk, 'ssh node-a crictl images --digests')).toMatch(/^IMAGE +TAG +DIGEST +IMAGE ID +SIZE\ndocker\.io\/library\/alpine +<none> +0000000000000 +[0-9a-f]{13} +3\.8MB\ndocker\.io\/library\/busybox +1\.37 +[0-9a-f]{13} /);
  });

  it('words times and sizes as go-units', () => {
    expect([0, 1, 59, 60, 119, 3599, 3600, 7200, 172_800, 15 * 86_400].map((seconds) => ago(seconds * 1_000_000))).toEqual(['Less than a second ago', '1 second ago', '59 seconds ago', 'About a minute ago', 'About a minute ago', '59 minutes ago', 'About an hour ago', '2 hours ago', '2 days ago', '2 weeks ago']);
    expect([0, 320_448, 72_000_000, 1_234_567_890].map((bytes) => humanSize(bytes, 3))).toEqual(['0B', '320kB', '72MB', '1.23GB']);
  });
});
