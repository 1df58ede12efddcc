/** The one node group of the course's cluster: machines that are alike and stand still until somebody starts them. */
import { milliValue, quantityOf, unitValue } from '../../../api';
import type { Node, Pod, ResourceList } from '../../../api';
import { explainOne } from '../../../scheduler';
import type { Size } from '../../../resources';
import type { View } from '../../control/view';
import type { Cluster } from '../../cluster-state';
import { isStopped } from '../../components/refusal';

export interface GroupSettings {
  readonly name: string;
  readonly machines: readonly string[];
  readonly min: number;
  readonly allocatable: ResourceList;
  readonly labels: Readonly<Record<string, string>>;
  /** From the cloud's "yes" until the machine's kubelet runs, µs. */
  readonly boots: number;
}

export const sizeOfNode = (allocatable: ResourceList | undefined): Size => ({ cpu: milliValue(quantityOf(allocatable?.['cpu'])), memory: unitValue(quantityOf(allocatable?.['memory'])), pods: unitValue(quantityOf(allocatable?.['pods'])) });

/** A node of the group before there is one: what a waiting Pod is tried on (simulator: the group's template node). */
const templateOf = ({ name, allocatable, labels }: GroupSettings): Node => ({
  apiVersion: 'v1', kind: 'Node', metadata: { name: `template-node-for-${name}`, labels: { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': `template-node-for-${name}`, ...labels } },
  spec: {}, status: { allocatable, capacity: allocatable },
});

/** Why an empty node of the group would not take a Pod, in the scheduler's reasons; nothing where it would. */
export function rejectedBy(group: GroupSettings, pod: Pod): readonly string[] {
  const decision = explainOne({ nodes: [templateOf(group)], pods: [] }, { ...pod, status: { ...pod.status, conditions: [] } } as Pod);
  if (decision.kind !== 'unschedulable') return [];
  const { nodeToStatus, preFilterMessage } = decision.failure.diagnosis;
  const reasons = [...nodeToStatus.values()].flatMap((status) => status.reasons);
  return reasons.length > 0 ? reasons : [preFilterMessage || 'node(s) were unschedulable'];
}

/** Which machines run (or have been asked for), and which could be started. */
export function machinesOf({ machines }: GroupSettings, cluster: Cluster, asked: Readonly<Record<string, number>>): { readonly used: readonly string[]; readonly idle: readonly string[] } {
  const isUsed = (name: string): boolean => Object.hasOwn(asked, name) || !isStopped(cluster.components, `kubelet/${name}`);
  return { used: machines.filter(isUsed), idle: machines.filter((name) => !isUsed(name)) };
}

/** Those of them that have registered and are ready. */
export const isReadyNode = (view: View, name: string): boolean => view.get('nodes', undefined, name)?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
