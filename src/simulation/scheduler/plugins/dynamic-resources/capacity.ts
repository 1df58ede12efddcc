import { addQuantity, compareQuantity, quantityOf, subtractQuantity, unitValueBig } from '../../../api';
import type { Quantity } from '../../../api';
import type { CapacityRequestPolicy, CapacityRequestPolicyRange, CapacityRequirements, DeviceCapacity } from '../../../api/generated/types/resource.v1';

/** How much of each capacity of a device is taken, by name. */
export type Taken = ReadonlyMap<string, Quantity>;

type Capacities = Readonly<Record<string, DeviceCapacity>>;

const whole = (nano: bigint): Quantity => ({ nano: nano * 1_000_000_000n, format: 'BinarySI' });

/** roundUpRange: to the minimum, or up to the next step above it. */
function roundToRange(wanted: Quantity, { min, step }: CapacityRequestPolicyRange): Quantity {
  const least = quantityOf(min);
  if (compareQuantity(wanted, least) < 0) return least;
  if (step === undefined) return wanted;
  const [from, by] = [unitValueBig(least), unitValueBig(quantityOf(step))];
  const above = unitValueBig(wanted) - from;
  return whole(from + by * (above / by + (above % by === 0n ? 0n : 1n)));
}

/** calculateConsumedCapacity: what a request takes of one capacity. */
function consumedOf(wanted: string | undefined, { value, requestPolicy: policy }: DeviceCapacity): Quantity {
  if (wanted === undefined) return quantityOf(policy?.default ?? value);
  const asked = quantityOf(wanted);
  if (policy?.validRange !== undefined) return roundToRange(asked, policy.validRange);
  return (policy?.validValues ?? []).map(quantityOf).find((valid) => compareQuantity(asked, valid) <= 0) ?? asked;
}

/** violatesPolicy. */
function breaks(amount: Quantity, policy: CapacityRequestPolicy | undefined): boolean {
  if (policy === undefined || (policy.default !== undefined && compareQuantity(amount, quantityOf(policy.default)) === 0)) return false;
  const { validRange, validValues = [] } = policy;
  if (validRange !== undefined) {
    if (validRange.max !== undefined && compareQuantity(amount, quantityOf(validRange.max)) > 0) return true;
    return validRange.step !== undefined && (unitValueBig(amount) - unitValueBig(quantityOf(validRange.min))) % unitValueBig(quantityOf(validRange.step)) !== 0n;
  }
  return validValues.length > 0 && !validValues.some((valid) => compareQuantity(amount, quantityOf(valid)) === 0);
}

/** GetConsumedCapacityFromRequest: what a request takes of each capacity of a device. */
export const consumedCapacity = (requirements: CapacityRequirements | undefined, capacities: Capacities): Map<string, Quantity> =>
  new Map(Object.entries(capacities).map(([name, capacity]) => [name, consumedOf(requirements?.requests?.[name], capacity)]));

/** CmpRequestOverCapacity (consumable_capacity.go): whether a device has what the request asks of its capacities, beside what is `taken` already. */
export function hasCapacity(requirements: CapacityRequirements | undefined, capacities: Capacities, ...taken: readonly (Taken | undefined)[]): boolean {
  if (Object.keys(requirements?.requests ?? {}).some((name) => !Object.hasOwn(capacities, name))) return false;
  return Object.entries(capacities).every(([name, capacity]) => {
    const amount = consumedOf(requirements?.requests?.[name], capacity);
    if (breaks(amount, capacity.requestPolicy)) return false;
    const sum = taken.reduce((all, one) => addQuantity(all, one?.get(name) ?? { nano: 0n, format: 'DecimalSI' }), amount);
    return compareQuantity(sum, quantityOf(capacity.value)) <= 0;
  });
}

const merged = (a: Taken, b: Taken, how: (x: Quantity, y: Quantity) => Quantity): Map<string, Quantity> => {
  const all = new Map(a);
  for (const [name, amount] of b) all.set(name, how(all.get(name) ?? { nano: 0n, format: 'DecimalSI' }, amount));
  return all;
};
export const addTaken = (a: Taken, b: Taken): Taken => merged(a, b, addQuantity);
export const subtractTaken = (a: Taken, b: Taken): Taken => merged(a, b, subtractQuantity);
