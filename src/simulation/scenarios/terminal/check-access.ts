import { decide } from '../../cluster/apiserver/authorization/authorize';
import { servedRegistry } from '../../cluster/apiserver/served';
import type { Cluster, ClusterConfig } from '../../cluster/state';
import type { AccessRequest, User } from '../../policy/rbac';
import { CheckFault } from './check-syntax';
import type { Access } from './check-syntax';

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** The groups that follow from the name. */
function userNamed(name: string): User {
  const [, namespace] = SERVICE_ACCOUNT.exec(name) ?? [];
  return { name, groups: [...(namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]), 'system:authenticated'] };
}

/** Whether the authorizers would let somebody do that now. */
export function isAllowed(config: ClusterConfig, { server }: Cluster, { user, verb, resource, name, namespace }: Access): boolean {
  const [whole = '', subresource] = resource.split('/');
  const dot = whole.indexOf('.');
  const [plural, group] = dot < 0 ? [whole, undefined] : [whole.slice(0, dot), whole.slice(dot + 1)];
  const known = servedRegistry(config.server, server.store).kinds.find((kind) => kind.resource?.plural === plural && (group === undefined || kind.resource.group === group));
  if (known?.resource === undefined && plural !== '*') throw new CheckFault(`the server has no resource type "${whole}"`);
  const asked: AccessRequest = {
    verb, apiGroup: plural === '*' ? '*' : (known?.resource?.group ?? ''), resource: plural,
    ...(subresource === undefined ? {} : { subresource }), ...(name === '' ? {} : { name }), ...(namespace === '' ? {} : { namespace }),
  };
  return decide(server.store, userNamed(user), asked).allowed;
}
