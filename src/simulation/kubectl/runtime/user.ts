import type { User } from '../../cluster/apiserver/types';
import type { Flags } from '../args/flags';
import { KubectlError } from './errors';

export const AUTHENTICATED = 'system:authenticated';

export const UNAUTHENTICATED = 'system:unauthenticated';
const ANONYMOUS = 'system:anonymous';

/** Whoever is known has this group besides (apiserver authentication/group), and whoever is not another. */
export function withAuthenticated(user: User): User {
  const groups = user.groups ?? [];
  const besides = user.username === ANONYMOUS ? UNAUTHENTICATED : AUTHENTICATED;
  return groups.includes(besides) || groups.includes(UNAUTHENTICATED) ? user : { ...user, groups: [...groups, besides] };
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** `--as-user-extra=KEY=VALUE`, each value under its key. */
function extraOf(flags: Flags): User['extra'] {
  const extra: Record<string, string[]> = {};
  for (const one of flags.list('as-user-extra')) {
    const at = one.indexOf('=');
    (extra[at < 0 ? one : one.slice(0, at)] ??= []).push(at < 0 ? '' : one.slice(at + 1));
  }
  return Object.keys(extra).length === 0 ? undefined : extra;
}

/** Whom `--as` makes of somebody (apiserver endpoints/filters/impersonation: groups that follow from the name); `own`: the user of the kubeconfig. */
export function impersonated(user: User | undefined, flags: Flags, own: string): User | undefined {
  const [name, uid, asked, extra] = [flags.text('as'), flags.text('as-uid'), flags.list('as-group'), extraOf(flags)];
  if (name === '') {
    // validateAuthInfo (client-go clientcmd/validation.go).
    if (uid !== '' || asked.length > 0 || extra !== undefined) throw new KubectlError(`requesting uid, groups or user-extra for ${own} without impersonating a user`);
    return user;
  }
  const [, namespace] = SERVICE_ACCOUNT.exec(name) ?? [];
  const implied = namespace !== undefined && asked.length === 0 ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : [];
  const whole = withAuthenticated({ username: name, groups: [...asked, ...implied] });
  return { ...whole, ...(uid === '' ? {} : { uid }), ...(extra === undefined ? {} : { extra }), ...(user === undefined ? {} : { by: user }) };
}
