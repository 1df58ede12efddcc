import { apiVersions, namedType, splitName } from './recorded';
import type { Recorded, RecordedField } from './recorded';

const GO_SCALARS: Readonly<Record<string, string>> = {
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
};

/** The Go type that follows from the schema's type; only what differs from it is written into the table. */
export function derivedGoType(type: string): string {
  if (type.startsWith('[]')) return `[]${derivedGoType(type.slice(2))}`;
  if (type.startsWith('{}')) return `map[string]${derivedGoType(type.slice(2))}`;
  const name = namedType(type);
  return name === undefined ? (GO_SCALARS[type] ?? type) : name.split('.').slice(1).join('.');
}

const local = (type: string, group: string): string => type.replace(new RegExp(`^((?:\\[\\]|\\{\\})*)${group.replace('.', '\\.')}\\.`), '$1');

/** The patch strategies' letters, as src/simulation/api/schema/parse.ts reads them. */
const PATCH: Readonly<Record<string, string>> = { merge: 'm', replace: 'r', retainKeys: 'k' };

function patchLetters(strategies: string): string {
  return strategies
    .split(',')
    .map((one) => {
      const letter = PATCH[one];
      if (letter === undefined) throw new Error(`testdata/golden/schema/kinds.json: patch strategy "${one}" is not known; teach it to scripts/api/fields.ts and src/simulation/api/schema/parse.ts`);
      return letter;
    })
    .join('');
}

/** `name!+&:type~go%atomic*list@patch#default(enum)`: see src/simulation/api/schema/parse.ts, which reads it. */
function encodeField(name: string, field: RecordedField, go: string | undefined, mark: string, group: string): string {
  const version = group.split('.')[1] ?? '';
  const alias = go === undefined || go === derivedGoType(field.type) ? '' : `~${new RegExp(`^${version}\\.[A-Z]\\w*$`).test(go) ? go.slice(version.length + 1) : go}`;
  const type = field.type === 'string' ? '' : `:${local(field.type, group)}`;
  const map = field.map === undefined ? '' : `%${field.map}`;
  const list = field.list === undefined || field.list === 'atomic' ? '' : `*${field.list === 'set' ? '' : (field.keys ?? []).join(',')}`;
  const patch = field.patch === undefined ? '' : `@${patchLetters(field.patch)}${field.mergeKey === undefined ? '' : `,${field.mergeKey === field.keys?.[0] ? '' : field.mergeKey}`}`;
  const value = field.default !== undefined ? `#${String(field.default)}` : mark.endsWith('#') ? '#' : '';
  // A blank separates fields, so one inside a value is written as an underscore.
  const values = field.enum ?? field.itemEnum;
  const choice = values === undefined ? '' : `(${values.map((one) => one.replaceAll(' ', '_')).join('|')})`;
  return `${name}${field.required ? '!' : ''}${mark.replace('#', '')}${type}${alias}${map}${list}${patch}${value}${choice}`;
}

/** `+` and `&` as scripts/api/read-go.ts found them. */
function markOf(recorded: Recorded, type: string, field: string): string {
  const marked = recorded.goJson[type]?.split(' ').find((one) => /^\w+/.exec(one)?.[0] === field);
  return marked?.slice(field.length) ?? '';
}

/** The embedded Go structs of a type whose fields stand in the object itself, TypeMeta apart. */
function embedded(name: string, recorded: Recorded): readonly string[] {
  return Object.values(recorded.goTypes[name] ?? {}).flatMap((go) => (go.inline && go.of !== undefined && go.of !== 'meta.v1.TypeMeta' ? [go.of] : []));
}

/** All fields that an embedded struct brings along, its own embedded ones too. */
function broughtBy(name: string, recorded: Recorded): readonly string[] {
  const own = Object.entries(recorded.goTypes[name] ?? {}).flatMap(([field, go]) => (go.inline ? [] : [field]));
  return [...own, ...embedded(name, recorded).flatMap((inner) => broughtBy(inner, recorded))];
}

function encodeType(name: string, fields: Readonly<Record<string, RecordedField>>, atomic: boolean, recorded: Recorded): string {
  const [group, short] = splitName(name);
  const inline = embedded(name, recorded);
  const brought = new Set(inline.flatMap((inner) => broughtBy(inner, recorded)));
  const own = Object.keys(fields).filter((field) => !brought.has(field)).sort();
  const tokens = [
    ...inline.map((inner) => `^${local(inner, group)}`),
    ...own.map((field) => encodeField(field, fields[field]!, recorded.goTypes[name]?.[field]?.type, markOf(recorded, name, field), group)),
  ];
  return `${short}${atomic ? '%' : ''} ${tokens.join(' ')}`;
}

/** Embedded structs that are no type of the schema by themselves, with the fields their owners give them. */
function embeddedOnly(recorded: Recorded): Map<string, Record<string, RecordedField>> {
  const result = new Map<string, Record<string, RecordedField>>();
  const visit = (owner: string, fields: Readonly<Record<string, RecordedField>>): void => {
    for (const inner of embedded(owner, recorded)) {
      const taken = Object.fromEntries(broughtBy(inner, recorded).map((field) => [field, fields[field]!]));
      const known = recorded.types[inner]?.fields ?? result.get(inner);
      if (known !== undefined && JSON.stringify(Object.entries(known).sort()) !== JSON.stringify(Object.entries(taken).sort())) {
        throw new Error(`${inner} has other fields in ${owner} than elsewhere: the field tables cannot share it; write the fields out in scripts/api/fields.ts`);
      }
      if (recorded.types[inner] === undefined) result.set(inner, taken);
      visit(inner, taken);
    }
  };
  for (const [name, type] of Object.entries(recorded.types)) visit(name, type.fields);
  return result;
}

/** The field table of each group and version: one line a type. */
export function fieldTables(recorded: Recorded): Map<string, string> {
  const extra = embeddedOnly(recorded);
  const all = [...Object.entries(recorded.types).map(([name, type]) => [name, type.fields, type.map === 'atomic'] as const), ...[...extra].map(([name, fields]) => [name, fields, false] as const)];
  const result = new Map<string, string>();
  for (const group of apiVersions(recorded).keys()) {
    const lines = all.filter(([name]) => splitName(name)[0] === group).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, fields, atomic]) => encodeType(name, fields, atomic, recorded));
    result.set(group, lines.join('\n'));
  }
  return result;
}

/** The other groups whose types a group's types mention, each of those reached through them included. */
export function usedGroups(group: string, recorded: Recorded): readonly string[] {
  const seen = new Set<string>();
  const visit = (one: string): void => {
    for (const [name, type] of Object.entries(recorded.types)) {
      if (splitName(name)[0] !== one) continue;
      for (const field of Object.values(type.fields)) {
        const target = namedType(field.type);
        const [other] = splitName(target ?? '');
        if (target === undefined || other === group || seen.has(other)) continue;
        seen.add(other);
        visit(other);
      }
    }
  };
  visit(group);
  return [...seen].sort();
}
