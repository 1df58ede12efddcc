import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const POD = (name: string, spec: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {nodeName: node-a, restartPolicy: Never, ${spec}}}`;
const SLEEPS = 'containers: [{name: app, image: busybox, args: [sleep, "10000"]}]';

describe('how a Pod is called from inside', () => {
  it('by its hostname, with the domain of its subdomain, or as it is told', () => {
    const manifests = [
      POD('plain', `hostname: h, subdomain: sub, ${SLEEPS}`), POD('whole', `hostname: h, subdomain: sub, setHostnameAsFQDN: true, ${SLEEPS}`), POD('told', `hostnameOverride: my.host.example, ${SLEEPS}`), POD('node', `hostNetwork: true, ${SLEEPS}`),
    ].join('\n---\n');
    const type = terminal({ manifests, settled: 10 });
    const names = (pod: string): string => type(`kubectl exec ${pod} -- hostname; kubectl exec ${pod} -- tail -1 /etc/hosts | cut -f2-`);
    expect(names('plain')).toBe('h\nh.sub.default.svc.cluster.local\th\n');
    expect(names('whole')).toBe('h.sub.default.svc.cluster.local\nh.sub.default.svc.cluster.local\th\n');
    expect(names('told')).toBe('my.host.example\nmy.host.example\n');
    expect(names('node')).toBe('node-a\nnode-a\n');
  });
});

describe('the message that a container leaves', () => {
  it('is what it wrote into its file, and before the end of its log', () => {
    const says = (script: string, more = ''): string => `containers: [{name: app, image: busybox, command: [sh, -c, "${script}"]${more}}]`;
    const manifests = [
      POD('usual', says('echo why > /dev/termination-log; exit 3')), POD('elsewhere', says('echo because > /tmp/why', ', terminationMessagePath: /tmp/why')),
      POD('both', says('echo said; echo written > /dev/termination-log; exit 1', ', terminationMessagePolicy: FallbackToLogsOnError')), POD('log', says('echo said; exit 1', ', terminationMessagePolicy: FallbackToLogsOnError')),
    ].join('\n---\n');
    const type = terminal({ manifests, settled: 10 });
    const message = (pod: string): string => type(`kubectl get pod ${pod} -o jsonpath='{.status.containerStatuses[0].state.terminated.message}'`);
    expect(['usual', 'elsewhere', 'both', 'log'].map(message)).toEqual(['why\n', 'because\n', 'written\n', 'said\n']);
  });
});
