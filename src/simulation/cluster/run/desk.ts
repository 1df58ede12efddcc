import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { cancel, schedule } from '../../base/clock';
import type { Clock, Ticket } from '../../base/clock';
import type { AnyController, Desk } from '../control/controller';
import { add, fail } from '../control/queue';
import type { WorkQueue } from '../control/queue';
import type { View } from '../control/view';
import type { ControllerState, Due } from '../state';

/** The one clock of a run. */
export interface Timer {
  clock: Clock<Due>;
  /** How many writes have passed within this instant. */
  readonly writesPassed: number;
}

/** About how long a write takes, µs. */
const WRITE = 10_000;

/** A controller's desk while it hears or works: its queue and its memory, gathered to be written back. */
export class ControllerDesk implements Desk<unknown> {
  readonly now: number;
  memory: unknown;
  queue: WorkQueue;
  delayed: OrderedMap<string, Ticket>;
  /** How long its key waits before it is tried again, in writes. */
  protected waited = 0;
  private hearing = false;

  constructor(readonly controller: AnyController, readonly before: ControllerState, private readonly timer: Timer, public view: View) {
    this.now = timer.clock.now;
    ({ memory: this.memory, queue: this.queue, delayed: this.delayed } = before);
  }

  /** How long the writes took that have passed within this instant, µs. */
  private get elapsed(): number {
    return Math.round(this.timer.writesPassed * WRITE);
  }

  enqueue(key: string): void {
    const { name, late = 0 } = this.controller;
    if (!this.hearing || late === 0) this.queue = add(this.queue, key);
    else this.timer.clock = schedule(this.timer.clock, this.now + late, { kind: 'enqueue', controller: name, key }).clock;
  }

  /** A handler hears of a change. On a machine that is late its keys come later, beside those that are delayed already: none of those is replaced (workqueue: Add and AddAfter). */
  hear(handler: (desk: Desk<unknown>) => void): void {
    this.hearing = true;
    handler(this);
    this.hearing = false;
  }

  enqueueAfter(key: string, after: number): void {
    // What a handler delays counts from when it has heard.
    const due = after + (this.hearing ? this.elapsed : 0);
    if (due <= 0) this.enqueue(key);
    else this.delay(key, due);
  }

  /** `took`: how long the try that failed took, µs. */
  enqueueLater(key: string, took = 0): void {
    const failed = fail(this.queue, key, ...(this.controller.backOff ?? []));
    this.queue = failed.queue;
    this.delay(key, took + failed.after);
  }

  /**
   * A key whose sync has failed: `paced`, where it comes again before another request could be done, it does so within this instant. `took`: how long the failed try took, µs.
   */
  enqueueAgain(key: string, took: number | undefined, paced: boolean): void {
    const failed = fail(this.queue, key, ...(this.controller.backOff ?? []));
    if (!paced || took !== undefined || failed.after >= WRITE) return this.enqueueLater(key, took);
    this.queue = add(failed.queue, key);
    this.waited = failed.after / WRITE;
  }

  private delay(key: string, after: number): void {
    const { timer } = this;
    const at = timer.clock.now + after;
    const before = byText.get(this.delayed, key);
    if (before !== undefined && before.at <= at) return;
    const free = before === undefined ? timer.clock : cancel(timer.clock, before);
    const { clock, ticket } = schedule(free, at, { kind: 'enqueue', controller: this.controller.name, key });
    timer.clock = clock;
    this.delayed = byText.set(this.delayed, key, ticket);
  }

  /** The controller as it is afterwards. */
  get after(): ControllerState {
    const { before, memory, queue, delayed } = this;
    return memory === before.memory && queue === before.queue && delayed === before.delayed ? before : { ...before, memory, queue, delayed };
  }
}
