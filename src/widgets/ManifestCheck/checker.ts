import type { Check } from '@site/src/simulation/tools/manifest-check/check';

/** Null where what checks could not be loaded. */
export type Checked = Check | null;

const here = (text: string): Promise<Checked> => import('./run').then(({ runCheck }) => runCheck(text)).catch(() => null);

interface Asked {
  readonly text: string;
  readonly tell: (check: Checked) => void;
}

/** One worker that checks one text at a time: of what comes while it is busy only the last is checked. Without workers it is done here. */
class Checker {
  private worker: Worker | null | undefined;
  private id = 0;
  private asked: Asked | null = null;
  private next: Asked | null = null;

  ask(text: string): Promise<Checked> {
    if (this.worker === undefined) this.worker = this.start();
    if (this.worker === null) return here(text);
    return new Promise((tell) => {
      if (this.asked === null) this.send({ text, tell });
      else this.next = { text, tell };
    });
  }

  private send(asked: Asked): void {
    this.asked = asked;
    this.id += 1;
    this.worker?.postMessage({ id: this.id, text: asked.text });
  }

  private settle(check: Checked): void {
    const { asked, next } = this;
    this.asked = null;
    this.next = null;
    if (next !== null) this.send(next);
    asked?.tell(check);
  }

  private start(): Worker | null {
    if (typeof Worker === 'undefined') return null;
    try {
      const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; check: Checked }>) => data.id === this.id && this.settle(data.check));
      worker.addEventListener('error', () => {
        const left = [this.asked, this.next];
        this.worker = null;
        this.asked = null;
        this.next = null;
        for (const one of left) if (one !== null) void here(one.text).then(one.tell);
      });
      return worker;
    } catch {
      return null;
    }
  }
}

export const checker = new Checker();
