/**
 * How far a scaling may go at once (pkg/controller/podautoscaler/horizontal.go: convertDesiredReplicasWithRules, convertDesiredReplicasWithBehaviorRate,
 * calculateScaleUpLimitWithScalingRules, calculateScaleDownLimitWithBehaviors).
 */
import type { ScalingRules } from './types';

export interface ScaleEvent {
  /** Replicas added or taken, positive. */
  readonly change: number;
  /** Seconds. */
  readonly at: number;
}

export type LimitReason = 'DesiredWithinRange' | 'TooFewReplicas' | 'TooManyReplicas' | 'ScaleUpLimit' | 'ScaleDownLimit';

export interface Limited {
  readonly replicas: number;
  readonly reason: LimitReason;
  readonly message: string;
}

const WITHIN = { reason: 'DesiredWithinRange', message: 'the desired count is within the acceptable range' } as const;
const TOO_FEW = { reason: 'TooFewReplicas', message: 'the desired replica count is less than the minimum replica count' } as const;
const TOO_MANY = { reason: 'TooManyReplicas', message: 'the desired replica count is more than the maximum replica count' } as const;
const TOO_FAST_UP = { reason: 'ScaleUpLimit', message: 'the desired replica count is increasing faster than the maximum scale rate' } as const;
const TOO_FAST_DOWN = { reason: 'ScaleDownLimit', message: 'the desired replica count is decreasing faster than the maximum scale rate' } as const;

/** Without `behavior`: at most the double, but always up to four. */
export function limitByRules(current: number, desired: number, min: number, max: number): Limited {
  const fastest = Math.max(2 * current, 4);
  if (desired < min) return { replicas: min, ...TOO_FEW };
  const allowed = Math.min(max, fastest);
  if (desired > allowed) return { replicas: allowed, ...(max > fastest ? TOO_FAST_UP : TOO_MANY) };
  return { replicas: desired, ...WITHIN };
}

/** getReplicasChangePerPeriod. */
const changeWithin = (events: readonly ScaleEvent[], seconds: number, now: number): number =>
  events.reduce((total, { change, at }) => (at > now - seconds ? total + change : total), 0);

export interface History {
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
}

/** What each policy allows, seen from the replicas that there were when its period began. */
function allowances(rules: ScalingRules, current: number, history: History, now: number, sign: 1 | -1): number[] {
  return (rules.policies ?? []).map(({ type, value, periodSeconds }) => {
    const start = current - changeWithin(history.up, periodSeconds, now) + changeWithin(history.down, periodSeconds, now);
    if (type === 'Pods') return start + sign * value;
    // Rounded so that even a small percentage moves by one Pod: up on the way up, down on the way down.
    const share = start * (1 + (sign * value) / 100);
    return sign > 0 ? Math.ceil(share) : Math.trunc(share);
  });
}

function boundary(rules: ScalingRules, current: number, history: History, now: number, sign: 1 | -1): number {
  if (rules.selectPolicy === 'Disabled') return current;
  const proposals = allowances(rules, current, history, now, sign);
  const farthest = rules.selectPolicy !== 'Min';
  return farthest === sign > 0 ? Math.max(...proposals) : Math.min(...proposals);
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** With `behavior`: the policies of the direction in question. */
export function limitByBehavior(current: number, desired: number, range: Range, rules: { readonly up: ScalingRules; readonly down: ScalingRules }, history: History, now: number): Limited {
  if (desired > current) {
    const fastest = Math.max(current, boundary(rules.up, current, history, now, 1));
    const allowed = Math.min(range.max, fastest);
    if (desired > allowed) return { replicas: allowed, ...(range.max > fastest ? TOO_FAST_UP : TOO_MANY) };
  } else if (desired < current) {
    const fastest = Math.min(current, boundary(rules.down, current, history, now, -1));
    const allowed = Math.max(range.min, fastest);
    if (desired < allowed) return { replicas: allowed, ...(range.min < fastest ? TOO_FAST_DOWN : TOO_FEW) };
  }
  return { replicas: desired, ...WITHIN };
}
