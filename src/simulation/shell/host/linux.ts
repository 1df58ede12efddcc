import type { Host } from '../../resources';
import type { Box } from '../../cluster/node/host/box';

/** A Linux machine while a command line runs at it: its parts change in place. */
export interface Linux {
  box: Box;
  /** The cgroup in which the shell is. */
  group: string;
  /** The first process of the PID namespace in which what runs now is; undefined: the machine's own. */
  inside: string | undefined;
  /** Takes over what has been written into the cgroup tree so far. */
  readonly sync: () => void;
  /** Lets time pass, µs, in which its processes run. */
  readonly play: (host: Host, micros: number) => void;
}
