import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { below } from './field-set';
import type { FieldSet, Path } from './field-set';
import { decodeManagedFields } from './managed-fields';
import type { ManagerEntry } from './managed-fields';
import { fieldElement, indexElement, keyElement, printElement, printPath, valueElement } from './path-element';
import type { PathElement } from './path-element';

export type Owner = Pick<ManagerEntry, 'manager' | 'operation' | 'subresource'>;

/** A field or an item of a list, in its place in the tree. */
export interface OwnedField {
  /** `.spec.template.spec.containers[name="web"].image`, as conflicts name it. */
  readonly path: string;
  /** Its last step alone. */
  readonly label: string;
  readonly depth: number;
  /** Of a field that holds others: nothing. */
  readonly value?: string;
  /** Who owns it (metadata.managedFields); nobody owns what the server filled in. */
  readonly owners: readonly Owner[];
}

interface Claim {
  readonly owner: Owner;
  readonly set: FieldSet;
  /** It owns a whole above this place. */
  readonly whole: boolean;
}

/** What the server writes itself, and managedFields themselves. */
const SERVERS: ReadonlySet<string> = new Set(['.apiVersion', '.kind', '.status', '.metadata.managedFields', '.metadata.uid', '.metadata.resourceVersion', '.metadata.generation', '.metadata.creationTimestamp', '.metadata.namespace', '.metadata.name']);

/** The step to an item, as the claims name it: by its keys, by its value, or by its place in a list that is one whole. */
function stepTo(item: unknown, index: number, claims: readonly Claim[]): PathElement {
  const known = claims.flatMap(({ set }) => [...set.members, ...set.children.keys()]);
  const value = isObject(item) ? undefined : valueElement(item);
  if (value !== undefined && known.includes(value)) return value;
  const keyed = known.find((element) => element.startsWith('k:') && isObject(item) && Object.entries(JSON.parse(element.slice(2)) as JsonObject).every(([name, own]) => JSON.stringify(item[name]) === JSON.stringify(own)));
  if (keyed !== undefined) return keyed;
  return isObject(item) && typeof item.name === 'string' ? keyElement([['name', item.name]]) : indexElement(index);
}

function descend(claims: readonly Claim[], step: PathElement): readonly Claim[] {
  return claims.map(({ owner, set, whole }) => ({ owner, set: below(set, step), whole: whole || (set.members.has(step) && !set.children.has(step)) }));
}

function walk(value: unknown, claims: readonly Claim[], path: Path): readonly OwnedField[] {
  const steps: readonly (readonly [PathElement, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [stepTo(item, index, claims), item] as const)
    : isObject(value) ? Object.entries(value).filter(([, inner]) => inner !== undefined).map(([name, inner]) => [fieldElement(name), inner] as const) : [];
  return steps.flatMap(([step, inner]): readonly OwnedField[] => {
    const at = [...path, step];
    const shown = printPath(at);
    if (SERVERS.has(shown)) return [];
    const holds = (Array.isArray(inner) && inner.length > 0) || (isObject(inner) && Object.keys(inner).length > 0);
    const next = descend(claims, step);
    const owners = claims.filter(({ set, whole }) => whole || set.members.has(step)).map(({ owner }) => owner);
    return [{ path: shown, label: printElement(step), depth: path.length, owners, ...(holds ? {} : { value: typeof inner === 'string' ? inner : JSON.stringify(inner) }) }, ...(holds ? walk(inner, next, at) : [])];
  });
}

/** Who owns which field of an object, as a tree in the object's own order (apimachinery util/managedfields: FieldsV1 read beside the object). */
export function ownershipOf(object: JsonObject): readonly OwnedField[] {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const managers = decodeManagedFields(metadata.managedFields) ?? new Map<string, ManagerEntry>();
  const claims = [...managers.values()].map(({ manager, operation, subresource, set }) => ({ owner: { manager, operation, subresource }, set, whole: false }));
  return walk(object, claims, []);
}
