import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const POD = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { level: info }
---
apiVersion: v1
kind: Pod
metadata: { name: one }
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: app
    image: busybox:1.37
    command: [sh, -c, sleep 30; exit 1]
    volumeMounts: [{ name: data, mountPath: /data }, { name: scratch, mountPath: /scratch }, { name: host, mountPath: /host }, { name: settings, mountPath: /etc/settings }]
  - name: sealed
    image: busybox:1.37
    command: [sleep, "100000"]
    securityContext: { readOnlyRootFilesystem: true, runAsUser: 1000 }
    volumeMounts: [{ name: scratch, mountPath: /scratch, readOnly: true }]
  volumes:
  - { name: data, persistentVolumeClaim: { claimName: data } }
  - { name: scratch, emptyDir: {} }
  - { name: host, hostPath: { path: /srv } }
  - { name: settings, configMap: { name: settings } }
`;

describe('programs in containers', () => {
  const desk = new Desk({ files: { 'one.yaml': POD } });
  typed(desk, 'kubectl apply -f one.yaml && kubectl wait --for=condition=Ready pod/one --timeout=60s');
  const sh = (text: string, more = '-c app'): string => typed(desk, `kubectl exec one ${more} -- sh -c '${text}'`);

  it('write where volumes are, as long-lived as these are', () => {
    expect(sh('for d in /data /scratch /host /tmp; do echo $d > $d/note; done; cat /data/note')).toBe('/data\n');
    expect(typed(desk, 'kubectl exec one -c sealed -- cat /scratch/note')).toBe('/scratch\n');
    expect(desk.ask({ kind: 'checks', checks: [['file(pod/one:/data/note) contains /data', 'file(pod/one:/data/nothing) absent', 'file(pod/one:/data/nothing) contains x', 'file(pod/two:/data/note) contains /data']] }).held).toEqual([[true, true, false, false]]);
    // The container is started again: its own layer is a new one.
    typed(desk, 'sleep 40');
    expect(sh('cat /data/note /scratch/note; ls /tmp')).toBe('/data\n/scratch\n');
    typed(desk, 'kubectl delete pod one && kubectl apply -f one.yaml && kubectl wait --for=condition=Ready pod/one --timeout=60s');
    expect(sh('cat /data/note; ls /scratch')).toBe('/data\n');
  });

  it('are told where nothing may be written', () => {
    expect(sh('echo x > /etc/settings/level')).toContain("sh: can't create /etc/settings/level: Read-only file system");
    expect(sh('echo x > /tmp/x', '-c sealed')).toContain("sh: can't create /tmp/x: Read-only file system");
    expect(sh('echo x > /scratch/x', '-c sealed')).toContain('Read-only file system');
    expect(sh('id; whoami', '-c sealed')).toContain('uid=1000 gid=0(root)');
    expect(sh('cat /etc/settings/level')).toBe('info');
  });

  it('say what there is not, and end where they do not end', () => {
    expect(sh('nope; echo $?')).toBe('127\nsh: nope: not found\n');
    expect(typed(desk, 'kubectl exec one -c app -- nope')).toContain('executable file not found in $PATH');
    expect(desk.ask({ kind: 'line', text: "kubectl exec one -c app -- sh -c 'while true; do :; done'" }).mode).toBe('running');
    expect(desk.ask({ kind: 'interrupt' }).mode).toBe('ready');
    expect(sh('exit 3')).toBe('command terminated with exit code 3\n');
    expect(typed(desk, 'echo "echo \\$HOSTNAME" | kubectl exec -i one -c app -- sh')).toBe('one\n');
  });
});
