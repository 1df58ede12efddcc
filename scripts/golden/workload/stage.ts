/** A cluster in which only the controllers of a case run: the recordings' in-memory API, its clock and its users. */
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import { encodeStruct } from '@site/src/simulation/api/schema/encode';
import type { JsonObject } from '@site/src/simulation/api/patch/merge-patch';
import type { ApiObject, Pod, PodStatus } from '@site/src/simulation/api/types';
import { formatTime } from '@site/src/simulation/base/time';
import { newCluster, request, runUntil, startController, stopController } from '@site/src/simulation/cluster/cluster';
import type { Cluster, ClusterConfig, Happening } from '@site/src/simulation/cluster/cluster';
import { RequestError } from '@site/src/simulation/cluster/control/client';
import type { AnyController } from '@site/src/simulation/cluster/control/controller';
import type { Kinds, KnownResource } from '@site/src/simulation/cluster/control/kinds';
import { viewOf } from '@site/src/simulation/cluster/control/view';
import type { View } from '@site/src/simulation/cluster/control/view';
import { resourceOf } from '@site/src/simulation/cluster/apiserver/resource';
import type { Answer, Request } from '@site/src/simulation/cluster/apiserver/types';

export const SECOND = 1_000_000;
/** The recordings’ API defaults objects but does not validate them, and a write of a status leaves the metadata as they are. */
const REGISTRY = createRegistry(
  ALL_KINDS.map(({ validateCreate: _c, validateUpdate: _u, warnings: _w, ...kind }) => ({ ...kind, ...(kind.status === undefined ? {} : { status: { ...kind.status, prepareForUpdate: (object, old) => ({ ...(kind.status?.prepareForUpdate?.(object, old) ?? object), metadata: old.metadata }), validateUpdate: () => [] } }) })),
);
const USER = { username: 'user' };

/** A happening; of an event, how often the same was said of the object so far. */
export type Counted = Happening & { readonly times: number };

export class Stage {
  private readonly said = new Map<string, number>();
  private readonly config: ClusterConfig;
  private cluster: Cluster;
  /** What happened since the last look. */
  private happened: Counted[] = [];

  constructor(controllers: readonly AnyController[], readonly start: number, writeTakes = 0) {
    this.config = { server: { registry: REGISTRY }, controllers, writeTakes, inOrder: true };
    this.cluster = newCluster(this.config, 1, start);
  }

  /** Stops the controllers until `resume`. */
  halt(): void {
    for (const { name } of this.config.controllers) this.cluster = stopController(this.config, this.cluster, name);
  }

  resume(): void {
    for (const { name } of this.config.controllers) this.cluster = startController(this.config, this.cluster, name);
  }

  get now(): number {
    return this.cluster.clock.now;
  }

  get view(): View {
    return viewOf(this.cluster.server.store.tables);
  }

  /** A request of somebody else; throws when it is refused. */
  ask(asked: Omit<Request, 'user'>): ApiObject {
    const { cluster, answer } = request(this.config, this.cluster, { ...asked, user: USER });
    this.cluster = cluster;
    if ('failure' in answer) throw new RequestError(answer.failure);
    return 'object' in answer ? answer.object : ({} as ApiObject);
  }

  private place({ apiVersion, kind, metadata }: ApiObject): Pick<Request, 'group' | 'resource' | 'namespace' | 'name'> {
    const found = resourceOf(REGISTRY, { apiVersion, kind });
    if (found === undefined) throw new Error(`no kind ${apiVersion} ${kind}`);
    return { ...found, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }), name: metadata.name ?? '' };
  }

  create(object: ApiObject): ApiObject {
    return this.ask({ verb: 'create', ...this.place(object), body: object });
  }

  /** Creates an object with the status that it comes with. */
  createWhole(object: ApiObject): ApiObject {
    const created = this.create(object);
    const { status } = object as ApiObject & { status?: object };
    return status === undefined ? created : this.update({ ...created, status } as ApiObject, 'status');
  }

  update(object: ApiObject, subresource?: string): ApiObject {
    return this.ask({ verb: 'update', ...this.place(object), body: object, ...(subresource === undefined ? {} : { subresource }) });
  }

  patch(object: ApiObject, patch: unknown): ApiObject {
    return this.ask({ verb: 'patch', ...this.place(object), patch: patch as JsonObject });
  }

  delete(object: ApiObject, gracePeriodSeconds?: number): void {
    this.ask({ verb: 'delete', ...this.place(object), ...(gracePeriodSeconds === undefined ? {} : { deleteOptions: { gracePeriodSeconds } }) });
  }

  get<R extends KnownResource>(resource: R, name: string, namespace = 'default'): Kinds[R] {
    const found = this.view.get(resource, namespace, name);
    if (found === undefined) throw new Error(`no ${resource} ${name}`);
    return found;
  }

  /** Writes a Pod's status, as a kubelet would. */
  podStatus(pod: Pod, status: PodStatus): void {
    this.update({ ...this.get('pods', pod.metadata.name ?? '', pod.metadata.namespace), status } as Pod, 'status');
  }

  bind(pod: Pod, node: string): void {
    if (pod.spec.nodeName) return;
    const target = { apiVersion: 'v1', kind: 'Binding', metadata: { name: pod.metadata.name ?? '', namespace: pod.metadata.namespace ?? '' }, target: { name: node } } as unknown as ApiObject;
    this.ask({ verb: 'create', group: '', resource: 'pods', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '', subresource: 'binding', body: target });
  }

  /** Lets time pass. */
  run(until: number): void {
    const { cluster, happened } = runUntil(this.config, this.cluster, until, 200_000);
    this.cluster = cluster;
    this.happened.push(...happened.map((one) => ({ ...one, times: this.timesOf(one) })));
  }

  private timesOf(one: Happening): number {
    if (one.kind !== 'event') return 1;
    const { object, type, reason, message } = one.said;
    const key = JSON.stringify([one.component, object.metadata.uid, type, reason, message]);
    this.said.set(key, (this.said.get(key) ?? 0) + 1);
    return this.said.get(key)!;
  }

  /** What has happened since the last look. */
  look(): readonly Counted[] {
    const { happened } = this;
    this.happened = [];
    return happened;
  }
}

export interface Done {
  readonly request: Request;
  readonly object: ApiObject;
  readonly at: number;
}

/** The writes of a component that succeeded. */
export const writesOf = (happened: readonly Happening[], component: string): Done[] =>
  happened.flatMap((one) => {
    if (one.kind !== 'request' || !one.request.user.username.endsWith(`:${component}`)) return [];
    const { answer, request: asked, at } = one as { answer: Answer; request: Request; at: number };
    return 'object' in answer && ['create', 'update', 'patch', 'delete'].includes(asked.verb) ? [{ request: asked, object: answer.object, at }] : [];
  });

export interface EventText {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count?: number;
}

/** What a component said, with how often it has said the same; what a recorder folds together keeps its own words and count. */
export const eventsOf = (happened: readonly Counted[], component: string): { readonly said: EventText; readonly object: ApiObject }[] =>
  happened.flatMap((one) => {
    if (one.kind !== 'event' || one.component !== component) return [];
    const { type, reason, message } = one.said;
    return [{ said: { type, reason, message, ...(one.times > 1 ? { count: one.times } : {}) }, object: one.said.object }];
  });

/** The status of an object as the API's JSON has it. */
export function statusJson(object: ApiObject): Record<string, unknown> {
  const kind = REGISTRY.find(object.apiVersion, object.kind);
  if (kind === undefined) throw new Error(`no kind ${object.kind}`);
  const whole = encodeStruct(kind.schema, kind.type, object as unknown as JsonObject);
  return { ...(whole.status as Record<string, unknown> | undefined) };
}

/** The first status of a running Pod, with its condition Ready. */
export function runningStatus(pod: Pod, isReady: boolean, now: number): PodStatus {
  const before = (pod.status?.conditions ?? []).find(({ type }) => type === 'Ready');
  const status = isReady ? 'True' : 'False';
  const since = before?.status === status ? before.lastTransitionTime : formatTime(now);
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'Ready');
  return { ...pod.status, phase: 'Running', conditions: [...others, { type: 'Ready', status, lastTransitionTime: since }] } as PodStatus;
}
