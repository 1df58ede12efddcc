import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareQuantity, quantityOf } from '../../api/quantity';
import { readRefusal } from '../../policy/quota';
import { runQuotaLab, type LabAction } from './lab';
import { SHAPES } from './objects';
import { shownDeployment, shownEvents, shownQuota, shownReplicaSet, sumOf } from './shown';

const quota = (hard: Readonly<Record<string, string>>): LabAction => ({ do: 'quota', hard });
const HALF = quota({ pods: '5', 'requests.cpu': '500m' });
const web = (replicas: number): LabAction => ({ do: 'deployment', shape: 'web', replicas });

describe('a namespace under a quota', () => {
  it('lets a Deployment come to 2 of 5, and says why at the ReplicaSet', () => {
    const { deployment, pods, replicaSets, events, refused, answer } = runQuotaLab([HALF, web(5)]);
    expect(answer).toBeUndefined();
    expect([deployment?.status?.readyReplicas, deployment?.status?.replicas, pods.length]).toEqual([2, 2, 2]);
    const words = 'is forbidden: exceeded quota: team-a, requested: requests.cpu=200m, used: requests.cpu=400m, limited: requests.cpu=500m';
    for (const one of [deployment, ...replicaSets]) expect(one?.status?.conditions?.find(({ type }) => type === 'ReplicaFailure')).toMatchObject({ status: 'True', reason: 'FailedCreate', message: expect.stringContaining(words) });
    expect(events.length).toBeGreaterThan(0);
    expect(events.every(({ reason, involvedObject }) => reason === 'FailedCreate' && involvedObject.kind === 'ReplicaSet')).toBe(true);
    expect(refused).toMatchObject([{ action: 1, by: 'replicaset-controller', message: expect.stringContaining(words) }]);
    expect(readRefusal(refused[0]!.message)).toEqual({ kind: 'exceeded', quota: 'team-a', charges: [{ resource: 'requests.cpu', asked: '200m', used: '400m', hard: '500m' }] });
  });

  it('takes the rest as soon as there is room', () => {
    expect(runQuotaLab([HALF, web(5), quota({ pods: '5', 'requests.cpu': '1' })]).deployment?.status?.readyReplicas).toBe(5);
  });

  it('demands what it counts, which a LimitRange fills in for new Pods alone', () => {
    const bare: LabAction = { do: 'deployment', shape: 'bare', replicas: 3 };
    const without = runQuotaLab([HALF, bare]);
    expect(without.pods).toEqual([]);
    expect(readRefusal(without.refused[0]!.message)).toEqual({ kind: 'missing', quota: 'team-a', resources: ['requests.cpu'] });
    const filled = runQuotaLab([HALF, { do: 'limits', item: { defaultRequest: { cpu: '100m' } } }, bare]);
    expect(filled.deployment?.status?.readyReplicas).toBe(3);
    expect(filled.quota?.status?.used).toEqual({ pods: '3', 'requests.cpu': '300m' });
  });

  it('refuses a request above the limit that a LimitRange gives by default', () => {
    expect(runQuotaLab([HALF, { do: 'limits', item: { default: { cpu: '300m' } } }, { do: 'pod', shape: 'big' }]).answer).toBe(
      'Pod "big-3" is invalid: spec.containers[0].resources.requests: Invalid value: "500m": must be less than or equal to cpu limit of 300m',
    );
    expect(runQuotaLab([HALF, { do: 'limits', item: { max: { cpu: '400m' } } }, { do: 'pod', shape: 'big' }]).answer).toContain('cpu');
  });

  it('lets go of a finished Pod, but not of the object', () => {
    const { quota: counted } = runQuotaLab([quota({ pods: '5', 'count/pods': '6', 'requests.cpu': '1' }), { do: 'pod', shape: 'web' }, { do: 'pod', shape: 'job' }]);
    expect(counted?.status?.used).toEqual({ 'count/pods': '2', pods: '1', 'requests.cpu': '200m' });
  });

  it('a rollout under a full quota waits for the room that its surge would take', () => {
    const { deployment, refused } = runQuotaLab([quota({ pods: '2' }), { do: 'deployment', shape: 'small', replicas: 2 }, { do: 'deployment', shape: 'web', replicas: 2 }]);
    expect(deployment?.status?.updatedReplicas ?? 0).toBe(0);
    expect(refused.at(-1)?.message).toContain('exceeded quota: team-a, requested: pods=1, used: pods=2, limited: pods=2');
  });

  it('a rollout to smaller Pods stops where the old ones hold the quota and may not become fewer', () => {
    const small: LabAction = { do: 'deployment', shape: 'small', replicas: 5 };
    const stuck = runQuotaLab([HALF, web(5), small]);
    expect([stuck.deployment?.status?.readyReplicas, stuck.quota?.status?.used?.['requests.cpu']]).toEqual([3, '500m']);
    expect(runQuotaLab([HALF, web(5), { ...small, replicas: 0 }, small]).deployment?.status?.readyReplicas).toBe(5);
  });

  it('never counts more than it may, whatever is done', () => {
    const shape = fc.constantFrom(...SHAPES);
    const cpu = { 'requests.cpu': '1', pods: '4' };
    const action: fc.Arbitrary<LabAction> = fc.oneof(
      fc.record({ do: fc.constant('pod' as const), shape }),
      fc.record({ do: fc.constant('deployment' as const), shape, replicas: fc.nat(6) }),
      fc.constantFrom<LabAction>({ do: 'limits', item: { defaultRequest: { cpu: '100m' } } }, { do: 'limits', item: { max: { cpu: '400m' } } }, { do: 'limits', item: null }, { do: 'delete', name: 'web-2' }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 6 }), (actions) => {
        const { quota: counted, pods, refused } = runQuotaLab([quota(cpu), ...actions]);
        const running = pods.filter(({ status }) => status?.phase === 'Running');
        expect(compareQuantity(quantityOf(counted?.status?.used?.['requests.cpu']), quantityOf('1'))).toBeLessThanOrEqual(0);
        expect(counted?.status?.used?.pods).toBe(String(running.length));
        expect(running.length).toBeLessThanOrEqual(4);
        for (const { message } of refused) expect(message).toMatch(/forbidden|invalid/);
      }),
      { numRuns: 15 },
    );
  });
});

describe('what kubectl shows of it', () => {
  const world = runQuotaLab([HALF, web(5)]);

  it('a number at the Deployment, the reason at the ReplicaSet', () => {
    expect(shownDeployment(world)).toBe('NAME   READY   UP-TO-DATE   AVAILABLE\nweb    2/5     2            2');
    expect(shownReplicaSet(world)).toContain('reason: FailedCreate');
    expect(shownEvents(world)).toMatch(/^TYPE +REASON +OBJECT +MESSAGE\nWarning +FailedCreate +replicaset\/web-[a-z0-9]+ +(Error creating: |\(combined from similar events\): Error creating: )pods "web-/);
    expect(shownQuota(world)).toBe('Resource       Used   Hard\n--------       ----   ----\npods           2      5\nrequests.cpu   400m   500m');
    expect(sumOf('400m', '200m')).toBe('600m');
  });
});
