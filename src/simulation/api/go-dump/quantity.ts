/** What is inside of a resource.Quantity of Go (apimachinery pkg/api/resource: ParseQuantity), as its hash sees it. */
import { formatQuantity, parseQuantity } from '../quantity';

/** How much of a number the fast way takes (maxInt64Factors). */
const DIGITS = 18;
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const LARGEST = 2n ** 63n - 1n;
const WORD = 64n;

const shown = (value: bigint, scale: number, dec: string, text: string, format: string): string => `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)${dec}} s:(string)${text} Format:(resource.Format)${format}}`;

/** A number that the fast way does not take: an inf.Dec of nano units. */
function big(nano: bigint, format: string): string {
  const words: bigint[] = [];
  for (let rest = nano < 0n ? -nano : nano; rest > 0n; rest >>= WORD) words.push(BigInt.asUintN(Number(WORD), rest));
  const abs = words.length === 0 ? '<nil>' : `[${words.join(' ')}]`;
  return shown(0n, 0, `{unscaled:(big.Int){neg:(bool)${nano < 0n} abs:(big.nat)${abs}} scale:(inf.Scale)9}`, '', format);
}

/** The dump of a quantity without its type. The text is made canonical first, as it is on the way from the API server. */
export function dumpQuantity(given: string): string {
  const read = parseQuantity(given);
  if (!read.ok) return shown(0n, 0, '<nil>', '', '');
  const text = formatQuantity(read.value);
  if (text === '0') return shown(0n, 0, '<nil>', '0', 'DecimalSI');
  const [, sign = '', whole = '', fraction = '', suffix = ''] = /^([+-]?)0*(\d*)(?:\.(\d*))?(.*)$/.exec(text) ?? [];
  const binary = Object.hasOwn(BINARY, suffix) ? BINARY[suffix] : undefined;
  // Read again, as whoever gets the text reads it: 1.5Gi is 1536Mi now, and 0.1Ki is 102400m.
  const again = parseQuantity(text);
  const { format, nano } = again.ok ? again.value : read.value;
  const exponent = binary === undefined ? (Object.hasOwn(DECIMAL, suffix) ? DECIMAL[suffix]! : Number(suffix.slice(1))) : 0;
  const room = binary === undefined ? DIGITS - whole.length - fraction.length : fraction === '' ? 15 - whole.length - Math.trunc(Math.fround(binary) * 3 / 10) - 1 : -1;
  const scale = exponent - fraction.length;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const value = digits * (binary === undefined ? 1n : 2n ** BigInt(binary));
  if (room < 0 || scale < -9 || value > LARGEST) return big(nano, format);
  const kept = binary === undefined ? scale % 3 === 0 && !`${whole}${fraction}`.endsWith('000') && !/^0|^$/.test(`${whole}${fraction}`) : binary % 10 === 0 && (digits & 7n) !== 0n;
  return shown(sign === '-' ? -value : value, scale, '<nil>', kept ? text : '', format);
}
