import type { Clock, Ticket } from '../base/clock';
import type { OrderedMap } from '../base/ordered-map';
import type { Answer, ApiServer, Request, ServerConfig } from './apiserver/types';
import type { ComponentName, ComponentsState } from './components/types';
import type { AnyController } from './control/controller';
import type { WorkQueue } from './control/queue';
import type { EventMemory } from './events/record';
import type { Said } from './events/said';
import type { Outgoing } from './events/send';
import type { Machine } from './node/machine/machine';
import type { Files } from './node/machine/written-files';
import type { NodeDoor } from './node-door/types';
import type { Turns } from './run/turns';
import type { Tables } from './store/store';

/** What is due at a time. */
export type Due =
  | { readonly kind: 'enqueue'; readonly controller: string; readonly key: string }
  | { readonly kind: 'compact'; readonly revision: number }
  /** A component that was started is there. */
  | { readonly kind: 'started'; readonly component: ComponentName }
  /** A process tries to watch again. */
  | { readonly kind: 'rewatch'; readonly process: string };

/** How far caches are: everything up to a revision. */
export interface Position {
  readonly revision: number;
  readonly tables: Tables;
}

/** A controller at work: how far its caches are, what waits, what it remembers. */
export interface ControllerState {
  readonly queue: WorkQueue;
  /** Keys that are to be queued later, each once: the earlier time counts (client-go util/workqueue delaying_queue.go). */
  readonly delayed: OrderedMap<string, Ticket>;
  readonly memory: unknown;
  readonly events: EventMemory;
  /** What it has said and nobody has taken yet. */
  readonly outbox: readonly Outgoing[];
}

/** A whole cluster at one moment, as a value: keep it to come back to it. Time is in µs since 1970. */
export interface Cluster {
  readonly clock: Clock<Due>;
  readonly server: ApiServer;
  /** By name; a controller that is not there does not run. */
  readonly controllers: OrderedMap<string, ControllerState>;
  /** By node: what runs there, whether its kubelet does or not. */
  readonly machines: OrderedMap<string, Machine>;
  /** What was written on disks that nodes attach or mount, by the driver's name for them. */
  readonly disks?: OrderedMap<string, Files>;
  /** Where the caches of all stand, but for those that are elsewhere. */
  readonly heard: Position;
  readonly elsewhere: OrderedMap<string, Position>;
  /** Who has work, in the order in which they do it. */
  readonly turns: Turns;
  readonly components: ComponentsState;
  /** Steps since informers have heard. */
  readonly unheard: number;
}

/** What a cluster is made of: the same for its whole life. */
export interface ClusterConfig {
  readonly server: ServerConfig;
  /** Where machines are modelled: what is asked of them over the API. */
  readonly machines?: NodeDoor<Cluster>;
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
