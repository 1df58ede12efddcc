import type { GroupSchema } from './group';

export type ScalarKind = 'string' | 'bool' | 'int32' | 'int64' | 'int' | 'double' | 'bytes' | 'Time' | 'MicroTime' | 'Quantity' | 'IntOrString' | 'Any';

/** A list; inside another list or a map of a custom resource it says itself how it is merged. */
export interface ListType {
  readonly kind: 'list';
  readonly of: FieldType;
  readonly listType?: Field['listType'];
  readonly listKeys?: readonly string[];
}

/** What stands in a field. `struct` names an entry of the field tables, e.g. `core.v1.Container`. */
export type FieldType =
  | { readonly kind: ScalarKind }
  | ListType
  | { readonly kind: 'map'; readonly of: FieldType }
  | { readonly kind: 'struct'; readonly name: string };

export type PatchStrategy = 'merge' | 'replace' | 'retainKeys';

/** One field of an API type. Lists without a `listType` of their own are atomic, as in server-side apply. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** The schema's `required`; the API server enforces it for custom resources only, built-in kinds are validated by hand. */
  readonly required: boolean;
  /** The Go type as its JSON decoder prints it, e.g. `v1.PullPolicy`, `[]v1.Container`. */
  readonly go: string;
  /** The embedded Go structs that bring the field, outermost first: `livenessProbe.ProbeHandler.exec`. */
  readonly via: readonly string[];
  /** Go's JSON has it even where it is empty. */
  readonly always?: boolean;
  /** A Go pointer, which tells a zero from nothing; said of scalars, and of structs that are always there. */
  readonly pointer?: boolean;
  /** x-kubernetes-list-type; only lists have one. */
  readonly listType?: 'atomic' | 'set' | 'map';
  /** x-kubernetes-list-map-keys. */
  readonly listKeys?: readonly string[];
  /** x-kubernetes-map-type where the field says so itself, over what its type says. */
  readonly mapType?: 'atomic' | 'granular';
  /** x-kubernetes-patch-strategy. */
  readonly patch?: readonly PatchStrategy[];
  /** x-kubernetes-patch-merge-key. */
  readonly mergeKey?: string;
  /** The default that the type declares. */
  readonly default?: string | number | boolean;
  /** The values the schema allows: of the field, or of its items where it is a list. */
  readonly enum?: readonly string[];
}

/** One API type: its fields by JSON name, in alphabetical order, those of embedded structs among them. */
export interface Struct {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** x-kubernetes-map-type: atomic. */
  readonly atomic: boolean;
  /** x-kubernetes-preserve-unknown-fields, of custom resources. */
  readonly preserve?: boolean;
  /** It stands inside one that preserves them: an apply may name what it does not declare. */
  readonly open?: boolean;
}

const SCALARS: ReadonlyMap<string, { readonly kind: ScalarKind; readonly go: string }> = new Map(
  Object.entries({
    string: 'string',
    bool: 'bool',
    int32: 'int32',
    int64: 'int64',
    int: 'int',
    double: 'float64',
    bytes: '[]uint8',
    Time: 'v1.Time',
    MicroTime: 'v1.MicroTime',
    Quantity: 'resource.Quantity',
    IntOrString: 'intstr.IntOrString',
    Any: 'runtime.RawExtension',
  }).map(([kind, go]) => [kind, { kind: kind as ScalarKind, go }]),
);

const PATCH: Readonly<Record<string, PatchStrategy>> = { m: 'merge', r: 'replace', k: 'retainKeys' };

/** `name!+&:type~go%map*list@patch#default(enum)`; every part but the name may be missing. */
const FIELD = /^([^!+&:~%*@#(]+)(!?)(\+?)(&?)(?::([^~%*@#(]+))?(?:~([^%*@#(]+))?(?:%([a-z]+))?(\*[^@#(]*)?(?:@([^#(]*))?(?:#([^(]*))?(?:\((.*)\))?$/;

interface ParsedType {
  readonly type: FieldType;
  readonly go: string;
}

function parseType(text: string, group: string): ParsedType {
  if (text.startsWith('[]') || text.startsWith('{}')) {
    const of = parseType(text.slice(2), group);
    const list = text.startsWith('[]');
    return { type: { kind: list ? 'list' : 'map', of: of.type }, go: `${list ? '[]' : 'map[string]'}${of.go}` };
  }
  const scalar = SCALARS.get(text);
  if (scalar !== undefined) return { type: { kind: scalar.kind }, go: scalar.go };
  const name = text.includes('.') ? text : `${group}.${text}`;
  return { type: { kind: 'struct', name }, go: name.slice(name.indexOf('.') + 1) };
}

function parseField(token: string, group: string): Field {
  const match = FIELD.exec(token);
  if (match === null) throw new Error(`field table of ${group}: cannot read "${token}"; make the tables anew with npm run generate:api`);
  const [, name = '', required, always, pointer, typeText = 'string', alias, mapType, list, patch, value, choice] = match;
  const { type, go } = parseType(typeText, group);
  const keys = (list ?? '').slice(1);
  const [letters = '', mergeKey] = (patch ?? '').split(',');
  const numeric = type.kind === 'int32' || type.kind === 'int64';
  return {
    name,
    type,
    required: required === '!',
    go: alias === undefined ? go : /^[A-Z]\w*$/.test(alias) ? `${group.slice(group.indexOf('.') + 1)}.${alias}` : alias,
    via: [],
    ...(always === '+' ? { always: true } : {}),
    ...(pointer === '&' ? { pointer: true } : {}),
    ...(type.kind === 'list' ? { listType: list === undefined ? 'atomic' : keys === '' ? 'set' : 'map' } : {}),
    ...(keys === '' ? {} : { listKeys: keys.split(',') }),
    ...(mapType === undefined ? {} : { mapType: mapType === 'atomic' ? 'atomic' : 'granular' }),
    ...(patch === undefined ? {} : { patch: [...letters].map((letter) => PATCH[letter] ?? 'replace') }),
    ...(mergeKey === undefined ? {} : { mergeKey: mergeKey === '' ? (keys.split(',')[0] ?? '') : mergeKey }),
    ...(value === undefined ? {} : { default: numeric ? Number(value) : type.kind === 'bool' ? value === 'true' : value }),
    // A blank separates fields, so one inside a value stands as an underscore.
    ...(choice === undefined ? {} : { enum: choice.split('|').map((one) => one.replaceAll('_', ' ')) }),
  };
}

const linesOf = new WeakMap<GroupSchema, ReadonlyMap<string, string>>();

function linesByType(group: GroupSchema): ReadonlyMap<string, string> {
  let lines = linesOf.get(group);
  if (lines === undefined) {
    lines = new Map([group, ...(group.parts ?? [])].flatMap(({ types }) => types.split('\n')).map((line) => [/^[^% ]*/.exec(line)?.[0] ?? '', line]));
    linesOf.set(group, lines);
  }
  return lines;
}

/**
 * Reads one type of a group's field table, e.g. `Container` of `core.v1`. Undefined where the group has no such type.
 * @param find gives the type an embedded struct's name stands for.
 */
export function parseStruct(group: GroupSchema, typeName: string, find: (name: string) => Struct): Struct | undefined {
  const line = linesByType(group).get(typeName);
  if (line === undefined) return undefined;
  const [head = '', ...tokens] = line.split(' ');
  const fields: Field[] = [];
  for (const token of tokens) {
    if (token === '') continue;
    if (!token.startsWith('^')) {
      fields.push(parseField(token, group.name));
      continue;
    }
    const embedded = token.slice(1);
    for (const field of find(`${group.name}.${embedded}`).fields.values()) fields.push({ ...field, via: [embedded, ...field.via] });
  }
  fields.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { name: `${group.name}.${typeName}`, fields: new Map(fields.map((field) => [field.name, field])), atomic: head.endsWith('%') };
}
