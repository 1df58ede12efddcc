import type { ApiObject } from '../../src/simulation/api';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { createRegistry } from '../../src/simulation/api/registry';
import { request, runUntil } from '../../src/simulation/cluster/cluster';
import { defaultCluster } from '../../src/simulation/cluster/default-cluster';
import type { Application } from '../../src/simulation/gitops/decide/application';
import { commit, EMPTY_REPOSITORY } from '../../src/simulation/gitops/git/repository';
import { advance, loopSettings, newLoop, pushed } from '../../src/simulation/gitops/loop/loop';
import type { Loop, LoopEvent } from '../../src/simulation/gitops/loop/types';
import type { Measurement } from './size';

const SECOND = 1_000_000;
const START = 1_772_445_600 * SECOND;
const APPS = 500;
const HOUR = 3600;
const ADMIN = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
const AUTHOR = { name: 'Ada', email: 'ada@example.com' };

const folder = (index: number): string => `apps/a${String(index)}`;
const settings = (index: number, value: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings-${String(index)} }\ndata: { mode: "${value}" }\n`;
const service = (index: number): string => `apiVersion: v1\nkind: Service\nmetadata: { name: web-${String(index)} }\nspec: { selector: { app: web-${String(index)} }, ports: [{ port: 80 }] }\n`;

function beginning() {
  const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [], now: START });
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } as ApiObject;
  const ready = runUntil(config, request(config, cluster, { verb: 'create', group: '', resource: 'namespaces', body: namespace, user: ADMIN }).cluster, START + 10 * SECOND).cluster;
  const files = Object.fromEntries(Array.from({ length: APPS }, (_, index) => [[`${folder(index)}/settings.yaml`, settings(index, 'a')], [`${folder(index)}/service.yaml`, service(index)]]).flat());
  const apps = Array.from({ length: APPS }, (_, index): Application => ({
    metadata: { name: `a${String(index)}`, namespace: 'argocd' },
    spec: {
      project: 'default', source: { repoURL: 'https://git.example.com/shop.git', path: folder(index), targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  }));
  return { config: loopSettings(config), loop: newLoop(ready, commit(EMPTY_REPOSITORY, 'main', { files, message: 'First', author: AUTHOR, at: START / SECOND }), apps) };
}

/** 500 Applications of two objects each for a simulated day: each hour a commit changes one of them, and somebody edits another. */
export function benchGitops(): Measurement[] {
  const { config, loop: begun } = beginning();
  let loop: Loop = begun;
  const events: LoopEvent[] = [];
  const run = (seconds: number): number => {
    const from = performance.now();
    const done = advance(config, loop, loop.cluster.clock.now + seconds * SECOND);
    loop = done.loop;
    events.push(...done.events);
    return performance.now() - from;
  };
  const first = run(60);
  let day = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    loop = pushed(loop, commit(loop.repository, 'main', { files: { [`${folder(hour)}/settings.yaml`]: settings(hour, 'b') }, message: `Hour ${String(hour)}`, author: AUTHOR, at: START / SECOND + hour }));
    const patch = { data: { mode: 'edited' } } as never;
    loop = { ...loop, cluster: request(config.config, loop.cluster, { verb: 'patch', group: '', resource: 'configmaps', namespace: 'shop', name: `settings-${String(100 + hour)}`, patch, user: ADMIN }).cluster };
    day += run(HOUR);
  }
  const synced = Object.values(loop.apps).filter(({ app }) => app.status?.sync?.status === 'Synced').length;
  if (synced !== APPS) throw new Error(`${String(APPS - synced)} applications are not Synced at the end of the day`);
  const asked = events.filter(({ what }) => what === 'fetched').length;
  return [
    { name: `${String(APPS)} Applications, first sync`, value: first, unit: 'ms' }, { name: `${String(APPS)} Applications, a simulated day`, value: day / 1000, unit: 's' },
    { name: 'looks at Git in it', value: asked, unit: 'times' }, { name: 'per look', value: (day * 1000) / asked, unit: 'µs' },
  ];
}
