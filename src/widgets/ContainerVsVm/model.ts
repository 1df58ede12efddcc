import {
  blastRadius,
  hostDisk,
  howManyFit,
  ISOLATIONS,
  kernelCount,
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
import type { Simulated } from './simulate';
import { hostConfig, instancesOf, type ContainerVsVmState } from './state';

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
  /** What the two show is of a moment ago; what is true now is being computed. */
  readonly busy: boolean;
}

export function computeModel(state: ContainerVsVmState, { noise, leak }: Simulated, busy: boolean): Model {
  const config = hostConfig(state);
  const instances = instancesOf(state);
  const chosen = instances[state.chosen];
  const memory = placeApps(instances, config);
  const placed = memory.apps.filter(({ placement }) => placement !== 'noRoom').map(({ instance }) => instance);
  // What was computed a moment ago may speak of applications that are gone.
  const isThere = ({ id }: { id: string }): boolean => instances.some((instance) => instance.id === id);
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
    noise: state.view === 'noise' && noise?.every(isThere) === true ? noise : null,
    leak: state.view === 'leak' && leak?.kills.every(isThere) === true ? leak : null,
    busy,
  };
}

function byIsolation<T>(of: (isolation: Isolation) => T): Record<Isolation, T> {
  return Object.fromEntries(ISOLATIONS.map((isolation) => [isolation, of(isolation)])) as Record<Isolation, T>;
}
