/** The cluster of a case: three nodes with kubelets, everything with its default settings; every change is noted with its time. */
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { ApiObject, Pod } from '@site/src/simulation/api/types';
import { nextDue, request, runUntil, wake } from '@site/src/simulation/cluster/cluster';
import type { Cluster, ClusterConfig } from '@site/src/simulation/cluster/cluster';
import type { Answer, Request } from '@site/src/simulation/cluster/apiserver/types';
import { resourceOf } from '@site/src/simulation/cluster/apiserver/resource';
import { startComponent, stopComponent } from '@site/src/simulation/cluster/components';
import type { ComponentName } from '@site/src/simulation/cluster/components';
import { viewOf } from '@site/src/simulation/cluster/control/view';
import type { View } from '@site/src/simulation/cluster/control/view';
import { clusterConfig, defaultCluster, nodeSettings } from '@site/src/simulation/cluster/default-cluster';
import type { DefaultClusterOptions } from '@site/src/simulation/cluster/default-cluster';
import type { Catalogue } from '@site/src/simulation/cluster/images/catalogue';
import { withManifest } from '@site/src/simulation/cluster/node/manifests';
import { kubeletName } from '@site/src/simulation/cluster/node/settings';
import { changesAfter } from '@site/src/simulation/cluster/store/store';
import type { Change } from '@site/src/simulation/cluster/store/store';
import type { Circumstances } from './circumstances';

export const SECOND = 1_000_000;
const REGISTRY = createRegistry(ALL_KINDS);
export const USER = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
/** Seconds over which metrics-server takes its rates: its --metric-resolution is 15 s, of which it says what lay between two looks. */
const METRICS_WINDOW = 10;
/** Midnight, so that a wall-clock minute begins here. */
const MIDNIGHT = 1_767_225_600 * SECOND;
/** The clusters had been up for a while, s. */
const BEFORE = 200;

export interface Noted {
  readonly at: number;
  readonly change: Change;
}

export class Stage {
  private readonly idle: ClusterConfig;
  /** The same while the machine is busy, until a time, µs. */
  private readonly busy: { readonly config: ClusterConfig; readonly until: number };
  cluster: Cluster;
  readonly start: number;
  readonly noted: Noted[] = [];
  /** Millicores that the Pods of the namespace use together; undefined: there are no metrics. */
  cpu: number | undefined;
  private revision = 0;
  private readonly later: { readonly at: number; readonly act: () => void }[] = [];

  constructor(nodes: readonly string[], images: Readonly<Record<string, readonly string[]>>, startsAtSecond: number, namespace: string, { began, busy }: Circumstances) {
    const catalogue: Catalogue = Object.fromEntries(Object.entries(images).map(([name, words]) => [`sim/${name}`, { words }]));
    this.start = MIDNIGHT + 600 * SECOND + startsAtSecond * SECOND;
    const options = (slower: number): DefaultClusterOptions => ({
      nodes: nodes.map((name, index) => nodeSettings(name, index, { catalogue, slower, capacity: { cpu: '4', memory: '8Gi', pods: '110' } })), slower, now: this.start - BEFORE * SECOND,
      metrics: (view, inNamespace, now) => {
        const running = view.list('pods', inNamespace).filter(({ status }) => status?.phase === 'Running');
        const { cpu } = this;
        if (cpu === undefined) return { resource: [] };
        return { resource: running.map(({ metadata, spec }) => ({ pod: metadata.name ?? '', at: now / SECOND, window: METRICS_WINDOW, containers: spec.containers.map(({ name }) => ({ name, usage: { cpu: Math.floor(cpu / running.length / spec.containers.length) } })) })) };
      },
    });
    const { config, cluster } = defaultCluster(REGISTRY, options(1));
    this.idle = config;
    this.busy = { config: busy.times === 1 ? config : clusterConfig(REGISTRY, options(busy.times)), until: this.start + busy.until * SECOND };
    this.cluster = cluster;
    for (const name of nodes) this.stop(`kubelet/${name}`);
    this.stop('kube-controller-manager');
    const starts = [{ name: 'kube-controller-manager' as ComponentName, at: began.controllers }, ...nodes.map((node, index) => ({ name: `kubelet/${node}` as ComponentName, at: began.kubelets[index % began.kubelets.length]! }))];
    for (const { name, at } of starts.sort((a, b) => b.at - a.at)) {
      this.cluster = runUntil(config, this.cluster, Math.round(this.start - at * SECOND)).cluster;
      this.restart(name);
    }
    this.cluster = runUntil(config, this.cluster, this.start - 10 * SECOND).cluster;
    this.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    this.cluster = runUntil(config, this.cluster, this.start).cluster;
    this.revision = this.cluster.server.store.revision;
  }

  get now(): number {
    return this.cluster.clock.now;
  }

  get config(): ClusterConfig {
    return this.now >= this.start && this.now < this.busy.until ? this.busy.config : this.idle;
  }

  get seconds(): number {
    return Math.round((this.now - this.start) / 1000) / 1000;
  }

  get view(): View {
    return viewOf(this.cluster.server.store.tables);
  }

  request(asked: Request): Answer {
    const { cluster, answer } = request(this.config, this.cluster, asked);
    this.cluster = cluster;
    this.note();
    return answer;
  }

  private place({ apiVersion, kind, metadata }: ApiObject): Pick<Request, 'group' | 'resource' | 'namespace' | 'name'> {
    const found = resourceOf(REGISTRY, { apiVersion, kind });
    if (found === undefined) throw new Error(`no kind ${apiVersion} ${kind}`);
    return { ...found, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }), name: metadata.name ?? '' };
  }

  create(object: ApiObject): Answer {
    return this.request({ verb: 'create', ...this.place(object), body: object, user: USER });
  }

  /** Does something later. */
  after(seconds: number, act: () => void): void {
    this.later.push({ at: Math.round(this.now + seconds * SECOND), act });
    this.later.sort((a, b) => a.at - b.at);
  }

  stop(name: ComponentName): void {
    this.cluster = stopComponent(this.config, this.cluster, name);
  }

  restart(name: ComponentName): void {
    this.cluster = startComponent(this.config, this.cluster, name);
  }

  manifest(node: string, file: string, pod: Pod | undefined): void {
    this.cluster = wake(this.config, withManifest(this.cluster, node, file, pod), kubeletName(node), 'manifests');
  }

  private note(): void {
    for (const [revision, change] of changesAfter(this.cluster.server.store, this.revision) ?? []) {
      this.noted.push({ at: this.seconds, change });
      this.revision = revision;
    }
  }

  /** Lets time pass, from one thing that happens to the next. */
  run(until: number): void {
    for (let at = this.now; ; ) {
      this.cluster = runUntil(this.config, this.cluster, at, 500_000).cluster;
      this.note();
      const [first] = this.later;
      if (first !== undefined && first.at <= this.now) {
        this.later.shift();
        first.act();
        continue;
      }
      if (this.now >= until) return;
      at = Math.min(nextDue(this.cluster) ?? until, first?.at ?? until, until);
    }
  }
}
