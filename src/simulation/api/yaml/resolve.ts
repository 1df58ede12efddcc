/** What a YAML scalar means to kubectl and the API server (sigs.k8s.io/yaml over go-yaml v2, resolve.go). Timestamps stay texts there, and here. */
export type Scalar =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  /** `text` is the number as JSON carries it on; `integer` says whether Go read it as an integer. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly integer: boolean }
  | { readonly kind: 'string'; readonly value: string };

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NAN = new Set(['.nan', '.NaN', '.NAN']);

const CORE_TAG = 'tag:yaml.org,2002:';
const RESOLVABLE = new Set(['', 'str', 'bool', 'int', 'float', 'null', 'timestamp'].map((name) => (name === '' ? '' : CORE_TAG + name)));

/** strconv.ParseInt(text, 0, 64) or ParseUint; underscores are gone already. */
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const GO_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;
/** A number longer than this is not a number anyone wrote on purpose; it stays text and is reported by the field that holds it. */
const MAX_NUMBER_LENGTH = 400;

export type Resolved = readonly [tag: string, scalar: Scalar];

const text = (value: string): Scalar => ({ kind: 'string', value });

/** A scalar, and what is wrong with its text for its tag. */
export interface Resolution {
  readonly scalar: Scalar;
  readonly error?: string;
}

const shortTag = (tag: string): string => tag.replace(CORE_TAG, '!!');

/** Resolves a scalar with its tag. `implicit`: plain, so that its text says what it is. */
export function resolveScalar(value: string, tag: string, implicit: boolean): Resolution {
  if (tag === '' && !implicit) return { scalar: text(value) };
  if (tag === `${CORE_TAG}binary`) {
    const bytes = base64Text(value);
    return bytes === undefined ? { scalar: text(value), error: '!!binary value contains invalid base64 data' } : { scalar: text(bytes) };
  }
  if (!RESOLVABLE.has(tag) || tag === `${CORE_TAG}str`) return { scalar: text(value) };
  const [found, scalar] = plain(value, tag);
  if (tag === '' || tag === CORE_TAG + found || (tag === `${CORE_TAG}float` && found === 'int')) return { scalar };
  return { scalar, error: `cannot decode !!${found} \`${value}\` as a ${shortTag(tag)}` };
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64Text(value: string): string | undefined {
  const clean = value.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) return undefined;
  const bytes: number[] = [];
  for (let i = 0; i < clean.length; i += 4) {
    const [a = 0, b = 0, c = -1, d = -1] = [...clean.slice(i, i + 4)].map((char) => BASE64.indexOf(char));
    bytes.push((a << 2) | (b >> 4));
    if (c >= 0) bytes.push(((b & 15) << 4) | (c >> 2));
    if (d >= 0) bytes.push(((c & 3) << 6) | d);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** Whether a text, written without quotes, would be read as a text again. */
export const staysText = (value: string): boolean => value === '<<' || plain(value, '')[0] === 'str';

/** resolve.go resolve, by the text alone. */
function plain(value: string, tag: string): Resolved {
  if (NULLS.has(value)) return ['null', { kind: 'null' }];
  if (TRUE.has(value)) return ['bool', { kind: 'bool', value: true }];
  if (FALSE.has(value)) return ['bool', { kind: 'bool', value: false }];
  if (value === '<<') return ['merge', text(value)];
  if (INFINITE.test(value)) return ['float', { kind: 'number', value: value.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, text: value.startsWith('-') ? '-Inf' : '+Inf', integer: false }];
  if (NAN.has(value)) return ['float', { kind: 'number', value: Number.NaN, text: 'NaN', integer: false }];
  const first = value.charCodeAt(0);
  const digit = first >= 48 && first <= 57;
  if (value.length > MAX_NUMBER_LENGTH) return ['str', text(value)];
  if (first === 46) return GO_FLOAT.test(value) ? ['float', float(value)] : ['str', text(value)];
  if (!digit && first !== 43 && first !== 45) return ['str', text(value)];
  if ((tag === '' || tag === `${CORE_TAG}timestamp`) && TIMESTAMP.test(value)) return ['timestamp', text(value)];
  const bare = value.replaceAll('_', '');
  const whole = integer(bare);
  if (whole !== undefined) return ['int', whole];
  if (FLOAT.test(bare) && Number.isFinite(Number(bare))) return ['float', float(bare)];
  return ['str', text(value)];
}

const CORE_BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;

/** What a plain scalar is to go-yaml v3, which takes `yes` and `on` for texts: its tag (`int`) and its meaning. */
export function resolvePlain(value: string): Resolved {
  const [tag, scalar] = plain(value, '');
  return tag === 'bool' && !CORE_BOOLEAN.test(value) ? ['str', text(value)] : [tag, scalar];
}

function integer(bare: string): Scalar | undefined {
  const match = INTEGER.exec(bare);
  if (match === null) return undefined;
  const digits = (match[2] ?? '').toLowerCase();
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits) * (match[1] === '-' ? -1n : 1n);
  // An int64, or a uint64 when it is written without a sign.
  if (value < -(2n ** 63n) || value >= (match[1] === '' ? 2n ** 64n : 2n ** 63n)) return undefined;
  return { kind: 'number', value: Number(value), text: value.toString(), integer: true };
}

function float(bare: string): Scalar {
  const value = Number(bare);
  return { kind: 'number', value, text: goFloat(value), integer: false };
}

/** A float64 as encoding/json writes it: shortest digits; an exponent below 1e-6 and from 1e21 on. */
export function goFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-6 && size < 1e21)) return decimal(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1').replace(/e-0(\d)$/, 'e-$1');
}

/** JavaScript writes numbers from 1e-7 on without an exponent, too. */
const decimal = (value: number): string => String(value);
