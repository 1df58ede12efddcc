/** What kustomize knows of the built-in types when it merges a patch: which lists are merged, and by which keys. */
import { KINDS, TYPES } from './generated';

export interface MergeSchema {
  /** The type of the map, or of the list's items. */
  readonly type: number | undefined;
  /** A list that is merged: the keys its items are known by, none for plain values. */
  readonly keys?: readonly string[];
}

let fields: readonly ReadonlyMap<string, MergeSchema>[] | undefined;
let kinds: ReadonlyMap<string, number> | undefined;

function readTypes(): readonly ReadonlyMap<string, MergeSchema>[] {
  return TYPES.slice(1, -1).split('\n').map((line) => new Map(line.split(' ').map((entry) => {
    const [, name = '', keys, type = ''] = /^([^[=]*)(?:\[([^\]]*)\])?=(.*)$/.exec(entry) ?? [];
    return [name, { type: type === '' ? undefined : Number(type), ...(keys === undefined ? {} : { keys: keys === '' ? [] : keys.split('+') }) }];
  })));
}

export function schemaOfKind(apiVersion: string, kind: string): MergeSchema | undefined {
  kinds ??= new Map(KINDS.trim().split('\n').map((line) => {
    const [version = '', name = '', type] = line.split(' ');
    return [`${version} ${name}`, Number(type)] as const;
  }));
  const type = kinds.get(`${apiVersion} ${kind}`);
  return type === undefined ? undefined : { type };
}

export function schemaOfField(schema: MergeSchema | undefined, name: string): MergeSchema | undefined {
  if (schema?.type === undefined || schema.keys !== undefined) return undefined;
  fields ??= readTypes();
  return fields[schema.type]?.get(name);
}

export const schemaOfItems = (schema: MergeSchema | undefined): MergeSchema | undefined => (schema?.type === undefined ? undefined : { type: schema.type });
