import { describe, expect, it } from 'vitest';
import { filterWith, makeNode, makePod, onNode, scoreWith } from '../fixtures';
import { toPodInfo } from '../cache/pod-info';
import { newNodeResourcesFit } from './node-resources-fit';

const nodeResourcesFit = newNodeResourcesFit();

const node = makeNode('n');
const reasons = (...args: Parameters<typeof filterWith> extends [unknown, ...infer R] ? R : never) => filterWith(nodeResourcesFit, ...args)?.reasons ?? [];

describe('filter', () => {
  it('fits exactly, and one byte more does not', () => {
    expect(reasons(makePod('p', { cpu: '4', memory: '8Gi' }), node)).toEqual([]);
    expect(reasons(makePod('p', { cpu: '4', memory: `${8 * 1024 ** 3 + 1}` }), node)).toEqual(['Insufficient memory']);
  });
  it('names every short resource, in upstream’s order', () => {
    const full = makeNode('n', { allocatable: { pods: '1' } });
    const pod = makePod('p', { 'nvidia.com/gpu': '1', memory: '9Gi', cpu: '5', 'ephemeral-storage': '1' });
    expect(reasons(pod, full, [makePod('q')])).toEqual(['Too many pods', 'Insufficient cpu', 'Insufficient memory', 'Insufficient ephemeral-storage', 'Insufficient nvidia.com/gpu']);
  });
  it('is unresolvable only where the empty node would be too small', () => {
    expect(filterWith(nodeResourcesFit, makePod('p', { cpu: '3' }), node, [makePod('q', { cpu: '2' })])).toMatchObject({ code: 'Unschedulable', params: [{ resource: 'cpu', requested: 3000, used: 2000, capacity: 4000 }] });
    expect(filterWith(nodeResourcesFit, makePod('p', { cpu: '5' }), node)?.code).toBe('UnschedulableAndUnresolvable');
  });
  it('a Pod without requests fits a full node while there is room for a Pod', () => {
    expect(reasons(makePod('p'), node, [makePod('q', { cpu: '4', memory: '8Gi' })])).toEqual([]);
  });
});

describe('what a Pod requests (component-helpers resource.PodRequests)', () => {
  const container = (name: string, cpu: string, restartPolicy?: string) => ({ name, image: 'i', resources: { requests: { cpu } }, ...(restartPolicy === undefined ? {} : { restartPolicy }) });
  it.each([
    ['containers add up', { containers: [container('a', '1'), container('b', '500m')] }, 1500],
    ['the largest init container counts if larger', { containers: [container('a', '1')], initContainers: [container('i', '3'), container('j', '2')] }, 3000],
    ['sidecars run beside the containers', { containers: [container('a', '1')], initContainers: [container('s', '500m', 'Always')] }, 1500],
    ['an init container needs the sidecars before it too', { containers: [container('a', '1')], initContainers: [container('s', '1', 'Always'), container('i', '3')] }, 4000],
    ['but not those after it', { containers: [container('a', '1')], initContainers: [container('i', '3'), container('s', '1', 'Always')] }, 3000],
    ['overhead comes on top', { containers: [container('a', '1')], overhead: { cpu: '250m' } }, 1250],
    ['pod-level requests replace the sum', { containers: [container('a', '1')], resources: { requests: { cpu: '2' } } }, 2000],
    ['pod-level limits become requests', { containers: [{ name: 'a', image: 'i' }], resources: { limits: { cpu: '2' } } }, 2000],
  ])('%s', (_, spec, milliCPU) => expect(toPodInfo(makePod('p', {}, spec)).requests.milliCPU).toBe(milliCPU));
});

/** LeastAllocated over cpu and memory, as least_allocated_test.go works it out. */
describe('score', () => {
  const small = makeNode('a', { allocatable: { cpu: '4000m', memory: '10000' } });
  const big = makeNode('b', { allocatable: { cpu: '6000m', memory: '10000' } });
  it('nothing requested counts as 100m and 200Mi', () => {
    expect(scoreWith(nodeResourcesFit, makePod('p'), [node])?.raw).toEqual([Math.floor((Math.floor((3900 * 100) / 4000) + Math.floor(((8192 - 200) * 100) / 8192)) / 2)]);
  });
  it('requests on nodes of different size', () => {
    // a: ((4000-3000)*100)/4000 = 25, ((10000-5000)*100)/10000 = 50, so 37; b: 50 and 50.
    expect(scoreWith(nodeResourcesFit, makePod('p', { cpu: '3000m', memory: '5000' }), [small, big])?.raw).toEqual([37, 50]);
  });
  it('counts the Pods that are there', () => {
    // a: (4000-6000 < 0) 0 and 50, so 25; b: 0 and (10000-10000) 0.
    const bound = [onNode(makePod('x', { cpu: '3000m', memory: '0' }), 'a'), onNode(makePod('y', { cpu: '3000m', memory: '5000' }), 'b')];
    expect(scoreWith(nodeResourcesFit, makePod('p', { cpu: '3000m', memory: '5000' }), [small, big], bound)?.raw).toEqual([25, 0]);
  });
});
