import { fromFields, hasPath, toFields, union } from '../../../api/apply/field-set';
import type { FieldSet } from '../../../api/apply/field-set';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { metadataOf } from '../../resources/info';

/** How an object's managers go from client-side to server-side apply (client-go util/csaupgrade). */

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const PATH = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`];

const setOf = (entry: JsonObject): FieldSet | undefined => fromFields(entry.fieldsV1 ?? {});
const managersOf = (object: JsonObject): readonly JsonObject[] => listOf(metadataOf(object).managedFields).map(objectOf);

/** FindFieldsOwners: who has come to own the last-applied annotation by such requests. */
export const annotationOwners = (object: JsonObject, operation: 'Apply' | 'Update'): readonly string[] =>
  managersOf(object).flatMap((entry) => {
    const set = entry.operation === operation ? setOf(entry) : undefined;
    return set !== undefined && hasPath(set, PATH) ? [textOf(entry.manager)] : [];
  });

/** The last-applied annotation of an object. */
export const annotationOf = (object: JsonObject): string | undefined => {
  const text = objectOf(metadataOf(object).annotations)[LAST_APPLIED];
  return typeof text === 'string' ? text : undefined;
};

/** What keeps the annotation when an apply no longer names it. */
export const justAnnotation = (object: JsonObject, text: string): JsonObject => ({
  apiVersion: object.apiVersion, kind: object.kind,
  metadata: { name: metadataOf(object).name, ...(metadataOf(object).namespace === undefined ? {} : { namespace: metadataOf(object).namespace }), annotations: { [LAST_APPLIED]: text } },
});

const isBy = (entry: JsonObject, manager: string, operation: 'Apply' | 'Update'): boolean => entry.manager === manager && entry.operation === operation && textOf(entry.subresource) === '';

/** upgradedManagedFields: what a client-side manager owned becomes the server-side one's. */
function upgraded(entries: readonly JsonObject[], from: string, to: string): readonly JsonObject[] {
  const own = entries.findIndex((entry) => isBy(entry, to, 'Apply'));
  const at = own >= 0 ? own : entries.findIndex((entry) => isBy(entry, from, 'Update'));
  const target = entries[at];
  if (target === undefined) return entries;
  const other = entries.find((entry) => isBy(entry, from, 'Update') && entry.apiVersion === target.apiVersion);
  const [targetSet, otherSet] = [setOf(target), other === undefined ? undefined : setOf(other)];
  const joined = targetSet !== undefined && otherSet !== undefined ? union(targetSet, otherSet) : targetSet;
  const merged = { ...target, manager: to, operation: 'Apply', ...(joined === undefined ? {} : { fieldsV1: toFields(joined) }) };
  return entries.map((entry, index) => (index === at ? merged : entry)).filter((entry) => !isBy(entry, from, 'Update'));
}

/** UpgradeManagedFieldsPatch: a JSON patch, or undefined where there is nothing to do. `owners`: the client-side managers, if not those that own the annotation. */
export function managersPatch(object: JsonObject, to: string, owners: readonly string[] = annotationOwners(object, 'Update')): readonly JsonObject[] | undefined {
  const before = managersOf(object);
  const after = [...new Set(owners)].sort().reduce((entries: readonly JsonObject[], from) => upgraded(entries, from, to), before);
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  return [
    { op: 'replace', path: '/metadata/managedFields', value: after },
    { op: 'replace', path: '/metadata/resourceVersion', value: metadataOf(object).resourceVersion },
  ];
}
