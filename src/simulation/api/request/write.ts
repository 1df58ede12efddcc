import { decodeError } from '../manifest/decode';
import { mappingOf } from '../manifest/tree-of';
import type { Kind } from '../kind';
import { objectOf, textOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import type { ServicePools } from '../service/pools';
import type { ApiObject } from '../types';
import { asObject, createDecoded, decodeAs, resourceName } from './create';
import type { CreateOptions, Status, SystemFields } from './create';
import { badRequest } from './status-code';
import { updateObject } from './update';

/** Whose request it is, and where it goes. */
export interface WriteTarget<T extends ApiObject> {
  readonly kind: Kind<T>;
  /** The name in the URL. */
  readonly name: string;
  readonly namespace: string;
  /** `status`, `scale`, or empty. */
  readonly subresource: string;
  readonly manager: string;
  readonly force?: boolean | undefined;
  readonly system: SystemFields;
  readonly pools?: ServicePools | undefined;
  admit?: CreateOptions<T>['admit'];
  /** What admission makes of an object that changes. */
  admitChange?(object: T): T;
}

/** What came of a write: the stored object, or why there is none. */
export type Written<T extends ApiObject> = { readonly object: T; readonly created: boolean; readonly warnings: readonly string[]; readonly scale?: JsonObject } | { readonly status: Status };

/** What a patch has made, decoded into the kind's type; or the decoder's error. */
export function decodeJson<T extends ApiObject>(kind: Kind<T>, json: JsonObject, strict: boolean): { readonly object: T } | { readonly error: string } {
  const { value, problems } = decodeAs(mappingOf(json), kind);
  const error = decodeError(problems, strict);
  return error === undefined ? { object: asObject(kind, value) } : { error };
}

/** EnsureObjectNamespaceMatchesRequestNamespace and checkName (endpoints/handlers). */
function placeError<T extends ApiObject>({ metadata }: T, { kind, name, namespace }: WriteTarget<T>): Status | undefined {
  const own = metadata.namespace ?? '';
  if (kind.resource?.namespaced !== false && own !== '' && own !== namespace) return badRequest('the namespace of the provided object does not match the namespace sent on the request');
  const given = metadata.name ?? '';
  if (given === '') return badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  return given === name ? undefined : badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`);
}

/** apierrors.NewConflict of a write that was made from an older object. */
function conflict(kind: Kind, name: string): Status {
  return { reason: 'Conflict', message: `Operation cannot be fulfilled on ${resourceName(kind)} "${name}": the object has been modified; please apply your changes to the latest version and try again` };
}

/** Store.Update (registry/generic/registry): the object joins the store, in place of the live one where there is one. */
export function writeObject<T extends ApiObject>(object: T, live: T | undefined, target: WriteTarget<T>): Written<T> {
  const { kind, name, namespace, subresource, system, pools, admit, admitChange } = target;
  const misplaced = placeError(object, target);
  if (misplaced !== undefined) return { status: misplaced };
  const placed: T = kind.resource?.namespaced === false ? object : { ...object, metadata: { ...object.metadata, namespace } };
  if (live === undefined) {
    const made = createDecoded(placed, kind, { system, pools, ...(admit === undefined ? {} : { admit }) });
    return 'status' in made ? made : { object: made.object, created: true, warnings: made.warnings };
  }
  const { resourceVersion = '' } = placed.metadata;
  if (resourceVersion !== '' && resourceVersion !== (live.metadata.resourceVersion ?? '')) return { status: conflict(kind, name) };
  const changed = updateObject(placed, live, kind, pools, admitChange, subresource === 'status' ? 'status' : '');
  return 'status' in changed ? changed : { object: changed.object, created: false, warnings: changed.warnings };
}

/** `default/web; apps/v1, Kind=Deployment`: an object that a client sends, as the field manager names it. */
export function describeSent(sent: JsonObject): string {
  const { namespace, name } = objectOf(sent.metadata);
  return `${textOf(namespace)}/${textOf(name)}; ${describeKind(sent)}`;
}

/** schema.GroupVersionKind.String. */
export function describeKind(sent: JsonObject): string {
  const version = textOf(sent.apiVersion);
  return `${version === '' || version.includes('/') ? version || '/' : `/${version}`}, Kind=${textOf(sent.kind)}`;
}
