/**
 * Health of kinds of Kubernetes that Argo CD judges by Lua scripts of its own (resource_customizations/{batch/CronJob,policy/PodDisruptionBudget,
 * apiextensions.k8s.io/CustomResourceDefinition}/health.lua). The scripts of all other kinds need the interpreter (src/lua).
 */
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { metadataOf } from '../objects';
import type { JsonObject } from '../objects';
import { degraded, healthy, progressing } from './status';
import type { Health } from './status';

function cronJobHealth(object: JsonObject): Health {
  if (objectOf(object.spec).suspend === true) return healthy('CronJob is Suspended');
  if (!isObject(object.status)) return progressing('Waiting for CronJob');
  const { lastScheduleTime, lastSuccessfulTime, active } = object.status;
  if (lastScheduleTime === undefined) return healthy('CronJob has not been scheduled yet');
  if (lastSuccessfulTime === undefined) return healthy('The CronJob never completed successfully. It may not be healthy');
  if (listOf(active).length > 0) return healthy('The job is running. Its last execution may not have been successful');
  return textOf(lastSuccessfulTime) < textOf(lastScheduleTime) ? degraded('CronJob has not completed its last execution successfully') : healthy('CronJob has completed its last execution successfully');
}

/** The last condition speaks, unless one is false for another reason than too few Pods. */
function budgetHealth(object: JsonObject): Health {
  let health = progressing('Waiting for status');
  for (const { status, reason } of listOf(objectOf(object.status).conditions).map(objectOf)) {
    const message = `PodDisruptionBudget has ${textOf(reason)}`;
    if (status === 'False' && reason !== 'InsufficientPods') return degraded(message);
    health = healthy(message);
  }
  return health;
}

function definitionHealth(object: JsonObject): Health {
  if (metadataOf(object).deletionTimestamp !== undefined) return progressing('CRD is terminating');
  const conditions = listOf(objectOf(object.status).conditions).map(objectOf);
  if (conditions.length === 0) return progressing('Status conditions not found');
  let established = false;
  for (const { type, status, reason, message: text } of conditions) {
    const message = textOf(text);
    if (type === 'Terminating' && status === 'True') return progressing(`CRD is terminating: ${message}`);
    if (type === 'NamesAccepted' && status === 'False') return degraded(`CRD names have not been accepted: ${message}`);
    if (type === 'NonStructuralSchema' && status === 'True') return degraded(`Schema violations found: ${message}`);
    if (type !== 'Established') continue;
    if (status === 'True') established = true;
    else if (reason === 'InvalidCABundle') return degraded(`CRD is not established: ${message}`);
    else if (reason === 'Installing') return progressing('CRD is being installed');
  }
  return established ? healthy('CRD is healthy') : progressing('CRD is not established');
}

/** By group and kind, as the folders of resource_customizations are named. */
export const SCRIPTED: Readonly<Record<string, (object: JsonObject) => Health>> = {
  'batch/CronJob': cronJobHealth, 'policy/PodDisruptionBudget': budgetHealth, 'apiextensions.k8s.io/CustomResourceDefinition': definitionHealth,
};
