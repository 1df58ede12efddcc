/**
 * What somebody sees of a cluster at a glance: its nodes and the Pods on them, who owns what, the Events, and which components run. Plain data without what a picture
 * does not show, so that it can be sent from a worker many times a second.
 */
import { milliValue, podRequests, quantityOf, unitValue } from '../../api';
import type { ApiObject, Node, Pod } from '../../api';
import { podState } from '../../api/table/pod-state';
import { parseTime } from '../../base/time';
import { componentNames } from '../components';
import { byText } from '../../base/ordered-map';
import { viewOf } from '../control/view';
import type { View } from '../control/view';
import type { Cluster } from '../state';
import { toneOf } from './tone';
import type { Tone } from './tone';

export interface PodPicture {
  /** `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string | null;
  /** STATUS as `kubectl get pods` prints it. */
  readonly status: string;
  readonly tone: Tone;
  readonly ready: number;
  readonly containers: number;
  readonly restarts: number;
  readonly ip: string | null;
  /** Key of the object that controls it: `ReplicaSet/default/web-6d4cf56db6`. */
  readonly owner: string | null;
  /** Requests: millicores and bytes. */
  readonly milliCpu: number;
  readonly bytes: number;
}

export interface NodePicture {
  readonly name: string;
  /** The Ready condition. */
  readonly ready: 'True' | 'False' | 'Unknown';
  readonly unschedulable: boolean;
  /** `key=value:Effect`. */
  readonly taints: readonly string[];
  /** Allocatable, and what its Pods request. */
  readonly milliCpu: number;
  readonly bytes: number;
  readonly requestedMilliCpu: number;
  readonly requestedBytes: number;
}

export interface OwnerPicture {
  /** `Kind/namespace/name`. */
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly owner: string | null;
  readonly desired: number;
  readonly ready: number;
  /** Of a ReplicaSet: `deployment.kubernetes.io/revision`. */
  readonly revision: string | null;
}

export interface EventPicture {
  readonly uid: string;
  /** When it was last said, µs since 1970. */
  readonly at: number;
  readonly type: string;
  readonly reason: string;
  /** `Pod/web-1`. */
  readonly about: string;
  readonly message: string;
  readonly count: number;
}

export interface ComponentPicture {
  readonly name: string;
  readonly state: 'running' | 'starting' | 'stopped';
}

export interface Picture {
  /** µs since 1970. */
  readonly now: number;
  /** The store's revision. */
  readonly revision: number;
  readonly nodes: readonly NodePicture[];
  readonly pods: readonly PodPicture[];
  readonly owners: readonly OwnerPicture[];
  /** The newest last. */
  readonly events: readonly EventPicture[];
  readonly components: readonly ComponentPicture[];
}

const MOST_EVENTS = 60;
const OWNERS = ['deployments.apps', 'replicasets.apps', 'statefulsets.apps', 'daemonsets.apps', 'jobs.batch', 'cronjobs.batch'] as const;

function ownerKey({ metadata }: ApiObject): string | null {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner === undefined ? null : `${owner.kind}/${metadata.namespace ?? ''}/${owner.name}`;
}

const pods = new WeakMap<Pod, PodPicture>();

/** Objects never change, so each is drawn once. */
function podPicture(pod: Pod): PodPicture {
  const known = pods.get(pod);
  if (known !== undefined) return known;
  const { metadata, spec, status } = pod;
  const state = podState(pod);
  const requests = podRequests(spec);
  const picture: PodPicture = {
    key: `${metadata.namespace ?? ''}/${metadata.name ?? ''}`, namespace: metadata.namespace ?? '', name: metadata.name ?? '', uid: metadata.uid ?? '',
    node: (spec.nodeName ?? '') === '' ? null : spec.nodeName ?? null,
    status: state.reason, tone: toneOf(state.reason, state.ready, spec.containers.length), ready: state.ready, containers: spec.containers.length, restarts: state.restarts,
    ip: status?.podIP ?? null, owner: ownerKey(pod),
    milliCpu: milliValue(requests.get('cpu') ?? quantityOf(undefined)), bytes: unitValue(requests.get('memory') ?? quantityOf(undefined)),
  };
  pods.set(pod, picture);
  return picture;
}

function nodePicture(node: Node, view: View): NodePicture {
  const { metadata, spec, status } = node;
  const name = metadata.name ?? '';
  const allocatable = status?.allocatable ?? status?.capacity ?? {};
  const there = view.podsOn(name).filter(({ status: of }) => of?.phase !== 'Succeeded' && of?.phase !== 'Failed').map(podPicture);
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  return {
    name, ready: ready === 'True' || ready === 'False' ? ready : 'Unknown', unschedulable: spec?.unschedulable === true,
    taints: (spec?.taints ?? []).map(({ key, value, effect }) => `${key}${(value ?? '') === '' ? '' : `=${value}`}:${effect}`),
    milliCpu: milliValue(quantityOf(allocatable.cpu)), bytes: unitValue(quantityOf(allocatable.memory)),
    requestedMilliCpu: there.reduce((sum, pod) => sum + pod.milliCpu, 0), requestedBytes: there.reduce((sum, pod) => sum + pod.bytes, 0),
  };
}

interface Counted {
  readonly spec?: { readonly replicas?: number; readonly completions?: number; readonly parallelism?: number };
  readonly status?: { readonly readyReplicas?: number; readonly desiredNumberScheduled?: number; readonly numberReady?: number; readonly succeeded?: number; readonly active?: readonly unknown[] | number };
}

function ownerPicture(object: ApiObject): OwnerPicture {
  const { kind, metadata } = object;
  const { spec = {}, status = {} } = object as unknown as Counted;
  const counts: Readonly<Record<string, readonly [desired: number | undefined, ready: number | undefined]>> = {
    DaemonSet: [status.desiredNumberScheduled, status.numberReady],
    Job: [spec.completions ?? spec.parallelism, status.succeeded],
    CronJob: [undefined, Array.isArray(status.active) ? status.active.length : 0],
  };
  const [desired, ready] = counts[kind] ?? [spec.replicas, status.readyReplicas];
  return {
    key: `${kind}/${metadata.namespace ?? ''}/${metadata.name ?? ''}`, kind, namespace: metadata.namespace ?? '', name: metadata.name ?? '', owner: ownerKey(object),
    desired: desired ?? 0, ready: ready ?? 0, revision: metadata.annotations?.['deployment.kubernetes.io/revision'] ?? null,
  };
}

interface Told {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly note?: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
}

function eventPicture(event: ApiObject): EventPicture {
  const told = event as unknown as Told;
  const time = told.series?.lastObservedTime ?? told.lastTimestamp ?? told.eventTime ?? event.metadata.creationTimestamp ?? '';
  return {
    uid: event.metadata.uid ?? '', at: parseTime(time) ?? 0, type: told.type ?? '', reason: told.reason ?? '', about: `${told.involvedObject?.kind ?? ''}/${told.involvedObject?.name ?? ''}`,
    message: told.message ?? told.note ?? '', count: told.series?.count ?? told.count ?? 1,
  };
}

function componentsOf(cluster: Cluster, nodes: readonly string[]): ComponentPicture[] {
  const { stopped, starting } = cluster.components;
  return componentNames(nodes).map((name) => ({ name, state: byText.has(stopped, name) ? 'stopped' : byText.has(starting, name) ? 'starting' : 'running' }));
}

/** Only these namespaces where they are given. */
export function pictureOf(cluster: Cluster, namespaces?: readonly string[]): Picture {
  const { store } = cluster.server;
  const view = viewOf(store.tables);
  const here = ({ metadata }: ApiObject): boolean => namespaces === undefined || namespaces.includes(metadata.namespace ?? '');
  const nodes = view.list('nodes');
  const events = (view.list('events' as never) as unknown as ApiObject[]).filter(here).map(eventPicture).sort((a, b) => a.at - b.at);
  return {
    now: cluster.clock.now, revision: store.revision,
    nodes: nodes.map((node) => nodePicture(node, view)),
    pods: view.list('pods').filter(here).map(podPicture),
    owners: OWNERS.flatMap((resource) => (view.list(resource as never) as unknown as ApiObject[]).filter(here).map(ownerPicture)),
    events: events.slice(-MOST_EVENTS),
    components: componentsOf(cluster, nodes.map(({ metadata }) => metadata.name ?? '')),
  };
}
