import type { DumpLook } from '@site/src/simulation/scenarios/terminal/dump';
import type { DeskAsk, DeskReport } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import type { Start } from '@site/src/simulation/scenarios/terminal/start';

export interface DeskQuestion {
  readonly id: number;
  readonly begin?: Start;
  readonly asked?: DeskAsk;
  /** The text of a dump to be looked at; the desk stays as it is. */
  readonly dump?: string;
}

export type DeskAnswer = { readonly id: number } & ({ readonly report: DeskReport } | { readonly look: DumpLook } | { readonly error: string });

interface Waiting {
  resolve(answer: DeskAnswer): void;
  reject(why: Error): void;
}

/** A terminal's cluster in a worker. Questions are answered in their order. */
export class DeskEngine {
  private readonly worker: Worker;
  private id = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor() {
    this.worker = new Worker(new URL('./desk.worker.ts', import.meta.url));
    this.worker.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => {
      const asker = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('error' in data) asker?.reject(new Error(data.error));
      else asker?.resolve(data);
    });
    this.worker.addEventListener('error', (event) => this.close(event.message === '' ? 'the worker did not load' : event.message));
  }

  async send(question: Pick<DeskQuestion, 'begin' | 'asked'>): Promise<DeskReport> {
    const answer = await this.post(question);
    if (!('report' in answer)) throw new Error('the desk was not asked');
    return answer.report;
  }

  async look(dump: string): Promise<DumpLook> {
    const answer = await this.post({ dump });
    if (!('look' in answer)) throw new Error('no dump was looked at');
    return answer.look;
  }

  private post(question: Omit<DeskQuestion, 'id'>): Promise<DeskAnswer> {
    this.id += 1;
    const { id } = this;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...question } satisfies DeskQuestion);
    });
  }

  close(why = 'the worker ended'): void {
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error(why));
    this.waiting.clear();
  }
}
