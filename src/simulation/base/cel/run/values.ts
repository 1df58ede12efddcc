/** Values while an expression runs (cel-go common/types). An int is a bigint, a double a number; errors are values, as && and || may outlive them. */

export type Value = boolean | bigint | number | string | null | Uint8Array | readonly Value[] | Uint | CelMap | Struct | TypeValue | Optional | Duration | Timestamp | Opaque | CelError;

export class CelError {
  constructor(readonly message: string) {}
}

export class Uint {
  constructor(readonly value: bigint) {}
}

/** A duration in nanoseconds. */
export class Duration {
  constructor(readonly nanoseconds: bigint) {}
}

/** A point of time: nanoseconds since 1970, and the offset it was written with, in minutes. */
export class Timestamp {
  constructor(
    readonly nanoseconds: bigint,
    readonly offset = 0,
  ) {}
}

export class Optional {
  constructor(readonly value: Value | undefined) {}
}
export const NONE = new Optional(undefined);

/** The name of a type, as `type(x)` gives it. */
export class TypeValue {
  constructor(readonly name: string) {}
}

/** An object of a schema: its fields by the names that expressions use. */
export class Struct {
  constructor(
    readonly typeName: string,
    readonly fields: ReadonlyMap<string, Value>,
  ) {}
}

/** A value of a library: what its functions know of it, and how it compares and prints. */
export class Opaque<T = unknown> {
  readonly same: (other: unknown) => boolean;

  constructor(
    readonly typeName: string,
    readonly data: T,
    /** Asked only with data of a value of the same type. */
    same: (other: T) => boolean,
    readonly text: string,
    readonly size?: number,
  ) {
    this.same = same as (other: unknown) => boolean;
  }
}

type Key = string | boolean | bigint | Uint | number;

/** Keys of any numeric type that name the same number are the same key. */
function keyText(key: Value): string | undefined {
  if (typeof key === 'string') return `s${key}`;
  if (typeof key === 'boolean') return `b${key}`;
  if (typeof key === 'bigint') return `n${key}`;
  if (key instanceof Uint) return `n${key.value}`;
  return typeof key === 'number' && Number.isInteger(key) ? `n${BigInt(key)}` : undefined;
}

export class CelMap {
  private readonly byKey: ReadonlyMap<string, readonly [Value, Value]>;

  constructor(entries: Iterable<readonly [Value, Value]>) {
    const byKey = new Map<string, readonly [Value, Value]>();
    for (const entry of entries) byKey.set(keyText(entry[0]) ?? '', entry);
    this.byKey = byKey;
  }

  get size(): number {
    return this.byKey.size;
  }

  get(key: Value): Value | undefined {
    const text = keyText(key);
    return text === undefined ? undefined : this.byKey.get(text)?.[1];
  }

  has(key: Value): boolean {
    const text = keyText(key);
    return text !== undefined && this.byKey.has(text);
  }

  keys(): Value[] {
    return [...this.byKey.values()].map(([key]) => key);
  }

  entries(): (readonly [Value, Value])[] {
    return [...this.byKey.values()];
  }

  with(key: Value, value: Value): CelMap {
    return new CelMap([...this.byKey.values(), [key, value]]);
  }
}

/** A list whose elements are known by a key: in another order it is the same, and adding replaces what has the same key. */
export class KeyedList extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  private constructor(readonly keyOf: (value: Value) => string) {
    super();
  }

  static keyed(values: readonly Value[], keyOf: (value: Value) => string): KeyedList {
    const list = new KeyedList(keyOf);
    for (const value of values) list.push(value);
    return list;
  }
}

/** What may be a key of a map. */
export const isKey = (value: Value): value is Key => keyText(value) !== undefined;

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isError = (value: Value): value is CelError => value instanceof CelError;

/** Type.TypeName of a value's type. */
export function typeNameOf(value: Value): string {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    default:
      break;
  }
  if (value === null) return 'null_type';
  if (isList(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Uint) return 'uint';
  if (value instanceof CelMap) return 'map';
  if (value instanceof TypeValue) return 'type';
  if (value instanceof Optional) return 'optional_type';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Struct || value instanceof Opaque) return value.typeName;
  return 'error';
}

/** JSON data as values: whole numbers are ints, as the API server reads them. */
export function fromJson(json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === 'number') return Number.isSafeInteger(json) ? BigInt(json) : json;
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json === 'object') return new CelMap(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
  return json as boolean | string;
}

const TEXT = new TextEncoder();
export const utf8 = (text: string): Uint8Array => TEXT.encode(text);
/** The text of bytes; undefined where they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
