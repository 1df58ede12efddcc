import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node, Pod, Taint } from '../api';
import { podKey, toPodInfo } from './cache/pod-info';
import { makeNode, makePod, onNode } from './fixtures';
import { newScheduler, scheduleAll } from './schedule-all';
import type { ClusterInput } from './schedule-all';

const ZONE = 'topology.kubernetes.io/zone';
const HOSTNAME = 'kubernetes.io/hostname';

const arbNode = fc.record({ cpu: fc.integer({ min: 1, max: 4 }), zone: fc.constantFrom('a', 'b'), tainted: fc.boolean(), cordoned: fc.boolean(), pods: fc.integer({ min: 1, max: 4 }) });
const arbPod = fc.record({
  cpu: fc.integer({ min: 0, max: 3 }),
  app: fc.constantFrom('x', 'y'),
  priority: fc.integer({ min: 0, max: 3 }),
  rule: fc.constantFrom('none', 'spread', 'apart', 'together', 'port', 'zone'),
  tolerates: fc.boolean(),
});

const nodesOf = (parts: readonly (typeof arbNode extends fc.Arbitrary<infer T> ? T : never)[]): Node[] =>
  parts.map((part, i) =>
    makeNode(`n${i}`, {
      labels: { [ZONE]: part.zone },
      allocatable: { cpu: String(part.cpu), pods: String(part.pods) },
      taints: part.tainted ? [{ key: 't', effect: 'NoSchedule' }] : [],
      unschedulable: part.cordoned,
    }));

function podOf(part: typeof arbPod extends fc.Arbitrary<infer T> ? T : never, i: number): Pod {
  const labelSelector = { matchLabels: { app: part.app } };
  const rules: Record<string, Partial<Pod['spec']>> = {
    none: {},
    spread: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector }] },
    apart: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOSTNAME, labelSelector }] } } },
    together: { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ZONE, labelSelector }] } } },
    port: { containers: [{ name: 'c', image: 'app:1', resources: { requests: { cpu: String(part.cpu) } }, ports: [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }] }] },
    zone: { nodeSelector: { [ZONE]: 'a' } },
  };
  const pod = makePod(`p${i}`, { cpu: String(part.cpu) }, { priority: part.priority, ...rules[part.rule], ...(part.tolerates ? { tolerations: [{ operator: 'Exists' }] } : {}) });
  return { ...pod, metadata: { ...pod.metadata, labels: { app: part.app } }, status: { startTime: `2026-01-01T00:00:${String(i).padStart(2, '0')}Z` } };
}

const arbCluster = fc.tuple(fc.array(arbNode, { minLength: 1, maxLength: 5 }), fc.array(arbPod, { maxLength: 9 })).map(([nodes, pods]) => ({ nodes: nodesOf(nodes), pods: pods.map(podOf) }));
const arbRun = fc.tuple(arbCluster, arbPod.map((part) => podOf(part, 50)));

/** A cluster in which the Pods have been placed as the scheduler would. */
const settled = ({ nodes, pods }: { nodes: Node[]; pods: Pod[] }): ClusterInput => scheduleAll({ nodes }, pods).cluster;
const feasible = (cluster: ClusterInput, pod: Pod): string[] => {
  const decision = newScheduler(cluster).explain(pod);
  if (decision.kind !== 'scheduled' && decision.kind !== 'unschedulable') throw new Error(decision.kind);
  return (decision.trace?.nodes ?? []).filter((node) => node.feasible).map((node) => node.node).sort();
};
const runs = { numRuns: 150 };

describe('properties of the scheduler', () => {
  it('a placed Pod breaks no hard rule: resources, taints, cordon, ports, nodeSelector, anti-affinity', () => {
    fc.assert(
      fc.property(arbCluster, (input) => {
        const cluster = settled(input);
        for (const node of cluster.nodes) {
          const here = (cluster.pods ?? []).filter((pod) => pod.spec.nodeName === node.metadata.name);
          const cpu = here.reduce((sum, pod) => sum + toPodInfo(pod).requests.milliCPU, 0);
          expect(cpu).toBeLessThanOrEqual(Number(node.status?.allocatable?.cpu) * 1000);
          expect(here.length).toBeLessThanOrEqual(Number(node.status?.allocatable?.pods));
          if (node.spec?.unschedulable === true || (node.spec?.taints ?? []).length > 0) expect(here.every((pod) => (pod.spec.tolerations ?? []).length > 0)).toBe(true);
          expect(here.filter((pod) => pod.spec.containers[0]?.ports !== undefined).length).toBeLessThanOrEqual(1);
          for (const pod of here) {
            if (pod.spec.nodeSelector !== undefined) expect(node.metadata.labels?.[ZONE]).toBe('a');
            if (pod.spec.affinity?.podAntiAffinity !== undefined) expect(here.filter((other) => other.metadata.labels?.app === pod.metadata.labels?.app)).toHaveLength(1);
          }
        }
      }),
      runs,
    );
  });

  it('a taint that rejects never makes another node feasible', () => {
    fc.assert(
      fc.property(arbRun, fc.nat(4), ([input, pod], at) => {
        const cluster = settled(input);
        const taint: Taint = { key: 'new', effect: 'NoSchedule' };
        const nodes = cluster.nodes.map((node, i) => (i === at % cluster.nodes.length ? { ...node, spec: { ...node.spec, taints: [...(node.spec?.taints ?? []), taint] } } : node));
        const before = feasible(cluster, pod);
        // Where taints do not count for spreading, as by default, domains stay what they are.
        for (const name of feasible({ ...cluster, nodes }, pod)) expect(before).toContain(name);
      }),
      runs,
    );
  });

  it('the order of nodes and Pods changes nothing but ties', () => {
    fc.assert(
      fc.property(arbRun, ([input, pod]) => {
        const cluster = settled(input);
        const turned = { ...cluster, nodes: [...cluster.nodes].reverse(), pods: [...(cluster.pods ?? [])].reverse() };
        const view = (one: ClusterInput): unknown => {
          const decision = newScheduler(one).explain(pod);
          if (decision.kind === 'unschedulable') return [decision.failure.message, decision.failure.postFilter.kind === 'nominated' ? decision.failure.postFilter.preemption.tied : null];
          return decision.kind === 'scheduled' ? [decision.score, [...decision.tied].sort()] : decision;
        };
        expect(view(turned)).toEqual(view(cluster));
      }),
      runs,
    );
  });

  it('evicting the victims makes the Pod fit on the node, and no victim could stay', () => {
    let seen = 0;
    fc.assert(
      fc.property(arbRun, ([input, part]) => {
        const pod = { ...part, spec: { ...part.spec, priority: 10 } };
        const cluster = settled(input);
        const decision = newScheduler(cluster).explain(pod);
        if (decision.kind !== 'unschedulable' || decision.failure.postFilter.kind !== 'nominated') return;
        const without = (keys: ReadonlySet<string>): ClusterInput => ({ ...cluster, pods: (cluster.pods ?? []).filter((other) => !keys.has(podKey(other))) });
        for (const { node, victims } of decision.failure.postFilter.preemption.candidates) {
          seen += 1;
          const keys = victims.map(podKey);
          expect(victims.every((victim) => victim.spec.nodeName === node && (victim.spec.priority ?? 0) < 10)).toBe(true);
          expect(feasible(without(new Set(keys)), pod)).toContain(node);
          for (const spared of keys) expect(feasible(without(new Set(keys.filter((key) => key !== spared))), pod)).not.toContain(node);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(10);
  });

  it('the cache counts the same whether Pods come one by one, go and come again, or nodes change', () => {
    fc.assert(
      fc.property(arbRun, ([input, pod]) => {
        const cluster = settled(input);
        const fresh = newScheduler(cluster);
        const worn = newScheduler({ nodes: cluster.nodes });
        // Asking first makes the indexes, which then have to follow every change.
        worn.explain(pod);
        for (const other of cluster.pods ?? []) worn.observe(other);
        for (const other of cluster.pods ?? []) worn.observeDeleted('Pod', podKey(other));
        for (const node of cluster.nodes) worn.observe({ ...node, metadata: { ...node.metadata, labels: { [ZONE]: 'c' } } });
        for (const other of cluster.pods ?? []) worn.observe(onNode(other, other.spec.nodeName ?? ''));
        worn.observeDeleted('Node', cluster.nodes[0]?.metadata.name ?? '');
        for (const node of cluster.nodes) worn.observe(node);
        const plain = (one: ReturnType<typeof fresh.explain>): unknown => (one.kind === 'unschedulable' ? one.failure.message : one.kind === 'scheduled' ? [one.score, [...one.tied].sort()] : one);
        expect(plain(worn.explain(pod))).toEqual(plain(fresh.explain(pod)));
      }),
      runs,
    );
  });
});
