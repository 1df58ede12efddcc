import type { Request } from './types';

const CONTROLLERS = 'system:serviceaccount:kube-system:';

/** Users whose programs are called otherwise. */
const PROGRAMS: Readonly<Record<string, string>> = { 'system:apiserver': 'kube-apiserver' };

/** Who a field is said to be of where the request does not say: the client's program, the user agent before its slash (managerOrUserAgent). */
export function managerOf({ fieldManager, user: { username } }: Pick<Request, 'fieldManager' | 'user'>): string {
  if (fieldManager !== undefined && fieldManager !== '') return fieldManager;
  if (username.startsWith('system:node:')) return 'kubelet';
  if (username.startsWith(CONTROLLERS)) return 'kube-controller-manager';
  return PROGRAMS[username] ?? username.split(':').at(-1) ?? username;
}
