import {
  blastRadius,
  hostDisk,
  howManyFit,
  ISOLATIONS,
  kernelCount,
  memoryLeak,
  noisyNeighbour,
  placeApps,
  startup,
  type AppInstance,
  type BlastRadius,
  type CpuShare,
  type Fit,
  type HostConfig,
  type HostDisk,
  type HostMemory,
  type Isolation,
  type Leak,
  type Startup,
} from '@site/src/simulation/virtualization';
import { hostConfig, instancesOf, type ContainerVsVmState } from './state';

/** Length of each of the two runs of the CPU model, µs. */
export const NOISE_DURATION_US = 1_000_000;

/** Everything the views draw, computed from the state by the core. */
export interface Model {
  readonly state: ContainerVsVmState;
  readonly config: HostConfig;
  readonly instances: readonly AppInstance[];
  /** Those for which the host has room. */
  readonly placed: readonly AppInstance[];
  readonly chosen: AppInstance;
  readonly memory: HostMemory;
  readonly disk: HostDisk;
  readonly kernels: number;
  readonly startups: Readonly<Record<Isolation, Startup>>;
  readonly fits: Readonly<Record<Isolation, Fit>>;
  /** Only while the kernel bug is shown and the chosen application has room. */
  readonly blast: BlastRadius | null;
  /** Only while the noisy neighbour is shown, the chosen application runs and is not alone. */
  readonly noise: readonly CpuShare[] | null;
  /** Only while the leak is shown and the chosen application runs. */
  readonly leak: Leak | null;
}

export function computeModel(state: ContainerVsVmState): Model {
  const config = hostConfig(state);
  const instances = instancesOf(state);
  const chosen = instances[state.chosen];
  const memory = placeApps(instances, config);
  const placed = memory.apps.filter(({ placement }) => placement !== 'noRoom').map(({ instance }) => instance);
  const running = memory.apps.filter(({ placement }) => placement === 'running').map(({ instance }) => instance);
  const noisyPossible = running.includes(chosen) && running.length > 1;
  return {
    state,
    config,
    instances,
    placed,
    chosen,
    memory,
    disk: hostDisk(placed),
    kernels: kernelCount(placed),
    startups: byIsolation((isolation) => startup(isolation, config.appStartMs)),
    fits: byIsolation((isolation) => howManyFit(chosen.app, isolation, config)),
    blast: state.view === 'bug' && placed.includes(chosen) ? blastRadius(placed, chosen.id) : null,
    noise:
      state.view === 'noise' && noisyPossible
        ? noisyNeighbour(running, config, { noisyId: chosen.id, noisyThreads: state.noisyThreads, limited: state.limited, durationUs: NOISE_DURATION_US, seed: 1 })
        : null,
    leak: state.view === 'leak' && running.includes(chosen) ? memoryLeak(running, config, { leakerId: chosen.id, limited: state.limited }) : null,
  };
}

function byIsolation<T>(of: (isolation: Isolation) => T): Record<Isolation, T> {
  return Object.fromEntries(ISOLATIONS.map((isolation) => [isolation, of(isolation)])) as Record<Isolation, T>;
}
