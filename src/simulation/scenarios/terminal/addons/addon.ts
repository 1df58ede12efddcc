import type { AnyController } from '../../../cluster/control/controller';
import type { Catalogue } from '../../../cluster/images/catalogue';
import type { NetworkOptions } from '../../../cluster/network';
import type { Answer, Request } from '../../../cluster/apiserver/types';
import type { Input } from '../../../cluster/history/history';
import type { Cluster } from '../../../cluster/state';
import type { KubectlPlace } from '../../../shell/commands/kubectl';
import type { Program } from '../../../shell/shell';

/** What a terminal's cluster may have besides. */
export interface Addon {
  /** `spare`: the machines of the cluster that stand still. */
  readonly controller: (spare: readonly string[]) => AnyController;
  readonly images: Catalogue;
  /** What is there from the beginning: definitions. */
  readonly manifests: string;
  /** Files on the reader's machine by which it is installed. */
  readonly files: Readonly<Record<string, string>>;
  /** What was applied where it has been installed, if that is more than the files. */
  readonly applied?: string;
  readonly network: Partial<Pick<NetworkOptions, 'programs' | 'announcer'>>;
  /** Controllers besides. */
  readonly others?: readonly AnyController[];
  /** What stands beside the cluster from the beginning: machines. `start`: as a lab or page gives it. */
  readonly beside?: (cluster: Cluster, start: { readonly git?: GivenRepositories }) => Cluster;
  /** What can be typed besides. */
  readonly programs?: (place: AddonPlace) => Readonly<Record<string, Program>>;
}

/** A commit that is there from the beginning: texts by path, null for a file that goes. */
export interface GivenCommit {
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
}
/** Repositories of a Git server by their names: commits on main, the oldest first. */
export type GivenRepositories = Readonly<Record<string, readonly GivenCommit[]>>;

/** Where programs of an add-on run. */
export interface AddonPlace {
  readonly kubectl: Pick<KubectlPlace, 'registry' | 'authenticate' | 'texts'>;
  cluster(): Cluster;
  /** The API server's answer, at once. */
  ask(request: Request): Answer;
  /** Does something to the world beside the API; it becomes a part of its history. */
  act(input: Input): void;
}

/** What add-ons bring to the network. */
export function networkOf(addons: readonly Addon[]): Addon['network'] {
  const announcer = addons.find(({ network }) => network.announcer !== undefined)?.network.announcer;
  return { programs: Object.fromEntries(addons.flatMap(({ network }) => Object.entries(network.programs ?? {}))), ...(announcer === undefined ? {} : { announcer }) };
}
