/** Command lines put together piece by piece from what somebody chooses; which flags there are is kubectl's own list (generated/commands.ts), as a test holds. */

/** One place in a command line that is filled in. `values`: what is offered first; another may be written. */
export interface Slot {
  readonly name: string;
  readonly values: readonly string[];
  /** The command does not go without it. */
  readonly required?: boolean;
  /** Only these are understood. */
  readonly only?: boolean;
}

export interface Form {
  readonly id: string;
  /** The command without `kubectl`. */
  readonly path: string;
  /** What stands behind it in this order. A slot whose name ends with `/` and the next one are one word. */
  readonly args: readonly Slot[];
  /** Flags; one without values is a switch. */
  readonly flags: readonly Slot[];
}

export interface Filled {
  readonly args: Readonly<Record<string, string>>;
  /** Flags that are given; a switch holds an empty text. */
  readonly flags: Readonly<Record<string, string>>;
}

/** A piece of a command line, and what it is. */
export interface Piece {
  readonly text: string;
  readonly is: { readonly kind: 'program' | 'command' } | { readonly kind: 'arg' | 'flag'; readonly name: string };
}

/** A word as a shell has to read it. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** What a form is filled with at first: what it does not go without. */
export function emptyForm({ args, flags }: Form): Filled {
  const first = (slots: readonly Slot[]): Readonly<Record<string, string>> => Object.fromEntries(slots.filter(({ required }) => required === true).map(({ name, values }) => [name, values[0] ?? '']));
  return { args: first(args), flags: first(flags) };
}

/** The command line in pieces: the program, the command, arguments in their order, flags as they stand in the form. */
export function compose(form: Form, { args, flags }: Filled): readonly Piece[] {
  const word = ({ name }: Slot): Piece[] => ((args[name] ?? '') === '' ? [] : [{ text: quoted(args[name]!), is: { kind: 'arg', name } }]);
  const flag = ({ name, values }: Slot): Piece[] => {
    const value = flags[name];
    if (value === undefined || (values.length > 0 && value === '')) return [];
    return [{ text: values.length === 0 ? `--${name}` : `--${name}=${quoted(value)}`, is: { kind: 'flag', name } }];
  };
  return [{ text: 'kubectl', is: { kind: 'program' } }, { text: form.path, is: { kind: 'command' } }, ...form.args.flatMap(word), ...form.flags.flatMap(flag)];
}

export const commandLine = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(' ');
