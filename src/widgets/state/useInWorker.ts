import { useEffect, useMemo, useRef, useState } from 'react';

interface Answer<O> {
  readonly id: number;
  readonly output: O;
}

/** One worker that is asked for one thing at a time; of what comes while it is busy, only the last counts. */
class LatestOnly<I, O> {
  private worker: Worker | null = null;
  private asked: I | null = null;
  private next: I | null = null;
  private id = 0;

  constructor(private readonly make: () => Worker, private readonly answer: (input: I, output: O) => void, private readonly fail: (input: I) => void) {}

  ask(input: I): void {
    if (this.asked !== null) {
      this.next = input;
      return;
    }
    this.worker ??= this.start();
    if (this.worker === null) this.fail(input);
    else this.send(input);
  }

  private send(input: I): void {
    this.id += 1;
    this.asked = input;
    this.worker?.postMessage({ id: this.id, input });
  }

  private settle(tell: (asked: I) => void): void {
    const { asked, next } = this;
    this.asked = null;
    this.next = null;
    if (next !== null) this.ask(next);
    if (asked !== null) tell(asked);
  }

  private start(): Worker | null {
    try {
      const worker = this.make();
      worker.addEventListener('message', ({ data }: MessageEvent<Answer<O>>) => {
        if (data.id === this.id) this.settle((asked) => this.answer(asked, data.output));
      });
      worker.addEventListener('error', () => {
        const wanted = this.next ?? this.asked;
        this.asked = null;
        this.next = null;
        if (wanted !== null) this.fail(wanted);
      });
      return worker;
    } catch {
      return null;
    }
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.asked = null;
    this.next = null;
  }
}

/**
 * What `run` makes of `input`: the first at once (the server writes it into the page), later ones in a worker, so that the page stays smooth; the last
 * result stays until the next is there. The worker gets `{id, input}` and answers `{id, output}`. Without workers, or where one cannot be loaded,
 * `run` does it here. `input` must keep its identity while it does not change.
 */
export function useInWorker<I, O>(input: I, run: (input: I) => O, make: () => Worker): { output: O; busy: boolean } {
  const [first] = useState(() => ({ input, output: run(input) }));
  const [late, setLate] = useState(first);
  const here = typeof Worker === 'undefined';
  const latest = useRef({ run, make });
  const queue = useRef<LatestOnly<I, O> | null>(null);
  const immediate = useMemo(() => (here && input !== first.input ? latest.current.run(input) : null), [first, here, input]);

  useEffect(() => {
    if (here || input === first.input) return;
    queue.current ??= new LatestOnly<I, O>(
      () => latest.current.make(),
      (asked, output) => setLate({ input: asked, output }),
      (asked) => setLate({ input: asked, output: latest.current.run(asked) }),
    );
    queue.current.ask(input);
  }, [first, here, input]);

  useEffect(
    () => () => {
      queue.current?.stop();
      queue.current = null;
    },
    [],
  );

  if (input === first.input) return { output: first.output, busy: false };
  if (immediate !== null) return { output: immediate, busy: false };
  return { output: late.output, busy: late.input !== input };
}
