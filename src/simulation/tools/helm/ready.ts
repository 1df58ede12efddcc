/** Whether a resource is as it should be (github.com/fluxcd/cli-utils pkg/kstatus/status: core.go and generic.go; helm internal/statusreaders for hooks). */
import type { JsonObject } from '../../api/patch/merge-patch';
import { listOf, objectOf, textOf } from '../../api/schema/values';

export interface Readiness {
  readonly status: 'InProgress' | 'Failed' | 'Current' | 'Terminating' | 'NotFound';
  readonly message: string;
}

type Judge = (object: JsonObject) => Readiness;

const current = (message: string): Readiness => ({ status: 'Current', message });
const inProgress = (message: string): Readiness => ({ status: 'InProgress', message });
const failed = (message: string): Readiness => ({ status: 'Failed', message });

const at = (object: JsonObject, path: string): unknown => path.split('.').reduce<unknown>((value, key) => objectOf(value)[key], object);
const number = (object: JsonObject, path: string, preset: number): number => { const value = at(object, path); return typeof value === 'number' ? value : preset; };
const conditions = (object: JsonObject) => listOf(at(object, 'status.conditions')).map(objectOf);
const condition = (object: JsonObject, type: string) => conditions(object).find((one) => one['type'] === type);
const isTrue = (one: ReturnType<typeof condition>): boolean => one?.['status'] === 'True';

/** The first of some counts that is not reached yet. */
const firstShort = (...checks: readonly (readonly [short: boolean, message: string])[]): Readiness | undefined => {
  const found = checks.find(([short]) => short);
  return found === undefined ? undefined : inProgress(found[1]);
};

const deployment: Judge = (object) => {
  const progress = condition(object, 'Progressing');
  if (progress?.['reason'] === 'ProgressDeadlineExceeded') return failed('Progress deadline exceeded');
  const progressing = at(object, 'spec.progressDeadlineSeconds') === undefined || number(object, 'spec.progressDeadlineSeconds', 0) === 2_147_483_647 || (isTrue(progress) && progress?.['reason'] === 'NewReplicaSetAvailable');
  const wanted = number(object, 'spec.replicas', 1);
  const [all, updated, ready, available] = ['replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'].map((name) => number(object, `status.${name}`, 0)) as [number, number, number, number];
  return firstShort(
    [wanted > all, `Replicas: ${all}/${wanted}`], [wanted > updated, `Updated: ${updated}/${wanted}`], [all > wanted, `Pending termination: ${all - wanted}`], [updated > available, `Available: ${available}/${updated}`],
    [wanted > ready, `Ready: ${ready}/${wanted}`], [!progressing, 'ReplicaSet not Available'], [!isTrue(condition(object, 'Available')), 'Deployment not Available'],
  ) ?? current(`Deployment is available. Replicas: ${all}`);
};

const replicaSet: Judge = (object) => {
  if (isTrue(condition(object, 'ReplicaFailure'))) return inProgress('Replica Failure condition. Check Pods');
  const wanted = number(object, 'spec.replicas', 1);
  const [all, ready, available, labelled] = ['replicas', 'readyReplicas', 'availableReplicas', 'fullyLabeledReplicas'].map((name) => number(object, `status.${name}`, 0)) as [number, number, number, number];
  return firstShort([wanted > labelled, `Labelled: ${labelled}/${wanted}`], [wanted > available, `Available: ${available}/${wanted}`], [wanted > ready, `Ready: ${ready}/${wanted}`], [all > wanted, `Pending termination: ${all - wanted}`])
    ?? current(`ReplicaSet is available. Replicas: ${all}`);
};

const statefulSet: Judge = (object) => {
  if (at(object, 'spec.updateStrategy.type') === 'OnDelete') return current('StatefulSet is using the ondelete update strategy');
  const wanted = number(object, 'spec.replicas', 1);
  const [all, ready, now, updated] = ['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas'].map((name) => number(object, `status.${name}`, 0)) as [number, number, number, number];
  const partition = number(object, 'spec.updateStrategy.rollingUpdate.partition', -1);
  const short = firstShort([wanted > all, `Replicas: ${all}/${wanted}`], [wanted > ready, `Ready: ${ready}/${wanted}`], [all > wanted, `Pending termination: ${all - wanted}`]);
  if (short !== undefined) return short;
  if (partition !== -1) return updated < wanted - partition ? inProgress(`updated: ${updated}/${wanted - partition}`) : current(`Partition rollout complete. updated: ${updated}`);
  if (wanted > now) return inProgress(`current: ${now}/${wanted}`);
  if (textOf(at(object, 'status.currentRevision')) !== textOf(at(object, 'status.updateRevision'))) return inProgress('Waiting for updated revision to match current');
  return current(`All replicas scheduled as expected. Replicas: ${all}`);
};

const daemonSet: Judge = (object) => {
  if (at(object, 'metadata.generation') === undefined) return inProgress('DaemonSet metadata.generation not found');
  if (at(object, 'status.observedGeneration') === undefined) return inProgress('DaemonSet status.observedGeneration not found');
  const wanted = number(object, 'status.desiredNumberScheduled', -1);
  if (wanted === -1) return inProgress('Missing .status.desiredNumberScheduled');
  const [now, updated, available, ready] = ['currentNumberScheduled', 'updatedNumberScheduled', 'numberAvailable', 'numberReady'].map((name) => number(object, `status.${name}`, 0)) as [number, number, number, number];
  return firstShort([wanted > now, `Current: ${now}/${wanted}`], [wanted > updated, `Updated: ${updated}/${wanted}`], [wanted > available, `Available: ${available}/${wanted}`], [wanted > ready, `Ready: ${ready}/${wanted}`])
    ?? current(`All replicas scheduled as expected. Replicas: ${wanted}`);
};

function ended(object: JsonObject): Readiness | undefined {
  const completions = number(object, 'spec.completions', number(object, 'spec.parallelism', 1));
  for (const one of conditions(object)) {
    if (one['type'] === 'Complete' && isTrue(one)) return current(`Job Completed. succeeded: ${number(object, 'status.succeeded', 0)}/${completions}`);
    if (one['type'] === 'Failed' && isTrue(one)) return failed(`Job Failed. failed: ${number(object, 'status.failed', 0)}/${completions}`);
  }
  return undefined;
}

/** A Job that runs is good enough. */
const job: Judge = (object) => ended(object)
  ?? (at(object, 'status.startTime') === undefined ? inProgress('Job not started')
    : current(`Job in progress. success:${number(object, 'status.succeeded', 0)}, active: ${number(object, 'status.active', 0)}, failed: ${number(object, 'status.failed', 0)}`));

/** A Job must end. */
const jobToEnd: Judge = (object) => ended(object) ?? inProgress('Job in progress');

const pod: Judge = (object) => {
  const phase = textOf(at(object, 'status.phase'));
  if (phase === 'Succeeded') return current('Pod has completed successfully');
  if (phase === 'Failed') return current('Pod has completed, but not successfully');
  if (phase === 'Running') {
    if (isTrue(condition(object, 'Ready'))) return current('Pod is Ready');
    const crashing = listOf(at(object, 'status.containerStatuses')).map(objectOf).filter((one) => at(one as JsonObject, 'state.waiting.reason') === 'CrashLoopBackOff').map((one) => textOf(one['name']));
    return crashing.length > 0 ? failed(`Containers in CrashLoop state: ${crashing.join(',')}`) : inProgress('Pod is running but is not Ready');
  }
  if (phase === 'Pending') {
    const scheduled = condition(object, 'PodScheduled');
    return scheduled?.['status'] === 'False' && scheduled['reason'] === 'Unschedulable' ? failed('Pod could not be scheduled') : inProgress('Pod is in the Pending phase');
  }
  return inProgress('Pod phase not available');
};

const podToEnd: Judge = (object) => {
  const [phase, name] = [textOf(at(object, 'status.phase')), textOf(at(object, 'metadata.name'))];
  if (phase === 'Succeeded') return current(`pod ${name} succeeded`);
  return phase === 'Failed' ? failed(`pod ${name} failed`) : inProgress('Pod in progress');
};

const claim: Judge = (object) => {
  const phase = textOf(at(object, 'status.phase')) || 'unknown';
  return phase === 'Bound' ? current('PVC is Bound') : inProgress(`PVC is not Bound. phase: ${phase}`);
};

const service: Judge = (object) => (at(object, 'spec.type') === 'LoadBalancer' && textOf(at(object, 'spec.clusterIP')) === '' ? inProgress('ClusterIP not set. Service type: LoadBalancer') : current('Service is ready'));

const definition: Judge = (object) => {
  const [names, established] = [condition(object, 'NamesAccepted'), condition(object, 'Established')];
  if (names?.['status'] === 'False') return failed(textOf(names['message']));
  if (established?.['status'] === 'False' && established['reason'] !== 'Installing') return failed(textOf(established['message']));
  return isTrue(established) ? current('CRD is established') : inProgress('Install in progress');
};

const JUDGES: Readonly<Record<string, Judge>> = {
  'apps/Deployment': deployment, 'apps/ReplicaSet': replicaSet, 'apps/StatefulSet': statefulSet, 'apps/DaemonSet': daemonSet, 'batch/Job': job, Pod: pod, PersistentVolumeClaim: claim, Service: service,
  'apiextensions.k8s.io/CustomResourceDefinition': definition,
};

/** checkGenericProperties. */
function generic(object: JsonObject): Readiness | undefined {
  if (textOf(at(object, 'metadata.deletionTimestamp')) !== '') return { status: 'Terminating', message: 'Resource scheduled for deletion' };
  const [generation, observed] = [at(object, 'metadata.generation'), at(object, 'status.observedGeneration')];
  if (typeof generation === 'number' && typeof observed === 'number' && generation !== observed) return inProgress(`${textOf(object['kind'])} generation is ${generation}, but latest observed generation is ${observed}`);
  for (const one of conditions(object)) {
    if (one['type'] === 'Reconciling' && isTrue(one)) return inProgress(textOf(one['message']));
    if (one['type'] === 'Stalled' && isTrue(one)) return failed(textOf(one['message']));
  }
  const ready = condition(object, 'Ready');
  if (JUDGES[keyOf(object)] === undefined && ready !== undefined && !isTrue(ready)) return inProgress(textOf(ready['message']));
  return undefined;
}

const keyOf = (object: JsonObject): string => {
  const [group, version] = textOf(object['apiVersion']).split('/');
  return version === undefined ? textOf(object['kind']) : `${group}/${textOf(object['kind'])}`;
};

/** status.Compute; `jobs`: they have to end. */
export function readiness(object: JsonObject | undefined, { jobs = false }: { readonly jobs?: boolean } = {}): Readiness {
  if (object === undefined) return { status: 'NotFound', message: 'Resource not found' };
  if (jobs && keyOf(object) === 'batch/Job') return jobToEnd(object);
  return generic(object) ?? (JUDGES[keyOf(object)] ?? (() => current('Resource is current')))(object);
}

/** What a hook is waited for: Jobs and Pods to end, nothing of others. */
export function hookReadiness(object: JsonObject | undefined): Readiness {
  if (object === undefined) return { status: 'NotFound', message: 'Resource not found' };
  const key = keyOf(object);
  if (key === 'batch/Job') return jobToEnd(object);
  return key === 'Pod' ? podToEnd(object) : current('Resource is current');
}
