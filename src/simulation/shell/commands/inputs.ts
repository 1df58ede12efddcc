import { nodeAt, resolvePath } from '../files/tree';
import type { Process } from '../shell';
import type { Steps } from '../steps';
import { linesOf, Reader, textReader } from '../streams';
import type { Source } from '../streams';

export interface Input {
  /** As it was written; `-` for the standard input. */
  readonly name: string;
  readonly reader: Reader;
}

export type Opened = Input | { readonly name: string; readonly error: string };

/** As much of /dev/zero as is given at once, and altogether: who reads on waits. */
const [ZERO_PIECE, MOST_ZEROS] = [65_536, 4_000_000];

const zeros = (): Source => {
  let given = 0;
  return {
    *next() {
      while (given >= MOST_ZEROS) yield { do: 'sleep', micros: 1_000_000 };
      given += ZERO_PIECE;
      return '\0'.repeat(ZERO_PIECE);
    },
  };
};

export function open({ shell, input }: Process, name: string): Opened {
  if (name === '-') return { name, reader: input };
  const path = resolvePath(shell.directory, name);
  if (path === '/dev/null') return { name, reader: textReader('') };
  if (path === '/dev/zero') return { name, reader: new Reader(zeros()) };
  if (path === '/dev/stdin') return { name, reader: input };
  const node = name === '' ? undefined : nodeAt(shell.tree, path);
  if (node === undefined) return { name, error: 'No such file or directory' };
  if (node.kind === 'directory') return { name, error: 'Is a directory' };
  if (name.endsWith('/')) return { name, error: 'Not a directory' };
  return { name, reader: textReader(node.text) };
}

/** The inputs of a command: the files that it names, or the standard input. What cannot be opened is said, in the form that most commands use. */
export function inputsOf(process: Process, names: readonly string[], says = (name: string, error: string): string => `${process.name}: ${name}: ${error}`): { readonly inputs: readonly Input[]; readonly failed: boolean } {
  const inputs: Input[] = [];
  let failed = false;
  for (const name of names.length === 0 ? ['-'] : names) {
    const opened = open(process, name);
    if ('reader' in opened) inputs.push(opened);
    else {
      failed = true;
      process.err.write(`${says(name, opened.error)}\n`);
    }
  }
  return { inputs, failed };
}

/** All the lines of the inputs, without their ends. */
export function* allLines(inputs: readonly Input[]): Steps<string[]> {
  const lines: string[] = [];
  for (const { reader } of inputs) lines.push(...linesOf(yield* reader.all()));
  return lines;
}

/** Looks at line after line as they come; it ends where `look` gives true. */
export function* eachLine(reader: Reader, look: (line: string) => boolean | undefined): Steps<void> {
  for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) if (look(line.endsWith('\n') ? line.slice(0, -1) : line) === true) return;
}
