import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../api';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { bootCluster, defaultConfig } from '../../default-cluster';
import { request, runUntil } from '../../cluster';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };
const CONFIG = defaultConfig(createRegistry(KINDS_WITHOUT_EXPRESSIONS));

const QUOTA: ApiObject = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none', namespace: 'default' }, spec: { hard: { pods: '0' } } } as never;
const JOB: ApiObject = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace: 'default' }, spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'job:1' }] } } } } as never;

describe('a Job whose Pods are refused', () => {
  it('is tried again after a second, twice as long each time and at the latest after a minute', () => {
    const put = (group: string, resource: string, body: ApiObject) => ({ verb: 'create' as const, group, resource, namespace: 'default', name: body.metadata.name ?? '', body, user: USER });
    const limited = runUntil(CONFIG, request(CONFIG, bootCluster(CONFIG, 1, START), put('', 'resourcequotas', QUOTA)).cluster, START + SECOND).cluster;
    const { happened } = runUntil(CONFIG, request(CONFIG, limited, put('batch', 'jobs', JOB)).cluster, START + 310 * SECOND);
    const tried = happened.flatMap((one) => (one.kind === 'request' && one.request.verb === 'create' && one.request.resource === 'pods' ? [Math.round((one.at - START) / SECOND)] : []));
    expect(tried.slice(1).map((at, index) => at - tried[index]!)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });
});
