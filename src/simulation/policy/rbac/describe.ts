/** The sentences in which the API server names a grant and a refusal. */
import { forbiddenStatus } from '../../api/status';
import { quote } from '../../base/go/quote';
import type { AccessRequest, Binding, Grant, Subject, User } from './types';

function describeSubject(subject: Subject, bindingNamespace: string): string {
  const name = subject.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace || bindingNamespace}` : subject.name;
  return `${subject.kind} ${quote(name)}`;
}

const bindingName = ({ metadata: { name, namespace } }: Binding): string =>
  namespace === undefined ? `ClusterRoleBinding ${quote(name)}` : `RoleBinding ${quote(`${name}/${namespace}`)}`;

/** clusterRoleBindingDescriber and roleBindingDescriber (pkg/registry/rbac/validation). */
export function describeGrant({ binding, subject }: Pick<Grant, 'binding' | 'subject'>): string {
  return `${bindingName(binding)} of ${binding.roleRef.kind} ${quote(binding.roleRef.name)} to ${describeSubject(subject, binding.metadata.namespace ?? '')}`;
}

function attempted(user: User, request: AccessRequest): string {
  if ('path' in request) return `User ${quote(user.name)} cannot ${request.verb} path ${quote(request.path)}`;
  const resource = request.subresource ? `${request.resource}/${request.subresource}` : request.resource;
  const where = request.namespace ? `in the namespace ${quote(request.namespace)}` : 'at the cluster scope';
  return `User ${quote(user.name)} cannot ${request.verb} resource ${quote(resource)} in API group ${quote(request.apiGroup)} ${where}`;
}

/** The text of the 403 (apiserver responsewriters.ForbiddenStatusError): no part of it may pass for HTML. */
export function forbiddenMessage(user: User, request: AccessRequest, reason: string): string {
  const said = attempted(user, request).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const cause = reason === '' ? said : `${said}: ${reason}`;
  return 'path' in request ? forbiddenStatus('', '', '', cause) : forbiddenStatus(request.apiGroup, request.resource, request.name ?? '', cause);
}
