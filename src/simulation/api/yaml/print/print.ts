import { plainFloat } from '../../../base/go/float';
import { isObject } from '../../schema/walk';
import { compareKeys } from './key-order';
import { escapedChar, styleOf } from './scalar';

/** Lines are broken at the first blank beyond. */
const WIDTH = 80;
/** A longer key is no simple one. */
const LONGEST_KEY = 128;

/** encode.go and emitterc.go of go-yaml v2 as sigs.k8s.io/yaml calls it: blocks, two blanks, keys in order. */
class Printer {
  private out = '';
  private column = 0;

  print(value: unknown): string {
    this.node(value, 0, 'root');
    if (!this.out.endsWith('\n')) this.out += '\n';
    return this.out;
  }

  private write(text: string): void {
    this.out += text;
    this.column += Array.from(text).length;
  }

  private newLine(indent: number): void {
    this.out += `\n${' '.repeat(indent)}`;
    this.column = indent;
  }

  /** @param indent of the mapping or sequence that the value stands in. */
  private node(value: unknown, indent: number, place: 'root' | 'key' | 'item'): void {
    if (Array.isArray(value)) this.sequence(value as readonly unknown[], place === 'key' ? indent : place === 'root' ? 0 : indent + 2, place);
    else if (isObject(value)) this.mapping(value, place === 'root' ? 0 : indent + 2, place);
    else {
      if (place !== 'root') this.write(' ');
      this.scalar(value, indent + 2);
    }
  }

  private sequence(items: readonly unknown[], indent: number, place: 'root' | 'key' | 'item'): void {
    if (items.length === 0) {
      this.write(place === 'root' ? '[]' : ' []');
      return;
    }
    items.forEach((item, at) => {
      if (at === 0 && place === 'item') this.write(' ');
      else if (this.out !== '') this.newLine(indent);
      this.write('-');
      this.node(item, indent, 'item');
    });
  }

  private mapping(object: Readonly<Record<string, unknown>>, indent: number, place: 'root' | 'key' | 'item'): void {
    const keys = Object.keys(object).filter((key) => object[key] !== undefined).sort(compareKeys);
    if (keys.length === 0) {
      this.write(place === 'root' ? '{}' : ' {}');
      return;
    }
    keys.forEach((key, at) => {
      if (at === 0 && place === 'item') this.write(' ');
      else if (this.out !== '') this.newLine(indent);
      const simple = new TextEncoder().encode(key).length <= LONGEST_KEY && !key.includes('\n');
      if (simple) this.scalar(key, indent, true);
      else {
        this.write('? ');
        this.scalar(key, indent + 2);
        this.newLine(indent);
      }
      this.write(':');
      this.node(object[key], indent, 'key');
    });
  }

  private scalar(value: unknown, indent: number, isKey = false): void {
    if (typeof value !== 'string') {
      this.write(typeof value === 'number' ? number(value) : String(value));
      return;
    }
    const style = styleOf(value, isKey);
    if (style === 'literal') this.literal(value, indent);
    else if (style === 'plain') this.folded(Array.from(value), indent, isKey);
    else if (style === 'single') {
      this.write("'");
      this.folded(Array.from(value), indent, isKey, true);
      this.write("'");
    } else this.double(Array.from(value), indent, isKey);
  }

  /** write_plain_scalar and write_single_quoted_scalar. */
  private folded(chars: readonly string[], indent: number, isKey: boolean, quoted = false): void {
    let spaces = false;
    chars.forEach((char, at) => {
      const inside = !quoted || (at > 0 && at < chars.length - 1);
      if (char === ' ' && !isKey && !spaces && this.column > WIDTH && inside && chars[at + 1] !== ' ') this.newLine(indent);
      else this.write(quoted && char === "'" ? "''" : char);
      spaces = char === ' ';
    });
  }

  private double(chars: readonly string[], indent: number, isKey: boolean): void {
    this.write('"');
    let spaces = false;
    chars.forEach((char, at) => {
      if (char === ' ' && !isKey && !spaces && this.column > WIDTH && at > 0 && at < chars.length - 1) {
        this.newLine(indent);
        if (chars[at + 1] === ' ') this.write('\\');
      } else this.write(escapedChar(char));
      spaces = char === ' ';
    });
    this.write('"');
  }

  /** write_literal_scalar with its hints. */
  private literal(text: string, indent: number): void {
    const lead = text.startsWith(' ') || text.startsWith('\n') ? '2' : '';
    const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
    this.write(`|${lead}${chomp}`);
    const body = text.endsWith('\n') ? text.slice(0, -1) : text;
    for (const line of body.split('\n')) this.out += line === '' ? '\n' : `\n${' '.repeat(indent)}${line}`;
    if (chomp === '+') this.out += '\n';
    this.column = WIDTH;
  }
}

const number = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : plainFloat(value));

/** An object as `kubectl -o yaml` prints it (sigs.k8s.io/yaml Marshal). */
export const printYaml = (value: unknown): string => new Printer().print(value ?? null);
