/** Answers as the API server's encoder writes them (apimachinery runtime/serializer/json; meta/v1 types.go for the order of fields). */
import type { Kind } from '../../../api/kind';
import type { Registry } from '../../../api/registry';
import { encodeObject } from '../../../api/request/encode';
import { onTheWire } from '../../../api/request/go-typed';
import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import type { ApiObject } from '../../../api/types';
import { unquote } from '../../../base/go/unquote';
import type { Answer, Failure } from '../types';
import type { ResourcePath } from '../url';

/** An object that is answered where objects of `kind` are: of that kind, or what a subresource is. */
export function objectBody(registry: Registry, kind: Kind, object: ApiObject): JsonObject {
  const own = object.kind === kind.kind && object.apiVersion === kind.apiVersion ? kind : registry.find(object.apiVersion, object.kind);
  return onTheWire(registry, own === undefined ? (object as unknown as JsonObject) : encodeObject(own, object));
}

type List = Extract<Answer, { readonly list: unknown }>;

/** ListMeta. */
const listMetadata = ({ resourceVersion, continue: token, remaining }: List): JsonObject => ({
  resourceVersion, ...(token === undefined ? {} : { continue: token }), ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
});

/** Items of a list of a Go type do not say what they are. */
const itemBody = (custom: boolean, { apiVersion, kind, ...rest }: JsonObject): JsonObject => (custom ? { apiVersion, kind, ...rest } : rest);

export const listBody = (registry: Registry, kind: Kind, list: List): JsonObject => ({
  kind: `${kind.kind}List`, apiVersion: kind.apiVersion, metadata: listMetadata(list), items: list.list.map((one) => itemBody(kind.custom, objectBody(registry, kind, one))),
});

/** `pods "web" not found`, `deployments.apps is forbidden: …`: what a message is about, which the Status says once more. */
const RESOURCE = '([^ .:]+)(?:\\.([^ :]+))?';
const NAME = '("(?:[^"\\\\]|\\\\.)*")';
const ABOUT = [new RegExp(`^Operation cannot be fulfilled on ${RESOURCE} ${NAME}:`), new RegExp(`^(?:object is being deleted: )?${RESOURCE}(?: ${NAME})?(?: not found$| already exists$| is forbidden| is invalid)`)];
const NAMED: ReadonlySet<string> = new Set(['NotFound', 'AlreadyExists', 'Conflict', 'Forbidden', 'Invalid']);
/** Of these nothing is known but that it was no resource (apierrors.NewGenericServerResponse of the server itself). */
const GENERIC: ReadonlySet<string> = new Set(['NotFound', 'MethodNotAllowed', 'Forbidden']);

function detailsOf({ reason, message = '', details, retryAfter }: Failure): JsonObject | undefined {
  const [, resource, group = '', name] = NAMED.has(reason) ? (ABOUT.map((one) => one.exec(message)).find((found) => found !== null) ?? []) : [];
  const about: JsonObject = resource === undefined ? {} : { ...(name === undefined ? {} : { name: unquote(name) }), ...(group === '' ? {} : { group }), kind: resource };
  const given = objectOf(details);
  const whole: JsonObject = { ...about, ...given, ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }) };
  const ordered = Object.fromEntries(['name', 'group', 'kind', 'uid', 'causes', 'retryAfterSeconds'].flatMap((field) => (whole[field] === undefined || whole[field] === '' ? [] : [[field, inOrder(field, whole[field])]])));
  return Object.keys(ordered).length > 0 || GENERIC.has(reason) || details !== undefined ? ordered : undefined;
}

/** StatusCause. */
const inOrder = (field: string, value: unknown): unknown =>
  (field !== 'causes' || !Array.isArray(value) ? value : value.map((cause: unknown) => {
    const { reason, message, field: of } = objectOf(cause);
    return { ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }), ...(of === undefined || of === '' ? {} : { field: of }) };
  }));

/** A refusal as a Status. */
export function statusBody(failure: Failure): JsonObject {
  const { code, reason, message = '' } = failure;
  const details = detailsOf(failure);
  return { kind: 'Status', apiVersion: 'v1', metadata: failure.continue === undefined ? {} : { continue: failure.continue }, status: 'Failure', message, ...(reason === '' ? {} : { reason }), ...(details === undefined ? {} : { details }), code };
}

/** Resources whose storage gives what it has deleted back (ReturnDeletedObject of pkg/registry); of the others a Status says that it is gone. */
const GIVEN_BACK: ReadonlySet<string> = new Set([
  'pods', 'services', 'namespaces', 'persistentvolumes', 'persistentvolumeclaims', 'podtemplates', 'resourcequotas', 'serviceaccounts', 'csidrivers', 'csinodes', 'storageclasses', 'volumeattachments', 'volumeattributesclasses',
  'resourceclaims', 'resourceclaimtemplates', 'resourceslices', 'deviceclasses',
]);

/** What a DELETE is answered with: an object that stays a while is shown as it is. */
export function deletedBody(registry: Registry, kind: Kind, object: ApiObject): JsonObject {
  const { name = '', uid = '', deletionTimestamp } = object.metadata;
  const { plural = '', group = '' } = kind.resource ?? {};
  if (deletionTimestamp !== undefined || (GIVEN_BACK.has(plural) && !kind.custom)) return objectBody(registry, kind, object);
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details: { name, ...(group === '' ? {} : { group }), kind: plural, uid } };
}

/** What is answered where a subresource has been done and is nothing itself. */
export const DONE: JsonObject = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };

/** An object that another server answers through this one: of a kind that is not known here. */
export const foreignBody = ({ apiVersion, kind, ...rest }: ApiObject): JsonObject => ({ kind, apiVersion, ...rest });

/** What a metrics server calls its lists, where they are empty. */
const LISTS: Readonly<Record<string, string>> = { pods: 'PodMetrics', nodes: 'NodeMetrics' };

export const foreignList = ({ list }: List, { apiVersion, plural }: Pick<ResourcePath, 'apiVersion' | 'plural'>): JsonObject => ({
  kind: `${list[0]?.kind ?? LISTS[plural] ?? ''}List`, apiVersion, metadata: {}, items: list.map(({ apiVersion: _, kind: __, ...rest }) => rest),
});
