import { formatQuantity, milliValueBig, unitValueBig, ZERO_QUANTITY, type Quantity } from '../../../api/quantity';

/** What is measured against one item of a LimitRange. */
export interface Measured {
  readonly requests: ReadonlyMap<string, Quantity>;
  readonly limits: ReadonlyMap<string, Quantity>;
}

/** What a constraint says of a resource: an error, or nothing. */
export type Constraint = (type: string, name: string, enforced: Quantity, measured: Measured) => string | undefined;

/** resource.MaxMilliValue. */
const MAX_MILLI = 9_223_372_036_854_775n;
const MILLI = 1000;
const RATIO_DIGITS = 6;

/** requestLimitEnforcedValues: thousandths where all of them fit, else whole units. */
function values(...quantities: readonly Quantity[]): readonly bigint[] {
  const units = quantities.map(unitValueBig);
  return units.every((value) => value <= MAX_MILLI) ? quantities.map(milliValueBig) : units;
}

const over = (a: Quantity, b: Quantity, third: Quantity): boolean => {
  const [x = 0n, y = 0n] = values(a, b, third);
  return x > y;
};

export const minimum: Constraint = (type, name, enforced, { requests, limits }) => {
  const [request, limit] = [requests.get(name), limits.get(name)];
  const says = `minimum ${name} usage per ${type} is ${formatQuantity(enforced)}`;
  if (request === undefined) return `${says}.  No request is specified`;
  if (over(enforced, request, limit ?? ZERO_QUANTITY)) return `${says}, but request is ${formatQuantity(request)}`;
  return limit !== undefined && over(enforced, limit, request) ? `${says}, but limit is ${formatQuantity(limit)}` : undefined;
};

export const maximum: Constraint = (type, name, enforced, { requests, limits }) => {
  const [request, limit] = [requests.get(name), limits.get(name)];
  const says = `maximum ${name} usage per ${type} is ${formatQuantity(enforced)}`;
  if (limit === undefined) return `${says}.  No limit is specified`;
  if (over(limit, enforced, request ?? ZERO_QUANTITY)) return `${says}, but limit is ${formatQuantity(limit)}`;
  return request !== undefined && over(request, enforced, limit) ? `${says}, but request is ${formatQuantity(request)}` : undefined;
};

/** For claims, of which only requests count. */
export const maximumRequest: Constraint = (type, name, enforced, { requests }) => {
  const request = requests.get(name);
  const says = `maximum ${name} usage per ${type} is ${formatQuantity(enforced)}`;
  if (request === undefined) return `${says}.  No request is specified`;
  return over(request, enforced, ZERO_QUANTITY) ? `${says}, but request is ${formatQuantity(request)}` : undefined;
};

export const ratio: Constraint = (type, name, enforced, { requests, limits }) => {
  const says = `${name} max limit to request ratio per ${type} is ${formatQuantity(enforced)}`;
  const [request = 0n, limit = 0n] = values(requests.get(name) ?? ZERO_QUANTITY, limits.get(name) ?? ZERO_QUANTITY, enforced);
  if (request === 0n) return `${says}, but no request is specified or request is 0`;
  if (limit === 0n) return `${says}, but no limit is specified or limit is 0`;
  const found = Number(limit) / Number(request);
  const isExact = unitValueBig(enforced) <= MAX_MILLI;
  const exceeded = isExact ? found * MILLI > Number(milliValueBig(enforced)) : found > Number(unitValueBig(enforced));
  return exceeded ? `${says}, but provided ratio is ${found.toFixed(RATIO_DIGITS)}` : undefined;
};
