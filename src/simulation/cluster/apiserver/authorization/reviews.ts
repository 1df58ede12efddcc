/** Questions about access that are asked as objects: nothing is stored (pkg/registry/authorization, pkg/registry/authentication). */
import { formatTime } from '../../../base/time';
import type { ApiObject } from '../../../api';
import { rulesReview } from '../../../policy/rbac';
import type { AccessRequest, User } from '../../../policy/rbac';
import type { Store } from '../../store/store';
import { failure } from '../failures';
import type { Answer, Request } from '../types';
import { decide, userOf } from './authorize';
import { rbacIndexOf } from './rbac-index';

interface Attributes {
  readonly verb?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

interface ReviewSpec {
  readonly resourceAttributes?: Attributes;
  readonly nonResourceAttributes?: { readonly path?: string; readonly verb?: string };
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly namespace?: string;
}

/** ResourceAttributesFrom and NonResourceAttributesFrom. */
function askedIn({ resourceAttributes: of, nonResourceAttributes: path }: ReviewSpec): AccessRequest | undefined {
  if (path !== undefined) return { verb: path.verb ?? '', path: path.path ?? '' };
  if (of === undefined) return undefined;
  return { verb: of.verb ?? '', apiGroup: of.group ?? '', resource: of.resource ?? '', subresource: of.subresource ?? '', namespace: of.namespace ?? '', name: of.name ?? '' };
}

const answered = (body: ApiObject, status: object): Answer => ({ code: 201, object: { ...body, metadata: body.metadata, status } as ApiObject, warnings: [] });

function accessReview(store: Store, body: ApiObject, spec: ReviewSpec, user: User): Answer {
  const asked = askedIn(spec);
  if (asked === undefined) return { failure: failure('Invalid', `${body.kind}.authorization.k8s.io "" is invalid: spec: Invalid value: {}: exactly one of nonResourceAttributes or resourceAttributes must be specified`) };
  const { allowed, reason } = decide(store, user, asked);
  return answered(body, { allowed, ...(reason === '' ? {} : { reason }) });
}

/** The answer to a review at a moment (µs since 1970); undefined where the request is none. */
export function reviewed(store: Store, { verb, group, resource, namespace, body, user }: Request, now: number): Answer | undefined {
  if (verb !== 'create' || body === undefined) return undefined;
  const { spec = {} } = body as ApiObject & { readonly spec?: ReviewSpec };
  const self = userOf(user);
  switch (`${resource}.${group}`) {
    case 'selfsubjectaccessreviews.authorization.k8s.io': return accessReview(store, body, spec, self);
    case 'subjectaccessreviews.authorization.k8s.io': return accessReview(store, body, spec, { name: spec.user ?? '', groups: spec.groups ?? [] });
    case 'localsubjectaccessreviews.authorization.k8s.io': {
      const home = spec.resourceAttributes?.namespace ?? '';
      if (home !== (namespace ?? '')) return { failure: failure('BadRequest', `spec.resourceAttributes.namespace must match namespace: ${namespace ?? ''}`) };
      return accessReview(store, body, spec, { name: spec.user ?? '', groups: spec.groups ?? [] });
    }
    case 'selfsubjectrulesreviews.authorization.k8s.io': {
      if ((spec.namespace ?? '') === '') return { failure: failure('BadRequest', 'no namespace on request') };
      const all = { resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }], nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }] };
      const review = rulesReview(rbacIndexOf(store), self, spec.namespace ?? '');
      const isMaster = self.groups.includes('system:masters');
      return answered(body, isMaster ? { ...review, resourceRules: [...all.resourceRules, ...review.resourceRules], nonResourceRules: [...all.nonResourceRules, ...review.nonResourceRules] } : review);
    }
    case 'selfsubjectreviews.authentication.k8s.io': return answered({ ...body, metadata: { ...body.metadata, creationTimestamp: formatTime(now) } }, { userInfo: { username: self.name, groups: self.groups } });
    default: return undefined;
  }
}
