/** Writes values as sigs.k8s.io/yaml does (JSONToYAML over go-yaml v2: encode.go, sorter.go): block style, keys in natural order. */
import { printFloat } from '../../base/go/values';
import { analyzeScalar } from './analyze';
import { Emitter } from './emitter';
import { staysText } from './resolve';

/** What can be written: JSON, with whole numbers of any size. */
export type Printable = null | boolean | number | bigint | string | readonly Printable[] | { readonly [key: string]: Printable };

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
const BASE60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
/** A key that is longer, in bytes, stands behind a question mark. */
const SIMPLE_KEY = 128;

/** keyList.Less: letters by their code, other characters before letters, runs of digits by their number. */
export function compareKeys(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    if (a[i] === b[i]) continue;
    const [letterA, letterB] = [LETTER.test(a[i]!), LETTER.test(b[i]!)];
    if (letterA && letterB) return a[i]!.codePointAt(0)! - b[i]!.codePointAt(0)!;
    if (letterA || letterB) return letterB ? -1 : 1;
    // A zero within a number does not end it.
    const inNumber = (a[i] === '0' || b[i] === '0') && insideNumber(a, i);
    const [numberA, numberB] = [digits(a, i, inNumber), digits(b, i, inNumber)];
    if (numberA.value !== numberB.value) return numberA.value < numberB.value ? -1 : 1;
    return numberA.end - numberB.end || a[i]!.codePointAt(0)! - b[i]!.codePointAt(0)!;
  }
  return a.length - b.length;
}

function insideNumber(text: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && DIGIT.test(text[i]!); i -= 1) if (text[i] !== '0') return true;
  return false;
}

function digits(text: readonly string[], from: number, started: boolean): { value: bigint; end: number } {
  let end = from;
  let value = started ? 1n : 0n;
  for (; end < text.length && DIGIT.test(text[end]!); end += 1) value = BigInt.asIntN(64, value * 10n + BigInt(text[end]!.codePointAt(0)! - 48));
  return { value, end };
}

/** A number as go-yaml writes what it read from JSON: whole ones as they are. */
export function printNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return Object.is(value, -0) ? '0' : BigInt(value).toString();
  const text = printG(value);
  return text === '+Inf' ? '.inf' : text === '-Inf' ? '-.inf' : text === 'NaN' ? '.nan' : text;
}

/** strconv.FormatFloat(value, 'g', -1, 64), whose exponent begins at 1e21. */
function printG(value: number): string {
  const size = Math.abs(value);
  return size >= 1e6 && size < 1e21 ? exponential(value) : printFloat(value);
}

const exponential = (value: number): string => {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}e+${exponent.slice(1).padStart(2, '0')}`;
};

class Printer {
  private readonly out = new Emitter();
  /** By line: the value whose key or dash stands last on it. */
  readonly paths: string[] = [];

  print(value: Printable): string {
    this.node(value, '', false, false);
    return this.out.end();
  }

  private node(value: Printable, path: string, inMapping: boolean, key: boolean): void {
    if (Array.isArray(value)) return this.list(value as readonly Printable[], path, inMapping);
    if (typeof value === 'object' && value !== null) return this.mapping(value as { readonly [key: string]: Printable }, path);
    if (typeof value === 'string') return this.text(value, key);
    this.out.plain(value === null ? 'null' : typeof value === 'number' ? printNumber(value) : String(value), false);
  }

  private list(items: readonly Printable[], path: string, inMapping: boolean): void {
    if (items.length === 0) return this.out.indicator('[]', true, false, false);
    this.out.indented(inMapping && !this.out.indention, () => {
      items.forEach((item, i) => {
        const at = `${path}[${i}]`;
        this.out.newLine();
        this.paths[this.out.line] = at;
        this.out.indicator('-', true, false, true);
        this.node(item, at, false, false);
      });
    });
  }

  private mapping(map: { readonly [key: string]: Printable }, path: string): void {
    const keys = Object.keys(map).sort(compareKeys);
    if (keys.length === 0) return this.out.indicator('{}', true, false, false);
    this.out.indented(false, () => {
      for (const key of keys) {
        const at = path === '' ? key : `${path}.${key}`;
        this.out.newLine();
        this.paths[this.out.line] = at;
        const simple = !analyzeScalar(key).multiline && new TextEncoder().encode(key).length <= SIMPLE_KEY;
        if (!simple) this.out.indicator('?', true, false, true);
        this.text(key, simple);
        if (!simple) this.out.newLine();
        this.out.indicator(':', !simple, false, !simple);
        this.node(map[key]!, at, true, false);
      }
    });
  }

  /** encoder.stringv, then yaml_emitter_select_scalar_style; further lines of a scalar stand one step further in. */
  private text(value: string, simpleKey: boolean): void {
    this.out.indented(false, () => this.scalar(value, simpleKey), true);
  }

  private scalar(value: string, simpleKey: boolean): void {
    const scalar = analyzeScalar(value);
    const wanted = value.includes('\n') ? 'literal' : staysText(value) && !BASE60.test(value) ? 'plain' : 'double';
    if (wanted === 'literal' && scalar.blockAllowed && !simpleKey) return this.out.literal(value);
    if (wanted === 'plain' && scalar.blockPlainAllowed && !(value === '' && simpleKey)) return this.out.plain(value, !simpleKey);
    if (wanted === 'plain' && scalar.singleQuotedAllowed) return this.out.singleQuoted(value, !simpleKey);
    return this.out.doubleQuoted(value, !simpleKey);
  }
}

/** yaml.Marshal: the document with the line end it closes with. */
export const printYaml = (value: Printable): string => new Printer().print(value);

/** One line of YAML and the value that it shows: `spec.containers[0].name`; of `- name: app` the name's. Texts of several lines repeat their path. */
export interface YamlLine {
  readonly path: string;
  readonly text: string;
}

/** The same line by line. */
export function yamlLines(value: Printable): readonly YamlLine[] {
  const printer = new Printer();
  const lines = printer.print(value).split('\n').slice(0, -1);
  let path = '';
  return lines.map((text, i) => ({ path: (path = printer.paths[i] ?? path), text }));
}
