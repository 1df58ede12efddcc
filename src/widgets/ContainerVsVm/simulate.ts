/** What takes the CPU and memory models of the resources room a while: run in a worker, so that the page stays smooth. */
import { memoryLeak, noisyNeighbour, placeApps, type AppInstance, type CpuShare, type HostConfig, type Leak } from '@site/src/simulation/virtualization';
import { hostConfig, instancesOf, type ContainerVsVmState } from './state';

/** Length of each of the two runs of the CPU model, µs. */
export const NOISE_DURATION_US = 1_000_000;

export interface Simulated {
  readonly noise: readonly CpuShare[] | null;
  readonly leak: Leak | null;
}

export interface Question {
  readonly view: 'noise' | 'leak';
  readonly running: readonly AppInstance[];
  readonly config: HostConfig;
  readonly chosenId: string;
  readonly threads: number;
  readonly limited: boolean;
}

/** Null where there is nothing to simulate: another view, or the chosen application does not run or has no neighbour to disturb. */
export function questionOf(state: ContainerVsVmState): Question | null {
  const { view } = state;
  if (view !== 'noise' && view !== 'leak') return null;
  const config = hostConfig(state);
  const instances = instancesOf(state);
  const running = placeApps(instances, config).apps.filter(({ placement }) => placement === 'running').map(({ instance }) => instance);
  const chosenId = instances[state.chosen].id;
  if (!running.some(({ id }) => id === chosenId) || (view === 'noise' && running.length < 2)) return null;
  return { view, running, config, chosenId, threads: state.noisyThreads, limited: state.limited };
}

export function simulate(question: Question | null): Simulated {
  if (question === null) return { noise: null, leak: null };
  const { view, running, config, chosenId, threads, limited } = question;
  if (view === 'leak') return { noise: null, leak: memoryLeak(running, config, { leakerId: chosenId, limited }) };
  return { noise: noisyNeighbour(running, config, { noisyId: chosenId, noisyThreads: threads, limited, durationUs: NOISE_DURATION_US, seed: 1 }), leak: null };
}
