import type { Macros } from '../syntax/macros';
import { BOOL, BYTES, DOUBLE, DURATION, DYN, INT, listOf, mapOf, NULL, opaque, param, structType, TEXT, TIMESTAMP, typeOf, UINT, type Type } from './types';

/** What an expression may use: variables, functions with their overloads, types with fields (cel-go checker/env.go). */

export interface Overload {
  readonly id: string;
  /** Called on a value: `target.f(…)`; the target is the first of `args`. */
  readonly member: boolean;
  readonly args: readonly Type[];
  readonly result: Type;
  /** Names of its type variables. */
  readonly params: readonly string[];
}

export type Functions = ReadonlyMap<string, readonly Overload[]>;

/** The fields of an object type. */
export interface Fields {
  readonly field: (name: string) => Type | undefined;
}

export interface Environment {
  readonly functions: Functions;
  /** The type of a variable, or of the name of a type. */
  readonly variable: (name: string) => Type | undefined;
  /** The object type of a name. */
  readonly struct: (name: string) => Fields | undefined;
  /** Macros beyond those of every expression. */
  readonly macros?: Macros;
}

const NAMED: Readonly<Record<string, Type>> = { dyn: DYN, bool: BOOL, int: INT, uint: UINT, double: DOUBLE, string: TEXT, bytes: BYTES, duration: DURATION, timestamp: TIMESTAMP, null: NULL, type: typeOf() };

function splitParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (at === text.length || (char === ',' && depth === 0)) {
      const part = text.slice(from, at).trim();
      if (part !== '') parts.push(part);
      from = at + 1;
    }
  }
  return parts;
}

/** A type as `formatType` prints it; one capital letter is a type variable, `name()` an opaque type without parts, and any other name an object. */
export function readType(text: string): Type {
  if (Object.hasOwn(NAMED, text)) return NAMED[text]!;
  if (/^[A-Z]$/.test(text)) return param(text);
  const match = /^([^(]+)\((.*)\)$/.exec(text);
  if (match === null) return structType(text);
  const [, name, inner] = match;
  const parts = splitParts(inner!).map(readType);
  if (name === 'list') return listOf(parts[0]!);
  if (name === 'map') return mapOf(parts[0]!, parts[1]!);
  if (name === 'type') return typeOf(parts[0]);
  return opaque(name!, ...parts);
}

function paramsIn(type: Type): string[] {
  if (type.kind === 'param') return [type.name];
  if (type.kind === 'list' || (type.kind === 'type' && type.of !== undefined)) return paramsIn(type.of!);
  if (type.kind === 'map') return [...paramsIn(type.key), ...paramsIn(type.value)];
  return type.kind === 'opaque' ? type.params.flatMap(paramsIn) : [];
}

/** An overload written `id(arg, arg) -> result`, with a dot before the id of one called on a value. */
export function readOverload(text: string): Overload {
  const arrow = text.lastIndexOf(' -> ');
  const open = text.indexOf('(');
  const member = text.startsWith('.');
  const args = splitParts(text.slice(open + 1, arrow - 1)).map(readType);
  const result = readType(text.slice(arrow + 4));
  return { id: text.slice(member ? 1 : 0, open), member, args, result, params: [...new Set([...args, result].flatMap(paramsIn))] };
}

/** Functions by name from lines of overloads; later tables add to the functions of earlier ones. */
export function readFunctions(...tables: readonly Readonly<Record<string, readonly string[]>>[]): Functions {
  const found = new Map<string, Overload[]>();
  for (const table of tables) for (const [name, overloads] of Object.entries(table)) found.set(name, [...(found.get(name) ?? []), ...overloads.map(readOverload)]);
  return found;
}
