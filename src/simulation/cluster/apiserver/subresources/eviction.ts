import { formatTime } from '../../../base/time';
import { labelSelectorMatches } from '../../../api';
import type { Pod } from '../../../api';
import type { PodDisruptionBudget } from '../../../api/generated/types/policy.v1';
import type { Eviction } from '../../../api/generated/types/policy.v1';
import { deleteOne } from '../delete';
import { objectAt, objectsIn } from '../../store/store';
import { conflict, failure, notFound, preconditionFailed } from '../failures';
import { requestKey } from '../resource';
import type { Target } from '../resource';
import type { ApiServer, DeleteOptions, Failure, Handled, Request, ServerConfig } from '../types';
import { write } from '../update';

/** MaxDisruptedPodSize. */
const MAX_DISRUPTED = 2000;
const BUDGETS = 'poddisruptionbudgets.policy';
const VIOLATES = "Cannot evict pod as it would violate the pod's disruption budget.";

const isReady = ({ status }: Pod): boolean => (status?.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True');

/** canIgnorePDB: who does not run takes nothing from the budget. */
const isOutside = ({ status, metadata }: Pod): boolean => ['Succeeded', 'Failed', 'Pending'].includes(status?.phase ?? '') || metadata.deletionTimestamp !== undefined;

const tooMany = (name: string, message: string, retryAfter?: number): Failure =>
  failure('TooManyRequests', VIOLATES, { ...(retryAfter === undefined ? {} : { retryAfter }), details: { kind: '', name, causes: [{ field: '', message }] } });

const stillProcessed = (name: string): Failure => tooMany(name, `The disruption budget ${name} is still being processed by the server.`, 10);

function refusal({ metadata, status = {} }: PodDisruptionBudget): Failure {
  const name = metadata.name ?? '';
  const condition = (status.conditions ?? []).find(({ type }) => type === 'DisruptionAllowed');
  const said = condition !== undefined && condition.status === 'False' && condition.message !== '';
  const { currentHealthy = 0, desiredHealthy = 0 } = status;
  if (said && condition.reason === 'SyncFailed') return tooMany(name, `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${condition.message}`);
  if (currentHealthy <= desiredHealthy) return tooMany(name, `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`);
  if (said) return tooMany(name, `The disruption budget ${name} does not allow evicting pods currently (${condition.reason}): ${condition.message}`);
  return tooMany(name, `The disruption budget ${name} does not allow evicting pods currently`);
}

/** checkAndDecrement: the budget with one disruption less, or why there is none to give; `now` in µs. */
export function checkAndDecrement(budget: PodDisruptionBudget, pod: string, now: number): { readonly budget: PodDisruptionBudget } | { readonly failure: Failure } {
  const { metadata, status = {} } = budget;
  const name = metadata.name ?? '';
  const { disruptionsAllowed = 0, disruptedPods = {} } = status;
  const what = (message: string): Failure => failure('Forbidden', `poddisruptionbudget.policy "${name}" is forbidden: ${message}`);
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) return { failure: stillProcessed(name) };
  if (disruptionsAllowed < 0) return { failure: what('pdb disruptions allowed is negative') };
  if (Object.keys(disruptedPods).length > MAX_DISRUPTED) return { failure: what('DisruptedPods map too big - too many evictions not confirmed by PDB controller') };
  if (disruptionsAllowed === 0) return { failure: refusal(budget) };
  const left = disruptionsAllowed - 1;
  const others = (status.conditions ?? []).filter(({ type }) => type !== 'DisruptionAllowed');
  const exhausted = { type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods', message: '', lastTransitionTime: formatTime(now), observedGeneration: metadata.generation ?? 0 };
  return {
    budget: {
      ...budget,
      status: { ...status, disruptionsAllowed: left, disruptedPods: { ...disruptedPods, [pod]: formatTime(now) }, ...(left === 0 ? { conditions: [...others, exhausted] } : {}) },
    },
  };
}

/** addConditionAndDeletePod. */
function disrupt(config: ServerConfig, server: ApiServer, target: Target, request: Request, pod: Pod, options: DeleteOptions, now: number): Handled {
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting', lastTransitionTime: formatTime(now) };
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  const marked: Pod = { ...pod, status: { ...pod.status, conditions: [...others, condition] } };
  const written = request.dryRun === true ? { server, object: pod } : write(server, target, requestKey(target, request), marked, pod);
  // The server itself has just given the Pod a new version.
  const { resourceVersion, ...preconditions } = options.preconditions ?? {};
  const moved = resourceVersion === undefined ? preconditions : { ...preconditions, resourceVersion: written.object.metadata.resourceVersion ?? '' };
  const deleted = deleteOne(config, written.server, target, { ...request, verb: 'delete', subresource: undefined, deleteOptions: { ...options, preconditions: moved } } as Request, now);
  return 'failure' in deleted.answer ? deleted : { ...deleted, answer: { code: 201, object: pod, warnings: [] } };
}

/** POST pods/…/eviction: pkg/registry/core/pod/storage/eviction.go Create. */
export function evict(config: ServerConfig, server: ApiServer, target: Target, request: Request, now: number): Handled {
  const refuse = (why: Failure): Handled => ({ server, answer: { failure: why } });
  const name = request.name ?? '';
  const eviction = request.body as Eviction | undefined;
  if (eviction !== undefined && (eviction.metadata.name ?? name) !== name) return refuse(failure('BadRequest', 'name in URL does not match name in Eviction object'));
  const options = (eviction?.deleteOptions ?? request.deleteOptions ?? {}) as DeleteOptions;
  const pod = objectAt(server.store.tables, target.storeName, requestKey(target, request)) as Pod | undefined;
  if (pod === undefined) return refuse(notFound(target, name));
  const { uid, resourceVersion } = options.preconditions ?? {};
  if (uid !== undefined && uid !== pod.metadata.uid) return refuse(conflict(target, name, preconditionFailed('UID', uid, pod.metadata.uid ?? '')));
  if (resourceVersion !== undefined && resourceVersion !== pod.metadata.resourceVersion) {
    return refuse(conflict(target, name, preconditionFailed('ResourceVersion', resourceVersion, pod.metadata.resourceVersion ?? '')));
  }
  if (isOutside(pod)) return disrupt(config, server, target, request, pod, options, now);
  const budgets = objectsIn(server.store.tables, BUDGETS, pod.metadata.namespace).filter((one): one is PodDisruptionBudget =>
    labelSelectorMatches((one as PodDisruptionBudget).spec?.selector, pod.metadata.labels ?? {}),
  );
  if (budgets.length > 1) return refuse(failure('', 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'));
  const [budget] = budgets;
  if (budget === undefined) return disrupt(config, server, target, request, pod, options, now);
  const { currentHealthy = 0, desiredHealthy = 0 } = budget.status ?? {};
  const spare = budget.spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow' || (currentHealthy >= desiredHealthy && desiredHealthy > 0);
  if (!isReady(pod) && spare) return disrupt(config, server, target, request, pod, options, now);
  const taken = checkAndDecrement(budget, name, now);
  if ('failure' in taken) return refuse(taken.failure);
  const budgetKey = `${pod.metadata.namespace ?? ''}/${budget.metadata.name ?? ''}`;
  const after = request.dryRun === true ? server : write(server, { ...target, storeName: BUDGETS }, budgetKey, taken.budget, budget).server;
  return disrupt(config, after, target, request, pod, options, now);
}
