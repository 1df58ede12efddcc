/** Health of what runs Pods (gitops-engine pkg/health/health_{deployment,statefulset,daemonset,replicaset,job}.go). */
import { quote } from '../../base/go/quote';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { metadataOf, nameOf } from '../objects';
import type { JsonObject } from '../objects';
import { degraded, healthy, progressing, suspended } from './status';
import type { Health } from './status';

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
const optional = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const conditionsOf = (object: JsonObject): JsonObject[] => listOf(objectOf(object.status).conditions).map(objectOf);
const generationOf = (object: JsonObject): number => count(metadataOf(object).generation);

export function deploymentHealth(object: JsonObject): Health {
  const [spec, status] = [objectOf(object.spec), objectOf(object.status)];
  if (spec.paused === true) return suspended('Deployment is paused');
  if (generationOf(object) > count(status.observedGeneration)) return progressing('Waiting for rollout to finish: observed deployment generation less than desired generation');
  const [replicas, updated, wanted, available] = [count(status.replicas), count(status.updatedReplicas), optional(spec.replicas), count(status.availableReplicas)];
  if (conditionsOf(object).find(({ type }) => type === 'Progressing')?.reason === 'ProgressDeadlineExceeded') return degraded(`Deployment ${quote(nameOf(object))} exceeded its progress deadline`);
  if (wanted !== undefined && updated < wanted) return progressing(`Waiting for rollout to finish: ${updated} out of ${wanted} new replicas have been updated...`);
  if (replicas > updated) return progressing(`Waiting for rollout to finish: ${replicas - updated} old replicas are pending termination...`);
  if (available < updated) return progressing(`Waiting for rollout to finish: ${available} of ${updated} updated replicas are available...`);
  return healthy();
}

export function statefulSetHealth(object: JsonObject): Health {
  const [spec, status] = [objectOf(object.spec), objectOf(object.status)];
  const observed = count(status.observedGeneration);
  if (observed === 0 || generationOf(object) > observed) return progressing('Waiting for statefulset spec update to be observed...');
  const [wanted, ready, updated] = [optional(spec.replicas), count(status.readyReplicas), count(status.updatedReplicas)];
  if (wanted !== undefined && ready < wanted) return progressing(`Waiting for ${wanted - ready} pods to be ready...`);
  const strategy = objectOf(spec.updateStrategy);
  if (strategy.type === 'RollingUpdate' && typeof strategy.rollingUpdate === 'object' && strategy.rollingUpdate !== null) {
    const partition = optional(objectOf(strategy.rollingUpdate).partition);
    if (wanted !== undefined && partition !== undefined && updated < wanted - partition) {
      return progressing(`Waiting for partitioned roll out to finish: ${updated} out of ${wanted - partition} new pods have been updated...`);
    }
    return healthy(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  if (strategy.type === 'OnDelete') return healthy(`statefulset has ${ready} ready pods`);
  const [update, current] = [textOf(status.updateRevision), textOf(status.currentRevision)];
  if (update !== current) return progressing(`waiting for statefulset rolling update to complete ${updated} pods at revision ${update}...`);
  return healthy(`statefulset rolling update complete ${count(status.currentReplicas)} pods at revision ${current}...`);
}

export function daemonSetHealth(object: JsonObject): Health {
  const status = objectOf(object.status);
  if (generationOf(object) > count(status.observedGeneration)) return progressing('Waiting for rollout to finish: observed daemon set generation less than desired generation');
  const [updated, wanted, available] = [count(status.updatedNumberScheduled), count(status.desiredNumberScheduled), count(status.numberAvailable)];
  if (objectOf(objectOf(object.spec).updateStrategy).type === 'OnDelete') return healthy(`daemon set ${updated} out of ${wanted} new pods have been updated`);
  const rollout = `Waiting for daemon set ${quote(nameOf(object))} rollout to finish:`;
  if (updated < wanted) return progressing(`${rollout} ${updated} out of ${wanted} new pods have been updated...`);
  if (available < wanted) return progressing(`${rollout} ${available} of ${wanted} updated pods are available...`);
  return healthy();
}

export function replicaSetHealth(object: JsonObject): Health {
  const status = objectOf(object.status);
  if (generationOf(object) > count(status.observedGeneration)) return progressing('Waiting for rollout to finish: observed replica set generation less than desired generation');
  const failure = conditionsOf(object).find(({ type }) => type === 'ReplicaFailure');
  if (failure?.status === 'True') return degraded(textOf(failure.message));
  const [wanted, available] = [optional(objectOf(object.spec).replicas), count(status.availableReplicas)];
  return wanted !== undefined && available < wanted ? progressing(`Waiting for rollout to finish: ${available} out of ${wanted} new replicas are available...`) : healthy();
}

/** Conditions of a Job count whatever their status, but for Suspended. */
export function jobHealth(object: JsonObject): Health {
  let [failed, complete, isSuspended] = [false, false, false];
  let [failure, message] = ['', ''];
  for (const condition of conditionsOf(object)) {
    if (condition.type === 'Failed') [failed, complete, failure] = [true, true, textOf(condition.message)];
    else if (condition.type === 'Complete') [complete, message] = [true, textOf(condition.message)];
    else if (condition.type === 'Suspended') {
      [complete, message] = [true, textOf(condition.message)];
      isSuspended ||= condition.status === 'True';
    }
  }
  if (!complete) return progressing(message);
  if (failed) return degraded(failure);
  return isSuspended ? suspended(failure) : healthy(message);
}
