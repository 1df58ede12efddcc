import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../api';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import { request, runUntil } from '../../cluster';
import type { Cluster } from '../../cluster';
import { defaultCluster, nodeSettings } from '../../default-cluster';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const { config, cluster: booted } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [nodeSettings('one', 0, { catalogue: { app: { words: ['present'] } } })], now: START - 5 * SECOND });

const create = (cluster: Cluster, resource: string, body: object): Cluster => request(config, cluster, { verb: 'create', group: '', resource, namespace: 'default', body: body as ApiObject, user }).cluster;
const pass = (cluster: Cluster, seconds: number): Cluster => runUntil(config, cluster, cluster.clock.now + seconds * SECOND).cluster;
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } };
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'default', labels: { app: 'web' } }, spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'app', image: 'app:1' }] } };

/** What the Service's slice and its Endpoints say. */
function said(cluster: Cluster): readonly unknown[] {
  const { answer } = request(config, cluster, { verb: 'list', group: 'discovery.k8s.io', resource: 'endpointslices', namespace: 'default', labelSelector: 'kubernetes.io/service-name=web,endpointslice.kubernetes.io/managed-by=endpointslice-controller.k8s.io', user });
  const read = request(config, cluster, { verb: 'get', group: '', resource: 'endpoints', namespace: 'default', name: 'web', user }).answer;
  return ['list' in answer ? answer.list[0] : undefined, 'object' in read ? read.object : undefined].map((one) => one?.metadata.annotations?.['endpoints.kubernetes.io/last-change-trigger-time']);
}

describe('the change that endpoints answer to', () => {
  const created = pass(create(pass(booted, 5), 'services', service), 10);
  const running = pass(create(created, 'pods', pod), 10);

  it('is a new Service, and then a Pod that has become ready', () => {
    expect(said(created)).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z']);
    const { answer } = request(config, running, { verb: 'get', group: '', resource: 'pods', namespace: 'default', name: 'a', user });
    const ready = 'object' in answer ? (answer.object as unknown as { readonly status: { readonly conditions: readonly { readonly type: string; readonly lastTransitionTime: string }[] } }).status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime : undefined;
    expect(ready).toMatch(/^2026-01-01T00:00:1\dZ$/);
    expect(said(running)).toEqual([ready, ready]);
  });

  it('is that a Pod which goes is ready no more, of Endpoints that it leaves at once none', () => {
    const deleted = request(config, running, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: 'a', user }).cluster;
    expect(said(pass(deleted, 40))).toEqual([expect.stringMatching(/^2026-01-01T00:00:2\dZ$/), undefined]);
  });
});
