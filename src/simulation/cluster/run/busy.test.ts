import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import type { Event } from '../../api/generated/types/core.v1';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import { request, runUntil } from '../cluster';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';

const SECOND = 1_000_000;
const MILLI = 1_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'reader', groups: ['system:masters'] };
const CATALOGUE = { app: { words: ['present', 'port=80', 'live:fail@2s'] } };

const container = { name: 'app', image: 'app:1', livenessProbe: { httpGet: { path: '/live', port: 80 }, periodSeconds: 1, failureThreshold: 1 } };
const pod: ApiObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [container] } } as never;
const deployment: ApiObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } } } as never;

/** What a cluster on one machine, so many times slower than an idle one, shows from the moment on at which an object is created: asked at times that come one after another. */
function busy(slower: number, resource: { readonly group: string; readonly resource: string }, body: ApiObject) {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: CATALOGUE, slower })], now: START, slower });
  let living = request(config, runUntil(config, cluster, START + 5 * SECOND).cluster, { verb: 'create', ...resource, namespace: 'default', name: 'web', body, user: USER }).cluster;
  return (after: number) => {
    living = runUntil(config, living, START + 5 * SECOND + after).cluster;
    return viewOf(living.server.store.tables);
  };
}

describe('a busy machine', () => {
  it('has controllers that look at what they hear of a while later', () => {
    const apps = { group: 'apps', resource: 'deployments' };
    expect(busy(1, apps, deployment)(0).list('pods', 'default')).toHaveLength(1);
    // Each looks 10 ms later for each time that the machine is slower: the Deployment's controller, then that of its ReplicaSet.
    const seen = busy(3, apps, deployment);
    expect(seen(19 * MILLI).list('replicasets.apps', 'default')).toEqual([]);
    expect(seen(21 * MILLI).list('replicasets.apps', 'default')).toHaveLength(1);
    expect(seen(39 * MILLI).list('pods', 'default')).toEqual([]);
    expect(seen(41 * MILLI).list('pods', 'default')).toHaveLength(1);
  });

  it('has a kubelet that turns to what a probe says a while later', () => {
    const from = (slower: number): number => {
      const seen = busy(slower, { group: '', resource: 'pods' }, pod);
      const first = new Map<string, number>();
      for (let at = 0; !first.has('Killing') && at < 8 * SECOND; at += 20 * MILLI) {
        for (const { reason = '' } of seen(at).list('events' as never, 'default') as unknown as Event[]) if (!first.has(reason)) first.set(reason, at);
      }
      return first.get('Killing')! - first.get('Unhealthy')!;
    };
    expect(from(1)).toBe(0);
    expect(from(3)).toBe(80 * MILLI);
  });
});
