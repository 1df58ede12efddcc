import { isScalarResource, milliValue, unitValue } from '../../api';
import type { Quantity } from '../../api';

/** pkg/scheduler/framework/types.go Resource: milli CPU, bytes, counts. Amounts beyond 2⁵³ lose their last digits. */
export interface Resource {
  milliCPU: number;
  memory: number;
  ephemeralStorage: number;
  allowedPods: number;
  readonly scalar: Map<string, number>;
}

export const emptyResource = (): Resource => ({ milliCPU: 0, memory: 0, ephemeralStorage: 0, allowedPods: 0, scalar: new Map() });

export const copyResource = (from: Resource): Resource => ({ ...from, scalar: new Map(from.scalar) });

/** Resource.Add / SetMaxResource on an empty resource: names nobody counts are dropped. */
export function toResource(amounts: Iterable<readonly [string, Quantity]>): Resource {
  const resource = emptyResource();
  for (const [name, quantity] of amounts) {
    switch (name) {
      case 'cpu':
        resource.milliCPU = milliValue(quantity);
        break;
      case 'memory':
        resource.memory = unitValue(quantity);
        break;
      case 'ephemeral-storage':
        resource.ephemeralStorage = unitValue(quantity);
        break;
      case 'pods':
        resource.allowedPods = unitValue(quantity);
        break;
      default:
        if (isScalarResource(name)) resource.scalar.set(name, unitValue(quantity));
    }
  }
  return resource;
}

/** The amount under a resource's name; undefined for a scalar resource that is not there at all. */
export function amountOf(resource: Resource, name: string): number | undefined {
  switch (name) {
    case 'cpu':
      return resource.milliCPU;
    case 'memory':
      return resource.memory;
    case 'ephemeral-storage':
      return resource.ephemeralStorage;
    default:
      return resource.scalar.get(name);
  }
}

export function addResource(into: Resource, more: Resource, sign: 1 | -1): void {
  into.milliCPU += sign * more.milliCPU;
  into.memory += sign * more.memory;
  into.ephemeralStorage += sign * more.ephemeralStorage;
  for (const [name, amount] of more.scalar) into.scalar.set(name, (into.scalar.get(name) ?? 0) + sign * amount);
}
