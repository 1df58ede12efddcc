/** Reading an object of which only its JSON is known (unstructured.Unstructured), with Argo CD's ways to read annotations (gitops-engine pkg/sync/resource). */
import { objectOf, textOf } from '../api/schema/values';
import type { JsonObject } from '../api/schema/walk';

export type { JsonObject } from '../api/schema/walk';

export const metadataOf = (object: JsonObject): JsonObject => objectOf(object.metadata);
export const nameOf = (object: JsonObject): string => textOf(metadataOf(object).name);
export const namespaceOf = (object: JsonObject): string => textOf(metadataOf(object).namespace);
export const kindOf = (object: JsonObject): string => textOf(object.kind);
export const apiVersionOf = (object: JsonObject): string => textOf(object.apiVersion);
export const annotationsOf = (object: JsonObject): JsonObject => objectOf(metadataOf(object).annotations);
export const labelsOf = (object: JsonObject): JsonObject => objectOf(metadataOf(object).labels);
export const finalizersOf = (object: JsonObject): readonly unknown[] => {
  const { finalizers } = metadataOf(object);
  return Array.isArray(finalizers) ? finalizers : [];
};

export function groupOf(object: JsonObject): string {
  const apiVersion = apiVersionOf(object);
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

export const versionOf = (object: JsonObject): string => apiVersionOf(object).split('/').pop() ?? '';

/** schema.GroupVersionKind.String. */
export const describeType = (object: JsonObject): string => `${groupOf(object)}/${versionOf(object)}, Kind=${kindOf(object)}`;

/** What tells objects apart: kube.ResourceKey. */
export interface ResourceKey {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export const keyOf = (object: JsonObject): ResourceKey => ({ group: groupOf(object), kind: kindOf(object), namespace: namespaceOf(object), name: nameOf(object) });

/** ResourceKey.String. */
export const printKey = ({ group, kind, namespace, name }: ResourceKey): string => `${group}/${kind}/${namespace}/${name}`;

/** GetAnnotationCSVs: the values of an annotation that is a list with commas. */
export function annotationList(object: JsonObject, name: string): string[] {
  const text = annotationsOf(object)[name];
  return typeof text === 'string' ? [...new Set(text.split(',').map((item) => item.trim()).filter((item) => item !== ''))] : [];
}

/** HasAnnotationOption: whether the list has this very item. */
export const hasOption = (object: JsonObject, name: string, option: string): boolean => annotationList(object, name).includes(option);

/** GetAnnotationOptionValue: the value of the first `option=value` in the list, or undefined. */
export const optionValue = (object: JsonObject, name: string, option: string): string | undefined => valueOf(annotationList(object, name), option);

/** SyncOptions.GetOptionValue: the same over a list of options. */
export function valueOf(options: readonly string[], option: string): string | undefined {
  const found = options.find((item) => item.startsWith(`${option}=`));
  return found?.slice(option.length + 1);
}

/** The object with other metadata fields; an undefined value takes the field away. */
export function withMetadata(object: JsonObject, fields: Readonly<Record<string, unknown>>): JsonObject {
  const metadata = Object.fromEntries(Object.entries({ ...metadataOf(object), ...fields }).filter(([, value]) => value !== undefined));
  return { ...object, metadata };
}

/** The object with annotations set (a text) or taken away (undefined). */
export function withAnnotations(object: JsonObject, changes: Readonly<Record<string, string | undefined>>): JsonObject {
  const annotations = Object.fromEntries(Object.entries({ ...annotationsOf(object), ...changes }).filter(([, value]) => value !== undefined));
  return withMetadata(object, { annotations });
}
