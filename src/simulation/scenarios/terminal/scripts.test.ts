import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const container = (name: string, script: string): string => `  - name: ${name}
    image: busybox:1.37
    command: [sh, -c, ${JSON.stringify(script)}]
    volumeMounts: [{ name: log, mountPath: /log }]
`;

const pod = (name: string, containers: string, policy = 'Never'): string => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  restartPolicy: ${policy}
  containers:
${containers}  volumes: [{ name: log, emptyDir: {} }]
---
`;

describe('scripts of containers', () => {
  const desk = new Desk({ files: { 'all.yaml': [
    pod('pair', container('writer', 'n=0; while true; do n=$((n+1)); echo line $n >> /log/app; sleep 5; done') + container('reader', 'touch /log/app; tail -F /log/app')),
    pod('ends', container('app', 'set -e; echo begun; sleep 10; test -f /nothing && echo never; (exit 3) || exit 7')),
    pod('again', container('app', 'date >> /once; date >> /log/twice; wc -l < /once; wc -l < /log/twice; sleep 15; exit 1'), 'Always'),
    pod('polite', container('app', "trap 'exit 0' TERM; while :; do sleep 1; done")),
    pod('busy', container('app', 'while :; do i=$i; done') + container('wrong', 'if true; then') + container('unknown', 'nope') + container('breaks', 'while true; do break; done; echo after')),
  ].join('') } });
  typed(desk, 'kubectl apply -f all.yaml');
  typed(desk, 'sleep 40');

  it('go on while time passes, and meet in their volumes', () => {
    const lines = typed(desk, 'kubectl logs pair -c reader').trim().split('\n');
    expect(lines.slice(0, 3)).toEqual(['line 1', 'line 2', 'line 3']);
    expect(lines.length).toBeGreaterThan(6);
    expect(typed(desk, 'kubectl exec pair -c writer -- tail -n1 /log/app').trim()).toBe(lines.at(-1));
  });

  it('end with their own code, at their own time', () => {
    expect(typed(desk, 'kubectl logs ends')).toBe('begun\n');
    expect(typed(desk, "kubectl get pod ends -o jsonpath='{.status.containerStatuses[0].state.terminated.exitCode}'")).toBe('7');
    const times = typed(desk, "kubectl get pod ends -o jsonpath='{.status.containerStatuses[0].state.terminated.startedAt} {.status.containerStatuses[0].state.terminated.finishedAt}'").split(' ').map((text) => Date.parse(text));
    expect(times[1]! - times[0]!).toBe(10_000);
    expect(typed(desk, 'kubectl logs busy -c wrong')).toContain('syntax error');
    expect(typed(desk, 'kubectl logs busy -c unknown')).toBe('sh: nope: not found\n');
    expect(typed(desk, 'kubectl logs busy -c breaks')).toBe('after\n');
    expect(typed(desk, "kubectl get pod busy -o jsonpath='{.status.containerStatuses[*].state.terminated.exitCode}'").split(' ').sort()).toEqual(['0', '127', '2']);
  });

  it('begin anew with a new layer, and find what they wrote into a volume', () => {
    expect(typed(desk, 'kubectl logs again --previous')).toBe('1\n1\n');
    expect(typed(desk, 'kubectl logs again')).toMatch(/^1\n[23]\n$/);
  });

  it('hear SIGTERM where they say so', () => {
    const before = desk.report().report.picture.now;
    typed(desk, 'kubectl delete pod polite');
    expect(desk.report().report.picture.now - before).toBeLessThan(5_000_000);
  });

  it('use the network as it is at that moment', () => {
    typed(desk, 'kubectl create deployment web --image=registry.k8s.example/hello:1.0 && kubectl expose deployment web --port=80 --target-port=8080');
    typed(desk, 'kubectl rollout status deployment web');
    typed(desk, "kubectl run asks --image=busybox:1.37 -- sh -c 'while true; do wget -qO- -T 2 http://web || echo lost; sleep 2; done'");
    typed(desk, 'sleep 10');
    expect(typed(desk, 'kubectl logs asks --tail=1')).toMatch(/^Hello from web-\S+ \(1\.0\)\n$/);
    typed(desk, 'kubectl scale deployment web --replicas=0');
    typed(desk, 'sleep 10');
    expect(typed(desk, 'kubectl logs asks --tail=1')).toBe('lost\n');
  });

  it('are replayed by what was done', () => {
    const { report, shell } = desk.report();
    const again = new Desk({ files: {} });
    again.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
    expect(again.report().report.log).toEqual(report.log);
    expect(typed(again, 'kubectl logs pair -c reader')).toBe(typed(desk, 'kubectl logs pair -c reader'));
  });

  it('are replayed by the log of another version too, whose steps were others', () => {
    const { report, shell } = desk.report();
    for (const count of [(steps: number) => Math.floor(steps / 2), (steps: number) => steps * 2]) {
      const again = new Desk({ files: {} });
      again.ask({ kind: 'restore', log: report.log.map((entry) => ({ ...entry, steps: count(entry.steps) })), at: report.picture.now, shell });
      expect(typed(again, 'kubectl get pods -o name')).toBe(typed(desk, 'kubectl get pods -o name'));
    }
  });
});
