import { compareBytes } from '../../base/go/compare-bytes';
import { isObject } from '../../api/schema/walk';
import { goFloat } from '../../api/yaml';
import { staysText } from '../../api/yaml/resolve';
import { quote } from '../../base/go/quote';

/** `-o kyaml` (sigs.k8s.io/yaml/kyaml Encoder): flow style, every string in quotes. */

const AMBIGUOUS = new Set(['null', '~', '', 'true', 'y', 'yes', 'on', 'false', 'n', 'no', 'off', '.inf', '-.inf', '+.inf', '.nan', '1', 't', '0', 'f']);
const SEXAGESIMAL = /^[+-]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/;
const NUMBER = /^[+-]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|\.[0-9]+([eE][+-]?[0-9]+)?|inf|infinity|nan)$/i;

/** needsQuotes: whether a key must be quoted. */
function needsQuotes(text: string): boolean {
  if (AMBIGUOUS.has(text.toLowerCase()) || NUMBER.test(text.replaceAll('_', '')) || SEXAGESIMAL.test(text) || !staysText(text)) return true;
  const chars = Array.from(text);
  return chars.some((char, at) => !/^[\p{L}\p{N}_]$/u.test(char) && !(at > 0 && at < chars.length - 1 && '-./'.includes(char)));
}

function text(value: string, indent: number): string {
  if (!value.includes('\n')) return quote(value).replaceAll('\\t', '\t');
  const blanks = '  '.repeat(indent);
  const lines = value.split('\n');
  const last = lines.pop() ?? '';
  const body = (line: string): string => {
    const escaped = quote(line).slice(1, -1).replaceAll('\\t', '\t');
    return /^[ \t]/.test(line) ? `\\${escaped}` : ` ${escaped}`;
  };
  const written = lines.map((line) => `${blanks}${body(line)}\\n\\\n`).join('');
  return `"\\\n${written}${last === '' ? '' : `${blanks}${body(last)}\\\n`}${blanks}"`;
}

const isCollection = (value: unknown): boolean => Array.isArray(value) || isObject(value);

function list(items: readonly unknown[], indent: number): string {
  if (items.length === 0) return '[]';
  const blanks = '  '.repeat(indent);
  // Collections are joined: `[{` … `}, {` … `}]`.
  if (items.every(isCollection)) return `[${items.map((item) => value(item, indent)).join(', ')}]`;
  return `[\n${items.map((item) => `${blanks}  ${value(item, indent + 1)},\n`).join('')}${blanks}]`;
}

function mapping(object: Readonly<Record<string, unknown>>, indent: number): string {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined).sort(compareBytes);
  if (keys.length === 0) return '{}';
  const blanks = '  '.repeat(indent);
  return `{\n${keys.map((key) => `${blanks}  ${needsQuotes(key) ? text(key, indent + 1) : key}: ${value(object[key], indent + 1)},\n`).join('')}${blanks}}`;
}

function value(one: unknown, indent: number): string {
  if (Array.isArray(one)) return list(one as readonly unknown[], indent);
  if (isObject(one)) return mapping(one, indent);
  if (typeof one === 'string') return text(one, indent + 1);
  return typeof one === 'number' ? goFloat(one) : String(one ?? null);
}

export const printKyaml = (object: unknown): string => `---\n${value(object, 0)}\n`;
