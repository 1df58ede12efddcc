import { authorize, checkEscalation, forbiddenMessage } from '../../../policy/rbac';
import type { AccessRequest, RbacIndex, RbacWrite, User } from '../../../policy/rbac';
import type { Authorize } from '../../../api/cel/library/authorizer';
import type { ApiObject } from '../../../api';
import { notFoundStatus } from '../../../api/status';
import { quote } from '../../../base/go/quote';
import type { Store } from '../../store/store';
import { failure } from '../failures';
import type { Failure, Request, User as Requester } from '../types';
import { decideAsNode } from './node';
import { rbacIndexOf } from './rbac-index';

export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

/** Decisions that were made by an index: the same are asked again and again. */
const decided = new WeakMap<RbacIndex, Map<string, Decision>>();

/** The authorizers in the order of `--authorization-mode=Node,RBAC`, after the group that may do everything. */
export function decide(store: Pick<Store, 'tables'>, user: User, asked: AccessRequest): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' };
  const asNode = decideAsNode(user, asked, store);
  if (asNode?.allowed === true) return asNode;
  const index = rbacIndexOf(store);
  let before = decided.get(index);
  if (before === undefined) decided.set(index, (before = new Map<string, Decision>()));
  const key = JSON.stringify([user.name, user.groups, asked]);
  const known = before.get(key);
  const joined = ({ allowed, reason }: Decision): Decision => (allowed || !asNode?.reason ? { allowed, reason } : { allowed, reason: [asNode.reason, reason].filter(Boolean).join('\n') });
  if (known !== undefined) return joined(known);
  const { allowed, reason } = authorize(index, user, asked);
  const decision = { allowed, reason };
  before.set(key, decision);
  return joined(decision);
}

export const userOf = ({ username, groups = [] }: Requester): User => ({ name: username, groups });

/** RequestInfo: a request for a namespace is one in it. */
export function attributesOf({ verb: asked, watch, path, http, group, resource, subresource, name, namespace }: Omit<Request, 'user'>): AccessRequest {
  if (path !== undefined) return { verb: 'get', path: path.split('?')[0] ?? path };
  // RequestInfo has no verb for other methods.
  const verb = http?.method === 'OPTIONS' ? '' : watch === undefined ? asked : 'watch';
  const home = group === '' && resource === 'namespaces' ? name : namespace;
  // The URL of a creation names no object; that of its subresources does.
  const named = verb === 'create' && subresource === undefined ? undefined : name;
  return { verb, apiGroup: group, resource, ...(subresource === undefined ? {} : { subresource }), ...(named === undefined ? {} : { name: named }), ...(home === undefined ? {} : { namespace: home }) };
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** user.Anonymous. */
export const ANONYMOUS = 'system:anonymous';

/** What somebody needs who acts as somebody else (apiserver endpoints/filters/impersonation). */
function impersonations({ username, groups = [], uid, extra = {} }: Requester): AccessRequest[] {
  const [, namespace, account] = SERVICE_ACCOUNT.exec(username) ?? [];
  const as: AccessRequest = account === undefined ? { verb: 'impersonate', apiGroup: '', resource: 'users', name: username } : { verb: 'impersonate', apiGroup: '', resource: 'serviceaccounts', name: account, namespace: namespace ?? '' };
  const implied = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const asked = groups.filter((group) => group !== 'system:authenticated' && !(username === ANONYMOUS && group === 'system:unauthenticated') && !implied.includes(group));
  const authentication = (resource: string, name: string, subresource?: string): AccessRequest => ({ verb: 'impersonate', apiGroup: 'authentication.k8s.io', resource, ...(subresource === undefined ? {} : { subresource }), name });
  return [
    as,
    ...asked.map((name): AccessRequest => ({ verb: 'impersonate', apiGroup: '', resource: 'groups', name })),
    ...Object.entries(extra).flatMap(([key, values]) => values.map((value) => authentication('userextras', value, key))),
    ...(uid === undefined ? [] : [authentication('uids', uid)]),
  ];
}

const forbidden = (user: User, asked: AccessRequest, reason: string): Failure => failure('Forbidden', forbiddenMessage(user, asked, reason));

/** May this user do that? The answer of the 401, of impersonation, or the 403 in the API server's words. */
export function authorizeRequest({ user, ...request }: Request, store: Pick<Store, 'tables'>): Failure | undefined {
  if (user.username === '') return failure('Unauthorized', 'Unauthorized');
  if (user.by !== undefined) {
    const real = userOf(user.by);
    for (const asked of impersonations(user)) {
      const decision = decide(store, real, asked);
      if (!decision.allowed) return forbidden(real, asked, decision.reason);
    }
  }
  const asked = attributesOf(request);
  const decision = decide(store, userOf(user), asked);
  return decision.allowed ? undefined : forbidden(userOf(user), asked, decision.reason);
}

/** What expressions of policies are answered when they ask. */
export const authorizerOf = (store: Pick<Store, 'tables'>): Authorize => ({ user, verb, path, group, resource, subresource, namespace, name }) => {
  const asked: AccessRequest = path !== undefined && path !== '' ? { verb, path } : { verb, apiGroup: group, resource, subresource, namespace, name };
  return decide(store, user, asked);
};

const RBAC_KINDS: ReadonlySet<string> = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** pkg/registry/rbac policybased: nobody grants what they do not hold. */
export function guardRoles(user: Requester, object: ApiObject, old: ApiObject | undefined, store: Pick<Store, 'tables'>): Failure | undefined {
  if (!object.apiVersion.startsWith('rbac.authorization.k8s.io/') || !RBAC_KINDS.has(object.kind)) return undefined;
  const write = { kind: object.kind, object, ...(old === undefined ? {} : { old }) } as unknown as RbacWrite;
  const decision = checkEscalation(rbacIndexOf(store), userOf(user), write);
  if (decision.allowed) return undefined;
  const { error = `${object.kind} ${quote(object.metadata.name ?? '')} is forbidden` } = decision;
  if (!error.endsWith(' not found')) return failure('Forbidden', error);
  // The storage of roles, which is asked for a binding's role, takes what the request is about from its context (Store.qualifiedResourceFromContext), and that is the binding's resource.
  const { roleRef } = object as ApiObject & { readonly roleRef?: { readonly name?: string } };
  return failure('NotFound', notFoundStatus('rbac.authorization.k8s.io', `${object.kind.toLowerCase()}s`, roleRef?.name ?? ''));
}
