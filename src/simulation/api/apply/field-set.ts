import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { Atom } from './atoms';
import { compareElements, fieldElement, isPathElement, normalizeElement } from './path-element';
import type { PathElement } from './path-element';

/** Places in an object (structured-merge-diff fieldpath Set): those that are members here, and sets of places below others. */
export interface FieldSet {
  readonly members: ReadonlySet<PathElement>;
  readonly children: ReadonlyMap<PathElement, FieldSet>;
}

export type Path = readonly PathElement[];

export const EMPTY_SET: FieldSet = { members: new Set(), children: new Map() };

/** A set that is being collected. */
export class FieldSetBuilder implements FieldSet {
  readonly members = new Set<PathElement>();
  readonly children = new Map<PathElement, FieldSetBuilder>();

  insert(path: Path): void {
    const last = path.at(-1);
    if (last !== undefined) path.slice(0, -1).reduce<FieldSetBuilder>((node, element) => node.child(element), this).members.add(last);
  }

  private child(element: PathElement): FieldSetBuilder {
    let child = this.children.get(element);
    if (child === undefined) this.children.set(element, (child = new FieldSetBuilder()));
    return child;
  }
}

/** A set of field names on the way from the top: `[['metadata', 'labels']]`. */
export function setOfFields(paths: readonly (readonly string[])[]): FieldSet {
  const builder = new FieldSetBuilder();
  for (const path of paths) builder.insert(path.map(fieldElement));
  return builder;
}

export const isEmptySet = (set: FieldSet): boolean => set.members.size === 0 && [...set.children.values()].every(isEmptySet);

export function hasPath(set: FieldSet, path: Path): boolean {
  let node: FieldSet | undefined = set;
  for (const element of path.slice(0, -1)) node = node?.children.get(element);
  const last = path.at(-1);
  return last !== undefined && node?.members.has(last) === true;
}

/** What is below a step. */
export const below = (set: FieldSet, element: PathElement): FieldSet => set.children.get(element) ?? EMPTY_SET;

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map(a.children);
  for (const [element, set] of b.children) {
    const own = children.get(element);
    children.set(element, own === undefined ? set : union(own, set));
  }
  return { members: new Set([...a.members, ...b.members]), children };
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map<PathElement, FieldSet>();
  for (const [element, set] of a.children) {
    const other = b.children.get(element);
    const shared = other === undefined ? EMPTY_SET : intersection(set, other);
    if (!isEmptySet(shared)) children.set(element, shared);
  }
  return { members: new Set([...a.members].filter((element) => b.members.has(element))), children };
}

/** Without the members of another set. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return subtract(a, b, difference, () => false);
}

/** Without the members of another set and all that is below them. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  return subtract(a, b, recursiveDifference, (element) => b.members.has(element));
}

function subtract(a: FieldSet, b: FieldSet, inner: (a: FieldSet, b: FieldSet) => FieldSet, drops: (element: PathElement) => boolean): FieldSet {
  const children = new Map<PathElement, FieldSet>();
  for (const [element, set] of a.children) {
    if (drops(element)) continue;
    const other = b.children.get(element);
    const rest = other === undefined ? set : inner(set, other);
    if (other === undefined || !isEmptySet(rest)) children.set(element, rest);
  }
  return { members: new Set([...a.members].filter((element) => !b.members.has(element))), children };
}

const sorted = (elements: Iterable<PathElement>): readonly PathElement[] => [...elements].sort(compareElements);

/** All members, each by its path: of one level first, then below it. */
export function pathsOf(set: FieldSet, prefix: Path = []): readonly Path[] {
  return [
    ...sorted(set.members).map((element) => [...prefix, element]),
    ...sorted(set.children.keys()).flatMap((element) => pathsOf(below(set, element), [...prefix, element])),
  ];
}

/** EnsureNamedFieldsAreMembers: fields of structs that have something below them count themselves. */
export function withNamedFields(set: FieldSet, atom: Atom | undefined): FieldSet {
  const members = new Set(set.members);
  const children = new Map<PathElement, FieldSet>();
  for (const [element, child] of set.children) {
    const name = element.startsWith('f:') ? element.slice(2) : undefined;
    const own = name === undefined ? undefined : atom?.map?.field(name);
    if (own !== undefined) members.add(element);
    const inner = name !== undefined ? (own ?? atom?.map?.element) : element.startsWith('k:') ? atom?.list?.element : undefined;
    children.set(element, withNamedFields(child, inner?.()));
  }
  return { members, children };
}

/** fieldsV1: a member is `{}`, one with something below it has a `.` in it. */
export function toFields(set: FieldSet): JsonObject {
  const elements = sorted(new Set([...set.members, ...set.children.keys()]));
  return Object.fromEntries(
    elements.map((element): [string, JsonObject] => {
      const child = set.children.get(element);
      const fields = child === undefined ? {} : toFields(child);
      const self = set.members.has(element) && child !== undefined && (child.members.size > 0 || child.children.size > 0);
      return [element, self ? { '.': {}, ...fields } : fields];
    }),
  );
}

/** Reads fieldsV1; undefined where it is none. */
export function fromFields(fields: unknown): FieldSet | undefined {
  if (!isObject(fields)) return undefined;
  const members = new Set<PathElement>();
  const children = new Map<PathElement, FieldSet>();
  for (const [text, value] of Object.entries(fields)) {
    if (text === '.') continue;
    const child = isPathElement(text) ? fromFields(value) : undefined;
    if (child === undefined || !isObject(value)) return undefined;
    const element = normalizeElement(text);
    if (Object.keys(value).length === 0 || Object.hasOwn(value, '.')) members.add(element);
    if (child.members.size > 0 || child.children.size > 0) children.set(element, child);
  }
  return { members, children };
}
