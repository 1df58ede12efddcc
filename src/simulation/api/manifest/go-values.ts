import { RFC3339, RFC3339_MICRO, timeError } from '../../base/go/time';
import { formatMicroTime, formatTime, parseTime } from '../../base/time';
import { QUANTITY_ERRORS, formatQuantity, parseQuantity } from '../quantity';
import type { FieldType } from '../schema/parse';
import type { ProblemCode } from './problems';
import { toJson } from './json';
import type { ScalarTree, Tree } from '../yaml';

/** What a Go type that decodes itself makes of a value: the value, or its error, which ends the decoding. */
export type GoValue = { readonly value: unknown } | GoError;

export interface GoError {
  readonly error: string;
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string>>;
  /** Of a value of another type: what stands there, and the Go type that should. */
  readonly misfit?: { readonly text: string; readonly go: string };
}

const LONGEST_QUANTITY = 500;

/** JSON's name for what stands there, as the decoder's errors have it. */
export function jsonName(node: Tree): 'array' | 'object' | 'null' | 'bool' | 'number' | 'string' {
  if (node.type === 'sequence') return 'array';
  return node.type === 'mapping' ? 'object' : node.scalar.kind;
}

/** apimachinery resource.Quantity.UnmarshalJSON: a string or the text of anything else. */
function quantity(node: Tree): GoValue {
  const text = node.type !== 'scalar' ? '{}' : node.scalar.kind === 'number' ? node.scalar.text : node.scalar.kind === 'null' ? '' : String(node.scalar.value).trim();
  const parsed = parseQuantity(text.length > LONGEST_QUANTITY ? '' : text);
  if (parsed.ok) return { value: formatQuantity(parsed.value) };
  return { error: QUANTITY_ERRORS[parsed.error], code: 'badQuantity', params: { value: text.slice(0, 60), error: parsed.error } };
}

/** An error of encoding/json's, which the decoder around it places: it says which struct's field it was for. */
const intoGoValue = (text: string, go: string): Pick<GoError, 'error' | 'misfit'> => ({ error: `json: cannot unmarshal ${text} into Go value of type ${go}`, misfit: { text, go } });

/** apimachinery intstr.IntOrString.UnmarshalJSON: what does not begin with a quote must be an int32. */
function intOrString(node: Tree): GoValue {
  if (node.type === 'scalar') {
    const { scalar } = node;
    if (scalar.kind === 'string') return { value: scalar.value };
    if (scalar.kind === 'number' && scalar.integer && scalar.value >= -(2 ** 31) && scalar.value < 2 ** 31) return { value: scalar.value };
    if (scalar.kind === 'null') return { value: 0 };
    if (scalar.kind === 'number') return { ...intoGoValue(`number ${scalar.text}`, 'int32'), code: 'wrongType', params: { expected: 'integer', found: 'number' } };
  }
  return { ...intoGoValue(jsonName(node), 'int32'), code: 'wrongType', params: { expected: 'integer', found: jsonName(node) } };
}

/** apimachinery meta/v1 Time.UnmarshalJSON and MicroTime.UnmarshalJSON. */
function time(node: Tree, micro: boolean): GoValue {
  if (node.type !== 'scalar' || node.scalar.kind !== 'string') {
    return { ...intoGoValue(jsonName(node), 'string'), code: 'wrongType', params: { expected: 'string', found: jsonName(node) } };
  }
  const error = timeError(node.scalar.value, micro ? RFC3339_MICRO : RFC3339);
  if (error !== undefined) return { error, code: 'badTime', params: {} };
  // Kept in UTC, to the second or the microsecond.
  const at = parseTime(node.scalar.value);
  return { value: at === undefined ? node.scalar.value : micro ? formatMicroTime(at) : formatTime(at) };
}

/** Decodes a value whose Go type does it by itself (json.Unmarshaler); undefined for the types that the decoder knows. */
export function selfDecoded(type: FieldType, node: Tree): GoValue | undefined {
  switch (type.kind) {
    case 'Quantity':
      return quantity(node);
    case 'IntOrString':
      return intOrString(node);
    case 'Time':
    case 'MicroTime':
      return time(node, type.kind === 'MicroTime');
    case 'Any':
      return { value: toJson(node) };
    default:
      return undefined;
  }
}

const BASE64 = /^[A-Za-z0-9+/]$/;

/** Where base64.StdEncoding stops, as its error says it; undefined where the text is good. Line ends are passed over. */
export function base64Error(text: string): string | undefined {
  const at = (offset: number): string => `illegal base64 data at input byte ${offset}`;
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '\n' || char === '\r') continue;
    if (BASE64.test(char)) {
      count += 1;
      continue;
    }
    if (char !== '=') return at(i);
    const rest = text.slice(i).replace(/[\r\n]/g, '');
    if (count % 4 < 2) return at(i);
    if (count % 4 === 2 && rest === '=') return at(text.length);
    const padding = count % 4 === 2 ? 2 : 1;
    if (rest.length === padding && /^=+$/.test(rest)) return undefined;
    return at(i + padding);
  }
  return count % 4 === 0 ? undefined : at(text.length - (text.length % 4));
}

/** Whether a number as JSON carries it fits an int32, an int64 or an int. */
export function fitsInteger(node: ScalarTree, kind: 'int32' | 'int64' | 'int'): boolean {
  if (node.scalar.kind !== 'number' || !/^-?\d+$/.test(node.scalar.text) || node.scalar.text.length > 20) return false;
  const value = BigInt(node.scalar.text);
  const limit = kind === 'int32' ? 2n ** 31n : 2n ** 63n;
  return value < limit && value >= -limit;
}
