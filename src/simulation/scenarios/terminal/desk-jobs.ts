/** What runs at a terminal: one command in front, and jobs beside the prompt, each resumed when what it waits for has come. */
import { Interrupted } from './network';
import type { Effect, Resume, Steps } from '../../shell/steps';
import type { DeskCluster } from './desk-cluster';
import type { Jobs, Taken } from './jobs';

/** What a request takes, µs, where the server does not say. */
const REQUEST = 4_000;
/** A command that waits no longer than this goes on at once: its time passes with it. */
const AT_ONCE = 400_000;
/** In one go; then whoever asks sees what has happened so far. */
const MOST_RESUMED = 3000;
/** How long a TCP connection to a machine is tried, µs: tcp_syn_retries of Linux, or until somebody answers. */
const REACHES = { not: 131_000_000, 'at once': 10_000 } as const;
const MOST_COMMANDS = 200;
/** How a command ends that Ctrl-C ended, and one in which this model itself fails (sysexits.h EX_SOFTWARE). */
const [INTERRUPTED, FAULT] = [130, 70];

/** A command line, what it printed, and how it ended. */
export interface Ran {
  readonly line: string;
  readonly out: string;
  readonly status: number;
}

interface Job {
  readonly steps: Steps<number>;
  readonly line: string;
  out: string;
  /** Its number, of one that goes on beside the prompt. */
  readonly number?: number;
  /** What it waits for; nothing where it waits for a time. */
  waits: Effect | undefined;
  wake: number;
  resume: Resume;
}

export class DeskJobs implements Jobs {
  private inFront: Job | null = null;
  private beside: readonly Job[] = [];
  private ended: readonly Ran[] = [];
  /** Ctrl-C goes to a shell in a container. */
  remote = false;

  /** `say`: writes to the terminal. */
  constructor(
    private readonly cluster: DeskCluster,
    private readonly say: (text: string) => void,
  ) {}

  get front(): Readonly<Job> | null {
    return this.inFront;
  }

  /** The command lines so far, with the one that runs. */
  get ran(): readonly Ran[] {
    return this.inFront === null ? this.ended : [...this.ended, { line: this.inFront.line, out: this.inFront.out, status: 1 }];
  }

  /** What has run is not told any more. */
  forget(): void {
    this.ended = [];
  }

  /** Nothing runs any more. */
  clear(): void {
    [this.inFront, this.beside, this.remote] = [null, [], false];
  }

  /** Runs something as if nothing were in front and nothing had run; afterwards all is as it was. */
  apart(run: () => void): void {
    const { inFront, ended } = this;
    this.inFront = null;
    run();
    [this.inFront, this.ended] = [inFront, ended];
  }

  /** What the command in front has printed is also its own output. */
  printed(text: string): void {
    if (this.inFront !== null) this.inFront.out += text;
  }

  start(line: string, steps: Steps<number>): void {
    this.inFront = { steps, line, out: '', waits: undefined, wake: this.cluster.now, resume: undefined };
    this.goOn(AT_ONCE);
  }

  /** What the command in front waits for has come: a line typed, or a file edited. */
  give(resume: Resume, what: 'read' | 'edit'): void {
    const job = this.inFront;
    if (job?.waits?.do !== what) return;
    job.waits = undefined;
    job.resume = resume;
    this.goOn(AT_ONCE);
  }

  /** Ctrl-C; false where a shell in a container takes it, and the prompt does not come back. */
  interrupt(): boolean {
    const job = this.inFront;
    if (job !== null && this.remote) {
      job.waits = undefined;
      this.went(job, () => job.steps.throw(new Interrupted()));
      this.goOn(AT_ONCE);
      return false;
    }
    if (job !== null) {
      this.endFront(INTERRUPTED);
      job.steps.return(INTERRUPTED);
    }
    return true;
  }

  private endFront(status: number): void {
    const job = this.inFront;
    if (job !== null) this.ended = [...this.ended, { line: job.line, out: job.out, status }].slice(-MOST_COMMANDS);
    this.inFront = null;
  }

  /** Lets a command go on beside the prompt; gives its number. */
  startBeside(steps: Steps<number>): number {
    const number = Math.max(0, ...this.beside.map((one) => one.number ?? 0)) + 1;
    this.beside = [...this.beside, { steps, line: this.inFront?.line ?? '', number, out: '', waits: undefined, wake: this.cluster.now, resume: undefined }];
    return number;
  }

  list(): ReturnType<Jobs['list']> {
    return this.beside.map(({ number = 0, line }) => ({ number, line }));
  }

  end(number: number): boolean {
    const job = this.beside.find((one) => one.number === number);
    if (job === undefined) return false;
    this.beside = this.beside.filter((one) => one !== job);
    job.steps.return(143);
    return true;
  }

  take(number: number | undefined): Taken | undefined {
    const job = this.beside.findLast((one) => number === undefined || one.number === number);
    if (job === undefined) return undefined;
    this.beside = this.beside.filter((one) => one !== job);
    return { line: job.line, steps: job.steps, after: job.wake - this.cluster.now, resume: job.resume };
  }

  /** Lets time pass, and what runs beside the prompt with it. */
  private pass(until: number): void {
    for (let count = 0; count < MOST_RESUMED; count += 1) {
      const due = this.beside.reduce<Job | undefined>((first, one) => (one.wake <= until && (first === undefined || one.wake < first.wake) ? one : first), undefined);
      if (due === undefined) break;
      if (due.wake > this.cluster.now) this.cluster.do({ kind: 'advance', until: due.wake });
      this.resume(due);
      // Nobody types for it.
      if (due.waits !== undefined) [due.waits, due.resume, due.wake] = [undefined, { typed: undefined }, this.cluster.now + 1];
    }
    if (until > this.cluster.now) this.cluster.do({ kind: 'advance', until });
  }

  /** Lets the command in front run until it waits for more than `patience` (µs, altogether), for somebody, or has ended. */
  goOn(patience: number): void {
    const limit = this.cluster.now + patience;
    for (let count = 0; count < MOST_RESUMED; count += 1) {
      const job = this.inFront;
      if (job === null || job.waits !== undefined) return;
      if (job.wake > limit && job.wake > this.cluster.now) return;
      this.pass(Math.max(job.wake, this.cluster.now));
      this.resume(job);
    }
  }

  /** Lets time pass up to a moment, and all that is due by then happen. */
  advance(until: number): void {
    for (let count = 0; count < MOST_RESUMED; count += 1) {
      const job = this.inFront;
      if (job === null || job.waits !== undefined || job.wake > until) break;
      this.pass(Math.max(job.wake, this.cluster.now));
      this.resume(job);
    }
    const job = this.inFront;
    const waits = job !== null && job.waits === undefined && job.wake <= until;
    if (!waits && until >= this.cluster.now) this.pass(until);
  }

  private resume(job: Job): void {
    const { resume } = job;
    job.resume = undefined;
    this.went(job, () => job.steps.next(resume));
  }

  private went(job: Job, step: () => IteratorResult<Effect, number>): void {
    let next: IteratorResult<Effect, number>;
    try {
      next = step();
    } catch (end) {
      if (!(end instanceof Interrupted)) this.say(`error: this simulation has a fault in the command, which ends here; the cluster goes on: ${end instanceof Error ? end.message : String(end)}\n`);
      next = { done: true, value: end instanceof Interrupted ? INTERRUPTED : FAULT };
    }
    if (next.done !== true) this.await(job, next.value);
    else if (job === this.inFront) this.endFront(next.value);
    else this.beside = this.beside.filter((one) => one !== job);
  }

  /** Notes when a job goes on, and with what. */
  private await(job: Job, effect: Effect): void {
    switch (effect.do) {
      case 'sleep': job.wake = this.cluster.now + Math.max(1, Math.round(effect.micros)); return;
      case 'turn': job.wake = this.cluster.now + 1000; return;
      case 'request': {
        const answer = this.cluster.answer(effect.request);
        job.wake = this.cluster.now + ('failure' in answer ? (answer.failure.took ?? REQUEST) : REQUEST);
        job.resume = { answer };
        return;
      }
      case 'host': {
        const answer = this.cluster.atMachine(effect.at);
        job.wake = this.cluster.now + ('failure' in answer ? REACHES[answer.failure.transport === 'timeout' ? 'not' : 'at once'] : REQUEST);
        job.resume = { answer };
        return;
      }
      case 'edit': job.out += effect.text; // What an editor shows has been seen, as what is printed: kubectl edit says there why it was refused.
        job.waits = effect;
        return;
      default: job.waits = effect;
    }
  }
}
