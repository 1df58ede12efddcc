import { goValue } from '../../base/go/print';
import { isObject } from '../schema/walk';

/** Why a patch cannot be carried out, in apimachinery's words (pkg/util/mergepatch/errors.go and pkg/util/strategicpatch). */
export class PatchError extends Error {
  /** @param code the HTTP code with which the API server answers. */
  constructor(
    message: string,
    readonly code: 400 | 422 | 500 = 500,
  ) {
    super(message);
  }
}

export const badPrimitiveList = (): PatchError => new PatchError('invalid patch format of primitive list', 400);
export const badRetainKeys = (): PatchError => new PatchError('invalid patch format of retainKeys', 400);
export const badElementOrder = (): PatchError => new PatchError('invalid patch format of setElementOrder list', 400);
export const listOfLists = (): PatchError => new PatchError('lists of lists are not supported', 422);
export const noMergeKey = (item: unknown, key: string): PatchError => new PatchError(`map: ${goValue(item)} does not contain declared merge key: ${key}`);
export const unknownDirective = (directive: unknown, map: unknown): PatchError => new PatchError(`unknown patch type: ${goValue(directive)} in map: ${goValue(map)}`);

/** reflect.TypeOf of a value decoded from JSON. */
export function goTypeOf(value: unknown): string {
  if (value === null || value === undefined) return '%!s(<nil>)';
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'int64' : 'float64') : 'string';
}

export const wrongType = (expected: 'list' | 'map', actual: unknown): PatchError =>
  new PatchError(`expected a ${expected === 'list' ? '[]interface {}' : 'map[string]interface {}'}, but received a ${goTypeOf(actual)}`);
