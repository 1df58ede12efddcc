import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const POD = (name: string, spec: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {nodeName: node-a, ${spec}}}`;
const SLEEPS = (more: string): string => `containers: [{name: app, image: busybox, args: [sleep, "10000"], ${more}}]`;

describe('what a Pod may take of its node’s disk', () => {
  it('sizeLimit of an emptyDir: the kubelet measures it from time to time, and evicts', () => {
    const type = terminal({ manifests: POD('a', `volumes: [{name: v, emptyDir: {sizeLimit: 1Mi}}], ${SLEEPS('volumeMounts: [{name: v, mountPath: /v}]')}`), settled: 10 });
    expect(type('kubectl exec a -- dd if=/dev/zero of=/v/f bs=1M count=5')).toMatch(/^5\+0 records in\n5\+0 records out\n5242880 bytes \(5\.0MB\) copied, /);
    expect(type('sleep 4; kubectl get pod a --no-headers')).toContain('Running');
    expect(type("sleep 75; kubectl get pod a -o jsonpath='{.status.phase} {.status.reason} {.status.message}'")).toBe('Failed Evicted Usage of EmptyDir volume "v" exceeds the limit "1Mi". ');
    expect(type("kubectl get pod a -o jsonpath='{.status.conditions[?(@.type==\"DisruptionTarget\")]}'")).toBe('');
  });

  it('ephemeral-storage of the containers: layers, logs and emptyDirs together, without a word in the log', () => {
    const type = terminal({ manifests: POD('b', SLEEPS('resources: {limits: {ephemeral-storage: 2Mi}}')), settled: 10 });
    type('kubectl exec b -- dd if=/dev/zero of=/tmp/f bs=1M count=1; sleep 20');
    expect(type('kubectl get pod b --no-headers')).toContain('Running');
    type('kubectl exec b -- dd if=/dev/zero of=/tmp/g bs=1M count=2; sleep 12');
    expect(type("kubectl get events --field-selector involvedObject.name=b,reason=Evicted -o jsonpath='{.items[*].message}'")).toBe('Pod ephemeral local storage usage exceeds the total limit of containers 2Mi. ');
    expect(type('kubectl logs b')).toBe('');
  });

  it('counts the log of a process that says much', () => {
    const type = terminal({ manifests: POD('c', 'containers: [{name: app, image: registry.k8s.example/chatty, resources: {limits: {ephemeral-storage: 20Mi}}}]'), settled: 10 });
    expect(type('sleep 60; kubectl get pod c -o jsonpath={.status.reason}')).toBe('Evicted');
  });

  it('without a limit a Pod that fills the disk brings its node under pressure', () => {
    const type = terminal({ manifests: POD('d', SLEEPS('resources: {}')), settled: 10 });
    type('kubectl exec d -- fallocate -l 85G /tmp/f');
    expect(type("ssh node-a df -h / | awk '/vda1/ {print $5}'; sleep 20")).toMatch(/^9\d%\n$/);
    expect(type('kubectl get pod d -o jsonpath={.status.message}')).toMatch(/^The node was low on resource: ephemeral-storage\. Threshold quantity: \d+, available: \d+\. Container app was using 85Gi, request is 0, has larger consumption of ephemeral-storage\. $/);
    expect(type("kubectl get node node-a -o jsonpath='{.status.conditions[?(@.type==\"DiskPressure\")].status}'; ssh node-a df -h / | awk '/vda1/ {print $5}'")).toMatch(/^True[67]%\n$/);
  });
});

describe('programs that make files of a size', () => {
  it('dd, truncate and fallocate, in the words of the system', () => {
    const type = terminal({});
    expect(type('dd if=/dev/zero of=f bs=1k count=3; ls -l f')).toMatch(/^3\+0 records in\n3\+0 records out\n3072 bytes \(3\.1 kB, 3\.0 KiB\) copied, [\d.]+ s, [\d.]+ \w+\/s\n.* 3072 /);
    expect(type('echo hello > t; dd if=t of=u bs=2 count=2 status=none; cat u')).toBe('hell');
    expect(type('dd if=t status=none')).toBe('hello\n');
    expect(type('truncate -s 3 t; cat t; truncate -s 1M t; ls -l t')).toMatch(/^hel.* 1048576 /);
    expect(type('fallocate -l 2M h; ls -l h')).toContain(' 2097152 ');
    expect(type('dd if=nothing of=f')).toBe("dd: failed to open 'nothing': No such file or directory\n");
    expect(type('dd foo')).toBe("dd: unrecognized operand 'foo'\nTry 'dd --help' for more information.\n");
    expect(type('dd if=/dev/zero of=f')).toContain('say count=');
  });

  it('a program that an image has and this model has not says so', () => {
    const type = terminal({ manifests: POD('w', 'containers: [{name: app, image: nginx}]'), settled: 10 });
    expect(type('kubectl exec w -- perl -v')).toBe('perl: the image has this program, but it is not simulated here\ncommand terminated with exit code 127\n');
    expect(type('kubectl exec w -- nosuch')).toContain('executable file not found in $PATH');
  });
});
