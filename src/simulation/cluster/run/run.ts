import { rewritten, undeciphered } from '../encryption/at-rest';
import { byText } from '../../base/ordered-map';
import { cancel, nextEvent, moveTo, schedule } from '../../base/clock';
import type { Clock } from '../../base/clock';
import { draw } from '../../base/random';
import { answeredBy } from '../apiserver/admission';
import { handle } from '../apiserver/handle';
import type { Answer, ApiServer, Request, ServerConfig } from '../apiserver/types';
import { hasWebhooks } from '../apiserver/undisturbed';
import { noting, notes, placesOf, recorded } from '../audit/record';
import { unreached } from '../components/refusal';
import { OUTSIDE } from '../components/types';
import type { ComponentsState, Origin } from '../components/types';
import { RequestError } from '../control/client';
import type { AnyController, Heard } from '../control/controller';
import { ReconcileError } from '../control/failure';
import type { KnownResource } from '../control/kinds';
import { add, EMPTY_QUEUE, failuresOf, forget, take } from '../control/queue';
import { viewOf } from '../control/view';
import { expire, leased, readsEvents } from '../events/expiry';
import type { Leases } from '../events/expiry';
import { NOTHING_SAID } from '../events/record';
import { storeEvent } from '../events/shortcut';
import type { Cluster, ClusterConfig, ControllerState, Due, Happening, Position } from '../state';
import { byRevision, changesAfter, compact, tableOf } from '../store/store';
import { objectsOf, onNode } from '../store/table';
import { ControllerDesk } from './desk';
import { hearersOf, hears, interestsOf } from './interest';
import type { Interests } from './interest';
import { heardOf, isLost, relisted } from './relist';
import { arrivals } from './arrivals';
import { arrive, arrivesAt, NO_TURNS, nextTurn, stand, worked, written } from './turns';
import type { Turns } from './turns';
import { beforeReconcile, FINISH_SERIES, OUTBOX, WorkDesk } from './work-desk';

export const COMPACT_EVERY = 300_000_000;

export const originOf = ({ process = 'kube-controller-manager', node }: AnyController): Origin => ({ process, ...(node === undefined ? {} : { node }) });

/** Whether what was delayed of a key comes now. Where the key comes for another reason, what is delayed goes on waiting, so that nothing later is put beside it (client-go util/workqueue delaying_queue.go: insert). */
const isDue = ({ delayed }: ControllerState, key: string, now: number): boolean => (byText.get(delayed, key)?.at ?? now) <= now;

/** A cluster while it runs: its parts change in place, and `cluster` gives it as a value. */
export class Run {
  clock: Clock<Due>;
  server: ApiServer;
  components: ComponentsState;
  machines: Cluster['machines'];
  disks: Cluster['disks'];
  private encryption: Cluster['encryption'];
  etcd: Cluster['etcd'];
  private controllers: Cluster['controllers'];
  private heard: Position;
  private elsewhere: Cluster['elsewhere'];
  audit: Cluster['audit'];
  leases: Leases;
  turns: Turns;
  private unheard: number;
  /** Not all that was to be heard in the step has been: the next one goes on with it. */
  pausedHearing = false;
  private readonly interests: Interests;

  constructor(readonly config: ClusterConfig, begun: Cluster, readonly happened: Happening[] | null = []) {
    ({ clock: this.clock, server: this.server, controllers: this.controllers, heard: this.heard, elsewhere: this.elsewhere, turns: this.turns, components: this.components, machines: this.machines, unheard: this.unheard } = begun);
    this.leases = begun.leases ?? null;
    this.audit = begun.audit;
    this.disks = begun.disks;
    this.encryption = begun.encryption;
    this.etcd = begun.etcd;
    this.interests = interestsOf(config.controllers);
  }

  get cluster(): Cluster {
    const { clock, server, controllers, machines, heard, elsewhere, turns, components, unheard } = this;
    const { audit, disks, encryption, etcd, leases } = this;
    return { clock, server, controllers, machines, heard, elsewhere, turns, components, unheard, ...(leases === null ? {} : { leases }), ...(audit === undefined ? {} : { audit }), ...(disks === undefined ? {} : { disks }), ...(encryption === undefined ? {} : { encryption }), ...(etcd === undefined ? {} : { etcd }) };
  }

  /** Goes on as another value of the same cluster. */
  become(cluster: Cluster): void {
    ({ clock: this.clock, server: this.server, controllers: this.controllers, heard: this.heard, elsewhere: this.elsewhere, turns: this.turns, components: this.components, machines: this.machines, unheard: this.unheard } = cluster);
    this.audit = cluster.audit;
    this.disks = cluster.disks;
    this.encryption = cluster.encryption;
    this.etcd = cluster.etcd;
  }

  note(happening: Happening): void {
    this.happened?.push(happening);
  }

  draw(): number {
    const random = { ...this.server.random };
    const drawn = draw(random);
    this.server = { ...this.server, random };
    return drawn;
  }

  /** The server as its webhooks are reached now. */
  private reached(listen: (config: ServerConfig) => ServerConfig = (config) => config): (config: ServerConfig) => ServerConfig {
    const { webhooks } = this.config;
    if (webhooks === undefined || !hasWebhooks(this.server.store.tables)) return listen;
    const respond = webhooks(this.cluster);
    return (config) => listen(answeredBy(config, respond));
  }

  /** A request of a part of the cluster, or from outside. */
  ask(origin: Origin, request: Request, at = this.clock.now): Answer {
    const why = unreached(this.components, origin, request, this.clock.now);
    if (why !== undefined) return { failure: why };
    if (readsEvents(request)) this.expireEvents(at);
    const { revision } = this;
    const { encryption } = this;
    const unread = encryption === undefined ? undefined : undeciphered(encryption, this.server.store, request);
    if (unread !== undefined) return { failure: unread };
    const { audit } = this;
    const watched = notes(audit, request, at) ? noting() : undefined;
    const { store } = this.server;
    const plain = handle(this.config.server, this.server, request, at, this.reached(watched?.listen));
    const handled = encryption === undefined ? plain : rewritten(encryption, plain.server, request, plain.answer);
    this.server = handled.server;
    if (audit !== undefined) this.audit = recorded(audit, this.config.server, store, { request, answer: handled.answer, now: at, annotations: watched?.noted() ?? {}, places: placesOf(this.config) });
    this.leases = leased(this.leases, request, handled.answer, at);
    if (origin === OUTSIDE && this.isPaced) this.turns = written(this.turns, this.turns.now, arrivals(request, revision, this.revision));
    return handled.answer;
  }

  /** Takes away the Events whose hour is over. */
  private expireEvents(at: number): void {
    const { leases, store } = expire(this.leases, this.server.store, at);
    if (leases === this.leases) return;
    this.leases = leases;
    this.server = { ...this.server, store };
  }

  /** The same for an Event that a recorder has made. */
  askToRecord(origin: Origin, request: Request, at = this.clock.now): Answer {
    const stored = notes(this.audit, request, at) ? undefined : unreached(this.components, origin, request, this.clock.now) === undefined ? storeEvent(this.config.server, this.server, request, at) : undefined;
    if (stored === undefined) return this.ask(origin, request, at);
    this.server = stored.server;
    this.leases = leased(this.leases, request, stored.answer, at);
    return stored.answer;
  }

  controllerOf(name: string): AnyController {
    const found = this.interests.controllers.get(name);
    if (found === undefined) throw new RangeError(`no controller ${name} in this cluster's configuration`);
    return found;
  }

  isRunning(name: string): boolean {
    return byText.has(this.controllers, name);
  }

  private position(name: string): Position {
    return byText.get(this.elsewhere, name) ?? this.heard;
  }

  private keep(name: string, state: ControllerState): void {
    this.controllers = byText.set(this.controllers, name, state);
    this.turns = stand(this.turns, name, this.interests.places.get(name) ?? 0, state.queue, this.controllerOf(name).workers === 1);
  }

  private stand(name: string, position: Position): void {
    this.elsewhere = position.revision === this.heard.revision ? byText.delete(this.elsewhere, name) : byText.set(this.elsewhere, name, position);
  }

  /** Lets the watches of a process stand where they are. */
  breakWatches(process: string): void {
    for (const [name] of byText.entries(this.controllers)) if (originOf(this.controllerOf(name)).process === process) this.elsewhere = byText.set(this.elsewhere, name, this.position(name));
    this.components = { ...this.components, broken: byText.set(this.components.broken, process, { tries: 0, since: this.clock.now }) };
  }

  /** etcd comes back with other content: whoever watches stands where it stood, and hears of it only where its revision is compacted (apiserver pkg/storage/cacher, client-go reflector). */
  restore(store: ApiServer['store']): void {
    for (const [name] of byText.entries(this.controllers)) this.elsewhere = byText.set(this.elsewhere, name, this.position(name));
    this.server = { ...this.server, store };
    this.heard = { revision: store.revision, tables: store.tables };
    this.turns = { ...this.turns, coming: [] };
    if (this.encryption !== undefined) this.encryption = this.encryption.map((one) => ({ ...one, revision: Math.min(one.revision, store.revision) }));
  }

  /** The processes of the controllers that run. */
  processes(): string[] {
    return [...new Set([...byText.entries(this.controllers)].map(([name]) => originOf(this.controllerOf(name)).process))];
  }

  private handleChange(desk: ControllerDesk, resource: string, change: Heard): void {
    const handler = desk.controller.handlers[resource as KnownResource];
    desk.hear((heard) => (handler === undefined ? desk.controller.others?.(resource, change, heard) : handler(change, heard)));
  }

  /** Starts a controller, or starts it anew: its memory is empty, and it is told of all that there is; of nothing yet where it reaches no API server. */
  start(name: string): void {
    const controller = this.controllerOf(name);
    this.stop(name);
    const blank: ControllerState = { queue: EMPTY_QUEUE, delayed: null, memory: controller.memory, events: NOTHING_SAID, outbox: [] };
    const { revision, tables } = this.server.store;
    const sees = unreached(this.components, originOf(controller), { verb: 'list', group: '', resource: 'pods', user: controller.user, resourceVersion: '0' }, this.clock.now) === undefined;
    const position: Position = sees ? { revision, tables } : { revision: 0, tables: null };
    const desk = new ControllerDesk(controller, blank, this, viewOf(position.tables));
    controller.start?.(desk);
    for (const resource of heardOf(controller, position.tables)) {
      const table = tableOf(position.tables, resource);
      const objects = controller.node !== undefined && resource === 'pods' ? onNode(table, controller.node) : objectsOf(table);
      for (const object of objects) if (hears(controller, { resource, object, old: undefined })) this.handleChange(desk, resource, { type: 'ADDED', object, old: undefined });
    }
    this.keep(name, desk.after);
    this.stand(name, position);
    if (!sees) this.breakWatches(originOf(controller).process);
  }

  /** Lets a controller do what it does before its process ends. */
  letEnd(name: string): void {
    const state = byText.get(this.controllers, name);
    const controller = this.controllerOf(name);
    if (state === undefined || controller.end === undefined) return;
    const desk = new WorkDesk(this, controller, state, viewOf(this.position(name).tables));
    controller.end(desk);
    if (this.isPaced) this.turns = written(this.turns, this.turns.now, desk.passed.wrote);
    this.keep(name, desk.after);
  }

  /** Stops a controller: what it remembered is gone, and so is what it meant to do later. */
  stop(name: string): void {
    const state = byText.get(this.controllers, name);
    if (state === undefined) return;
    for (const [, ticket] of byText.entries(state.delayed)) this.clock = cancel(this.clock, ticket);
    this.controllers = byText.delete(this.controllers, name);
    this.elsewhere = byText.delete(this.elsewhere, name);
    this.turns = stand(this.turns, name, 0, undefined, false);
  }

  /** Lets a controller's informers take the next change, or all of them; false when there is none. Where changes are compacted, it lists anew. */
  deliver(name: string, all = true): boolean {
    const state = byText.get(this.controllers, name);
    const { store } = this.server;
    if (state === undefined || isLost(this.components, originOf(this.controllerOf(name)))) return false;
    const from = this.position(name);
    if (from.revision >= store.revision) return false;
    const controller = this.controllerOf(name);
    const desk = new ControllerDesk(controller, state, this, viewOf(store.tables));
    const changes = changesAfter(store, from.revision);
    let to: Position = store;
    if (changes === undefined) for (const [resource, heard] of relisted(controller, from.tables, store.tables)) this.handleChange(desk, resource, heard);
    else {
      for (const [, change] of changes) {
        to = change;
        if (!hears(controller, change)) continue;
        desk.view = viewOf(change.tables);
        this.handleChange(desk, change.resource, change);
        if (!all) break;
      }
    }
    this.keep(name, desk.after);
    this.stand(name, { revision: to.revision, tables: to.tables });
    return true;
  }

  /** Lets the informers of all take all changes, or those up to a revision, or as many as `goesOn` allows. */
  deliverAll(upTo?: number, goesOn?: () => boolean): void {
    const { store } = this.server;
    for (const [name] of byText.entries(this.elsewhere)) this.deliver(name);
    if (this.heard.revision >= store.revision) return;
    const desks = new Map<string, ControllerDesk>();
    let to: Position = store;
    for (const [revision, change] of byRevision.entries(store.changes, this.heard.revision + 1)) {
      if (upTo !== undefined && revision > upTo) break;
      to = upTo === undefined && goesOn === undefined ? store : change;
      const view = viewOf(change.tables);
      for (const controller of hearersOf(this.interests, change)) {
        const { name } = controller;
        if (byText.has(this.elsewhere, name)) continue;
        let desk = desks.get(name);
        if (desk === undefined) {
          const state = byText.get(this.controllers, name);
          if (state === undefined) continue;
          desks.set(name, (desk = new ControllerDesk(controller, state, this, view)));
        }
        desk.view = view;
        this.handleChange(desk, change.resource, change);
      }
      if (goesOn !== undefined && revision < store.revision && !goesOn()) break;
    }
    for (const [name, desk] of desks) this.keep(name, desk.after);
    this.heard = { revision: to.revision, tables: to.tables };
    for (const [name, position] of byText.entries(this.elsewhere)) this.stand(name, position);
  }

  /** Lets a controller work on the first key of its queue; false when none waits. */
  work(name: string, start = 0): boolean {
    const state = byText.get(this.controllers, name);
    const taken = state === undefined ? undefined : take(state.queue);
    if (state === undefined || taken === undefined) return false;
    const controller = this.controllerOf(name);
    const { key } = taken;
    const desk = new WorkDesk(this, controller, { ...state, queue: taken.queue }, viewOf(this.position(name).tables));
    try {
      if (key === FINISH_SERIES || key === OUTBOX) beforeReconcile(desk, key);
      else controller.reconcile(key, desk);
      desk.queue = forget(desk.queue, key);
    } catch (error) {
      // A refused request is the controller's failure; anything else is a fault of the program.
      if (!(error instanceof RequestError) && !(error instanceof ReconcileError)) throw error;
      this.note({ kind: 'failed', at: this.clock.now, component: name, key, message: error.message });
      const took = error instanceof RequestError ? error.failure.took : undefined;
      if (failuresOf(desk.queue, key) < (controller.retries ?? Number.POSITIVE_INFINITY)) desk.enqueueAgain(key, took, this.isPaced);
      else desk.queue = forget(desk.queue, key);
    }
    if (this.config.inOrder !== true) this.turns = worked(this.turns, name, key, { ...desk.passed, ...(this.isPaced ? {} : { wrote: [] }), start }, controller.workers === 1);
    this.keep(name, desk.after);
    return true;
  }

  /** Puts a key into a controller's queue. */
  wake(name: string, key: string): void {
    const state = byText.get(this.controllers, name);
    if (state !== undefined) this.keep(name, { ...state, queue: add(state.queue, key) });
  }

  /** Within an instant things take their time, as components work side by side. */
  private get isPaced(): boolean {
    return this.config.inOrder !== true && (this.config.hearEvery ?? 1) <= 1;
  }

  get writesPassed(): number {
    return this.isPaced ? this.turns.now : 0;
  }

  get revision(): number {
    return this.server.store.revision;
  }

  /** Lets the informers take what is there before the next sync begins. */
  private hearInTime(): void {
    const { store } = this.server;
    while (this.heard.revision < store.revision) {
      const next = nextTurn(this.turns);
      if (next !== undefined && next.start < arrivesAt(this.turns, this.heard.revision)) return;
      const { turns, to } = arrive(this.turns, this.heard.revision);
      this.turns = turns;
      this.deliverAll(to);
    }
  }

  /** Lets informers hear what the next step comes after; true when somebody has work then. Where `goesOn` says no while they hear of much, it stops there: `pausedHearing`. */
  private hear(goesOn?: () => boolean): boolean {
    if (this.isPaced) this.hearInTime();
    const { hearEvery = 1 } = this.config;
    if (this.turns.ready === null || (!this.isPaced && this.unheard >= hearEvery)) {
      this.deliverAll(undefined, this.isPaced ? undefined : goesOn);
      this.pausedHearing = this.heard.revision < this.revision;
      this.unheard = this.pausedHearing ? hearEvery : 0;
      if (this.pausedHearing) return true;
    }
    if (this.turns.ready !== null) return true;
    this.turns = NO_TURNS;
    return false;
  }

  /** One step of those that are possible at this instant; false when all is quiet. */
  step(goesOn?: () => boolean): boolean {
    if (!this.hear(goesOn)) return false;
    if (this.pausedHearing) return true;
    this.unheard += 1;
    const next = nextTurn(this.turns)!;
    return this.work(next.name, next.start);
  }

  /** Whether so many steps were asked for or nothing more was due: after them the same has been heard. */
  rest(): void {
    if (this.isPaced) this.hear();
  }

  /** Takes what is due next, if it is due by `until`. What is not a controller's is given back. */
  passTime(until: number): Due | undefined {
    const next = nextEvent(this.clock, until);
    if (next === undefined) return undefined;
    const { event } = next;
    this.clock = next.clock;
    if (event.kind === 'compact') {
      this.expireEvents(this.clock.now);
      const store = compact(this.server.store, event.revision);
      this.server = { ...this.server, store };
      this.clock = schedule(this.clock, this.clock.now + (this.config.compactEvery ?? COMPACT_EVERY), { kind: 'compact', revision: store.revision }).clock;
    } else if (event.kind === 'enqueue') {
      const state = byText.get(this.controllers, event.controller);
      if (state !== undefined) this.keep(event.controller, { ...state, queue: add(state.queue, event.key), delayed: isDue(state, event.key, this.clock.now) ? byText.delete(state.delayed, event.key) : state.delayed });
    }
    return event;
  }

  moveTo(at: number): void {
    this.clock = moveTo(this.clock, at);
  }
}
