import { forbidden, invalid } from '../field-errors';
import type { FieldError } from '../field-errors';
import { labelKeyErrors } from '../names';
import { compareQuantity, milliValueBig, quantityOf, ZERO_QUANTITY } from '../quantity';
import { isExtendedResource, isHugePages, isNativeResource } from '../resource-names';
import type { ResourceList } from '../types';
import { eachInvalid, sortedEntries } from './common';

/** Names and amounts of resources (pkg/apis/core/validation, pkg/apis/core/helper). */

const COUNTED = ['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'];
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const QUOTA: ReadonlySet<string> = new Set([...COMPUTE, ...COMPUTE.map((name) => `requests.${name}`), ...COMPUTE.map((name) => `limits.${name}`), 'requests.storage', ...COUNTED]);

const isQuotaHugePages = (name: string): boolean => isHugePages(name) || name.startsWith('requests.hugepages-');

/** IsStandardQuotaResourceName. */
export const isStandardQuotaResource = (name: string): boolean => QUOTA.has(name) || isQuotaHugePages(name);
const isStandardResource = (name: string): boolean => name === 'storage' || isStandardQuotaResource(name);
const isStandardContainerResource = (name: string): boolean => COMPUTE.includes(name) || isHugePages(name);

/** validateResourceName. */
export function resourceNameErrors(name: string, path: string): FieldError[] {
  const errors = eachInvalid(path, name, labelKeyErrors(name));
  if (errors.length > 0 || name.includes('/') || isStandardResource(name)) return errors;
  return [invalid(path, name, 'must be a standard resource type or fully qualified')];
}

/** validateContainerResourceName. */
export function containerResourceNameErrors(name: string, path: string): FieldError[] {
  const errors = resourceNameErrors(name, path);
  if (!name.includes('/')) return isStandardContainerResource(name) ? errors : [...errors, invalid(path, name, 'must be a standard resource for containers')];
  return isNativeResource(name) || isExtendedResource(name) ? errors : [...errors, invalid(path, name, "doesn't follow extended resource name standard")];
}

/** ValidateResourceQuotaResourceName. */
export function quotaResourceNameErrors(name: string, path: string): FieldError[] {
  const errors = resourceNameErrors(name, path);
  return name.includes('/') || isStandardQuotaResource(name) ? errors : [...errors, invalid(path, name, 'must be a standard resource for quota')];
}

/** ValidateNonnegativeQuantity. */
export const nonNegativeQuantity = (value: string, path: string): FieldError[] =>
  compareQuantity(quantityOf(value), ZERO_QUANTITY) < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : [];

/** ValidatePositiveQuantityValue. */
export const positiveQuantity = (value: string, path: string): FieldError[] =>
  compareQuantity(quantityOf(value), ZERO_QUANTITY) <= 0 ? [invalid(path, value, 'must be greater than zero')] : [];

/** ValidateResourceQuantityValue: not negative, and whole where the resource is counted. */
export function resourceQuantityErrors(name: string, value: string, path: string): FieldError[] {
  const errors = nonNegativeQuantity(value, path);
  const counted = COUNTED.includes(name) || isExtendedResource(name);
  return counted && milliValueBig(quantityOf(value)) % 1000n !== 0n ? [...errors, invalid(path, value, 'must be an integer')] : errors;
}

/** ValidateContainerResourceRequirements of limits alone: what a RuntimeClass adds to a Pod. */
export function limitErrors(limits: ResourceList, path: string): FieldError[] {
  const errors = sortedEntries(limits).flatMap(([name, value]) => [...containerResourceNameErrors(name, `${path}.limits[${name}]`), ...resourceQuantityErrors(name, value, `${path}.limits[${name}]`)]);
  const names = Object.keys(limits);
  return names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory') ? [...errors, forbidden(path, 'HugePages require cpu or memory')] : errors;
}
