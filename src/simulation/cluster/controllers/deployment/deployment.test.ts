import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../../api/registry';
import { ALL_KINDS } from '../../../api/kinds/all';
import type { ApiObject, Deployment, Pod } from '../../../api';
import { deliver, newCluster, passTime, request, runUntil, work } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { isPodReady } from '../../control/pods';
import { viewOf } from '../../control/view';
import { replicaSetController } from '../replicaset';
import { deploymentController } from '.';
import { maxSurge, maxUnavailable } from './session';

const CONFIG: ClusterConfig = { server: { registry: createRegistry(ALL_KINDS) }, controllers: [anyController(replicaSetController), anyController(deploymentController)] };
const START = 1_767_225_600_000_000;
const USER = { username: 'somebody' };
const PLACE = { group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user: USER };

const deployment = (replicas: number, strategy: object): ApiObject =>
  ({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, strategy: { type: 'RollingUpdate', rollingUpdate: strategy }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } },
  }) as unknown as ApiObject;

const pods = (cluster: Cluster): Pod[] => viewOf(cluster.server.store.tables).list('pods', 'default');

function makeReady(cluster: Cluster, pod: Pod): Cluster {
  const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }] };
  return request(CONFIG, cluster, { verb: 'patch', group: '', resource: 'pods', namespace: 'default', name: pod.metadata.name ?? '', subresource: 'status', patch: { status }, user: USER }).cluster;
}

const rollTo = (cluster: Cluster, image: string): Cluster =>
  request(CONFIG, cluster, { ...PLACE, verb: 'patch', patch: { spec: { template: { spec: { containers: [{ name: 'app', image }] } } } } }).cluster;

/** Does something that is possible, as the number says; everything can happen at any moment, caches lag as far as they like. */
function anyStep(cluster: Cluster, choice: number): Cluster {
  const names = CONFIG.controllers.map(({ name }) => name);
  const waiting = pods(cluster).filter((pod) => !isPodReady(pod));
  const possible = [
    ...names.map((name) => () => deliver(CONFIG, cluster, name, false)),
    ...names.map((name) => () => work(CONFIG, cluster, name)?.cluster),
    () => (waiting.length === 0 ? undefined : makeReady(cluster, waiting[choice % waiting.length]!)),
    () => passTime(CONFIG, cluster, cluster.clock.now + 1_000_000),
  ];
  return possible[choice % possible.length]!() ?? cluster;
}

/** Lets all settle, Pods becoming ready as they come. */
function settle(start: Cluster): Cluster {
  let cluster = start;
  for (let round = 0; round < 60; round += 1) {
    cluster = runUntil(CONFIG, cluster, cluster.clock.now + 2_000_000, 5_000).cluster;
    const waiting = pods(cluster).filter((pod) => !isPodReady(pod));
    if (waiting.length === 0) return cluster;
    for (const pod of waiting) cluster = makeReady(cluster, pod);
  }
  throw new Error('the rollout does not come to an end');
}

const strategies = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).filter(([surge, unavailable]) => surge + unavailable > 0);

describe('a rollout', () => {
  it('keeps to surge and unavailable at every moment and comes to its end, whatever happens in which order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), strategies, fc.array(fc.nat(1000), { maxLength: 120 }), (replicas, [surge, unavailable], choices) => {
        const asked = deployment(replicas, { maxSurge: surge, maxUnavailable: unavailable });
        let cluster = settle(request(CONFIG, newCluster(CONFIG, 3, START), { ...PLACE, verb: 'create', body: asked }).cluster);
        cluster = rollTo(cluster, 'app:2');
        const wanted = viewOf(cluster.server.store.tables).get('deployments.apps', 'default', 'web') as Deployment;
        for (const choice of choices) {
          cluster = anyStep(cluster, choice);
          expect(pods(cluster).length).toBeLessThanOrEqual(replicas + maxSurge(wanted));
          expect(pods(cluster).filter(isPodReady).length).toBeGreaterThanOrEqual(replicas - maxUnavailable(wanted));
        }
        const end = pods(settle(cluster));
        expect(end.map(({ spec }) => spec.containers[0]?.image)).toEqual(Array.from({ length: replicas }, () => 'app:2'));
      }),
      { numRuns: 40 },
    );
  });

  it('has the same history from the same seed and the same requests, and a value that was kept goes on as if nothing had been', () => {
    const play = (seed: number): string[] => {
      const first = settle(request(CONFIG, newCluster(CONFIG, seed, START), { ...PLACE, verb: 'create', body: deployment(3, { maxSurge: 1, maxUnavailable: 0 }) }).cluster);
      const kept = JSON.stringify(pods(first));
      const ends = [settle(rollTo(first, 'app:2')), settle(rollTo(first, 'app:2'))].map((one) => JSON.stringify(one.server.store.tables));
      expect(JSON.stringify(pods(first))).toBe(kept);
      expect(ends[0]).toBe(ends[1]);
      return ends;
    };
    expect(play(5)).toEqual(play(5));
    expect(play(5)).not.toEqual(play(6));
  });
});
