import type { Container, ContainerStatus, Pod } from '../types';

/** What kubectl's table says of a Pod's state (pkg/printers/internalversion printPod). */
export interface PodState {
  /** `Running`, `CrashLoopBackOff`, `Init:0/2` … */
  readonly reason: string;
  readonly ready: number;
  readonly restarts: number;
  /** When the last restarted container had finished; empty for never. */
  readonly lastRestart: string;
}

/** podutil.IsRestartableInitContainer. */
export const isRestartable = (container: Pick<Container, 'restartPolicy'> | undefined): boolean => container?.restartPolicy === 'Always';

interface Draft {
  reason: string;
  ready: number;
  restarts: number;
  last: string;
  sidecarRestarts: number;
  sidecarLast: string;
}

const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a);

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>;

function endedBy({ reason = '', signal = 0, exitCode = 0 }: Terminated): string {
  if (reason !== '') return reason;
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

/** Goes through init containers; whether one of them is still at it. */
function initialize({ spec, status }: Pod, draft: Draft): boolean {
  const containers = new Map((spec.initContainers ?? []).map((one) => [one.name, one]));
  for (const [at, one] of (status?.initContainerStatuses ?? []).entries()) {
    const sidecar = isRestartable(containers.get(one.name));
    const finished = one.lastState?.terminated?.finishedAt;
    draft.restarts += one.restartCount ?? 0;
    draft.last = later(draft.last, finished);
    if (sidecar) {
      draft.sidecarRestarts += one.restartCount ?? 0;
      draft.sidecarLast = later(draft.sidecarLast, finished);
    }
    const { terminated, waiting } = one.state ?? {};
    if (terminated !== undefined && (terminated.exitCode ?? 0) === 0) continue;
    if (sidecar && one.started === true) {
      if (one.ready === true) draft.ready += 1;
      continue;
    }
    if (terminated !== undefined) draft.reason = `Init:${endedBy(terminated)}`;
    else if ((waiting?.reason ?? '') !== '' && waiting?.reason !== 'PodInitializing') draft.reason = `Init:${waiting?.reason}`;
    else draft.reason = `Init:${at}/${(spec.initContainers ?? []).length}`;
    return true;
  }
  return false;
}

function run({ status }: Pod, draft: Draft): void {
  draft.restarts = draft.sidecarRestarts;
  draft.last = draft.sidecarLast;
  let [hasRunning, failed] = [false, ''];
  for (const one of [...(status?.containerStatuses ?? [])].reverse()) {
    draft.restarts += one.restartCount ?? 0;
    draft.last = later(draft.last, one.lastState?.terminated?.finishedAt);
    const { waiting, terminated, running } = one.state ?? {};
    if ((waiting?.reason ?? '') !== '') draft.reason = waiting?.reason ?? '';
    else if (terminated !== undefined) {
      draft.reason = endedBy(terminated);
      if ((terminated.exitCode ?? 0) !== 0) failed = draft.reason;
    } else if (one.ready === true && running !== undefined) {
      hasRunning = true;
      draft.ready += 1;
    }
  }
  if (draft.reason !== 'Completed') return;
  const isReady = status?.conditions?.some(({ type, status: met }) => type === 'Ready' && met === 'True') === true;
  if (hasRunning && isReady) draft.reason = 'Running';
  else if (failed !== '') draft.reason = failed;
  else if (hasRunning) draft.reason = 'NotReady';
}

export function podState(pod: Pod): PodState {
  const { status, metadata } = pod;
  const phase = status?.phase ?? '';
  const draft: Draft = { reason: (status?.reason ?? '') === '' ? phase : (status?.reason ?? ''), ready: 0, restarts: 0, last: '', sidecarRestarts: 0, sidecarLast: '' };
  if (status?.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated') === true) draft.reason = 'SchedulingGated';
  const initializing = initialize(pod, draft);
  if (!initializing || status?.conditions?.find(({ type }) => type === 'Initialized')?.status === 'True') run(pod, draft);
  if (metadata.deletionTimestamp !== undefined) {
    if (status?.reason === 'NodeLost') draft.reason = 'Unknown';
    else if (phase !== 'Succeeded' && phase !== 'Failed') draft.reason = 'Terminating';
  }
  return { reason: draft.reason, ready: draft.ready, restarts: draft.restarts, lastRestart: draft.last };
}
