import { API_AUDIENCE, legacyClaims, tokenClaims } from '../../../api/service-account-token';
import { encodeBase64 } from '../../../base/go/base64';
import { viewOf } from '../../control/view';
import type { Store } from '../../store/store';
import type { User } from '../types';

const accountUser = (sub: string, namespace: string, uid: string): User => ({ username: sub, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'], uid });

/** Whose token in a Secret this is: as long as the Secret holds it (pkg/serviceaccount: legacyValidator.Validate). That it was used today is not noted on the Secret. */
function userOfSecret({ tables }: Pick<Store, 'tables'>, token: string): User | undefined {
  const claims = legacyClaims(token);
  if (claims === undefined) return undefined;
  const namespace = claims['kubernetes.io/serviceaccount/namespace'];
  const uid = claims['kubernetes.io/serviceaccount/service-account.uid'];
  const view = viewOf(tables);
  const secret = view.get('secrets', namespace, claims['kubernetes.io/serviceaccount/secret.name']);
  const account = view.get('serviceaccounts', namespace, claims['kubernetes.io/serviceaccount/service-account.name']);
  const good = secret?.metadata.deletionTimestamp === undefined && secret?.data?.['token'] === encodeBase64(token.trim());
  return good && account?.metadata.uid === uid && account.metadata.deletionTimestamp === undefined ? accountUser(claims.sub, namespace, uid) : undefined;
}

/** Whose token of a ServiceAccount this is (pkg/serviceaccount: validator.Validate, of claims.go). undefined: nobody's, or no longer. `now`: µs since 1970. */
export function userOfToken({ tables }: Pick<Store, 'tables'>, token: string, now: number): User | undefined {
  const claims = tokenClaims(token);
  if (claims === undefined) return userOfSecret({ tables }, token);
  if (claims.exp * 1_000_000 <= now || !claims.aud.includes(API_AUDIENCE)) return undefined;
  const { namespace, serviceaccount, pod, node, secret } = claims['kubernetes.io'];
  const view = viewOf(tables);
  if (view.get('serviceaccounts', namespace, serviceaccount.name)?.metadata.uid !== serviceaccount.uid) return undefined;
  if (pod !== undefined && view.get('pods', namespace, pod.name)?.metadata.uid !== pod.uid) return undefined;
  if (secret !== undefined && view.get('secrets', namespace, secret.name)?.metadata.uid !== secret.uid) return undefined;
  // Of a Pod's token the node is told and not looked for.
  if (pod === undefined && node !== undefined && view.get('nodes', undefined, node.name)?.metadata.uid !== node.uid) return undefined;
  return accountUser(claims.sub, namespace, serviceaccount.uid);
}
