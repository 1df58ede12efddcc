import { quote } from '../../base/go/quote';
import { isObject } from '../schema/walk';
import type { Status } from './create';
import { badRequest } from './status-code';

const FIELDS = ['op', 'path', 'from'];
const KNOWN = new Set([...FIELDS, 'value']);
const MAX_OPERATIONS = 10_000;

const jsonName = (value: unknown): string => (Array.isArray(value) ? 'array' : isObject(value) ? 'object' : typeof value === 'boolean' ? 'bool' : typeof value);

/** What is wrong with a JSON patch as a list of operations (handlers.jsonPatchOp): an answer, or what strict decoding says of it. */
export function jsonPatchError(patch: unknown): { readonly status: Status } | { readonly strict: string } | undefined {
  const undecodable = (what: string): { readonly status: Status } => ({ status: badRequest(`error decoding patch: json: cannot unmarshal ${what}`) });
  if (!Array.isArray(patch)) return undecodable(`${jsonName(patch)} into Go value of type []handlers.jsonPatchOp`);
  const unknown: string[] = [];
  for (const [index, operation] of patch.entries()) {
    if (operation === null) continue;
    if (!isObject(operation)) return undecodable(`${jsonName(operation)} into Go value of type handlers.jsonPatchOp`);
    const wrong = FIELDS.find((name) => operation[name] !== undefined && operation[name] !== null && typeof operation[name] !== 'string');
    if (wrong !== undefined) return undecodable(`${jsonName(operation[wrong])} into Go struct field jsonPatchOp.${wrong} of type string`);
    unknown.push(...Object.keys(operation).filter((name) => !KNOWN.has(name)).map((name) => `json patch unknown field ${quote(`[${index}].${name}`)}`));
  }
  if (patch.length > MAX_OPERATIONS) return { status: { reason: 'RequestEntityTooLarge', message: `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}` } };
  return unknown.length === 0 ? undefined : { strict: `strict decoding error: ${unknown.join(', ')}` };
}
