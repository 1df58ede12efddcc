import { describe, expect, it } from 'vitest';
import { makeNode, makePod, onNode } from './fixtures';
import { newScheduler } from './schedule-all';
import { Scheduler } from './scheduler';

describe('assume, forget and bind', () => {
  const fill = () => {
    const scheduler = newScheduler({ nodes: [makeNode('a', { allocatable: { cpu: '1' } })] });
    const pods = ['p', 'q'].map((name) => makePod(name, { cpu: '1' }));
    pods.forEach((pod) => scheduler.observe(pod));
    return { scheduler, pods };
  };
  it('a Pod counts on its node before the API says so', () => {
    const { scheduler } = fill();
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'scheduled', pod: 'default/p', node: 'a' });
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'unschedulable', pod: 'default/q', failure: { plugins: ['NodeResourcesFit'] } });
    expect(scheduler.cache.isAssumed('default/p')).toBe(true);
  });
  it('a binding that fails frees the place, and those who waited for it may try', () => {
    const { scheduler } = fill();
    scheduler.scheduleNext();
    scheduler.scheduleNext();
    scheduler.bindingFailed('default/p');
    expect(scheduler.cache.node('a')?.pods).toHaveLength(0);
    expect(scheduler.queueView()).toEqual({ active: [], backoff: { 'default/p': 1, 'default/q': 1 }, unschedulable: {}, gated: {} });
    scheduler.tick(2);
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'scheduled' });
  });
  it('a bound Pod that the API shows is counted once', () => {
    const { scheduler, pods } = fill();
    scheduler.scheduleNext();
    scheduler.observe(onNode(pods[0]!, 'a'));
    expect(scheduler.cache.node('a')?.requested.milliCPU).toBe(1000);
    expect(scheduler.cache.isAssumed('default/p')).toBe(false);
    scheduler.observeDeleted('Pod', 'default/p');
    expect(scheduler.cache.node('a')?.requested.milliCPU).toBe(0);
  });
});

describe('events', () => {
  it('a taint or cordon that goes lets every Pod try again that waits for a node, whatever the hint would say', () => {
    const scheduler = newScheduler({ nodes: [makeNode('a', { taints: [{ key: 'x', effect: 'NoSchedule' }] })] });
    scheduler.observe(makePod('picky', {}, { nodeSelector: { disk: 'ssd' }, tolerations: [{ operator: 'Exists' }] }));
    scheduler.scheduleNext();
    scheduler.observe(makeNode('a', { labels: { rack: '1' }, taints: [{ key: 'x', effect: 'NoSchedule' }] }));
    expect(scheduler.queueView().unschedulable).toEqual({ 'default/picky': ['NodeAffinity'] });
    scheduler.observe(makeNode('a', { labels: { rack: '1' } }));
    expect(scheduler.queueView().backoff).toEqual({ 'default/picky': 1 });
  });
});

describe('what happens while a Pod is looked at', () => {
  it('a nominated Pod keeps its place against Pods that matter no more', () => {
    const scheduler = newScheduler({ nodes: [makeNode('a', { allocatable: { cpu: '2' } })], pods: [makePod('small', { cpu: '2' }, { nodeName: 'a', priority: 1 })] });
    scheduler.observe(makePod('big', { cpu: '2' }, { priority: 100 }));
    const first = scheduler.scheduleNext();
    expect(first).toMatchObject({ kind: 'unschedulable', failure: { postFilter: { kind: 'nominated', preemption: { chosen: { node: 'a' } } } } });
    scheduler.observeDeleted('Pod', 'default/small');
    expect(scheduler.explain(makePod('late', { cpu: '1' }, { priority: 50 }))).toMatchObject({ kind: 'unschedulable' });
    expect(scheduler.explain(makePod('higher', { cpu: '1' }, { priority: 200 }))).toMatchObject({ kind: 'scheduled' });
    scheduler.tick(2);
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'scheduled', pod: 'default/big' });
  });
  it('volumes promised to one Pod are not offered to the next', () => {
    const scheduler = new Scheduler();
    scheduler.observe(makeNode('a'));
    scheduler.observe({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'local' }, provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer' });
    scheduler.observe({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'local' }, status: { phase: 'Available' } });
    for (const name of ['p', 'q']) {
      scheduler.observe({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'local', resources: { requests: { storage: '1Gi' } } } });
      scheduler.observe(makePod(name, {}, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }] }));
    }
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'scheduled' });
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'unschedulable', failure: { message: expect.stringContaining("1 node(s) didn't find available persistent volumes to bind") } });
    scheduler.bindingFailed('default/p');
    scheduler.tick(2);
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'scheduled' });
  });
});
