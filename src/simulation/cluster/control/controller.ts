import type { ApiObject } from '../../api';
import type { Change } from '../store/store';
import type { Registry } from '../../api/registry';
import type { User } from '../apiserver/types';
import type { EventSource } from '../events/record';
import type { Machine } from '../node/machine/machine';
import type { Cluster, Due } from '../cluster-state';
import type { ComponentName } from '../components/types';
import type { Client } from './client';
import type { KnownResource } from './kinds';
import type { View } from './view';

/** What a component may do with its own memory and queue, when it hears of a change and when it works on a key. */
export interface Desk<M> {
  /** µs since 1970. */
  readonly now: number;
  readonly view: View;
  /** The component's own memory, which is lost when it stops. Plain data, replaced and never changed. */
  memory: M;
  enqueue(key: string): void;
  /** `after`: µs. */
  enqueueAfter(key: string, after: number): void;
  /** Queue.AddRateLimited: later each time. */
  enqueueLater(key: string): void;
}

/** What it has besides while it works. */
export interface Work<M> extends Desk<M> {
  /** What it does requests with as somebody else: the ServiceAccount of the Pod that it runs in. */
  as(user: User): Client;
  /** The kinds that the API server serves now, those of definitions among them, as discovery would tell. */
  readonly registry: Registry;
  readonly client: Client;
  /** record.EventRecorder.Event. */
  event(object: ApiObject, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void;
  /** events.EventRecorder.Eventf of events.k8s.io: `action`, what it was doing; `related`, whom else it concerns. */
  speak(object: ApiObject, type: 'Normal' | 'Warning', reason: string, action: string, message: string, related?: ApiObject): void;
  /** Requests that are sent side by side: together they take as long as one. */
  atOnce(act: () => void): void;
  /** A number in [0, 1). */
  random(): number;
  /** What runs on a node, with its kubelet or without. */
  machine(node: string): Machine | undefined;
  setMachine(node: string, machine: Machine): void;
  /** All that there is, as it is at this moment: for what is no component but a part of the world that they run in. */
  readonly cluster: Cluster;
  setDisks(disks: Cluster['disks']): void;
  /** A machine is switched on or off after so many µs: for what asks a cloud for machines. */
  power(component: ComponentName, on: boolean, after: number): void;
  /** Another one gets a key at a time (µs since 1970). */
  wake(controller: string, key: string, at: number): void;
  /** Something on a machine is due, which is no controller's. */
  due(due: Extract<Due, { readonly host: string }>, at: number): void;
  /** Its process leads from now on: the other controllers in it begin. */
  leads(): void;
}

/** A change as a handler of an informer hears of it; what is listed at the start comes as ADDED. */
export type Heard = Pick<Change, 'type' | 'object' | 'old'>;

/** A controller: what wakes it, and what it does about one key. Everything that it knows between two keys is in its memory. */
export interface Controller<M> {
  /** As it names itself in Events: `deployment-controller`. */
  readonly name: string;
  readonly user: User;
  /** As it names itself in Events, where that is not its name. */
  readonly source?: EventSource;
  /** The process that it is a part of: what stops with it, and whose watches break together. `kube-controller-manager` unless it is said. */
  readonly process?: string;
  /** It asks for the Lease by which its process leads: the others in the process begin when it has it, and it gets this key then. */
  readonly elects?: string;
  /** The node that it runs on and asks of: it hears of this node and of its Pods alone, and has no more network than it. */
  readonly node?: string;
  /** How long it takes on its machine until its queue has what a handler puts into it, µs; none where it is not said. */
  readonly late?: number;
  /** How many keys it works on side by side; 5 where it is not said. */
  readonly workers?: number;
  readonly memory: M;
  /** ResourceEventHandlers: each enqueues keys. */
  readonly handlers: Readonly<Partial<Record<KnownResource, (change: Heard, desk: Desk<M>) => void>>>;
  /** Hears of the objects of every resource that has no handler here: custom resources. */
  others?(resource: string, change: Heard, desk: Desk<M>): void;
  /** Caches that it reads but that do not wake it. */
  readonly reads?: readonly KnownResource[];
  /** Once, when it starts: timers. */
  start?(desk: Desk<M>): void;
  /** Its process is asked to end (SIGTERM): what it does before that. */
  end?(work: Work<M>): void;
  /** One sync. An error puts the key back, later each time. */
  reconcile(key: string, work: Work<M>): void;
  /** The back-off of its queue where it is not the usual one: first and longest, µs. */
  readonly backOff?: readonly [base: number, most: number];
  /** How often a key is tried again in a row; without end where it is not said. */
  readonly retries?: number;
}

/** A controller whatever its memory. */
export type AnyController = Controller<unknown>;

/** Controllers of different memories in one list: each gets only its own memory back. */
export const anyController = <M>(controller: Controller<M>): AnyController => controller as unknown as AnyController;

/** `system:serviceaccount:kube-system:<name>`, as kube-controller-manager runs each controller. */
export const controllerUser = (name: string): User => ({
  username: `system:serviceaccount:kube-system:${name}`,
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
});
