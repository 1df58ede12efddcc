/**
 * How long the kubelet waits before it starts a failed container again (pkg/kubelet/kuberuntime: doBackOff; client-go util/flowcontrol: Backoff).
 * Times in seconds. The delay counts from the container's end.
 */

export interface BackoffSettings {
  /** 10 s. */
  readonly initial: number;
  /** crashLoopBackOff.maxContainerRestartPeriod, 300 s. */
  readonly max: number;
}

export const DEFAULT_BACKOFF: BackoffSettings = { initial: 10, max: 300 };

/** Null until the container has been started again for the first time, which happens at once. */
export type BackoffState = { readonly delay: number; readonly lastUpdate: number } | null;

export type RestartDecision =
  | { readonly kind: 'start'; readonly state: BackoffState }
  | { readonly kind: 'wait'; readonly until: number; readonly delay: number; readonly message: string };

/** time.Duration as Go prints it: `10s`, `1m20s`, `5m0s`. */
function durationText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}

/**
 * The container ended at `finishedAt`: start it now, or wait (CrashLoopBackOff)? A container that ran for more than twice the longest delay
 * begins anew. `name` and `pod` (`name_namespace(uid)`) are for the message.
 */
export function decideRestart(state: BackoffState, finishedAt: number, now: number, container: { readonly name: string; readonly pod: string }, settings = DEFAULT_BACKOFF): RestartDecision {
  const forgotten = state === null || finishedAt - state.lastUpdate > 2 * settings.max;
  if (!forgotten && now - finishedAt < state.delay) {
    const message = `back-off ${durationText(state.delay)} restarting failed container=${container.name} pod=${container.pod}`;
    return { kind: 'wait', until: finishedAt + state.delay, delay: state.delay, message };
  }
  return { kind: 'start', state: { delay: forgotten ? settings.initial : Math.min(2 * state.delay, settings.max), lastUpdate: now } };
}

/** What the container's status says of its end: the signal's number plus 128, and `OOMKilled` where the kernel's OOM killer did it. */
export function terminationReason(exitCode: number, oomKilled: boolean): 'Completed' | 'OOMKilled' | 'Error' {
  if (oomKilled) return 'OOMKilled';
  return exitCode === 0 ? 'Completed' : 'Error';
}
