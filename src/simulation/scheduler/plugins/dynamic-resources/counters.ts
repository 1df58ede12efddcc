import { addQuantity, compareQuantity, quantityOf, subtractQuantity } from '../../../api';
import type { Quantity } from '../../../api';
import type { Counter, Device } from '../../../api/generated/types/resource.v1';
import { deviceId } from './pools';
import type { Pool } from './pools';

/** Amounts by counter set and counter. */
type Amounts = Map<string, Map<string, Quantity>>;

const ZERO: Quantity = { nano: 0n, format: 'DecimalSI' };

function change(amounts: Amounts, { consumesCounters = [] }: Device, how: (a: Quantity, b: Quantity) => Quantity, known: boolean): void {
  for (const { counterSet, counters } of consumesCounters) {
    let set = amounts.get(counterSet);
    if (set === undefined) {
      if (known) continue;
      amounts.set(counterSet, (set = new Map()));
    }
    for (const [name, { value }] of Object.entries(counters)) if (!known || set.has(name)) set.set(name, how(set.get(name) ?? ZERO, quantityOf(value)));
  }
}

const start = (counters: Readonly<Record<string, Counter>>): Map<string, Quantity> => new Map(Object.entries(counters).map(([name, { value }]) => [name, quantityOf(value)]));

/** What a pool's counters still hold, its allocated devices taken off. Upstream finds it by the name of the pool alone, whatever the driver. */
export class AvailableCounters {
  private readonly byPool = new Map<string, Amounts>();

  constructor(private readonly isAllocated: (id: string) => boolean) {}

  of({ driver, name, counterSets, slices, elsewhere }: Pool): ReadonlyMap<string, ReadonlyMap<string, Quantity>> {
    const found = this.byPool.get(name);
    if (found !== undefined) return found;
    const left: Amounts = new Map([...counterSets.values()].map((set) => [set.name, start(set.counters)]));
    for (const device of [...slices, ...elsewhere].flatMap(({ spec }) => spec.devices ?? [])) {
      if (this.isAllocated(deviceId(driver, name, device.name))) change(left, device, subtractQuantity, true);
    }
    this.byPool.set(name, left);
    return left;
  }
}

/** checkAvailableCounters and deallocateCountersForDevice: what the devices that are being tried draw from their pools' counters. */
export class ConsumedCounters {
  private readonly byPool = new Map<string, Amounts>();

  constructor(private readonly available: AvailableCounters) {}

  /** Takes the device's share; false, and nothing changed, where a counter has not that much. */
  take(pool: Pool, device: Device): boolean {
    let consumed = this.byPool.get(pool.name);
    if (consumed === undefined) this.byPool.set(pool.name, (consumed = new Map()));
    change(consumed, device, addQuantity, false);
    for (const [set, counters] of this.available.of(pool)) {
      for (const [name, left] of counters) {
        if (compareQuantity(left, consumed.get(set)?.get(name) ?? ZERO) >= 0) continue;
        this.giveBack(pool, device);
        return false;
      }
    }
    return true;
  }

  giveBack(pool: Pool, device: Device): void {
    const consumed = this.byPool.get(pool.name);
    if (consumed !== undefined) change(consumed, device, subtractQuantity, true);
  }
}
