import { formatTime, parseTime } from '../../../base/time';
import { semanticEqual } from '../../../api/equal';
import { labelMatcher } from '../../../api';
import type { Pod } from '../../../api';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '../../../api/generated/types/policy.v1';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { keyOfObject, splitKey } from '../../control/owners';
import { withPodCondition } from '../../control/pod-condition';
import { isPodReady, isPodTerminal, podCondition } from '../../control/pods';
import { expectedPods, printSelector } from './expected';
import type { Expected } from './expected';

const BUDGETS = 'poddisruptionbudgets.policy';
const TWO_MINUTES = 120_000_000;
const ALLOWED = 'DisruptionAllowed';
/** Keys of the queue of Pods whose disruption never came. */
const STALE = 'stale:';

type Condition = NonNullable<PodDisruptionBudgetStatus['conditions']>[number];

/** apimeta.SetStatusCondition: the time changes with the status only. */
function withCondition(status: PodDisruptionBudgetStatus, next: Condition): PodDisruptionBudgetStatus {
  const before = (status.conditions ?? []).find(({ type }) => type === next.type);
  const since = before !== undefined && before.status === next.status ? before.lastTransitionTime : next.lastTransitionTime;
  const condition = { ...next, lastTransitionTime: since };
  const conditions = before === undefined ? [...(status.conditions ?? []), condition] : (status.conditions ?? []).map((one) => (one === before ? condition : one));
  return { ...status, conditions };
}

const allowedCondition = (status: PodDisruptionBudgetStatus, now: number): Condition => {
  const some = (status.disruptionsAllowed ?? 0) > 0;
  return { type: ALLOWED, status: some ? 'True' : 'False', reason: some ? 'SufficientPods' : 'InsufficientPods', message: '', lastTransitionTime: formatTime(now), observedGeneration: status.observedGeneration ?? 0 };
};

/** buildDisruptedPodMap: Pods that an eviction has promised to take away and that have still to go. */
function disrupted(budget: PodDisruptionBudget, pods: readonly Pod[], work: Work<null>): { readonly map: Readonly<Record<string, string>>; readonly recheck: number | undefined } {
  const map: Record<string, string> = {};
  let recheck: number | undefined;
  for (const pod of pods) {
    const since = budget.status?.disruptedPods?.[pod.metadata.name ?? ''];
    if (since === undefined || pod.metadata.deletionTimestamp !== undefined) continue;
    const due = (parseTime(since) ?? work.now) + TWO_MINUTES;
    if (due < work.now) {
      const { namespace = '' } = budget.metadata;
      work.event(pod, 'Warning', 'NotDeleted', `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`);
      continue;
    }
    map[pod.metadata.name ?? ''] = since;
    recheck = Math.min(recheck ?? due, due);
  }
  return { map, recheck };
}

/** updatePdbStatus. */
function writeStatus(budget: PodDisruptionBudget, healthy: number, { expected, desired }: Expected, map: Readonly<Record<string, string>>, work: Work<null>): void {
  const { status = {}, metadata } = budget;
  const { generation = 0 } = metadata;
  const disruptionsAllowed = expected <= 0 ? 0 : Math.max(0, healthy - desired);
  const { disruptedPods: _, ...before } = status;
  const next: PodDisruptionBudgetStatus = {
    ...before, currentHealthy: healthy, desiredHealthy: desired, expectedPods: expected, disruptionsAllowed, observedGeneration: generation,
    ...(Object.keys(map).length === 0 ? {} : { disruptedPods: map }),
  };
  const condition = (status.conditions ?? []).find(({ type }) => type === ALLOWED);
  const upToDate = condition !== undefined && (condition.status === 'True') === disruptionsAllowed > 0;
  if (upToDate && semanticEqual(next, status)) return;
  work.client.update({ ...budget, status: withCondition(next, allowedCondition(next, work.now)) }, 'status');
}

function expectedOf(budget: PodDisruptionBudget, pods: readonly Pod[], work: Work<null>): Expected {
  try {
    return expectedPods({ work }, budget, pods);
  } catch (error) {
    if (error instanceof Error) work.event(budget, 'Warning', 'CalculateExpectedPodCountFailed', `Failed to calculate the number of expected pods: ${error.message}`);
    throw error instanceof RequestError || error instanceof ReconcileError ? error : new ReconcileError(error instanceof Error ? error.message : String(error));
  }
}

/** trySync. */
function sync(budget: PodDisruptionBudget, work: Work<null>): void {
  const matches = labelMatcher(budget.spec?.selector);
  const pods = work.view.list('pods', budget.metadata.namespace).filter(({ metadata }) => matches(metadata.labels ?? {}));
  if (pods.length === 0) work.event(budget, 'Normal', 'NoPods', 'No matching pods found');
  const expected = expectedOf(budget, pods, work);
  if (expected.unmanaged.length > 0) {
    work.event(
      budget, 'Warning', 'UnmanagedPods',
      `Pods selected by this PodDisruptionBudget (selector: ${printSelector(budget.spec?.selector)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`,
    );
  }
  const { map, recheck } = disrupted(budget, pods, work);
  const leaving = (pod: Pod): boolean => (parseTime(map[pod.metadata.name ?? ''] ?? '') ?? Number.NEGATIVE_INFINITY) + TWO_MINUTES > work.now;
  const healthy = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined && !leaving(pod) && isPodReady(pod)).length;
  writeStatus(budget, healthy, expected, map, work);
  if (recheck !== undefined) work.enqueueAfter(keyOfObject(budget), Math.max(1, recheck - work.now));
}

/** failSafe: while the budget cannot be reckoned, nothing may be disrupted. */
function failSafe(budget: PodDisruptionBudget, message: string, work: Work<null>): void {
  const status = { ...budget.status, disruptionsAllowed: 0 };
  const condition: Condition = { type: ALLOWED, status: 'False', reason: 'SyncFailed', message, lastTransitionTime: formatTime(work.now), observedGeneration: status.observedGeneration ?? 0 };
  work.client.update({ ...budget, status: withCondition(status, condition) }, 'status');
}

/** nonTerminatingPodHasStaleDisruptionCondition: µs until a disruption that was announced counts as given up; undefined where none was. */
function staleIn(pod: Pod, now: number): number | undefined {
  const target = podCondition(pod, 'DisruptionTarget');
  if (pod.metadata.deletionTimestamp !== undefined || target?.status !== 'True' || target.reason === 'TerminationByKubelet' || isPodTerminal(pod)) return undefined;
  return Math.max(0, TWO_MINUTES - (now - (parseTime(target.lastTransitionTime ?? '') ?? now)));
}

/** syncStalePodDisruption. */
function giveUp(key: string, work: Work<null>): void {
  const pod = work.view.get('pods', ...splitKey(key.slice(STALE.length)));
  const wait = pod === undefined ? undefined : staleIn(pod, work.now);
  if (pod === undefined || wait === undefined) return;
  if (wait > 0) return work.enqueueAfter(key, wait);
  work.client.update({ ...pod, status: withPodCondition(pod, { type: 'DisruptionTarget', status: 'False' }, work.now) }, 'status');
}

function reconcile(key: string, work: Work<null>): void {
  if (key.startsWith(STALE)) return giveUp(key, work);
  const [namespace, name] = splitKey(key);
  const budget = work.view.get(BUDGETS, namespace, name);
  if (budget === undefined) return;
  try {
    sync(budget, work);
  } catch (error) {
    if (!(error instanceof RequestError || error instanceof ReconcileError) || hasReason(error, 'Conflict')) throw error;
    failSafe(budget, error.message, work);
  }
}

/** addPod, updatePod, deletePod: the budget that the Pod belongs to; of several upstream takes any. */
function onPod({ type, object }: Heard, desk: Desk<null>): void {
  const pod = object as Pod;
  const budget = desk.view.list(BUDGETS, pod.metadata.namespace).find(({ spec }) => labelMatcher(spec?.selector)(pod.metadata.labels ?? {}));
  if (budget !== undefined) desk.enqueue(keyOfObject(budget));
  const stale = type === 'DELETED' ? undefined : staleIn(pod, desk.now);
  if (stale !== undefined) desk.enqueueAfter(`${STALE}${keyOfObject(pod)}`, stale);
}

/** pkg/controller/disruption. */
export const disruptionController: Controller<null> = {
  name: 'controllermanager',
  user: controllerUser('disruption-controller'),
  memory: null,
  handlers: { [BUDGETS]: ({ object }, desk) => desk.enqueue(keyOfObject(object)), pods: onPod },
  reads: ['replicationcontrollers', 'replicasets.apps', 'deployments.apps', 'statefulsets.apps'],
  reconcile,
};
