import { CORE_DEFAULTS } from '../defaulting/core';
import { duplicate, forbidden, invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { LimitRange, LimitRangeItem } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { labelKeyErrors } from '../names';
import { compareQuantity, milliValueBig, quantityOf, unitValueBig } from '../quantity';
import { isHugePages, isNativeResource } from '../resource-names';
import { eachInvalid, sortedEntries } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { containerResourceNameErrors, resourceNameErrors } from '../validation/resource-names';

const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];
const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
/** resource.MaxMilliValue: above it, thousandths would not fit. */
const MAX_MILLI = 2n ** 63n / 1000n;

/** validateLimitRangeTypeName. */
function typeErrors(type: string, path: string): FieldError[] {
  const errors = eachInvalid(path, type, labelKeyErrors(type));
  return errors.length > 0 || type.includes('/') || TYPES.includes(type) ? errors : [invalid(path, type, 'must be a standard limit type or fully qualified')];
}

/** How the amounts of one resource must stand to each other. */
function validateAmounts(item: LimitRangeItem, name: string, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const [min, max, limit, request, ratio] = [item.min?.[name], item.max?.[name], item.default?.[name], item.defaultRequest?.[name], item.maxLimitRequestRatio?.[name]];
  const over = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && compareQuantity(quantityOf(a), quantityOf(b)) > 0;
  const wrong = (field: string, value: string | undefined, detail: string): void => void errors.push(invalid(`${path}.${field}[${name}]`, value, detail));
  if (over(min, max)) wrong('min', min, `min value ${min} is greater than max value ${max}`);
  if (over(min, request)) wrong('defaultRequest', request, `min value ${min} is greater than default request value ${request}`);
  if (over(request, max)) wrong('defaultRequest', request, `default request value ${request} is greater than max value ${max}`);
  if (over(request, limit)) wrong('defaultRequest', request, `default request value ${request} is greater than default limit value ${limit}`);
  if (over(min, limit)) wrong('default', min, `min value ${min} is greater than default value ${limit}`);
  if (over(limit, max)) wrong('default', max, `default value ${limit} is greater than max value ${max}`);
  if (over('1', ratio)) wrong('maxLimitRequestRatio', ratio, `ratio ${ratio} is less than 1`);
  if (ratio !== undefined && min !== undefined && max !== undefined) {
    const most = largestRatio(min, max, ratio);
    if (most.ratio > most.possible) wrong('maxLimitRequestRatio', ratio, `ratio ${ratio} is greater than max/min = ${printFloat(most.possible)}`);
  }
  const overcommit = isNativeResource(name) && !isHugePages(name);
  if (!overcommit && limit !== undefined && request !== undefined && compareQuantity(quantityOf(limit), quantityOf(request)) !== 0) {
    wrong('defaultRequest', request, `default value ${limit} must equal to defaultRequest value ${request} in ${name}`);
  }
  return errors;
}

function largestRatio(min: string, max: string, ratio: string): { readonly ratio: number; readonly possible: number } {
  const all = [min, max, ratio].map(quantityOf);
  const small = all.every((amount) => unitValueBig(amount) < MAX_MILLI);
  const [least, most] = all.map((amount) => Number(small ? milliValueBig(amount) : unitValueBig(amount)));
  return { ratio: small ? Number(milliValueBig(all[2]!)) / 1000 : Number(unitValueBig(all[2]!)), possible: most! / least! };
}

/** `%f`. */
const printFloat = (value: number): string => (Number.isNaN(value) ? 'NaN' : value === Infinity ? '+Inf' : value.toFixed(6));

function validateItem(item: LimitRangeItem, path: string): FieldError[] {
  const { type = '' } = item;
  const isPod = type === 'Pod';
  const nameErrors = isPod || type === 'Container' ? containerResourceNameErrors : resourceNameErrors;
  const listErrors = (field: (typeof LISTS)[number]): FieldError[] => sortedEntries(item[field]).flatMap(([name]) => nameErrors(name, `${path}.${field}[${name}]`));
  const errors = [...listErrors('max'), ...listErrors('min')];
  for (const field of ['default', 'defaultRequest'] as const) {
    if (!isPod) errors.push(...listErrors(field));
    else if (Object.keys(item[field] ?? {}).length > 0) errors.push(forbidden(`${path}.${field}`, "may not be specified when `type` is 'Pod'"));
  }
  if (type === 'PersistentVolumeClaim' && item.min?.['storage'] === undefined && item.max?.['storage'] === undefined) {
    errors.push(required(`${path}.limits`, 'either minimum or maximum storage value is required, but neither was provided'));
  }
  errors.push(...listErrors('maxLimitRequestRatio'));
  const counted: LimitRangeItem = isPod ? { ...item, default: {}, defaultRequest: {} } : item;
  const names = new Set(LISTS.flatMap((field) => Object.keys(counted[field] ?? {})));
  return [...errors, ...[...names].sort().flatMap((name) => validateAmounts(counted, name, path))];
}

/** ValidateLimitRange (pkg/apis/core/validation). */
function validateLimitRange({ metadata, spec }: LimitRange): FieldError[] {
  const errors = validateKubeMeta(metadata);
  const seen = new Set<string>();
  (spec?.limits ?? []).forEach((item, i) => {
    const { type = '' } = item;
    const path = `spec.limits[${i}]`;
    errors.push(...typeErrors(type, `${path}.type`));
    if (seen.has(type)) errors.push(duplicate(`${path}.type`, type));
    seen.add(type);
    errors.push(...validateItem(item, path));
  });
  return errors;
}

export const limitRangeKind = defineKind<LimitRange>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'LimitRange',
  defaulters: CORE_DEFAULTS,
  validateCreate: validateLimitRange,
  validateUpdate: (range, old) => [...validateKubeMetaUpdate(range.metadata, old.metadata), ...validateLimitRange(range)],
});
