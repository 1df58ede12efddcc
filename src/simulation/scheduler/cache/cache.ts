import type { Labels, Node } from '../../api';
import { Images } from './images';
import { Listers } from './listers';
import { NodeInfo } from './node-info';
import { NodeTree } from './node-tree';
import { PodCounts } from './pod-counts';
import type { PodInfo } from './pod-info';
import { TermGroups } from './term-groups';
import { Topology } from './topology';

/**
 * What the scheduler knows about the cluster (pkg/scheduler/backend/cache): nodes with the sums over their Pods, Pods that were promised
 * to a node before the API says so (`assume`), and indexes that grow and shrink with them. Upstream copies changed nodes into a snapshot
 * for each cycle because its cycles run beside its event handlers; here nothing runs beside a cycle, so plugins read the cache itself.
 */
export class Cache {
  readonly listers = new Listers();
  readonly topology = new Topology();
  readonly counts = new PodCounts(() => this.byName.values());
  readonly terms = new TermGroups();
  private readonly byName = new Map<string, NodeInfo>();
  private readonly tree = new NodeTree();
  private readonly images = new Images();
  /** Pods by key, with the node each is on, which may not be there (yet, or any more). */
  private readonly placed = new Map<string, { readonly info: PodInfo; readonly nodeName: string; readonly assumed: boolean }>();
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
    this.tree.add(node);
    this.order = null;
    this.topology.set(slot, info.labels);
    this.images.add(info);
    for (const { info: pod, nodeName } of this.placed.values()) if (nodeName === name) this.attach(pod, info);
  }

  /** Returns the node as it was before. */
  updateNode(node: Node): Node | undefined {
    const info = this.byName.get(node.metadata.name ?? '');
    if (info === undefined) {
      this.addNode(node);
      return undefined;
    }
    const before = info.node;
    this.images.remove(info);
    if (this.tree.update(before, node)) this.order = null;
    info.setNode(node);
    this.topology.set(info.slot, info.labels);
    this.images.add(info);
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
    return before?.info;
  }

  removePod(key: string): PodInfo | undefined {
    const found = this.placed.get(key);
    if (found === undefined) return undefined;
    this.placed.delete(key);
    const node = this.byName.get(found.nodeName);
    if (node !== undefined) this.detach(found.info, node);
    return found.info;
  }

  pod(key: string): PodInfo | undefined {
    return this.placed.get(key)?.info;
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

  private place(info: PodInfo, nodeName: string, assumed: boolean): void {
    this.removePod(info.key);
    this.placed.set(info.key, { info, nodeName, assumed });
    const node = this.byName.get(nodeName);
    if (node !== undefined) this.attach(info, node);
  }

  private attach(info: PodInfo, node: NodeInfo): void {
    node.addPod(info);
    this.index(info, node.slot, 1);
  }

  private detach(info: PodInfo, node: NodeInfo): void {
    if (node.removePod(info.key)) this.index(info, node.slot, -1);
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
