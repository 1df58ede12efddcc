import { duplicate, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Service } from '../generated/types/core.v1';
import { familyOfText } from '../service/pools';
import { isHeadless, needsClusterIP } from '../service/traits';
import { legacyIpErrors } from './ip';

const FAMILIES = ['IPv4', 'IPv6'];
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
const PATH = 'spec.clusterIPs';

/** ValidateServiceClusterIPsRelatedFields (pkg/apis/core/validation). */
export function validateClusterIPs(service: Service, old: Service | undefined): FieldError[] {
  if (!needsClusterIP(service)) return [];
  const { clusterIP = '', clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = service.spec ?? {};
  const errors: FieldError[] = [];
  if (clusterIP !== '' && clusterIPs.length === 0) errors.push(required(PATH));
  else if (clusterIP !== '' && clusterIPs[0] !== clusterIP) errors.push(invalid(PATH, clusterIPs, 'first value must match `clusterIP`'));
  else if (clusterIP === '' && clusterIPs.length > 0) errors.push(invalid(PATH, clusterIPs, 'must be empty when `clusterIP` is not specified'));
  ipFamilies.forEach((family, i) => {
    if (!FAMILIES.includes(family)) errors.push(notSupported(`spec.ipFamilies[${i}]`, family, FAMILIES));
    if (ipFamilies.indexOf(family) < i) errors.push(duplicate(`spec.ipFamilies[${i}]`, family));
  });
  if (ipFamilyPolicy !== undefined && !POLICIES.includes(ipFamilyPolicy)) errors.push(notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, POLICIES));
  const bad = clusterIPs.flatMap((text, i) => {
    if (i > 0 || text !== 'None') return legacyIpErrors(text, `${PATH}[${i}]`, old?.spec?.clusterIPs);
    return clusterIPs.length > 1 ? [invalid(PATH, clusterIPs, "'None' must be the first and only value")] : [];
  });
  errors.push(...bad);
  if (clusterIPs.length > 2) errors.push(invalid(PATH, clusterIPs, 'may only hold up to 2 values'));
  if (bad.length > 0) return errors;
  const families = clusterIPs.map(familyOfText);
  if (clusterIPs.length > 1 && new Set(families).size !== 2) errors.push(invalid(PATH, clusterIPs, 'may specify no more than one IP for each IP family'));
  if (isHeadless(service)) return errors;
  clusterIPs.forEach((text, i) => {
    const wanted = ipFamilies[i];
    if (wanted === 'IPv4' && families[i] === 'IPv6') errors.push(invalid(`${PATH}[${i}]`, text, `expected an IPv4 value as indicated by \`ipFamilies[${i}]\``));
    if (wanted === 'IPv6' && families[i] === 'IPv4') errors.push(invalid(`${PATH}[${i}]`, text, `expected an IPv6 value as indicated by \`ipFamilies[${i}]\``));
  });
  return errors;
}

/** validateUpgradeDowngradeClusterIPs. */
export function validateChangedAddresses(service: Service, old: Service): FieldError[] {
  if (!needsClusterIP(service) || !needsClusterIP(old) || (isHeadless(service) && isHeadless(old))) return [];
  const [now, before] = [service.spec?.clusterIPs ?? [], old.spec?.clusterIPs ?? []];
  const changed = (i: number): FieldError => invalid(`${PATH}[${i}]`, now, 'may not change once set');
  if (before.length === now.length) return before.flatMap((text, i) => (text === now[i] ? [] : [changed(i)]));
  const moved = before.length > 0 && now.length > 0 && before[0] !== now[0] ? [changed(0)] : [];
  if (before.length < now.length) return moved;
  const unset = now.length === 0 ? [invalid(`${PATH}[0]`, service.spec?.clusterIPs ?? null, 'primary clusterIP can not be unset')] : [];
  return [...unset, ...moved, ...(now.length === 1 ? mustBeSingle(service, 'clusterIP') : [])];
}

function mustBeSingle(service: Service, what: string): FieldError[] {
  const policy = service.spec?.ipFamilyPolicy;
  return policy === 'SingleStack' ? [] : [invalid('spec.ipFamilyPolicy', policy ?? null, `must be set to 'SingleStack' when releasing the secondary ${what}`)];
}

/** validateUpgradeDowngradeIPFamilies. */
export function validateChangedFamilies(service: Service, old: Service): FieldError[] {
  if (!needsClusterIP(service) || !needsClusterIP(old) || isHeadless(service) !== isHeadless(old) || isHeadless(service)) return [];
  const [now, before] = [service.spec?.ipFamilies ?? [], old.spec?.ipFamilies ?? []];
  const path = 'spec.ipFamilies[0]';
  const clusterIPs = service.spec?.clusterIPs ?? null;
  if (before.length === now.length) return before.flatMap((family, i) => (family === now[i] ? [] : [invalid(path, now, 'may not change once set')]));
  const moved = before.length > 0 && now.length > 0 && before[0] !== now[0] ? [invalid(path, clusterIPs, 'may not change once set')] : [];
  if (before.length < now.length) return moved;
  const unset = (service.spec?.clusterIPs ?? []).length === 0 ? [invalid(path, service.spec?.ipFamilies ?? null, 'primary ipFamily can not be unset')] : [];
  return [...unset, ...moved, ...(now.length === 1 ? mustBeSingle(service, 'ipFamily') : [])];
}
