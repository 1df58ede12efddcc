import type { AnyController } from '../../../cluster/control/controller';
import type { Catalogue } from '../../../cluster/images/catalogue';
import type { NetworkOptions } from '../../../cluster/network';

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
}
