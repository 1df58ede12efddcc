/**
 * One look of the HorizontalPodAutoscaler at its target (pkg/controller/podautoscaler/horizontal.go: reconcileAutoscaler,
 * computeReplicasForMetrics). Pure: what the controller remembers goes in and comes out. The controller looks every 15 s.
 *
 * Left to the caller: that the target exists and has a selector, and that no other autoscaler selects the same Pods.
 */
import { defaultAutoscalerSpec, quantityOf } from '../../api';
import { limitByBehavior, limitByRules } from './limits';
import type { History, Limited } from './limits';
import { proposeForMetric } from './metric';
import type { MetricFailure, MetricProposal, Replicas } from './metric';
import type { Context, Tolerances } from './replica-calculator';
import { noteScaling, stabilise, stabiliseBothWays } from './stabilisation';
import type { Recommendation } from './stabilisation';
import { DEFAULT_SETTINGS } from './types';
import type { Autoscaler, AutoscalerCondition, AutoscalerEvent, AutoscalerSettings, AutoscalerSpec, AutoscalerStatus, ConditionType, MetricsSnapshot, MetricStatus, ScaledPod, ScalingRules } from './types';

/** What outlives a look: recommendations before stabilisation, scalings, the status. */
export interface AutoscalerState {
  readonly recommendations: readonly Recommendation[] | null;
  readonly history: History;
  readonly status: AutoscalerStatus;
}

export const INITIAL_AUTOSCALER_STATE: AutoscalerState = {
  recommendations: null, history: { up: [], down: [] }, status: { currentReplicas: 0, desiredReplicas: 0, conditions: [] },
};

export interface AutoscalerInput {
  readonly hpa: Autoscaler;
  /** The target's `spec.replicas` and `status.replicas`. */
  readonly replicas: Replicas;
  readonly pods: readonly ScaledPod[];
  readonly metrics: MetricsSnapshot;
  readonly settings?: AutoscalerSettings;
  /** Seconds. */
  readonly now: number;
}

/** How the number came about, step by step; null where a step was not reached. */
export interface AutoscalerWhy {
  /** One entry a metric, in the order of the spec; none where no metric was asked. */
  readonly metrics: readonly (MetricProposal | MetricFailure)[];
  /** The largest proposal. */
  readonly proposed: number | null;
  /** After the recommendations of the stabilization window. */
  readonly stabilised: number | null;
  /** After the policies and the bounds. */
  readonly limited: Limited | null;
}

export interface AutoscalerResult {
  readonly state: AutoscalerState;
  /** The new `spec.replicas` of the target; null when it stays. */
  readonly scaleTo: number | null;
  readonly events: readonly AutoscalerEvent[];
  readonly why: AutoscalerWhy;
}

const UNASKED: AutoscalerWhy = { metrics: [], proposed: null, stabilised: null, limited: null };

type Rules = { readonly up: ScalingRules; readonly down: ScalingRules };

/** setConditionInList: conditions keep their place. */
function withCondition(conditions: readonly AutoscalerCondition[], type: ConditionType, status: boolean, reason: string, message: string): readonly AutoscalerCondition[] {
  const next: AutoscalerCondition = { type, status: status ? 'True' : 'False', reason, message };
  return conditions.some((one) => one.type === type) ? conditions.map((one) => (one.type === type ? next : one)) : [...conditions, next];
}

/** tolerancesForHpa (HPAConfigurableTolerance, beta since 1.35). */
export function tolerancesOf(spec: AutoscalerSpec, settings: AutoscalerSettings): Tolerances {
  const given = (rules: ScalingRules | undefined): number => (rules?.tolerance === undefined ? settings.tolerance : Number(quantityOf(rules.tolerance).nano) / 1e9);
  return { down: given(spec.behavior?.scaleDown), up: given(spec.behavior?.scaleUp) };
}

function rulesOf(spec: AutoscalerSpec, settings: AutoscalerSettings): Rules | null {
  if (spec.behavior === undefined) return null;
  const down = spec.behavior.scaleDown ?? {};
  return { up: spec.behavior.scaleUp ?? {}, down: { ...down, stabilizationWindowSeconds: down.stabilizationWindowSeconds ?? settings.downscaleStabilization } };
}

interface Computed {
  readonly replicas: number;
  readonly name: string;
  readonly statuses: readonly MetricStatus[];
  readonly failures: readonly MetricFailure[];
  readonly results: readonly (MetricProposal | MetricFailure)[];
}

/** The largest proposal wins. */
function computeMetrics(input: AutoscalerInput, spec: AutoscalerSpec, settings: AutoscalerSettings): Computed {
  const context: Context = { pods: input.pods, settings, tolerances: tolerancesOf(spec, settings), now: input.now };
  const results = (spec.metrics ?? []).map((metric) => proposeForMetric(context, input.hpa, input.metrics, metric, input.replicas));
  let best = { replicas: 0, name: '' };
  for (const result of results) if ('replicas' in result && (best.replicas === 0 || result.replicas > best.replicas)) best = result;
  return {
    replicas: best.replicas,
    name: best.name,
    statuses: results.map((result) => ('status' in result ? result.status : { type: '' })),
    failures: results.filter((result): result is MetricFailure => 'reason' in result),
    results,
  };
}

/** normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors. */
function normalise(input: AutoscalerInput, spec: AutoscalerSpec, state: AutoscalerState, settings: AutoscalerSettings, desired: number): { stabilised: number; limited: Limited; state: AutoscalerState } {
  const { now } = input;
  const current = input.replicas.spec;
  const range = { min: spec.minReplicas ?? 1, max: spec.maxReplicas };
  const rules = rulesOf(spec, settings);
  const known = state.recommendations ?? [];
  const { replicas, recommendations } = rules === null
    ? stabilise(known, desired, settings.downscaleStabilization, now)
    : stabiliseBothWays(known, current, desired, rules, now);
  const limited = rules === null ? limitByRules(current, replicas, range.min, range.max) : limitByBehavior(current, replicas, range, rules, state.history, now);
  let { conditions } = state.status;
  if (replicas === desired) conditions = withCondition(conditions, 'AbleToScale', true, 'ReadyForNewScale', 'recommended size matches current size');
  else if (rules !== null && desired >= current) conditions = withCondition(conditions, 'AbleToScale', true, 'ScaleUpStabilized', 'recent recommendations were lower than current one, applying the lowest recent recommendation');
  else conditions = withCondition(conditions, 'AbleToScale', true, 'ScaleDownStabilized', 'recent recommendations were higher than current one, applying the highest recent recommendation');
  conditions = withCondition(conditions, 'ScalingLimited', limited.replicas !== replicas, limited.reason, limited.message);
  return { stabilised: replicas, limited, state: { ...state, recommendations, status: { ...state.status, conditions } } };
}

interface Decision {
  readonly state: AutoscalerState;
  readonly desired: number;
  readonly reason: string;
  readonly statuses?: readonly MetricStatus[];
  readonly events: readonly AutoscalerEvent[];
  readonly why: AutoscalerWhy;
  /** The metrics left nothing to decide by. */
  readonly failed?: boolean;
}

function decideByMetrics(input: AutoscalerInput, spec: AutoscalerSpec, before: AutoscalerState, settings: AutoscalerSettings, wasScaledToZero: boolean): Decision {
  const current = input.replicas.spec;
  const computed = computeMetrics(input, spec, settings);
  const { failures, statuses } = computed;
  const [first] = failures;
  const count = spec.metrics?.length ?? 0;
  const warnings = failures.map(({ reason, message }): AutoscalerEvent => ({ type: 'Warning', reason, message }));
  let { conditions } = before.status;
  if (first !== undefined && (failures.length >= count || computed.replicas < current)) {
    conditions = withCondition(conditions, 'ScalingActive', false, first.reason, `the HPA was unable to compute the replica count: ${first.message}`);
    const message = `invalid metrics (${failures.length} invalid out of ${count}), first error is: ${first.error}`;
    const events: AutoscalerEvent[] = [...warnings, { type: 'Warning', reason: 'FailedComputeMetricsReplicas', message }];
    return { state: { ...before, status: { ...before.status, conditions } }, desired: current, reason: '', statuses, events, why: { ...UNASKED, metrics: computed.results }, failed: true };
  }
  conditions = withCondition(conditions, 'ScalingActive', true, 'ValidMetricFound', `the HPA was able to successfully calculate a replica count from ${computed.name}`);
  const { stabilised, limited, state } = normalise(input, spec, { ...before, status: { ...before.status, conditions } }, settings, computed.replicas);
  const min = spec.minReplicas ?? 1;
  const fromZero = current === 0 && min !== 0 && wasScaledToZero && limited.replicas < min;
  const reason = computed.replicas > current ? `${computed.name} above target` : computed.replicas < current ? 'All metrics below target' : '';
  return {
    state, desired: fromZero ? min : limited.replicas, statuses, events: warnings,
    why: { metrics: computed.results, proposed: computed.replicas, stabilised, limited },
    reason: fromZero && reason === '' ? 'Current number of replicas below Spec.MinReplicas' : reason,
  };
}

const measuresFromOutside = (spec: AutoscalerSpec): boolean => (spec.metrics ?? []).some(({ type }) => type === 'Object' || type === 'External');

function decide(input: AutoscalerInput, spec: AutoscalerSpec, state: AutoscalerState, settings: AutoscalerSettings): Decision {
  const current = input.replicas.spec;
  const min = spec.minReplicas ?? 1;
  const scaledToZero = settings.scaleToZero && state.status.conditions.some(({ type, status }) => type === 'ScaledToZero' && status === 'True');
  if (current === 0 && !(scaledToZero && (min !== 0 || measuresFromOutside(spec)))) {
    const conditions = withCondition(state.status.conditions, 'ScalingActive', false, 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero');
    return { state: { ...state, status: { ...state.status, conditions } }, desired: 0, reason: '', events: [], why: UNASKED };
  }
  if (current > spec.maxReplicas) return { state, desired: spec.maxReplicas, reason: 'Current number of replicas above Spec.MaxReplicas', events: [], why: UNASKED };
  if (current > 0 && current < min) return { state, desired: min, reason: 'Current number of replicas below Spec.MinReplicas', events: [], why: UNASKED };
  return decideByMetrics(input, spec, state, settings, scaledToZero);
}

/** The conditions and the event of a scaling that has happened. */
function scaled(state: AutoscalerState, spec: AutoscalerSpec, settings: AutoscalerSettings, current: number, { desired, reason }: Decision, now: number): { state: AutoscalerState; event: AutoscalerEvent } {
  let conditions = withCondition(state.status.conditions, 'AbleToScale', true, 'SucceededRescale', `the HPA controller was able to update the target scale to ${desired}`);
  if (settings.scaleToZero) {
    const toZero = current > 0 && desired === 0 && spec.minReplicas === 0 && measuresFromOutside(spec);
    conditions = toZero
      ? withCondition(conditions, 'ScaledToZero', true, 'ScaledToZero', 'the HPA controller scaled the workload to zero')
      : withCondition(conditions, 'ScaledToZero', false, 'NotScaledToZero', 'the HPA controller did not scale the workload to zero');
  }
  const rules = rulesOf(spec, settings);
  const history = rules === null ? state.history : noteScaling(state.history, current, desired, rules, now);
  return {
    state: { ...state, history, status: { ...state.status, conditions, lastScaleTime: now } },
    event: { type: 'Normal', reason: 'SuccessfulRescale', message: `New size: ${desired}; reason: ${reason}` },
  };
}

/** One look. */
export function reconcileAutoscaler(before: AutoscalerState, input: AutoscalerInput): AutoscalerResult {
  const settings = input.settings ?? DEFAULT_SETTINGS;
  const spec = defaultAutoscalerSpec(input.hpa.spec);
  const current = input.replicas.spec;
  const conditions = withCondition(before.status.conditions, 'AbleToScale', true, 'SucceededGetScale', "the HPA controller was able to get the target's current scale");
  const known: AutoscalerState = {
    ...before,
    recommendations: before.recommendations ?? [{ replicas: current, at: input.now }],
    status: { ...before.status, conditions },
  };
  const decision = decide(input, spec, known, settings);
  const scales = decision.failed !== true && decision.desired !== current;
  const after = scales ? scaled(decision.state, spec, settings, current, decision, input.now) : { state: decision.state, event: null };
  const { lastScaleTime } = after.state.status;
  const status: AutoscalerStatus = {
    currentReplicas: current,
    desiredReplicas: decision.failed === true ? before.status.desiredReplicas : decision.desired,
    ...(decision.statuses === undefined ? {} : { currentMetrics: decision.statuses }),
    conditions: after.state.status.conditions,
    ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
  };
  return {
    state: { ...after.state, status },
    scaleTo: scales ? decision.desired : null,
    events: after.event === null ? decision.events : [...decision.events, after.event],
    why: decision.why,
  };
}
