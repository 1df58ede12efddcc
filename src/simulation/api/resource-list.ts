/** Arithmetic on amounts by resource name (component-helpers resource: addResourceList, maxResourceList, max). */
import { addQuantity, compareQuantity, parseQuantity } from './quantity';
import type { Quantity } from './quantity';
import type { Container, PodSpec, ResourceList } from './types';

/** Amounts by resource name. */
export type Requests = Map<string, Quantity>;

/** Texts that are no quantities are left out; validation has refused them before. */
export function parseResourceList(list: ResourceList | undefined): Requests {
  const result: Requests = new Map();
  for (const [name, text] of Object.entries(list ?? {})) {
    const parsed = parseQuantity(text);
    if (parsed.ok) result.set(name, parsed.value);
  }
  return result;
}

export function addResources(into: Requests, from: ReadonlyMap<string, Quantity>): void {
  for (const [name, quantity] of from) {
    const old = into.get(name);
    into.set(name, old === undefined ? quantity : addQuantity(old, quantity));
  }
}

export function raiseResources(into: Requests, from: ReadonlyMap<string, Quantity>): void {
  for (const [name, quantity] of from) {
    const old = into.get(name);
    if (old === undefined || compareQuantity(quantity, old) > 0) into.set(name, quantity);
  }
}

/** The larger amount of each resource that any of the lists names. */
export function largestOf(...lists: readonly (ReadonlyMap<string, Quantity>)[]): Requests {
  const result: Requests = new Map();
  for (const list of lists) raiseResources(result, list);
  return result;
}

export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

/**
 * What the containers of a Pod need together (KEP-753): containers and sidecars run side by side and add up; an init container needs its
 * own plus the sidecars started before it; the larger of the two. `visit` sees what each container counts for (upstream's ContainerFn).
 */
export function aggregateContainers(spec: PodSpec, amountsOf: (container: Container) => Requests, visit?: (amounts: ReadonlyMap<string, Quantity>) => void): Requests {
  const total: Requests = new Map();
  for (const container of spec.containers) {
    const own = amountsOf(container);
    visit?.(own);
    addResources(total, own);
  }
  const sidecars: Requests = new Map();
  const init: Requests = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = amountsOf(container);
    if (isSidecar(container)) {
      addResources(total, own);
      addResources(sidecars, own);
    } else addResources(own, sidecars);
    const counted = isSidecar(container) ? sidecars : own;
    visit?.(counted);
    raiseResources(init, counted);
  }
  raiseResources(total, init);
  return total;
}
