import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import { request, runUntil } from '../../cluster';
import { defaultCluster, nodeSettings } from '../../default-cluster';
import { boundaryStep } from '.';

const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };
const START = 1_767_225_600_000_000;

describe('the TTL controller', () => {
  const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [nodeSettings('n1', 0)], now: START });
  const ready = runUntil(config, cluster, START + 2_000_000).cluster;
  const annotations = (of: typeof ready): unknown => {
    const { answer } = request(config, of, { verb: 'get', group: '', resource: 'nodes', name: 'n1', user: USER });
    return 'object' in answer ? answer.object.metadata.annotations : undefined;
  };

  it('tells a node how long its kubelet may keep what Pods refer to', () => {
    expect(annotations(ready)).toMatchObject({ 'node.alpha.kubernetes.io/ttl': '0' });
  });

  it('takes back what somebody else writes there', () => {
    const { cluster: written } = request(config, ready, { verb: 'patch', group: '', resource: 'nodes', name: 'n1', user: USER, patch: { metadata: { annotations: { 'node.alpha.kubernetes.io/ttl': '60' } } } });
    expect(annotations(written)).toMatchObject({ 'node.alpha.kubernetes.io/ttl': '60' });
    expect(annotations(runUntil(config, written, START + 4_000_000).cluster)).toMatchObject({ 'node.alpha.kubernetes.io/ttl': '0' });
  });

  it('keeps a boundary until the number of nodes has left it', () => {
    expect([boundaryStep(0, 100), boundaryStep(0, 101), boundaryStep(1, 95), boundaryStep(1, 89), boundaryStep(0, 1500)]).toEqual([0, 1, 1, 0, 3]);
  });
});
