import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api';
import { carryOn, connect } from '../../network/connection';
import type { Attempt, Attempted } from '../../network/connection';
import { request, runUntil, startController, stopController } from '../cluster';
import type { Cluster } from '../cluster';
import { anyController } from '../control/controller';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';
import { kubeProxy, kubeProxyName, networkOf } from '.';

const SECOND = 1_000_000;
const START = 1_767_225_600_000_000;
const catalogue = { app: { words: ['present', 'port=8080@1s'] } };
const nodes = [nodeSettings('one', 0, { catalogue }), nodeSettings('two', 1, { catalogue })];
const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes, now: START, more: nodes.map((node) => anyController(kubeProxy(node))) });
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const NETWORK = { mode: 'iptables', configuration: { clusterCIDR: '10.244.0.0/16' }, enforcesPolicies: false } as const;

const run = (one: Cluster, seconds: number): Cluster => runUntil(config, one, one.clock.now + seconds * SECOND).cluster;
function create(one: Cluster, resource: string, body: object, group = ''): Cluster {
  const { metadata } = body as ApiObject;
  const { cluster: after, answer } = request(config, one, { verb: 'create', group, resource, namespace: 'default', name: metadata.name ?? '', body: body as ApiObject, user });
  expect(answer).toHaveProperty('object');
  return after;
}
const pod = (name: string, nodeName: string): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: 'web' } }, spec: { nodeName, containers: [{ name: 'app', image: 'app:1' }] },
});
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' }, clusterIP: '10.96.0.20', ports: [{ port: 80, targetPort: 8080 }] } };

const ask: Attempt = { from: '10.244.1.200', sourcePort: 40_000, to: '10.96.0.20', port: 80, protocol: 'TCP', through: 'one' };
const asked = (one: Cluster, lot = 0): Attempted => connect(networkOf(one, NETWORK), ask, lot);

const serving = run(create(create(create(cluster, 'services', service), 'pods', pod('a', 'one')), 'pods', pod('b', 'two')), 5);

describe('the network of a cluster', () => {
  it('leads a client to Pods as soon as they are ready, by the rules of its node', () => {
    expect(asked(run(create(cluster, 'services', service), 3))).toMatchObject({ ending: 'refused' });
    const [first, second] = [asked(serving, 0), asked(serving, 0.99)];
    expect([first.ending, second.ending]).toEqual(['answered', 'answered']);
    expect(first.flow?.endpoint).not.toBe(second.flow?.endpoint);
  });

  it('goes on by old rules while kube-proxy is stopped, and by new ones when it is back', () => {
    const stopped = stopController(config, serving, kubeProxyName('one'));
    const without = run(request(config, stopped, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: 'a', user }).cluster, 60);
    expect(viewOf(without.server.store.tables).list('pods', 'default')).toHaveLength(1);
    expect([0, 0.99].map((lot) => asked(without, lot).ending).sort()).toEqual(['answered', 'timed-out']);
    const back = run(startController(config, without, kubeProxyName('one')), 5);
    expect([0, 0.99].map((lot) => asked(back, lot).ending)).toEqual(['answered', 'answered']);
  });

  it('keeps a connection to its Pod until that is gone', () => {
    const { flow } = asked(serving, 0);
    expect(carryOn(networkOf(serving, NETWORK), flow!).ending).toBe('answered');
    const gone = run(['a', 'b'].reduce((one, name) => request(config, one, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name, user }).cluster, serving), 60);
    expect(carryOn(networkOf(gone, NETWORK), flow!).ending).toBe('timed-out');
    expect(asked(gone).ending).toBe('refused');
  });
});
