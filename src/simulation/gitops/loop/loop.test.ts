import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { Deployment } from '../../api/generated/types/apps.v1';
import type { Request } from '../../cluster/apiserver/types';
import { request, runUntil } from '../../cluster/cluster';
import { defaultCluster, nodeSettings } from '../../cluster/default-cluster';
import { objectAt } from '../../cluster/store/store';
import type { Application, SyncPolicy } from '../decide/application';
import { commit, EMPTY_REPOSITORY, resolve, revert } from '../git/repository';
import type { Repository } from '../git/repository';
import { advance, loopSettings, newLoop, pushed, setApplication, summary } from './loop';
import type { Loop, LoopEvent } from './types';

const SECOND = 1_000_000;
const START = 1_772_445_600 * SECOND;
const ADMIN = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
const WHO = { author: { name: 'Ada', email: 'ada@example.com' }, at: START / SECOND };

const deployment = (replicas: number, image = 'nginx:1.27'): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${String(replicas)}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "${image}" }] }
`;
const settingsMap = (value: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { mode: ${value} }\n`;

const { config, cluster: fresh } = defaultCluster(createRegistry(ALL_KINDS), { nodes: ['node-1', 'node-2'].map((name, index) => nodeSettings(name, index)), now: START });
const ready = runUntil(config, request(config, fresh, { verb: 'create', group: '', resource: 'namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } as ApiObject, user: ADMIN }).cluster, START + 30 * SECOND).cluster;
const settings = loopSettings(config, { jitter: 0 });

const app = (automated?: SyncPolicy['automated']): Application => ({
  metadata: { name: 'shop', namespace: 'argocd' },
  spec: {
    project: 'default', source: { repoURL: 'https://git.example.com/shop.git', path: 'deploy', targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    ...(automated === undefined ? {} : { syncPolicy: { automated } }),
  },
});

const push = (repository: Repository, files: Readonly<Record<string, string | null>>, message = 'Change'): Repository => commit(repository, 'main', { files, message, ...WHO });

class World {
  readonly events: LoopEvent[] = [];

  constructor(public loop: Loop) {}

  wait(seconds: number): this {
    const { loop, events } = advance(settings, this.loop, this.loop.cluster.clock.now + seconds * SECOND);
    this.loop = loop;
    this.events.push(...events);
    return this;
  }

  edit(asked: Omit<Request, 'user' | 'namespace'>): this {
    const { cluster, answer } = request(config, this.loop.cluster, { ...asked, namespace: 'shop', user: ADMIN });
    expect(answer).not.toHaveProperty('failure');
    this.loop = { ...this.loop, cluster };
    return this;
  }

  get replicas(): number | undefined {
    return (objectAt(this.loop.cluster.server.store.tables, 'deployments.apps', 'shop/web') as Deployment | undefined)?.spec?.replicas;
  }
}

const begun = (automated?: SyncPolicy['automated']): World => new World(newLoop(ready, push(EMPTY_REPOSITORY, { 'deploy/web.yaml': deployment(2), 'deploy/settings.yaml': settingsMap('a') }), [app(automated)])).wait(60);

describe('the loop of Argo CD', () => {
  it('brings what Git has into the cluster, and says when it is well', () => {
    const world = begun({});
    expect(summary(world.loop, 'shop')).toMatchObject({ sync: 'Synced', health: 'Healthy', phase: 'Succeeded' });
    expect(world.replicas).toBe(2);
    expect(world.events.map(({ what }) => what).slice(0, 4)).toEqual(['fetched', 'compared', 'started', 'stepped']);
    expect(world.loop.apps.shop!.app.status?.history).toMatchObject([{ id: 0 }]);
  });

  it('only tells of a difference where nobody lets it do more, until somebody asks', () => {
    const world = begun();
    expect(summary(world.loop, 'shop')).toMatchObject({ sync: 'OutOfSync', health: 'Missing', phase: '' });
    world.loop = setApplication(world.loop, 'shop', (one) => ({ ...one, operation: { sync: {}, initiatedBy: { username: 'ada' } } }));
    expect(summary(world.wait(60).loop, 'shop')).toMatchObject({ sync: 'Synced', health: 'Healthy', phase: 'Succeeded' });
  });

  it('hears of an edit at once, and takes it back only with self-heal, later each time', () => {
    const scale = { verb: 'patch', group: 'apps', resource: 'deployments', name: 'web', patch: { spec: { replicas: 5 } } as never } as const;
    const left = begun({}).edit(scale).wait(30);
    expect([left.replicas, summary(left.loop, 'shop').sync]).toEqual([5, 'OutOfSync']);
    const healed = begun({ selfHeal: true }).edit(scale).wait(1);
    expect(healed.replicas).toBe(2);
    healed.edit(scale).wait(1);
    expect(healed.replicas).toBe(5);
    expect(healed.wait(2).replicas).toBe(2);
    expect(healed.events.filter((event) => event.what === 'started').map((event) => 'healing' in event && event.healing)).toEqual([false, true, true]);
  });

  it('asks Git every two minutes, or when it is told of a push', () => {
    const world = begun({});
    const repository = push(world.loop.repository, { 'deploy/web.yaml': deployment(3) });
    world.loop = pushed(world.loop, repository);
    expect(world.wait(30).replicas).toBe(2);
    expect(world.wait(60).replicas).toBe(3);
    world.loop = pushed(world.loop, revert(repository, 'main', resolve(repository, 'main')!.id, WHO), true);
    expect(world.wait(2).replicas).toBe(2);
  });

  it('leaves what Git has no more, unless it may prune; an empty folder wipes out nothing', () => {
    const gone = { 'deploy/settings.yaml': null };
    const there = (world: World): boolean => objectAt(world.loop.cluster.server.store.tables, 'configmaps', 'shop/settings') !== undefined;
    const kept = begun({});
    kept.loop = pushed(kept.loop, push(kept.loop.repository, gone), true);
    expect([there(kept.wait(30)), summary(kept.loop, 'shop').sync]).toEqual([true, 'OutOfSync']);
    const pruning = begun({ prune: true });
    pruning.loop = pushed(pruning.loop, push(pruning.loop.repository, gone), true);
    expect([there(pruning.wait(30)), summary(pruning.loop, 'shop').sync]).toEqual([false, 'Synced']);
    pruning.loop = pushed(pruning.loop, push(pruning.loop.repository, { 'deploy/web.yaml': null, 'deploy/README': 'empty' }), true);
    pruning.wait(60);
    expect(pruning.replicas).toBe(2);
    expect(pruning.loop.apps.shop!.app.status?.conditions).toMatchObject([{ type: 'SyncError', message: expect.stringContaining('auto-sync will wipe out all resources') as string }]);
  });

  it('is the same each time', () => {
    const once = begun({ selfHeal: true }).edit({ verb: 'delete', group: '', resource: 'configmaps', name: 'settings' }).wait(200);
    const again = begun({ selfHeal: true }).edit({ verb: 'delete', group: '', resource: 'configmaps', name: 'settings' }).wait(200);
    expect(again.events).toEqual(once.events);
    expect(again.loop).toEqual(once.loop);
  });
});
