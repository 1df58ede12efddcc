import { milliValue, podRequests, quantityOf, unitValue } from '../../api';
import type { PodSpec } from '../../api';
import type { Size } from './types';

/** What a Pod takes of a node, by its requests. */
export function sizeOf(spec: PodSpec): Size {
  const requests = podRequests(spec);
  return { cpu: milliValue(requests.get('cpu') ?? quantityOf('0')), memory: unitValue(requests.get('memory') ?? quantityOf('0')), pods: 1 };
}

export const fits = (pod: Size, free: Size): boolean => pod.cpu <= free.cpu && pod.memory <= free.memory && pod.pods <= free.pods;
export const less = (free: Size, pod: Size): Size => ({ cpu: free.cpu - pod.cpu, memory: free.memory - pod.memory, pods: free.pods - pod.pods });
export const sumOf = (sizes: readonly Size[]): Size => sizes.reduce((sum, one) => ({ cpu: sum.cpu + one.cpu, memory: sum.memory + one.memory, pods: sum.pods + one.pods }), { cpu: 0, memory: 0, pods: 0 });
