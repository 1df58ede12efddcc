import { API_AUDIENCE, tokenClaims } from '../../../api/service-account-token';
import { viewOf } from '../../control/view';
import type { Store } from '../../store/store';
import type { User } from '../types';

/** Whose token of a ServiceAccount this is (pkg/serviceaccount: validator.Validate, of claims.go). undefined: nobody's, or no longer. `now`: µs since 1970. */
export function userOfToken({ tables }: Pick<Store, 'tables'>, token: string, now: number): User | undefined {
  const claims = tokenClaims(token);
  if (claims === undefined || claims.exp * 1_000_000 <= now || !claims.aud.includes(API_AUDIENCE)) return undefined;
  const { namespace, serviceaccount, pod } = claims['kubernetes.io'];
  const view = viewOf(tables);
  if (view.get('serviceaccounts', namespace, serviceaccount.name)?.metadata.uid !== serviceaccount.uid) return undefined;
  if (pod !== undefined && view.get('pods', namespace, pod.name)?.metadata.uid !== pod.uid) return undefined;
  return { username: claims.sub, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'] };
}
