import { decideRestart, DEFAULT_BACKOFF, type BackoffState, type RestartDecision } from './restart-backoff';

/** Pod spec.restartPolicy. */
export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** Is a container that ended with `exitCode` started again (pkg/kubelet/container: ShouldContainerBeRestarted; a container without rules of its own)? */
export function shouldRestart(policy: RestartPolicy, exitCode: number): boolean {
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}

/** One end of a container. Seconds since its first start. */
export interface ContainerEnd {
  readonly finishedAt: number;
  /** From this end to the next start; null: it is not started again. */
  readonly wait: number | null;
}

/**
 * The first `ends` ends of a container that runs `runsFor` seconds each time and then ends with `exitCode`, and how long the kubelet waits after each
 * (pkg/kubelet/kuberuntime: doBackOff, which never asks for the exit code). The shortest waits: the kubelet may look later.
 */
export function playRestarts(container: { readonly policy: RestartPolicy; readonly exitCode: number; readonly runsFor: number }, ends: number, settings = DEFAULT_BACKOFF): readonly ContainerEnd[] {
  if (!(container.runsFor >= 0)) throw new RangeError(`runsFor must be at least 0 seconds, not ${container.runsFor}`);
  const played: ContainerEnd[] = [];
  let state: BackoffState = null;
  let finishedAt = container.runsFor;
  while (played.length < ends) {
    if (!shouldRestart(container.policy, container.exitCode)) return [...played, { finishedAt, wait: null }];
    const named = { name: 'app', pod: 'app' };
    const first: RestartDecision = decideRestart(state, finishedAt, finishedAt, named, settings);
    const startsAt: number = first.kind === 'wait' ? first.until : finishedAt;
    const started: RestartDecision = first.kind === 'wait' ? decideRestart(state, finishedAt, startsAt, named, settings) : first;
    if (started.kind === 'start') state = started.state;
    played.push({ finishedAt, wait: startsAt - finishedAt });
    finishedAt = startsAt + container.runsFor;
  }
  return played;
}
