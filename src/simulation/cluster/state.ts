import type { Responder } from '../policy/admission/webhooks/reply';
import type { Answer, Request, ServerConfig } from './apiserver/types';
import type { Cluster } from './cluster-state';
import type { AnyController } from './control/controller';
import type { Said } from './events/said';
import type { Hosts } from './node/host/types';
import type { NodeDoor } from './node-door/types';

export type { Cluster, ControllerState, Due, Position } from './cluster-state';

/** What a cluster is made of: the same for its whole life. */
export interface ClusterConfig {
  readonly server: ServerConfig;
  /** Where machines are modelled: what is asked of them over the API. */
  readonly machines?: NodeDoor<Cluster>;
  /** Of a cluster that has a metrics server: what its Metrics API answers. */
  readonly metrics?: (cluster: Cluster, request: Request) => Answer;
  /** Where the programs behind webhooks are modelled: what they answer in the cluster as it is; elsewhere nobody listens. */
  readonly webhooks?: (cluster: Cluster) => Responder;
  /** Where somebody can log in to machines. */
  readonly hosts?: Hosts<ClusterConfig>;
  /** In the order in which they are asked for work. */
  readonly controllers: readonly AnyController[];
  /** They do not work side by side: the first one that has work does it. */
  readonly inOrder?: boolean;
  /** etcd's compaction, µs. */
  readonly compactEvery?: number;
  /** How much later than a write the next one of the same sync is stamped, µs; the sync itself is one step. Nothing unless it is said. */
  readonly writeTakes?: number;
  /** After how many steps all informers hear of what has changed, within an instant: 1 unless it is said. Caches that lag are always allowed; a large cluster is quicker so. */
  readonly hearEvery?: number;
  /** Where the control plane runs, as its components name themselves in Events; `control-plane` unless it is said. */
  readonly host?: string;
}

/** What happened in a step, for logs and views. */
export type Happening =
  | { readonly kind: 'request'; readonly at: number; readonly request: Request; readonly answer: Answer }
  /** `count`: what its Event counts now; undefined where it was dropped because too much was said of the object. */
  | { readonly kind: 'event'; readonly at: number; readonly component: string; readonly said: Said; readonly count: number | undefined }
  | { readonly kind: 'failed'; readonly at: number; readonly component: string; readonly key: string; readonly message: string };

export interface Step {
  readonly cluster: Cluster;
  readonly happened: readonly Happening[];
}
