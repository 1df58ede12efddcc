import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Container, PodSpec, ResourceList } from '../../api/types';
import { chargePod, matchingResources, podUsage, usedByPods, type ChargedPod } from './index';

const container = (name: string, requests?: ResourceList, limits?: ResourceList): Container => ({ name, image: 'nginx:1.30', resources: { ...(requests && { requests }), ...(limits && { limits }) } });
const pod = (name: string, containers: Container[], more: Partial<PodSpec> = {}, status?: ChargedPod['status']): ChargedPod => ({ metadata: { name }, spec: { containers, ...more }, ...(status && { status }) });
const quota = (hard: ResourceList, used: ResourceList = Object.fromEntries(Object.keys(hard).map((name) => [name, '0']))) => ({ name: 'quota', hard, used });
const messageOf = (answer: ReturnType<typeof chargePod>) => (answer.allowed ? 'allowed' : answer.message);

/** The Pod cases of the suite `admission`, resourceQuota, with the API's own defaults (requests from limits) in place. */
describe('chargePod answers as the recorded API server', () => {
  it('to a Pod too many', () => {
    expect(messageOf(chargePod(quota({ pods: '1' }, { pods: '1' }), pod('two', [container('app')])))).toBe('pods "two" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=1, limited: pods=1');
  });

  it('to containers that do not state what the quota names', () => {
    expect(messageOf(chargePod(quota({ 'requests.cpu': '1', 'limits.cpu': '2' }), pod('web', [container('app')])))).toBe('pods "web" is forbidden: failed quota: quota: must specify limits.cpu for: app; requests.cpu for: app');
    expect(messageOf(chargePod(quota({ cpu: '1', memory: '1Gi' }), pod('web', [container('app', { cpu: '1' })])))).toBe('pods "web" is forbidden: failed quota: quota: must specify memory for: app');
  });

  it('to one and to several resources that would go over', () => {
    expect(messageOf(chargePod(quota({ 'requests.cpu': '1' }, { 'requests.cpu': '600m' }), pod('web', [container('app', { cpu: '500m' })])))).toBe('pods "web" is forbidden: exceeded quota: quota, requested: requests.cpu=500m, used: requests.cpu=600m, limited: requests.cpu=1');
    expect(chargePod(quota({ 'requests.cpu': '1' }, { 'requests.cpu': '600m' }), pod('web', [container('app', { cpu: '400m' })]))).toEqual({ allowed: true, used: { 'requests.cpu': '1' } });
    const big = pod('web', [container('app', { cpu: '1', memory: '2Gi' }, { cpu: '1', memory: '2Gi' })]);
    expect(messageOf(chargePod(quota({ pods: '2', 'requests.cpu': '1', 'limits.memory': '1Gi' }, { pods: '2', 'requests.cpu': '1', 'limits.memory': '0' }), big))).toBe(
      'pods "web" is forbidden: exceeded quota: quota, requested: limits.memory=2Gi,pods=1,requests.cpu=1, used: limits.memory=0,pods=2,requests.cpu=1, limited: limits.memory=1Gi,pods=2,requests.cpu=1',
    );
  });

  it('to init containers, by the larger of the two', () => {
    const init = pod('web', [container('app', { cpu: '100m' })], { initContainers: [container('i', { cpu: '900m' })] });
    expect(chargePod(quota({ 'requests.cpu': '1' }), init)).toEqual({ allowed: true, used: { 'requests.cpu': '900m' } });
  });

  it('to extended resources, under requests. only', () => {
    const gpu = pod('two', [container('app', { 'nvidia.com/gpu': '1' }, { 'nvidia.com/gpu': '1' })]);
    expect(messageOf(chargePod(quota({ 'requests.nvidia.com/gpu': '1' }, { 'requests.nvidia.com/gpu': '1' }), gpu))).toContain('requested: requests.nvidia.com/gpu=1');
    expect(chargePod(quota({ 'nvidia.com/gpu': '0', 'limits.nvidia.com/gpu': '0' }), gpu).allowed).toBe(true);
    expect(matchingResources(['nvidia.com/gpu', 'limits.nvidia.com/gpu', 'requests.nvidia.com/gpu', 'services'])).toEqual(['requests.nvidia.com/gpu']);
  });
});

describe('podUsage', () => {
  const done = (phase: string) => pod('done', [container('app', { cpu: '1' })], {}, { phase });
  it('charges a finished Pod for nothing but its being there', () => {
    for (const phase of ['Succeeded', 'Failed']) expect([...podUsage(done(phase)).keys()]).toEqual(['count/pods']);
    expect(usedByPods({ pods: '5', 'count/pods': '5', 'requests.cpu': '5' }, [done('Succeeded'), done('Running')])).toEqual({ pods: '1', 'count/pods': '2', 'requests.cpu': '1' });
  });

  it('lets go of a Pod whose deletion is overdue', () => {
    const lost: ChargedPod = { ...done('Running'), metadata: { name: 'lost', deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(podUsage(lost).has('requests.cpu')).toBe(true);
    expect([...podUsage(lost, true).keys()]).toEqual(['count/pods']);
  });

  it('never lets used go over hard, whatever comes in which order', () => {
    const amounts = fc.array(fc.record({ cpu: fc.integer({ min: 0, max: 900 }), phase: fc.constantFrom('Running', 'Succeeded') }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, (wanted) => {
        const hard = { 'requests.cpu': '1', pods: '4' };
        const there: ChargedPod[] = [];
        for (const [index, { cpu, phase }] of wanted.entries()) {
          const one = pod(`p-${index}`, [container('app', { cpu: `${cpu}m` })]);
          if (chargePod({ name: 'q', hard, used: usedByPods(hard, there) }, one).allowed) there.push({ ...one, status: { phase } });
        }
        const charged = there.filter(({ status }) => status?.phase === 'Running');
        expect(charged.length).toBeLessThanOrEqual(4);
        expect(charged.reduce((sum, { spec }) => sum + parseInt(spec.containers[0]!.resources!.requests!['cpu']!, 10), 0)).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 60 },
    );
  });
});
