/** What a recording shows of an object: the fields that its README names, as it words them. */
import type { ContainerStatus, Node, Pod } from '@site/src/simulation/api/types';
import type { ApiObject } from '@site/src/simulation/api/types';
import type { EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { isRestartable, podState as columnsOf } from '@site/src/simulation/api/table/pod-state';
import type { State } from './types';

type Fields = Readonly<Record<string, unknown>>;
interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

const statusOf = (object: ApiObject): Fields => ((object as { readonly status?: Fields }).status ?? {});
const specOf = (object: ApiObject): Fields => ((object as { readonly spec?: Fields }).spec ?? {});

const conditionText = ({ status, reason, message }: Condition): string => `${status}${reason ? ` ${reason}` : ''}${message ? `: ${message}` : ''}`;

const conditions = (list: unknown): Fields => Object.fromEntries(((list as readonly Condition[] | undefined) ?? []).map((one) => [one.type, conditionText(one)]));

/** The fields that are there and say something: no zero, no empty list or map. */
function compact(fields: Fields): State {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0) && !(typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)));
}

const numbers = (status: Fields, names: readonly string[]): Fields => Object.fromEntries(names.flatMap((name) => (typeof status[name] === 'number' && status[name] !== 0 ? [[name, status[name]]] : [])));

const deleting = ({ metadata }: ApiObject): Fields => (metadata.deletionTimestamp === undefined ? {} : { deleting: metadata.finalizers ?? [] });

type Part = 'waiting' | 'running' | 'terminated';

function stateText(state: ContainerStatus['state'], status: ContainerStatus, pod: Pod): string {
  const { waiting, running, terminated } = state ?? {};
  if (running !== undefined) {
    const container = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(({ name }) => name === status.name);
    return container?.startupProbe !== undefined && status.started !== true ? 'running, not started' : 'running';
  }
  const text = (kind: Part, reason: string | undefined, message: string | undefined, code = ''): string => `${kind}${reason ? ` ${reason}` : ''}${code}${message ? `: ${message}` : ''}`;
  if (terminated !== undefined) return text('terminated', terminated.reason, terminated.message, ` ${terminated.exitCode}`);
  return text('waiting', waiting?.reason, waiting?.message);
}

/** `resources`: those of a case that is about them. */
function podState(pod: Pod, resources: boolean): State {
  const { metadata, spec, status = {} } = pod;
  const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])];
  const of = (which: 'state' | 'lastState'): Fields => Object.fromEntries(all.flatMap((one) => {
    const state = one[which];
    if (state === undefined || Object.keys(state).length === 0) return [];
    const given = which === 'state' && resources && one.resources !== undefined ? ` resources ${JSON.stringify(ordered(one.resources))} allocated ${JSON.stringify(ordered(one.allocatedResources ?? {}))}` : '';
    return [[one.name, `${stateText(state, one, pod)}${given}`]];
  }));
  const columns = columnsOf(pod);
  const total = spec.containers.length + (spec.initContainers ?? []).filter(isRestartable).length;
  return {
    ...compact({
      status: columns.reason, ready: `${columns.ready}/${total}`, phase: status.phase, bound: spec.nodeName ? true : undefined,
      conditions: conditions(status.conditions), containers: of('state'), last: of('lastState'), reason: status.reason, message: status.message,
      nominatedNodeName: status.nominatedNodeName, finalizers: metadata.deletionTimestamp === undefined ? undefined : metadata.finalizers,
    }),
    restarts: columns.restarts,
    ...(metadata.deletionTimestamp === undefined ? {} : { deleting: metadata.deletionGracePeriodSeconds }),
  };
}

const ordered = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));

/** Conditions as they are on a healthy node. */
const HEALTHY: Readonly<Record<string, string>> = { MemoryPressure: 'False', DiskPressure: 'False', PIDPressure: 'False' };

function nodeState(node: Node): State {
  const told = (node.status?.conditions ?? []).filter(({ type, status }) => HEALTHY[type] !== status);
  return compact({ conditions: conditions(told), taints: (node.spec?.taints ?? []).map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`).sort(), unschedulable: node.spec?.unschedulable === true ? true : undefined });
}

const WORKLOAD = ['replicas', 'readyReplicas', 'availableReplicas', 'updatedReplicas', 'unavailableReplicas', 'terminatingReplicas', 'currentReplicas'];
const DAEMON = ['currentNumberScheduled', 'desiredNumberScheduled', 'numberAvailable', 'numberMisscheduled', 'numberReady', 'numberUnavailable', 'updatedNumberScheduled'];

const BY_KIND: Readonly<Record<string, (object: ApiObject) => State>> = {
  Deployment: (object) => compact({ desired: specOf(object)['replicas'], ...numbers(statusOf(object), WORKLOAD), conditions: conditions(statusOf(object)['conditions']), ...deleting(object) }),
  ReplicaSet: (object) => ({
    ...compact({ desired: specOf(object)['replicas'], revision: object.metadata.annotations?.['deployment.kubernetes.io/revision'], ...numbers(statusOf(object), WORKLOAD.filter((name) => name !== 'currentReplicas')), conditions: conditions(statusOf(object)['conditions']), ...deleting(object) }),
    ...((object.metadata.ownerReferences ?? []).length === 0 ? { owned: false } : {}),
  }),
  StatefulSet: (object) => {
    const status = statusOf(object);
    const { currentRevision, updateRevision } = status;
    return compact({ desired: specOf(object)['replicas'], ...numbers(status, WORKLOAD), ...(updateRevision === undefined ? {} : { currentRevisionIsUpdate: currentRevision === updateRevision }), ...deleting(object) });
  },
  DaemonSet: (object) => compact({ ...numbers(statusOf(object), DAEMON), ...deleting(object) }),
  Job: (object) => {
    const status = statusOf(object);
    return {
      ...compact({ ...numbers(status, ['active', 'ready', 'succeeded', 'failed', 'terminating']), conditions: conditions(status['conditions']), completedIndexes: status['completedIndexes'], failedIndexes: status['failedIndexes'], completed: status['completionTime'] === undefined ? undefined : true, suspend: specOf(object)['suspend'] === true ? true : undefined, ...deleting(object) }),
      started: status['startTime'] !== undefined && status['startTime'] !== null,
    };
  },
  CronJob: (object) => {
    const status = statusOf(object);
    const active = ((status['active'] as readonly unknown[] | undefined) ?? []).length;
    return compact({ active: active === 0 ? undefined : active, scheduled: status['lastScheduleTime'] === undefined ? undefined : true, succeeded: status['lastSuccessfulTime'] === undefined ? undefined : true });
  },
  PodDisruptionBudget: (object) => {
    const status = statusOf(object);
    const disrupted = Object.keys((status['disruptedPods'] as object | undefined) ?? {}).length;
    const of = (name: string): unknown => status[name] ?? 0;
    return { ...compact({ conditions: conditions(status['conditions']), disruptedPods: disrupted === 0 ? undefined : disrupted }), currentHealthy: of('currentHealthy'), desiredHealthy: of('desiredHealthy'), disruptionsAllowed: of('disruptionsAllowed'), expectedPods: of('expectedPods') };
  },
  ResourceQuota: (object) => compact({ hard: statusOf(object)['hard'], used: statusOf(object)['used'] }),
  HorizontalPodAutoscaler: (object) => {
    const status = statusOf(object);
    return { ...compact({ conditions: conditions(status['conditions']), currentMetrics: status['currentMetrics'] }), currentReplicas: status['currentReplicas'] ?? 0, desiredReplicas: status['desiredReplicas'] ?? 0 };
  },
  Namespace: (object) => compact({ phase: statusOf(object)['phase'], conditions: conditions(statusOf(object)['conditions']), deleting: object.metadata.deletionTimestamp === undefined ? undefined : true }),
  Node: (object) => nodeState(object as Node),
};

export const stateOf = (object: ApiObject, resources: boolean): State => (object.kind === 'Pod' ? podState(object as Pod, resources) : (BY_KIND[object.kind]?.(object) ?? {}));

/** The sums over a Service's slices. */
export function endpointsState(slices: readonly EndpointSlice[]): State {
  const all = slices.flatMap(({ endpoints }) => endpoints ?? []);
  const count = (is: (conditions: NonNullable<(typeof all)[number]['conditions']>) => boolean): number => all.filter((one) => is(one.conditions ?? {})).length;
  return { endpoints: all.length, ready: count(({ ready }) => ready !== false), serving: count(({ serving }) => serving !== false), terminating: count(({ terminating }) => terminating === true) };
}
