import type { Type } from '../check/types';
import { CelMap, isError, isList, typeNameOf, type CelError, type Value } from './values';

/** What functions do when they are called. */

export type Implementation = (...args: Value[]) => Value;

export interface Library {
  /** One implementation for all overloads of a function; it finds out by itself what it was given. */
  readonly functions: Readonly<Record<string, Implementation>>;
  /** By the id of an overload; called only with values of its types. */
  readonly overloads: Readonly<Record<string, Implementation>>;
}

export const mergeLibraries = (...libraries: readonly Library[]): Library => ({
  functions: Object.assign({}, ...libraries.map(({ functions }) => functions)) as Library['functions'],
  overloads: Object.assign({}, ...libraries.map(({ overloads }) => overloads)) as Library['overloads'],
});

const NAMES: Readonly<Record<string, string>> = { null: 'null_type', duration: 'google.protobuf.Duration', timestamp: 'google.protobuf.Timestamp' };

/** Type.IsAssignableRuntimeType: of a list or a map, the first element decides. */
export function holds(type: Type, value: Value): boolean {
  switch (type.kind) {
    case 'dyn':
    case 'any':
    case 'param':
      return true;
    case 'list':
      return isList(value) && (value.length === 0 || holds(type.of, value[0]!));
    case 'map': {
      if (!(value instanceof CelMap)) return false;
      const [first] = value.entries();
      return first === undefined || (holds(type.key, first[0]) && holds(type.value, first[1]));
    }
    case 'struct':
    case 'opaque':
      return typeNameOf(value) === type.name;
    default:
      return typeNameOf(value) === (NAMES[type.kind] ?? type.kind);
  }
}

/** The first error among arguments. */
export const firstError = (args: readonly Value[]): CelError | undefined => args.find(isError);
