/** Whom a kubelet under pressure still lets in (pkg/kubelet/eviction: managerImpl.Admit). */
import type { PodSpec, Toleration } from '../../api';
import { isCritical } from '../pod/critical';
import { qosClass } from '../../api/pod-qos';
import type { NodeConditionType } from './signals';

export type AdmitResult = { readonly admit: true } | { readonly admit: false; readonly reason: 'Evicted'; readonly message: string };

const tolerates = ({ key, operator, effect }: Toleration): boolean =>
  (effect === undefined || effect === '' || effect === 'NoSchedule') && ((operator === 'Exists' && (key === undefined || key === '')) || key === 'node.kubernetes.io/memory-pressure');

/**
 * Critical Pods always; under memory pressure alone also every Pod that is not BestEffort, or that tolerates
 * `node.kubernetes.io/memory-pressure`; under any other pressure nobody else.
 */
export function admitUnderPressure(conditions: readonly NodeConditionType[], spec: PodSpec): AdmitResult {
  if (conditions.length === 0 || isCritical(spec)) return { admit: true };
  if (conditions.length === 1 && conditions[0] === 'MemoryPressure' && (qosClass(spec) !== 'BestEffort' || (spec.tolerations ?? []).some(tolerates))) return { admit: true };
  return { admit: false, reason: 'Evicted', message: `The node had condition: [${conditions.join(' ')}]. ` };
}
