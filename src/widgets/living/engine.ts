import { ask, openSession, reportOf, type Ask, type Report, type Session } from '@site/src/simulation/scenarios/living/session';
import { PATIENCE, SCENES, type SceneName } from './scenes';

export interface Begin {
  readonly scene: SceneName;
  readonly options: unknown;
}

export interface EngineAsk {
  readonly id: number;
  readonly begin?: Begin;
  readonly asked?: Ask;
}

export type EngineAnswer = { readonly id: number } & ({ readonly report: Report; readonly error?: undefined } | { readonly error: string; readonly report?: undefined });

/** A worker that did not answer in time, and was stopped. */
export class Overdue extends Error {
  constructor(readonly seconds: number) {
    super(`no answer within ${seconds} s`);
  }
}

/** A cluster in a worker; where there is no worker, here. Questions are answered in their order. */
export class Engine {
  private worker: Worker | null = null;
  private session: Session | null = null;
  private id = 0;
  private readonly waiting = new Map<number, { resolve: (report: Report) => void; reject: (why: Error) => void }>();

  private constructor(readonly begun: Begin) {}

  static async begin(begun: Begin): Promise<{ engine: Engine; report: Report }> {
    const engine = new Engine(begun);
    if (typeof Worker !== 'undefined') {
      try {
        engine.start();
        return { engine, report: await engine.send({ begin: begun }) };
      } catch {
        engine.close();
      }
    }
    engine.session = openSession(await SCENES[begun.scene](), begun.options);
    return { engine, report: reportOf(engine.session) };
  }

  private start(): void {
    this.worker = new Worker(new URL('./living.worker.ts', import.meta.url));
    this.worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
      const asker = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.report !== undefined) asker?.resolve(data.report);
      else asker?.reject(new Error(data.error));
    });
    this.worker.addEventListener('error', () => this.close());
  }

  private send(what: Omit<EngineAsk, 'id'>): Promise<Report> {
    this.id += 1;
    const id = this.id;
    const { worker } = this;
    if (worker === null) return Promise.reject(new Error('the worker ended'));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...what } satisfies EngineAsk);
    });
  }

  async ask(asked: Ask): Promise<Report> {
    if (this.session === null) return this.inTime(this.send({ asked }));
    const { session, report } = ask(this.session, asked);
    this.session = session;
    return report;
  }

  /** Stops the worker where a program that the reader wrote keeps it too long. */
  private async inTime(answer: Promise<Report>): Promise<Report> {
    const patience = PATIENCE[this.begun.scene];
    if (patience === undefined) return answer;
    const timer = setTimeout(() => this.close(new Overdue(patience / 1000)), patience);
    return answer.finally(() => clearTimeout(timer));
  }

  /** Whether it can still be asked. */
  get alive(): boolean {
    return this.worker !== null || this.session !== null;
  }

  /** Begins another cluster in the place of this one. */
  async anew(begin: Begin): Promise<Report> {
    if (this.session === null) return this.send({ begin });
    this.session = openSession(await SCENES[begin.scene](), begin.options);
    return reportOf(this.session);
  }

  close(why = new Error('the worker ended')): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(why);
    this.waiting.clear();
  }
}

const prepared = new Map<string, { engine: Engine | null; readonly report: Report }>();
const nameOf = ({ scene, options }: Begin): string => `${scene} ${JSON.stringify(options)}`;

/** Begins a cluster before its widget is drawn (prepare.ts). */
export async function prepare(begin: Begin): Promise<void> {
  const name = nameOf(begin);
  if (!prepared.has(name)) prepared.set(name, await Engine.begin(begin));
}

/** How a cluster begins that {@link prepare} has begun; its engine goes to the first who asks for it. */
export function preparedReport(begin: Begin): Report {
  const found = prepared.get(nameOf(begin));
  if (found === undefined) throw new RangeError(`cluster ${nameOf(begin)} was not begun: load its widget through withCluster (widgets/living/prepare.ts)`);
  return found.report;
}

export async function engineOf(begin: Begin): Promise<{ readonly engine: Engine; readonly report: Report }> {
  const found = prepared.get(nameOf(begin));
  if (found === undefined || found.engine === null) return Engine.begin(begin);
  const { engine, report } = found;
  found.engine = null;
  return { engine, report };
}
