import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { encodeObject } from '../../api/request/encode';
import { parseTime } from '../../base';
import { newCluster, request } from '../../cluster/cluster';
import type { Answer, Request } from '../../cluster/apiserver/types';
import { defaultConfig } from '../../cluster/default-cluster';
import { objectsIn } from '../../cluster/store/store';
import { isCompleted } from '../decide/application';
import type { Application, SyncOperation } from '../decide/application';
import { beginOperation } from '../decide/operation';
import { DEFAULT_PROJECT } from '../decide/permissions';
import { nameOf } from '../objects';
import type { JsonObject } from '../objects';
import { stepOperation } from './operation';
import type { RunningOperation } from './operation';

const NOW = parseTime('2026-03-02T10:00:00Z')!;
const USER = { username: 'argocd', groups: ['system:masters', 'system:authenticated'] };
const registry = createRegistry(ALL_KINDS);
const config = { ...defaultConfig(registry), controllers: [] };
const APP: Application = {
  metadata: { name: 'shop', namespace: 'argocd' },
  spec: { project: 'default', source: { repoURL: 'https://git.example.com/shop.git', path: '.', targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' } },
};

class World {
  private cluster = newCluster(config, 1, NOW);
  /** What was asked of which object, in order. */
  changed: string[] = [];

  constructor() {
    for (const name of ['default', 'shop']) this.ask({ verb: 'create', group: '', resource: 'namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as ApiObject, user: USER });
    this.changed = [];
  }

  ask(asked: Request): Answer {
    if (asked.verb !== 'get' && asked.verb !== 'list' && asked.dryRun !== true) this.changed.push(`${asked.verb} ${asked.name ?? asked.body?.metadata.name ?? ''}`);
    const { cluster, answer } = request(config, this.cluster, asked);
    this.cluster = cluster;
    return answer;
  }

  maps(): JsonObject[] {
    const kind = registry.find('v1', 'ConfigMap')!;
    return objectsIn(this.cluster.server.store.tables, 'configmaps').map((object) => encodeObject(kind, object)).filter((object) => nameOf(object) !== 'kube-root-ca.crt');
  }

  /** Steps of one operation until it is over: at most as many as given. */
  sync(manifests: readonly JsonObject[], sync: SyncOperation, most: number): RunningOperation {
    const app: Application = { ...APP, operation: { sync } };
    let running: RunningOperation = { state: beginOperation({ sync }, NOW), results: [] };
    for (let step = 0; step < most && !isCompleted(running.state.phase); step += 1) {
      running = stepOperation(app, running, {
        git: { revision: 'a1b2c3d', manifests }, live: this.maps(), project: DEFAULT_PROJECT,
        around: { controlNamespace: 'argocd', configMap: {}, kind: ({ apiVersion, kind }) => registry.find(String(apiVersion), String(kind)) },
        door: { registry: () => registry, now: () => NOW, user: USER, ask: (asked) => this.ask(asked) },
      });
    }
    return running;
  }
}

/** Nothing here ends a deletion in the foreground. */
const PRUNE: SyncOperation = { prune: true, syncOptions: ['PrunePropagationPolicy=background'] };
const PHASES = ['PreSync', undefined, 'PostSync'] as const;

const manifest = fc.record({ phase: fc.nat({ max: 2 }), wave: fc.integer({ min: -2, max: 2 }), value: fc.constantFrom('a', 'b') });
const history = fc.array(manifest, { minLength: 1, maxLength: 6 });

type Manifest = { readonly phase: number; readonly wave: number; readonly value: string };

const written = (list: readonly Manifest[]): JsonObject[] => list.map(({ phase, wave, value }, index) => ({
  apiVersion: 'v1', kind: 'ConfigMap', data: { value },
  metadata: {
    name: `map-${String(index)}`, annotations: {
      'argocd.argoproj.io/sync-wave': String(wave), ...(PHASES[phase] === undefined ? {} : { 'argocd.argoproj.io/hook': PHASES[phase] }),
    },
  },
}));

describe('an operation', () => {
  it('makes what Git has by phases, in a phase by waves, and ends', () => {
    fc.assert(fc.property(history, (list) => {
      const world = new World();
      const done = world.sync(written(list), {}, 40);
      expect(done.state.phase).toBe('Succeeded');
      const made = [...new Set(world.changed.map((one) => one.replace(/^.*map-/, '')))];
      const places = made.map((index) => list[Number(index)]!).map(({ phase, wave }) => phase * 100 + wave);
      expect(places).toHaveLength(list.length);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }), { numRuns: 25 });
  });

  it('changes nothing the second time, and leaves with prune what Git has, no more and no less', () => {
    fc.assert(fc.property(history, history, (first, second) => {
      const plain = (list: readonly Manifest[]): JsonObject[] => written(list.map((one) => ({ ...one, phase: 1 })));
      const world = new World();
      world.sync(plain(first), PRUNE, 40);
      expect(world.sync(plain(second), PRUNE, 40).state.phase).toBe('Succeeded');
      expect(world.maps().map((object) => [nameOf(object), object.data])).toEqual(plain(second).map((object) => [nameOf(object), object.data]));
      world.changed = [];
      expect(world.sync(plain(second), PRUNE, 40).state.phase).toBe('Succeeded');
      expect(world.changed).toEqual([]);
    }), { numRuns: 20 });
  });
});
