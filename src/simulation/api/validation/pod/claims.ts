import { duplicate, forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { PodResourceClaim } from '../../generated/types/core.v1';
import { internalForm } from '../../internal-types/form';
import { podTypes } from '../../internal-types/pod';
import type { ObjectMeta } from '../../types';
import { validateDnsLabel, validateDnsSubdomain } from '../names';

export const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** validatePodResourceClaims: each a claim, or a template of one. */
export function validateResourceClaims(claims: readonly PodResourceClaim[], metadata: ObjectMeta | undefined, path: string): FieldError[] {
  const names = new Set<string>();
  return claims.flatMap((claim, i) => {
    const at = `${path}[${i}]`;
    if (metadata?.annotations?.[MIRROR_ANNOTATION] !== undefined) return [forbidden('[]', 'static pods do not support resource claims')];
    const { name = '', resourceClaimName: own, resourceClaimTemplateName: template } = claim;
    const shown = (): unknown => internalForm(podTypes, 'PodResourceClaim', claim);
    const nameErrors = name === '' ? [required(`${at}.name`)] : names.has(name) ? [duplicate(`${at}.name`, name)] : validateDnsLabel(name, `${at}.name`);
    names.add(name);
    return [
      ...nameErrors,
      ...(own !== undefined && template !== undefined ? [invalid(at, shown(), 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified')] : []),
      ...(own === undefined && template === undefined ? [invalid(at, shown(), 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`')] : []),
      ...(own === undefined ? [] : validateDnsSubdomain(own, `${at}.resourceClaimName`)),
      ...(template === undefined ? [] : validateDnsSubdomain(template, `${at}.resourceClaimTemplateName`)),
    ];
  });
}
