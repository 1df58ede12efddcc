/**
 * What the controller remembers of its own recommendations and scalings (pkg/controller/podautoscaler/horizontal.go: stabilizeRecommendation,
 * stabilizeRecommendationWithBehaviors, storeScaleEvent). Outdated entries give their place to new ones, as upstream's do.
 */
import type { History, ScaleEvent } from './limits';
import type { ScalingRules } from './types';

export interface Recommendation {
  readonly replicas: number;
  /** Seconds. */
  readonly at: number;
}

export interface Stabilised {
  readonly replicas: number;
  readonly recommendations: readonly Recommendation[];
}

function remember<T>(entries: readonly T[], outdated: (entry: T) => boolean, entry: T): readonly T[] {
  const place = entries.findLastIndex(outdated);
  return place < 0 ? [...entries, entry] : entries.map((old, index) => (index === place ? entry : old));
}

/** Without `behavior`: the highest recommendation of the window. */
export function stabilise(recommendations: readonly Recommendation[], desired: number, windowSeconds: number, now: number): Stabilised {
  const cutoff = now - windowSeconds;
  const recent = recommendations.filter(({ at }) => at >= cutoff);
  return {
    replicas: Math.max(desired, ...recent.map(({ replicas }) => replicas)),
    recommendations: remember(recommendations, ({ at }) => at < cutoff, { replicas: desired, at: now }),
  };
}

/** With `behavior`: no lower than the highest of the down window, no higher than the lowest of the up window. */
export function stabiliseBothWays(recommendations: readonly Recommendation[], current: number, desired: number, rules: { readonly up: ScalingRules; readonly down: ScalingRules }, now: number): Stabilised {
  const upCutoff = now - (rules.up.stabilizationWindowSeconds ?? 0);
  const downCutoff = now - (rules.down.stabilizationWindowSeconds ?? 0);
  const after = (cutoff: number): number[] => recommendations.filter(({ at }) => at > cutoff).map(({ replicas }) => replicas);
  const up = Math.min(desired, ...after(upCutoff));
  const down = Math.max(desired, ...after(downCutoff));
  return {
    replicas: Math.min(Math.max(current, up), down),
    recommendations: remember(recommendations, ({ at }) => at < upCutoff && at < downCutoff, { replicas: desired, at: now }),
  };
}

const longestPeriod = (rules: ScalingRules): number => Math.max(0, ...(rules.policies ?? []).map(({ periodSeconds }) => periodSeconds));

/** Notes a scaling from `before` to `after` replicas. */
export function noteScaling(history: History, before: number, after: number, rules: { readonly up: ScalingRules; readonly down: ScalingRules }, now: number): History {
  const way = after > before ? 'up' : 'down';
  const event: ScaleEvent = { change: Math.abs(after - before), at: now };
  return { ...history, [way]: remember(history[way], ({ at }) => at < now - longestPeriod(rules[way]), event) };
}
