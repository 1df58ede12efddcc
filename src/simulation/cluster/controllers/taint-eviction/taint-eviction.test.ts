import { describe, expect, it } from 'vitest';
import { byText } from '../../../base/ordered-map';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import { deliver, request, runUntil } from '../../cluster';
import type { Cluster } from '../../cluster';
import { bootCluster, defaultConfig } from '../../default-cluster';

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
});
