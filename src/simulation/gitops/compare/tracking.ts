/** Which application an object belongs to (util/argo/resource_tracking.go). */
import { textOf } from '../../api/schema/values';
import { annotationsOf, groupOf, kindOf, labelsOf, nameOf, namespaceOf, withAnnotations, withMetadata } from '../objects';
import type { JsonObject } from '../objects';

export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const MAX_LABEL = 63;

export type TrackingMethod = 'annotation' | 'label' | 'annotation+label';

export interface Tracking {
  readonly method: string;
  readonly labelKey: string;
}

export const trackingOf = (data: Readonly<Record<string, string>>): Tracking => ({
  method: data['application.resourceTrackingMethod'] || 'annotation', labelKey: data['application.instanceLabelKey'] || 'app.kubernetes.io/instance',
});

export interface TrackingValue {
  readonly application: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** ParseAppInstanceValue: `app:group/kind:namespace/name`; undefined for anything else. */
export function parseTrackingId(text: string): TrackingValue | undefined {
  const [application = '', type, ...rest] = text.split(':');
  const place = rest.join(':');
  const [types, places] = [(type ?? '').split('/'), place.split('/')];
  if (type === undefined || rest.length === 0 || types.length !== 2 || places.length !== 2) return undefined;
  return { application, group: types[0]!, kind: types[1]!, namespace: places[0]!, name: places[1]! };
}

/** UnstructuredToAppInstanceValue. */
export const trackingValue = (object: JsonObject, application: string, namespace: string): TrackingValue => ({
  application, group: groupOf(object), kind: kindOf(object), namespace: namespaceOf(object) || namespace, name: nameOf(object),
});

export const printTrackingId = ({ application, group, kind, namespace, name }: TrackingValue): string => `${application}:${group}/${kind}:${namespace}/${name}`;

const recorded = (object: JsonObject): TrackingValue | undefined => parseTrackingId(textOf(annotationsOf(object)[TRACKING_ID]));

/** GetAppName: empty where the object belongs to none. */
export const applicationOf = (object: JsonObject, { method, labelKey }: Tracking): string => (method === 'label' ? textOf(labelsOf(object)[labelKey]) : recorded(object)?.application ?? '');

/** TruncateLabel: no longer than a label may be, and ending with a letter or digit. */
const truncated = (value: string): string => (value.length <= MAX_LABEL ? value : value.slice(0, MAX_LABEL).replace(/[^A-Za-z0-9]+$/, ''));

/** SetAppInstance. */
export function withTracking(object: JsonObject, application: string, namespace: string, { method, labelKey }: Tracking): JsonObject {
  const labelled = (one: JsonObject, value: string): JsonObject => withMetadata(one, { labels: { ...labelsOf(one), [labelKey]: value } });
  if (method === 'label') return labelled(object, application);
  const annotated = withAnnotations(object, { [TRACKING_ID]: printTrackingId(trackingValue(object, application, namespace)) });
  return method === 'annotation+label' ? labelled(annotated, truncated(application)) : annotated;
}

/** ResourceTracking.Normalize: who comes from labels shall not see a difference in everything. */
export function withoutOldTracking(target: JsonObject, live: JsonObject, { method, labelKey }: Tracking): JsonObject {
  const isDefinition = kindOf(live) === 'CustomResourceDefinition' && groupOf(live) === 'apiextensions.k8s.io';
  if (method === 'label' || textOf(labelsOf(live)[labelKey]) === '' || isDefinition) return live;
  const annotated = textOf(annotationsOf(live)[TRACKING_ID]) === '' ? withAnnotations(live, { [TRACKING_ID]: textOf(annotationsOf(target)[TRACKING_ID]) }) : live;
  if (textOf(labelsOf(target)[labelKey]) !== '') return annotated;
  const labels = Object.fromEntries(Object.entries(labelsOf(annotated)).filter(([key]) => key !== labelKey));
  return withMetadata(annotated, { labels: Object.keys(labels).length === 0 ? undefined : labels });
}

/** isSelfReferencedObj: whether the tracking id is this object's own, and not one that was copied along. */
export function isOwnTracking(live: JsonObject | undefined, target: JsonObject | undefined, application: string, { method }: Tracking): boolean {
  if (live === undefined || method === 'label') return true;
  const value = target === undefined ? (method === 'annotation' || method === 'annotation+label' ? recorded(live) : undefined) : trackingValue(target, application, '');
  if (value === undefined) return true;
  const namespace = namespaceOf(live);
  return (namespace === value.namespace || namespace === '') && nameOf(live) === value.name && groupOf(live) === value.group && kindOf(live) === value.kind;
}
