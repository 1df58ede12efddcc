import type { Labels, Node, Pod } from '../../api';
import { byText, compareText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { differences } from '../../base/ordered-map-changes';
import { Images } from './images';
import type { ImagesState } from './images';
import { Listers } from './listers';
import { NodeInfo } from './node-info';
import { NO_NODES, NodeTree } from './node-tree';
import type { NodeTreeState } from './node-tree';
import { PodCounts } from './pod-counts';
import { podInfoOf } from './pod-info';
import type { PodInfo } from './pod-info';
import { TermGroups } from './term-groups';
import { Topology } from './topology';

/** A Pod that has a node, which may not be there (yet, or any more). `assumed`: the API does not say so yet. */
interface Placed {
  readonly pod: Pod;
  readonly nodeName: string;
  readonly assumed: boolean;
}

/** Whether counters and terms see no difference between two states of a Pod: only its status has changed. */
const isCountedAlike = (before: Pod, after: Pod): boolean =>
  before.metadata.labels === after.metadata.labels && before.metadata.deletionTimestamp === after.metadata.deletionTimestamp && before.spec.affinity === after.spec.affinity && before.spec.volumes === after.spec.volumes;

/** What the cache holds, without what can be worked out from it. Plain data, replaced and never changed. */
export interface CacheState {
  readonly nodes: OrderedMap<string, Node>;
  readonly tree: NodeTreeState;
  readonly images: ImagesState;
  readonly placed: OrderedMap<string, Placed>;
  /** The keys of each node's Pods, in the order of the node. */
  readonly podsOf: OrderedMap<string, readonly string[]>;
}

export const EMPTY_CACHE: CacheState = { nodes: null, tree: NO_NODES, images: null, placed: null, podsOf: null };

/**
 * What the scheduler knows about the cluster (pkg/scheduler/backend/cache): nodes with the sums over their Pods, Pods that were promised
 * to a node before the API says so (`assume`), and indexes that grow and shrink with them. Upstream copies changed nodes into a snapshot
 * for each cycle because its cycles run beside its event handlers; here nothing runs beside a cycle, so plugins read the cache itself.
 *
 * It is a working copy that changes in place: `state` gives what it holds as a value, at the cost of what changed since, and `moveTo` brings
 * it to any such value, at the cost of what differs.
 */
export class Cache {
  readonly listers = new Listers();
  readonly topology = new Topology();
  readonly counts = new PodCounts(() => this.byName.values());
  readonly terms = new TermGroups();
  private readonly byName = new Map<string, NodeInfo>();
  private readonly tree = new NodeTree();
  private readonly images = new Images();
  private readonly placed = new Map<string, Placed>();
  private saved: CacheState = EMPTY_CACHE;
  /** Pods and nodes that are not as they were saved. */
  private readonly changedPods = new Set<string>();
  private readonly changedNodes = new Set<string>();
  private readonly claimUsers = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private slots = 0;
  private order: readonly NodeInfo[] | null = null;

  /** All nodes, in the order in which they are visited. */
  get nodes(): readonly NodeInfo[] {
    this.order ??= this.tree.list().flatMap((name) => this.byName.get(name) ?? []);
    return this.order;
  }

  node(name: string): NodeInfo | undefined {
    return this.byName.get(name);
  }

  /** Room that a column by node slot needs. */
  get slotCount(): number {
    return this.slots;
  }

  addNode(node: Node): void {
    const name = node.metadata.name ?? '';
    if (this.byName.has(name)) {
      this.updateNode(node);
      return;
    }
    const slot = this.freeSlots.pop() ?? this.slots++;
    const info = new NodeInfo(node, slot);
    this.byName.set(name, info);
    this.changedNodes.add(name);
    this.tree.add(node);
    this.order = null;
    this.topology.set(slot, info.labels);
    this.images.add(info);
    // In an order that does not depend on how the cache came here.
    const waiting = [...this.placed].filter(([, { nodeName }]) => nodeName === name).sort(([a], [b]) => compareText(a, b));
    for (const [, { pod }] of waiting) this.attach(podInfoOf(pod), info);
  }

  /** Returns the node as it was before. */
  updateNode(node: Node): Node | undefined {
    const info = this.byName.get(node.metadata.name ?? '');
    if (info === undefined) {
      this.addNode(node);
      return undefined;
    }
    const before = info.node;
    const sameImages = before.status?.images === node.status?.images;
    if (!sameImages) this.images.remove(info);
    if (this.tree.update(before, node)) this.order = null;
    info.setNode(node);
    this.changedNodes.add(info.name);
    this.topology.set(info.slot, info.labels);
    if (!sameImages) this.images.add(info);
    return before;
  }

  removeNode(name: string): Node | undefined {
    const info = this.byName.get(name);
    if (info === undefined) return undefined;
    for (const pod of [...info.pods]) this.detach(pod, info);
    this.images.remove(info);
    this.topology.set(info.slot, undefined);
    this.tree.remove(info.node);
    this.byName.delete(name);
    this.changedNodes.add(name);
    this.order = null;
    this.freeSlots.push(info.slot);
    return info.node;
  }

  /** AssumePod: the Pod counts on its node from now on, whatever the API still says. */
  assume(info: PodInfo, nodeName: string): void {
    this.place(info, nodeName, true);
  }

  /** ForgetPod: binding failed. False when the Pod was not assumed. */
  forget(key: string): boolean {
    if (this.placed.get(key)?.assumed !== true) return false;
    this.removePod(key);
    return true;
  }

  isAssumed(key: string): boolean {
    return this.placed.get(key)?.assumed === true;
  }

  /** AddPod and UpdatePod: the API says that the Pod has this node. Returns the Pod as it was in the cache. */
  setPod(info: PodInfo, nodeName: string): PodInfo | undefined {
    const before = this.placed.get(info.key);
    this.place(info, nodeName, false);
    return before === undefined ? undefined : podInfoOf(before.pod);
  }

  removePod(key: string): PodInfo | undefined {
    const found = this.placed.get(key);
    if (found === undefined) return undefined;
    this.placed.delete(key);
    this.changedPods.add(key);
    const node = this.byName.get(found.nodeName);
    const info = podInfoOf(found.pod);
    if (node !== undefined) this.detach(info, node);
    return info;
  }

  pod(key: string): Pod | undefined {
    return this.placed.get(key)?.pod;
  }

  /** StorageInfos().IsPVCUsedByPods, by `namespace/name`. */
  isClaimUsed(key: string): boolean {
    return (this.claimUsers.get(key) ?? 0) > 0;
  }

  namespaces(): { readonly name: string; readonly labels: Labels }[] {
    return this.listers.list('Namespace').map(({ metadata }) => ({ name: metadata.name ?? '', labels: metadata.labels ?? {} }));
  }

  namespaceLabels(name: string): Labels {
    return this.listers.get('Namespace', name)?.metadata.labels ?? {};
  }

  imageExists(name: string): boolean {
    return this.images.has(name);
  }

  get state(): CacheState {
    if (this.changedPods.size + this.changedNodes.size === 0) return this.saved;
    let { nodes, placed, podsOf } = this.saved;
    for (const key of this.changedPods) {
      const now = this.placed.get(key);
      placed = now === undefined ? byText.delete(placed, key) : byText.set(placed, key, now);
    }
    for (const name of this.changedNodes) {
      const info = this.byName.get(name);
      nodes = info === undefined ? byText.delete(nodes, name) : byText.set(nodes, name, info.node);
      podsOf = info === undefined || info.pods.length === 0 ? byText.delete(podsOf, name) : byText.set(podsOf, name, info.pods.map(({ key }) => key));
    }
    this.changedPods.clear();
    this.changedNodes.clear();
    this.saved = { nodes, placed, podsOf, tree: this.tree.state, images: this.images.state };
    return this.saved;
  }

  /** Brings the cache to what it held at another moment. */
  moveTo(state: CacheState): void {
    const now = this.state;
    if (now === state) return;
    const pods = differences(compareText, now.placed, state.placed);
    for (const { key } of pods) this.removePod(key);
    for (const { key, after } of differences(compareText, now.nodes, state.nodes)) {
      if (after === undefined) this.removeNode(key);
      else this.updateNode(after);
    }
    for (const { after } of pods) if (after !== undefined) this.place(podInfoOf(after.pod), after.nodeName, after.assumed);
    const podsOf = this.state.podsOf;
    for (const { key, after } of differences(compareText, podsOf, state.podsOf)) {
      const turns = new Map((after ?? []).map((pod, turn) => [pod, turn]));
      this.byName.get(key)?.pods.sort((a, b) => (turns.get(a.key) ?? 0) - (turns.get(b.key) ?? 0));
    }
    this.images.moveTo(state.images);
    this.tree.state = state.tree;
    this.order = null;
    this.saved = state;
  }

  private place(info: PodInfo, nodeName: string, assumed: boolean): void {
    const { key } = info;
    const node = this.byName.get(nodeName);
    const before = this.placed.get(key);
    const stays = node !== undefined && before?.nodeName === nodeName && isCountedAlike(before.pod, info.pod) && node.removePod(key);
    if (!stays) this.removePod(key);
    this.placed.set(key, { pod: info.pod, nodeName, assumed });
    this.changedPods.add(key);
    if (node === undefined) return;
    if (!stays) return this.attach(info, node);
    node.addPod(info);
    this.changedNodes.add(node.name);
  }

  private attach(info: PodInfo, node: NodeInfo): void {
    node.addPod(info);
    this.changedNodes.add(node.name);
    this.index(info, node.slot, 1);
  }

  private detach(info: PodInfo, node: NodeInfo): void {
    if (!node.removePod(info.key)) return;
    this.changedNodes.add(node.name);
    this.index(info, node.slot, -1);
  }

  private index(info: PodInfo, slot: number, delta: 1 | -1): void {
    this.counts.add(info, slot, delta);
    this.terms.add(info, slot, delta);
    for (const { persistentVolumeClaim } of info.pod.spec.volumes ?? []) {
      if (persistentVolumeClaim === undefined) continue;
      const key = `${info.namespace}/${persistentVolumeClaim.claimName}`;
      this.claimUsers.set(key, (this.claimUsers.get(key) ?? 0) + delta);
    }
  }
}
