import { milliValue, podRequests, quantityOf, unitValue, type Taint } from '@site/src/simulation/api';
import { type LabPod, type LabRun } from './run';
import { decidedBy, type Step } from './steps';

/** A Pod as drawn on its node. */
export interface Resident {
  readonly key: string;
  readonly short: string;
  readonly milliCPU: number;
  readonly memory: number;
  /** The larger of its shares of the node's CPU and memory, 0..1. */
  readonly share: number;
}

export interface NodeView {
  readonly name: string;
  readonly zone: string;
  readonly cordoned: boolean;
  readonly taints: readonly Taint[];
  /** CPU relative to the largest node, 0..1: the height of the box. */
  readonly size: number;
  readonly allocatable: { readonly milliCPU: number; readonly memory: number };
  readonly requested: { readonly milliCPU: number; readonly memory: number };
  readonly pods: readonly Resident[];
}

export interface StageView {
  readonly nodes: readonly NodeView[];
  /** Pods still in the queue. */
  readonly waiting: readonly LabPod[];
  /** Pods that were tried and found no place, and those no scheduler takes. */
  readonly stuck: readonly LabPod[];
}

function resident(pod: LabPod, total: { milliCPU: number; memory: number }): Resident {
  const requests = podRequests(pod.pod.spec);
  const cpu = requests.get('cpu');
  const bytes = requests.get('memory');
  const milliCPU = cpu === undefined ? 0 : milliValue(cpu);
  const memory = bytes === undefined ? 0 : unitValue(bytes);
  const share = Math.min(1, Math.max(total.milliCPU === 0 ? 0 : milliCPU / total.milliCPU, total.memory === 0 ? 0 : memory / total.memory));
  return { key: pod.key, short: pod.short, milliCPU, memory, share };
}

/** The picture after `cursor` steps. */
export function stageView(run: LabRun, steps: readonly Step[], cursor: number): StageView {
  const decided = run.decisions.slice(0, decidedBy(steps, cursor));
  const byKey = new Map(run.pods.map((pod) => [pod.key, pod]));
  const placed = new Map<string, LabPod[]>();
  const stuck: LabPod[] = [];
  const settled = new Set<string>();
  for (const decision of decided) {
    const pod = byKey.get(decision.pod);
    if (pod === undefined) continue;
    settled.add(decision.pod);
    const node = decision.kind === 'scheduled' || (decision.kind === 'bound' && decision.nodeExists) ? decision.node : null;
    if (node === null) stuck.push(pod);
    else placed.set(node, [...(placed.get(node) ?? []), pod]);
  }
  const sizes = run.nodes.map(({ node }) => milliValue(quantityOf(node.status?.allocatable?.['cpu'])));
  const largest = Math.max(1, ...sizes);
  const nodes = run.nodes.map(({ node }, i): NodeView => {
    const name = node.metadata.name ?? '';
    const allocatable = { milliCPU: sizes[i] ?? 0, memory: unitValue(quantityOf(node.status?.allocatable?.['memory'])) };
    const pods = (placed.get(name) ?? []).map((pod) => resident(pod, allocatable));
    return {
      name,
      zone: node.metadata.labels?.['topology.kubernetes.io/zone'] ?? '',
      cordoned: node.spec?.unschedulable === true,
      taints: node.spec?.taints ?? [],
      size: (sizes[i] ?? 0) / largest,
      allocatable,
      requested: {
        milliCPU: pods.reduce((sum, pod) => sum + pod.milliCPU, 0),
        memory: pods.reduce((sum, pod) => sum + pod.memory, 0),
      },
      pods,
    };
  });
  return { nodes, waiting: run.decisions.filter((d) => !settled.has(d.pod)).flatMap((d) => byKey.get(d.pod) ?? []), stuck };
}
