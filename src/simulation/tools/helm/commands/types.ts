import type { Call } from '../../cobra/find';
import type { Cluster, HelmMachine, Steps } from '../machine';

export interface Asked {
  readonly machine: HelmMachine;
  readonly call: Call;
  readonly cluster: Cluster;
}

/** A command; its exit code where it is not 0. */
export type HelmCommand = (asked: Asked) => Steps<number | undefined>;
