import { fieldsMatch, parseFieldSelector, parseLabelSelector, requirementsMatch } from '../../api/selector';
import { quote } from '../../base/go/quote';
import type { ApiObject, Pod } from '../../api';
import type { Kind } from '../../api/kind';
import { failure } from './failures';
import type { Failure } from './types';

/** The fields by which every kind, and those by which some kinds can be selected (pkg/registry/<group>/<kind>/strategy.go ToSelectableFields). */
export function selectableFields(object: ApiObject, selectable: readonly string[] = []): Readonly<Record<string, string>> {
  const { name = '', namespace } = object.metadata;
  const common = { 'metadata.name': name, ...(namespace === undefined ? {} : { 'metadata.namespace': namespace }) };
  const extra = EXTRA[`${object.apiVersion} ${object.kind}`]?.(object);
  return { ...common, ...extra, ...Object.fromEntries(selectable.map((path) => [path.slice(1), text(valueAt(object, path))])) };
}

/** What stands on a simple path of names, `.spec.engine`. */
export const valueAt = (object: ApiObject, path: string): unknown => path.slice(1).split('.').reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined), object);

type Fields = (object: ApiObject) => Readonly<Record<string, string>>;
type Loose = ApiObject & Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const at = (object: ApiObject, first: string, second: string): string => text((object as unknown as Loose)[first]?.[second]);

const own = (object: ApiObject, name: string): string => text((object as unknown as Readonly<Record<string, unknown>>)[name]);

/** The fields of an Event's reference to what it is about. */
const REFERENCE = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

/** ToSelectableFields of an Event, under the names of both its versions (pkg/apis/events/v1/conversion.go AddFieldLabelConversionsForEvent): a list is of the version that is asked for, a watch of the stored one. */
function ofEvent(object: ApiObject): Readonly<Record<string, string>> {
  const about = (name: string): string => at(object, 'involvedObject', name) || at(object, 'regarding', name);
  const reporter = own(object, 'reportingComponent') || own(object, 'reportingController');
  return {
    ...Object.fromEntries(REFERENCE.flatMap((name) => [[`involvedObject.${name}`, about(name)], [`regarding.${name}`, about(name)]])),
    reason: own(object, 'reason'), type: own(object, 'type'), reportingComponent: reporter, reportingController: reporter,
    source: at(object, 'source', 'component') || at(object, 'deprecatedSource', 'component') || reporter,
  };
}

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
  'v1 Secret': (object) => ({ type: own(object, 'type') }),
  'v1 Service': (object) => ({ 'spec.clusterIP': at(object, 'spec', 'clusterIP'), 'spec.type': at(object, 'spec', 'type') }),
  'v1 Event': ofEvent,
  'events.k8s.io/v1 Event': ofEvent,
  'v1 ReplicationController': (object) => ({ 'status.replicas': at(object, 'status', 'replicas') }),
  'batch/v1 Job': (object) => ({ 'status.successful': at(object, 'status', 'succeeded') }),
  'certificates.k8s.io/v1 CertificateSigningRequest': (object) => ({ 'spec.signerName': at(object, 'spec', 'signerName') }),
};

const common = ['metadata.name', 'metadata.namespace'];
const unsupported = (field: string): string => `field label not supported: ${field}`;

/** The fields that a kind may be selected by, and what is said of others (pkg/apis/<group>/v1/conversion.go). */
const SUPPORTED: Readonly<Record<string, { readonly fields: readonly string[]; readonly other: (field: string) => string }>> = {
  'v1 Pod': {
    fields: [...common, 'spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName', 'spec.host'],
    other: unsupported,
  },
  'v1 Node': { fields: ['metadata.name', 'spec.unschedulable'], other: unsupported },
  'v1 Namespace': { fields: ['metadata.name', 'status.phase'], other: unsupported },
  'v1 Secret': { fields: [...common, 'type'], other: unsupported },
  'v1 Service': { fields: [...common, 'spec.clusterIP', 'spec.type'], other: unsupported },
  'v1 ReplicationController': { fields: [...common, 'status.replicas'], other: unsupported },
  'v1 Event': {
    fields: [...common, ...REFERENCE.map((name) => `involvedObject.${name}`), 'reason', 'reportingComponent', 'source', 'type'],
    other: unsupported,
  },
  'events.k8s.io/v1 Event': { fields: [...common, ...REFERENCE.map((name) => `regarding.${name}`), 'reason', 'reportingController', 'type'], other: unsupported },
  'batch/v1 Job': { fields: [...common, 'status.successful'], other: (field) => `field label ${quote(field)} not supported for Job` },
  'certificates.k8s.io/v1 CertificateSigningRequest': { fields: ['metadata.name', 'spec.signerName'], other: unsupported },
};

/** A kind, or what is known of one that is asked for. */
type Selected = Pick<ApiObject, 'apiVersion' | 'kind'> & Partial<Pick<Kind, 'custom' | 'selectable' | 'resource'>>;

/** Scheme.ConvertFieldLabel, of custom kinds crConverter.ConvertFieldLabel: why a kind cannot be selected by a field. */
function fieldProblem({ apiVersion, kind, custom, selectable = [], resource }: Selected, field: string): string | undefined {
  if (custom === true) return field === 'metadata.name' || (field === 'metadata.namespace' && resource?.namespaced !== false) || selectable.includes(`.${field}`) ? undefined : unsupported(field);
  const supported = SUPPORTED[`${apiVersion} ${kind}`];
  if ((supported?.fields ?? common).includes(field)) return undefined;
  return supported?.other(field) ?? `${quote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

/** Whether an object is asked for by the two selectors of a request; undefined selectors ask for all. */
export function selection(kind: Selected, labelSelector: string | undefined, fieldSelector: string | undefined): { readonly matches: (object: ApiObject) => boolean } | { readonly failure: Failure } {
  const labels = parseLabelSelector(labelSelector ?? '');
  if (!labels.ok) return { failure: failure('BadRequest', labels.error) };
  const fields = parseFieldSelector(fieldSelector ?? '');
  if (!fields.ok) return { failure: failure('BadRequest', fields.error) };
  for (const { field } of fields.value) {
    const problem = fieldProblem(kind, field);
    if (problem !== undefined) return { failure: failure('BadRequest', problem) };
  }
  return { matches: (object) => requirementsMatch(labels.value, object.metadata.labels ?? {}) && (fields.value.length === 0 || fieldsMatch(fields.value, selectableFields(object, kind.selectable))) };
}
