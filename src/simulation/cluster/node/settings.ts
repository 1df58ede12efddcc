/** What a node is: the same for its whole life. */
import type { Labels, Pod, ResourceList, Taint } from '../../api';
import type { Cluster } from '../cluster-state';
import type { Catalogue } from '../images/catalogue';
import type { ContainerPrograms } from './machine/inside';
import type { Scripts } from './processes/scripts';

export { kubeletName } from './names';

/** What KubeletConfiguration says of the files of volumes. */
export interface ConfigSync {
  /** `configMapAndSecretChangeDetectionStrategy`. */
  readonly strategy: 'Watch' | 'Cache' | 'Get';
}

export interface NodeSettings {
  readonly name: string;
  readonly ip: string;
  /** The first three parts of its Pods' addresses: `10.244.1`. */
  readonly podNetwork: string;
  readonly capacity: ResourceList;
  readonly allocatable?: ResourceList;
  readonly labels?: Labels;
  readonly taints?: readonly Taint[];
  readonly catalogue: Catalogue;
  /** The programs in images, for probes that run one; without it only those that the models know. */
  readonly programs?: ContainerPrograms;
  /** Where scripts are run: what else is on the node is `nodeProcesses` (node/processes). */
  readonly scripts?: Scripts;
  /** Of a node whose static Pods are the control plane: what becomes of a process that is started there, in the words of images; undefined where it is none of them. */
  readonly daemons?: (cluster: Cluster, node: string, pod: Pod, argv: readonly string[]) => readonly string[] | undefined;
  /** Where the machine's journal is kept of what its kubelet says: the API server's URL, as it stands in there. */
  readonly journal?: { readonly server: string };
  /** How many times longer than on an idle machine its runtime's calls take, and statuses on their way: 1 unless it is said. */
  readonly slower?: number;
  /** The defaults where it is not said. */
  readonly config?: ConfigSync;
}

/** The n-th address of the node's Pods. */
export const podAddress = ({ podNetwork }: NodeSettings, serial: number): string => `${podNetwork}.${2 + (serial % 252)}`;

