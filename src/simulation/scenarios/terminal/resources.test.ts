import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import type { Start } from './start';
import { deskWithAddons, typed } from './testing/terminal';

/** A terminal with a metrics server that is ready. */
const measured = ({ files }: Pick<Start, 'files'>): Desk => deskWithAddons({ ...(files === undefined ? {} : { files }), addons: ['metrics-server'], installed: ['metrics-server'], settled: 60 });


const pod = (name: string, words: string, resources: object, node = 'node-a'): string => JSON.stringify({
  apiVersion: 'v1', kind: 'Pod', metadata: { name },
  spec: { nodeSelector: { 'kubernetes.io/hostname': node }, containers: [{ name, image: 'polinux/stress', command: ['stress', ...words.split(' ')], resources }] },
});

describe('what containers use of a node', () => {
  it('is held down by cpu.max, killed by memory.max, and measured', () => {
    const desk = measured({ files: {
      'a.json': pod('spins', '--cpu 2', { limits: { cpu: '500m' } }),
      'b.json': pod('free', '--cpu 1', {}),
      'c.json': pod('fits', '--vm 1 --vm-bytes 100M --vm-hang 0', { limits: { memory: '128Mi' } }),
      'd.json': pod('bursts', '--vm 2 --vm-bytes 100M --vm-hang 0', { limits: { memory: '128Mi' } }),
    } });
    expect(typed(desk, 'kubectl top pod')).toBe('No resources found in default namespace.\n');
    typed(desk, 'kubectl apply -f a.json -f b.json -f c.json -f d.json; sleep 5');
    expect(typed(desk, 'kubectl top pod')).toBe('error: metrics not available yet\n');
    typed(desk, 'sleep 45');
    const stat = (name: string): Readonly<Record<string, number>> => Object.fromEntries(typed(desk, `kubectl exec ${name} -- cat /sys/fs/cgroup/cpu.stat`).trim().split('\n').map((line) => [line.split(' ')[0]!, Number(line.split(' ')[1])]));
    const spins = stat('spins');
    expect(spins['nr_throttled']! / spins['nr_periods']!).toBeGreaterThan(0.9);
    expect(stat('free')).toMatchObject({ nr_periods: 0, nr_throttled: 0, throttled_usec: 0 });
    expect(typed(desk, 'kubectl exec fits -- cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current /proc/1/oom_score_adj')).toBe(`${128 * 1024 ** 2}\n${104 * 1024 ** 2}\n985\n`);
    expect(typed(desk, "kubectl get pod bursts -o jsonpath='{.status.containerStatuses[0].lastState.terminated.reason} {.status.containerStatuses[0].lastState.terminated.exitCode}'")).toBe('OOMKilled 137');
    expect(typed(desk, 'kubectl get pod fits --no-headers')).toMatch(/Running +0 /);
    const top = typed(desk, 'kubectl top pod --sort-by=cpu --no-headers').trim().split('\n').map((line) => line.trim().split(/ +/));
    expect(top.map(([name]) => name)).toEqual(['free', 'spins', 'fits']);
    expect(top.map(([, cpu]) => Math.round(Number(cpu!.replace('m', '')) / 100))).toEqual([10, 5, 0]);
    expect(top[2]![2]).toBe('104Mi');
    expect(typed(desk, 'kubectl top node node-a')).toMatch(/^NAME +CPU\(cores\) +CPU\(%\) +MEMORY\(bytes\) +MEMORY\(%\) *\nnode-a +1[56]\d\dm +4\d% +7\d\dMi +\d+% *\n$/);
  });

  it('is what an autoscaler goes by', () => {
    const desk = measured({ files: { 'spin.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: spin }
spec:
  replicas: 1
  selector: { matchLabels: { app: spin } }
  template:
    metadata: { labels: { app: spin } }
    spec:
      containers:
      - { name: spin, image: polinux/stress, command: [stress, --cpu, "1"], resources: { requests: { cpu: 200m }, limits: { cpu: 400m } } }
` } });
    typed(desk, 'kubectl apply -f spin.yaml; kubectl autoscale deployment spin --cpu=100% --min=1 --max=4; sleep 120');
    expect(typed(desk, 'kubectl get hpa spin --no-headers')).toMatch(/cpu: (?:199|200|201)%\/100% +1 +4 +4 /);
  });

  it('has the kubelet put out whoever is furthest above its request', () => {
    const desk = new Desk({ files: {
      'big.json': pod('big', '--vm 1 --vm-bytes 4000M --vm-hang 0', { requests: { memory: '4500Mi' } }, 'node-c'),
      'over.json': pod('over', '--vm 1 --vm-bytes 3190M --vm-hang 0', { requests: { memory: '1Gi' } }, 'node-c'),
    } });
    typed(desk, 'kubectl apply -f big.json -f over.json; sleep 30');
    const state = (name: string): string => typed(desk, `kubectl get pod ${name} -o jsonpath='{.status.phase} {.status.reason}'`).trim();
    expect([state('big'), state('over')]).toEqual(['Running', 'Failed Evicted']);
    expect(typed(desk, "kubectl get pod over -o jsonpath='{.status.message}'")).toMatch(/^The node was low on resource: memory\. Threshold quantity: 100Mi, available: \d+Mi\. Container over was using 3194Mi, request is 1Gi, has larger consumption of memory\. $/);
    const pressure = "kubectl get node node-c -o jsonpath='{.status.conditions[?(@.type==\"MemoryPressure\")].status} {.spec.taints[*].key}'";
    expect(typed(desk, pressure)).toBe('True node.kubernetes.io/memory-pressure');
    desk.ask({ kind: 'advance', until: desk.report().report.picture.now + 330_000_000 });
    expect(typed(desk, pressure).trim()).toBe('False');
  });
});
