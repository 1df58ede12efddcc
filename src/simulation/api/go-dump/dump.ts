/** A value of the API as Go's dump package prints it for a hash (k8s.io/utils/dump ForHash: spew's `%#v` with sorted keys, no methods, no addresses). */
import { dumpQuantity } from './quantity';

interface Field {
  readonly go: string;
  /** Nothing where the fields of an embedded struct stand in its parent. */
  readonly json: string | undefined;
  readonly type: string;
}

/** The structs of a set of types, and the types that are another by another name. */
export interface GoTypes {
  readonly structs: ReadonlyMap<string, readonly Field[]>;
  readonly others: ReadonlyMap<string, string>;
}

/** Reads what scripts/api/pod-template writes. */
export function goTypes(text: string): GoTypes {
  const structs = new Map<string, readonly Field[]>();
  const others = new Map<string, string>();
  for (const block of text.split('\n\n')) {
    const [name = '', ...lines] = block.split('\n');
    if (lines[0]?.startsWith('= ') === true) others.set(name, lines[0].slice(2));
    else structs.set(name, lines.map((line) => { const [go = '', json = '', type = ''] = line.split(' '); return { go, json: json === '-' ? undefined : json, type }; }));
  }
  return { structs, others };
}

type Json = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const ZERO_TIME = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';

function intOrString(value: unknown): string {
  const text = typeof value === 'string';
  return `{Type:(intstr.Type)${text ? 1 : 0} IntVal:(int32)${typeof value === 'number' ? value : 0} StrVal:(string)${text ? value : ''}}`;
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

class Dumper {
  constructor(private readonly types: GoTypes) {}

  /** The type in front, then the value. */
  typed(type: string, value: unknown): string {
    return `(${type})${this.plain(type, value)}`;
  }

  private plain(type: string, value: unknown): string {
    if (type.startsWith('*')) return value === undefined || value === null ? '<nil>' : this.plain(type.slice(1), value);
    // Nothing and nothing in it are one on the wire.
    if (type.startsWith('[]')) return Array.isArray(value) && value.length > 0 ? `[${value.map((item) => this.plain(type.slice(2), item)).join(' ')}]` : '<nil>';
    if (type.startsWith('map[string]')) return this.map(type.slice('map[string]'.length), value);
    const other = this.types.others.get(type);
    if (other !== undefined) return this.plain(other, value);
    const fields = this.types.structs.get(type);
    if (fields !== undefined) return this.struct(fields, isMap(value) ? value : {});
    switch (type) {
      case 'v1.Time': return ZERO_TIME;
      case 'intstr.IntOrString': return intOrString(value);
      case 'resource.Quantity': return dumpQuantity(String(value ?? '0'));
      case 'bool': return String(value === true);
      case 'int32':
      case 'int64': return String(typeof value === 'number' ? value : 0);
      default: return typeof value === 'string' ? value : '';
    }
  }

  private map(type: string, value: unknown): string {
    const keys = isMap(value) ? Object.keys(value).sort(byBytes) : [];
    return keys.length === 0 ? '<nil>' : `map[${keys.map((key) => `${key}:${this.plain(type, (value as Json)[key])}`).join(' ')}]`;
  }

  private struct(fields: readonly Field[], value: Json): string {
    return `{${fields.map(({ go, json, type }) => `${go}:${this.typed(type, json === undefined ? value : Object.hasOwn(value, json) ? value[json] : undefined)}`).join(' ')}}`;
  }
}

export const dumpForHash = (types: GoTypes, type: string, value: unknown): string => new Dumper(types).typed(type, value);
