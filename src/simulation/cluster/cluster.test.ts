import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../api/kinds/all';
import { createRegistry } from '../api/registry';
import type { ApiObject } from '../api';
import { request, runUntil, startController, stopController } from './cluster';
import type { Cluster } from './cluster';
import { viewOf } from './control/view';
import { bootCluster, defaultConfig } from './default-cluster';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };

const template = (labels: object): object => ({ metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1' }] } });
const workloads: readonly (readonly [group: string, resource: string, object: object])[] = [
  ['apps', 'deployments', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: template({ app: 'web' }) } }],
  ['apps', 'statefulsets', { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'default' }, spec: { replicas: 2, serviceName: 'db', podManagementPolicy: 'Parallel', selector: { matchLabels: { app: 'db' } }, template: template({ app: 'db' }) } }],
  ['batch', 'jobs', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace: 'default' }, spec: { completions: 2, parallelism: 2, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'job:1' }] } } } }],
  ['', 'services', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }],
  ['', 'configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'default' }, data: { a: 'b' } }],
];

function apply(cluster: Cluster, [group, resource, object]: (typeof workloads)[number], verb: 'create' | 'delete'): Cluster {
  const body = object as ApiObject;
  const place = { group, resource, namespace: 'default', name: body.metadata.name ?? '', user: USER };
  return request(CONFIG, cluster, verb === 'create' ? { ...place, verb, body } : { ...place, verb, deleteOptions: { propagationPolicy: 'Background' } }).cluster;
}

const settle = (cluster: Cluster, seconds = 5): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + seconds * SECOND, 50_000).cluster;
const podsOf = (cluster: Cluster): number => viewOf(cluster.server.store.tables).list('pods', 'default').length;

describe('a whole cluster', () => {
  it('has its namespaces and accounts, and brings about what is declared', () => {
    const booted = bootCluster(CONFIG, 1, START);
    const view = viewOf(booted.server.store.tables);
    expect(view.list('namespaces').map(({ metadata }) => metadata.name)).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
    expect(view.list('serviceaccounts').length).toBe(4);
    const cluster = settle(workloads.reduce((one, each) => apply(one, each, 'create'), booted));
    expect(podsOf(cluster)).toBe(3 + 2 + 2);
    expect(viewOf(cluster.server.store.tables).list('endpointslices.discovery.k8s.io').length).toBe(1);
  });

  it('ends where the declarations say, in whatever order they come and whoever is stopped in between', () => {
    const names = CONFIG.controllers.map(({ name }) => name);
    const step = fc.record({ workload: fc.nat(workloads.length - 1), verb: fc.constantFrom('create' as const, 'delete' as const), stopped: fc.constantFrom(...names), wait: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let cluster = bootCluster(CONFIG, 2, START);
        for (const { workload, verb, stopped, wait } of steps) {
          cluster = settle(apply(stopController(CONFIG, cluster, stopped), workloads[workload]!, verb), wait);
          cluster = startController(CONFIG, cluster, stopped);
        }
        cluster = settle(workloads.reduce((one, each) => apply(one, each, 'create'), cluster), 20);
        expect(podsOf(cluster)).toBe(7);
        cluster = settle(workloads.reduce((one, each) => apply(one, each, 'delete'), cluster), 20);
        const view = viewOf(cluster.server.store.tables);
        expect([podsOf(cluster), view.list('replicasets.apps').length, view.list('endpointslices.discovery.k8s.io').length, view.list('controllerrevisions.apps').length]).toEqual([0, 0, 0, 0]);
      }),
      { numRuns: 12 },
    );
  });
});
