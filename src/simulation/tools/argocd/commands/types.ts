import type { Call } from '../../cobra/find';
import type { ArgocdMachine, Steps } from '../machine';

export interface Given {
  readonly machine: ArgocdMachine;
  readonly call: Call;
}

/** Gives the exit code. */
export type ArgocdCommand = (given: Given) => Steps<number>;

/** A command whose arguments are missing shows its help. */
export class Help extends Error {}
