import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const holds = (desk: Desk, ...checks: string[]): readonly boolean[] | undefined => desk.ask({ kind: 'checks', checks: [checks] }).held[0];

const pod = (name: string, container: string): string => `kubectl apply -f - <<< '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"},"spec":{"containers":[{"name":"a",${container}}]}}'`;
const ready = (name: string, is: string): string => `pod/${name} : status.conditions[Ready].status == ${is}`;

describe('probes of a container', () => {
  it('find what a web server finds among its files', () => {
    const desk = new Desk({});
    const probe = (path: string): string => `"image":"nginx:1.30","readinessProbe":{"httpGet":{"path":"${path}","port":80},"periodSeconds":2}`;
    for (const [name, path] of [['root', '/'], ['page', '/index.html'], ['none', '/none']] as const) typed(desk, pod(name, probe(path)));
    typed(desk, 'sleep 15');
    expect(holds(desk, ready('root', 'True'), ready('page', 'True'), ready('none', 'False'))).toEqual([true, true, true]);
    typed(desk, 'kubectl exec root -- rm /usr/share/nginx/html/index.html; kubectl exec none -- touch /usr/share/nginx/html/none; sleep 15');
    expect(holds(desk, ready('root', 'False'), ready('none', 'True'))).toEqual([true, true]);
    expect(typed(desk, 'kubectl events --for pod/root')).toContain('Readiness probe failed: HTTP probe failed with statuscode: 403');
    expect(typed(desk, 'kubectl events --for pod/none')).toContain('statuscode: 404');
  });

  it('run programs over its files', () => {
    const desk = new Desk({});
    typed(desk, pod('file', '"image":"busybox:1.37","args":["sh","-c","touch /tmp/healthy; sleep 20; rm /tmp/healthy; sleep 600"],"livenessProbe":{"exec":{"command":["cat","/tmp/healthy"]},"periodSeconds":2}'));
    typed(desk, pod('shell', '"image":"busybox:1.37","args":["sleep","600"],"readinessProbe":{"exec":{"command":["sh","-c","test -e /tmp/on"]},"periodSeconds":2}'));
    typed(desk, 'sleep 15');
    expect(holds(desk, 'pod/file : status.containerStatuses[0].restartCount == 0', ready('shell', 'False'))).toEqual([true, true]);
    typed(desk, 'kubectl exec shell -- touch /tmp/on; sleep 60');
    expect(holds(desk, 'pod/file : status.containerStatuses[0].restartCount == 1', ready('shell', 'True'))).toEqual([true, true]);
    expect(typed(desk, 'kubectl events --for pod/file')).toContain("Liveness probe failed: cat: /tmp/healthy: No such file or directory");
  });
});
