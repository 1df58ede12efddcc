/** Questions about access that are asked as objects: nothing is stored (pkg/registry/authorization, pkg/registry/authentication). */
import { formatTime } from '../../../base/time';
import type { ApiObject } from '../../../api';
import { fieldErrorMessage, invalid } from '../../../api/field-errors';
import type { FieldError } from '../../../api/field-errors';
import { API_AUDIENCE } from '../../../api/service-account-token';
import { causesOf } from '../../../api/request/create';
import { invalidStatus } from '../../../api/status';
import { rulesReview } from '../../../policy/rbac';
import type { AccessRequest, User } from '../../../policy/rbac';
import type { Store } from '../../store/store';
import { failure } from '../failures';
import type { Answer, Request } from '../types';
import { decide, userOf } from './authorize';
import { rbacIndexOf } from './rbac-index';
import { userOfToken } from './token-user';

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
  readonly token?: string;
  readonly audiences?: readonly string[];
}

/** ResourceAttributesFrom and NonResourceAttributesFrom. */
function askedIn({ resourceAttributes: of, nonResourceAttributes: path }: ReviewSpec): AccessRequest | undefined {
  if (path !== undefined) return { verb: path.verb ?? '', path: path.path ?? '' };
  if (of === undefined) return undefined;
  return { verb: of.verb ?? '', apiGroup: of.group ?? '', resource: of.resource ?? '', subresource: of.subresource ?? '', namespace: of.namespace ?? '', name: of.name ?? '' };
}

const answered = (body: ApiObject, status: object): Answer => ({ code: 201, object: { ...body, metadata: body.metadata, status } as ApiObject, warnings: [] });

const inGo = ({ path = '', verb = '' }: NonNullable<ReviewSpec['nonResourceAttributes']>): object => ({ Path: path, Verb: verb });

/** ValidateSubjectAccessReviewSpec and ValidateSelfSubjectAccessReviewSpec (pkg/apis/authorization/validation), without selectors. */
function specErrors({ resourceAttributes: of, nonResourceAttributes: path, user = '', groups = [] }: ReviewSpec, ofSelf: boolean): FieldError[] {
  return [
    ...(of !== undefined && path !== undefined ? [invalid('spec.nonResourceAttributes', inGo(path), 'cannot be specified in combination with resourceAttributes')] : []),
    ...(of === undefined && path === undefined ? [invalid('spec.resourceAttributes', null, 'exactly one of nonResourceAttributes or resourceAttributes must be specified')] : []),
    ...(!ofSelf && user === '' && groups.length === 0 ? [invalid('spec.user', user, 'at least one of user or group must be specified')] : []),
  ];
}

/** ValidateLocalSubjectAccessReview, beyond its specification. */
const localErrors = ({ resourceAttributes: of, nonResourceAttributes: path }: ReviewSpec, namespace: string): FieldError[] => [
  ...(of !== undefined && (of.namespace ?? '') !== namespace ? [invalid('spec.resourceAttributes.namespace', of.namespace ?? '', 'must match metadata.namespace')] : []),
  ...(path === undefined ? [] : [invalid('spec.nonResourceAttributes', inGo(path), 'disallowed on this kind of request')]),
];

/** The storages of reviews name no kind when they refuse one. */
const refused = (errors: readonly FieldError[]): Answer => ({
  failure: failure('Invalid', invalidStatus('authorization.k8s.io', '', '', errors.map(fieldErrorMessage)), { details: { kind: '', name: '', causes: causesOf(errors) } }),
});

function accessReview(store: Store, body: ApiObject, spec: ReviewSpec, user: User, errors: readonly FieldError[]): Answer {
  const asked = askedIn(spec);
  if (errors.length > 0 || asked === undefined) return refused(errors);
  const { allowed, reason } = decide(store, user, asked);
  return answered(body, { allowed, ...(reason === '' ? {} : { reason }) });
}

/** tokenreview.REST Create: whose token it is, without saying more of one that is not good. */
function tokenReview(store: Store, body: ApiObject, { token = '', audiences = [] }: ReviewSpec, now: number): Answer {
  if (token === '') return { failure: failure('BadRequest', `token is required for TokenReview in authentication`) };
  const wanted = audiences.length === 0 ? [API_AUDIENCE] : audiences;
  const user = userOfToken(store, token, now);
  if (user === undefined || !wanted.includes(API_AUDIENCE)) return answered(body, { user: {}, error: 'invalid bearer token' });
  return answered(body, { authenticated: true, user: { username: user.username, ...(user.uid === undefined ? {} : { uid: user.uid }), groups: user.groups ?? [], ...(user.extra === undefined ? {} : { extra: user.extra }) }, audiences: [API_AUDIENCE] });
}

const REVIEWS: ReadonlySet<string> = new Set([
  ...['selfsubjectaccessreviews', 'subjectaccessreviews', 'localsubjectaccessreviews', 'selfsubjectrulesreviews'].map((plural) => `${plural}.authorization.k8s.io`),
  'selfsubjectreviews.authentication.k8s.io', 'tokenreviews.authentication.k8s.io',
]);

/** Of an API whose objects are only asked, whatever else is asked of it (their storages are nothing but rest.Creater). */
export const isReview = ({ group, resource }: Pick<Request, 'group' | 'resource'>): boolean => REVIEWS.has(`${resource}.${group}`);

/** The answer to a review at a moment (µs since 1970); undefined where the request is none. */
export function reviewed(store: Store, { verb, group, resource, namespace = '', body, user }: Request, now: number): Answer | undefined {
  if (verb !== 'create' || body === undefined) return undefined;
  const { spec = {} } = body as ApiObject & { readonly spec?: ReviewSpec };
  const self = userOf(user);
  const other = (): User => ({ name: spec.user ?? '', groups: spec.groups ?? [] });
  switch (`${resource}.${group}`) {
    case 'selfsubjectaccessreviews.authorization.k8s.io': return accessReview(store, body, spec, self, specErrors(spec, true));
    case 'subjectaccessreviews.authorization.k8s.io': return accessReview(store, body, spec, other(), specErrors(spec, false));
    case 'localsubjectaccessreviews.authorization.k8s.io': return accessReview(store, body, spec, other(), [...specErrors(spec, false), ...localErrors(spec, namespace)]);
    case 'selfsubjectrulesreviews.authorization.k8s.io': {
      if ((spec.namespace ?? '') === '') return { failure: failure('BadRequest', 'no namespace on request') };
      const all = { resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }], nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }] };
      const review = rulesReview(rbacIndexOf(store), self, spec.namespace ?? '');
      const isMaster = self.groups.includes('system:masters');
      return answered(body, isMaster ? { ...review, resourceRules: [...all.resourceRules, ...review.resourceRules], nonResourceRules: [...all.nonResourceRules, ...review.nonResourceRules] } : review);
    }
    case 'selfsubjectreviews.authentication.k8s.io': {
      const { uid, extra } = user;
      const userInfo = { username: self.name, ...(uid === undefined ? {} : { uid }), groups: self.groups, ...(extra === undefined ? {} : { extra }) };
      return answered({ ...body, metadata: { ...body.metadata, creationTimestamp: formatTime(now) } }, { userInfo });
    }
    case 'tokenreviews.authentication.k8s.io': return tokenReview(store, body, spec, now);
    default: return undefined;
  }
}
