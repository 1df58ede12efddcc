import type { Catalogue } from '../../../cluster/images/catalogue';
import type { Machine } from '../../../cluster/node/machine/machine';
import type { MachineScene } from '../units';

export interface CrictlScene {
  /** As it is now: a command before this one may have changed it. */
  readonly machine: Machine;
  readonly catalogue: Catalogue;
  readonly now: number;
  /** The machine's CPUs, as a quantity. */
  readonly cpus: string;
}

/** What programs over the runtime are given, and what they change there. */
export interface RuntimeScene extends MachineScene {
  readonly catalogue: Catalogue;
  readonly machine: () => Machine;
  readonly change: (machine: Machine) => void;
}
