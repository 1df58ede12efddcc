import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { startComponent, stopComponent } from '../components';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'reader', groups: ['system:masters'] };

/** Pods, each of which ends some seconds after it was created, on a node without a network from the second to the tenth second; its kubelet has begun five seconds before. */
function cutOff(ends: Readonly<Record<string, number>>): (seconds: number) => (name: string) => unknown {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: { app: { words: ['present'] } } })], now: START - 5 * SECOND });
  const to = (one: Cluster, seconds: number): Cluster => runUntil(config, one, START + seconds * SECOND).cluster;
  let now = to(cluster, 0);
  for (const [name, seconds] of Object.entries(ends)) {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'app', args: [`exit=3@${seconds}s`] }] } };
    now = request(config, now, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name, body, user: USER }).cluster;
  }
  now = to(stopComponent(config, to(now, 2), 'network/one'), 10);
  const again = startComponent(config, now, 'network/one');
  return (seconds) => (name) => Object.keys((viewOf(to(again, seconds).server.store.tables).get('pods', 'default', name) as Pod).status?.containerStatuses?.[0]?.state ?? {})[0];
}

describe('a status that could not be told', () => {
  it('is told with the next look through all of them, each ten seconds after the kubelet has begun', () => {
    const at = cutOff({ web: 6 });
    expect(at(14.9)('web')).toBe('running');
    expect(at(15.1)('web')).toBe('terminated');
  });

  it('is told before, when another is set', () => {
    const at = cutOff({ web: 6, other: 11 });
    expect(at(10.9)('web')).toBe('running');
    const later = at(13);
    expect([later('web'), later('other')]).toEqual(['terminated', 'terminated']);
  });
});
