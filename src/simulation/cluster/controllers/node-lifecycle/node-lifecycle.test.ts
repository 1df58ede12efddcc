import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject, Pod } from '../../../api';
import { formatTime } from '../../../base/time';
import { newCluster, request, runUntil } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { viewOf } from '../../control/view';
import { taintEvictionController } from '../taint-eviction';
import { nodeLifecycleController } from '.';

const CONFIG: ClusterConfig = { server: { registry: createRegistry(ALL_KINDS) }, controllers: [anyController(nodeLifecycleController), anyController(taintEvictionController)] };
const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const USER = { username: 'somebody' };

const heartbeat = (cluster: Cluster, name: string): Cluster => {
  const at = formatTime(cluster.clock.now);
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: at, lastTransitionTime: at }];
  return request(CONFIG, cluster, { verb: 'patch', group: '', resource: 'nodes', name, subresource: 'status', patch: { status: { conditions } }, user: USER }).cluster;
};

function withNodes(names: readonly string[]): Cluster {
  const create = (cluster: Cluster, object: object, resource: string, name: string, namespace?: string): Cluster =>
    request(CONFIG, cluster, { verb: 'create', group: '', resource, name, ...(namespace === undefined ? {} : { namespace }), body: object as ApiObject, user: USER }).cluster;
  let cluster = newCluster(CONFIG, 1, START);
  for (const name of names) cluster = heartbeat(create(cluster, { apiVersion: 'v1', kind: 'Node', metadata: { name } }, 'nodes', name), name);
  const tolerations = [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }];
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' }, spec: { nodeName: 'n1', tolerations, containers: [{ name: 'app', image: 'app:1' }] } };
  cluster = create(cluster, pod, 'pods', 'p', 'default');
  return request(CONFIG, cluster, { verb: 'patch', group: '', resource: 'pods', namespace: 'default', name: 'p', subresource: 'status', patch: { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }, user: USER }).cluster;
}

/** Seconds pass; the nodes that are named post their status every ten. */
function pass(start: Cluster, seconds: number, alive: readonly string[]): Cluster {
  let cluster = start;
  for (let passed = 0; passed < seconds; passed += 10) {
    for (const name of alive) cluster = heartbeat(cluster, name);
    cluster = runUntil(CONFIG, cluster, cluster.clock.now + 10 * SECOND, 10_000).cluster;
  }
  return cluster;
}

const view = (cluster: Cluster) => viewOf(cluster.server.store.tables);
const ready = (cluster: Cluster, node: string): string | undefined => view(cluster).get('nodes', undefined, node)?.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
const taints = (cluster: Cluster, node: string): string[] => (view(cluster).get('nodes', undefined, node)?.spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).sort();
const podOf = (cluster: Cluster): Pod | undefined => view(cluster).get('pods', 'default', 'p');

describe('a node that is not heard of', () => {
  it('is Unknown after the grace period, tainted, and loses its Pods when their time is over', () => {
    const lost = pass(withNodes(['n1', 'n2', 'n3']), 50, ['n2', 'n3']);
    expect(ready(lost, 'n1')).toBe('True');
    const unknown = pass(lost, 20, ['n2', 'n3']);
    expect(ready(unknown, 'n1')).toBe('Unknown');
    expect(taints(unknown, 'n1')).toEqual(['node.kubernetes.io/unreachable:NoExecute', 'node.kubernetes.io/unreachable:NoSchedule']);
    expect(podOf(unknown)?.status?.conditions?.[0]?.status).toBe('False');
    expect(podOf(unknown)?.metadata.deletionTimestamp).toBeUndefined();
    const evicted = pass(unknown, 40, ['n2', 'n3']);
    expect(podOf(evicted)?.metadata.deletionTimestamp).toBeDefined();
    expect(podOf(evicted)?.status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason).toBe('DeletionByTaintManager');
  });

  it('is given up at the look that is fifty seconds after the one that heard of it last', () => {
    // The look at 5 s is the first to see the heartbeat; each begins five seconds after the one before has ended, so that the tenth after it is a little more than 50 s later.
    const before = runUntil(CONFIG, withNodes(['n1', 'n2', 'n3']), START + 54 * SECOND, 10_000).cluster;
    expect(ready(before, 'n1')).toBe('True');
    expect(ready(runUntil(CONFIG, before, START + 56 * SECOND, 10_000).cluster, 'n1')).toBe('Unknown');
  });

  it('keeps its Pods when it comes back in time', () => {
    const unknown = pass(withNodes(['n1', 'n2', 'n3']), 70, ['n2', 'n3']);
    const back = pass(unknown, 60, ['n1', 'n2', 'n3']);
    expect(taints(back, 'n1')).toEqual([]);
    expect(podOf(back)?.metadata.deletionTimestamp).toBeUndefined();
  });

  it('is not given up when no node at all is heard of', () => {
    const dark = pass(withNodes(['n1', 'n2', 'n3']), 200, []);
    expect(ready(dark, 'n1')).toBe('Unknown');
    expect(taints(dark, 'n1')).toEqual(['node.kubernetes.io/unreachable:NoSchedule']);
    expect(podOf(dark)?.metadata.deletionTimestamp).toBeUndefined();
  });
});
