import type { Happening } from '../../cluster/cluster';
import type { Cluster, ClusterConfig } from '../../cluster/state';

/** What a cluster begins as. */
export interface Beginning {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  /** Played up to this moment (µs since 1970) before it is shown; at once where it is not said. */
  readonly shown?: number;
}

interface Moment<Options> {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  readonly options: Options;
}

/**
 * What is looked at again and again while time passes, at the multiples of `every` (µs) from the beginning on, whatever the steps are in which time is asked for. `before`:
 * what the last look gave; undefined at the beginning. Going back in time brings back what it was then.
 */
export interface Gather<Options, Gathered> {
  readonly every: number | ((options: Options) => number);
  readonly look: (now: Moment<Options>, before: Gathered | undefined) => Gathered;
}

/**
 * A cluster that a page starts with, and what the page shows of it beside the picture that all share (`cluster/picture`). `options` and views are plain data: they
 * cross from the page to a worker and back.
 */
export interface Scene<Options = unknown, View = unknown, Gathered = unknown> {
  readonly begin: (options: Options) => Beginning;
  /** Namespaces whose objects are drawn; all where it is not said. */
  readonly namespaces?: readonly string[];
  readonly gather?: Gather<Options, Gathered>;
  /**
   * What the page shows besides. `before`: what it gave last; undefined at the beginning. It may gather what `happened` since: when the time is moved back it is
   * gathered again from a moment before. What is to be looked at in even steps is for {@link Gather}.
   */
  readonly view?: (now: Moment<Options> & { readonly happened: readonly Happening[]; readonly gathered: Gathered }, before: View | undefined) => View;
}

/** A scene of whatever options and view: the page that names it knows them. */
export type AnyScene = Scene<unknown, unknown>;
export const scene = <Options, View, Gathered = unknown>(one: Scene<Options, View, Gathered>): AnyScene => one as unknown as AnyScene;
