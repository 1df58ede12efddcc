import type { GroupSchema } from './group';
import { parseStruct } from './parse';
import type { FieldType, Struct } from './parse';

/** The API types of some groups by name. Types are read when they are first asked for. */
export interface Schema {
  /** The type's fields. Throws a RangeError for a name that no group has: types name only each other. */
  struct(name: string): Struct;
}

const known = new WeakMap<GroupSchema, Map<string, Struct>>();

/** `core.v1.Pod` → [`core.v1`, `Pod`]. */
function split(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** The types of `groups` and of the groups these use. */
export function schemaOf(groups: readonly GroupSchema[]): Schema {
  const byName = new Map<string, GroupSchema>();
  const add = (group: GroupSchema): void => {
    byName.set(group.name, group);
    group.uses.forEach(add);
  };
  groups.forEach(add);
  const struct = (name: string): Struct => {
    const [groupName, typeName] = split(name);
    const group = byName.get(groupName);
    if (group === undefined) throw new RangeError(`no API type ${name}: the schema has ${[...byName.keys()].join(', ')}`);
    let read = known.get(group);
    if (read === undefined) known.set(group, (read = new Map()));
    let found = read.get(typeName);
    if (found === undefined) {
      const parsed = parseStruct(group, typeName, struct);
      if (parsed === undefined) throw new RangeError(`no API type ${name}`);
      read.set(typeName, (found = parsed));
    }
    return found;
  };
  return { struct };
}

/** The type of a list's items or a map's values; the type itself otherwise. */
export function elementOf(type: FieldType): FieldType {
  return type.kind === 'list' || type.kind === 'map' ? type.of : type;
}
