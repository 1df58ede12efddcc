import { describe, expect, it } from 'vitest';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import type { Event } from '../../../api/generated/types/core.v1';
import { request, runUntil, startController, stopController } from '../../cluster';
import { defaultCluster, nodeSettings } from '../../default-cluster';
import { objectsIn } from '../../store/store';

const MILLI = 1000;
const START = 1_767_225_600_000_000;
const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };

/** How often a probe that fails each second has failed ten seconds after its Pod was created at a time. */
function failuresAt(at: number): number {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: { app: { words: ['present', 'ready:fail@0s'] } } })], now: START });
  const settled = runUntil(config, startController(config, stopController(config, cluster, 'kubelet-one'), 'kubelet-one'), START + 20_000 * MILLI + at).cluster;
  const probe = { exec: { command: ['check', 'ready'] }, periodSeconds: 1 };
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'app', image: 'app', readinessProbe: probe }] } };
  const { cluster: begun } = request(config, settled, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name: 'web', body, user: USER });
  const { cluster: after } = runUntil(config, begun, START + 30_000 * MILLI + at);
  const events = objectsIn(after.server.store.tables, 'events') as Event[];
  return events.find(({ reason, involvedObject }) => reason === 'Unhealthy' && involvedObject.name === 'web')?.count ?? 0;
}

describe('a probe', () => {
  it('goes on asking, at whatever moment of the kubelet’s seconds its Pod came', () => {
    for (let at = 0; at < 1000; at += 20) expect(failuresAt(at * MILLI), `${at} ms`).toBeGreaterThanOrEqual(8);
  });
});
