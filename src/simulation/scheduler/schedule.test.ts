import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replicaPods } from '../api';
import type { Deployment, Pod, Taint } from '../api';
import { makeNode, makePod, onNode } from './fixtures';
import { NodeInfo } from './cache/node-info';
import { toPodInfo } from './cache/pod-info';
import { isValidScore } from './cycle/runtime';
import { numFeasibleNodesToFind } from './cycle/sampling';
import { explainOne, newScheduler, scheduleAll } from './schedule-all';
import { heapRoot } from './cycle/schedule-one';

const controlPlane: Taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
const failure = (nodes: Parameters<typeof scheduleAll>[0], pod: Pod): string => {
  const decision = explainOne(nodes, pod);
  return decision.kind === 'unschedulable' ? decision.failure.message : `unexpected: ${decision.kind}`;
};

/** FitError.Error and what PostFilter adds. */
describe('the FailedScheduling message', () => {
  const nodes = [makeNode('cp', { taints: [controlPlane] }), makeNode('a'), makeNode('b')];
  it('sorts reasons as text, with their counts in front', () => {
    expect(failure({ nodes }, makePod('p', { cpu: '5' }))).toBe(
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    );
  });
  it('looks for victims only where a smaller load would help', () => {
    const pods = [onNode(makePod('x', { cpu: '3' }), 'a'), onNode(makePod('y', { cpu: '3' }), 'b')];
    expect(failure({ nodes, pods }, makePod('p', { cpu: '2' }))).toBe(
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
    );
  });
  it('nominates a node instead where less important Pods can make room', () => {
    const pods = [onNode(makePod('x', { cpu: '3' }), 'a'), onNode(makePod('y', { cpu: '3' }), 'b')];
    const decision = explainOne({ nodes, pods }, makePod('p', { cpu: '2' }, { priority: 100 }));
    expect(decision).toMatchObject({ kind: 'unschedulable', failure: { message: '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.', postFilter: { kind: 'nominated', preemption: { tied: ['a', 'b'] } } } });
  });
  it('counts each reason of a node', () => {
    expect(failure({ nodes: [makeNode('a')] }, makePod('p', { cpu: '5', memory: '9Gi' }))).toContain('0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.');
  });
  it('preemptionPolicy Never, affinity to one node, conflicting affinity, no nodes', () => {
    expect(failure({ nodes }, makePod('p', { cpu: '5' }, { preemptionPolicy: 'Never' }))).toContain('preemption: not eligible due to preemptionPolicy=Never.');
    const byName = (...names: string[]) => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: names.map((n) => ({ key: 'metadata.name', operator: 'In', values: [n] })) }] } } } });
    expect(failure({ nodes }, makePod('p', {}, byName('cp')))).toContain("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't satisfy plugin(s) [NodeAffinity].");
    expect(failure({ nodes }, makePod('p', {}, byName('a', 'b')))).toBe('0/3 nodes are available: pod affinity terms conflict. not found');
    expect(failure({ nodes: [] }, makePod('p'))).toBe('no nodes available to schedule pods');
  });
});

describe('scheduleAll', () => {
  it('spreads by what is requested, each Pod seeing those before it', () => {
    const nodes = ['a', 'b', 'c'].map((n) => makeNode(n));
    const run = scheduleAll({ nodes }, Array.from({ length: 6 }, (_, i) => makePod(`p${i}`, { cpu: '1', memory: '1Gi' })));
    const counts = new Map<string, number>();
    for (const d of run.decisions) if (d.kind === 'scheduled') counts.set(d.node, (counts.get(d.node) ?? 0) + 1);
    expect([...counts.values()]).toEqual([2, 2, 2]);
    expect(run.cluster.pods).toHaveLength(6);
  });
  it('takes higher priority first, keeps gates and foreign schedulers out and leaves bound Pods alone', () => {
    const pods = [
      makePod('low', { cpu: '3' }),
      makePod('high', { cpu: '3' }, { priority: 5 }),
      makePod('gated', {}, { schedulingGates: [{ name: 'g' }] }),
      makePod('other', {}, { schedulerName: 'mine' }),
      makePod('bound', { cpu: '64' }, { nodeName: 'a' }),
    ];
    const run = scheduleAll({ nodes: [makeNode('a'), makeNode('b')] }, pods);
    expect(run.decisions.map((d) => [d.pod, d.kind])).toEqual([
      ['default/gated', 'gated'],
      ['default/other', 'otherScheduler'],
      ['default/bound', 'bound'],
      ['default/high', 'scheduled'],
      ['default/low', 'unschedulable'],
    ]);
  });
  it('visits zones in turn and samples large clusters', () => {
    const nodes = ['a1', 'a2', 'a3', 'b1'].map((n) => makeNode(n, { labels: { 'topology.kubernetes.io/zone': n[0] ?? '' } }));
    expect(newScheduler({ nodes }).cache.nodes.map((n) => n.name)).toEqual(['a1', 'b1', 'a2', 'a3']);
    // schedule_one_test.go TestNumFeasibleNodesToFind.
    expect([[0, 10], [40, 10], [0, 1000], [40, 1000], [0, 6000], [40, 6000]].map(([p, n]) => numFeasibleNodesToFind(p ?? 0, n ?? 0))).toEqual([10, 10, 420, 400, 300, 2400]);
  });
  it('finds the root of Go’s heap', () => {
    expect(heapRoot([5, 5, 5])).toBe(0);
    expect(heapRoot([1, 7, 7])).toBe(1);
    expect(heapRoot([1, 2, 9, 3, 9])).toBe(4);
  });
});

describe('replicas', () => {
  const deployment: Deployment = {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
    spec: { replicas: 4, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i', resources: { limits: { cpu: '1' } } }] } } },
  };
  it('are named as a ReplicaSet names them, the same for the same seed', () => {
    const pods = replicaPods(deployment, 7);
    expect(pods).toHaveLength(4);
    for (const pod of pods) expect(pod.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(new Set(pods.map((p) => p.metadata.name)).size).toBe(4);
    expect(replicaPods(deployment, 7)).toEqual(pods);
    expect(replicaPods(deployment, 8)).not.toEqual(pods);
    expect(pods[0]?.spec.containers[0]?.resources?.requests).toEqual({ cpu: '1' });
  });
});

const arbNode = fc.record({
  cpu: fc.integer({ min: 0, max: 8000 }),
  memory: fc.integer({ min: 0, max: 16 }),
  pods: fc.integer({ min: 0, max: 5 }),
  taint: fc.constantFrom(undefined, 'NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  unschedulable: fc.boolean(),
  disk: fc.constantFrom('ssd', 'hdd'),
});
const arbPod = fc.record({
  cpu: fc.option(fc.integer({ min: 0, max: 4000 })),
  memory: fc.option(fc.integer({ min: 0, max: 8 })),
  port: fc.option(fc.integer({ min: 80, max: 82 })),
  disk: fc.option(fc.constantFrom('ssd', 'hdd')),
  prefer: fc.option(fc.integer({ min: 1, max: 100 })),
  tolerates: fc.boolean(),
});
const arbCluster = fc.tuple(fc.array(arbNode, { maxLength: 6 }), fc.array(arbPod, { maxLength: 12 }), fc.integer()).map(([nodeParts, podParts, seed]) => ({
  seed,
  nodes: nodeParts.map((n, i) =>
    makeNode(`n${i}`, {
      labels: { disk: n.disk },
      allocatable: { cpu: `${n.cpu}m`, memory: `${n.memory}Gi`, pods: `${n.pods}` },
      taints: n.taint === undefined ? [] : [{ key: 't', effect: n.taint }],
      unschedulable: n.unschedulable,
    })),
  pods: podParts.map((p, i) =>
    makePod(`p${i}`, {}, {
      containers: [{
        name: 'c', image: 'i',
        resources: { requests: { ...(p.cpu === null ? {} : { cpu: `${p.cpu}m` }), ...(p.memory === null ? {} : { memory: `${p.memory}Gi` }) } },
        ...(p.port === null ? {} : { ports: [{ containerPort: 80, hostPort: p.port }] }),
      }],
      ...(p.disk === null ? {} : { nodeSelector: { disk: p.disk } }),
      ...(p.prefer === null ? {} : { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: p.prefer, preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] } }] } } }),
      ...(p.tolerates ? { tolerations: [{ operator: 'Exists' }] } : {}),
    })),
}));

describe('whatever the cluster', () => {
  it('no Pod lands where a filter said no, sums stay within allocatable, scores within 0..100, same seed same run', () => {
    fc.assert(
      fc.property(arbCluster, ({ nodes, pods, seed }) => {
        const run = scheduleAll({ nodes }, pods, { seed, trace: true });
        expect(scheduleAll({ nodes }, pods, { seed, trace: true })).toEqual(run);
        for (const decision of run.decisions) {
          if (decision.kind !== 'scheduled') continue;
          const chosen = decision.trace?.nodes.find((n) => n.node === decision.node);
          expect(chosen?.filters.every((f) => f.verdict !== 'reject' && f.verdict !== 'notRun')).toBe(true);
          for (const node of decision.trace?.nodes ?? []) {
            for (const line of node.scores) {
              expect(isValidScore(line.normalized)).toBe(true);
              if (line.explanation?.kind === 'fit') {
                const sum = line.explanation.resources.reduce((total, r) => total + r.score, 0);
                expect(line.raw).toBe(line.explanation.resources.length === 0 ? 0 : Math.floor(sum / line.explanation.resources.length));
              }
              if (line.explanation?.kind === 'balanced') {
                expect(line.raw).toBe(50 + Math.trunc((50 + line.explanation.after.score - line.explanation.before.score) / 2));
              }
            }
            if (decision.score !== null && node.feasible) expect(node.total).toBeLessThanOrEqual(decision.score);
          }
        }
        for (const node of nodes) {
          const info = new NodeInfo(node, 0);
          for (const pod of run.cluster.pods ?? []) if (pod.spec.nodeName === info.name) info.addPod(toPodInfo(pod));
          expect(info.requested.milliCPU).toBeLessThanOrEqual(info.allocatable.milliCPU);
          expect(info.requested.memory).toBeLessThanOrEqual(info.allocatable.memory);
          expect(info.pods.length).toBeLessThanOrEqual(info.allocatable.allowedPods);
        }
      }),
      { numRuns: 300 },
    );
  });
});
