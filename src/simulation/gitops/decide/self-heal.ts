/** How long self-healing waits before it tries once more (controller/appcontroller.go: selfHealRemainingBackoff). Durations are milliseconds. */

export type SelfHealTiming =
  | { readonly kind: 'timeout'; readonly after: number }
  /** The delay after n attempts: none, `duration`, then `factor` times the one before, up to `cap`. */
  | { readonly kind: 'backoff'; readonly duration: number; readonly factor: number; readonly cap: number };

/** What argocd-application-controller does unless it is told otherwise. */
export const DEFAULT_SELF_HEAL: SelfHealTiming = { kind: 'backoff', duration: 2000, factor: 3, cap: 300_000 };

/** wait.Backoff.Step, as often as there were attempts. */
export function selfHealDelay(timing: SelfHealTiming, attempts: number): number {
  if (timing.kind === 'timeout') return timing.after;
  let [delay, next] = [0, timing.duration];
  for (let step = 0; step < attempts; step += 1) {
    delay = next;
    if (timing.factor !== 0) next = timing.cap > 0 ? Math.min(next * timing.factor, timing.cap) : next * timing.factor;
    if (delay === next) break;
  }
  return delay;
}
