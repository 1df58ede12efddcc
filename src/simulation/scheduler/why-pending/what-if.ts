import type { Node, Pod, Taint } from '../../api';
import { podKey } from '../cache/pod-info';
import { newScheduler } from '../schedule-all';
import type { ClusterInput } from '../schedule-all';
import type { SchedulerSetup } from '../scheduler';
import type { Dump } from './dump';

/** A change to try on a dump. Those of Pods concern the Pending ones that `whatIf` is asked about. */
export type Change =
  | { readonly kind: 'moreNodes'; readonly like: string; readonly count: number }
  /** The node goes; its Pods, those of DaemonSets apart, have to find a place again. */
  | { readonly kind: 'withoutNode'; readonly node: string }
  | { readonly kind: 'uncordon'; readonly node: string }
  | { readonly kind: 'nodeLabel'; readonly node: string; readonly label: string; readonly value: string }
  /** Every container of the Pod requests this much; `amount` is a quantity. */
  | { readonly kind: 'request'; readonly resource: string; readonly amount: string }
  | { readonly kind: 'toleration'; readonly taint: Taint }
  | { readonly kind: 'priority'; readonly priority: number };

/** What would become of the Pods that wait, each tried once in the queue's order and seeing those before it. */
export interface WhatIf {
  readonly placed: readonly { readonly pod: string; readonly node: string }[];
  /** With the message that each would get, and who would be evicted for it. */
  readonly waiting: readonly { readonly pod: string; readonly message: string; readonly victims: readonly string[] }[];
}

/** A change that names what the dump does not have. */
export class ChangeError extends Error {}

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const nameOf = ({ metadata }: Node): string => metadata.name ?? '';
const isDaemonPod = ({ metadata }: Pod): boolean => (metadata.ownerReferences ?? []).some(({ kind }) => kind === 'DaemonSet');

interface Situation {
  readonly cluster: ClusterInput;
  readonly pending: readonly Pod[];
}

function nodeOf({ nodes }: ClusterInput, name: string): Node {
  const found = nodes.find((node) => nameOf(node) === name);
  if (found === undefined) throw new ChangeError(`the dump has no node "${name}"; it has ${nodes.slice(0, 5).map(nameOf).join(', ')}${nodes.length > 5 ? ', …' : ''}`);
  return found;
}

const twin = (like: Node, name: string): Node => ({ ...like, metadata: { ...like.metadata, name, uid: name, labels: { ...like.metadata.labels, 'kubernetes.io/hostname': name } }, spec: { ...like.spec, unschedulable: false, taints: (like.spec?.taints ?? []).filter(({ key }) => key !== UNSCHEDULABLE) } });

const released = ({ status: _status, ...pod }: Pod): Pod => {
  const { nodeName: _nodeName, ...spec } = pod.spec;
  return { ...pod, spec };
};

function changedPod(pod: Pod, change: Extract<Change, { kind: 'request' | 'toleration' | 'priority' }>): Pod {
  switch (change.kind) {
    case 'request':
      return { ...pod, spec: { ...pod.spec, containers: pod.spec.containers.map((one) => ({ ...one, resources: { ...one.resources, requests: { ...one.resources?.requests, [change.resource]: change.amount } } })) } };
    case 'toleration': {
      const { key, value, effect } = change.taint;
      return { ...pod, spec: { ...pod.spec, tolerations: [...(pod.spec.tolerations ?? []), { key, operator: 'Equal', value: value ?? '', effect }] } };
    }
    case 'priority':
      return { ...pod, spec: { ...pod.spec, priority: change.priority, preemptionPolicy: 'PreemptLowerPriority' } };
  }
}

function apply({ cluster, pending }: Situation, change: Change, concerned: (pod: Pod) => boolean): Situation {
  const replaced = (name: string, by: (node: Node) => Node): ClusterInput => {
    const old = nodeOf(cluster, name);
    return { ...cluster, nodes: cluster.nodes.map((node) => (node === old ? by(node) : node)) };
  };
  switch (change.kind) {
    case 'moreNodes': {
      const like = nodeOf(cluster, change.like);
      const taken = new Set(cluster.nodes.map(nameOf));
      const names: string[] = [];
      for (let i = 1; names.length < change.count; i += 1) if (!taken.has(`new-node-${i}`)) names.push(`new-node-${i}`);
      return { pending, cluster: { ...cluster, nodes: [...cluster.nodes, ...names.map((name) => twin(like, name))] } };
    }
    case 'withoutNode': {
      const gone = nodeOf(cluster, change.node);
      const pods = cluster.pods ?? [];
      const homeless = pods.filter((pod) => pod.spec.nodeName === change.node && !isDaemonPod(pod)).map(released);
      return { pending: [...pending, ...homeless], cluster: { ...cluster, nodes: cluster.nodes.filter((node) => node !== gone), pods: pods.filter((pod) => pod.spec.nodeName !== change.node) } };
    }
    case 'uncordon':
      return { pending, cluster: replaced(change.node, (node) => ({ ...node, spec: { ...node.spec, unschedulable: false, taints: (node.spec?.taints ?? []).filter(({ key }) => key !== UNSCHEDULABLE) } })) };
    case 'nodeLabel':
      return { pending, cluster: replaced(change.node, (node) => ({ ...node, metadata: { ...node.metadata, labels: { ...node.metadata.labels, [change.label]: change.value } } })) };
    default:
      return { cluster, pending: pending.map((pod) => (concerned(pod) ? changedPod(pod, change) : pod)) };
  }
}

/** Tries changes on a dump, all together: which of the Pods that wait would find a place then. Nobody is evicted. Throws a ChangeError. */
export function whatIf(dump: Dump, changes: readonly Change[], concerned: (pod: Pod) => boolean = () => true, options: SchedulerSetup = {}): WhatIf {
  const { cluster, pending } = changes.reduce<Situation>((situation, change) => apply(situation, change, concerned), dump);
  const scheduler = newScheduler(cluster, options);
  const aside = pending.flatMap((pod) => {
    const early = scheduler.beforeQueue(pod);
    scheduler.observe(pod);
    return early === null ? [] : [{ pod: podKey(pod), message: early.kind === 'gated' ? early.status.reasons.join(', ') : early.kind === 'otherScheduler' ? `waits for scheduler "${early.schedulerName}"` : '', victims: [] }];
  });
  const placed: { pod: string; node: string }[] = [];
  const waiting: WhatIf['waiting'][number][] = [...aside];
  for (let decision = scheduler.scheduleNext(); decision !== null; decision = scheduler.scheduleNext()) {
    if (decision.kind === 'scheduled') placed.push({ pod: decision.pod, node: decision.node });
    else if (decision.kind === 'unschedulable') {
      const { postFilter, message } = decision.failure;
      waiting.push({ pod: decision.pod, message, victims: postFilter.kind === 'nominated' ? postFilter.preemption.chosen.victims.map(podKey) : [] });
    }
  }
  return { placed, waiting };
}
