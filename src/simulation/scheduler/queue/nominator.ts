import type { Pod } from '../../api';
import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { podInfoOf, podKey } from '../cache/pod-info';
import type { PodInfo } from '../cache/pod-info';

/** Which Pods have which nodes kept for them. Plain data, replaced and never changed. */
export interface NominatorState {
  readonly byNode: OrderedMap<string, readonly Pod[]>;
  readonly nodeOf: OrderedMap<string, string>;
}

export const NOBODY_NOMINATED: NominatorState = { byNode: null, nodeOf: null };

const nominatedNode = (pod: Pod): string => pod.status?.nominatedNodeName ?? '';

/** backend/queue/nominator.go: Pods that made room on a node, or were promised it, and are not there yet. */
export class Nominator {
  state: NominatorState = NOBODY_NOMINATED;

  /** Keeps the Pod's own nomination unless another one is given; an empty name takes it away. */
  add(pod: Pod, nodeName = nominatedNode(pod)): void {
    const key = podKey(pod);
    this.delete(key);
    if (nodeName === '') return;
    const { byNode, nodeOf } = this.state;
    this.state = { nodeOf: byText.set(nodeOf, key, nodeName), byNode: byText.set(byNode, nodeName, [...(byText.get(byNode, nodeName) ?? []), pod]) };
  }

  /** UpdateNominatedPod: a Pod that changed keeps a nomination that the API does not show yet. */
  update(before: Pod, pod: Pod): void {
    const own = nominatedNode(pod);
    this.add(pod, own === '' && nominatedNode(before) === '' ? (byText.get(this.state.nodeOf, podKey(pod)) ?? '') : own);
  }

  delete(key: string): void {
    const { byNode, nodeOf } = this.state;
    const nodeName = byText.get(nodeOf, key);
    if (nodeName === undefined) return;
    const left = (byText.get(byNode, nodeName) ?? []).filter((pod) => podKey(pod) !== key);
    this.state = { nodeOf: byText.delete(nodeOf, key), byNode: left.length === 0 ? byText.delete(byNode, nodeName) : byText.set(byNode, nodeName, left) };
  }

  get isEmpty(): boolean {
    return this.state.nodeOf === null;
  }

  on(nodeName: string): readonly PodInfo[] {
    const found = byText.get(this.state.byNode, nodeName);
    return found === undefined ? NONE : found.map(podInfoOf);
  }
}

const NONE: readonly PodInfo[] = [];
