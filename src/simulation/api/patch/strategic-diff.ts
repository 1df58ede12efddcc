import { goValue } from '../../base/go/print';
import { equalValues } from '../equal';
import type { FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { PatchError } from './patch-error';
import { PatchMeta } from './patch-meta';
import type { PatchField } from './patch-meta';
import { deduplicate, DIRECTIVE, elementKind, inOrderOf, keyOf, mapsIn, sortMaps, sortScalars } from './strategic-lists';
import { mergePatches } from './strategic-merge';

interface DiffOptions {
  readonly ignoreChanges?: boolean;
  readonly ignoreDeletions?: boolean;
  readonly retainKeys?: boolean;
}

type Members = Record<string, unknown>;

/** The patch that turns one object into another (strategicpatch.CreateTwoWayMergePatch). Throws a {@link PatchError}. */
export const createTwoWayPatch = (schema: Schema, type: string, original: JsonObject, modified: JsonObject): JsonObject =>
  new Differ(new PatchMeta(schema)).maps(original, modified, { kind: 'struct', name: type }, {});

/**
 * The patch that `kubectl apply` sends for a kind with patch tags (strategicpatch.CreateThreeWayMergePatch): what the manifest says otherwise than
 * the live object, and what the last manifest said and this one does no more. Throws a {@link PatchError}.
 */
export function createThreeWayPatch(schema: Schema, type: string, original: JsonObject, modified: JsonObject, current: JsonObject): JsonObject {
  const differ = new Differ(new PatchMeta(schema));
  const top: FieldType = { kind: 'struct', name: type };
  const delta = differ.maps(current, modified, top, { ignoreDeletions: true });
  const deletions = differ.maps(original, modified, top, { ignoreChanges: true });
  return mergePatches(schema, type, deletions, delta);
}

const sameGoType = (a: unknown, b: unknown): boolean => {
  const kind = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
  return kind(a) === kind(b);
};

class Differ {
  constructor(private readonly meta: PatchMeta) {}

  /** diffMaps. */
  maps(original: JsonObject, modified: JsonObject, type: FieldType, options: DiffOptions): JsonObject {
    const patch: Members = {};
    for (const [key, value] of Object.entries(modified)) {
      if (!Object.hasOwn(original, key)) {
        if (options.ignoreChanges !== true) patch[key] = value;
      } else this.member(key, original[key], value, patch, type, options);
    }
    if (options.ignoreDeletions !== true) for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) patch[key] = null;
    const retained = options.retainKeys === true ? Object.keys(modified).filter((key) => modified[key] !== null) : [];
    const goes = Object.entries(original).some(([key, value]) => value !== null && !Object.hasOwn(modified, key));
    if (retained.length > 0 && (Object.keys(patch).length > 0 || goes)) patch.$retainKeys = sortScalars(retained);
    return patch;
  }

  private member(key: string, original: unknown, modified: unknown, patch: Members, type: FieldType, options: DiffOptions): void {
    if (key === DIRECTIVE) {
      if (typeof original !== 'string' || typeof modified !== 'string') throw new PatchError(`invalid value for special key: ${DIRECTIVE}`);
      if (original !== modified) patch[DIRECTIVE] = modified;
    } else if (!sameGoType(original, modified)) {
      if (options.ignoreChanges !== true) patch[key] = modified;
    } else if (isObject(original) && isObject(modified)) this.mapMember(key, original, modified, patch, type, options);
    else if (Array.isArray(original) && Array.isArray(modified)) this.listMember(key, original, modified, patch, type, options);
    else replaceUnlessEqual(key, original, modified, patch, options);
  }

  private mapMember(key: string, original: JsonObject, modified: JsonObject, patch: Members, type: FieldType, options: DiffOptions): void {
    const field = this.lookUp(() => this.meta.field(type, key), original, modified);
    if (field === undefined) return;
    if (field.strategy === 'replace') {
      if (options.ignoreChanges !== true) patch[key] = modified;
      return;
    }
    const inner = this.maps(original, modified, field.type, { ...options, retainKeys: field.retainKeys });
    if (Object.keys(inner).length > 0) patch[key] = inner;
  }

  private listMember(key: string, original: readonly unknown[], modified: readonly unknown[], patch: Members, type: FieldType, options: DiffOptions): void {
    const field = this.lookUp(() => this.meta.list(type, key), original, modified);
    if (field === undefined) return;
    if (field.strategy !== 'merge') {
      replaceUnlessEqual(key, original, modified, patch, options);
      return;
    }
    const { items, deleted, order } = this.lists(original, modified, field, { ...options, retainKeys: field.retainKeys });
    if (items.length > 0) patch[key] = items;
    if (deleted.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = deleted;
    if (order.length > 0) patch[`$setElementOrder/${key}`] = order;
  }

  /** A field that the type does not have is an error only where it changes. */
  private lookUp(find: () => PatchField, original: unknown, modified: unknown): PatchField | undefined {
    try {
      return find();
    } catch (error) {
      if (error instanceof PatchError && equalValues(original, modified)) return undefined;
      throw error;
    }
  }

  /** diffLists. */
  private lists(original: readonly unknown[], modified: readonly unknown[], field: PatchField, options: DiffOptions): ListDiff {
    const none: ListDiff = { items: [], deleted: [], order: [] };
    if (original.length === 0) return modified.length === 0 || options.ignoreChanges === true ? none : { ...none, items: modified };
    return elementKind(original, modified) === 'map' ? this.mapLists(mapsIn(original), mapsIn(modified), field, options) : scalarLists(original, modified, options);
  }

  private mapLists(original: readonly JsonObject[], modified: readonly JsonObject[], field: PatchField, options: DiffOptions): ListDiff {
    const { mergeKey } = field;
    const { changed, deleted } = this.listsOfMaps(original, modified, field, options);
    const items = [...inOrderOf(changed, modified, mergeKey), ...deleted];
    const sameOrder = original.length === modified.length && modified.every((item, index) => keyOf(original[index] ?? {}, mergeKey) === keyOf(item, mergeKey));
    const ordered = (options.ignoreChanges !== true && (items.length > 0 || !sameOrder)) || (options.ignoreDeletions !== true && items.length > 0);
    return { items, deleted: [], order: ordered ? modified.map((item) => ({ [mergeKey]: item[mergeKey] })) : [] };
  }

  /** diffListsOfMaps: both lists sorted by their keys and walked side by side. */
  private listsOfMaps(original: readonly JsonObject[], modified: readonly JsonObject[], { mergeKey, type }: PatchField, options: DiffOptions): { readonly changed: readonly JsonObject[]; readonly deleted: readonly JsonObject[] } {
    const [left, right] = [sortMaps(original, mergeKey), sortMaps(modified, mergeKey)];
    const changed: JsonObject[] = [];
    const deleted: JsonObject[] = [];
    for (let l = 0, r = 0; l < left.length || r < right.length; ) {
      const [before, after] = [left[l], right[r]];
      const [own, other] = [before && keyOf(before, mergeKey), after && keyOf(after, mergeKey)].map((value) => (value === undefined ? undefined : goValue(value)));
      if (before !== undefined && after !== undefined && own === other) {
        const inner = this.maps(before, after, type, options);
        if (Object.keys(inner).length > 0) changed.push({ ...inner, [mergeKey]: after[mergeKey] });
        l += 1;
        r += 1;
      } else if (after !== undefined && (own === undefined || other === undefined || own > other)) {
        if (options.ignoreChanges !== true) changed.push(after);
        r += 1;
      } else {
        if (options.ignoreDeletions !== true && before !== undefined) deleted.push({ [mergeKey]: before[mergeKey], [DIRECTIVE]: 'delete' });
        l += 1;
      }
    }
    return { changed, deleted };
  }
}

interface ListDiff {
  readonly items: readonly unknown[];
  readonly deleted: readonly unknown[];
  readonly order: readonly unknown[];
}

function replaceUnlessEqual(key: string, original: unknown, modified: unknown, patch: Members, { ignoreChanges }: DiffOptions): void {
  if (ignoreChanges !== true && !equalValues(original, modified)) patch[key] = modified;
}

/** diffListsOfScalars, and the order that goes with it. Upstream sorts the original in place, and compares that with the new list. */
function scalarLists(original: readonly unknown[], modified: readonly unknown[], { ignoreChanges, ignoreDeletions }: DiffOptions): ListDiff {
  const [left, right] = [sortScalars(original), sortScalars(modified)];
  const added: unknown[] = [];
  const deleted: unknown[] = [];
  for (let l = 0, r = 0; l < left.length || r < right.length; ) {
    const [own, other] = [l < left.length ? goValue(left[l]) : undefined, r < right.length ? goValue(right[r]) : undefined];
    if (own === other) {
      l += 1;
      r += 1;
    } else if (own === undefined || (other !== undefined && own > other)) {
      if (ignoreChanges !== true) added.push(right[r]);
      r += 1;
    } else {
      if (ignoreDeletions !== true) deleted.push(left[l]);
      l += 1;
    }
  }
  const gone = deduplicate(deleted);
  const ordered = (ignoreDeletions !== true && gone.length > 0) || (ignoreChanges !== true && !equalValues(left, modified));
  return { items: inOrderOf(added, modified, ''), deleted: gone, order: ordered ? modified : [] };
}
