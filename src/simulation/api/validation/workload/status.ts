import { invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { objectOf } from '../../schema/values';
import type { JsonObject } from '../../schema/walk';
import type { ApiObject } from '../../types';
import { nonNegative } from '../common';

/** What the status of a kind of workload must be: which numbers it counts, in upstream's order, and which of them may not be more than another. */
interface StatusRules {
  readonly counts: readonly string[];
  /** A field, the one that it may not exceed, and how upstream calls that one. */
  readonly limits?: readonly (readonly [field: string, limit: string, called: string])[];
  /** The count of collisions only grows. */
  readonly collisions?: boolean;
}

const statusOf = (object: ApiObject | undefined): JsonObject => objectOf((object as unknown as JsonObject | undefined)?.status);
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Validate<Kind>StatusUpdate (pkg/apis/apps/validation, pkg/apis/core/validation). */
const checkedBy =
  ({ counts, limits = [], collisions = false }: StatusRules) =>
  (object: ApiObject, old: ApiObject): FieldError[] => {
    const [status, before] = [statusOf(object), statusOf(old)];
    const collided = numberOf(status.collisionCount);
    const decremented = collisions && typeof before.collisionCount === 'number' && collided < before.collisionCount;
    return [
      ...counts.flatMap((field) => nonNegative(numberOf(status[field]), `status.${field}`)),
      ...limits.flatMap(([field, limit, called]) => (numberOf(status[field]) > numberOf(status[limit]) ? [invalid(`status.${field}`, numberOf(status[field]), `cannot be greater than ${called}`)] : [])),
      ...(decremented ? [invalid('status.collisionCount', collided, 'cannot be decremented')] : []),
    ];
  };

const beyondReplicas = (...fields: readonly string[]) => fields.map((field) => [field, 'replicas', 'status.replicas'] as const);
const AVAILABLE_ARE_READY = ['availableReplicas', 'readyReplicas', 'readyReplicas'] as const;

export const deploymentStatusErrors = checkedBy({
  counts: ['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas', 'terminatingReplicas', 'collisionCount'],
  limits: [...beyondReplicas('updatedReplicas', 'readyReplicas', 'availableReplicas'), AVAILABLE_ARE_READY],
  collisions: true,
});

export const replicaSetStatusErrors = checkedBy({
  counts: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration', 'terminatingReplicas'],
  limits: [...beyondReplicas('fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'), AVAILABLE_ARE_READY],
});

export const replicationControllerStatusErrors = checkedBy({
  counts: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration'],
  limits: [...beyondReplicas('fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'), AVAILABLE_ARE_READY],
});

export const statefulSetStatusErrors = checkedBy({
  counts: ['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas', 'observedGeneration', 'collisionCount'],
  limits: [...beyondReplicas('readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'), ['availableReplicas', 'readyReplicas', 'status.readyReplicas']],
  collisions: true,
});

export const daemonSetStatusErrors = checkedBy({
  counts: ['currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady', 'observedGeneration', 'updatedNumberScheduled', 'numberAvailable', 'numberUnavailable', 'collisionCount'],
  collisions: true,
});

/** ValidateHorizontalPodAutoscalerStatusUpdate. */
export const autoscalerStatusErrors = checkedBy({ counts: ['currentReplicas', 'desiredReplicas'] });

/** ValidatePodDisruptionBudgetStatusUpdate, without its conditions. */
export const budgetStatusErrors = checkedBy({ counts: ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] });
