/** How fast the resources room runs: a full node, a large one, half an hour of an autoscaler. */
import { advance, createHost, makeCgroup, runCpu, runScene, spawn, writeFile } from '../../src/simulation/resources/index';
import type { CpuRunSpec, Host, SceneSpec } from '../../src/simulation/resources/index';
import type { Measurement } from './size';

/** Median of five, after two that warm the compiler up; ms. */
function time(act: () => void): number {
  act();
  act();
  const taken = [0, 1, 2, 3, 4].map(() => {
    const start = performance.now();
    act();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[2]!;
}

/** 110 containers on 4 cores: nearly all serve requests, a third have a quota, a few are always busy. */
const FULL: Omit<CpuRunSpec, 'durationUs'> = {
  cpus: 4, seed: 1,
  groups: Array.from({ length: 110 }, (_, index) => ({
    path: `kubepods/pod${index}`,
    weight: 10 + (index % 7) * 30,
    quota: index % 3 === 0 ? 20_000 + (index % 5) * 10_000 : null,
    threads: index % 10 === 0 ? 2 : 1,
    ...(index % 20 === 0 ? {} : { demand: { cpuUs: 2000 + (index % 9) * 1500, sleepUs: 50_000 + (index % 11) * 20_000 } }),
  })),
};

/** 64 threads on 64 CPUs under a quota of two. */
function largeHost(): Host {
  const host = makeCgroup(createHost({ cpus: 64, memoryBytes: 2 ** 33, seed: 1 }), 'kubepods/web');
  const limited = writeFile(host, 'kubepods/web', 'cpu.max', '200000 100000');
  return spawn(limited.ok ? limited.host : host, 'kubepods/web', { name: 'web', threads: 64 }).host;
}

const SCENE: SceneSpec = {
  hpa: { metadata: { name: 'web' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 20, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }] } },
  podSpec: { containers: [{ name: 'app', resources: { requests: { cpu: '250m' } } }] },
  replicas: 2, load: Array.from({ length: 31 }, (_, minute) => (minute >= 5 && minute < 12 ? 200 : 25)), pointS: 60, requestMs: 10, capacity: 500,
  startupS: 30, startupCpu: 100, probe: true, queue: false, memory: 2e8, room: 60,
};

export function benchRuns(): Measurement[] {
  const seconds = 20;
  const full = time(() => runCpu({ ...FULL, durationUs: seconds * 1e6 }));
  const large = largeHost();
  return [
    { name: '110 containers on 4 cores, simulated seconds per second', value: (seconds * 1000) / full, unit: '×' },
    { name: '64 threads on 64 CPUs, a step of 50 ms', value: time(() => advance(large, 50_000)), unit: 'ms' },
    { name: 'HPA, 30 minutes with 2 to 16 Pods', value: time(() => runScene(SCENE)), unit: 'ms' },
  ];
}
