import type { ApiObject } from '../../api';
import type { Deployment, ReplicaSet } from '../../api/generated/types/apps.v1';
import type { Event, LimitRange, LimitRangeItem, Pod, ResourceQuota } from '../../api/generated/types/core.v1';
import type { ResourceList } from '../../api/types';
import { newCluster, request, runUntil } from '../../cluster/cluster';
import type { Cluster, Happening } from '../../cluster/cluster';
import type { Answer, Request } from '../../cluster/apiserver/types';
import { viewOf } from '../../cluster/control/view';
import { objectsIn } from '../../cluster/store/store';
import { formatTime } from '../../base/time';
import { CONFIG } from './kinds';
import { DEPLOYMENT, deploymentObject, limitRangeObject, NAMESPACE, podObject, quotaObject, type Shape } from './objects';

/** What somebody does in the lab, one thing after another. */
export type LabAction =
  /** Sets the quota's limits. */
  | { readonly do: 'quota'; readonly hard: ResourceList }
  /** Sets the one item of the LimitRange, or takes the LimitRange away. */
  | { readonly do: 'limits'; readonly item: Omit<LimitRangeItem, 'type'> | null }
  | { readonly do: 'pod'; readonly shape: Shape }
  /** Applies the Deployment: new, or with another template and number. */
  | { readonly do: 'deployment'; readonly shape: Shape; readonly replicas: number }
  /** Deletes a Pod by its name; one that is not there is passed over. */
  | { readonly do: 'delete'; readonly name: string };

/** A Pod that was not made. */
export interface Refused {
  /** The action after which it happened. */
  readonly action: number;
  readonly by: 'client' | 'replicaset-controller';
  /** The API server's words. */
  readonly message: string;
  /** How often these words came in the seconds after the action; the names of Pods apart. */
  readonly times: number;
}

export interface QuotaWorld {
  readonly quota: ResourceQuota | undefined;
  readonly limits: LimitRange | undefined;
  /** In the order in which they were made. */
  readonly pods: readonly Pod[];
  readonly deployment: Deployment | undefined;
  readonly replicaSets: readonly ReplicaSet[];
  /** The Events that warn. */
  readonly events: readonly Event[];
  readonly refused: readonly Refused[];
  /** What the server answered to the last action; undefined where it was taken. */
  readonly answer: string | undefined;
  /** µs since 1970. */
  readonly now: number;
}

const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const SEED = 7;
/** How long a Pod takes to start, and how long the lab looks on after an action: until a rollout has settled. */
const [STARTS, SETTLES] = [SECOND, 8 * SECOND];
const CLIENT = { username: 'kubernetes-admin', groups: ['system:masters'] };
const KUBELET = { username: 'system:node:node-a', groups: ['system:nodes'] };

interface Moment {
  readonly cluster: Cluster;
  readonly refused: readonly Refused[];
  readonly answer: string | undefined;
}

const isNamespaced = (resource: string): object => (resource === 'namespaces' ? {} : { namespace: NAMESPACE });
const ask = (cluster: Cluster, verb: Request['verb'], group: string, resource: string, more: Partial<Request>): { readonly cluster: Cluster; readonly answer: Answer } =>
  request(CONFIG, cluster, { verb, group, resource, ...isNamespaced(resource), user: CLIENT, ...more });

/** Creates an object, or puts it in the place of the one that is there. */
function put(cluster: Cluster, group: string, resource: string, body: ApiObject): { readonly cluster: Cluster; readonly answer: Answer } {
  const name = body.metadata.name ?? '';
  const made = ask(cluster, 'create', group, resource, { body });
  if (!('failure' in made.answer) || made.answer.failure.reason !== 'AlreadyExists') return made;
  return ask(cluster, 'update', group, resource, { body, name });
}

const PLACES = { quota: ['', 'resourcequotas'], limits: ['', 'limitranges'], pod: ['', 'pods'], deployment: ['apps', 'deployments'] } as const;

function act(cluster: Cluster, action: LabAction, index: number): { readonly cluster: Cluster; readonly answer: Answer | undefined } {
  switch (action.do) {
    case 'quota':
      return put(cluster, ...PLACES.quota, quotaObject(action.hard));
    case 'limits':
      return action.item === null ? ask(cluster, 'delete', ...PLACES.limits, { name: 'limits' }) : put(cluster, ...PLACES.limits, limitRangeObject(action.item));
    case 'pod':
      return put(cluster, ...PLACES.pod, podObject(`${action.shape}-${index + 1}`, action.shape));
    case 'deployment':
      return put(cluster, ...PLACES.deployment, deploymentObject(action.shape, action.replicas));
    case 'delete': {
      const { answer, ...deleted } = ask(cluster, 'delete', ...PLACES.pod, { name: action.name, deleteOptions: { gracePeriodSeconds: 0 } });
      return { ...deleted, answer: 'failure' in answer && answer.failure.reason === 'NotFound' ? undefined : answer };
    }
  }
}

/** A node with room for all of them: a Pod runs a second after it is made, and that of a job has finished then. */
function startPods(cluster: Cluster): Cluster {
  const waiting = viewOf(cluster.server.store.tables).list('pods', NAMESPACE).filter(({ status }) => status?.phase === 'Pending');
  return waiting.reduce((now, { metadata }) => {
    const isJob = metadata.labels?.shape === 'job';
    const status = { phase: isJob ? 'Succeeded' : 'Running', conditions: [{ type: 'Ready', status: isJob ? 'False' : 'True', lastTransitionTime: formatTime(now.clock.now) }] };
    return request(CONFIG, now, { verb: 'patch', group: '', resource: 'pods', namespace: NAMESPACE, name: metadata.name ?? '', subresource: 'status', patch: { status }, user: KUBELET }).cluster;
  }, cluster);
}

/** The name of a Pod that was not made means nothing to who reads: of many tries one is shown. */
const alike = (message: string): string => message.replace(/^pods "[^"]*"/, 'pods');

function refusals(happened: readonly Happening[], action: number): readonly Refused[] {
  const found = new Map<string, Refused>();
  for (const one of happened) {
    if (one.kind !== 'request' || one.request.verb !== 'create' || one.request.resource !== 'pods' || !('failure' in one.answer)) continue;
    const { message } = one.answer.failure;
    const times = (found.get(alike(message))?.times ?? 0) + 1;
    found.set(alike(message), { action, by: 'replicaset-controller', message, times });
  }
  return [...found.values()];
}

function settle(cluster: Cluster): { readonly cluster: Cluster; readonly happened: readonly Happening[] } {
  let now = cluster;
  const happened: Happening[] = [];
  for (const until = cluster.clock.now + SETTLES; now.clock.now < until; ) {
    const step = runUntil(CONFIG, now, now.clock.now + STARTS);
    happened.push(...step.happened);
    now = startPods(step.cluster);
  }
  return { cluster: now, happened };
}

const empty = (): Cluster => settle(ask(newCluster(CONFIG, SEED, START), 'create', '', 'namespaces', { body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } } }).cluster).cluster;

function next({ cluster, refused }: Moment, action: LabAction, index: number): Moment {
  const acted = act(cluster, action, index);
  const answer = acted.answer !== undefined && 'failure' in acted.answer ? acted.answer.failure.message : undefined;
  const mine: readonly Refused[] = answer !== undefined && action.do === 'pod' ? [{ action: index, by: 'client', message: answer, times: 1 }] : [];
  const settled = settle(acted.cluster);
  return { cluster: settled.cluster, refused: [...refused, ...mine, ...refusals(settled.happened, index)], answer };
}

const made = ({ metadata }: ApiObject): string => metadata.creationTimestamp ?? '';

/** Does one thing after another in an empty namespace, each eight seconds after the last: what there is then, and what was refused. */
export function runQuotaLab(actions: readonly LabAction[]): QuotaWorld {
  const { cluster, refused, answer } = actions.reduce<Moment>(next, { cluster: empty(), refused: [], answer: undefined });
  const view = viewOf(cluster.server.store.tables);
  const pods = [...view.list('pods', NAMESPACE)].sort((a, b) => (made(a) < made(b) ? -1 : made(a) > made(b) ? 1 : 0));
  return {
    quota: view.get('resourcequotas', NAMESPACE, NAMESPACE),
    limits: (objectsIn(cluster.server.store.tables, 'limitranges', NAMESPACE) as readonly ApiObject[] as readonly LimitRange[])[0],
    pods,
    deployment: view.get('deployments.apps', NAMESPACE, DEPLOYMENT),
    replicaSets: view.list('replicasets.apps', NAMESPACE),
    events: view.list('events', NAMESPACE).filter(({ type }) => type === 'Warning'),
    refused,
    answer,
    now: cluster.clock.now,
  };
}
