import type { Kind } from '../../../api/kind';
import { encodeObject } from '../../../api/request/encode';
import type { JsonObject } from '../../../api/schema/walk';
import type { ApiObject } from '../../../api/types';
import { fnv32a } from '../../../base/hash';
import { drawUuid } from '../../../base/random';
import type { AdmissionRequest } from '../request';
import type { AdmissionReview } from './reply';

/** A webhook that is to be called, with the version in which it wants the object. */
export interface Invocation {
  /** The kind of the object that is sent. */
  readonly kind: Kind;
}

const kindOf = (apiVersion: string, kind: string): JsonObject => {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, kind };
};

const resourceOf = ({ resource }: Kind): JsonObject => {
  const { group = '', version = '', plural = '' } = resource ?? {};
  return { group, version, resource: plural };
};

/** What finds the kind of an object that is not of the request's own, as the Scale of a subresource. */
export type FindKind = (apiVersion: string, kind: string) => Kind | undefined;

/** An object as a webhook gets it. */
export function jsonOf(object: ApiObject, findKind: FindKind): JsonObject {
  const kind = findKind(object.apiVersion, object.kind);
  return kind === undefined ? (object as unknown as JsonObject) : encodeObject(kind, object);
}

/** The same object in another version of its kind; only custom resources are sent so, whose conversion changes no field. */
export const inVersion = (object: ApiObject, { apiVersion }: Kind): ApiObject => (object.apiVersion === apiVersion ? object : { ...object, apiVersion });

const optionsOf = (operation: AdmissionRequest['operation']): JsonObject => ({ kind: `${operation.charAt(0)}${operation.slice(1).toLowerCase()}Options`, apiVersion: 'meta.k8s.io/v1' });

/** CreateV1AdmissionReview (webhook/request/admissionreview.go). `ordinal` tells the calls of one request apart. */
export function reviewOf(request: AdmissionRequest, { kind }: Invocation, version: 'v1' | 'v1beta1', ordinal: number, findKind: FindKind): AdmissionReview {
  const { object, oldObject, operation, namespace, name, subresource, user, dryRun = false } = request;
  const sent = object === undefined ? null : jsonOf(subresource === '' ? inVersion(object, kind) : object, findKind);
  const old = oldObject === undefined ? null : jsonOf(subresource === '' ? inVersion(oldObject, kind) : oldObject, findKind);
  const [own, asked] = subresource !== '' && object !== undefined ? [object, object] : [kind, request.kind];
  const uid = drawUuid({ state: fnv32a(`${ordinal}/${operation}/${namespace}/${name}/${object?.metadata.uid ?? oldObject?.metadata.uid ?? ''}`) });
  return {
    apiVersion: `admission.k8s.io/${version}`,
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: kindOf(own.apiVersion, own.kind),
      resource: resourceOf(kind),
      ...(subresource === '' ? {} : { subResource: subresource }),
      requestKind: kindOf(asked.apiVersion, asked.kind),
      requestResource: resourceOf(request.kind),
      ...(subresource === '' ? {} : { requestSubResource: subresource }),
      ...(name === '' ? {} : { name }),
      ...(namespace === '' ? {} : { namespace }),
      operation,
      userInfo: { username: user.username, groups: user.groups },
      object: sent,
      oldObject: old,
      dryRun,
      options: optionsOf(operation),
    },
  };
}
