import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockerOf, decideScaleDown, decideScaleUp } from '../index';
import type { AutoscaledNode, NodeGroup, PlacedPod } from '../index';

const GIB = 1024 ** 3;
const spec = (cpu: string, memory = '256Mi') => ({ containers: [{ name: 'c', resources: { requests: { cpu, memory } } }] });
const group = (name: string, cpu: number, change: Partial<NodeGroup> = {}): NodeGroup => ({ name, free: { cpu, memory: cpu * 4 * 1024 * 1024, pods: 110 }, size: 1, min: 0, max: 5, ...change });
const waiting = (count: number, cpu: string) => Array.from({ length: count }, (_, index) => ({ name: `p${index}`, spec: spec(cpu) }));
const pod = (name: string, change: Partial<PlacedPod> = {}): PlacedPod => ({ name, namespace: 'shop', spec: spec('500m'), owner: 'Other', ...change });
const node = (name: string, pods: readonly PlacedPod[], change: Partial<AutoscaledNode> = {}): AutoscaledNode => ({ name, group: 'a', allocatable: { cpu: 4000, memory: 16 * GIB, pods: 110 }, pods, unneededFor: 700, ...change });

describe('scale-up', () => {
  it('adds as many nodes as the Pods need, of the group that wastes least', () => {
    const up = decideScaleUp(waiting(5, '900m'), [group('large', 8000), group('small', 2000)]);
    expect(up.options.map(({ group: name, nodes }) => [name, nodes])).toEqual([['large', 1], ['small', 3]]);
    expect(up.chosen?.group).toBe('small');
    expect(decideScaleUp(waiting(9, '900m'), [group('small', 2000, { max: 3 }), group('large', 8000)], { expander: 'most-pods', priorityCutoff: -10, utilizationThreshold: 0.5, unneededTime: 600, delayAfterAdd: 600, skipSystemPods: true, skipLocalStorage: true }).chosen?.group).toBe('large');
  });

  it('measures waste by CPU and memory together, of the whole machine', () => {
    const thin: NodeGroup = { ...group('thin', 2000), free: { cpu: 2000, memory: 4 * GIB, pods: 110 } };
    const wide: NodeGroup = { ...group('wide', 2000), free: { cpu: 2000, memory: 16 * GIB, pods: 110 } };
    const pods = [{ name: 'p', spec: spec('1', '2Gi') }];
    expect(decideScaleUp(pods, [wide, thin]).chosen).toMatchObject({ group: 'thin', idleCpu: 0.5, idleMemory: 0.5 });
    // Less CPU is idle in one, more memory by a larger part.
    const small: NodeGroup = { ...group('small', 1500), free: { cpu: 1500, memory: 64 * GIB, pods: 110 } };
    expect(decideScaleUp(pods, [small, thin]).chosen?.group).toBe('thin');
    const reserved: NodeGroup = { ...thin, name: 'reserved', capacity: { cpu: 4000, memory: 8 * GIB, pods: 110 } };
    expect(decideScaleUp(pods, [reserved, thin]).chosen?.group).toBe('thin');
  });

  it('adds none where it would not help, and says why', () => {
    expect(decideScaleUp(waiting(1, '5'), [group('small', 2000)])).toMatchObject({ chosen: null, helpless: ['p0'], options: [{ not: 'fitsNone' }] });
    expect(decideScaleUp(waiting(1, '1'), [group('full', 2000, { size: 5 })])).toMatchObject({ chosen: null, options: [{ not: 'atMaximum' }] });
    expect(decideScaleUp([{ name: 'batch', spec: { ...spec('1'), priority: -11 } }], [group('small', 2000)])).toMatchObject({ chosen: null, expendable: ['batch'] });
  });

  it('never goes beyond a maximum, nor puts more on a node than it has', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 100, max: 3000 }), { maxLength: 30 }), fc.integer({ min: 0, max: 6 }), (sizes, max) => {
      const pods = sizes.map((milli, index) => ({ name: `p${index}`, spec: spec(`${milli}m`) }));
      for (const option of decideScaleUp(pods, [group('g', 2000, { size: 0, max })]).options) {
        expect(option.nodes).toBeLessThanOrEqual(max);
        const used = option.placed.reduce((sum, name) => sum + sizes[Number(name.slice(1))]!, 0);
        expect(used).toBeLessThanOrEqual(option.nodes * 2000);
      }
    }));
  });
});

describe('scale-down', () => {
  const groups = [group('a', 4000, { size: 4, min: 1 })];

  it('takes a node below half whose Pods fit elsewhere, after ten minutes', () => {
    const nodes = [node('low', [pod('web')]), node('high', [pod('api', { spec: spec('2500m') })])];
    expect(decideScaleDown(nodes, groups, 3600)).toMatchObject({ remove: ['low'], looks: [{ verdict: { kind: 'remove' }, moves: { web: 'high' } }, { verdict: { kind: 'busy' } }] });
    expect(decideScaleDown([{ ...nodes[0]!, unneededFor: 300 }, nodes[1]!], groups, 3600).remove).toEqual([]);
    expect(decideScaleDown(nodes, groups, 60)).toMatchObject({ delayed: true, remove: [] });
    expect(decideScaleDown(nodes, [group('a', 4000, { size: 1, min: 1 })], 3600).looks[0]!.verdict.kind).toBe('atMinimum');
  });

  it('drains one at a time, and takes empty nodes together', () => {
    const nodes = [node('a', [pod('w1')]), node('b', [pod('w2')]), node('c', [pod('log', { owner: 'DaemonSet' })]), node('d', [])];
    expect(decideScaleDown(nodes, groups, 3600).remove).toEqual(['a', 'c', 'd']);
  });

  it('is kept by Pods that must not be moved', () => {
    const volume = (emptyDir: { medium?: string }) => ({ ...spec('1'), volumes: [{ name: 'scratch', emptyDir }] });
    expect(blockerOf(pod('bare', { owner: null }))).toBe('noOwner');
    expect(blockerOf(pod('dns', { namespace: 'kube-system' }))).toBe('system');
    expect(blockerOf(pod('dns', { namespace: 'kube-system', disruptionsAllowed: 1 }))).toBeNull();
    expect(blockerOf(pod('db', { disruptionsAllowed: 0 }))).toBe('budget');
    expect(blockerOf(pod('cache', { spec: volume({}) }))).toBe('localStorage');
    expect(blockerOf(pod('cache', { spec: volume({ medium: 'Memory' }) }))).toBeNull();
    expect(blockerOf(pod('cache', { spec: volume({}), annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' } }))).toBeNull();
    expect(blockerOf(pod('job', { annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } }))).toBe('notSafe');
    expect(blockerOf(pod('log', { owner: 'DaemonSet', spec: volume({}) }))).toBeNull();
  });

  it('is kept where its Pods fit nowhere else', () => {
    const nodes = [node('low', [pod('web', { spec: spec('1500m') })]), node('high', [pod('api', { spec: spec('3') })])];
    expect(decideScaleDown(nodes, groups, 3600).looks[0]!.verdict).toEqual({ kind: 'noPlace', pod: 'web' });
  });
});
