/** A Pod's own token, and when the kubelet asks for another (pkg/kubelet/token: Manager.GetServiceAccountToken; pkg/volume/projected: collectData). */
import type { ServiceAccountTokenProjection } from '../../../api/generated/types/core.v1';
import { issueToken, tokenClaims } from '../../../api/service-account-token';
import type { Session } from '../session';

const MAX_TTL = 24 * 3600;
const DEFAULT_EXPIRATION = 3600;

/** Four fifths of its life are over, or a day is. */
function isOld(token: string, expires: number, now: number): boolean {
  const claims = tokenClaims(token);
  return claims === undefined || now / 1_000_000 - claims.iat > Math.min(MAX_TTL, expires - Math.floor((expires * 20) / 100));
}

/** `before`: what stands in the file. undefined: there is no such account. */
export function podToken({ work, pod, now, node }: Session, { audience, expirationSeconds = DEFAULT_EXPIRATION }: ServiceAccountTokenProjection, before: string | undefined): string | undefined {
  if (before !== undefined && !isOld(before, expirationSeconds, now)) return before;
  const { namespace = 'default', name = '', uid = '' } = pod.metadata;
  const account = work.view.get('serviceaccounts', namespace, pod.spec.serviceAccountName ?? 'default');
  if (account === undefined) return before;
  return issueToken({
    namespace, account: { name: account.metadata.name ?? '', uid: account.metadata.uid ?? '' }, ...(audience ? { audiences: [audience] } : {}), expires: expirationSeconds,
    pod: { name, uid }, node: { name: node.name, uid: work.view.get('nodes', undefined, node.name)?.metadata.uid ?? '' },
  }, now).token;
}
