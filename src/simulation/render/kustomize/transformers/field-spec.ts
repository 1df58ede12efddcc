/** Carries a change out at the fields a spec leads to (filters/fieldspec): through lists, and making what is missing where the spec says so. */
import { GoError } from '../../../base/go/values';
import { isNull, NULL, setField, scalar, WrongKind } from '../yaml/node';
import { lookup, splitPath } from '../yaml/paths';
import { printId, splitApiVersion } from '../resources/id';
import type { FieldSpec } from '../kustomization/field-specs';
import type { Kind, Node } from '../yaml/node';
import type { Resource } from '../resources/resource';

export interface Change {
  readonly set: (node: Node) => void;
  /** What is made where the field is missing; nothing without it. */
  readonly createKind?: Kind;
  readonly createTag?: string;
}

/** An error on the way to a field: still of the kind that it was. */
export class FieldError extends GoError {
  constructor(message: string, readonly inner: GoError) {
    super(message);
  }
}

/** The error of what is done, with what is said of it in front; that is put together only where it fails. */
function failure(error: unknown, prefix: string): unknown {
  return error instanceof GoError ? new FieldError(`${prefix}: ${error.message}`, error instanceof FieldError ? error.inner : error) : error;
}

function visit(node: Node, path: readonly string[], at: number, spec: FieldSpec, change: Change): void {
  const part = path[at];
  if (part === undefined) return change.set(node);
  if (isNull(node)) return;
  if (node.kind === 'list') {
    try {
      for (const item of node.content) visit(item, path, at, spec, change);
    } catch (error) {
      throw failure(error, `visit traversal on path: [${path.slice(at).join(' ')}]`);
    }
    return;
  }
  if (node.kind !== 'map') throw new GoError('expected sequence or mapping node');
  const name = part.endsWith('[]') ? part.slice(0, -2) : part;
  const isList = name !== part;
  const isLast = at === path.length - 1;
  if (name === '') throw new GoError('cannot set or create an empty field name');
  const create = spec.create && change.createKind !== undefined && !isList;
  const kind: Kind | undefined = !create ? (isList ? 'list' : undefined) : isLast ? change.createKind : 'map';
  let found: Node | undefined;
  try {
    found = lookup(node, [name], create ? kind : undefined);
  } catch (error) {
    throw failure(error, `fieldName: ${name}`);
  }
  if (found === undefined) return;
  if (found.tag === NULL && kind !== undefined) {
    found.kind = kind;
    found.tag = !create ? '' : isLast ? (change.createTag ?? '') : '!!map';
  }
  visit(found, path, at + 1, spec, change);
}

/** The same few paths lead to fields of every resource. */
const paths = new Map<string, readonly string[]>();
const MOST_PATHS = 1024;

function partsOf(path: string): readonly string[] {
  const known = paths.get(path);
  if (known !== undefined) return known;
  if (paths.size >= MOST_PATHS) paths.clear();
  const parts = splitPath(path, '/');
  paths.set(path, parts);
  return parts;
}

export function changeField(resource: Resource, spec: FieldSpec, change: Change): void {
  const { node } = resource;
  if (node === undefined || (spec.kind !== '' && spec.kind !== resource.kind)) return;
  if (spec.group !== '' || spec.version !== '') {
    const { group, version } = splitApiVersion(resource.apiVersion);
    if ((spec.group !== '' && spec.group !== group) || (spec.version !== '' && spec.version !== version)) return;
  }
  // A change may give the resource another name: the error has the one that it had.
  const { name, namespace } = resource;
  try {
    visit(node, partsOf(spec.path), 0, spec, change);
  } catch (error) {
    throw failure(error, `considering field '${spec.path}' of object ${printId({ ...resource.gvk, name, namespace })}`);
  }
}

/** SetEntry: the same node at every field that has no value yet. */
export function entry(name: string, value: string, tag: string): (node: Node) => void {
  const made = scalar(value, tag);
  return (node) => void setField(node, name, made);
}

export const isWrongKind = (error: unknown): error is FieldError & { readonly inner: WrongKind } => error instanceof FieldError && error.inner instanceof WrongKind;
