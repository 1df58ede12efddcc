import { formatTime } from '../../base/time';
import { updateManagers } from '../../api/apply/field-manager';
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import { encodeObject, managedType } from '../../api/request/encode';
import { managersAfterScale } from '../../api/request/scale';
import { objectOf } from '../../api/schema/values';
import type { Request } from './types';

const CONTROLLERS = 'system:serviceaccount:kube-system:';

/** Who a field is said to be of where the request does not say: the client's program, the user agent before its slash. */
const managerOf = ({ fieldManager, user: { username } }: Request): string => fieldManager ?? (username.startsWith(CONTROLLERS) ? 'kube-controller-manager' : (username.split(':').at(-1) ?? username));

const isTracked = ({ metadata }: ApiObject): boolean => (metadata.managedFields ?? []).length > 0;

/**
 * FieldManager.Update: who owns which field after an update. Objects are tracked from the first time they are applied; upstream tracks all from their creation,
 * which nobody sees before the first apply.
 */
export function withManagers(kind: Kind, object: ApiObject, old: ApiObject, request: Request, now: number): ApiObject {
  if (!isTracked(old)) return object;
  if (request.subresource === 'scale') {
    const managed = managersAfterScale(encodeObject(kind, old), encodeObject(kind, object), { manager: managerOf(request), apiVersion: kind.apiVersion, now: formatTime(now) });
    return withFields(object, managed as ApiObject['metadata']['managedFields']);
  }
  const subresource = request.subresource === 'status' ? 'status' : '';
  const writer = { manager: managerOf(request), apiVersion: kind.apiVersion, subresource, now: formatTime(now) };
  const tracked = updateManagers(encodeObject(kind, old), encodeObject(kind, object), managedType(kind, subresource), writer, false);
  const { managedFields } = objectOf(tracked.metadata) as ApiObject['metadata'];
  return withFields(object, managedFields);
}

function withFields(object: ApiObject, managedFields: ApiObject['metadata']['managedFields']): ApiObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata: managedFields === undefined ? metadata : { ...metadata, managedFields } };
}
