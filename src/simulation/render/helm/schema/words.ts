/** How a schema's errors are worded (github.com/santhosh-tekuri/jsonschema v6 kind/kind.go, output.go). */
import { quote } from '../../../base/go/quote';

/** One failure at a place of the values; `what` is undefined for a group, whose causes say it. */
export interface Failure {
  readonly at: readonly string[];
  readonly what: string | undefined;
  readonly causes: readonly Failure[];
  /** A $ref with one cause says nothing itself. */
  readonly isReference?: boolean;
}

/** A text in single quotes. */
export const single = (text: string): string => `'${quote(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
export const listed = (texts: readonly string[]): string => texts.map(single).join(', ');

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `%v` of a float64 by x/text's English printer: groups of three, powers of ten from a million on. */
export function printedNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    const power = String(Math.abs(Number(exponent))).padStart(2, '0').replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)));
    return `${digits}×10${exponent.startsWith('-') ? '⁻' : ''}${power}`;
  }
  const [whole = '', fraction] = String(value).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

export const printedCount = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

const pointer = (tokens: readonly string[]): string => tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function lines({ at, what, causes, isReference }: Failure, indent: number): string[] {
  const silent = isReference === true && causes.length === 1;
  const own = silent ? [] : [`${'  '.repeat(indent)}- at ${single(pointer(at))}: ${what ?? 'validation failed'}`];
  return [...own, ...causes.flatMap((cause) => lines(cause, silent ? indent : indent + 1))];
}

/** The text of failures, a line each. */
export const printFailures = (failures: readonly Failure[]): string => failures.flatMap((failure) => lines(failure, 0)).join('\n');
