import type { Surroundings } from '../machine/inside';
import type { WrittenNode } from '../machine/written-files';
import type { Process } from './process';

/** One command of it, or one round of its loop. `exit`: it has ended. */
export interface Stepped {
  readonly process: Process;
  readonly said: readonly { readonly at: number; readonly text: string }[];
  readonly files: Readonly<Record<string, WrittenNode>>;
  readonly exit?: number;
}

/** By whoever models a shell. `surroundings.now` is the process's own time. */
export type StepProcess = (surroundings: Surroundings, process: Process) => Stepped;

export interface Scripts {
  /** Whether a command line is a script that can be run step by step. */
  readonly runs: (argv: readonly string[]) => boolean;
  readonly step: StepProcess;
}
