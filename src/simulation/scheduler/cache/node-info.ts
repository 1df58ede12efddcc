import { quantityOf } from '../../api';
import type { Labels, Node, Taint } from '../../api';
import { HostPorts } from './host-ports';
import type { PodInfo } from './pod-info';
import { addResource, copyResource, emptyResource, toResource } from './resource';
import type { Resource } from './resource';

/** An image that some node has: its size and on how many nodes it is (ImageStateSummary). */
export interface ImageState {
  size: number;
  numNodes: number;
}

/** A node and the sums over its Pods (pkg/scheduler/framework/types.go NodeInfo). It lives in the scheduler's cache and never leaves it. */
export class NodeInfo {
  readonly name: string;
  labels: Labels = {};
  taints: readonly Taint[] = [];
  unschedulable = false;
  allocatable: Resource = emptyResource();
  declaredFeatures: readonly string[] = [];
  requested: Resource = emptyResource();
  nonZeroCPU = 0;
  nonZeroMemory = 0;
  usedPorts = new HostPorts();
  pods: PodInfo[] = [];
  images: ReadonlyMap<string, ImageState> = new Map();

  /** `slot` is the node's place in the cache's columns. */
  constructor(public node: Node, readonly slot: number, allocatable?: Resource) {
    this.name = node.metadata.name ?? '';
    this.setNode(node, allocatable);
  }

  /** SetNode: the node's own properties, its Pods untouched. */
  setNode(node: Node, allocatable?: Resource): void {
    this.node = node;
    this.labels = node.metadata.labels ?? {};
    this.taints = node.spec?.taints ?? [];
    this.unschedulable = node.spec?.unschedulable === true;
    this.declaredFeatures = node.status?.declaredFeatures ?? [];
    const amounts = node.status?.allocatable ?? node.status?.capacity ?? {};
    this.allocatable = allocatable ?? toResource(Object.entries(amounts).map(([name, text]) => [name, quantityOf(text)] as const));
  }

  addPod(info: PodInfo): void {
    this.pods.push(info);
    addResource(this.requested, info.reserved, 1);
    this.nonZeroCPU += info.nonZero.milliCPU;
    this.nonZeroMemory += info.nonZero.memory;
    for (const port of info.hostPorts) this.usedPorts.add(port);
  }

  /** RemovePod: the last Pod takes the place of the one that goes. False when the Pod is not there. */
  removePod(key: string): boolean {
    const at = this.pods.findIndex((pod) => pod.key === key);
    const info = this.pods[at];
    if (info === undefined) return false;
    const last = this.pods.pop();
    if (last !== undefined && last !== info) this.pods[at] = last;
    addResource(this.requested, info.reserved, -1);
    this.nonZeroCPU -= info.nonZero.milliCPU;
    this.nonZeroMemory -= info.nonZero.memory;
    for (const port of info.hostPorts) this.usedPorts.remove(port);
    return true;
  }

  /** Snapshot: a copy to try things on. */
  copy(): NodeInfo {
    const copy = new NodeInfo(this.node, this.slot, this.allocatable);
    copy.requested = copyResource(this.requested);
    copy.nonZeroCPU = this.nonZeroCPU;
    copy.nonZeroMemory = this.nonZeroMemory;
    copy.usedPorts = this.usedPorts.copy();
    copy.pods = [...this.pods];
    copy.images = this.images;
    return copy;
  }
}
