import type { Clock, Ticket } from '../base/clock';
import type { OrderedMap } from '../base/ordered-map';
import type { ApiServer } from './apiserver/types';
import type { AuditLog } from './audit/types';
import type { ComponentName, ComponentsState } from './components/types';
import type { WorkQueue } from './control/queue';
import type { EncryptedSince } from './encryption/configuration';
import type { LivingEtcd } from './etcd/living/types';
import type { Leases } from './events/expiry';
import type { EventMemory } from './events/record';
import type { Outgoing } from './events/send';
import type { UnitName } from './node/host/services/types';
import type { Machine } from './node/machine/machine';
import type { Files } from './node/machine/written-files';
import type { Turns } from './run/turns';
import type { Tables } from './store/store';

/** What is due at a time. */
export type Due =
  | { readonly kind: 'enqueue'; readonly controller: string; readonly key: string }
  | { readonly kind: 'compact'; readonly revision: number }
  /** A component that was started is there. */
  | { readonly kind: 'started'; readonly component: ComponentName }
  /** Somebody's doing with a machine takes effect: a component of it is started or stopped. */
  | { readonly kind: 'power'; readonly component: ComponentName; readonly on: boolean }
  /** A process tries to watch again. */
  | { readonly kind: 'rewatch'; readonly process: string }
  /** A process has got the Lease by which one of its kind works: what it does only then begins. */
  | { readonly kind: 'leads'; readonly process: string }
  /** systemd starts a service of a machine again. */
  | { readonly kind: 'unit'; readonly host: string; readonly unit: UnitName }
  /** Processes of a machine have begun or ended that are parts of the cluster. */
  | { readonly kind: 'daemons'; readonly host: string }
  /** A process of a machine that is a part of the cluster ends by itself. */
  | { readonly kind: 'exits'; readonly host: string; readonly part: ComponentName; readonly code: number };

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
  /** What of etcd is not in the store, once somebody has worked at its machines. */
  readonly etcd?: LivingEtcd;
  /** How the API server has encrypted what it wrote into etcd, the latest way last. */
  readonly encryption?: readonly EncryptedSince[];
  /** What its API server has written down of requests, once it was started so. */
  readonly audit?: AuditLog;
  /** When Events that were written end. */
  readonly leases?: Leases;
  /** Where the caches of all stand, but for those that are elsewhere. */
  readonly heard: Position;
  readonly elsewhere: OrderedMap<string, Position>;
  /** Who has work, in the order in which they do it. */
  readonly turns: Turns;
  readonly components: ComponentsState;
  /** Steps since informers have heard. */
  readonly unheard: number;
}
