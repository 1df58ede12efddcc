/** Health of one object (gitops-engine pkg/health/health.go: GetResourceHealth, GetHealthCheckFunc). */
import { describeType, groupOf, kindOf, metadataOf, nameOf, namespaceOf, versionOf } from '../objects';
import type { JsonObject } from '../objects';
import { hasHookFinalizer } from '../hooks/hooks';
import { apiServiceHealth, autoscalerHealth, autoscalerV1Health, claimHealth, ingressHealth, serviceHealth, workflowHealth } from './others';
import { podHealth } from './pod';
import { SCRIPTED } from './scripts';
import { progressing, unknown } from './status';
import type { Health } from './status';
import { daemonSetHealth, deploymentHealth, jobHealth, replicaSetHealth, statefulSetHealth } from './workloads';

/** What a script of `argocd-cm` or of Argo CD itself says of an object (util/lua: ResourceHealthOverrides); undefined: there is none for it. */
export type HealthScripts = (object: JsonObject) => { readonly health: Health } | { readonly error: string } | undefined;

type Check = (object: JsonObject) => Health;
/** By group and kind; by version where others are refused. */
const CHECKS: Readonly<Record<string, Readonly<Record<string, Check>> | Check>> = {
  'apps/Deployment': { v1: deploymentHealth }, 'apps/StatefulSet': { v1: statefulSetHealth }, 'apps/ReplicaSet': { v1: replicaSetHealth }, 'apps/DaemonSet': { v1: daemonSetHealth },
  'extensions/Ingress': ingressHealth, 'networking.k8s.io/Ingress': ingressHealth, 'argoproj.io/Workflow': workflowHealth,
  'apiregistration.k8s.io/APIService': { v1: apiServiceHealth, v1beta1: apiServiceHealth },
  Service: { v1: serviceHealth }, PersistentVolumeClaim: { v1: claimHealth }, Pod: { v1: podHealth }, 'batch/Job': { v1: jobHealth },
  'autoscaling/HorizontalPodAutoscaler': { v1: autoscalerV1Health, v2: autoscalerHealth },
};
/** How a kind is called where its version is refused. */
const SHORT: Readonly<Record<string, string>> = { HorizontalPodAutoscaler: 'HPA', PersistentVolumeClaim: 'PVC' };

/** lua.GetConfigMapKey. */
export const healthKey = (object: JsonObject): string => (groupOf(object) === '' ? kindOf(object) : `${groupOf(object)}/${kindOf(object)}`);

function builtIn(object: JsonObject): Health | undefined {
  const key = healthKey(object);
  if (Object.hasOwn(SCRIPTED, key)) return SCRIPTED[key]!(object);
  const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
  if (check === undefined || typeof check === 'function') return check?.(object);
  const version = versionOf(object);
  if (!Object.hasOwn(check, version)) return unknown(`unsupported ${SHORT[kindOf(object)] ?? kindOf(object)} GVK: ${describeType(object)}`);
  try {
    return check[version]!(object);
  } catch (error) {
    if (error instanceof Error) return unknown(error.message);
    throw error;
  }
}

/** `health` undefined: Argo CD judges none of this kind. `error`: a script failed, and the health is Unknown. */
export function resourceHealth(object: JsonObject, scripts?: HealthScripts): { readonly health: Health | undefined; readonly error?: string } {
  if (metadataOf(object).deletionTimestamp !== undefined && !hasHookFinalizer(object)) return { health: progressing('Pending deletion') };
  const said = scripts?.(object);
  if (said === undefined) return { health: builtIn(object) };
  if ('health' in said) return said;
  return { health: unknown(said.error), error: `failed to get resource health for ${namespaceOf(object)}/${nameOf(object)}: ${said.error}` };
}
