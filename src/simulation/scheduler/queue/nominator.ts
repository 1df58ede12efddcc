import type { PodInfo } from '../cache/pod-info';

/** backend/queue/nominator.go: Pods that made room on a node, or were promised it, and are not there yet. */
export class Nominator {
  private readonly byNode = new Map<string, PodInfo[]>();
  private readonly nodeOf = new Map<string, string>();

  /** Keeps the Pod's own nomination unless another one is given; an empty name takes it away. */
  add(info: PodInfo, nodeName = info.pod.status?.nominatedNodeName ?? ''): void {
    this.delete(info.key);
    if (nodeName === '') return;
    this.nodeOf.set(info.key, nodeName);
    this.byNode.set(nodeName, [...(this.byNode.get(nodeName) ?? []), info]);
  }

  /** UpdateNominatedPod: a Pod that changed keeps a nomination that the API does not show yet. */
  update(before: string, info: PodInfo): void {
    const own = info.pod.status?.nominatedNodeName ?? '';
    this.add(info, own === '' && before === '' ? (this.nodeOf.get(info.key) ?? '') : own);
  }

  delete(key: string): void {
    const nodeName = this.nodeOf.get(key);
    if (nodeName === undefined) return;
    this.nodeOf.delete(key);
    const left = (this.byNode.get(nodeName) ?? []).filter((info) => info.key !== key);
    if (left.length === 0) this.byNode.delete(nodeName);
    else this.byNode.set(nodeName, left);
  }

  get isEmpty(): boolean {
    return this.nodeOf.size === 0;
  }

  on(nodeName: string): readonly PodInfo[] {
    return this.byNode.get(nodeName) ?? NONE;
  }
}

const NONE: readonly PodInfo[] = [];
