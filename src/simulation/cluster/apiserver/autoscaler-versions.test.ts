import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { emptyStore, objectsIn } from '../store/store';
import { handle } from './handle';
import type { Answer, ApiServer, Request } from './types';

const CONFIG = { registry: createRegistry(ALL_KINDS) };
const NOW = 1_767_225_600_000_000;
const EMPTY: ApiServer = { store: emptyStore(), random: { state: 7 } };
const HPAS = { group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace: 'default', user: { username: 'somebody' } } as const;

const autoscaler = (spec: object): ApiObject => ({ apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...spec } }) as unknown as ApiObject;
const ask = (server: ApiServer, more: Partial<Request>) => handle(CONFIG, server, { verb: 'get', ...HPAS, ...more }, NOW);
const objectOf = (answer: Answer): ApiObject => ('object' in answer ? answer.object : expect.fail(JSON.stringify(answer)));

describe('an autoscaler written in autoscaling/v1', () => {
  const made = ask(EMPTY, { verb: 'create', version: 'v1', name: 'web', body: autoscaler({ maxReplicas: 3, targetCPUUtilizationPercentage: 50 }) });

  it('is kept as autoscaling/v2, and read in the version that is asked for', () => {
    expect(objectOf(made.answer)).toMatchObject({ apiVersion: 'autoscaling/v1', spec: { targetCPUUtilizationPercentage: 50 } });
    expect(objectsIn(made.server.store.tables, 'horizontalpodautoscalers.autoscaling')).toMatchObject([{ apiVersion: 'autoscaling/v2', spec: { metrics: [{ type: 'Resource', resource: { target: { averageUtilization: 50 } } }] } }]);
    expect(objectOf(ask(made.server, { name: 'web' }).answer)).toMatchObject({ apiVersion: 'autoscaling/v2' });
    expect(objectOf(ask(made.server, { name: 'web', version: 'v1' }).answer)).toMatchObject({ apiVersion: 'autoscaling/v1', spec: { minReplicas: 1, maxReplicas: 3 } });
    const listed = ask(made.server, { verb: 'list', version: 'v1' }).answer;
    expect('list' in listed ? listed.list.map(({ apiVersion }) => apiVersion) : listed).toEqual(['autoscaling/v1']);
  });

  it('is changed in either', () => {
    const patched = ask(made.server, { verb: 'patch', version: 'v1', name: 'web', patch: { spec: { targetCPUUtilizationPercentage: 70 } } });
    expect(objectOf(ask(patched.server, { name: 'web' }).answer)).toMatchObject({ spec: { metrics: [{ resource: { target: { averageUtilization: 70 } } }] } });
  });

  it('is held to what autoscaling/v2 asks', () => {
    const { answer } = ask(EMPTY, { verb: 'create', version: 'v1', name: 'web', body: autoscaler({ maxReplicas: -1 }) });
    expect('failure' in answer ? answer.failure.message : answer).toBe('HorizontalPodAutoscaler.autoscaling "web" is invalid: [spec.maxReplicas: Invalid value: -1: must be greater than or equal to 1, spec.maxReplicas: Invalid value: -1: must be greater than or equal to `minReplicas`]');
  });
});
