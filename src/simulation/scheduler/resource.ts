import { isScalarResource, milliValue, unitValue } from '../api';
import type { Quantity } from '../api';

/** pkg/scheduler/framework/types.go Resource: milli CPU, bytes, counts. Amounts beyond 2⁵³ lose their last digits. */
export interface Resource {
  milliCPU: number;
  memory: number;
  ephemeralStorage: number;
  allowedPods: number;
  readonly scalar: Map<string, number>;
}

export const emptyResource = (): Resource => ({ milliCPU: 0, memory: 0, ephemeralStorage: 0, allowedPods: 0, scalar: new Map() });

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
