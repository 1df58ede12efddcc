import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../api';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import type { JsonObject } from '../../../api/patch/merge-patch';
import type { Request } from '../../apiserver/types';
import { request, runUntil, stopController } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { defaultCluster, nodeSettings } from '../../default-cluster';
import type { ConfigSync } from '../settings';
import { expandVariables } from '../start/environment';
import { entriesOf, fileAt, writePayload } from './atomic-writer';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'reader', groups: ['system:masters'] };
const CORE = { group: '', namespace: 'default', user: USER } as const;
const config = (data: JsonObject, more: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', namespace: 'default' }, data, ...more }) as unknown as ApiObject;
const mount = (name: string, mountPath: string, subPath?: string) => ({ name, mountPath, ...(subPath === undefined ? {} : { subPath }) });

const pod = (name: string, optional = false) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: name } },
  spec: {
    containers: [{
      name: 'app', image: 'app:1', volumeMounts: [mount('config', '/etc/app'), mount('config', '/etc/level', 'LEVEL'), mount('all', '/etc/all')],
      env: [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'app', key: 'LEVEL' } } }, { name: 'LINE', value: '$(LEVEL) $(NOBODY) $$(LEVEL)' }, { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      envFrom: [{ secretRef: { name: 'db' }, prefix: 'DB_' }],
    }],
    volumes: [
      { name: 'config', configMap: { name: 'app', ...(optional ? { optional: true } : {}) } },
      { name: 'all', projected: { sources: [{ configMap: { name: 'app', items: [{ key: 'LEVEL', path: 'conf/level' }] } }, { secret: { name: 'db' } }, { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } }] } },
    ],
  },
}) as unknown as ApiObject;

interface World {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
}

const asked = ({ config: of, cluster }: World, what: Omit<Request, 'user' | 'group' | 'namespace'>): World => {
  const done = request(of, cluster, { ...CORE, ...what });
  if ('failure' in done.answer) throw new Error(done.answer.failure.message);
  return { config: of, cluster: done.cluster };
};
const after = ({ config: of, cluster }: World, seconds: number): World => ({ config: of, cluster: runUntil(of, cluster, cluster.clock.now + seconds * SECOND).cluster });
const edit = (world: World, data: JsonObject): World => asked(world, { verb: 'patch', resource: 'configmaps', name: 'app', patch: { data } });
const run = ({ config: of, cluster }: World, name: string, ...command: string[]): string => {
  const { answer } = request(of, cluster, { ...CORE, verb: 'create', resource: 'pods', name, subresource: 'exec', options: { command } });
  return 'stream' in answer ? answer.stream.stdout : JSON.stringify(answer);
};

/** The node is told how long copies may be kept as one of 1,500 nodes is: who would tell it how many there really are does not run. */
const asInLargeCluster = ({ config: of, cluster }: World): World =>
  asked({ config: of, cluster: stopController(of, cluster, 'ttl-controller') }, { verb: 'patch', resource: 'nodes', name: 'one', patch: { metadata: { annotations: { 'node.alpha.kubernetes.io/ttl': '60' } } } });

function begin(sync?: ConfigSync, object: ApiObject = config({ LEVEL: 'info' })): World {
  const catalogue = { app: { words: ['present'] } };
  const world = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue, ...(sync === undefined ? {} : { config: sync }) })], now: START });
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'default' }, stringData: { password: 'p@ss' } } as unknown as ApiObject;
  const made = asked(asked(after(world, 2), { verb: 'create', resource: 'configmaps', name: 'app', body: object }), { verb: 'create', resource: 'secrets', name: 'db', body: secret });
  return after(asked(made, { verb: 'create', resource: 'pods', name: 'web', body: pod('web') }), 10);
}

describe('what a container reads', () => {
  it('is made from its ConfigMap, Secret and itself', () => {
    const world = begin();
    // What Services bring follows.
    expect(run(world, 'web', 'env').replace(/^KUBERNETES_.*\n/gm, '')).toBe('DB_password=p@ss\nLEVEL=info\nLINE=info $(NOBODY) $(LEVEL)\nNODE=one\n');
    expect(run(world, 'web', 'cat', '/etc/app/LEVEL')).toBe('info');
    expect(run(world, 'web', 'ls', '-la', '/etc/app')).toMatch(/^drwxr-xr-x \.\.2026_01_01_00_00_02\.\d+\nlrwxrwxrwx \.\.data -> (\.\.2026_01_01_00_00_02\.\d+)\nlrwxrwxrwx LEVEL -> \.\.data\/LEVEL\n$/);
    expect(run(world, 'web', 'cat', '/etc/all/conf/level', '/etc/all/password', '/etc/all/labels')).toBe('infop@ssapp="web"');
    expect(run(world, 'web', 'ls', '/etc/all')).toBe('conf\nlabels\npassword\n');
    expect(run(world, 'web', 'cat', '/etc/app/nothing')).toBe("cat: can't open '/etc/app/nothing': No such file or directory\n");
  });

  it('follows in files within 90 s, all at once, and nowhere else', () => {
    const edited = edit(begin(), { LEVEL: 'debug', MORE: 'x' });
    expect(run(edited, 'web', 'cat', '/etc/app/LEVEL')).toBe('info');
    const later = after(edited, 92);
    expect(run(later, 'web', 'cat', '/etc/app/LEVEL', '/etc/all/conf/level')).toBe('debugdebug');
    expect(run(later, 'web', 'ls', '/etc/app')).toBe('LEVEL\nMORE\n');
    expect(run(later, 'web', 'cat', '/etc/level')).toBe('info');
    expect(run(later, 'web', 'printenv', 'LEVEL')).toBe('info\n');
    const poked = after(asked(edited, { verb: 'patch', resource: 'pods', name: 'web', patch: { metadata: { annotations: { poke: '1' } } } }), 2);
    expect(run(poked, 'web', 'cat', '/etc/app/LEVEL')).toBe('debug');
  });

  it('keeps its files when the object is deleted, and says so', () => {
    const gone = after(asked(begin(), { verb: 'delete', resource: 'configmaps', name: 'app' }), 92);
    expect(run(gone, 'web', 'cat', '/etc/app/LEVEL')).toBe('info');
    const answer = request(gone.config, gone.cluster, { ...CORE, verb: 'list', resource: 'events' }).answer;
    expect('list' in answer ? answer.list.map((one) => (one as unknown as { message: string }).message) : []).toContain('MountVolume.SetUp failed for volume "config" : configmap "app" not found');
  });

  it('is not looked at again where it is immutable, as long as a Pod of the node has it', () => {
    const frozen = begin(undefined, config({ LEVEL: 'info' }, { immutable: true }));
    const anew = asked(asked(frozen, { verb: 'delete', resource: 'configmaps', name: 'app' }), { verb: 'create', resource: 'configmaps', name: 'app', body: config({ LEVEL: 'debug' }, { immutable: true }) });
    const second = after(asked(anew, { verb: 'create', resource: 'pods', name: 'next', body: pod('next') }), 100);
    expect([run(second, 'web', 'cat', '/etc/app/LEVEL'), run(second, 'next', 'printenv', 'LEVEL')]).toEqual(['info', 'info\n']);
    const [a, b] = ['web', 'next'];
    const none = after(asked(asked(second, { verb: 'delete', resource: 'pods', name: a }), { verb: 'delete', resource: 'pods', name: b }), 60);
    const third = after(asked(none, { verb: 'create', resource: 'pods', name: 'third', body: pod('third') }), 10);
    expect(run(third, 'third', 'cat', '/etc/app/LEVEL')).toBe('debug');
  });

  const poke = (world: World, n: string): World => after(asked(world, { verb: 'patch', resource: 'pods', name: 'web', patch: { metadata: { annotations: { poke: n } } } }), 2);

  it('comes from no copy where its node says that none may be kept, as all do of a small cluster', () => {
    expect(run(poke(edit(begin({ strategy: 'Cache' }), { LEVEL: 'debug' }), '1'), 'web', 'cat', '/etc/app/LEVEL')).toBe('debug');
  });

  it('may come from a copy that is a minute old in a large cluster, but not for a new Pod', () => {
    const edited = edit(asInLargeCluster(begin({ strategy: 'Cache' })), { LEVEL: 'debug' });
    expect(run(poke(edited, '1'), 'web', 'cat', '/etc/app/LEVEL')).toBe('info');
    expect(run(poke(after(edited, 55), '2'), 'web', 'cat', '/etc/app/LEVEL')).toBe('debug');
    const second = after(asked(edited, { verb: 'create', resource: 'pods', name: 'next', body: pod('next') }), 5);
    expect(run(second, 'next', 'printenv', 'LEVEL')).toBe('debug\n');
  });
});

describe('the atomic writer', () => {
  it('writes only where something has changed, into a new directory', () => {
    const file = (data: string) => ({ a: { data, mode: 0o644 } });
    const first = writePayload(undefined, file('1'), 'v', START);
    expect(writePayload(first, { a: { data: '1', mode: 0o600 } }, 'v', START + SECOND)).toBe(first);
    const second = writePayload(first, file('2'), 'v', START + SECOND);
    expect(second.directory).not.toBe(first.directory);
    expect(entriesOf(second)?.[1]).toEqual({ kind: 'link', name: '..data', to: second.directory });
    expect([fileAt(second, 'a'), fileAt(second, '..data/a'), fileAt(first, 'a'), fileAt(second, 'b')]).toEqual(['2', '2', '1', undefined]);
  });
});

it('expands as Kubernetes does', () => {
  expect(expandVariables('$(A)$$(A)$(B)$A$', { A: 'x' })).toBe('x$(A)$(B)$A$');
});
