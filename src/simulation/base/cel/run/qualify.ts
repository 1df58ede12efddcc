import { display } from './texts';
import { CelError, CelMap, isKey, isList, Struct, typeNameOf, Uint, type Value } from './values';

/** Fields, keys and indexes (cel-go interpreter/attributes.go: refQualify). */

/** The element at a key; undefined: it is not there; an error: it cannot be asked for. */
export function lookUp(value: Value, key: Value): Value | undefined | CelError {
  if (value instanceof CelMap) return isKey(key) || typeof key === 'number' ? value.get(key) : new CelError('no such overload');
  if (value instanceof Struct) return typeof key === 'string' ? value.fields.get(key) : new CelError('no such overload');
  if (!isList(value)) return undefined;
  const index = typeof key === 'bigint' ? key : key instanceof Uint ? key.value : typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : undefined;
  if (index === undefined) return new CelError(typeof key === 'number' ? `unsupported index value ${display(key)} in list` : `unsupported index type '${typeNameOf(key)}' in list`);
  return index < 0n ? undefined : value[Number(index)];
}

/** What is said where `lookUp` finds nothing. */
export const missing = (value: Value, key: Value): CelError => new CelError(`${isList(value) ? 'index out of bounds' : 'no such key'}: ${display(key)}`);
