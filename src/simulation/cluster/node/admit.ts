/** Whether a node takes a Pod that was bound to it (pkg/kubelet/lifecycle/predicate.go; pkg/scheduler: AdmissionCheck). */
import { byText } from '../../base/ordered-map';
import { parseResourceList, specRequests } from '../../api';
import type { Node, Pod, Quantity, Requests } from '../../api';
import { admitUnderPressure } from '../../resources/eviction/admission';
import { requiredAffinityMatches } from '../../scheduler/helper/required-affinity';
import { untoleratedTaint } from '../../scheduler/helper/tolerations';
import { amountOf } from './amounts';
import type { Worker } from './memory';
import { isCritical, podsToPreempt } from './preemption';
import type { Requirement } from './preemption';
import { grantedToOthersThatStay } from './resize';
import type { Session } from './session';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** What speaks against a Pod: of a resource, how much of it is missing. */
interface Failure extends Rejection {
  readonly missing?: Requirement;
}

export const allocatableOf = (node: Node): Requests => parseResourceList(node.status?.allocatable);

/** noderesources.Fits. */
function lacks(pod: Pod, node: Node, used: ReadonlyMap<string, Quantity>): readonly Failure[] {
  const room = allocatableOf(node);
  const wants = specRequests(pod.spec);
  const asked: readonly (readonly [name: string, requested: number])[] = [['pods', 1], ...[...wants.keys()].map((name) => [name, amountOf(wants, name)] as const)];
  return asked.flatMap(([name, requested]) => {
    const [taken, capacity] = [amountOf(used, name), amountOf(room, name)];
    if (requested === 0 || requested <= capacity - taken || (name !== 'pods' && !room.has(name))) return [];
    return [{ reason: `OutOf${name}`, message: `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${taken}, capacity: ${capacity}`, missing: { name, quantity: requested - (capacity - taken) } }];
  });
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

/** generalFilter: all that speaks against the Pod. */
function failures(session: Session, node: Node): readonly Failure[] {
  const { worker, pod, work } = session;
  const found: Failure[] = [...lacks(pod, node, grantedToOthersThatStay(work.memory.workers, worker.uid))];
  const labels = node.metadata.labels ?? {};
  if (!requiredAffinityMatches(pod, labels, session.node.name)) found.push({ reason: 'NodeAffinity', message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector" });
  const ports = new Set(portsOf(pod));
  const taken = ports.size > 0 && [...byText.entries(work.memory.workers)].some(([, one]) => (!one.removed || one.file === undefined) && one.uid !== worker.uid && one.admitted && one.stage !== 'finished' && portsOf(one.pod).some((port) => ports.has(port)));
  if (taken) found.push({ reason: 'NodePorts', message: "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports" });
  const taints = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
  if (worker.file === undefined && untoleratedTaint(taints, pod.spec.tolerations ?? []) !== undefined) found.push({ reason: 'TaintToleration', message: "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate" });
  return found;
}

/** Which Pods are the kubelet's to put out: those that it has taken and that go on (GetActivePods). */
const isActive = ({ admitted, evicted, removed, stage }: Worker): boolean => admitted && !removed && evicted === undefined && stage === 'sync';

/** HandleAdmissionFailure: a critical Pod that lacks nothing but resources gets them from others. */
function recovered({ worker, work }: Session, found: readonly Failure[]): Admission {
  const other = found.find(({ missing }) => missing === undefined);
  if (other !== undefined) return { refused: other };
  const victims = podsToPreempt(worker, [...byText.entries(work.memory.workers)].flatMap(([, one]) => (one.uid !== worker.uid && isActive(one) ? [one] : [])), found.flatMap(({ missing }) => missing ?? []));
  if (typeof victims !== 'string') return { preempts: victims.map(({ uid }) => uid) };
  return { refused: { reason: 'UnexpectedAdmissionError', message: `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: ${victims}` } };
}

/** Whether the node takes a Pod: not at all, at once, or when others have gone for it. */
export interface Admission {
  readonly refused?: Rejection;
  readonly preempts?: readonly string[];
}

export function admission(session: Session, node: Node): Admission {
  const { worker, pod, work } = session;
  const pressed = admitUnderPressure(work.memory.eviction?.conditions ?? [], pod.spec);
  if (!pressed.admit) return { refused: { reason: pressed.reason, message: pressed.message } };
  const system = otherSystem(pod, node);
  if (system !== undefined) return { refused: system };
  const found = failures(session, node);
  if (found.length === 0) return {};
  return isCritical(worker) ? recovered(session, found) : { refused: found[0]! };
}
