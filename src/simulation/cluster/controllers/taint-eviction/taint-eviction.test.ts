import { describe, expect, it } from 'vitest';
import { byText } from '../../../base/ordered-map';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import { deliver, request, runUntil } from '../../cluster';
import type { Cluster } from '../../cluster';
import { bootCluster, defaultCluster, defaultConfig, nodeSettings } from '../../default-cluster';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const NAME = 'taint-eviction-controller';
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };

describe('the taint manager', () => {
  const booted = bootCluster(CONFIG, 3, 1_767_225_600_000_000);
  const quiet = runUntil(CONFIG, booted, booted.clock.now + 3_000_000, 100_000).cluster;
  const woken = (nodeName?: string): boolean => {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'app', image: 'app:1' }], ...(nodeName === undefined ? {} : { nodeName }) } };
    const { cluster, answer } = request(CONFIG, quiet, { verb: 'create', group: '', resource: 'pods', namespace: 'default', body, user });
    expect(answer).toMatchObject({ code: 201 });
    const after: Cluster | undefined = deliver(CONFIG, cluster, NAME);
    return byText.get(after?.controllers ?? null, NAME)?.queue.waiting !== null;
  };

  it('looks at a Pod once it has a node', () => {
    expect([woken(), woken('a')]).toEqual([false, true]);
  });

  it('plans anew after a plan that was cancelled, and speaks of the Pod by its name alone', () => {
    const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [nodeSettings('n1', 0)], now: 1_767_225_600_000_000 });
    const wait = (of: Cluster, seconds: number): Cluster => runUntil(config, of, of.clock.now + seconds * 1_000_000, 100_000).cluster;
    const taint = (of: Cluster, taints: readonly object[]): Cluster => request(config, of, { verb: 'patch', group: '', resource: 'nodes', name: 'n1', user, patch: { spec: { taints: taints as never } } }).cluster;
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { nodeName: 'n1', terminationGracePeriodSeconds: 0, containers: [{ name: 'app', image: 'nginx' }], tolerations: [{ key: 't', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 6 }] } };
    const there = wait(request(config, wait(cluster, 5), { verb: 'create', group: '', resource: 'pods', namespace: 'default', body: body as never, user }).cluster, 5);
    const found = (of: Cluster): boolean => 'object' in request(config, of, { verb: 'get', group: '', resource: 'pods', namespace: 'default', name: 'web', user }).answer;
    const planned = wait(taint(there, [{ key: 't', effect: 'NoExecute' }]), 3);
    const again = wait(taint(wait(taint(planned, []), 1), [{ key: 't', effect: 'NoExecute' }]), 4);
    expect([found(again), found(wait(again, 6))]).toEqual([true, false]);
    const { answer } = request(config, wait(again, 6), { verb: 'list', group: '', resource: 'events', namespace: 'default', fieldSelector: 'reason=TaintManagerEviction', user });
    const said = 'list' in answer ? (answer.list as unknown as readonly { readonly message: string; readonly involvedObject: object }[]) : [];
    expect(said.map(({ message }) => message)).toEqual(['Cancelling deletion of Pod default/web', 'Marking for deletion Pod default/web']);
    expect(said.some(({ involvedObject }) => 'uid' in involvedObject)).toBe(false);
  });
});
