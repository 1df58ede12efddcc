/**
 * What a plain YAML scalar means to kubectl and the API server (sigs.k8s.io/yaml over go-yaml v2, resolve.go): YAML 1.1 booleans,
 * several number notations, nulls. Timestamps stay strings there, and here.
 */

export type Scalar =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  /** `text` is the number as JSON would carry it on; `integer` says whether Go could store it in an int. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly integer: boolean }
  | { readonly kind: 'string'; readonly value: string };

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);

const DECIMAL_INT = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const PREFIXED_INT = /^([-+]?)(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** A number longer than this is not a number anyone wrote on purpose; it stays text and is reported by the field that holds it. */
const MAX_NUMBER_LENGTH = 400;

export function resolvePlainScalar(text: string): Scalar {
  if (NULLS.has(text)) return { kind: 'null' };
  if (TRUE.has(text)) return { kind: 'bool', value: true };
  if (FALSE.has(text)) return { kind: 'bool', value: false };
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric || text.length > MAX_NUMBER_LENGTH) return { kind: 'string', value: text };
  if (DECIMAL_INT.test(text)) return integer(BigInt(text.replace(/[_+]/g, '')));
  const prefixed = PREFIXED_INT.exec(text);
  if (prefixed !== null) {
    const digits = (prefixed[2] ?? '').replace(/_/g, '');
    const literal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
    if (/^0[xbo]?[0-9a-fA-F]+$/.test(literal)) {
      const value = BigInt(literal);
      return integer(prefixed[1] === '-' ? -value : value);
    }
  }
  if (FLOAT.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) return { kind: 'number', value, text: canonicalFloat(text), integer: Number.isInteger(value) && !/[.eE]/.test(text) };
  }
  return { kind: 'string', value: text };
}

function integer(value: bigint): Scalar {
  return { kind: 'number', value: Number(value), text: value.toString(), integer: true };
}

function canonicalFloat(text: string): string {
  return text.replace(/^\+/, '').replace(/^(-?)\./, '$10.').replace(/\.$/, '').replace(/\.([eE])/, '$1');
}
