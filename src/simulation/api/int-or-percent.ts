/** A number of things, or a share of them as in `25%`. */
export type IntOrPercent = number | string | null | undefined;

/**
 * How many of `total` an int-or-percent means, after `GetScaledValueFromIntOrPercent` of
 * k8s.io/apimachinery/pkg/util/intstr: a percentage is rounded up or down, a number is taken as it is.
 *
 * @throws Error with upstream's words where there is none, or a string that is no percentage
 */
export function scaledValue(value: IntOrPercent, total: number, round: 'up' | 'down'): number {
  if (value === null || value === undefined) throw new Error('nil value for IntOrString');
  if (typeof value === 'number') return value;
  if (!value.endsWith('%')) throw new Error('invalid value for IntOrString: invalid type: string is not a percentage');
  const digits = value.slice(0, -1);
  if (!/^[+-]?\d+$/.test(digits)) throw new Error(`invalid value for IntOrString: invalid value ${JSON.stringify(value)}: strconv.Atoi: parsing ${JSON.stringify(digits)}: invalid syntax`);
  const share = (Number(digits) * total) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}
