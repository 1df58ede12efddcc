import { describe, expect, it } from 'vitest';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import type { Event } from '../../../api/generated/types/core.v1';
import { request, runUntil, startController, stopController } from '../../cluster';
import type { Cluster, Happening } from '../../cluster';
import { defaultCluster, nodeSettings } from '../../default-cluster';
import { objectsIn } from '../../store/store';

const MILLI = 1000;
const SECOND = 1000 * MILLI;
const START = 1_767_225_600_000_000;
const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };

/** What happens in the ten seconds after a Pod was created at a time (µs after a whole second) whose readiness probe fails each second. */
function played(at: number, more: object = {}): { readonly after: Cluster; readonly happened: readonly Happening[] } {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: { app: { words: ['present', 'ready:fail@0s'] } } })], now: START });
  const settled = runUntil(config, startController(config, stopController(config, cluster, 'kubelet-one'), 'kubelet-one'), START + 20_000 * MILLI + at).cluster;
  const probe = { exec: { command: ['check', 'ready'] }, periodSeconds: 1, ...more };
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'app', image: 'app', readinessProbe: probe }] } };
  const { cluster: begun } = request(config, settled, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name: 'web', body, user: USER });
  const { cluster: after, happened } = runUntil(config, begun, START + 30_000 * MILLI + at);
  return { after, happened };
}

/** How often the probe has failed. */
function failuresAt(at: number): number {
  const { after } = played(at);
  const events = objectsIn(after.server.store.tables, 'events') as Event[];
  return events.find(({ reason, involvedObject }) => reason === 'Unhealthy' && involvedObject.name === 'web')?.count ?? 0;
}

describe('a probe', () => {
  it('goes on asking, at whatever moment of the kubelet’s seconds its Pod came', () => {
    for (let at = 0; at < 1000; at += 20) expect(failuresAt(at * MILLI), `${at} ms`).toBeGreaterThanOrEqual(8);
  });

  it('asks first when its initial delay is over, counted from the whole second in which the container has started', () => {
    for (let at = 0; at < 1000; at += 90) {
      const said = played(at * MILLI, { initialDelaySeconds: 3 }).happened.flatMap((one) => (one.kind === 'event' && one.component === 'kubelet-one' ? [{ at: one.at, reason: one.said.reason }] : []));
      const [started, first] = ['Started', 'Unhealthy'].map((reason) => said.find((one) => one.reason === reason)!.at / SECOND);
      const waited = first! - Math.floor(started!);
      expect(waited, `${at} ms`).toBeGreaterThanOrEqual(3);
      // A tick of its own, and what the question takes.
      expect(waited, `${at} ms`).toBeLessThan(4 + 0.1);
    }
  });

  it('does not come between a Pod and its end, at whatever moment it is deleted', () => {
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: { app: { words: ['present'] } } })], now: START });
    const place = { group: '', resource: 'pods', namespace: 'default', name: 'web', user: USER };
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'app', image: 'app', readinessProbe: { exec: { command: ['check', 'ready'] }, periodSeconds: 1 } }] } };
    let running = runUntil(config, request(config, cluster, { verb: 'create', ...place, body }).cluster, START + 10 * SECOND).cluster;
    for (let at = 0; at < 1000; at += 5) {
      running = runUntil(config, running, START + 10 * SECOND + at * MILLI).cluster;
      const { happened } = runUntil(config, request(config, running, { verb: 'delete', ...place }).cluster, running.clock.now + 100 * MILLI);
      expect(happened.some((one) => one.kind === 'event' && one.said.reason === 'Killing'), `${at} ms`).toBe(true);
    }
  });
});
