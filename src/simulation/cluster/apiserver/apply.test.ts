import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { Deployment } from '../../api/generated/types/apps.v1';
import type { JsonObject } from '../../api/patch/merge-patch';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { bootCluster, defaultConfig } from '../default-cluster';
import { objectAt } from '../store/store';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const SECOND = 1_000_000;
const booted = bootCluster(CONFIG, 9, 1_767_225_600_000_000);
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const place = { group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user };

const settle = (cluster: Cluster): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + 2 * SECOND).cluster;
const stored = (cluster: Cluster) => objectAt(cluster.server.store.tables, 'deployments.apps', 'default/web') as Deployment | undefined;

const deployment = (spec: object, metadata: object = {}): JsonObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default', ...metadata }, spec }) as JsonObject;
const whole = (replicas?: number, image = 'app:1') =>
  deployment({ ...(replicas === undefined ? {} : { replicas }), selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } } });

function apply(cluster: Cluster, patch: JsonObject, fieldManager = 'kubectl', force = false) {
  const handled = request(CONFIG, cluster, { ...place, verb: 'patch', patchType: 'apply', patch, fieldManager, force });
  return { cluster: handled.cluster, said: 'failure' in handled.answer ? handled.answer.failure.message : '', code: 'failure' in handled.answer ? handled.answer.failure.code : handled.answer.code };
}

describe('server-side apply', () => {
  it('creates, and writes nothing where nothing changes, whatever the controllers have written in between', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ replicas: fc.nat(3), image: fc.constantFrom('app:1', 'app:2'), settles: fc.boolean() }), { minLength: 1, maxLength: 4 }), (steps) => {
        let cluster = booted;
        for (const { replicas, image, settles } of steps) {
          const applied = apply(cluster, whole(replicas, image));
          expect(applied.said).toBe('');
          cluster = settles ? settle(applied.cluster) : applied.cluster;
          expect(apply(cluster, whole(replicas, image)).cluster.server.store.revision).toBe(cluster.server.store.revision);
          expect(stored(cluster)?.spec).toMatchObject({ replicas, template: { spec: { containers: [{ image }] } } });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('refuses what somebody else owns unless it is forced', () => {
    const made = apply(booted, whole(2));
    expect(made.code).toBe(201);
    expect(apply(made.cluster, deployment({ replicas: 5 }), 'autoscaler')).toMatchObject({ code: 409, said: 'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas' });
    const forced = apply(made.cluster, deployment({ replicas: 5 }), 'autoscaler', true);
    expect(stored(forced.cluster)?.spec?.replicas).toBe(5);
    // Whoever no longer names the field leaves it to its owner.
    expect(stored(apply(forced.cluster, whole()).cluster)?.spec?.replicas).toBe(5);
  });

  it('gives a field to whoever updates it', () => {
    const { cluster } = apply(booted, whole(2));
    const scaled = request(CONFIG, cluster, { ...place, verb: 'patch', patch: { spec: { replicas: 4 } }, fieldManager: 'kubectl-scale' }).cluster;
    expect(apply(scaled, whole(2)).code).toBe(409);
    expect(apply(scaled, whole(4)).code).toBe(200);
  });

  it('takes away what is no longer applied', () => {
    const { cluster } = apply(booted, deployment({ ...(whole(1).spec as object) }, { labels: { a: 'b' } }));
    expect(stored(cluster)?.metadata.labels).toEqual({ a: 'b' });
    expect(stored(apply(cluster, whole(1)).cluster)?.metadata.labels ?? {}).toEqual({});
  });
});
