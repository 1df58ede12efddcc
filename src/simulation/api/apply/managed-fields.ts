import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { fromFields, isEmptySet, toFields } from './field-set';
import type { FieldSet } from './field-set';

/** What one manager owns, and by which kind of request. */
export interface ManagerEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  /** RFC 3339 in seconds; undefined where it is not known. */
  readonly time?: string | undefined;
  readonly set: FieldSet;
}

/** The managers of an object by {@link managerKey}. */
export type ManagedFields = ReadonlyMap<string, ManagerEntry>;

type Identity = Pick<ManagerEntry, 'manager' | 'operation' | 'apiVersion' | 'subresource'>;

/** BuildManagerIdentifier: who applies is one manager in all versions, who updates another in each. */
export const managerKey = ({ manager, operation, apiVersion, subresource }: Identity): string => JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource]);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function decodeEntry(entry: unknown): ManagerEntry | undefined {
  if (!isObject(entry) || entry.fieldsType !== 'FieldsV1' || textOf(entry.apiVersion) === '') return undefined;
  const { operation } = entry;
  const set = fromFields(entry.fieldsV1 ?? {});
  if ((operation !== 'Apply' && operation !== 'Update') || set === undefined) return undefined;
  return { manager: textOf(entry.manager), operation, apiVersion: textOf(entry.apiVersion), subresource: textOf(entry.subresource), time: typeof entry.time === 'string' ? entry.time : undefined, set };
}

/** DecodeManagedFields (apimachinery pkg/util/managedfields); undefined where an entry cannot be read. */
export function decodeManagedFields(entries: unknown): ManagedFields | undefined {
  const result = new Map<string, ManagerEntry>();
  for (const one of Array.isArray(entries) ? entries : []) {
    const entry = decodeEntry(one);
    if (entry === undefined) return undefined;
    result.set(managerKey(entry), entry);
  }
  return result;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** sortEncodedManagedFields: by operation, then the second of the write, then the manager. */
function order(a: ManagerEntry, b: ManagerEntry): number {
  return compare(a.operation, b.operation) || compare(a.time ?? '', b.time ?? '') || compare(a.manager, b.manager) || compare(a.apiVersion, b.apiVersion) || compare(a.subresource, b.subresource);
}

/** `metadata.managedFields` as the object has it; undefined where nobody manages anything. */
export function encodeManagedFields(fields: ManagedFields): readonly JsonObject[] | undefined {
  if (fields.size === 0) return undefined;
  return [...fields.values()].sort(order).map(({ manager, operation, apiVersion, subresource, time, set }) => ({
    ...(manager === '' ? {} : { manager }),
    operation,
    apiVersion,
    ...(time === undefined ? {} : { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: toFields(set),
    ...(subresource === '' ? {} : { subresource }),
  }));
}

/** The managers with one entry changed; an entry that owns nothing goes. */
export function withEntry(fields: ManagedFields, key: string, entry: ManagerEntry | undefined): ManagedFields {
  const result = new Map(fields);
  if (entry === undefined || isEmptySet(entry.set)) result.delete(key);
  else result.set(key, entry);
  return result;
}
