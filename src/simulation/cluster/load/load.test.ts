import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { customKinds } from '../../api/custom/custom-kinds';
import { ruleObjectErrors } from '../../api/custom/rules/check-object';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { formatTime } from '../../base/time';
import { request } from '../cluster';
import type { ClusterConfig } from '../cluster';
import { defaultConfig } from '../default-cluster';
import { loadCluster, readDump } from './load';

const base = defaultConfig(createRegistry(ALL_KINDS));
const CONFIG: ClusterConfig = { ...base, server: { ...base.server, customKinds: (crd) => customKinds(crd, ruleObjectErrors) } };
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const state = (name: string): unknown => JSON.parse(readFileSync(`testdata/golden/kubectl/states/${name}.json`, 'utf8'));

describe('a dump of a real cluster', () => {
  it.each(['shop', 'broken', 'outage', 'crds', 'jobs', 'teams'])('is loaded as it is: %s', (name) => {
    const dump = readDump(state(name));
    if (typeof dump === 'string') throw new Error(dump);
    const { cluster, leftOut } = loadCluster(CONFIG, dump);
    expect(leftOut).toEqual([]);
    expect(formatTime(cluster.clock.now)).toBe(dump.now);
    for (const object of dump.objects.filter(({ kind }) => kind === 'Pod')) {
      const { answer } = request(CONFIG, cluster, { verb: 'get', group: '', resource: 'pods', namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '', user });
      expect(answer).toMatchObject({ code: 200, object });
    }
  });

  it('reads Lists with the time that is newest in them, and says what is no object', () => {
    const item = { metadata: { name: 'a', namespace: 'b', creationTimestamp: '2026-03-01T00:00:00Z' }, spec: { containers: [] } };
    const dump = readDump({ apiVersion: 'v1', kind: 'PodList', items: [item] });
    if (typeof dump === 'string') throw new Error(dump);
    expect(dump.objects[0]).toMatchObject({ apiVersion: 'v1', kind: 'Pod', ...item });
    expect(formatTime(loadCluster(CONFIG, dump).cluster.clock.now)).toBe('2026-03-01T00:00:00Z');
    expect(readDump({ kind: 'List', items: [{ kind: 'Pod' }] })).toBe('$.items[0] is no object of the API: it needs apiVersion, kind and metadata, as kubectl get -o json prints them');
  });
});
