import { plainFloat } from '../../../base/go/float';
import { joinPath } from '../../schema/walk';
import { BREAK, escaped, styleOf } from './scalar';
import { compareKeys } from './sort';

/** One line of YAML and the value it shows: `spec.containers[0].name`; of `- name: app` the name's. Texts of several lines repeat their path. */
export interface YamlLine {
  readonly path: string;
  readonly text: string;
}

/** What JSON can hold. */
type Json = unknown;

/** A text longer than this does not stand before a colon on one line. */
const MAX_SIMPLE_KEY = 128;
/** Lines are broken at a space beyond this column. */
const WIDTH = 80;
const STEP = 2;

/**
 * A value as YAML, line by line, as kubectl prints objects (sigs.k8s.io/yaml over go-yaml v2, emitterc.go): keys sorted, lists as far out as their
 * key, long texts broken at a space.
 */
export function yamlLines(value: Json): readonly YamlLine[] {
  const writer = new Writer();
  writer.node(value, '', -STEP, 'root');
  return writer.end();
}

/** The same as one text. */
export const writeYaml = (value: Json): string => yamlLines(value).map(({ text }) => `${text}\n`).join('');

/** What a node stands in. */
type Context = 'root' | 'item' | 'value';

class Writer {
  private readonly lines: YamlLine[] = [];
  private line = '';
  private column = 0;
  private path = '';
  /** Whether only indentation and dashes stand on the line so far. */
  private indention = true;
  private whitespace = true;

  end(): readonly YamlLine[] {
    if (this.line !== '') this.newLine();
    return this.lines;
  }

  /** @param indent of what the node stands in. */
  node(value: Json, path: string, indent: number, context: Context): void {
    if (Array.isArray(value)) this.list(value, path, indent, context);
    else if (typeof value === 'object' && value !== null) this.mapping(value as Readonly<Record<string, Json>>, path, indent);
    else this.scalar(value, indent, false);
  }

  private list(items: readonly Json[], path: string, indent: number, context: Context): void {
    if (items.length === 0) return this.flow('[]');
    // A list under a key is not set in; one that begins a document or stands in a list is.
    const own = context === 'value' && !this.indention ? indent : indent + STEP;
    items.forEach((item, i) => {
      this.indentTo(own);
      this.path = `${path}[${i}]`;
      this.indicator('-', true);
      this.node(item, `${path}[${i}]`, own, 'item');
    });
  }

  private mapping(object: Readonly<Record<string, Json>>, path: string, indent: number): void {
    const names = Object.keys(object).sort(compareKeys);
    if (names.length === 0) return this.flow('{}');
    const own = indent + STEP;
    for (const name of names) {
      this.indentTo(own);
      this.path = joinPath(path, name);
      const simple = !/[\n\r\u0085\u2028\u2029]/.test(name) && new TextEncoder().encode(name).length <= MAX_SIMPLE_KEY;
      if (simple) {
        this.scalar(name, own, true);
        this.put(':');
        this.whitespace = false;
        this.indention = false;
      } else {
        this.indicator('?', true);
        this.scalar(name, own, false);
        this.indentTo(own);
        this.indicator(':', true);
      }
      this.node(object[name], joinPath(path, name), own, 'value');
    }
  }

  private flow(text: string): void {
    this.separate();
    this.put(text);
    this.plainFollows();
  }

  private scalar(value: Json, indent: number, key: boolean): void {
    if (typeof value !== 'string') return this.flow(typeof value === 'number' ? number(value) : String(value));
    const chars = [...value];
    const inner = Math.max(indent + STEP, STEP);
    switch (styleOf(value, chars, key)) {
      case 'plain':
        this.separate();
        this.broken(chars, inner, key, (char) => char, (i) => chars[i + 1] !== ' ');
        return this.plainFollows();
      case 'single':
        return this.quoted("'", chars, inner, key, (char) => (char === "'" ? "''" : char));
      case 'double':
        return this.double(chars, inner, key);
      case 'literal':
        return this.literal(value, inner);
    }
  }

  /** The characters of a text on one or more lines: beyond the width a single space becomes a new line. */
  private broken(chars: readonly string[], indent: number, key: boolean, write: (char: string) => string, mayBreak: (i: number) => boolean): void {
    let spaces = false;
    let breaks = false;
    chars.forEach((char, i) => {
      if (char === ' ') {
        if (!key && !spaces && this.column > WIDTH && mayBreak(i)) this.indentTo(indent);
        else this.put(char);
        spaces = true;
      } else if (BREAK.test(char)) {
        if (!breaks && char === '\n') this.newLine();
        this.breakWith(char);
        breaks = true;
      } else {
        if (breaks) this.indentTo(indent);
        this.put(write(char));
        this.indention = false;
        spaces = false;
        breaks = false;
      }
    });
  }

  private quoted(quote: string, chars: readonly string[], indent: number, key: boolean, write: (char: string) => string): void {
    this.indicator(quote, false);
    this.broken(chars, indent, key, write, (i) => i > 0 && i < chars.length - 1 && chars[i + 1] !== ' ');
    this.put(quote);
    this.plainFollows();
  }

  private double(chars: readonly string[], indent: number, key: boolean): void {
    this.indicator('"', false);
    let spaces = false;
    // go-yaml looks for a byte order mark at the beginning of the text whichever character it is at.
    const mark = chars[0] === '\uFEFF';
    chars.forEach((char, i) => {
      const escape = escaped(char, mark);
      if (escape === undefined && char === ' ') {
        if (!key && !spaces && this.column > WIDTH && i > 0 && i < chars.length - 1) {
          this.indentTo(indent);
          if (chars[i + 1] === ' ') this.put('\\');
        } else this.put(char);
        spaces = true;
      } else {
        this.put(escape ?? char);
        spaces = false;
      }
    });
    this.put('"');
    this.plainFollows();
  }

  /** `|`, with what has to be said of the first and the last line. */
  private literal(text: string, indent: number): void {
    const chars = [...text];
    const [first = '', last = '', beforeLast] = [chars[0], chars.at(-1), chars.at(-2)];
    const hint = first === ' ' || BREAK.test(first) ? String(STEP) : '';
    const chomp = !BREAK.test(last) ? '-' : beforeLast === undefined || BREAK.test(beforeLast) ? '+' : '';
    this.indicator(`|${hint}${chomp}`, false);
    this.newLine();
    this.indention = true;
    this.whitespace = true;
    let breaks = true;
    for (const char of chars) {
      if (BREAK.test(char)) {
        this.breakWith(char);
        breaks = true;
        continue;
      }
      if (breaks) this.indentTo(indent);
      this.put(char);
      this.indention = false;
      breaks = false;
    }
  }

  private plainFollows(): void {
    this.whitespace = false;
    this.indention = false;
  }

  private separate(): void {
    if (!this.whitespace) this.put(' ');
  }

  /** A dash, a question mark or a quote. */
  private indicator(text: string, indents: boolean): void {
    this.separate();
    this.put(text);
    this.whitespace = false;
    this.indention = this.indention && indents;
  }

  private put(text: string): void {
    this.line += text;
    this.column += [...text].length;
  }

  /** A break of the text itself; all but a line feed stay the character that they are. */
  private breakWith(char: string): void {
    if (char !== '\n') this.line += char;
    if (char === '\n') this.newLine();
    else this.column = 0;
    this.indention = true;
  }

  private newLine(): void {
    this.lines.push({ path: this.path, text: this.line });
    this.line = '';
    this.column = 0;
  }

  private indentTo(target: number): void {
    const indent = Math.max(0, target);
    const { column } = this;
    if (!this.indention || column > indent || (column === indent && !this.whitespace)) this.newLine();
    this.put(' '.repeat(Math.max(0, indent - this.column)));
    this.whitespace = true;
    this.indention = true;
  }
}

const number = (value: number): string => (Number.isInteger(value) ? String(value) : plainFloat(value));
