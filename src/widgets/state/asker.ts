interface Asked<I, O> {
  readonly input: I;
  readonly tell: (output: O | null) => void;
}

const MAX_FIRSTS = 4;

/**
 * One worker that answers one question at a time: of what comes while it is busy only the last is answered. It gets `{id, input}` and answers `{id, output}`. Without
 * workers, or where one cannot be loaded, `run` does it here. Null where the code for it could not be loaded. Other than `useInWorker` nothing of it is loaded
 * into the page while there is a worker.
 */
export class Asker<I, O> {
  private worker: Worker | null | undefined;
  private id = 0;
  private asked: Asked<I, O> | null = null;
  private next: Asked<I, O> | null = null;
  private readonly firsts = new Map<string, Promise<O | null>>();

  constructor(private readonly run: (input: I) => Promise<O>, private readonly make: () => Worker) {}

  ask(input: I): Promise<O | null> {
    if (this.worker === undefined) this.worker = this.start();
    if (this.worker === null) return this.here(input);
    return new Promise((tell) => {
      if (this.asked === null) this.send({ input, tell });
      else this.next = { input, tell };
    });
  }

  /** The same promise each time for a question, for a widget that waits for it while it is rendered. */
  first(input: I): Promise<O | null> {
    const key = JSON.stringify(input);
    let promise = this.firsts.get(key);
    if (promise === undefined) {
      if (this.firsts.size >= MAX_FIRSTS) this.firsts.clear();
      this.firsts.set(key, (promise = this.ask(input)));
    }
    return promise;
  }

  private here(input: I): Promise<O | null> {
    return this.run(input).catch(() => null);
  }

  private send(asked: Asked<I, O>): void {
    this.asked = asked;
    this.id += 1;
    this.worker?.postMessage({ id: this.id, input: asked.input });
  }

  private settle(output: O | null): void {
    const { asked, next } = this;
    this.asked = null;
    this.next = null;
    if (next !== null) this.send(next);
    asked?.tell(output);
  }

  private start(): Worker | null {
    if (typeof Worker === 'undefined') return null;
    try {
      const worker = this.make();
      worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; output: O | null }>) => data.id === this.id && this.settle(data.output));
      worker.addEventListener('error', () => {
        const left = [this.asked, this.next];
        this.worker = null;
        this.asked = null;
        this.next = null;
        for (const one of left) if (one !== null) void this.here(one.input).then(one.tell);
      });
      return worker;
    } catch {
      return null;
    }
  }
}

/** The worker's side of an {@link Asker}. */
export function answerHere<I, O>(run: (input: I) => Promise<O>): void {
  self.onmessage = ({ data: { id, input } }: MessageEvent<{ id: number; input: I }>) => {
    void run(input).then(
      (output) => self.postMessage({ id, output }),
      // Code that could not be loaded: who asked says so.
      () => self.postMessage({ id, output: null }),
    );
  };
}
