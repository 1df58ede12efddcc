import type { Node, Pod } from '../../src/simulation/api';
import { scheduleAll } from '../../src/simulation/scheduler';

const NODES = 1000;
const PODS = 1000;

const node = (i: number): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${i}`, labels: { 'topology.kubernetes.io/zone': `zone-${i % 3}`, disk: i % 4 === 0 ? 'ssd' : 'hdd' } },
  spec: i % 10 === 0 ? { taints: [{ key: 'dedicated', value: 'batch', effect: 'PreferNoSchedule' }] } : {},
  status: { allocatable: { cpu: '4', memory: '16Gi', pods: '110' } },
});

const pod = (i: number): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `pod-${i}`, namespace: 'default' },
  spec: { containers: [{ name: 'c', image: 'nginx:1', resources: { requests: { cpu: `${100 + (i % 5) * 50}m`, memory: '256Mi' } } }] },
});

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Scheduling decisions a second for 1,000 Pods on 1,000 nodes: as the real scheduler samples nodes, and with every node looked at. */
export function benchScheduler(): { name: string; value: number; unit: string }[] {
  const cluster = { nodes: Array.from({ length: NODES }, (_, i) => node(i)) };
  const pods = Array.from({ length: PODS }, (_, i) => pod(i));
  const rate = (percentageOfNodesToScore: number): number => {
    const runs = Array.from({ length: 4 }, () => {
      const start = performance.now();
      const { decisions } = scheduleAll(cluster, pods, { percentageOfNodesToScore });
      if (decisions.some((decision) => decision.kind !== 'scheduled')) throw new Error('every Pod of the benchmark fits');
      return (PODS * 1000) / (performance.now() - start);
    });
    // The first run warms the compiler up.
    return Math.round(median(runs.slice(1)));
  };
  return [
    { name: 'scheduler: 1,000 Pods on 1,000 nodes, default sampling', value: rate(0), unit: 'decisions/s' },
    { name: 'scheduler: 1,000 Pods on 1,000 nodes, every node', value: rate(100), unit: 'decisions/s' },
  ];
}
