import { API_AUDIENCE, legacyClaims, tokenClaims } from '../../../api/service-account-token';
import type { TokenClaims } from '../../../api/service-account-token';
import { encodeBase64 } from '../../../base/go/base64';
import { formatTime } from '../../../base/time';
import { viewOf } from '../../control/view';
import type { Store } from '../../store/store';
import type { Request, User } from '../types';

const accountUser = (sub: string, namespace: string, uid: string): User => ({ username: sub, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'], uid });

const EXTRA = 'authentication.kubernetes.io/';

/** What is known besides of who shows a token (apiserver pkg/authentication/serviceaccount: ServiceAccountInfo.UserInfo). */
function extraOf({ jti, 'kubernetes.io': { pod, node } }: TokenClaims): Readonly<Record<string, readonly string[]>> {
  return {
    [`${EXTRA}credential-id`]: [`JTI=${jti}`],
    ...(node === undefined ? {} : { [`${EXTRA}node-name`]: [node.name], ...(node.uid === '' ? {} : { [`${EXTRA}node-uid`]: [node.uid] }) }),
    ...(pod === undefined ? {} : { [`${EXTRA}pod-name`]: [pod.name], [`${EXTRA}pod-uid`]: [pod.uid] }),
  };
}

/** Whose token in a Secret this is: as long as the Secret holds it (pkg/serviceaccount: legacyValidator.Validate). */
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
  return { ...accountUser(claims.sub, namespace, serviceaccount.uid), extra: extraOf(claims) };
}

const LAST_USED = 'kubernetes.io/legacy-token-last-used';
const DAY = 86_400_000_000;
const dayOf = (now: number): string => formatTime(now).slice(0, 10);

/** What the API server notes on the Secret whose token is shown to it: on which day that was last (legacyValidator.patchSecretWithLastUsedDate). undefined: nothing new. */
export function noteOnSecret({ tables }: Pick<Store, 'tables'>, token: string, now: number): Request | undefined {
  const claims = legacyClaims(token);
  if (claims === undefined || userOfSecret({ tables }, token) === undefined) return undefined;
  const [namespace, name] = [claims['kubernetes.io/serviceaccount/namespace'], claims['kubernetes.io/serviceaccount/secret.name']];
  const secret = viewOf(tables).get('secrets', namespace, name);
  const { uid = '', labels } = secret?.metadata ?? {};
  const used = labels?.[LAST_USED];
  if (used === dayOf(now) || used === dayOf(now + DAY)) return undefined;
  return {
    verb: 'patch', group: '', resource: 'secrets', namespace, name, patch: { metadata: { uid, labels: { [LAST_USED]: dayOf(now) } } },
    user: { username: 'system:apiserver', groups: ['system:masters', 'system:authenticated'] },
  };
}
