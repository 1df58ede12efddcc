import { byText } from '../../base/ordered-map';
import { stateAt } from '../node/machine/machine';
import type { Cluster } from '../state';

/** Containers that really run on the machines, whatever the API server knows of them. */
export function containersRunning({ machines, clock }: Cluster): number {
  let count = 0;
  for (const [, machine] of byText.entries(machines)) {
    for (const [, pod] of byText.entries(machine.pods)) count += pod.containers.filter((one) => stateAt(one, clock.now).state === 'running').length;
  }
  return count;
}
