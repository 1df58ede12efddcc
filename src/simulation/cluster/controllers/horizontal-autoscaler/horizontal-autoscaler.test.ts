import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import { request, runUntil } from '../../cluster';
import type { Cluster } from '../../cluster';
import { viewOf } from '../../control/view';
import { bootCluster, defaultConfig } from '../../default-cluster';
import type { MetricsSource } from '.';

const REGISTRY = createRegistry(ALL_KINDS);
const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };

/** Every Pod uses the same number of thousandths of a core. */
const everyPodUses = (cpu: number): MetricsSource => (view, namespace, now) => ({
  resource: view.list('pods', namespace).map(({ metadata }) => ({ pod: metadata.name ?? '', at: now / SECOND, window: 30, containers: [{ name: 'app', usage: { cpu } }] })),
});

const deployment = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1', resources: { requests: { cpu: '100m' } } }] } } },
};
const autoscaler = (kind: string): object => ({
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'default' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name: 'web' }, minReplicas: 1, maxReplicas: 10, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }] },
});

function play(cpu: number, kind = 'Deployment', second = false): Cluster {
  const config = defaultConfig(REGISTRY, [], everyPodUses(cpu));
  const create = (cluster: Cluster, group: string, resource: string, body: object): Cluster =>
    request(config, cluster, { verb: 'create', group, resource, namespace: 'default', name: 'web', body: body as ApiObject, user: USER }).cluster;
  let cluster = create(create(bootCluster(config, 1, START), 'apps', 'deployments', deployment), 'autoscaling', 'horizontalpodautoscalers', autoscaler(kind));
  if (second) {
    const body = { ...autoscaler(kind), metadata: { name: 'other', namespace: 'default' } } as unknown as ApiObject;
    cluster = request(config, cluster, { verb: 'create', group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace: 'default', name: 'other', body, user: USER }).cluster;
  }
  for (let looks = 0; looks < 3; looks += 1) {
    for (const { metadata } of viewOf(cluster.server.store.tables).list('pods', 'default')) {
      const at = '2025-12-31T00:00:00Z';
      const status = { phase: 'Running', startTime: at, conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at }] };
      cluster = request(config, cluster, { verb: 'patch', group: '', resource: 'pods', namespace: 'default', name: metadata.name ?? '', subresource: 'status', patch: { status }, user: USER }).cluster;
    }
    cluster = runUntil(config, cluster, cluster.clock.now + 20 * SECOND, 20_000).cluster;
  }
  return cluster;
}

const view = (cluster: Cluster) => viewOf(cluster.server.store.tables);

describe('a HorizontalPodAutoscaler in a cluster', () => {
  it('scales its target through the subresource, and says so', () => {
    const cluster = play(100);
    expect(view(cluster).get('deployments.apps', 'default', 'web')?.spec.replicas).toBeGreaterThan(2);
    const hpa = view(cluster).get('horizontalpodautoscalers.autoscaling', 'default', 'web');
    expect(hpa?.status?.conditions?.find(({ type }) => type === 'AbleToScale')?.status).toBe('True');
    expect(view(cluster).list('events').map(({ reason }) => reason)).toContain('SuccessfulRescale');
  });

  it('scales no Pods that another one counts as well', () => {
    const hpa = view(play(50, 'Deployment', true)).get('horizontalpodautoscalers.autoscaling', 'default', 'web');
    expect(hpa?.status?.conditions?.find(({ type }) => type === 'ScalingActive')).toMatchObject({ status: 'False', reason: 'AmbiguousSelector', message: 'pods by selector app=web are controlled by multiple HPAs: [default/other default/web]' });
  });

  it('leaves a target alone that uses what it should, and one that is not there', () => {
    expect(view(play(50)).get('deployments.apps', 'default', 'web')?.spec.replicas).toBe(2);
    const lost = view(play(100, 'StatefulSet')).get('horizontalpodautoscalers.autoscaling', 'default', 'web');
    expect(lost?.status?.conditions?.[0]).toMatchObject({ type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message: 'the HPA controller was unable to get the target\'s current scale: statefulsets.apps "web" not found' });
  });
});
