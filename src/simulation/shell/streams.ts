import type { Steps } from './steps';

/** Writing to a pipe that nobody reads any more: the writer ends (SIGPIPE). */
export class BrokenPipe extends Error {}

/** The file that a command writes to takes no more. */
export class WriteFault extends Error {}

export interface Writer {
  write(text: string): void;
}

/** Something that gives text piece by piece; nothing at its end. */
export interface Source {
  next(): Steps<string | undefined>;
}

/** The input of a command; what one command leaves, the next one finds. */
export class Reader {
  private rest = '';
  private ended = false;

  constructor(
    private readonly source: Source,
    /** It is the terminal: what is typed there. */
    readonly terminal = false,
  ) {}

  private *more(): Steps<boolean> {
    if (this.ended) return false;
    const text = yield* this.source.next();
    // The end of what is typed is an end for this command alone.
    if (text === undefined) this.ended = !this.terminal;
    else this.rest += text;
    return text !== undefined;
  }

  /** A line with its end; nothing when there is no more. */
  *line(): Steps<string | undefined> {
    for (;;) {
      const end = this.rest.indexOf('\n');
      if (end >= 0) return this.take(end + 1);
      if (!(yield* this.more())) return this.rest === '' ? undefined : this.take(this.rest.length);
    }
  }

  /** What there is next, of whatever size; nothing at the end. */
  *piece(): Steps<string | undefined> {
    while (this.rest === '') if (!(yield* this.more())) return undefined;
    return this.take(this.rest.length);
  }

  *all(): Steps<string> {
    while (yield* this.more());
    return this.take(this.rest.length);
  }

  private take(length: number): string {
    const text = this.rest.slice(0, length);
    this.rest = this.rest.slice(length);
    return text;
  }
}

export const textReader = (text: string): Reader => {
  let given = text === '';
  return new Reader({
    *next() {
      if (given) return undefined;
      given = true;
      return text;
    },
  });
};

export const terminalReader = (): Reader =>
  new Reader(
    {
      *next() {
        const resumed = yield { do: 'read' };
        return resumed !== undefined && 'typed' in resumed ? resumed.typed : undefined;
      },
    },
    true,
  );

/** What one command of a pipe writes and the next one reads. */
export class Pipe implements Source, Writer {
  private text = '';
  private written = false;
  private unread = false;

  write(text: string): void {
    if (this.unread) throw new BrokenPipe();
    this.text += text;
  }

  *next(): Steps<string | undefined> {
    while (this.text === '' && !this.written) yield { do: 'turn' };
    if (this.text === '') return undefined;
    const { text } = this;
    this.text = '';
    return text;
  }

  closeWriter(): void {
    this.written = true;
  }

  closeReader(): void {
    this.unread = true;
  }
}

/** Keeps what is written. */
export class Buffer implements Writer {
  text = '';

  write(text: string): void {
    this.text += text;
  }
}

/** A text as the lines it is made of, without their ends. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
