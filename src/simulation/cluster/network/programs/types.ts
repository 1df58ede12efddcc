import type { HttpAsked, Listener } from '../../../network/tools';
import type { Pod } from '../../../api';
import type { RuntimeContainer } from '../../node/machine/machine';
import type { Cluster } from '../../state';

/** A connection that has reached a container. */
export interface Reached {
  readonly cluster: Cluster;
  readonly pod: Pod;
  readonly container: RuntimeContainer;
  readonly port: number;
  /** The address that it comes from, as the container sees it. */
  readonly source: string;
  readonly sourcePort: number;
  /** Whoever the container asks itself: from its own address. */
  readonly onwards: (address: string, port: number) => Listener;
  /** A number in [0, 1). */
  readonly lot: () => number;
  /** Writes a line into the container's log. */
  readonly log: (line: string) => void;
}

/** What answers in a container at a port. */
export type Program = (reached: Reached) => Listener;

/** By the word `serves=` of its image. */
export type Programs = Readonly<Record<string, Program>>;

export const headerOf = ({ headers }: HttpAsked, name: string): string => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
