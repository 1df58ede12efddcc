/** Functions of templates and how their arguments are held against their types (text/template: exec.go validateType, evalArg). */
import { isFloat, isInt, isList, isMap, isObject, typeName } from '../values';
import type { GoType, Value } from '../values';

export interface TemplateFunction {
  /** Types of the arguments that must be there. */
  readonly params: readonly GoType[];
  /** Type of further arguments, if the function is variadic. */
  readonly rest?: GoType;
  /** Throws a GoError where the function fails. */
  readonly call: (values: readonly Value[]) => Value;
}

/** Types as Go prints them. */
export const GO_NAMES: Readonly<Record<GoType, string>> = {
  any: 'interface {}', string: 'string', int: 'int', float64: 'float64', bool: 'bool', map: 'map[string]interface {}', 'time.Time': 'time.Time',
};

export const canBeNil = (type: GoType): boolean => type === 'any' || type === 'map';

/** reflect.Type's AssignableTo: a named map of the same make is assignable to a plain one. */
export function isAssignable(value: Value, type: GoType): boolean {
  switch (type) {
    case 'any': return true;
    case 'string': return typeof value === 'string';
    case 'bool': return typeof value === 'boolean';
    case 'int': return isInt(value);
    case 'float64': return isFloat(value) || (typeof value === 'number' && !Number.isSafeInteger(value));
    case 'map': return isMap(value) && (typeName(value) === GO_NAMES.map || typeName(value) === 'chartutil.Values');
    case 'time.Time': return isObject(value) && value.shape.type === type;
  }
}

/** What is wrong with a value as an argument of a type; undefined if nothing is. `undefined` is Go's invalid value, null a nil interface. */
export function argumentError(value: Value, type: GoType): string | undefined {
  if (value === undefined) return canBeNil(type) ? undefined : `invalid value; expected ${GO_NAMES[type]}`;
  if (type === 'any' || isAssignable(value, type)) return undefined;
  return `wrong type for value; expected ${GO_NAMES[type]}; got ${value === null ? 'interface {}' : typeName(value)}`;
}

/** Lists and maps, which have no order and no equality. */
export const isCompound = (value: Value): boolean => isList(value) || isMap(value) || isObject(value);
