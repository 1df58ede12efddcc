import { quote } from '../../base/go/quote';
import { fieldErrorMessage } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { CreateContext, Kind } from '../kind';
import { decode, decodeCustom, decodeError } from '../manifest/decode';
import type { Decoded } from '../manifest/decode';
import type { ServicePools } from '../service/pools';
import { forbiddenStatus, groupQualified, invalidStatus } from '../status';
import type { ApiObject } from '../types';
import { pathSegmentName, validateObjectMeta } from '../validation/metadata';
import type { MappingTree } from '../yaml';

/** A failure as the API server sends it (apimachinery meta/v1 Status). */
export interface Status {
  readonly reason: 'BadRequest' | 'Unauthorized' | 'Timeout' | 'Invalid' | 'NotFound' | 'AlreadyExists' | 'Forbidden' | 'Conflict' | 'RequestEntityTooLarge' | 'UnsupportedMediaType' | 'InternalError' | '';
  readonly message: string;
  /** Where it is not the one of the reason. */
  readonly code?: number;
  readonly details?: StatusDetails;
}

export interface StatusDetails {
  readonly kind: string;
  readonly name: string;
  readonly causes: readonly StatusCause[];
}

export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field: string;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export type Answer<T extends ApiObject> = { readonly object: T; readonly warnings: readonly string[] } | { readonly status: Status };

/** A field error without its path: field.Error.ErrorBody. */
const bodyOf = (error: FieldError): string => fieldErrorMessage(error).slice(error.path.length + 2);

/** field.ErrorType by what it is here. */
const CAUSES: Readonly<Record<FieldError['type'], string>> = {
  required: 'FieldValueRequired',
  invalid: 'FieldValueInvalid',
  notSupported: 'FieldValueNotSupported',
  duplicate: 'FieldValueDuplicate',
  typeInvalid: 'FieldValueTypeInvalid',
  forbidden: 'FieldValueForbidden',
  tooShort: 'FieldValueTooShort',
  tooMany: 'FieldValueTooMany',
  tooFew: 'FieldValueTooFew',
  internal: 'InternalError',
  tooLong: 'FieldValueTooLong',
  notFound: 'FieldValueNotFound',
};

/** The causes of a Status, one a field error. */
export const causesOf = (errors: readonly FieldError[]): readonly StatusCause[] => errors.map((error) => ({ reason: CAUSES[error.type], message: bodyOf(error), field: error.path }));

/** apierrors.NewInvalid; the group is that in which the kind is kept. */
export function invalid(kind: Kind, name: string, errors: readonly FieldError[]): Status {
  const [group = '', version] = (kind.storageApiVersion ?? kind.apiVersion).split('/');
  return {
    reason: 'Invalid',
    message: invalidStatus(version === undefined ? '' : group, kind.kind, name, errors.map(fieldErrorMessage)),
    details: { kind: kind.kind, name, causes: causesOf(errors) },
  };
}

/** admission.NewForbidden: a plug-in refuses an object. */
export const forbiddenBy = ({ resource }: Kind, name: string, cause: string): Status => ({ reason: 'Forbidden', message: forbiddenStatus(resource?.group ?? '', resource?.plural ?? '', name, cause) });

/** By what name admission speaks of an object (apiserver pkg/admission/errors.go extractResourceName). */
export const nameFor = ({ metadata }: ApiObject): string => metadata.name || metadata.generateName || 'Unknown';

/** The name by which a resource stands in messages: `deployments.apps`. */
export const resourceName = (kind: Kind): string => groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? kind.kind.toLowerCase());

/** What the server adds to an object that is created. */
export interface SystemFields extends CreateContext {
  readonly uid: string;
  /** Five letters for `generateName`. */
  readonly suffix: string;
}

/** An object after the plug-ins that change it, or what one of them says against it. */
export type Admitted<T> = { readonly object: T } | { readonly status: Status };

export interface CreateOptions<T extends ApiObject> {
  /** Without it an object gets no UID, no time of creation and no generated name. */
  readonly system?: SystemFields;
  /** What the cluster has to give to Services; without them they get nothing. */
  readonly pools?: ServicePools | undefined;
  /** What admission makes of the defaulted object, or why it refuses it. */
  admit?(object: T): Admitted<T>;
}

/** The time of a server that is not told one. */
const EPOCH = '1970-01-01T00:00:00Z';
/** storage/names SimpleNameGenerator: 63 characters in all. */
const MAX_GENERATED_BASE = 58;

/** rest.FillObjectMetaSystemFields and the generated name. */
function withSystemFields<T extends ApiObject>(object: T, { now, uid, suffix }: SystemFields): T {
  const { metadata } = object;
  const base = metadata.generateName ?? '';
  const name = (metadata.name ?? '') === '' && base !== '' ? { name: `${base.slice(0, MAX_GENERATED_BASE)}${suffix}` } : {};
  return { ...object, metadata: { ...metadata, ...name, uid, creationTimestamp: now } };
}

/**
 * What the API server makes of a body: decoded, defaulted, prepared and validated for creation (apiserver endpoints/handlers/create.go,
 * registry/rest/create.go). `sent`: the kind that the body names, which may be written otherwise than the resource's.
 */
export function createObject<T extends ApiObject>(
  body: MappingTree,
  kind: Kind<T>,
  sent = kind.kind as string,
  validation: FieldValidation = 'Strict',
  options: CreateOptions<T> = {},
): Answer<T> {
  const decoded = decodeBody(body, kind, sent, validation);
  if ('status' in decoded) return decoded;
  const answer = createDecoded(decoded.object, kind, options);
  return 'status' in answer ? answer : { object: answer.object, warnings: [...decoded.warnings, ...answer.warnings] };
}

/** A body as an object of its kind, or why it is none (apiserver endpoints/handlers: decoder.Decode); `warnings` name its unknown fields. */
export function decodeBody<T extends ApiObject>(body: MappingTree, kind: Kind<T>, sent = kind.kind as string, validation: FieldValidation = 'Strict'): Answer<T> {
  const version = kind.apiVersion.split('/').pop() ?? kind.apiVersion;
  const refuse = (error: string): Answer<T> => ({ status: { reason: 'BadRequest', message: `${sent} in version ${quote(version)} cannot be handled as a ${kind.kind}: ${error}` } });
  if (sent !== kind.kind) return refuse(`no kind ${quote(sent)} is registered for version ${quote(kind.apiVersion)} in scheme "SCHEME"`);
  const { value, problems } = decodeAs(body, kind);
  const error = decodeError(problems, validation === 'Strict');
  if (error !== undefined) return refuse(error);
  const unknown = problems.filter(({ severity }) => severity === 'strict').map(({ message }) => message);
  return { object: asObject(kind, value), warnings: validation === 'Warn' ? unknown : [] };
}

/** The same for an object that is decoded already. */
export function createDecoded<T extends ApiObject>(object: T, kind: Kind<T>, { system, admit, pools }: CreateOptions<T> = {}): Answer<T> {
  const defaulted = kind.defaults?.(object) ?? object;
  const named = system === undefined ? defaulted : withSystemFields(defaulted, system);
  const admitted = admit?.(named) ?? { object: named };
  if ('status' in admitted) return admitted;
  const allocated = allocate(kind, inItsScope(kind, admitted.object), undefined, pools);
  if ('status' in allocated) return allocated;
  const prepared = kind.prepareForCreate?.(allocated.object, system ?? { now: EPOCH }) ?? allocated.object;
  const errors = validateNew(prepared, kind);
  if (errors.length > 0) return { status: invalid(kind, prepared.metadata.name ?? '', errors) };
  // What is read back from the storage is defaulted once more: a Job's labels come from what its template was given.
  return { object: kind.defaults?.(prepared) ?? prepared, warnings: kind.warnings?.(prepared) ?? [] };
}

/** EnsureObjectNamespaceMatchesRequestNamespace: an object of the whole cluster is in no namespace, whatever its manifest says. */
export function inItsScope<T extends ApiObject>(kind: Kind<T>, object: T): T {
  if (kind.resource?.namespaced !== false || object.metadata.namespace === undefined) return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** What a kind takes from the cluster's pools; a request without pools takes nothing. */
export function allocate<T extends ApiObject>(kind: Kind<T>, object: T, old: T | undefined, pools: ServicePools | undefined): { readonly object: T } | { readonly status: Status } {
  const step = pools === undefined ? undefined : kind.allocate?.(object, old, pools);
  if (step === undefined) return { object };
  if ('service' in step) return { object: step.service };
  if ('internal' in step) return { status: { reason: 'InternalError', message: `Internal error occurred: ${step.internal}` } };
  return { status: invalid(kind, object.metadata.name ?? '', step.errors) };
}

/** Who reads a manifest without a server still gives the object what every object has by then. */
const READER: SystemFields = { now: EPOCH, uid: '00000000-0000-0000-0000-000000000000', suffix: 'xxxxx' };

const POD = 'core.v1.Pod';

/** By the time a Pod is validated admission has given it the account of its Namespace. */
function withAccount<T extends ApiObject>(pod: T): T {
  const { spec } = pod as T & { readonly spec?: { readonly serviceAccountName?: string } };
  return spec?.serviceAccountName ? pod : { ...pod, spec: { ...spec, serviceAccountName: 'default', serviceAccount: 'default' } };
}

/** What a server would say to a defaulted object that is created: its errors, and its warnings where there is none. */
export function checkNew<T extends ApiObject>(object: T, kind: Kind<T>): { readonly errors: readonly FieldError[]; readonly warnings: readonly string[] } {
  const { uid, creationTimestamp } = object.metadata;
  const named = withSystemFields(object, READER);
  const { creationTimestamp: _, ...made } = named.metadata;
  const known: T = { ...named, metadata: { ...made, uid: uid ?? READER.uid, ...(creationTimestamp === undefined ? {} : { creationTimestamp }) } };
  const admitted = kind.type === POD ? withAccount(known) : known;
  const prepared = kind.prepareForCreate?.(admitted, READER) ?? admitted;
  const errors = validateNew(inItsScope(kind, prepared), kind);
  return { errors, warnings: errors.length > 0 ? [] : (kind.warnings?.(prepared) ?? []) };
}

/** Strategy.Validate and, where it finds nothing, what every object's metadata must be (registry/rest/create.go BeforeCreate). */
function validateNew<T extends ApiObject>(object: T, kind: Kind<T>): readonly FieldError[] {
  const errors = kind.validateCreate?.(object) ?? [];
  return errors.length > 0 ? errors : validateObjectMeta(object.metadata, 'metadata', { namespaced: kind.resource?.namespaced ?? true, name: pathSegmentName });
}

/** Decodes a body as its kind is decoded. */
export function decodeAs(body: MappingTree, kind: Kind): Decoded {
  return (kind.custom ? decodeCustom : decode)(body, kind.schema, kind.type);
}

/**
 * A decoded value as an object of its kind: strict decoding has checked every known field against the type table, so it has the shape of
 * its type. A Go object always has its metadata, and its spec where its type has one.
 */
export function asObject<T extends ApiObject>(kind: Kind<T>, value: Readonly<Record<string, unknown>>): T {
  const spec = !kind.custom && kind.schema.struct(kind.type).fields.has('spec') ? { spec: {} } : {};
  return { metadata: {}, ...spec, ...value, apiVersion: kind.apiVersion, kind: kind.kind } as unknown as T;
}
