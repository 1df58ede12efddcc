import type { User } from '../../cluster/apiserver/types';
import type { Flags } from '../args/flags';

export const AUTHENTICATED = 'system:authenticated';

/** Whoever is known has this group besides (apiserver authentication/group). */
export function withAuthenticated(user: User): User {
  const groups = user.groups ?? [];
  return groups.includes(AUTHENTICATED) ? user : { ...user, groups: [...groups, AUTHENTICATED] };
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** Whom `--as` makes of somebody (apiserver endpoints/filters/impersonation: groups that follow from the name). */
export function impersonated(user: User | undefined, flags: Flags): User | undefined {
  const name = flags.text('as');
  if (name === '') return user;
  const asked = flags.list('as-group');
  const [, namespace] = SERVICE_ACCOUNT.exec(name) ?? [];
  const implied = namespace !== undefined && asked.length === 0 ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : [];
  return { username: name, groups: [...asked, ...implied, AUTHENTICATED], ...(user === undefined ? {} : { by: user }) };
}
