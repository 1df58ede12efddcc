import { fieldsMatch, parseFieldSelector, parseLabelSelector, requirementsMatch } from '../../api/selector';
import type { ApiObject, Pod } from '../../api';
import { failure } from './failures';
import type { Failure } from './types';

/** The fields by which every kind, and those by which some kinds can be selected (pkg/registry/<group>/<kind>/strategy.go ToSelectableFields). */
export function selectableFields(object: ApiObject): Readonly<Record<string, string>> {
  const { name = '', namespace } = object.metadata;
  const common = { 'metadata.name': name, ...(namespace === undefined ? {} : { 'metadata.namespace': namespace }) };
  const extra = EXTRA[`${object.apiVersion} ${object.kind}`]?.(object);
  return { ...common, ...extra };
}

type Fields = (object: ApiObject) => Readonly<Record<string, string>>;
type Loose = ApiObject & Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const at = (object: ApiObject, first: string, second: string): string => text((object as unknown as Loose)[first]?.[second]);

const EXTRA: Readonly<Record<string, Fields>> = {
  'v1 Pod': (object) => {
    const { spec, status } = object as Pod;
    return {
      'spec.nodeName': spec.nodeName ?? '', 'spec.restartPolicy': spec.restartPolicy ?? '', 'spec.schedulerName': spec.schedulerName ?? '',
      'spec.serviceAccountName': spec.serviceAccountName ?? '', 'spec.hostNetwork': String(spec.hostNetwork ?? false), 'status.phase': status?.phase ?? '',
      'status.podIP': status?.podIP ?? '', 'status.nominatedNodeName': status?.nominatedNodeName ?? '',
    };
  },
  'v1 Node': (object) => ({ 'spec.unschedulable': String(at(object, 'spec', 'unschedulable') === 'true') }),
  'v1 Namespace': (object) => ({ 'status.phase': at(object, 'status', 'phase') }),
  'v1 Secret': (object) => ({ type: text((object as unknown as { readonly type?: unknown }).type) }),
  'v1 Service': (object) => ({ 'spec.clusterIP': at(object, 'spec', 'clusterIP'), 'spec.type': at(object, 'spec', 'type') }),
  'v1 Event': (object) => ({
    ...Object.fromEntries(['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((name) => [`involvedObject.${name}`, at(object, 'involvedObject', name)])),
    reason: text((object as unknown as { readonly reason?: unknown }).reason), type: text((object as unknown as { readonly type?: unknown }).type), source: at(object, 'source', 'component'),
  }),
  'v1 ReplicationController': (object) => ({ 'status.replicas': at(object, 'status', 'replicas') }),
  'apps/v1 ReplicaSet': (object) => ({ 'status.replicas': at(object, 'status', 'replicas') }),
  'batch/v1 Job': (object) => ({ 'status.successful': at(object, 'status', 'succeeded') }),
};

/** Whether an object is asked for by the two selectors of a request; undefined selectors ask for all. */
export function selection(labelSelector: string | undefined, fieldSelector: string | undefined): { readonly matches: (object: ApiObject) => boolean } | { readonly failure: Failure } {
  const labels = parseLabelSelector(labelSelector ?? '');
  if (!labels.ok) return { failure: failure('BadRequest', `unable to parse requirement: ${labels.error}`) };
  const fields = parseFieldSelector(fieldSelector ?? '');
  if (!fields.ok) return { failure: failure('BadRequest', fields.error) };
  return { matches: (object) => requirementsMatch(labels.value, object.metadata.labels ?? {}) && (fields.value.length === 0 || fieldsMatch(fields.value, selectableFields(object))) };
}
