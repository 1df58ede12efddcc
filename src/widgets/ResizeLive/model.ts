/** What becomes of a resize, step by step: the API server, the kubelet's decision, the files. */
import { milliValue, qosClass, quantityOf, type Container, type PodSpec, type QosClass } from '@site/src/simulation/api';
import { containerCgroup } from '@site/src/simulation/resources/pod/container-cgroup';
import { cannotLowerMemory, decideResize, resizeActions, resizeBeyondNode, resizeChangesQos, type ResizePolicy, type ResizeStep } from '@site/src/simulation/resources/pod/resize';
import { NODE, OTHERS_MEMORY, RUNNING, type Amounts, type ResizeState } from './state';

const MIB = 1024 * 1024;
export const FILES = ['cpu.weight', 'cpu.max', 'memory.max'] as const;

export type Outcome =
  | { readonly kind: 'refused'; readonly code: number; readonly message: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'pending'; readonly reason: 'Deferred' | 'Infeasible'; readonly message: string }
  | { readonly kind: 'stuck'; readonly message: string }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'applied' };

export interface ResizeModel {
  readonly qos: QosClass;
  readonly wantedQos: QosClass;
  readonly outcome: Outcome;
  readonly steps: readonly ResizeStep[];
  /** The container's files before and, where they are written, after. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

function containerOf({ cpuRequest, cpuLimit, memoryRequest, memoryLimit }: Amounts, restarts: boolean): Container & { readonly resizePolicy: readonly ResizePolicy[] } {
  return {
    name: 'app', image: 'nginx:1.30',
    resources: { requests: { cpu: `${cpuRequest}m`, memory: `${memoryRequest}Mi` }, limits: { cpu: `${cpuLimit}m`, memory: `${memoryLimit}Mi` } },
    resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }, { resourceName: 'memory', restartPolicy: restarts ? 'RestartContainer' : 'NotRequired' }],
  };
}

const amounts = (cpu: number, memory: number) => new Map([['cpu', quantityOf(`${cpu}m`)], ['memory', quantityOf(`${memory}Mi`)]]);

function outcomeOf(running: PodSpec, wanted: PodSpec, state: ResizeState, restart: boolean): Outcome {
  const qos = resizeChangesQos(wanted, qosClass(running));
  if (qos !== null) return { kind: 'refused', code: 422, message: qos };
  const allocatable = amounts(NODE.cpu, NODE.memory);
  const beyond = resizeBeyondNode(wanted, allocatable);
  if (beyond !== null) return { kind: 'refused', code: 403, message: beyond };
  const decision = decideResize(wanted, running, { allocatable, others: amounts(state.others, OTHERS_MEMORY) });
  if (decision.kind === 'unchanged') return { kind: 'unchanged' };
  if (decision.kind === 'pending') return decision;
  if (restart) return { kind: 'restarted' };
  const lowered: Parameters<typeof cannotLowerMemory>[0] = state.wanted.memoryLimit < RUNNING.memoryLimit ? { pod: state.wanted.memoryLimit * MIB, containers: { app: state.wanted.memoryLimit * MIB } } : { containers: {} };
  const stuck = cannotLowerMemory(lowered, { pod: state.usage * MIB, containers: { app: state.usage * MIB } });
  return stuck === null ? { kind: 'applied' } : { kind: 'stuck', message: stuck };
}

export function resizeModel(state: ResizeState): ResizeModel {
  const from = containerOf(RUNNING, state.restarts);
  const to = containerOf(state.wanted, state.restarts);
  const running: PodSpec = { containers: [from] };
  const wanted: PodSpec = { containers: [to] };
  const { restart, update } = resizeActions([from], [to]);
  const outcome = outcomeOf(running, wanted, state, restart.length > 0);
  const files = (spec: PodSpec) => containerCgroup(spec, spec.containers[0], { nodeMemory: NODE.memory * MIB }).files;
  const before = files(running);
  // Of a resize that is stuck at memory the kubelet has not written CPU yet: memory comes first.
  const after = outcome.kind === 'applied' || outcome.kind === 'restarted' ? files(wanted) : before;
  return { qos: qosClass(running), wantedQos: qosClass(wanted), outcome, steps: outcome.kind === 'applied' ? update : [], before, after };
}

/** CPU that the node has left for a resize, thousandths. */
export const roomFor = (others: number): number => milliValue(quantityOf(`${NODE.cpu - others}m`));
