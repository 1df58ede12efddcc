/** The line at a prompt while it is edited, as readline has it in emacs mode (readline(3)): a plain value, one key after another. */
export interface Line {
  readonly text: string;
  readonly cursor: number;
  /** Lines typed before, the oldest first. */
  readonly history: readonly string[];
  /** Which of them is shown; their number where it is the new one. */
  readonly at: number;
  /** The new one, while an older one is shown. */
  readonly draft: string;
  /** What Ctrl-K, Ctrl-U or Ctrl-W cut last. */
  readonly killed: string;
  /** Ctrl-R: what is looked for, where it was found, and what stood there before. */
  readonly search: { readonly text: string; readonly at: number; readonly before: string } | null;
}

export type Pressed = { readonly line: Line; readonly does: 'edit' | 'submit' | 'interrupt' | 'eof' | 'complete' | 'clear' | 'nothing' };

export const newLine = (history: readonly string[]): Line => ({ text: '', cursor: 0, history, at: history.length, draft: '', killed: '', search: null });

/** Takes what a terminal sends apart into keys: text, control characters, sequences. */
export const keysOf = (data: string): readonly string[] => data.match(/\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Za-z]|[^[O])?|[\x00-\x1a\x1c-\x1f\x7f]|[^\x00-\x1f\x7f]+/g) ?? [];

const edit = (line: Line, text: string, cursor: number, more: Partial<Line> = {}): Pressed => ({ line: { ...line, text, cursor, ...more }, does: 'edit' });
const move = (line: Line, cursor: number): Pressed => edit(line, line.text, Math.max(0, Math.min(line.text.length, cursor)));

/** A character is whole: surrogates are not parted. */
function step(text: string, cursor: number, by: 1 | -1): number {
  const next = cursor + by;
  return next > 0 && next < text.length && /[\udc00-\udfff]/.test(text[next]!) && /[\ud800-\udbff]/.test(text[next - 1]!) ? next + by : Math.max(0, Math.min(text.length, next));
}

const wordLeft = ({ text, cursor }: Line): number => cursor - (/[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u.exec(text.slice(0, cursor))?.[0].length ?? 0);
const wordRight = ({ text, cursor }: Line): number => cursor + (/^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(cursor))?.[0].length ?? 0);

function kill(line: Line, from: number, to: number): Pressed {
  if (from === to) return { line, does: 'nothing' };
  return edit(line, line.text.slice(0, from) + line.text.slice(to), from, { killed: line.text.slice(from, to) });
}

/** Another line of the history. */
function browse(line: Line, at: number): Pressed {
  if (at < 0 || at > line.history.length || at === line.at) return { line, does: 'nothing' };
  const draft = line.at === line.history.length ? line.text : line.draft;
  const text = at === line.history.length ? draft : line.history[at]!;
  return edit(line, text, text.length, { at, draft });
}

export const insert = (line: Line, text: string): Pressed => edit(line, line.text.slice(0, line.cursor) + text + line.text.slice(line.cursor), line.cursor + text.length);

/** The newest line before a place that has the text in it. */
function found(line: Line, text: string, from: number): number {
  for (let at = Math.min(from, line.history.length - 1); at >= 0; at -= 1) if (line.history[at]!.includes(text)) return at;
  return -1;
}

function searching(line: Line, search: NonNullable<Line['search']>, key: string): Pressed {
  const show = (text: string, from: number): Pressed => {
    const at = text === '' ? search.at : found(line, text, from);
    const shown = at < 0 || at >= line.history.length ? line.text : line.history[at]!;
    return edit(line, shown, text === '' ? shown.length : Math.max(0, shown.indexOf(text)), { search: { ...search, text, at: at < 0 ? search.at : at } });
  };
  if (key === '\x12') return show(search.text, search.at - 1);
  if (key === '\x7f' || key === '\b') return show(search.text.slice(0, -1), line.history.length - 1);
  if (key === '\x07' || key === '\x03') return edit(line, search.before, search.before.length, { search: null });
  if (key >= ' ' && !key.startsWith('\x1b') && key !== '\x7f') return show(search.text + key, search.at);
  const left: Line = { ...line, search: null };
  return key === '\x1b' ? { line: left, does: 'edit' } : press(left, key);
}

/** What a key does. */
export function press(line: Line, key: string): Pressed {
  if (line.search !== null) return searching(line, line.search, key);
  const { text, cursor } = line;
  switch (key) {
    case '\r': case '\n': return { line, does: 'submit' };
    case '\t': return { line, does: 'complete' };
    case '\x03': return { line, does: 'interrupt' };
    case '\x04': return text === '' ? { line, does: 'eof' } : edit(line, text.slice(0, cursor) + text.slice(step(text, cursor, 1)), cursor);
    case '\x0c': return { line, does: 'clear' };
    case '\x01': case '\x1b[H': case '\x1bOH': case '\x1b[1~': return move(line, 0);
    case '\x05': case '\x1b[F': case '\x1bOF': case '\x1b[4~': return move(line, text.length);
    case '\x02': case '\x1b[D': case '\x1bOD': return move(line, step(text, cursor, -1));
    case '\x06': case '\x1b[C': case '\x1bOC': return move(line, step(text, cursor, 1));
    case '\x1bb': case '\x1b[1;5D': case '\x1b[1;3D': return move(line, wordLeft(line));
    case '\x1bf': case '\x1b[1;5C': case '\x1b[1;3C': return move(line, wordRight(line));
    case '\x10': case '\x1b[A': case '\x1bOA': return browse(line, line.at - 1);
    case '\x0e': case '\x1b[B': case '\x1bOB': return browse(line, line.at + 1);
    case '\x1b<': return browse(line, 0);
    case '\x1b>': return browse(line, line.history.length);
    case '\x15': return kill(line, 0, cursor);
    case '\x0b': return kill(line, cursor, text.length);
    case '\x17': return kill(line, cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0), cursor);
    case '\x1b\x7f': case '\x1b\b': return kill(line, wordLeft(line), cursor);
    case '\x1bd': return kill(line, cursor, wordRight(line));
    case '\x19': return line.killed === '' ? { line, does: 'nothing' } : insert(line, line.killed);
    case '\x12': return edit(line, text, cursor, { search: { text: '', at: line.history.length - 1, before: text } });
    case '\x7f': case '\b': return cursor === 0 ? { line, does: 'nothing' } : edit(line, text.slice(0, step(text, cursor, -1)) + text.slice(cursor), step(text, cursor, -1));
    case '\x1b[3~': return edit(line, text.slice(0, cursor) + text.slice(step(text, cursor, 1)), cursor);
    case '\x14': {
      if (cursor === 0 || text.length < 2) return { line, does: 'nothing' };
      const at = Math.min(cursor, text.length - 1);
      return edit(line, text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1), at + 1);
    }
    case '\x1b.': {
      const last = /\S+$/.exec(line.history.at(-1) ?? '')?.[0] ?? '';
      return last === '' ? { line, does: 'nothing' } : insert(line, last);
    }
    default: return key.startsWith('\x1b') || key < ' ' ? { line, does: 'nothing' } : insert(line, key);
  }
}

/** What Tab makes of a line: what all the words begin with is put in; a single one is whole, and `space` follows it. */
export function completedLine(line: Line, from: number, words: readonly string[], space = true): Pressed {
  const [first] = words;
  if (first === undefined) return { line, does: 'nothing' };
  let common = first;
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  const whole = words.length === 1 && space ? `${first} ` : common;
  const typed = line.text.slice(from, line.cursor);
  if (whole.length < typed.length || whole === typed) return { line, does: 'nothing' };
  return edit(line, line.text.slice(0, from) + whole + line.text.slice(line.cursor), from + whole.length);
}
