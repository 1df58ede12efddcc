import { schedule } from '../../base/clock';
import { byText } from '../../base/ordered-map';
import type { ApiObject } from '../../api';
import type { Registry } from '../../api/registry';
import { servedRegistry } from '../apiserver/served';
import type { Answer, ApiServer, Request, User } from '../apiserver/types';
import type { ComponentName, Origin } from '../components/types';
import { clientOf } from '../control/client';
import type { Client } from '../control/client';
import type { AnyController, Work } from '../control/controller';
import type { View } from '../control/view';
import { record } from '../events/record';
import type { EventSource } from '../events/record';
import type { Said } from '../events/said';
import { outgoingOf, send, SLEEP, spokenOutgoing } from '../events/send';
import type { Outgoing } from '../events/send';
import { finishSeries, FINISH, speak } from '../events/series';
import type { Machine } from '../node/machine/machine';
import type { Cluster, ClusterConfig, ControllerState, Due, Happening } from '../state';
import { ControllerDesk } from './desk';
import type { Timer } from './desk';
import { arrivals } from './arrivals';
import type { Arrival, Passed } from './turns';

/** Keys that no controller works on: its recorder looks for series that are over, and sends again what nobody took. */
export const [FINISH_SERIES, OUTBOX] = ['\0series', '\0outbox'];
const CONTROL_PLANE = 'control-plane';

/** What a desk needs of the cluster that runs. */
export interface World extends Timer {
  readonly config: ClusterConfig;
  machines: Cluster['machines'];
  disks: Cluster['disks'];
  readonly cluster: Cluster;
  readonly server: ApiServer;
  ask(origin: Origin, request: Request, at: number): Answer;
  askToRecord(origin: Origin, request: Request, at: number): Answer;
  note(happening: Happening): void;
  /** Of the last change on the server. */
  readonly revision: number;
  draw(): number;
}

const WRITES: ReadonlySet<Request['verb']> = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** A controller's desk while it works on a key: it may ask the API server, and say things. */
export class WorkDesk extends ControllerDesk implements Work<unknown> {
  private asking: Client | undefined;
  private writes = 0;
  /** How many writes have passed, where those that are sent side by side count as one. */
  private took = 0;
  private sideBySide = false;
  private readonly wrote: Arrival[] = [];
  private events: ControllerState['events'];
  private outbox: readonly Outgoing[];
  private readonly origin: Origin;

  constructor(private readonly world: World, controller: AnyController, before: ControllerState, view: View) {
    super(controller, before, world, view);
    ({ events: this.events, outbox: this.outbox } = before);
    const { process = 'kube-controller-manager', node } = controller;
    this.origin = { process, ...(node === undefined ? {} : { node }) };
  }

  /** Many syncs find nothing to ask for. */
  get client(): Client {
    return (this.asking ??= this.as(this.controller.user));
  }

  as(user: User): Client {
    return clientOf(() => this.registry, user, (asked) => this.ask(asked));
  }

  get registry(): Registry {
    return servedRegistry(this.world.config.server, this.world.server.store);
  }

  private ask(request: Request): Answer {
    const at = this.now + this.writes * (this.world.config.writeTakes ?? 0);
    if (WRITES.has(request.verb)) this.writes += 1;
    const { revision } = this.world;
    const answer = this.world.ask(this.origin, request, at);
    this.passes(arrivals(request, revision, this.world.revision, this.took));
    this.world.note({ kind: 'request', at, request, answer });
    return answer;
  }

  /** Something was written; what is refused is so without a write, and much faster. */
  private passes(wrote: readonly Arrival[]): void {
    this.wrote.push(...wrote);
    if (!this.sideBySide) this.took = wrote.at(-1)?.at ?? this.took;
  }

  atOnce(act: () => void): void {
    const before = this.wrote.length;
    this.sideBySide = true;
    try {
      act();
    } finally {
      this.sideBySide = false;
      this.took = Math.max(this.took, ...this.wrote.slice(before).map(({ at }) => at));
    }
  }

  /** What it wrote, and how long it took until its key may come again. */
  get passed(): Omit<Passed, 'start'> {
    return { took: this.took + this.waited, wrote: this.wrote };
  }

  random(): number {
    return this.world.draw();
  }

  machine(node: string): Machine | undefined {
    return byText.get(this.world.machines, node);
  }

  setMachine(node: string, machine: Machine): void {
    this.world.machines = byText.set(this.world.machines, node, machine);
  }

  get cluster(): Cluster {
    return this.world.cluster;
  }

  setDisks(disks: Cluster['disks']): void {
    this.world.disks = disks;
  }

  power(component: ComponentName, on: boolean, after: number): void {
    this.world.clock = schedule(this.world.clock, this.now + after, { kind: 'power', component, on }).clock;
  }

  wake(controller: string, key: string, at: number): void {
    this.world.clock = schedule(this.world.clock, Math.max(at, this.now), { kind: 'enqueue', controller, key }).clock;
  }

  due(due: Extract<Due, { readonly host: string }>, at: number): void {
    this.world.clock = schedule(this.world.clock, Math.max(at, this.now), due).clock;
  }

  leads(): void {
    this.world.clock = schedule(this.world.clock, this.now, { kind: 'leads', process: this.origin.process }).clock;
  }

  private get source(): EventSource {
    return this.controller.source ?? { component: this.controller.name };
  }

  event(object: ApiObject, type: Said['type'], reason: string, message: string, fieldPath?: string): void {
    const said: Said = { object, type, reason, message, ...(fieldPath === undefined ? {} : { fieldPath }) };
    const recorded = record(this.events, this.source, said, this.now);
    this.world.note({ kind: 'event', at: this.now, component: this.controller.name, said, count: recorded.kind === 'drop' ? undefined : recorded.event.count });
    this.events = recorded.memory;
    if (recorded.kind !== 'drop') this.post(outgoingOf(recorded));
  }

  speak(object: ApiObject, type: Said['type'], reason: string, action: string, message: string, related?: ApiObject): void {
    const said = { object, type, reason, message, action, ...(related === undefined ? {} : { related }) };
    const { component } = this.source;
    const spoken = speak(this.events.series, component, `${component}-${this.world.config.host ?? CONTROL_PLANE}`, said, this.now);
    const count = spoken.kind === 'create' ? 1 : spoken.kind === 'series' ? spoken.series.count : spoken.count;
    this.world.note({ kind: 'event', at: this.now, component: this.controller.name, said, count });
    this.events = { ...this.events, series: spoken.memory };
    if (spoken.kind !== 'keep') this.post(spokenOutgoing(spoken));
    this.enqueueAfter(FINISH_SERIES, FINISH);
  }

  /** What cannot be sent waits, and all that is said after it (recordToSink sends one after another). */
  private post(outgoing: Outgoing): void {
    if (this.outbox.length > 0) this.outbox = [...this.outbox, outgoing];
    else if (this.fails(outgoing)) this.wait(outgoing, []);
  }

  private fails(outgoing: Outgoing): boolean {
    return send(outgoing, this.controller.user, (asked) => this.world.askToRecord(this.origin, asked, this.now));
  }

  private wait(first: Outgoing, rest: readonly Outgoing[]): void {
    this.outbox = [{ ...first, tries: first.tries + 1 }, ...rest];
    // The first sleep is shorter by chance, so that not all try at the same time.
    this.enqueueAfter(OUTBOX, first.tries === 0 ? Math.round(SLEEP * this.random()) : SLEEP);
  }

  sendAgain(): void {
    for (;;) {
      const [first, ...rest] = this.outbox;
      if (first === undefined) return;
      if (this.fails(first)) return this.wait(first, rest);
      this.outbox = rest;
    }
  }

  finishSeries(): void {
    const { memory, counts } = finishSeries(this.events.series, this.now);
    this.events = { ...this.events, series: memory };
    for (const one of counts) this.post(spokenOutgoing({ kind: 'series', memory, ...one }));
    if (memory !== null) this.enqueueAfter(FINISH_SERIES, FINISH);
  }

  override get after(): ControllerState {
    return { ...super.after, events: this.events, outbox: this.outbox };
  }
}

export function beforeReconcile(desk: WorkDesk, key: string): void {
  if (key === OUTBOX) desk.sendAgain();
  else desk.finishSeries();
}
