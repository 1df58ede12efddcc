import type { DeskAsk, DeskReport } from '@site/src/simulation/scenarios/terminal/desk';
import type { Start } from '@site/src/simulation/scenarios/terminal/start';

export interface DeskQuestion {
  readonly id: number;
  readonly begin?: Start;
  readonly asked?: DeskAsk;
}

export type DeskAnswer = { readonly id: number } & ({ readonly report: DeskReport; readonly error?: undefined } | { readonly error: string; readonly report?: undefined });

interface Waiting {
  resolve(report: DeskReport): void;
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
      if (data.report !== undefined) asker?.resolve(data.report);
      else asker?.reject(new Error(data.error));
    });
    this.worker.addEventListener('error', (event) => this.close(event.message === '' ? 'the worker did not load' : event.message));
  }

  send(question: Omit<DeskQuestion, 'id'>): Promise<DeskReport> {
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
