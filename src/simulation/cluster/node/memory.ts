/** What a kubelet keeps in mind, and loses when it stops. Plain data. */
import type { OrderedMap } from '../../base/ordered-map';
import type { Pod, PodStatus, ResourceRequirements } from '../../api';
import type { ContainerImage } from '../../api/generated/types/core.v1';
import type { EvictionState } from '../../resources/eviction/manager';
import type { PodCondition } from '../control/pods';
import type { RuntimeView } from './runtime-view';
import type { BackoffState } from '../../resources/pod/restart-backoff';
import type { Waiting } from './status/containers';
import type { ProbeResult, ProbeType } from './status/readiness';
import type { HeldObject } from './volumes/objects';

/** flowcontrol.Backoff of one key: µs. */
export interface BackOff {
  readonly delay: number;
  readonly updated: number;
}

/** What the status manager holds of a Pod. */
export interface HeldStatus {
  readonly status: PodStatus;
  readonly version: number;
  /** The version that the API server has. */
  readonly sent: number;
  /** The version that was tried to be told last. */
  readonly tried: number;
  /** SyncTerminatedPod is done: the Pod may go. */
  readonly finished: boolean;
}

/** A status that the status manager is about to tell, as it was when those to tell were gathered. */
export interface Planned {
  readonly uid: string;
  readonly held: HeldStatus;
}

export interface ProbeWorker {
  readonly container: string;
  readonly type: ProbeType;
  /** The container that it probes now. */
  readonly id: string;
  readonly last: ProbeResult | undefined;
  readonly run: number;
  readonly onHold: boolean;
  /** When its ticker ticks next. */
  readonly next: number;
  /** A probe that waits for its answer, until then. */
  readonly asking?: { readonly until: number; readonly result: ProbeResult; readonly output: string };
  readonly triggered: boolean;
}

export interface Kill {
  readonly container: string;
  readonly id: string;
  /** Seconds that are left. */
  readonly grace: number;
  readonly step: 'hook' | 'turn' | 'stop' | 'done';
  readonly since: number;
  readonly until: number;
  /** When its preStop hook would end if nothing cut it short, µs. */
  readonly hookEnds?: number;
}

export type StartKind = 'containers' | 'initContainers' | 'ephemeralContainers';

/** What a Pod's worker has yet to do in its sync, one after another. */
export type Step =
  | { readonly do: 'volumes'; readonly since: number }
  | { readonly do: 'actions' }
  | { readonly do: 'kill'; readonly kills: readonly Kill[]; readonly sandbox: boolean; readonly until?: number }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'resize'; readonly container: string }
  | { readonly do: 'sandbox'; readonly until?: number }
  | { readonly do: 'abort' }
  | { readonly do: 'start'; readonly container: string; readonly kind: StartKind }
  | { readonly do: 'pull'; readonly container: string; readonly kind: StartKind; readonly since: number; readonly begins: number; readonly until: number }
  | { readonly do: 'run'; readonly container: string; readonly kind: StartKind; readonly id: string; readonly until: number }
  | { readonly do: 'hook'; readonly container: string; readonly kind: StartKind; readonly id: string; readonly until: number; readonly failure?: string };

export interface Task {
  readonly kind: 'sync' | 'terminating' | 'terminated';
  readonly steps: readonly Step[];
  /** What the runtime was seen as when it began. */
  readonly view: RuntimeView;
  /** Something was done to the runtime. */
  readonly acted: boolean;
  /** How each container that was to start fared. */
  readonly started: Readonly<Record<string, Waiting | null>>;
  readonly failed: boolean;
  /** When the first of the back-offs ends, µs; undefined where none was met. */
  readonly retryAt?: number;
}

export interface Mounts {
  /** When the Pod's volumes were first waited for, µs. */
  readonly since?: number;
  readonly done: boolean;
  readonly tries: number;
}

/** How a resize stands (pkg/kubelet/allocation). */
export interface Resize {
  /** The containers' resources that the kubelet granted last, by name. */
  readonly allocated: Readonly<Record<string, ResourceRequirements>>;
  readonly conditions: readonly PodCondition[];
}

/** What the kubelet puts a Pod out with: for pressure on the node, or for a critical Pod. */
export interface Evicted {
  readonly reason: 'Evicted' | 'Preempting';
  readonly message: string;
  /** What the condition says, where it is something else. */
  readonly condition?: string;
  /** Seconds. */
  readonly grace: number;
  readonly disruption: boolean;
}

/** A Pod and its worker (pkg/kubelet/pod_workers.go). */
export interface Worker {
  readonly uid: string;
  /** The Pod as it is configured: of the API, or of the static Pod folder. */
  readonly pod: Pod;
  /** The Pod as the API has it, with the resources that are asked for; `pod` has those that were granted. */
  readonly wanted: Pod;
  /** The static Pod's file. */
  readonly file?: string;
  /** It is no longer configured. */
  readonly removed: boolean;
  readonly stage: 'new' | 'sync' | 'terminating' | 'terminated' | 'finished';
  /** The grace period of its end, seconds; 0 until it is known. */
  readonly grace: number;
  readonly pending: boolean;
  /** When its last sync ended, in the kubelet's count of syncs and relists. */
  readonly synced: number;
  /** The same in time, µs. */
  readonly syncedAt: number;
  readonly seenAt: number;
  readonly view: RuntimeView;
  readonly task?: Task;
  /** When the work queue brings it back, µs. */
  readonly due?: number;
  readonly held?: HeldStatus;
  readonly reasons: Readonly<Record<string, Waiting>>;
  readonly crashes: Readonly<Record<string, BackoffState>>;
  readonly pulls: Readonly<Record<string, BackOff & { readonly error: string }>>;
  readonly probes: Readonly<Record<string, ProbeWorker>>;
  /** By container ID and probe. */
  readonly results: Readonly<Record<string, ProbeResult>>;
  readonly mounts: Mounts;
  readonly resize?: Resize;
  readonly admitted: boolean;
  /** It is put out for the node's sake. */
  readonly evicted?: Evicted;
  /** UIDs of the Pods that have to go, one after another, before the node takes it. */
  readonly preempts?: readonly string[];
  /** The node did not take it. */
  readonly rejected: boolean;
}

/** What a kubelet has last heard of its runtime's images, in the `round`-th of its looks. */
export interface ListedImages {
  readonly round: number;
  readonly images: readonly ContainerImage[];
}

/** The emptyDirs of a Pod as they were measured last. */
export interface VolumeLook {
  /** When they are measured next, µs. */
  readonly next: number;
  readonly volumes: readonly { readonly name: string; readonly bytes: number }[];
}

export interface KubeletMemory {
  readonly startedAt: number;
  /** Syncs and relists so far, and the number of the last relist of all Pods. */
  readonly count: number;
  readonly relisted: number;
  readonly workers: OrderedMap<string, Worker>;
  /** UIDs of static Pods by `namespace/name` of their mirrors. */
  readonly mirrors: OrderedMap<string, string>;
  /** When the image puller, which pulls one after another, is free, µs. */
  readonly pullerFree: number;
  /** When each image that was asked for is there, µs. */
  readonly arriving: OrderedMap<string, number>;
  /** The status manager's one thread: until when it tells a status, µs, those that it tells then, and whether there will be new ones. */
  readonly teller?: { readonly until: number; readonly queue: readonly Planned[]; readonly woken?: true };
  /** There are statuses that could not be told. */
  readonly untold?: true;
  readonly registered: boolean;
  /** Of the binary that was installed when it started; nothing before it has registered. */
  readonly version?: string;
  /** When the node's status was written last, µs. */
  readonly reported: number;
  /** The images of its runtime; nothing before its first look. */
  readonly images?: ListedImages;
  /** Since when a renewal of its Lease waits for an answer, µs. */
  readonly leaseAsked?: number;
  /** ConfigMaps and Secrets that it does not follow, by `kind/namespace/name`. */
  readonly objects: OrderedMap<string, HeldObject>;
  /** Whether its node was cordoned when it looked last. */
  readonly cordoned: boolean;
  /** What its eviction manager keeps in mind; nothing before it has had anything to look at. */
  readonly eviction?: EvictionState;
  /** What it has measured of the emptyDirs of Pods, by their uids. */
  readonly volumeLooks?: Readonly<Record<string, VolumeLook>>;
}

export const NEW_MEMORY: KubeletMemory = {
  startedAt: 0, count: 0, relisted: 0, workers: null, mirrors: null, pullerFree: 0, arriving: null, registered: false, reported: 0, objects: null, cordoned: false,
};

export const NO_TASK: Pick<Task, 'acted' | 'started' | 'failed'> = { acted: false, started: {}, failed: false };
