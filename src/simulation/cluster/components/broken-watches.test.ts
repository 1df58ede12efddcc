import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { byText } from '../../base/ordered-map';
import { request, runUntil } from '../cluster';
import type { Cluster, ClusterConfig } from '../cluster';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';
import { ETCD_MEMBERS, startComponent, stopComponent } from '.';
import type { ComponentName } from '.';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'kubernetes-admin', groups: ['system:masters'] };
const NODES = ['one', 'two'].map((name, index) => nodeSettings(name, index, { catalogue: { app: { words: ['present'] } } }));

class Times {
  readonly config: ClusterConfig;
  cluster: Cluster;

  constructor() {
    const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: NODES, now: START });
    this.config = config;
    this.cluster = cluster;
  }

  until(seconds: number): this {
    this.cluster = runUntil(this.config, this.cluster, START + seconds * SECOND, 200_000).cluster;
    return this;
  }

  stop(...names: readonly ComponentName[]): this {
    for (const name of names) this.cluster = stopComponent(this.config, this.cluster, name);
    return this;
  }

  start(...names: readonly ComponentName[]): this {
    for (const name of names) this.cluster = startComponent(this.config, this.cluster, name);
    return this;
  }

  /** A Pod whose container ends while the API server is away, or one that stays. */
  pod(name = 'web', args = ['exit=1@15s']): this {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { nodeName: 'one', containers: [{ name: 'app', image: 'app:1', args }] } };
    this.cluster = request(this.config, this.cluster, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name, body, user: USER }).cluster;
    return this;
  }

  isBroken(process: string): boolean {
    return byText.has(this.cluster.components.broken, process);
  }

  ready(name: string): string | undefined {
    return viewOf(this.cluster.server.store.tables).get('nodes', undefined, name)?.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  }

  /** How often it was said of the Pod that its node is not ready. */
  notReady(): number {
    return viewOf(this.cluster.server.store.tables).list('events', 'default').filter(({ reason, involvedObject }) => reason === 'NodeNotReady' && involvedObject.kind === 'Pod').reduce((sum, { count }) => sum + (count ?? 0), 0);
  }
}

describe('watches that are broken', () => {
  it('wait twice when the API server has begun anew: its watch cache does not have their revision', () => {
    // They try after 1.2, 3.6, 8.4, 18 and 37.2 s; the answer then is 410, and they list when they have waited 38.4 s more.
    const times = new Times().until(100).stop('kube-apiserver').until(125).start('kube-apiserver').until(138);
    expect(times.isBroken('kube-controller-manager')).toBe(true);
    expect(times.until(175).isBroken('kubelet/one')).toBe(true);
    expect(times.until(176).isBroken('kubelet/one')).toBe(false);
    expect(times.isBroken('kube-controller-manager')).toBe(false);
  });

  it('go on where they were when only the network was down', () => {
    const times = new Times().until(100).stop('network/one').until(125).start('network/one');
    expect(times.until(137).isBroken('kubelet/one')).toBe(true);
    expect(times.until(138).isBroken('kubelet/one')).toBe(false);
  });

  it('back off from the start again after two minutes', () => {
    // The attempt at 120.6 s is the first after the API server is there; two minutes are over, so it lists 1.2 s after the 410.
    const times = new Times().until(100).stop('kube-apiserver').until(180).start('kube-apiserver').until(221);
    expect(times.isBroken('kubelet/one')).toBe(true);
    expect(times.until(222).isBroken('kubelet/one')).toBe(false);
  });

  it('let the node controller take nodes for lost that have renewed their Leases, and say so of their Pods until it sees what it wrote', () => {
    // The image is on the node's list by then: news of its own would be a write of its status, which the node controller meets as a conflict and takes for a sign of life.
    const times = new Times().until(20).pod('early', []).until(90).pod().until(100).stop('kube-apiserver').until(120).start('kube-apiserver').until(140);
    expect(times.ready('one')).toBe('True');
    times.until(166);
    expect([times.ready('one'), times.ready('two')]).toEqual(['Unknown', 'Unknown']);
    expect(times.notReady()).toBeGreaterThanOrEqual(2);
    // The kubelet does not see it either, until its own watch is there again.
    expect(times.until(174).ready('one')).toBe('Unknown');
    expect(times.until(200).ready('one')).toBe('True');
    const said = times.notReady();
    expect(times.until(240).notReady()).toBe(said);
  });
});

describe('an etcd that does not answer', () => {
  it('holds the look at the nodes, and what kubelets have sent goes through when it is back', () => {
    const times = new Times().until(100).stop(...ETCD_MEMBERS).until(178);
    times.start(...ETCD_MEMBERS);
    for (let at = 179; at <= 260; at += 1) expect([at, times.until(at).ready('one')]).toEqual([at, 'True']);
  });
});
