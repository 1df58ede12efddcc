import type { ApiObject } from '../../src/simulation/api';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { createRegistry } from '../../src/simulation/api/registry';
import type { Random } from '../../src/simulation/base/random';
import { request, runUntil } from '../../src/simulation/cluster/cluster';
import { defaultCluster } from '../../src/simulation/cluster/default-cluster';
import type { Cluster, ClusterConfig } from '../../src/simulation/cluster/cluster';
import { objectAt } from '../../src/simulation/cluster/store/store';
import type { Application } from '../../src/simulation/gitops/decide/application';
import { commit, EMPTY_REPOSITORY, GitError, log, revert } from '../../src/simulation/gitops/git/repository';
import type { Repository } from '../../src/simulation/gitops/git/repository';
import { advance, loopSettings, newLoop, pushed } from '../../src/simulation/gitops/loop/loop';
import type { Loop, LoopEvent } from '../../src/simulation/gitops/loop/types';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

const SECOND = 1_000_000;
const START = 1_772_445_600 * SECOND;
const ADMIN = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
const AUTHOR = { name: 'Ada', email: 'ada@example.com' };
/** Longer than the longest wait of self-heal and of a retry, and than several looks at Git. */
const SETTLED = 1500;
const NAMES = ['alpha', 'beta', 'gamma'];
const VALUES = ['1', '2', '3'];
const KINDS = [
  { kind: 'ConfigMap', apiVersion: 'v1', resource: 'configmaps', field: 'data: { value: "V" }' },
  { kind: 'Secret', apiVersion: 'v1', resource: 'secrets', field: 'stringData: { value: "V" }' },
  { kind: 'ServiceAccount', apiVersion: 'v1', resource: 'serviceaccounts', field: 'imagePullSecrets: [{ name: "vV" }]' },
] as const;

type Deed =
  | { readonly do: 'write'; readonly kind: number; readonly name: string; readonly value: string; readonly wave: number; readonly broken: boolean }
  | { readonly do: 'take'; readonly kind: number; readonly name: string }
  | { readonly do: 'revert'; readonly back: number }
  | { readonly do: 'edit'; readonly kind: number; readonly name: string; readonly how: 'value' | 'label' | 'delete' }
  | { readonly do: 'wait'; readonly seconds: number };

interface History {
  readonly prune: boolean;
  readonly deeds: readonly Deed[];
}

const chosen = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

function deed(random: Random): Deed {
  const [kind, name] = [random.below(KINDS.length), chosen(random, NAMES)];
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2: return { do: 'write', kind, name, value: chosen(random, VALUES), wave: random.below(3) - 1, broken: random.below(12) === 0 };
    case 3: return { do: 'take', kind, name };
    case 4: return { do: 'revert', back: random.below(3) };
    case 5:
    case 6: return { do: 'edit', kind, name, how: chosen(random, ['value', 'label', 'delete'] as const) };
    default: return { do: 'wait', seconds: 1 + random.below(200) };
  }
}

let begun: { readonly config: ClusterConfig; readonly cluster: Cluster } | undefined;

/** A cluster without nodes, made once for all cases: a value. */
function beginning(): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  if (begun === undefined) {
    const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [], now: START });
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } as ApiObject;
    begun = { config, cluster: runUntil(config, request(config, cluster, { verb: 'create', group: '', resource: 'namespaces', body: namespace, user: ADMIN }).cluster, START + 10 * SECOND).cluster };
  }
  return begun;
}

const path = (kind: number, name: string): string => `deploy/${KINDS[kind]!.resource}-${name}.yaml`;

function manifest({ kind, name, value, wave, broken }: Extract<Deed, { do: 'write' }>): string {
  const { kind: word, apiVersion, field } = KINDS[kind]!;
  return `apiVersion: ${apiVersion}\nkind: ${word}\nmetadata:\n  name: ${broken ? 'Not_A_Name' : name}\n  annotations: { argocd.argoproj.io/sync-wave: "${String(wave)}" }\n${field.replace('V', value)}\n`;
}

class Play {
  private loop: Loop;
  private readonly events: LoopEvent[] = [];
  private readonly settings = loopSettings(beginning().config);
  private commits = 0;

  constructor(private readonly history: History) {
    const files = { 'deploy/README': 'what the shop is made of', [path(0, 'alpha')]: manifest({ do: 'write', kind: 0, name: 'alpha', value: '1', wave: 0, broken: false }) };
    const app: Application = {
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: {
        project: 'default', source: { repoURL: 'https://git.example.com/shop.git', path: 'deploy', targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        syncPolicy: { automated: { prune: history.prune, selfHeal: true }, retry: { limit: 2 } },
      },
    };
    this.loop = newLoop(beginning().cluster, commit(EMPTY_REPOSITORY, 'main', { files, message: 'First', author: AUTHOR, at: START / SECOND }), [app]);
  }

  private wait(seconds: number): void {
    const { loop, events } = advance(this.settings, this.loop, this.loop.cluster.clock.now + seconds * SECOND);
    this.loop = loop;
    this.events.push(...events);
  }

  private push(work: (repository: Repository, at: number) => Repository): void {
    this.commits += 1;
    try {
      this.loop = pushed(this.loop, work(this.loop.repository, START / SECOND + this.commits));
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
  }

  private play(one: Deed): void {
    switch (one.do) {
      case 'write':
        this.push((repository, at) => commit(repository, 'main', { files: { [path(one.kind, one.name)]: manifest(one) }, message: `Write ${one.name}`, author: AUTHOR, at }));
        break;
      case 'take':
        this.push((repository, at) => commit(repository, 'main', { files: { [path(one.kind, one.name)]: null }, message: `Take ${one.name}`, author: AUTHOR, at }));
        break;
      case 'revert':
        this.push((repository, at) => {
          const undone = log(repository, 'main')[one.back];
          return undone === undefined || undone.parents.length === 0 ? repository : revert(repository, 'main', undone.id, { author: AUTHOR, at });
        });
        break;
      case 'edit': {
        const { resource, kind } = KINDS[one.kind]!;
        const value = kind === 'ServiceAccount' ? { imagePullSecrets: [{ name: 'other' }] } : kind === 'Secret' ? { data: { value: 'b3RoZXI=' } } : { data: { value: 'other' } };
        const patch = one.how === 'value' ? value : { metadata: { labels: { edited: 'yes' } } };
        const asked = { group: '', resource, namespace: 'shop', name: one.name, user: ADMIN };
        this.loop = { ...this.loop, cluster: request(this.settings.config, this.loop.cluster, one.how === 'delete' ? { ...asked, verb: 'delete' } : { ...asked, verb: 'patch', patch: patch as never }).cluster };
        break;
      }
      default:
        this.wait(one.seconds);
    }
  }

  private fail(why: string): never {
    throw new Broken(`${why}; it stands at ${JSON.stringify(this.loop.apps.shop?.app.status)} after ${JSON.stringify(this.events.slice(-6))}`);
  }

  /** All that Git has is there as Git has it. */
  private check(): void {
    const files = log(this.loop.repository, 'main')[0]!.files;
    for (const [kind, { resource, kind: word }] of KINDS.entries()) {
      for (const name of NAMES) {
        const text = files[path(kind, name)];
        const object = objectAt(this.loop.cluster.server.store.tables, resource, `shop/${name}`) as Readonly<Record<string, unknown>> | undefined;
        if (text === undefined) {
          if (object !== undefined) this.fail(`${word}/${name} is not in Git, but is there although all is said to be Synced`);
          continue;
        }
        const value = /"v?([0-9])"(?: \}|\})/.exec(text.split('\n').at(-2)!)?.[1] ?? '';
        const wanted = word === 'Secret' ? { data: { value: btoa(value) } } : word === 'ConfigMap' ? { data: { value } } : { imagePullSecrets: [{ name: `v${value}` }] };
        const [field, content] = Object.entries(wanted)[0]!;
        if (JSON.stringify(object?.[field]) !== JSON.stringify(content)) this.fail(`${word}/${name}: Git has ${JSON.stringify(content)}, the cluster ${JSON.stringify(object?.[field])}`);
      }
    }
  }

  run(): string {
    this.wait(10);
    for (const one of this.history.deeds) this.play(one);
    this.wait(SETTLED);
    const { app, running } = this.loop.apps.shop!;
    const { status } = app;
    if (running !== undefined || app.operation !== undefined) this.fail('a sync never ended');
    const before = this.events.length;
    this.wait(SETTLED);
    const late = this.events.slice(before).filter(({ what }) => what === 'started');
    if (late.length > 0) this.fail('it has come to rest and begins anew');
    if (status?.sync?.status === 'Synced') {
      this.check();
      return 'Synced';
    }
    const condition = status?.conditions?.find(({ type }) => type === 'SyncError' || type === 'ComparisonError');
    if (condition !== undefined) return condition.type;
    if (!this.history.prune && status?.sync?.status === 'OutOfSync') return 'leftovers';
    return this.fail('it does not converge and does not say why');
  }
}

/** Argo CD's loop over a repository and a cluster that others change, too. */
export const target: FuzzTarget<History> = {
  about: 'commits, reverts and edits of the cluster under self-heal: in the end the cluster is as Git has it, or the application says why not; nothing is begun for ever',
  count: 1000,
  limit: 10_000,
  make: (random) => ({ prune: random.below(3) > 0, deeds: Array.from({ length: 2 + random.below(10) }, () => deed(random)) }),
  play: (one) => new Play(one).run(),
};
