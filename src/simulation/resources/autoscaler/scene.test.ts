import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runScene } from './scene';
import type { SceneSpec } from './scene';

const scene: SceneSpec = {
  hpa: { metadata: { name: 'web' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 20, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }] } },
  podSpec: { containers: [{ name: 'app', resources: { requests: { cpu: '250m' } } }] },
  replicas: 2, load: [25, 25], pointS: 600, requestMs: 10, capacity: 500, startupS: 30, startupCpu: 0, probe: true, queue: false, memory: 0, room: 100,
};

describe('a target under a changing load', () => {
  it('stays where load and target agree', () => {
    expect(runScene(scene).every(({ scaleTo, replicas, lost }) => scaleTo === null && replicas === 2 && lost === 0)).toBe(true);
  });

  it('says how a count came about: what starts counts as nothing on the way up', () => {
    const { why } = runScene({ ...scene, load: [25, 25, 200, 200], pointS: 150 }).find(({ why: { metrics } }) => metrics.some((metric) => 'calculated' in metric && metric.calculated.arithmetic.corrected !== null))!;
    const [metric] = why.metrics;
    expect('calculated' in metric && metric.calculated.arithmetic.unready + metric.calculated.arithmetic.missing).toBeGreaterThan(0);
    if ('calculated' in metric) expect(metric.calculated.arithmetic.corrected!.ratio).toBeLessThan(metric.calculated.arithmetic.ratio);
  });

  it('leaves Pods beyond the room Pending', () => {
    const last = runScene({ ...scene, load: [200, 200], room: 5 }).at(-1)!;
    expect(last).toMatchObject({ serving: 5 });
    expect(last.pending).toBe(last.replicas - 5);
  });

  it('asks for a node when requests find no room, pays for it from then on, and gives it up when it has been empty for ten minutes', () => {
    const syncs = runScene({ ...scene, load: [25, 200, 200, 25, 25, 25, 25, 25], pointS: 300, room: { start: 1, most: 3, cpu: 1900, bootS: 120 } });
    const first = syncs.find(({ pending }) => pending > 0)!;
    const there = syncs.find(({ nodes }) => nodes === 2)!;
    expect(there.at - first.at).toBeGreaterThanOrEqual(105);
    expect(there.at - first.at).toBeLessThanOrEqual(150);
    expect(Math.max(...syncs.map(({ nodes }) => nodes))).toBeLessThanOrEqual(3);
    expect(syncs.at(-1)!.nodes).toBe(1);
    const emptied = syncs.findLast(({ nodes }) => nodes > 1)!;
    const shrunk = syncs.findLast(({ replicas }) => replicas > 7)!;
    expect(emptied.at - shrunk.at).toBeGreaterThanOrEqual(585);
    expect(syncs.reduce((sum, { nodeSeconds }) => sum + nodeSeconds, 0)).toBeGreaterThan(2100);
  });

  it('is slower the fuller its Pods are', () => {
    const p99At = (load: number) => runScene({ ...scene, load: [load, load], hpa: { ...scene.hpa, spec: { ...scene.hpa.spec, maxReplicas: 2 } } }).at(-1)!.latency;
    expect(p99At(20)).toBeLessThan(p99At(60));
    expect(p99At(60)).toBeLessThan(p99At(90));
    expect(p99At(120)).toBe(Number.POSITIVE_INFINITY);
  });

  it('serves no more than its Pods can, loses or keeps the rest, and stays within its bounds', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 6 }), fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 120 }), (load, queue, probe, startupS) => {
      for (const sync of runScene({ ...scene, load, pointS: 60, queue, probe, startupS })) {
        expect(sync.replicas).toBeGreaterThanOrEqual(2);
        expect(sync.replicas).toBeLessThanOrEqual(20);
        expect(sync.serving).toBeLessThanOrEqual(sync.replicas);
        expect(sync.lost).toBeLessThanOrEqual(400);
        if (queue) expect(sync.lost).toBe(0);
        else expect(sync.waiting).toBe(0);
      }
    }), { numRuns: 30 });
  });

  it('refuses a scene that is none', () => {
    expect(() => runScene({ ...scene, load: [1] })).toThrow('two points');
    expect(() => runScene({ ...scene, replicas: 10_001 })).toThrow('10000');
  });
});
