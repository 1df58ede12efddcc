import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api';
import type { Request } from '../apiserver/types';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { viewOf } from '../control/view';
import { bootCluster, defaultConfig } from '../default-cluster';
import { componentNames, startComponent, stopComponent } from '.';
import type { ComponentName } from '.';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const SECOND = 1_000_000;
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const booted = bootCluster(CONFIG, 4, 1_767_225_600_000_000);

const run = (cluster: Cluster, seconds: number): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + seconds * SECOND, 100_000).cluster;
const stop = (cluster: Cluster, ...names: ComponentName[]): Cluster => names.reduce((one, name) => stopComponent(CONFIG, one, name), cluster);
const start = (cluster: Cluster, ...names: ComponentName[]): Cluster => names.reduce((one, name) => startComponent(CONFIG, one, name), cluster);

function ask(cluster: Cluster, asked: Omit<Request, 'user'>) {
  const { cluster: after, answer } = request(CONFIG, cluster, { ...asked, user });
  return { cluster: after, why: 'failure' in answer ? answer.failure : undefined };
}

const list = (more: Partial<Request> = {}): Omit<Request, 'user'> => ({ verb: 'list', group: '', resource: 'pods', namespace: 'default', ...more });
const web = (replicas: number): ApiObject => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } },
}) as unknown as ApiObject;
const create = (cluster: Cluster, replicas: number) => ask(cluster, { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', body: web(replicas) });
const pods = (cluster: Cluster): number => viewOf(cluster.server.store.tables).list('pods', 'default').length;

describe('components that stop', () => {
  it('refuses connections without an API server, and what runs catches up afterwards', () => {
    const stopped = stop(run(create(booted, 2).cluster, 1), 'kube-apiserver');
    expect(ask(stopped, list()).why).toMatchObject({ code: 0, transport: 'refused', message: 'dial tcp: connect: connection refused' });
    const back = run(start(run(stopped, 20), 'kube-apiserver'), 4);
    const scaled = ask(back, { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', patch: { spec: { replicas: 5 } } });
    expect(scaled.why).toBeUndefined();
    // The watches of the controller manager come back within a minute.
    expect(pods(run(scaled.cluster, 70))).toBe(5);
  });

  it('goes on with two members of etcd, answers with a time-out from one, and after the deadline without any', () => {
    expect(ask(stop(booted, 'etcd-1'), list()).why).toBeUndefined();
    expect(ask(stop(booted, 'etcd-1', 'etcd-0'), list()).why).toMatchObject({ code: 500, message: 'etcdserver: request timed out' });
    const none = stop(booted, 'etcd-0', 'etcd-1', 'etcd-2');
    expect(ask(none, list()).why).toMatchObject({ code: 504, message: 'the server was unable to return a response in the time allotted, but may still be processing the request (get pods)', took: 60 * SECOND });
    expect(ask(none, list({ resourceVersion: '0' })).why).toBeUndefined();
    expect(create(none, 1).why).toMatchObject({ code: 504, message: 'Timeout: request did not complete within requested timeout - context deadline exceeded' });
    expect(create(start(none, 'etcd-0', 'etcd-2'), 1).why).toBeUndefined();
  });

  it('makes no Pods without a controller manager, and all of them when it is back', () => {
    const without = run(create(stop(booted, 'kube-controller-manager'), 3).cluster, 10);
    expect(pods(without)).toBe(0);
    expect(pods(run(start(without, 'kube-controller-manager'), 5))).toBe(3);
  });

  it('ends where the declarations say, whatever is stopped and started in between', () => {
    const names = componentNames([]);
    const step = fc.record({ name: fc.constantFrom(...names), stops: fc.boolean(), replicas: fc.nat(4), seconds: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), fc.nat(4), (steps, wanted) => {
        let cluster = booted;
        for (const { name, stops, replicas, seconds } of steps) {
          cluster = stops ? stop(cluster, name) : start(cluster, name);
          const patched = ask(cluster, { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', patch: { spec: { replicas } } });
          cluster = run(patched.why?.code === 404 ? create(cluster, replicas).cluster : patched.cluster, seconds);
        }
        cluster = run(start(cluster, ...names), 10);
        const last = ask(cluster, { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', patch: { spec: { replicas: wanted } } });
        cluster = last.why === undefined ? last.cluster : create(cluster, wanted).cluster;
        // A key that failed for long is back within 1000 s, a watch within a minute.
        expect(pods(run(cluster, 1100))).toBe(wanted);
      }),
      { numRuns: 15 },
    );
  });
});
