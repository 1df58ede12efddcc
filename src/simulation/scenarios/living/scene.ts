import type { Happening } from '../../cluster/cluster';
import type { Cluster, ClusterConfig } from '../../cluster/state';

/**
 * A cluster that a page starts with, and what the page shows of it beside the picture that all share (`cluster/picture`). `options` and views are plain data: they
 * cross from the page to a worker and back.
 */
export interface Scene<Options = unknown, View = unknown> {
  readonly begin: (options: Options) => { readonly config: ClusterConfig; readonly cluster: Cluster };
  /** Namespaces whose objects are drawn; all where it is not said. */
  readonly namespaces?: readonly string[];
  /**
   * What the page shows besides. `before`: what it gave last; undefined at the beginning. It may gather what `happened` since: when the time is moved back it is
   * gathered again from a moment before.
   */
  readonly view?: (now: { readonly config: ClusterConfig; readonly cluster: Cluster; readonly options: Options; readonly happened: readonly Happening[] }, before: View | undefined) => View;
}

/** A scene of whatever options and view: the page that names it knows them. */
export type AnyScene = Scene<unknown, unknown>;
export const scene = <Options, View>(one: Scene<Options, View>): AnyScene => one as unknown as AnyScene;
