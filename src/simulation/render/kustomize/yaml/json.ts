/** Nodes to JSON and back, as kyaml turns them by writing and reading YAML (RNode.MarshalJSON, UnmarshalJSON). */
import { GoError, printFloat } from '../../../base/go/values';
import { resolvePlain } from '../../../api/yaml/resolve';
import type { Printable } from '../../../api/yaml';
import { container, scalar } from './node';
import { isPlain } from './print';
import type { Node } from './node';

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
  // Quotes make a text, unless the node says that it is something else.
  const plain = isPlain(node);
  if (tag === '!!str' || (tag === '' && !plain)) return value;
  if (tag !== '' && tag !== `!!${found}` && !(tag === '!!float' && found === 'int')) {
    if (['!!int', '!!float', '!!bool', '!!null', '!!timestamp'].includes(tag)) throw new GoError(`yaml: cannot decode !!${found} \`${value}\` as a ${tag}`);
    return value;
  }
  if (meaning.kind === 'null') return null;
  if (found === 'timestamp') return time(value);
  if (meaning.kind !== 'number') return meaning.value;
  if (!Number.isFinite(meaning.value)) throw new GoError(`json: unsupported value: ${meaning.text}`);
  return meaning.integer && !Number.isSafeInteger(meaning.value) ? BigInt(meaning.text) : meaning.value;
}

export function toPrintable(node: Node | undefined): Printable {
  if (node === undefined || node.kind === 'none') return null;
  if (node.kind === 'scalar') return scalarValue(node);
  if (node.kind === 'list') return node.content.map(toPrintable);
  const map: Record<string, Printable> = Object.create(null) as Record<string, Printable>;
  for (let i = 0; i + 1 < node.content.length; i += 2) {
    const key = node.content[i]!;
    if (Object.hasOwn(map, key.value)) throw new GoError(`yaml: unmarshal errors:\n  mapping key "${key.value}" already defined`);
    map[key.value] = toPrintable(node.content[i + 1]);
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
