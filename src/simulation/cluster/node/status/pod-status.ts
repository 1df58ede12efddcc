/** A Pod's status as its kubelet sees it (pkg/kubelet/kubelet_pods.go: generateAPIPodStatus). */
import type { ContainerStatus, Pod, PodStatus } from '../../../api';
import { podRequests, qosClass } from '../../../api';
import { formatQuantity } from '../../../api/quantity';
import { podLimits } from '../../../api/pod-requests';
import type { PodCondition } from '../../control/pods';
import { allRestart } from '../restart-policy';
import type { RuntimeView } from '../runtime-view';
import { OWN_CONDITIONS, ownConditions } from './conditions';
import { containerStatuses } from './containers';
import type { Waiting } from './containers';
import { phaseOf } from './phase';
import { withReadiness } from './readiness';
import type { ProbeFacts } from './readiness';

export interface StatusFacts {
  /** The Pod as it is configured, with its allocated resources. */
  readonly pod: Pod;
  /** The last status of this kubelet, else that of the API. */
  readonly old: PodStatus | undefined;
  readonly view: RuntimeView;
  readonly reasons: Readonly<Record<string, Waiting>>;
  readonly probes: ProbeFacts;
  /** Its containers have ended and do not start again. */
  readonly terminal: boolean;
  readonly isStatic: boolean;
  readonly hostIP: string;
  /** Of a resize, PodResizePending and PodResizeInProgress; of an eviction, DisruptionTarget. */
  readonly more: readonly PodCondition[];
  /** An activeDeadlineSeconds that has passed, or an eviction. */
  readonly evict?: { readonly reason: string; readonly message: string };
}

const TERMINAL: readonly (string | undefined)[] = ['Failed', 'Succeeded'];
export const isTerminalPhase = (phase: string | undefined): boolean => TERMINAL.includes(phase);

const knownResources = new WeakMap<Pod['spec'], Pick<PodStatus, 'resources' | 'allocatedResources'>>();

/** What was asked for and what was granted, of Pods that ask for something (convertToAPIPodLevelResourcesStatus). */
function podResources({ spec }: Pod): Pick<PodStatus, 'resources' | 'allocatedResources'> {
  const known = knownResources.get(spec);
  if (known !== undefined) return known;
  const text = (amounts: ReturnType<typeof podRequests>): Record<string, string> => Object.fromEntries([...amounts].map(([name, amount]) => [name, formatQuantity(amount)]));
  const [requests, limits] = [text(podRequests(spec)), text(podLimits(spec))];
  const resources = { ...(Object.keys(limits).length === 0 ? {} : { limits }), ...(Object.keys(requests).length === 0 ? {} : { requests }) };
  const result = { resources, ...(Object.keys(requests).length === 0 ? {} : { allocatedResources: requests }) };
  knownResources.set(spec, result);
  return result;
}

export function podStatus(facts: StatusFacts): PodStatus {
  const { pod, old, view, terminal, isStatic, hostIP } = facts;
  const shared = { pod, view, reasons: facts.reasons, restarting: allRestart(pod, view, old) };
  const make = (kind: 'containers' | 'initContainers' | 'ephemeralContainers', before: readonly ContainerStatus[] | undefined): ContainerStatus[] => {
    const made = containerStatuses(kind, before ?? [], shared);
    return kind === 'ephemeralContainers' ? made : withReadiness(pod, made, before ?? [], facts.probes, kind === 'initContainers');
  };
  const containers = make('containers', old?.containerStatuses);
  const init = make('initContainers', old?.initContainerStatuses);
  const ephemeral = make('ephemeralContainers', old?.ephemeralContainerStatuses);
  const all = [...init, ...containers];
  const begun = pod.spec.containers.some(({ name }) => view.containers.some((one) => one.name === name && one.sandbox === view.sandboxes[0]?.id));
  let phase = phaseOf(pod, all, { terminal, begun, isStatic });
  if (!isTerminalPhase(phase)) {
    if (isTerminalPhase(old?.phase)) phase = old!.phase!;
    else if (isTerminalPhase(pod.status?.phase)) phase = pod.status!.phase!;
  }
  let reason: string | undefined;
  let message: string | undefined;
  if (phase === old?.phase) [reason, message] = [old.reason ?? pod.status?.reason, old.message ?? pod.status?.message];
  if (facts.evict !== undefined) [phase, reason, message] = ['Failed', facts.evict.reason, facts.evict.message];
  if (isTerminalPhase(pod.status?.phase)) phase = pod.status!.phase!;
  const others = [...(pod.status?.conditions ?? []).filter(({ type }) => !OWN_CONDITIONS.includes(type) && !facts.more.some((one) => one.type === type)), ...facts.more];
  const ip = pod.spec.hostNetwork === true ? hostIP : view.sandboxes[0]?.ip;
  return {
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    phase,
    ...(reason === undefined || reason === '' ? {} : { reason }), ...(message === undefined || message === '' ? {} : { message }),
    conditions: ownConditions(pod, old, others, all, phase, view),
    hostIP, hostIPs: [{ ip: hostIP }],
    ...(ip === undefined || ip === '' ? {} : { podIP: ip, podIPs: [{ ip }] }),
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: containers,
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: ephemeral }),
    qosClass: qosClass(pod.spec),
    ...podResources(pod),
  };
}
