/**
 * argocd-application-controller as a component of a cluster (controller/appcontroller.go): it runs while its Pod is ready, reads Applications, projects and settings from the API server,
 * and writes what it finds into their statuses. Simplified: it looks once a second; what it applies takes no time.
 */
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { semanticEqual } from '../../api/equal';
import { parseDuration } from '../../base/go/duration';
import type { Answer, Request } from '../../cluster/apiserver/types';
import type { Controller, Work } from '../../cluster/control/controller';
import { objectAt, objectsIn } from '../../cluster/store/store';
import type { Tables } from '../../cluster/store/store';
import { resourceOf } from '../../cluster/apiserver/resource';
import { trackingOf } from '../compare/tracking';
import type { AppProject } from '../decide/permissions';
import { DEFAULT_PROJECT } from '../decide/permissions';
import { REFRESH } from '../decide/refresh';
import { DEFAULT_SELF_HEAL } from '../decide/self-heal';
import { luaHealthScripts } from '../health/lua-scripts';
import { dueOf, Look } from '../loop/look';
import type { FindRepository } from '../loop/look';
import { Reach } from '../loop/see';
import type { Ground } from '../loop/see';
import type { AppState, LoopEvent, LookSettings, Place } from '../loop/types';
import { hear } from '../loop/watch';
import { resourceOverrides } from '../settings/resource-overrides';
import { NAMESPACE } from './installation';
import { APPLICATIONS, applicationFrom, asStored, hasFinalizer, projectFrom, PROJECTS, RESOURCES_FINALIZER, resumed, writtenTo } from './objects';
import { findIn } from './remote';

const SECOND = 1_000_000;
const NAME = 'argocd-application-controller';
const KEY = 'applications';
/** Looks at one application in one instant: one starts what the next one goes on with. */
const MOST_LOOKS = 8;

/** What it knows and loses with its Pod. */
interface ArgoMemory {
  /** The UID of the Pod that it runs in. */
  readonly pod: string;
  readonly poll: number;
  readonly jitter: number;
  readonly apps: Readonly<Record<string, AppState>>;
  /** Each Application as it was read or written last. */
  readonly seen: Readonly<Record<string, ApiObject>>;
  readonly heard?: number | undefined;
}

const NOTHING: ArgoMemory = { pod: '', poll: 0, jitter: 0, apps: {}, seen: {} };

interface RunningPod {
  readonly metadata: { readonly uid?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** A Pod of a part of Argo CD that is ready. */
export const readyPod = (tables: Tables, part: string): RunningPod | undefined =>
  (objectsIn(tables, 'pods', NAMESPACE) as unknown as RunningPod[]).find(({ metadata, status }) => metadata.labels?.['app.kubernetes.io/name'] === part && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);

export const settingsIn = (tables: Tables): Readonly<Record<string, string>> => (objectAt(tables, 'configmaps', `${NAMESPACE}/argocd-cm`) as { readonly data?: Readonly<Record<string, string>> } | undefined)?.data ?? {};

/** A duration of `argocd-cm`, as a program reads it when it starts. */
function timed(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise;
  const read = parseDuration(text);
  return read.ok ? Number(read.nanoseconds) / 1000 : otherwise;
}

/** The repo server reads Git; without it nothing is read. */
export const findFor = (work: Work<unknown>): FindRepository => {
  const find = findIn(work.cluster);
  return (url) => (readyPod(work.cluster.server.store.tables, 'argocd-repo-server') === undefined
    ? { error: 'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp: connect: connection refused"' }
    : find(url));
};

class WorkGround implements Ground {
  constructor(private readonly work: Work<ArgoMemory>) {}

  get now(): number {
    return this.work.now;
  }

  get tables(): Tables {
    return this.work.cluster.server.store.tables;
  }

  registry(): Registry {
    return this.work.registry;
  }

  ask({ user: _user, ...asked }: Request): Answer {
    return this.work.client.send(asked);
  }
}

const without = <T>(map: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(map).filter(([one]) => one !== name));

/** One second of it. */
class Turn {
  private memory: ArgoMemory;
  private readonly ground: WorkGround;
  private readonly configMap: Readonly<Record<string, string>>;

  constructor(private readonly work: Work<ArgoMemory>) {
    this.memory = work.memory;
    this.ground = new WorkGround(work);
    this.configMap = settingsIn(this.ground.tables);
  }

  private kinds = (): readonly Kind[] => this.ground.registry().kinds;

  /** Whether it runs at all; a new Pod begins anew. */
  private begins(): boolean {
    const uid = readyPod(this.ground.tables, NAME)?.metadata.uid ?? '';
    if (uid === '') {
      this.memory = NOTHING;
      return false;
    }
    if (uid !== this.memory.pod) {
      const { 'timeout.reconciliation': poll, 'timeout.reconciliation.jitter': jitter } = this.configMap;
      this.memory = { ...NOTHING, pod: uid, poll: timed(poll, 120 * SECOND), jitter: timed(jitter, 60 * SECOND) };
      if (objectAt(this.ground.tables, PROJECTS, `${NAMESPACE}/default`) === undefined) this.createDefaultProject();
    }
    return true;
  }

  private createDefaultProject(): void {
    const { name, ...spec } = DEFAULT_PROJECT;
    this.work.client.send({ verb: 'create', group: 'argoproj.io', resource: 'appprojects', namespace: NAMESPACE, body: { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name, namespace: NAMESPACE }, spec } as unknown as ApiObject });
  }

  /** Takes over what somebody else has changed in an Application. */
  private read(object: ApiObject): void {
    const name = object.metadata.name ?? '';
    const before = this.memory.apps[name];
    const app = applicationFrom(object);
    const asks = before === undefined || app.metadata.annotations?.[REFRESH] !== undefined || !semanticEqual(before.app.spec.source, app.spec.source);
    const ends = before?.running !== undefined && app.status?.operationState?.phase === 'Terminating' && before.running.state.phase !== 'Terminating';
    const running = before?.running === undefined ? (before === undefined ? resumed(app) : undefined) : ends ? { ...before.running, state: { ...before.running.state, phase: 'Terminating' as const } } : before.running;
    const state: AppState = {
      ...(before ?? { owned: {} }), app, pollAt: asks ? 0 : before.pollAt, refreshAt: this.work.now, running, ...(running === undefined || (before?.stepAt !== undefined && !ends) ? {} : { stepAt: this.work.now }),
    };
    this.memory = { ...this.memory, apps: { ...this.memory.apps, [name]: state }, seen: { ...this.memory.seen, [name]: object }, ...(before === undefined ? { heard: undefined } : {}) };
  }

  private readAll(): void {
    const there = objectsIn(this.ground.tables, APPLICATIONS, NAMESPACE);
    for (const object of there) if (this.memory.seen[object.metadata.name ?? ''] !== object) this.read(object);
    const names = new Set(there.map(({ metadata }) => metadata.name));
    for (const name of Object.keys(this.memory.apps)) if (!names.has(name)) this.memory = { ...this.memory, apps: without(this.memory.apps, name), seen: without(this.memory.seen, name) };
  }

  private listen(): void {
    const { apps, heard } = hear(this.memory, this.work.cluster.server.store, this.kinds, this.work.now, trackingOf(this.configMap));
    if (apps !== this.memory.apps || heard !== this.memory.heard) this.memory = { ...this.memory, apps, heard };
  }

  private project(state: AppState): AppProject | undefined {
    const found = objectAt(this.ground.tables, PROJECTS, `${NAMESPACE}/${state.app.spec.project || 'default'}`);
    return found === undefined ? undefined : projectFrom(found);
  }

  private settings(state: AppState): LookSettings {
    const { poll, jitter } = this.memory;
    const { configMap, work } = this;
    return { project: this.project(state), configMap, selfHeal: DEFAULT_SELF_HEAL, poll, jitter, scripts: luaHealthScripts(resourceOverrides(configMap), {}, () => work.now) };
  }

  /** Looks at an application that is due, and writes down what it found. */
  private look(name: string): void {
    const before = this.memory.apps[name]!;
    const look = new Look(this.settings(before), findFor(this.work), new Reach({ configMap: this.configMap, scripts: this.settings(before).scripts }, this.ground), name, before);
    look.work();
    this.memory = { ...this.memory, apps: { ...this.memory.apps, [name]: look.state } };
    this.write(name, before, look.state, look.events);
    this.listen();
  }

  private write(name: string, before: AppState, state: AppState, events: readonly LoopEvent[]): void {
    const object = this.memory.seen[name]!;
    const reconciled = events.some(({ what }) => what === 'fetched') || (before.running !== undefined && state.running === undefined) || (state.refreshAt === undefined && before.refreshAt !== undefined && this.isBehind(state));
    if (state.app !== before.app || state.resources !== before.resources || reconciled) {
      const body = asStored(writtenTo(object, state, this.work.now, reconciled)) as ApiObject;
      if (!semanticEqual(body, object)) {
        const answer = this.work.client.send({ verb: 'update', group: 'argoproj.io', resource: 'applications', namespace: NAMESPACE, name, body, fieldManager: NAME });
        if ('object' in answer) this.memory = { ...this.memory, seen: { ...this.memory.seen, [name]: answer.object } };
      }
    }
    for (const event of events) this.tell(object, before, state, event);
  }

  /** A sync has ended after the last comparison that was noted. */
  private isBehind({ app }: AppState): boolean {
    const { reconciledAt = '', operationState } = (app.status ?? {}) as { readonly reconciledAt?: string; readonly operationState?: { readonly finishedAt?: string } };
    return (operationState?.finishedAt ?? '') > reconciledAt;
  }

  /** Events in the words of logAppEvent's callers. */
  private tell(object: ApiObject, before: AppState, state: AppState, event: LoopEvent): void {
    const updated = (what: string, old: string, now: string): void => {
      if (old !== now) this.work.event(object, 'Normal', 'ResourceUpdated', `Updated ${what} status: ${old} -> ${now}`);
    };
    if (event.what === 'compared') {
      updated('sync', before.app.status?.sync?.status ?? '', event.sync);
      updated('health', before.app.status?.health?.status ?? '', event.health);
    } else if (event.what === 'started' && event.automated) this.work.event(object, 'Normal', 'OperationStarted', `Initiated automated sync to '${event.revision}'`);
    else if (event.what === 'stepped' && ['Succeeded', 'Failed', 'Error'].includes(event.phase)) {
      const { operation, syncResult } = state.app.status?.operationState ?? {};
      const words = [(operation?.sync?.resources?.length ?? 0) > 0 ? 'Partial sync operation' : 'Sync operation', ...(syncResult === undefined ? [] : ['to', syncResult.revision ?? ''])];
      if (event.phase === 'Succeeded') this.work.event(object, 'Normal', 'OperationCompleted', [...words, 'succeeded'].join(' '));
      else this.work.event(object, 'Warning', 'OperationCompleted', [...words, 'failed:', event.message].join(' '));
    }
  }

  /** finalizeApplicationDeletion: what it owns goes first, then its finalizer. */
  private finalize(name: string): void {
    const object = this.memory.seen[name]!;
    if (!hasFinalizer(object, RESOURCES_FINALIZER)) return;
    const left = Object.values(this.memory.apps[name]?.owned ?? {}).filter(({ resource, key }) => objectAt(this.ground.tables, resource, key) !== undefined);
    for (const place of left) this.remove(place, hasFinalizer(object, `${RESOURCES_FINALIZER}/background`));
    if (left.length > 0) return;
    const finalizers = ((object.metadata as { readonly finalizers?: readonly string[] }).finalizers ?? []).filter((one) => !one.startsWith(RESOURCES_FINALIZER));
    this.work.client.send({ verb: 'patch', group: 'argoproj.io', resource: 'applications', namespace: NAMESPACE, name, patch: { metadata: { finalizers } } as never });
  }

  private remove({ resource, key }: Place, background: boolean): void {
    const object = objectAt(this.ground.tables, resource, key);
    const kind = object === undefined ? undefined : resourceOf(this.ground.registry(), object);
    if (object === undefined || kind === undefined || object.metadata.deletionTimestamp !== undefined) return;
    const { namespace, name = '' } = object.metadata;
    this.work.client.send({ verb: 'delete', ...kind, ...(namespace === undefined ? {} : { namespace }), name, deleteOptions: { propagationPolicy: background ? 'Background' : 'Foreground' } });
  }

  run(): void {
    if (this.begins()) {
      this.readAll();
      this.listen();
      for (let round = 0; round < MOST_LOOKS; round += 1) {
        const due = Object.keys(this.memory.apps).filter((name) => dueOf(this.memory.apps[name]!) <= this.work.now);
        if (due.length === 0) break;
        for (const name of due) {
          if (this.memory.apps[name]?.app.metadata.deletionTimestamp === undefined) this.look(name);
          else this.memory = { ...this.memory, apps: { ...this.memory.apps, [name]: { ...this.memory.apps[name]!, pollAt: Infinity, refreshAt: undefined, stepAt: undefined, app: { ...this.memory.apps[name]!.app } } } };
        }
        this.readAll();
      }
      for (const [name, { app }] of Object.entries(this.memory.apps)) if (app.metadata.deletionTimestamp !== undefined) this.finalize(name);
    }
    this.work.memory = this.memory;
  }
}

export const applicationController: Controller<ArgoMemory> = {
  name: NAME,
  user: { username: `system:serviceaccount:${NAMESPACE}:${NAME}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`, 'system:authenticated'] },
  process: NAME,
  memory: NOTHING,
  handlers: {},
  start: (desk) => desk.enqueue(KEY),
  reconcile: (key, work) => {
    work.enqueueAfter(key, SECOND);
    new Turn(work).run();
  },
};
