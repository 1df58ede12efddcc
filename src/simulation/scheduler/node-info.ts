import { quantityOf } from '../api';
import type { Labels, Node, Taint } from '../api';
import { HostPorts } from './host-ports';
import type { PodInfo } from './pod-info';
import { emptyResource, toResource } from './resource';
import type { Resource } from './resource';

/** An image on a node: its size and on how many nodes it is (ImageStateSummary). */
export interface ImageState {
  readonly size: number;
  numNodes: number;
}

/**
 * A node and the sums over its Pods (pkg/scheduler/framework/types.go NodeInfo). `addPod` is what "assuming" a Pod does; instances
 * live inside one scheduling run and never leave it.
 */
export class NodeInfo {
  readonly name: string;
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  readonly unschedulable: boolean;
  readonly allocatable: Resource;
  readonly requested: Resource = emptyResource();
  readonly nonZeroRequested = { milliCPU: 0, memory: 0 };
  readonly usedPorts = new HostPorts();
  readonly pods: PodInfo[] = [];
  readonly images = new Map<string, ImageState>();

  constructor(readonly node: Node) {
    this.name = node.metadata.name ?? '';
    this.labels = node.metadata.labels ?? {};
    this.taints = node.spec?.taints ?? [];
    this.unschedulable = node.spec?.unschedulable === true;
    const allocatable = node.status?.allocatable ?? node.status?.capacity ?? {};
    this.allocatable = toResource(Object.entries(allocatable).map(([name, text]) => [name, quantityOf(text)] as const));
  }

  addPod(info: PodInfo): void {
    this.pods.push(info);
    this.requested.milliCPU += info.requests.milliCPU;
    this.requested.memory += info.requests.memory;
    this.requested.ephemeralStorage += info.requests.ephemeralStorage;
    for (const [name, amount] of info.requests.scalar) this.requested.scalar.set(name, (this.requested.scalar.get(name) ?? 0) + amount);
    this.nonZeroRequested.milliCPU += info.nonZero.milliCPU;
    this.nonZeroRequested.memory += info.nonZero.memory;
    for (const port of info.hostPorts) this.usedPorts.add(port);
  }
}
