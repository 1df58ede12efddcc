/** Whether a node takes a Pod that was bound to it (pkg/kubelet/lifecycle/predicate.go; pkg/scheduler: AdmissionCheck). */
import { byText } from '../../base/ordered-map';
import { milliValue, parseResourceList, specRequests, unitValue } from '../../api';
import type { Node, Pod, Quantity, Requests } from '../../api';
import { admitUnderPressure } from '../../resources/eviction/admission';
import { requiredAffinityMatches } from '../../scheduler/helper/required-affinity';
import { untoleratedTaint } from '../../scheduler/helper/tolerations';
import { grantedToOthersThatStay } from './resize';
import type { Session } from './session';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

export const allocatableOf = (node: Node): Requests => parseResourceList(node.status?.allocatable);

const amountOf = (amounts: ReadonlyMap<string, Quantity>, name: string): number => {
  const amount = amounts.get(name);
  return amount === undefined ? 0 : name === 'cpu' ? milliValue(amount) : unitValue(amount);
};

/** noderesources.Fits. */
function lacks(pod: Pod, node: Node, used: ReadonlyMap<string, Quantity>): Rejection | undefined {
  const room = allocatableOf(node);
  const wants = specRequests(pod.spec);
  const asked: readonly (readonly [name: string, requested: number])[] = [['pods', 1], ...[...wants.keys()].map((name) => [name, amountOf(wants, name)] as const)];
  for (const [name, requested] of asked) {
    const [taken, capacity] = [amountOf(used, name), amountOf(room, name)];
    if (requested === 0 || requested <= capacity - taken || (name !== 'pods' && !room.has(name))) continue;
    return { reason: `OutOf${name}`, message: `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${taken}, capacity: ${capacity}` };
  }
  return undefined;
}

const portsOf = ({ spec }: Pod): string[] => spec.containers.flatMap(({ ports }) => (ports ?? []).flatMap(({ hostPort, protocol }) => (hostPort === undefined || hostPort === 0 ? [] : [`${protocol ?? 'TCP'}/${hostPort}`])));

const OS_LABEL = 'kubernetes.io/os';

/** rejectPodAdmissionBasedOnOSSelector, rejectPodAdmissionBasedOnOSField: the nodes run Linux. */
function otherSystem({ metadata, spec }: Pod, node: Node): Rejection | undefined {
  const wanted = metadata.labels?.[OS_LABEL];
  if (wanted !== undefined && wanted !== (node.metadata.labels?.[OS_LABEL] ?? 'linux')) return { reason: 'PodOSSelectorNodeLabelDoesNotMatch', message: "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label" };
  if (spec.os !== undefined && spec.os.name !== 'linux') return { reason: 'PodOSNotSupported', message: "Failed to admit pod as the OS field doesn't match node OS" };
  return undefined;
}

/** Why the node does not take the Pod; undefined where it does. */
export function rejection(session: Session, node: Node): Rejection | undefined {
  const { worker, pod, work } = session;
  const pressed = admitUnderPressure(work.memory.eviction?.conditions ?? [], pod.spec);
  if (!pressed.admit) return { reason: pressed.reason, message: pressed.message };
  const system = otherSystem(pod, node);
  if (system !== undefined) return system;
  const room = lacks(pod, node, grantedToOthersThatStay(work.memory.workers, worker.uid));
  if (room !== undefined) return room;
  const labels = node.metadata.labels ?? {};
  if (!requiredAffinityMatches(pod, labels, session.node.name)) return { reason: 'NodeAffinity', message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector" };
  const ports = new Set(portsOf(pod));
  const taken = ports.size > 0 && [...byText.entries(work.memory.workers)].some(([, one]) => (!one.removed || one.file === undefined) && one.uid !== worker.uid && one.admitted && one.stage !== 'finished' && portsOf(one.pod).some((port) => ports.has(port)));
  if (taken) return { reason: 'NodePorts', message: "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports" };
  const taints = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
  if (worker.file === undefined && untoleratedTaint(taints, pod.spec.tolerations ?? []) !== undefined) return { reason: 'TaintToleration', message: "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate" };
  return undefined;
}
