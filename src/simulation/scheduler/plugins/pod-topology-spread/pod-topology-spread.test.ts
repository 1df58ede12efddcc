import { describe, expect, it } from 'vitest';
import { replicaPods, replicaSetOf } from '../../../api';
import type { Deployment, Pod, TopologySpreadConstraint } from '../../../api';
import { makeNode, makePod, onNode } from '../../fixtures';
import { explainOne, scheduleAll } from '../../schedule-all';

const ZONE = 'topology.kubernetes.io/zone';
const node = (name: string, zone: string) => makeNode(name, { labels: { [ZONE]: zone } });
const nodes = [node('a1', 'a'), node('a2', 'a'), node('b1', 'b')];
const labelled = (name: string, constraints: TopologySpreadConstraint[] = []): Pod => {
  const pod = makePod(name, {}, constraints.length === 0 ? {} : { topologySpreadConstraints: constraints });
  return { ...pod, metadata: { ...pod.metadata, labels: { app: 'web' } } };
};
const hard = (maxSkew: number, extra: Partial<TopologySpreadConstraint> = {}): TopologySpreadConstraint => ({ maxSkew, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } }, ...extra });
const verdicts = (cluster: Parameters<typeof explainOne>[0], pod: Pod) => {
  const decision = explainOne(cluster, pod);
  const trace = decision.kind === 'scheduled' || decision.kind === 'unschedulable' ? decision.trace : undefined;
  return Object.fromEntries((trace?.nodes ?? []).map((n) => [n.node, n.filters.find((f) => f.verdict === 'reject')?.reasons?.[0] ?? 'fits']));
};
const MISMATCH = "node(s) didn't match pod topology spread constraints";

describe('filter', () => {
  const pods = [onNode(labelled('x'), 'a1'), onNode(labelled('y'), 'a2'), onNode(labelled('z'), 'b1')];
  it('allows maxSkew more than the emptiest domain', () => {
    // a has 2, b has 1: another in a makes 3 − 1 = 2.
    expect(verdicts({ nodes, pods }, labelled('p', [hard(1)]))).toEqual({ a1: MISMATCH, a2: MISMATCH, b1: 'fits' });
    expect(verdicts({ nodes, pods }, labelled('p', [hard(2)]))).toEqual({ a1: 'fits', a2: 'fits', b1: 'fits' });
  });
  it('needs the label, and counts domains only where nodeSelector lets the Pod go', () => {
    expect(verdicts({ nodes: [...nodes, makeNode('plain')] }, labelled('p', [hard(1)]))['plain']).toBe(`${MISMATCH} (missing required label)`);
    const onlyA = { ...labelled('p', [hard(1)]) };
    const selecting = { ...onlyA, spec: { ...onlyA.spec, nodeSelector: { [ZONE]: 'a' } } };
    expect(verdicts({ nodes, pods }, selecting)['a1']).toBe('fits');
  });
  it('minDomains: too few domains make the minimum 0', () => {
    expect(verdicts({ nodes, pods }, labelled('p', [hard(1, { minDomains: 3 })]))['b1']).toBe(MISMATCH);
  });
  it('counts Pods of its own namespace only, and matchLabelKeys narrow the selector', () => {
    const elsewhere = pods.map((p) => ({ ...p, metadata: { ...p.metadata, namespace: 'other' } }));
    expect(verdicts({ nodes, pods: elsewhere }, labelled('p', [hard(1)]))['a1']).toBe('fits');
    const versioned = labelled('p', [hard(1, { matchLabelKeys: ['version'] })]);
    const v2 = { ...versioned, metadata: { ...versioned.metadata, labels: { app: 'web', version: '2' } } };
    expect(verdicts({ nodes, pods }, v2)['a1']).toBe('fits');
  });
});

describe('score', () => {
  const scores = (cluster: Parameters<typeof explainOne>[0], pod: Pod) => {
    const decision = explainOne(cluster, pod);
    const trace = decision.kind === 'scheduled' ? decision.trace : undefined;
    return Object.fromEntries((trace?.nodes ?? []).map((n) => [n.node, n.scores.find((s) => s.plugin === 'PodTopologySpread')]));
  };
  it('fewer matching Pods in the zone are better', () => {
    const pods = [onNode(labelled('x'), 'a1'), onNode(labelled('y'), 'a2'), onNode(labelled('z'), 'b1')];
    const soft = labelled('p', [hard(1, { whenUnsatisfiable: 'ScheduleAnyway' })]);
    // Two zones: ln 4 = 1.386; a: 2 × 1.386 = 2.77, rounded 3; b: 1.386, rounded 1. 100 × (3 + 1 − 3) / 3 = 33, 100 × 3 / 3 = 100.
    const result = scores({ nodes, pods }, soft);
    expect([result['a1']?.raw, result['b1']?.raw, result['a1']?.normalized, result['b1']?.normalized]).toEqual([3, 1, 33, 100]);
    expect(result['b1']?.weighted).toBe(200);
  });
  it('a bare Pod is not spread; Pods of a ReplicaSet are, over hosts and zones', () => {
    expect(scores({ nodes }, labelled('p'))['a1']?.skipped).toBe(true);
    const deployment: Deployment = {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
      spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i' }] } } },
    };
    const pods = replicaPods(deployment, 1);
    const cluster = { nodes, others: [replicaSetOf(deployment)] };
    const [first, second, third] = pods as [Pod, Pod, Pod];
    // One on a1: hosts 3 → ln 5 = 1.609, zones 2 → ln 4 = 1.386. a1: (1.609 + 2) + (1.386 + 4) = 9.0; a2: 2 + 5.386 = 7.4; b1: 2 + 4 = 6.
    const result = scores({ ...cluster, pods: [onNode(first, 'a1')] }, second);
    expect([result['a1']?.raw, result['a2']?.raw, result['b1']?.raw]).toEqual([9, 7, 6]);
    expect([result['a1']?.normalized, result['a2']?.normalized, result['b1']?.normalized]).toEqual([66, 88, 100]);
    const run = scheduleAll(cluster, [first, second, third]);
    expect(new Set(run.decisions.map((d) => (d.kind === 'scheduled' ? d.node : ''))).size).toBe(3);
  });
});
