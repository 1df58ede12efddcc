import type { Shape } from '../internal';
import type { JsonObject } from '../schema/walk';

/**
 * Objects in the API server's own (internal) types, which some of its errors print: `{"Type":"Recreate","RollingUpdate":null}`. The tables in
 * `generated/` have one line a type: `Name` a string, `#` a number, `?` a boolean, `$` an int-or-string, `~` a quantity, `*` a pointer, `[]` a list,
 * `{}` a map, `:` a struct, each with the type of what it holds; `+Type` an embedded struct; `=json` the versioned name where it is another. A dash
 * before the type: its fields have the versioned names and are left out when empty, but for those with an exclamation mark.
 */
export interface InternalTypes {
  struct(type: string): InternalStruct | undefined;
}

interface InternalField {
  readonly name: string;
  readonly mark: string;
  readonly type: string;
  readonly json: string;
}

interface InternalStruct {
  readonly omit: boolean;
  readonly fields: readonly InternalField[];
}

const FIELD = /^(\+|\w+)([#?$~*:!]|\[\]|\{\})?(\w*)(?:=(\w+))?$/;

function parseLine(line: string): readonly [string, InternalStruct] {
  const [head = '', ...tokens] = line.split(' ');
  const omit = head.startsWith('-');
  const fields = tokens.map((token): InternalField => {
    if (token.startsWith('+')) return { name: '', mark: '+', type: token.slice(1), json: '' };
    const [, name = '', mark = '', type = '', json = name] = FIELD.exec(token) ?? [];
    return { name, mark, type, json: json.toLowerCase() };
  });
  return [omit ? head.slice(1) : head, { omit, fields }];
}

/** Reads tables of internal types. */
export function internalTypes(...tables: readonly string[]): InternalTypes {
  let read: ReadonlyMap<string, InternalStruct> | undefined;
  return { struct: (type) => (read ??= new Map(tables.flatMap((table) => table.split('\n').map(parseLine)))).get(type) };
}

const ZERO: Readonly<Record<string, unknown>> = { '': '', '!': '', '#': 0, '?': false, $: 0, '~': '0' };

/** What stands elsewhere in the internal types (pkg/apis/core/v1/conversion.go): the Pod's namespaces are part of its security context. */
const MOVED: Readonly<Record<string, (value: JsonObject) => JsonObject>> = {
  PodSpec: (spec) => {
    const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers, securityContext } = spec;
    const any = [hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers, securityContext].some((one) => one !== undefined);
    return any ? { ...spec, securityContext: { ...(securityContext as JsonObject | undefined), hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } } : spec;
  },
};

const isEmpty = (value: unknown): boolean => value === null || value === '' || value === 0 || value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** An object of the versioned API as its internal type has it, every field in the order of the struct. */
export function internalForm(types: InternalTypes, type: string, value: object): JsonObject {
  const struct = types.struct(type);
  if (struct === undefined) throw new RangeError(`no internal type ${type}`);
  const from = MOVED[type]?.(value as JsonObject) ?? (value as JsonObject);
  const byName = new Map(Object.entries(from).map(([name, inner]) => [name.toLowerCase(), inner]));
  const entries = struct.fields.flatMap((field): (readonly [string, unknown])[] => {
    // Of the embedded structs only the object's metadata has a name in the versioned types.
    if (field.mark === '+') return Object.entries(internalForm(types, field.type, field.type === 'ObjectMeta' ? ((from['metadata'] as JsonObject | undefined) ?? {}) : from));
    const inner = formOf(types, field, byName.get(field.json));
    const left = struct.omit && field.mark !== '!' && (field.mark === '*' ? inner === null : isEmpty(inner));
    return left ? [] : [[field.name, inner]];
  });
  return Object.fromEntries(entries);
}

function formOf(types: InternalTypes, { mark, type }: InternalField, value: unknown): unknown {
  const item = (one: unknown): unknown => (type === '' ? one : internalForm(types, type, one as object));
  if (mark === ':') return internalForm(types, type, (value ?? {}) as object);
  if (value === undefined || value === null) return ZERO[mark] ?? null;
  // A list that is read back from the storage is never empty but nil.
  if (mark === '[]' && Array.isArray(value)) return value.length === 0 ? null : value.map(item);
  if (mark === '{}') return Object.fromEntries(Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, item(one)]));
  return mark === '*' ? item(value) : value;
}

/** The shape of a type of the tables, for structs written by hand that hold one. */
export const internalShape = (types: InternalTypes, type: string): Shape => (value) => (value === undefined || value === null ? null : internalForm(types, type, value as object));
