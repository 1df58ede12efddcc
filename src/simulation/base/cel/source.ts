/** An expression's text and where its errors stand (cel-go common: Source, Errors), as the real compiler prints them. Positions count code points. */

export interface Location {
  /** From 1. */
  readonly line: number;
  /** From 0, in code points. */
  readonly column: number;
}

export interface CelIssue {
  readonly location: Location;
  readonly message: string;
}

/** common.NoLocation. */
export const NO_LOCATION: Location = { line: -1, column: -1 };

export interface Source {
  readonly text: string;
  readonly chars: readonly string[];
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

export function sourceOf(text: string): Source {
  const chars = Array.from(text);
  const lineStarts = [0];
  chars.forEach((char, at) => {
    if (char === '\n') lineStarts.push(at + 1);
  });
  return { text, chars, lineStarts };
}

export function locationOf(source: Source, offset: number): Location {
  let line = 1;
  while (line < source.lineStarts.length && source.lineStarts[line]! <= offset) line += 1;
  return { line, column: offset - source.lineStarts[line - 1]! };
}

const WIDE = 0x7f;
const MAX_SNIPPET_BYTES = 16_384;
const MAX_ISSUES = 100;

function snippet(source: Source, line: number): string | undefined {
  if (source.chars.length === 0 || line < 1 || line > source.lineStarts.length) return undefined;
  const next = source.lineStarts[line];
  return source.chars.slice(source.lineStarts[line - 1], next === undefined ? undefined : next - 1).join('');
}

function print(source: Source, { location, message }: CelIssue): string {
  const head = `ERROR: <input>:${location.line}:${location.column + 1}: ${message}`;
  const text = snippet(source, location.line)?.replaceAll('\t', ' ');
  if (text === undefined || text.length > MAX_SNIPPET_BYTES) return head;
  const chars = Array.from(text);
  const wide = (at: number): boolean => (chars[at]?.codePointAt(0) ?? 0) > WIDE;
  let marks = '';
  for (let at = 0; at < Math.min(location.column, chars.length); at += 1) marks += wide(at) ? '．' : '.';
  return `${head}\n | ${text}\n | ${marks}${wide(location.column) ? '＾' : '^'}`;
}

/** Errors.ToDisplayString: every issue with its line and a mark below its place, in order of place. */
export function printIssues(source: Source, issues: readonly CelIssue[]): string {
  const kept = issues.slice(0, MAX_ISSUES).sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
  const lines = kept.map((issue) => print(source, issue));
  if (issues.length > MAX_ISSUES) lines.push(`${issues.length - MAX_ISSUES} more errors were truncated`);
  return lines.join('\n');
}
