import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { startComponent, stopComponent } from '../components';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';
import { changesAfter } from '../store/store';
import { IDLE } from './pace';

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

/** When the statuses of Pods that are created together on one node are written, µs since then, and what each then says of its container. */
function told(names: readonly string[]): readonly { readonly at: number; readonly name: string; readonly state: string; readonly sandbox: string }[] {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: { app: { words: ['present'] } } })], now: START - 5 * SECOND });
  let now = runUntil(config, cluster, START).cluster;
  for (const name of names) {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { nodeName: 'one', containers: [{ name: 'app', image: 'app' }] } };
    now = request(config, now, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name, body, user: USER }).cluster;
  }
  const seen: { at: number; name: string; state: string; sandbox: string }[] = [];
  for (let at = 0; at <= SECOND; at += 500) {
    const { revision } = now.server.store;
    now = runUntil(config, now, START + at).cluster;
    for (const [, { resource, object }] of changesAfter(now.server.store, revision) ?? []) {
      const { status } = object as Pod;
      const [container] = status?.containerStatuses ?? [];
      if (resource === 'pods' && container !== undefined) seen.push({ at, name: object.metadata.name ?? '', state: Object.keys(container.state ?? {})[0] ?? '', sandbox: status?.conditions?.find(({ type }) => type === 'PodReadyToStartContainers')?.status ?? '' });
    }
  }
  return seen;
}

describe('statuses of Pods of one node', () => {
  it('are told one after another, as one thread tells them all', () => {
    const seen = told(['a', 'b', 'c', 'd']);
    expect(new Set(seen.filter(({ state }) => state === 'running').map(({ name }) => name)).size).toBe(4);
    for (let i = 1; i < seen.length; i += 1) expect(seen[i]!.at - seen[i - 1]!.at).toBeGreaterThanOrEqual(IDLE.send - 500);
  });

  it('are told as they stand when their turn is planned: what was so in between nobody hears of', () => {
    const between = (names: readonly string[]): number => told(names).filter(({ state, sandbox }) => state === 'waiting' && sandbox === 'True').length;
    expect(between(['a'])).toBe(1);
    expect(between(['a', 'b', 'c', 'd'])).toBeLessThan(4);
  });

  it('begin as far apart as the Pods were written', () => {
    const first = (name: string): number => told(['a', 'b', 'c']).find((one) => one.name === name)!.at;
    expect(first('b')).toBeGreaterThanOrEqual(first('a') + IDLE.send);
    expect(first('a')).toBeGreaterThan(0);
  });
});
