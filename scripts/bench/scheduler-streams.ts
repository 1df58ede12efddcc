import type { Node, Pod, PodSpec } from '../../src/simulation/api';
import { Scheduler } from '../../src/simulation/scheduler';
import type { Measurement } from './size';

const PODS = 1000;
const ZONE = 'topology.kubernetes.io/zone';
const HOSTNAME = 'kubernetes.io/hostname';

/** Nodes of 32 CPUs in three zones, as the real scheduler's figures in testdata/golden/scheduler/README.md were taken. */
const node = (i: number): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${i}`, labels: { [ZONE]: `zone-${i % 3}`, [HOSTNAME]: `node-${i}` } },
  spec: {},
  status: { allocatable: { cpu: '32', memory: '128Gi', pods: '110' } },
});

const scenarios: Record<string, (group: string) => Partial<PodSpec>> = {
  plain: () => ({}),
  'spread over zone and host': (app) => ({
    topologySpreadConstraints: [ZONE, HOSTNAME].map((topologyKey) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app } } })),
  }),
  'anti-affinity by host': (app) => ({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOSTNAME, labelSelector: { matchLabels: { app } } }] } },
  }),
};

/** What kube-scheduler 1.36.3 schedules a second in process (from the README of the recordings). */
const REAL: Record<string, Record<number, number>> = {
  plain: { 100: 2441, 1000: 803, 5000: 582 },
  'spread over zone and host': { 100: 1893, 1000: 390, 5000: 172 },
  'anti-affinity by host': { 100: 2096, 1000: 173, 5000: 264 },
};

function pod(i: number, nodes: number, spec: (group: string) => Partial<PodSpec>): Pod {
  // Pods that avoid each other must not be more than there are nodes.
  const group = `app-${Math.floor(i / nodes)}`;
  const requests = { cpu: `${100 + (i % 5) * 100}m`, memory: '256Mi' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${i}`, namespace: 'default', labels: { app: group } },
    spec: { containers: [{ name: 'c', image: 'nginx:1', resources: { requests } }], ...spec(group) },
  };
}

/** Milliseconds of CPU time: the same as on a clock where nothing else runs, and steadier where something does. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** A stream: each Pod arrives, is decided and assumed before the next one comes. */
function stream(count: number, spec: (group: string) => Partial<PodSpec>): { rate: number; last: number } {
  const scheduler = new Scheduler();
  for (let i = 0; i < count; i += 1) scheduler.observe(node(i));
  const pods = Array.from({ length: PODS }, (_, i) => pod(i, count, spec));
  const decide = (one: Pod): void => {
    scheduler.observe(one);
    if (scheduler.scheduleNext()?.kind !== 'scheduled') throw new Error('every Pod of the benchmark fits');
  };
  const start = cpu();
  pods.slice(0, -1).forEach(decide);
  const rate = ((PODS - 1) * 1000) / (cpu() - start);
  const before = cpu();
  pods.slice(-1).forEach(decide);
  return { rate, last: cpu() - before };
}

/** Heap that 5,000 nodes with 1,000 Pods take, where the runtime lets us collect garbage before and after. */
function memory(): Measurement[] {
  const { gc } = globalThis;
  if (gc === undefined) return [];
  void gc();
  const before = process.memoryUsage().heapUsed;
  const scheduler = new Scheduler();
  for (let i = 0; i < 5000; i += 1) scheduler.observe(node(i));
  for (let i = 0; i < PODS; i += 1) {
    scheduler.observe(pod(i, 5000, scenarios.plain!));
    scheduler.scheduleNext();
  }
  void gc();
  const used = process.memoryUsage().heapUsed - before;
  return [{ name: `scheduler: heap for ${scheduler.cache.nodes.length} nodes and ${PODS} Pods, objects included`, value: Math.round(used / 1e5) / 10, unit: 'MB' }];
}

/** Pods decided a second, one after the other, beside the real scheduler's figures. */
export function benchStreams(): Measurement[] {
  const rows: Measurement[] = [];
  for (const [name, spec] of Object.entries(scenarios)) {
    for (const count of [100, 1000, 5000]) {
      // The first runs warm the compiler up.
      const runs = Array.from({ length: 5 }, () => stream(count, spec)).slice(2);
      const rate = Math.round(median(runs.map((run) => run.rate)));
      const real = REAL[name]?.[count] ?? 0;
      rows.push({ name: `scheduler: ${count} nodes, ${name} (real: ${real}/s, ${(rate / real).toFixed(1)} times)`, value: rate, unit: 'Pods/s' });
      if (count === 5000) rows.push({ name: `scheduler: ${count} nodes, ${name}, one more Pod`, value: Math.round(median(runs.map((run) => run.last)) * 1000) / 1000, unit: 'ms' });
    }
  }
  return [...rows, ...memory()];
}
