/** The sentences in which the API server names a grant, a refusal and a list of errors. */
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

/** utilerrors.Aggregate's Error: one error as it is, several different ones in brackets. */
export function aggregateErrors(errors: readonly string[]): string {
  const distinct = [...new Set(errors)];
  return distinct.length === 1 ? distinct[0]! : `[${distinct.join(', ')}]`;
}

/** apierrors.NewForbidden: `pods "web" is forbidden: …`. */
export function forbiddenStatus(group: string, resource: string, name: string, cause: string): string {
  if (group === '' && resource === '') return `forbidden: ${cause}`;
  const what = group === '' ? resource : `${resource}.${group}`;
  return name === '' ? `${what} is forbidden: ${cause}` : `${what} ${quote(name)} is forbidden: ${cause}`;
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
