import { goValue } from '../../base/go/print';
import { equalValues } from '../equal';
import type { FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { badElementOrder, badPrimitiveList, badRetainKeys, PatchError, unknownDirective, wrongType } from './patch-error';
import { PatchMeta } from './patch-meta';
import type { PatchField } from './patch-meta';
import { deduplicate, DIRECTIVE, elementKind, isDeletion, keyOf, mapsIn, mergeOrders, partition } from './strategic-lists';

const DELETE_FROM = '$deleteFromPrimitiveList';
const RETAIN_KEYS = '$retainKeys';
const SET_ORDER = '$setElementOrder';

type Members = Record<string, unknown>;

/**
 * A strategic merge patch carried out on an object (strategicpatch.StrategicMergeMapPatch). Throws a {@link PatchError}.
 * @param type the object's Go type: `core.v1.Pod`.
 */
export const strategicMergePatch = (schema: Schema, type: string, original: JsonObject, patch: JsonObject): JsonObject =>
  new Merger(new PatchMeta(schema), true).map(original, patch, { kind: 'struct', name: type });

/** Two patches in one (mergeMap with the options of CreateThreeWayMergePatch): the directives of both stay. */
export const mergePatches = (schema: Schema, type: string, first: JsonObject, second: JsonObject): JsonObject =>
  new Merger(new PatchMeta(schema), false).map(first, second, { kind: 'struct', name: type });

const keyAfter = (key: string, prefix: string): string => {
  const slash = key.indexOf('/');
  if (slash < 0 || key.slice(0, slash) !== prefix) throw prefix === DELETE_FROM ? badPrimitiveList() : badElementOrder();
  return key.slice(slash + 1);
};

class Merger {
  /** @param executes the patch is carried out; otherwise two patches become one, and nulls and directives stay. */
  constructor(
    private readonly meta: PatchMeta,
    private readonly executes: boolean,
  ) {}

  /** mergeMap. */
  map(given: JsonObject, patchGiven: JsonObject, type: FieldType): JsonObject {
    const patch: Members = { ...patchGiven };
    if (Object.hasOwn(patch, DIRECTIVE)) return directed(patch);
    const original: Members = { ...given };
    this.retainKeys(original, patch);
    this.orderedLists(original, patch, type);
    for (const key of Object.keys(patch).sort()) this.member(original, key, patch[key], type);
    return original;
  }

  private member(original: Members, given: string, value: unknown, type: FieldType): void {
    const deletes = given.startsWith(DELETE_FROM);
    if (deletes && !this.executes) {
      original[given] = value;
      return;
    }
    const key = deletes ? keyAfter(given, DELETE_FROM) : given;
    if (value === null) {
      delete original[key];
      if (this.executes) return;
    }
    const before = original[key];
    if (!Object.hasOwn(original, key) || !sameGoType(before, value)) {
      if (!deletes) this.set(original, key, value);
      return;
    }
    if (isObject(before) && isObject(value)) {
      const field = this.meta.field(type, key);
      original[key] = field.strategy === 'replace' ? value : this.map(before, value, field.type);
    } else if (Array.isArray(before) && Array.isArray(value)) {
      original[key] = this.list(before, value, this.meta.list(type, key), deletes);
    } else original[key] = value;
  }

  private set(original: Members, key: string, value: unknown): void {
    const kept = withoutDirectives(this.executes ? withoutNulls(value) : value);
    if (kept === undefined) delete original[key];
    else original[key] = kept;
  }

  /** applyRetainKeysDirective: what the patch does not name among the keys that stay goes. */
  private retainKeys(original: Members, patch: Members): void {
    if (!Object.hasOwn(patch, RETAIN_KEYS)) return;
    const retained = patch[RETAIN_KEYS];
    delete patch[RETAIN_KEYS];
    if (!this.executes) {
      if (Object.hasOwn(original, RETAIN_KEYS) && !equalValues(original[RETAIN_KEYS], retained)) {
        throw new PatchError(`${goValue(original[RETAIN_KEYS])} and ${goValue(retained)} are not deep equal: this may happen when calculating the 3-way diff patch`);
      }
      original[RETAIN_KEYS] = retained;
      return;
    }
    if (!Array.isArray(retained)) throw badRetainKeys();
    const names = new Set<unknown>(retained);
    const stray = Object.entries(patch).some(([key, value]) => value !== null && !key.startsWith(DELETE_FROM) && !key.startsWith(SET_ORDER) && !names.has(key));
    if (stray) throw badRetainKeys();
    for (const key of Object.keys(original)) if (!names.has(key)) delete original[key];
  }

  /** mergePatchIntoOriginal: the lists whose order the patch gives. */
  private orderedLists(original: Members, patch: Members, type: FieldType): void {
    for (const key of Object.keys(patch).sort()) {
      if (!key.startsWith(SET_ORDER)) continue;
      const order = patch[key];
      if (!this.executes) {
        if (Object.hasOwn(original, key) && !equalValues(original[key], order)) throw badElementOrder();
        original[key] = order;
      }
      delete patch[key];
      if (!Array.isArray(order)) throw wrongType('list', order);
      const name = keyAfter(key, SET_ORDER);
      const [before, patched] = [listIn(original, name), listIn(patch, name)];
      const field = this.meta.list(type, name);
      checkOrder(patched ?? [], order, field.mergeKey);
      const merged = this.orderedItems(before, patched, field);
      if (merged === undefined) continue;
      const { present, absent } = partition(merged.items, order, field.mergeKey);
      elementKind(before ?? [], patched ?? []);
      original[name] = mergeOrders(present, absent, order, merged.order, field.mergeKey);
      delete patch[name];
    }
  }

  private orderedItems(before: readonly unknown[] | undefined, patched: readonly unknown[] | undefined, field: PatchField): MergedList | undefined {
    if (patched === undefined) return before === undefined ? undefined : { items: before, order: before };
    if (before === undefined) return { items: withoutDirectives(patched) as readonly unknown[], order: [] };
    return this.mergedList(before, patched, field, false);
  }

  private list(original: readonly unknown[], patch: readonly unknown[], field: PatchField, deletes: boolean): readonly unknown[] {
    return this.mergedList(original, patch, field, deletes).items;
  }

  /** mergeSliceHandler and mergeSlice. */
  private mergedList(original: readonly unknown[], patch: readonly unknown[], field: PatchField, deletes: boolean): MergedList {
    const unmoved = (items: readonly unknown[]): MergedList => ({ items, order: original });
    if (field.strategy !== 'merge' && !deletes) return unmoved(patch);
    if (original.length === 0 && patch.length === 0) return unmoved(original);
    if (elementKind(original, patch) === 'scalar') {
      if (this.executes && deletes) return unmoved(original.filter((item) => !patch.includes(item)));
      const { present, absent } = partition(deduplicate([...original, ...patch]), patch, '');
      return unmoved(mergeOrders(present, absent, patch, original, ''));
    }
    const { mergeKey } = field;
    if (mergeKey === '') throw new PatchError('cannot merge lists without merge key for struct');
    const special = specialItems(mapsIn(original), mapsIn(patch), mergeKey);
    const merged = this.items(special.original, special.patch, field);
    const { present, absent } = partition(merged, special.patch, mergeKey);
    return { items: mergeOrders(present, absent, special.patch, special.original, mergeKey), order: [...merged, ...special.place.slice(merged.length)].slice(0, original.length) };
  }

  /** mergeSliceWithoutSpecialElements. */
  private items(original: readonly JsonObject[], patch: readonly JsonObject[], { mergeKey, type }: PatchField): readonly JsonObject[] {
    const merged = [...original];
    for (const item of patch) {
      const value = keyOf(item, mergeKey);
      const at = indexOfKey(merged, mergeKey, value);
      const before = merged[at];
      if (before === undefined) merged.push(item);
      else merged[at] = this.map(before, item, type);
    }
    return merged;
  }
}

interface MergedList {
  readonly items: readonly unknown[];
  /**
   * What stands in the place of the original list afterwards: upstream deletes and adds in its memory, so that what it takes for the order of the
   * original is that of the merged list, as long as the original was.
   */
  readonly order: readonly unknown[];
}

function directed(patch: Members): JsonObject {
  const { [DIRECTIVE]: directive, ...rest } = patch;
  if (directive === 'replace') return rest;
  if (directive === 'delete') return {};
  throw unknownDirective(directive, patch);
}

function listIn(members: Members, name: string): readonly unknown[] | undefined {
  if (!Object.hasOwn(members, name)) return undefined;
  const value = members[name];
  if (!Array.isArray(value)) throw wrongType('list', value);
  return value;
}

interface SpecialItems {
  readonly original: readonly JsonObject[];
  readonly patch: readonly JsonObject[];
  /** The memory of the original list: what is deleted is moved over, and the end stays. */
  readonly place: readonly JsonObject[];
}

/** mergeSliceWithSpecialElements: items that are orders, not items. */
function specialItems(original: readonly JsonObject[], patch: readonly JsonObject[], mergeKey: string): SpecialItems {
  let place = original;
  let count = original.length;
  let replaces = false;
  const plain: JsonObject[] = [];
  for (const item of patch) {
    if (!Object.hasOwn(item, DIRECTIVE)) plain.push(item);
    else if (item[DIRECTIVE] === 'delete') {
      const value = keyOf(item, mergeKey);
      for (let at = indexOfKey(place.slice(0, count), mergeKey, value); at >= 0; at = indexOfKey(place.slice(0, count), mergeKey, value)) {
        place = [...place.slice(0, at), ...place.slice(at + 1, count), ...place.slice(count - 1)];
        count -= 1;
      }
    } else if (item[DIRECTIVE] === 'replace') replaces = true;
    else if (item[DIRECTIVE] === 'merge') throw new PatchError('merging lists cannot yet be specified in the patch');
    else throw unknownDirective(item[DIRECTIVE], item);
  }
  return replaces ? { original: plain, patch: [], place } : { original: place.slice(0, count), patch: plain, place };
}

const indexOfKey = (items: readonly JsonObject[], mergeKey: string, value: unknown): number => items.findIndex((one) => Object.hasOwn(one, mergeKey) && one[mergeKey] === value);

/** validatePatchWithSetOrderList: the items of the patch stand in the order that it gives. */
function checkOrder(patch: readonly unknown[], order: readonly unknown[], mergeKey: string): void {
  if (patch.length === 0 || order.length === 0) return;
  const items = mergeKey === '' ? patch : mapsIn(patch).filter((item) => !isDeletion(item));
  let at = 0;
  for (const item of items) {
    if (isObject(item) && Object.hasOwn(item, DIRECTIVE)) continue;
    while (at < order.length && !sameKey(item, order[at], mergeKey)) at += 1;
    if (at === order.length) throw new PatchError(`The order in patch list:\n${goValue(patch)}\n doesn't match ${SET_ORDER} list:\n${goValue(order)}\n`);
    at += 1;
  }
}

/** mergeKeyValueEqual. */
function sameKey(a: unknown, b: unknown, mergeKey: string): boolean {
  if (mergeKey === '') return a === b;
  const [left, right] = mapsIn([a, b]);
  return keyOf(left ?? {}, mergeKey) === keyOf(right ?? {}, mergeKey);
}

function sameGoType(a: unknown, b: unknown): boolean {
  const kind = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
  return kind(a) === kind(b);
}

/** discardNullValuesFromPatch. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]): [string, unknown][] => (inner === null ? [] : [[key, withoutNulls(inner)]])));
}

/** removeDirectives: what is told to be deleted or replaced where nothing is; undefined for something that is such an order itself. */
function withoutDirectives(value: unknown): unknown {
  const kept = (inner: unknown): readonly unknown[] => {
    const rest = withoutDirectives(inner);
    return rest === undefined ? [] : [rest];
  };
  if (Array.isArray(value)) return value.flatMap(kept);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, DIRECTIVE)) return undefined;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => kept(inner).map((one): [string, unknown] => [key, one])));
}
