import { milliValue, unitValue } from '../../api';
import type { Quantity } from '../../api';

/** A resource's amount as the kubelet counts it: CPU in thousandths, all else in units. */
export const amountOf = (amounts: ReadonlyMap<string, Quantity>, name: string): number => {
  const amount = amounts.get(name);
  return amount === undefined ? 0 : name === 'cpu' ? milliValue(amount) : unitValue(amount);
};
