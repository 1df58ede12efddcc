import { describe, expect, it } from 'vitest';
import { containerCgroup } from '../index';
import type { ContainerCgroupOptions } from '../index';
import type { Container, PodSpec } from '../../api';

const GIB = 1024 ** 3;

function files(resources: Container['resources'], options: Partial<ContainerCgroupOptions> = {}, pod: Partial<PodSpec> = {}): Readonly<Record<string, string>> {
  const container: Container = { name: 'c', resources };
  return containerCgroup({ containers: [container], ...pod }, container, { nodeMemory: 8 * GIB, allocatableMemory: 7 * GIB, ...options }).files;
}

describe('a container’s cgroup (generateLinuxContainerResources)', () => {
  it('has requests and limits as files', () => {
    expect(files({ requests: { cpu: '250m', memory: '1Mi' }, limits: { cpu: '500m', memory: '64Mi' } })).toEqual({
      'cpu.weight': '35', 'cpu.max': '50000 100000', 'memory.max': '67108864', 'memory.swap.max': '0', 'memory.oom.group': '1',
    });
    expect(files({})).toMatchObject({ 'cpu.weight': '1', 'cpu.max': 'max 100000', 'memory.max': 'max' });
    expect(files({ limits: { cpu: '1' } })).toMatchObject({ 'cpu.weight': '100' });
  });

  it('takes the Pod’s limits where it has none of its own', () => {
    expect(files({}, {}, { resources: { limits: { cpu: '2', memory: '1Gi', 'hugepages-2Mi': '4Mi' } } })).toMatchObject({
      'cpu.max': '200000 100000', 'memory.max': String(GIB), 'hugetlb.2MB.max': '4194304',
    });
  });

  it('brakes at nine tenths of the way to the limit, with MemoryQoS only', () => {
    const resources = { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } };
    expect(files(resources)).not.toHaveProperty(['memory.high']);
    const braked = files(resources, { memoryQoS: 'TieredReservation' });
    expect(braked['memory.low']).toBe(String(GIB));
    expect(Number(braked['memory.high'])).toBe(Math.floor((1.9 * GIB) / 4096) * 4096);
    expect(files({ limits: { memory: '1Gi' }, requests: { memory: '1Gi' } }, { memoryQoS: 'None' })).toMatchObject({ 'memory.min': '0', 'memory.low': '0' });
  });

  it('shares swap out by request, and only to Burstable Pods', () => {
    const burstable = { requests: { memory: '2Gi' } };
    expect(files(burstable, { limitedSwap: 4 * GIB })['memory.swap.max']).toBe(String(GIB));
    expect(files({ requests: { cpu: '1' } }, { limitedSwap: 4 * GIB })['memory.swap.max']).toBe('0');
    expect(files({ requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } }, { limitedSwap: 4 * GIB })['memory.swap.max']).toBe('0');
  });
});
