import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

/** Every Pod fills a machine. */
const big = (replicas: number, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: big }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: big } }
  template:
    metadata: { labels: { app: big } }
    spec: { ${more}containers: [{ name: big, image: "nginx:1.30", resources: { requests: { cpu: "3" } } }] }
`;
const start = { addons: ['cluster-autoscaler' as const], spare: ['node-d'], settled: 30 };

describe('a cluster autoscaler', () => {
  it('asks for a machine for whoever has no place, and says why it asks for no more', () => {
    const type = terminal({ ...start, manifests: big(5) });
    expect(type('kubectl events | grep -o "pod triggered scale-up.*"')).toBe('pod triggered scale-up: [{workers-kr-b 0->1 (max: 1)}]\n');
    expect(type('kubectl get cm -n kube-system cluster-autoscaler-status -o jsonpath={.data.status} | grep -A1 "^  scaleUp"')).toContain('status: InProgress');
    type('sleep 90');
    expect(type('kubectl get node node-d --no-headers')).toMatch(/^node-d +Ready/);
    expect(type('kubectl get pods --no-headers --field-selector spec.nodeName=node-d')).toMatch(/Running/);
    expect(type('kubectl events | grep -o "pod didn.*" | sort -u')).toBe("pod didn't trigger scale-up: 1 max node group size reached\n");
  });

  it('does nothing for a Pod that no machine of the group would take', () => {
    const type = terminal({ ...start, manifests: big(1, 'nodeSelector: { disk: ssd }, ') });
    type('sleep 60');
    expect(type('kubectl events | grep -o "pod didn.*"')).toBe("pod didn't trigger scale-up: 1 node(s) didn't match Pod's node affinity/selector\n");
    expect(type('kubectl get nodes --no-headers | wc -l')).toBe('4\n');
  });

  it('empties a machine that has been unneeded for ten minutes, but not one whose Pod nobody would make again', () => {
    const type = terminal({ ...start, manifests: big(4) });
    type('sleep 120');
    type('kubectl scale deploy big --replicas=1');
    type(`kubectl run alone --image=nginx:1.30 --overrides='{"spec":{"nodeSelector":{"kubernetes.io/hostname":"node-d"}}}'`);
    type('sleep 900');
    expect(type('kubectl get nodes --no-headers | wc -l')).toBe('5\n');
    type('kubectl annotate pod alone cluster-autoscaler.kubernetes.io/safe-to-evict=true; sleep 60');
    expect(type('kubectl get node node-d -o jsonpath={.spec.taints[0].key}')).toBe('DeletionCandidateOfClusterAutoscaler');
    type('sleep 640');
    expect(type('kubectl get nodes --no-headers | wc -l')).toBe('4\n');
    expect(type('kubectl events -A | grep -o "Scale-down: .*"')).toBe('Scale-down: removing node node-d, utilization: 0.00, pods to reschedule: alone\n');
  });
});
