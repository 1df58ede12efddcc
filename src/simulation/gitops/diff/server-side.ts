/** What server-side apply would make of a live object (gitops-engine pkg/diff/diff.go: StructuredMergeDiff, ServerSideDiff; util/argo/managedfields). */
import type { Atom } from '../../api/apply/atoms';
import { compareTyped } from '../../api/apply/compare';
import { difference, EMPTY_SET, fromFields, intersection, isEmptySet, pathsOf, union, FieldSetBuilder } from '../../api/apply/field-set';
import type { FieldSet, Path } from '../../api/apply/field-set';
import { decodeManagedFields } from '../../api/apply/managed-fields';
import { mergeTyped } from '../../api/apply/merge';
import { removeFields } from '../../api/apply/remove';
import { toFieldSet } from '../../api/apply/to-field-set';
import { applyFields } from '../../api/apply/updater';
import { printTypeErrors, typeErrors } from '../../api/apply/validate';
import type { Kind } from '../../api/kind';
import { managedType } from '../../api/request/encode';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { describeType, kindOf, metadataOf, nameOf } from '../objects';
import type { JsonObject } from '../objects';
import type { Predicted } from './result';
import { lastAppliedLess } from './three-way';
import { withTypeDefaults } from './typed';

export const ARGO_MANAGER = 'argocd-controller';

/** Where an object's type is not known to the API server. */
export const unknownType = (object: JsonObject): Error => new Error(`unable to resolve parseableType for GroupVersionKind: ${describeType(object)}`);

function checkShape(object: JsonObject, atom: Atom, what: string): void {
  const errors = typeErrors(object, atom, true);
  if (errors.length > 0) throw new Error(`error building typed value from ${what} resource: ${printTypeErrors(errors)}`);
}

const atomOf = (kind: Kind): Atom => managedType(kind, '').atom;

/** structuredMergeDiff: server-side apply computed by Argo CD itself. Throws its errors. */
export function structuredDiff(config: JsonObject, live: JsonObject, kind: Kind): Predicted {
  const atom = atomOf(kind);
  checkShape(live, atom, 'live');
  checkShape(config, atom, 'config');
  const managed = decodeManagedFields(metadataOf(live).managedFields);
  if (managed === undefined) throw new Error('error calculating diff: error decoding managed fields');
  const writer = { manager: ARGO_MANAGER, operation: 'Apply', apiVersion: kind.apiVersion, subresource: '' } as const;
  const applied = applyFields(live, config, { atom, reset: EMPTY_SET }, managed, writer, true);
  if (!('object' in applied) || !applied.changed) return { live, predicted: live };
  const shown = (object: JsonObject): JsonObject => (kind.custom ? lastAppliedLess(object) : withTypeDefaults(lastAppliedLess(object), kind));
  return { live: shown(live), predicted: shown(objectOf(applied.object)) };
}

/** A dry run of server-side apply by the API server, as Argo CD's manager and with force: the object with its managers, or why not. */
export type DryRun = (manifest: JsonObject) => { readonly object: JsonObject } | { readonly error: string };

/** excludeManagerOwnedAncestors: a path stays where the manager owns something below it. */
function withoutOwnedAncestors(paths: readonly Path[], owned: FieldSet): readonly Path[] {
  const ownsBelow = (path: Path): boolean => {
    let set: FieldSet = owned;
    for (const element of path) {
      const next = set.children.get(element);
      if (next === undefined || isEmptySet(next)) return false;
      set = next;
    }
    return true;
  };
  return paths.filter((path) => !ownsBelow(path));
}

/** isCompositeKeyField: a field that tells the items of a list apart together with others cannot be taken out. */
function isCompositeKey(path: Path): boolean {
  const last = path[path.length - 1];
  if (last === undefined || !last.startsWith('f:')) return false;
  return path.slice(0, -1).some((element) => {
    if (!element.startsWith('k:')) return false;
    const names = Object.keys(objectOf(JSON.parse(element.slice(2))));
    return names.length > 1 && names.includes(last.slice(2));
  });
}

function setOf(paths: readonly Path[]): FieldSet {
  const builder = new FieldSetBuilder();
  for (const path of paths) builder.insert(path);
  return builder;
}

/** removeWebhookMutation: of what the server predicts only what Argo CD's manager owns is laid over the live object. */
function ownMutations(predicted: JsonObject, live: JsonObject, kind: Kind): JsonObject {
  const place = `${kindOf(predicted)}/${nameOf(predicted)}`;
  const entries = listOf(metadataOf(predicted).managedFields).map(objectOf);
  if (entries.length === 0) throw new Error(`predictedLive for resource ${place} must have the managedFields`);
  const owned = entries.filter(({ manager }) => textOf(manager) === ARGO_MANAGER).map(({ fieldsV1 }) => fromFields(fieldsV1) ?? EMPTY_SET).reduce<FieldSet>(union, EMPTY_SET);
  if (isEmptySet(owned)) throw new Error(`no managed fields found for manager: ${ARGO_MANAGER}`);
  const atom = atomOf(kind);
  const foreign = withoutOwnedAncestors(pathsOf(difference(toFieldSet(predicted, atom), owned)), owned);
  const { removed } = compareTyped(live, predicted, atom);
  const mine = removeFields(predicted, setOf(foreign.filter((path) => !isCompositeKey(path))), atom);
  return objectOf(removeFields(mergeTyped(live, mine, atom), difference(removed, setOf(foreign)), atom));
}

export interface ServerSideOptions {
  readonly dryRun: DryRun;
  /** Whether what others do to the object on its way in is left out, which is the default. */
  readonly ignoreMutations: boolean;
  /** The kind by which the API server merges. */
  readonly kind: Kind | undefined;
  readonly remarshal: (object: JsonObject) => JsonObject;
  readonly normalize: (object: JsonObject) => JsonObject;
}

const unmanaged = (object: JsonObject): JsonObject => {
  const { managedFields: _managers, resourceVersion: _version, ...metadata } = metadataOf(object);
  return lastAppliedLess({ ...object, metadata });
};

/** serverSideDiff. Throws its errors. */
export function serverSideDiff(config: JsonObject, live: JsonObject, { dryRun, ignoreMutations, kind, remarshal, normalize }: ServerSideOptions): Predicted {
  const place = `${kindOf(config)}/${nameOf(config)}`;
  const answer = dryRun(config);
  if ('error' in answer) throw new Error(`error running server side apply in dryrun mode for resource ${place}: ${answer.error}`);
  let predicted = answer.object;
  if (ignoreMutations) {
    const wrap = (error: unknown): Error => new Error(`error removing non config mutations for resource ${place}: ${error instanceof Error ? error.message : ''}`, { cause: error });
    if (kind === undefined) throw wrap(unknownType(config));
    try {
      predicted = ownMutations(predicted, live, kind);
    } catch (error) {
      throw wrap(error);
    }
  }
  return { live: unmanaged(normalize(live)), predicted: unmanaged(normalize(remarshal(predicted))) };
}

/** managedfields.Normalize: fields of trusted managers that differ are taken out of both objects. */
export function withoutTrusted(live: JsonObject, target: JsonObject, managers: ReadonlySet<string>, atom: Atom): readonly [JsonObject, JsonObject] {
  if (managers.size === 0 || typeErrors(live, atom).length > 0 || typeErrors(target, atom).length > 0) return [live, target];
  const { modified } = compareTyped(live, target, atom);
  let pair: readonly [JsonObject, JsonObject] = [live, target];
  for (const { manager, fieldsV1 } of listOf(metadataOf(live).managedFields).map(objectOf)) {
    const shared = managers.has(textOf(manager)) ? intersection(fromFields(fieldsV1) ?? EMPTY_SET, modified) : EMPTY_SET;
    if (!isEmptySet(shared)) pair = [objectOf(removeFields(pair[0], shared, atom)), objectOf(removeFields(pair[1], shared, atom))];
  }
  return pair;
}
