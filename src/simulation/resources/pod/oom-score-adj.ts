/** `oom_score_adj` of a container's processes (pkg/kubelet/qos: GetContainerOOMScoreAdjust). */
import { aggregateContainerRequests, hasPodLevelRequests, isSidecar, quantityOf, unitValue } from '../../api';
import type { Container, PodSpec } from '../../api';
import { isNodeCritical } from './critical';
import { qosClass } from '../../api/pod-qos';

/** The kubelet's and kube-proxy's own. */
export const KUBELET_OOM_SCORE_ADJ = -999;
const GUARANTEED = -997;
const BEST_EFFORT = 1000;

const memoryRequest = (container: Container): number => unitValue(quantityOf(container.resources?.requests?.memory));

/** remainingPodMemReqPerContainer: what the Pod requests beyond its containers' requests, in equal parts. */
function unassignedMemory(spec: PodSpec): number {
  const pod = unitValue(quantityOf(spec.resources?.requests?.memory));
  if (!hasPodLevelRequests(spec) || pod === 0) return 0;
  const total = aggregateContainerRequests(spec).get('memory');
  const count = spec.containers.length + (spec.initContainers?.length ?? 0);
  return Math.trunc((pod - (total === undefined ? 0 : unitValue(total))) / count);
}

/**
 * −997 for Guaranteed and node-critical Pods, 1000 for BestEffort; for Burstable 1000 less the share of the node's memory that the container
 * requests, in thousandths, between 3 and 999. A sidecar is no easier prey than the least of the main containers.
 * `nodeMemory` is the machine's capacity in bytes.
 */
export function oomScoreAdj(spec: PodSpec, container: Container, nodeMemory: number): number {
  if (isNodeCritical(spec)) return GUARANTEED;
  const qos = qosClass(spec);
  if (qos === 'Guaranteed') return GUARANTEED;
  if (qos === 'BestEffort') return BEST_EFFORT;
  const extra = unassignedMemory(spec);
  const scoreFor = (bytes: number): number => 1000 - Math.trunc((1000 * (bytes + extra)) / nodeMemory);
  let score = scoreFor(memoryRequest(container));
  if (isSidecar(container) && spec.initContainers?.some(({ name }) => name === container.name)) {
    score = Math.min(score, scoreFor(Math.min(...spec.containers.map(memoryRequest))));
  }
  if (score < 1000 + GUARANTEED) return 1000 + GUARANTEED;
  return score === BEST_EFFORT ? BEST_EFFORT - 1 : score;
}
