/** Nodes to JSON and back, as kyaml turns them by writing and reading YAML (RNode.MarshalJSON, UnmarshalJSON). */
import { GoError, printFloat } from '../../../base/go/values';
import { resolvePlain } from '../../../api/yaml/resolve';
import type { Printable } from '../../../api/yaml';
import { container, scalar } from './node';
import { isPlain } from './print';
import type { Node } from './node';

/** Said with the lines of the keys, where the whole document is known. */
export class DuplicateKey extends GoError {
  constructor(readonly key: string) {
    super(`yaml: unmarshal errors:\n  mapping key "${key}" already defined`);
  }
}

const TIME = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| )(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?)?$/;

/** A time.Time in JSON. */
function time(value: string): string {
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = TIME.exec(value) ?? [];
  const two = (part: string): string => part.padStart(2, '0');
  const rest = fraction.slice(0, 9).replace(/0+$/, '');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${rest === '' ? '' : `.${rest}`}${zone === '+00:00' ? 'Z' : zone}`;
}

function scalarValue(node: Node): Printable {
  const { value, tag } = node;
  const [found, meaning] = resolvePlain(value);
  // A tag is only written where the text does not say the same; then quotes make a text.
  if (tag === '!!str' || (node.tagged !== true && (tag === '' || tag === `!!${found}`) && !isPlain(node))) return value;
  if (tag !== '' && tag !== `!!${found}` && !(tag === '!!float' && found === 'int')) {
    if (['!!int', '!!float', '!!bool', '!!null', '!!timestamp'].includes(tag)) throw new GoError(`yaml: cannot decode !!${found} \`${value}\` as a ${tag}`);
    return value;
  }
  if (meaning.kind === 'null') return null;
  if (found === 'timestamp') return time(value);
  if (meaning.kind !== 'number') return meaning.value;
  if (!Number.isFinite(meaning.value)) throw new GoError(`json: unsupported value: ${meaning.text}`);
  if (meaning.integer) return Number.isSafeInteger(meaning.value) ? meaning.value : BigInt(meaning.text);
  // Go writes a float of this size without an exponent, and then it is read as a whole number.
  return meaning.value >= 2 ** 63 && meaning.value < 2 ** 64 ? BigInt(String(meaning.value)) : meaning.value;
}

/** A key that is no text makes a map that JSON has no form for, except at the top. */
export const isTextKey = (key: Node): boolean => key.tag === '!!str' || !isPlain(key) || resolvePlain(key.value)[0] === 'str' || key.tag === '!!merge';

export function toPrintable(node: Node | undefined, inner = false): Printable {
  if (node === undefined || node.kind === 'none') return null;
  if (node.kind === 'scalar') return scalarValue(node);
  if (node.kind === 'list') return node.content.map((item) => toPrintable(item, true));
  const map: Record<string, Printable> = Object.create(null) as Record<string, Printable>;
  for (let i = 0; i + 1 < node.content.length; i += 2) {
    const key = node.content[i]!;
    if (Object.hasOwn(map, key.value)) throw new DuplicateKey(key.value);
    map[key.value] = toPrintable(node.content[i + 1], true);
    if (inner && !isTextKey(key)) throw new GoError('json: unsupported type: map[interface {}]interface {}');
  }
  return map;
}

const OLD_BOOLEAN = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;

/** yaml.FromMap: numbers are float64 by now, keys are sorted. */
export function fromJson(value: unknown): Node {
  if (Array.isArray(value)) return container('list', value.map(fromJson));
  if (value === null || value === undefined) return scalar('null', '!!null');
  if (typeof value === 'boolean') return scalar(String(value), '!!bool');
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = printFloat(Number(value));
    return scalar(text, `!!${resolvePlain(text)[0]}`);
  }
  if (typeof value === 'string') return scalar(value, '!!str', value.includes('\n') ? 'literal' : resolvePlain(value)[0] !== 'str' || OLD_BOOLEAN.test(value) ? 'double' : '');
  const map = value as Readonly<Record<string, unknown>>;
  return container('map', Object.keys(map).sort().flatMap((key) => [scalar(key, '!!str'), fromJson(map[key])]));
}
