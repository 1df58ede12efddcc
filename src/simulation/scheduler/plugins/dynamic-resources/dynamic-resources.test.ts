import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../api';
import { askDeviceSelector } from '../../../api/cel/device-selector';
import type { Device, DeviceClass, DeviceRequest, ResourceClaim, ResourceSlice } from '../../../api/generated/types/resource.v1';
import { makeNode, makePod, onNode } from '../../fixtures';
import type { WatchedObject } from '../../objects';
import { Scheduler } from '../../scheduler';
import { newScheduling } from '../../scheduling';
import { newDynamicResources } from './index';

// pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go, within whole scheduling cycles; single answers are recorded (testdata/golden/dynamic-resources).

const API = 'resource.k8s.io/v1';
const DRIVER = 'gpu.example.com';
const parts = { dynamicResources: newDynamicResources(askDeviceSelector) };

const gpus: DeviceClass = { apiVersion: API, kind: 'DeviceClass', metadata: { name: 'gpu' }, spec: { selectors: [{ cel: { expression: `device.driver == "${DRIVER}"` } }], extendedResourceName: 'example.com/gpu' } };
const slice = (node: string, models: readonly string[]): ResourceSlice => ({
  apiVersion: API,
  kind: 'ResourceSlice',
  metadata: { name: `${node}-gpus` },
  spec: { driver: DRIVER, nodeName: node, pool: { name: node, generation: 1, resourceSliceCount: 1 }, devices: models.map((model, i) => ({ name: `gpu-${i}`, attributes: { model: { string: model } } })) },
});
const claim = (name: string, requests: readonly DeviceRequest[] = [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }]): ResourceClaim => ({
  apiVersion: API, kind: 'ResourceClaim', metadata: { name, namespace: 'default', uid: `uid-${name}` }, spec: { devices: { requests } },
});
const withClaim = (name: string, claimName = name): Pod => {
  const pod = makePod(name, {}, { resourceClaims: [{ name: 'c', resourceClaimName: claimName }] });
  return { ...pod, metadata: { ...pod.metadata, namespace: 'default', uid: `uid-${name}` } };
};

function start(...objects: readonly WatchedObject[]): Scheduler {
  const scheduler = new Scheduler({ parts });
  for (const object of [gpus, ...objects]) scheduler.observe(object);
  return scheduler;
}

/** Takes the next Pod, and writes what the scheduler wants written, the binding included. */
function settle(scheduler: Scheduler, pods: readonly Pod[]) {
  const decision = scheduler.scheduleNext();
  const writes = decision?.kind === 'scheduled' ? decision.writes : decision?.kind === 'unschedulable' && decision.failure.postFilter.kind === 'message' ? decision.failure.postFilter.writes : undefined;
  for (const { verb, object } of writes ?? []) {
    if (verb === 'delete') scheduler.observeDeleted(object.kind, `${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`);
    else if (object.kind !== 'Pod') scheduler.observe(object);
  }
  const bound = pods.find(({ metadata }) => decision?.kind === 'scheduled' && decision.pod === `default/${metadata.name ?? ''}`);
  if (decision?.kind === 'scheduled' && bound !== undefined) scheduler.observe(onNode(bound, decision.node));
  return { decision, writes };
}

describe('claims', () => {
  it('one device goes to one claim; who comes later waits, and is tried again when a device is free', () => {
    const pods = [withClaim('p'), withClaim('q')];
    const scheduler = start(makeNode('a'), slice('a', ['A']), claim('p'), claim('q'), ...pods);
    const first = settle(scheduler, pods);
    expect(first.decision).toMatchObject({ kind: 'scheduled', node: 'a' });
    expect(first.writes).toMatchObject([{ verb: 'update', object: {
      metadata: { name: 'p', finalizers: ['resource.kubernetes.io/delete-protection'] },
      status: { reservedFor: [{ resource: 'pods', name: 'p', uid: 'uid-p' }], allocation: { devices: { results: [{ request: 'gpu', driver: DRIVER, pool: 'a', device: 'gpu-0' }] } } },
    } }]);
    const second = settle(scheduler, pods);
    expect(second.decision).toMatchObject({ kind: 'unschedulable', failure: { message: '0/1 nodes are available: 1 cannot allocate all claims. still not schedulable, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.', plugins: ['DynamicResources'] } });
    scheduler.observe(claim('p'));
    expect(scheduler.queueView().backoff).toEqual({ 'default/q': 1 });
    scheduler.tick(2);
    expect(settle(scheduler, pods).decision).toMatchObject({ kind: 'scheduled', pod: 'default/q' });
  });

  it('a claim whose allocation nobody has written yet is not given to another Pod, and comes back when the binding fails', () => {
    const shared = [withClaim('p', 'one'), withClaim('q', 'one')];
    const scheduler = start(makeNode('a'), slice('a', ['A']), claim('one'), ...shared);
    scheduler.scheduleNext();
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'unschedulable', failure: { message: '0/1 nodes are available: resource claim default/one is in the process of being allocated. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.' } });
    scheduler.bindingFailed('default/p');
    scheduler.tick(2);
    expect(scheduler.scheduleNext()).toMatchObject({ kind: 'scheduled' });
  });

  it('an allocated claim binds its Pod to where the device is; one that only this Pod may use is given back', () => {
    const pods = [withClaim('p')];
    const allocated: ResourceClaim = { ...claim('p'), status: { allocation: { devices: { results: [{ request: 'gpu', driver: DRIVER, pool: 'a', device: 'gpu-0' }] }, nodeSelector: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }] } } } };
    const scheduler = start(makeNode('a', { unschedulable: true }), makeNode('b'), slice('a', ['A']), slice('b', ['B']), allocated, ...pods);
    const { decision } = settle(scheduler, pods);
    expect(decision).toMatchObject({ kind: 'unschedulable', failure: { message: expect.stringContaining('1 node(s) were unschedulable, 1 resourceclaim not available on the node. deallocation of ResourceClaim completed, preemption:') } });
    scheduler.tick(2);
    expect(settle(scheduler, pods).decision).toMatchObject({ kind: 'scheduled', node: 'b' });
  });

  it('a Pod waits at the door for a claim that is not there, and enters when it is', () => {
    const pods = [withClaim('p')];
    const scheduler = start(makeNode('a'), slice('a', ['A']), ...pods);
    expect(scheduler.queueView().gated).toEqual({ 'default/p': 'DynamicResources' });
    scheduler.observe(claim('p'));
    expect(scheduler.queueView().active).toEqual(['default/p']);
    expect(settle(scheduler, pods).decision).toMatchObject({ kind: 'scheduled' });
  });

  it('the node that has what is preferred scores more', () => {
    const selectors = (model: string) => [{ cel: { expression: `device.attributes["${DRIVER}"].model == "${model}"` } }];
    const either = claim('p', [{ name: 'gpu', firstAvailable: ['B', 'A'].map((model) => ({ name: model.toLowerCase(), deviceClassName: 'gpu', selectors: selectors(model) })) }]);
    const scheduler = start(makeNode('a'), makeNode('b'), slice('a', ['A']), slice('b', ['B']), either, withClaim('p'));
    const decision = scheduler.explain(withClaim('p'));
    const lines = decision.kind === 'scheduled' ? (decision.trace?.nodes ?? []).map(({ node, scores }) => [node, scores.find(({ plugin }) => plugin === 'DynamicResources')]) : [];
    expect(Object.fromEntries(lines)).toMatchObject({ a: { raw: 7, normalized: 87, weighted: 174 }, b: { raw: 8, normalized: 100, weighted: 200, explanation: { taken: [{ request: 'gpu/b', points: 8 }] } } });
    expect(decision).toMatchObject({ node: 'b' });
  });

  it('says for each request what the devices of a node are', () => {
    const scheduler = start(makeNode('a'), slice('a', ['A', 'B']), claim('p', [{ name: 'gpu', exactly: { deviceClassName: 'gpu', count: 2, selectors: [{ cel: { expression: `device.attributes["${DRIVER}"].model == "A"` } }] } }]));
    const decision = scheduler.explain(withClaim('p'));
    const [rejection] = decision.kind === 'unschedulable' ? (decision.trace?.nodes[0]?.filters ?? []).filter(({ verdict }) => verdict === 'reject') : [];
    expect(rejection?.params).toEqual([{ kind: 'devices', claims: [{ claim: 'p', requests: [{ request: 'gpu', wanted: 2, total: 2, notSelected: 1, inUse: 0, tainted: 0, free: 1 }] }] }]);
  });

  it('is part of the scheduler’s value: what was promised is there again after a step back', () => {
    const scheduling = newScheduling({ parts });
    const seen = [gpus, makeNode('a'), slice('a', ['A']), claim('p'), claim('q'), withClaim('p'), withClaim('q')].reduce((state, object) => scheduling.observe(state, 0, object), scheduling.empty);
    const once = scheduling.scheduleNext(seen, 0);
    expect(scheduling.scheduleNext(once.state, 0).decision).toMatchObject({ kind: 'unschedulable' });
    expect(scheduling.scheduleNext(seen, 0).decision).toEqual(once.decision);
    expect(scheduling.scheduleNext(once.state, 0).decision).toMatchObject({ kind: 'unschedulable', pod: 'default/q' });
  });
});

describe('extended resources that a DeviceClass stands for', () => {
  const wants = (name: string, count: string): Pod => {
    const pod = makePod(name, { 'example.com/gpu': count });
    return { ...pod, metadata: { ...pod.metadata, namespace: 'default', uid: `uid-${name}` } };
  };
  it('come from slices where no device plugin has them, with a claim that the scheduler makes', () => {
    const pods = [wants('p', '2'), wants('q', '1')];
    const scheduler = start(makeNode('a'), slice('a', ['A', 'B']), ...pods);
    const { decision, writes } = settle(scheduler, pods);
    expect(decision).toMatchObject({ kind: 'scheduled', node: 'a' });
    expect(writes).toMatchObject([
      { verb: 'create', object: { kind: 'ResourceClaim', metadata: { generateName: 'p-extended-resources-', annotations: { 'resource.kubernetes.io/extended-resource-claim': 'true' } }, spec: { devices: { requests: [{ name: 'container-0-request-0', exactly: { deviceClassName: 'gpu', count: 2 } }] } } } },
      { verb: 'update', object: { kind: 'Pod', status: { extendedResourceClaimStatus: { requestMappings: [{ containerName: 'c', resourceName: 'example.com/gpu', requestName: 'container-0-request-0' }] } } } },
    ]);
    expect(settle(scheduler, pods).decision).toMatchObject({ kind: 'unschedulable', failure: { plugins: ['DynamicResources'] } });
  });
  it('come from the device plugin where a node has one', () => {
    const pods = [wants('p', '1')];
    const scheduler = start(makeNode('a', { allocatable: { 'example.com/gpu': '1' } }), ...pods);
    expect(settle(scheduler, pods)).toMatchObject({ decision: { kind: 'scheduled', node: 'a' }, writes: undefined });
  });
});

describe('selectors', () => {
  const ask = (expression: string, about: Omit<Device, 'name'> = {}) => askDeviceSelector(expression, DRIVER, { name: 'd', ...about });
  it.each([
    [`device.attributes["${DRIVER}"].model == "A"`, { attributes: { model: { string: 'A' } } }, { matches: true }],
    ['device.attributes["other.example.com"].model == "A"', {}, { error: 'runtime', text: 'no such key: model' }],
    ['"model" in device.attributes["other.example.com"]', {}, { matches: false }],
    [`cel.bind(g, device.attributes["${DRIVER}"], g.version.isGreaterThan(semver("1.9.0")))`, { attributes: { version: { version: '1.10.0' } } }, { matches: true }],
    [`device.capacity["${DRIVER}"].memory.compareTo(quantity("40Gi")) >= 0`, { capacity: { memory: { value: '48Gi' } } }, { matches: true }],
    ['device.allowMultipleAllocations', {}, { matches: false }],
    ['"x"', {}, { error: 'compile', text: 'must evaluate to bool or the unknown type, not string' }],
  ])('%s', (expression, device, wanted) => expect(ask(expression, device)).toEqual(wanted));
});
