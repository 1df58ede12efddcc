import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api';
import { podsToPreempt } from './preemption';
import type { Resident } from './preemption';

const sized = (uid: string, amount: string, limits = false, priority?: number): Resident => {
  const list = { cpu: `${amount}m`, memory: `${amount}Mi` };
  const resources = amount === '' ? {} : { requests: list, ...(limits ? { limits: list } : {}) };
  return { uid, pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: uid }, spec: { ...(priority === undefined ? {} : { priority }), containers: [{ name: 'app', image: 'app:1', resources }] } } as Pod };
};

const [cluster, node] = [sized('cluster', '100', false, 2_000_000_000), sized('node', '100', false, 2_000_000_100)];
const [bestEffort, burstable, guaranteed, bigBurstable, bigGuaranteed] = [sized('best-effort', ''), sized('burstable', '100'), sized('guaranteed', '100', true), sized('big-burstable', '300'), sized('big-guaranteed', '300', true)];

const chosen = (preemptor: Resident, pods: readonly Resident[], cpu: number, memory: number, count: number): readonly string[] | string => {
  const wanted = [{ name: 'cpu', quantity: cpu }, { name: 'memory', quantity: memory * 1024 * 1024 }, { name: 'pods', quantity: count }].filter(({ quantity }) => quantity > 0);
  const found = podsToPreempt(preemptor, pods, wanted);
  return typeof found === 'string' ? found : found.map(({ uid }) => uid);
};

describe('room for a critical Pod (TestGetPodsToPreempt)', () => {
  it('is made by the Pods that matter least and ask for no more than is missing', () => {
    expect(chosen(cluster, [], 0, 0, 0)).toEqual([]);
    expect(chosen(cluster, [burstable], 100, 100, 1)).toEqual(['burstable']);
    expect(chosen(cluster, [burstable, bestEffort], 0, 0, 1)).toEqual(['best-effort']);
    expect(chosen(cluster, [burstable, guaranteed], 0, 0, 1)).toEqual(['burstable']);
    expect(chosen(cluster, [bestEffort, bigBurstable, burstable], 100, 100, 0)).toEqual(['burstable']);
    expect(chosen(cluster, [bestEffort, burstable, bigBurstable], 150, 150, 0)).toEqual(['big-burstable']);
    expect([...chosen(cluster, [bestEffort, burstable, bigBurstable, guaranteed, bigGuaranteed], 350, 350, 0)].sort()).toEqual(['big-burstable', 'burstable']);
    expect(chosen(cluster, [bestEffort, burstable, bigBurstable, guaranteed, bigGuaranteed], 0, 550, 0)).toEqual(['big-burstable', 'big-guaranteed']);
  });

  it('comes from critical Pods only for one that matters more, and from none where it would not be enough', () => {
    expect(chosen(node, [cluster], 100, 0, 0)).toEqual(['cluster']);
    expect(chosen(cluster, [node], 100, 0, 0)).toBe('no set of running pods found to reclaim resources: [(res: cpu, q: 100), ]');
    expect(chosen(cluster, [burstable], 200, 0, 2)).toBe('no set of running pods found to reclaim resources: [(res: cpu, q: 100), (res: pods, q: 1), ]');
  });
});
