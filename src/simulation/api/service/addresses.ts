import { invalid } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Service, ServiceSpec } from '../generated/types/core.v1';
import { validateClusterIPs } from '../validation/service-addresses';
import { familyOfText } from './pools';
import type { Allocation, Family } from './pools';
import { needsClusterIP, sameIPLists, sameFamilies } from './traits';

/** A Service on its way through the allocators, or why it stops there. */
export type Step = { readonly service: Service } | { readonly errors: readonly FieldError[] } | { readonly internal: string };

export const withSpec = (service: Service, spec: Partial<ServiceSpec>): Service => ({ ...service, spec: { ...service.spec, ...spec } });

/** isMatchingPreferDualStackClusterIPFields: nothing about the addresses has changed. */
function isUntouched(service: Service, old: Service | undefined): boolean {
  const { type, ipFamilyPolicy } = service.spec ?? {};
  if (old === undefined || ipFamilyPolicy !== 'PreferDualStack' || old.spec?.type !== type || !(type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer')) return false;
  return (old.spec.ipFamilyPolicy ?? 'PreferDualStack') === 'PreferDualStack' && sameIPLists(old, service) && sameFamilies(old, service);
}

const isBare = ({ spec }: Service): boolean => spec?.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;

/** initIPFamilyFields (pkg/registry/core/service/storage/alloc.go): which families a Service has, and whether the cluster has them. */
export function initFamilies(service: Service, old: Service | undefined, allocation: Allocation): Step {
  if (!needsClusterIP(service) || isUntouched(service, old)) return { service };
  const policy = service.spec?.ipFamilyPolicy ?? old?.spec?.ipFamilyPolicy ?? (isBare(service) ? 'RequireDualStack' : 'SingleStack');
  let next = withSpec(service, { ipFamilyPolicy: policy });
  const early = validateClusterIPs(next, old);
  if (early.length > 0) return { errors: early };
  const errors: FieldError[] = [];
  const wrongPolicy = (detail: string): void => void errors.push(invalid('spec.ipFamilyPolicy', policy, detail));
  if (old !== undefined && policy === 'SingleStack') {
    if (sameIPLists(old, next) && (next.spec?.clusterIPs ?? []).length > 1) next = withSpec(next, { clusterIPs: next.spec?.clusterIPs?.slice(0, 1) ?? [] });
    if (sameFamilies(old, next) && (next.spec?.ipFamilies ?? []).length > 1) next = withSpec(next, { ipFamilies: next.spec?.ipFamilies?.slice(0, 1) ?? [] });
  } else if (old !== undefined) {
    if (isReduced(next.spec?.clusterIPs, old.spec?.clusterIPs)) wrongPolicy("must be 'SingleStack' to release the secondary cluster IP");
    if (isReduced(next.spec?.ipFamilies, old.spec?.ipFamilies)) wrongPolicy("must be 'SingleStack' to release the secondary IP family");
  }
  const { clusterIPs = [], ipFamilies = [] } = next.spec ?? {};
  if (policy === 'SingleStack') {
    if (clusterIPs.length === 2) wrongPolicy("must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified");
    if (ipFamilies.length === 2) wrongPolicy("must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified");
  }
  const families: string[] = [...ipFamilies];
  for (const [i, text] of clusterIPs.entries()) {
    if (text === 'None') break;
    const family = familyOfText(text);
    if (i < families.length) continue;
    if (allocation.families.includes(family)) families.push(family);
    else errors.push(invalid(`spec.clusterIPs[${i}]`, clusterIPs, `${family} is not configured on this cluster`));
  }
  if (errors.length > 0) return { errors };
  return settleFamilies(withSpec(next, { ipFamilies: families }), policy, families, allocation);
}

const isReduced = (now: readonly string[] | undefined, before: readonly string[] | undefined): boolean => (now ?? []).length > 0 && (now ?? []).length < (before ?? []).length;
const other = (family: string | undefined): Family => (family === 'IPv4' ? 'IPv6' : 'IPv4');

function settleFamilies(service: Service, policy: string, families: readonly string[], allocation: Allocation): Step {
  const [standard = 'IPv4'] = allocation.families;
  if (isBare(service)) {
    const [first = standard, ...rest] = families;
    return { service: withSpec(service, { ipFamilies: rest.length === 0 && policy !== 'SingleStack' ? [first, other(first)] : [first, ...rest] }) };
  }
  const errors: FieldError[] = [];
  if (policy === 'RequireDualStack' && allocation.families.length < 2) errors.push(invalid('spec.ipFamilyPolicy', policy, 'this cluster is not configured for dual-stack services'));
  families.forEach((family, i) => {
    if (!allocation.families.includes(family as Family)) errors.push(invalid(`spec.ipFamilies[${i}]`, family, 'not configured on this cluster'));
  });
  if (errors.length > 0) return { errors };
  const [first = standard, ...rest] = families;
  const second = policy !== 'SingleStack' && rest.length === 0 && allocation.families.length === 2 ? [other(first)] : rest;
  return { service: withSpec(service, { ipFamilies: [first, ...second] }) };
}

/** allocClusterIPs, and for an update updateClusterIPs: an address for each family that has none yet. */
export function allocateAddresses(service: Service, old: Service | undefined, allocation: Allocation): Step {
  const { ipFamilies = [], clusterIPs = [] } = service.spec ?? {};
  if (!needsClusterIP(service) || clusterIPs[0] === 'None' || isUntouched(service, old)) return { service };
  const kept = old !== undefined && needsClusterIP(old);
  if (kept && old.spec?.clusterIPs?.[0] === 'None') return { service };
  if (kept && !((old.spec?.ipFamilies ?? []).length === 1 && ipFamilies.length === 2)) return { service };
  const addresses = kept ? clusterIPs.slice(0, 1) : [];
  for (const [i, family] of ipFamilies.entries()) {
    if (i < addresses.length) continue;
    const wanted = clusterIPs[i] ?? '';
    const taken = wanted === '' ? allocation.nextAddress(family as Family) : allocation.address(wanted);
    if ('error' in taken && wanted === '') return { internal: `failed to allocate a serviceIP for Service "${service.metadata.name ?? ''}": ${taken.error}` };
    if ('error' in taken) return { errors: [invalid('spec.clusterIPs', clusterIPs, `failed to allocate IP ${wanted}: ${taken.error}`)] };
    addresses.push(taken.value);
  }
  const [first = ''] = addresses;
  return { service: withSpec(service, { clusterIP: first, clusterIPs: addresses }) };
}
