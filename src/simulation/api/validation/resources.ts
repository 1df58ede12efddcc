/** Amounts of resources as containers, Pods and others state them (pkg/apis/core/validation). */
import { duplicate, forbidden, invalid, notFound, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { ResourceClaim } from '../generated/types/core.v1';
import { labelKeyErrors } from '../names';
import { isPodLevelResource } from '../pod-requests';
import { compareQuantity, parseQuantity, quantityOf, unitValueBig } from '../quantity';
import { isExtendedResource, isHugePages, isIntegerResource, isNativeResource, isOvercommitAllowed, isStandardContainerResource, isStandardResource } from '../resource-names';
import type { ResourceRequirements } from '../types';
import { validateDnsLabel } from './names';

const NANO = 1_000_000_000n;

/** ValidateNonnegativeQuantity. */
export const validateNonNegativeQuantity = (text: string, path: string, at?: string): FieldError[] =>
  quantityOf(text).nano < 0n ? [invalid(path, text, 'must be greater than or equal to 0', at)] : [];

/** validateBasicResource. */
export function validateBasicResource(text: string, path: string): FieldError[] {
  const value = unitValueBig(quantityOf(text));
  return value < 0n ? [invalid(path, Number(value), 'must be a valid resource quantity')] : [];
}

/** ValidatePositiveQuantityValue. */
export const validatePositiveQuantity = (text: string, path: string, at?: string): FieldError[] => (quantityOf(text).nano <= 0n ? [invalid(path, text, 'must be greater than zero', at)] : []);

/** ValidateResourceQuantityValue: not negative, and whole where things are counted. */
export const validateResourceQuantity = (name: string, text: string, path: string, at?: string): FieldError[] => [
  ...validateNonNegativeQuantity(text, path, at),
  ...(isIntegerResource(name) && quantityOf(text).nano % NANO !== 0n ? [invalid(path, text, 'must be an integer', at)] : []),
];

/** validateResourceName. */
export function validateResourceName(name: string, path: string, at?: string): FieldError[] {
  const errors = labelKeyErrors(name).map((message) => invalid(path, name, message, at));
  if (errors.length > 0) return errors;
  return name.includes('/') || isStandardResource(name) ? [] : [invalid(path, name, 'must be a standard resource type or fully qualified', at)];
}

/** validateContainerResourceName. */
function validateContainerResourceName(name: string, path: string, at: string): FieldError[] {
  const errors = validateResourceName(name, path, at);
  if (!name.includes('/')) return isStandardContainerResource(name) ? errors : [...errors, invalid(path, name, 'must be a standard resource for containers', at)];
  return isNativeResource(name) || isExtendedResource(name) ? errors : [...errors, invalid(path, name, "doesn't follow extended resource name standard", at)];
}

/** validatePodResourceName. */
function validatePodResourceName(name: string, path: string, at: string): FieldError[] {
  const errors = validateResourceName(name, path, at);
  return errors.length > 0 || isPodLevelResource(name) ? errors : [{ ...notSupported(path, name, ['cpu', 'hugepages-', 'memory']), at }];
}

/** validateResourceQuantityHugePageValue: whole pages. */
function validateHugePages(name: string, text: string, path: string, at: string): FieldError[] {
  const size = parseQuantity(name.slice('hugepages-'.length));
  const pages = size.ok && size.value.nano > 0n && size.value.nano % NANO === 0n && unitValueBig(quantityOf(text)) % unitValueBig(size.value) === 0n;
  return pages ? [] : [invalid(path, text, `${text} is not positive integer multiple of ${name}`, at)];
}

export interface ResourceOptions {
  /** At the Pod's own level rather than a container's. */
  readonly ofPod?: boolean;
  /** The stored object breaks huge pages already (AllowIndivisibleHugePagesValues). */
  readonly anyHugePages?: boolean;
}

/** validateResourceRequirements. `claims`: the names of the Pod's resource claims. */
export function validateResources(resources: ResourceRequirements | undefined, path: string, claims: ReadonlySet<string>, { ofPod = false, anyHugePages = false }: ResourceOptions = {}): FieldError[] {
  const errors: FieldError[] = [];
  const { limits = {}, requests = {} } = resources ?? {};
  const checkName = ofPod ? validatePodResourceName : validateContainerResourceName;
  const pages = (name: string, text: string, shown: string, at: string): FieldError[] => (isHugePages(name) && !anyHugePages ? validateHugePages(name, text, shown, at) : []);
  for (const [name, text] of Object.entries(limits)) {
    const [shown, at] = [`${path}.limits[${name}]`, `${path}.limits.${name}`];
    errors.push(...checkName(name, shown, at), ...validateResourceQuantity(name, text, shown, at), ...pages(name, text, shown, at));
  }
  for (const [name, text] of Object.entries(requests)) {
    const [shown, at] = [`${path}.requests[${name}]`, `${path}.requests.${name}`];
    errors.push(...checkName(name, shown, at), ...validateResourceQuantity(name, text, shown, at));
    errors.push(...validateAgainstLimit(name, text, Object.hasOwn(limits, name) ? limits[name] : undefined, path), ...pages(name, text, shown, at));
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory')) errors.push(forbidden(path, 'HugePages require cpu or memory'));
  return [...errors, ...validateClaimNames(resources?.claims ?? [], claims, `${path}.claims`)];
}

function validateAgainstLimit(name: string, request: string, limit: string | undefined, path: string): FieldError[] {
  const at = `${path}.requests.${name}`;
  if (limit === undefined) return isOvercommitAllowed(name) ? [] : [{ ...required(`${path}.limits`, 'Limit must be set for non overcommitable resources'), at }];
  const order = compareQuantity(quantityOf(request), quantityOf(limit));
  if (order !== 0 && !isOvercommitAllowed(name)) return [invalid(`${path}.requests`, request, `must be equal to ${name} limit of ${limit}`, at)];
  return order > 0 ? [invalid(`${path}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`, at)] : [];
}

/** validateResourceClaimNames: a claim as a whole, or one of its requests, each once. */
function validateClaimNames(claims: readonly ResourceClaim[], known: ReadonlySet<string>, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  claims.forEach(({ name = '', request = '' }, i) => {
    const at = `${path}[${i}]`;
    if (name === '') {
      errors.push(required(at));
      return;
    }
    if (seen.has(name)) errors.push(duplicate(at, name));
    else {
      if (request !== '') errors.push(...validateDnsLabel(request, `${at}.request`));
      const key = request === '' ? name : `${name}/${request}`;
      if (seen.has(key)) errors.push(duplicate(at, key));
      else if (request === '') for (const other of seen) if (other.startsWith(`${name}/`)) errors.push(duplicate(at, name));
      seen.add(key);
    }
    const detail = `must be one of the names in pod.spec.resourceClaims${known.size === 0 ? ' which is empty' : `: ${[...known].sort().join(', ')}`}`;
    if (!known.has(name)) errors.push(notFound(at, name, detail));
  });
  return errors;
}
