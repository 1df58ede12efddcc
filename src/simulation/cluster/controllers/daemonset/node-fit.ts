/** On which nodes a DaemonSet wants its Pods (pkg/controller/daemon NodeShouldRunDaemonPod, util AddOrUpdateDaemonPodTolerations). */
import type { Node, Pod, PodSpec, PodTemplateSpec, Taint, Toleration } from '../../../api';
import { requiredAffinityMatches } from '../../../scheduler/helper/required-affinity';
import { tolerates } from '../../../scheduler/helper/tolerations';

const ADDED: readonly (readonly [key: string, effect: string])[] = [
  ['not-ready', 'NoExecute'], ['unreachable', 'NoExecute'], ['disk-pressure', 'NoSchedule'], ['memory-pressure', 'NoSchedule'], ['pid-pressure', 'NoSchedule'], ['unschedulable', 'NoSchedule'],
];

const same = (a: Toleration, b: Toleration): boolean => (['key', 'effect', 'operator', 'value'] as const).every((field) => (a[field] ?? '') === (b[field] ?? ''));

/** The tolerations that every daemon Pod gets besides its own. */
export function withDaemonTolerations(spec: PodSpec): PodSpec {
  const keys = spec.hostNetwork === true ? [...ADDED, ['network-unavailable', 'NoSchedule'] as const] : ADDED;
  const added: Toleration[] = keys.map(([key, effect]) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect }));
  const own = spec.tolerations ?? [];
  return { ...spec, tolerations: [...own, ...added.filter((one) => own.every((other) => !same(one, other)))] };
}

export interface NodeFit {
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
}

/** NodeShouldRunDaemonPod: whether a Pod of the template is made on the node, and whether one that is there stays. */
export function nodeFit(template: PodTemplateSpec, node: Node): NodeFit {
  const never = { shouldRun: false, shouldContinueRunning: false };
  const spec = withDaemonTolerations(template.spec ?? { containers: [] });
  const name = node.metadata.name ?? '';
  if (spec.nodeName && spec.nodeName !== name) return never;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: template.metadata ?? {}, spec } as Pod;
  if (!requiredAffinityMatches(pod, node.metadata.labels ?? {}, name)) return never;
  const taints: readonly Taint[] = node.spec?.taints ?? [];
  const untolerated = (effects: readonly string[]): boolean => taints.some((taint) => effects.includes(taint.effect) && !tolerates(spec.tolerations ?? [], taint));
  return { shouldRun: !untolerated(['NoExecute', 'NoSchedule']), shouldContinueRunning: !untolerated(['NoExecute']) };
}

/** GetTargetNodeName: where a daemon Pod is, or is to be by its affinity. */
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const field = terms.flatMap(({ matchFields = [] }) => matchFields).find(({ key, operator }) => key === 'metadata.name' && operator === 'In');
  return field?.values?.length === 1 ? field.values[0] : undefined;
}

/** ReplaceDaemonSetPodNodeNameNodeAffinity: the scheduler is told the node by its name. */
export function boundTo(spec: PodSpec, node: string): PodSpec {
  const required = { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }] };
  return { ...spec, affinity: { ...spec.affinity, nodeAffinity: { ...spec.affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required } } };
}
