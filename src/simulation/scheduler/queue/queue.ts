import type { Pod } from '../../api';
import { podChanges } from '../changes';
import { podUid, toPodInfo } from '../cache/pod-info';
import type { Cache } from '../cache/cache';
import type { PodInfo } from '../cache/pod-info';
import { interestsOf, matches } from '../events';
import type { ClusterEvent, EventInterest } from '../events';
import type { Plugin, Profile } from '../framework';
import type { WatchedObject } from '../objects';
import { backoffEnd, isBackingOff } from './backoff';
import type { BackoffOptions } from './backoff';
import { Heap } from './heap';
import { Nominator } from './nominator';
import { newQueuedPod } from './queued-pod';
import type { QueuedPod } from './queued-pod';

/** Pods stay unschedulable no longer than this without another try (DefaultPodMaxInUnschedulablePodsDuration). */
const MAX_UNSCHEDULABLE_SECONDS = 300;

/** The queue as it can be shown. */
export interface QueueView {
  /** In the order in which they would be popped. */
  readonly active: readonly string[];
  /** When each backoff ends, in seconds since the start. */
  readonly backoff: Readonly<Record<string, number>>;
  /** The plugins that rejected each, sorted. */
  readonly unschedulable: Readonly<Record<string, readonly string[]>>;
  /** The plugin that keeps each out. */
  readonly gated: Readonly<Record<string, string>>;
}

interface Change {
  readonly event: ClusterEvent;
  readonly before: WatchedObject | undefined;
  readonly after: WatchedObject | undefined;
}

/**
 * pkg/scheduler/backend/queue PriorityQueue: Pods ready to be tried, Pods that failed a moment ago, Pods that wait for something to
 * change, and Pods that are kept out. An event moves a waiting Pod only if a plugin that rejected it says that the event may help.
 */
export class SchedulingQueue {
  readonly nominator = new Nominator();
  private readonly active: Heap<QueuedPod>;
  private readonly backoff: Heap<QueuedPod>;
  /** Pods whose cycle failed itself; these are not taken early. */
  private readonly errorBackoff: Heap<QueuedPod>;
  private readonly unschedulable = new Map<string, QueuedPod>();
  /** Pods being scheduled, with what has happened meanwhile. */
  private readonly inFlight = new Map<string, Change[]>();
  private readonly interestsByPlugin = new Map<Plugin, readonly EventInterest[]>();

  constructor(
    private readonly profiles: ReadonlyMap<string, Profile>,
    private readonly cache: Cache,
    private readonly options: BackoffOptions,
    private readonly now: () => number,
  ) {
    const [first] = profiles.values();
    const less = first?.plugins.find(({ plugin }) => plugin.less !== undefined)?.plugin.less ?? (() => false);
    const ends = (a: QueuedPod, b: QueuedPod): number => backoffEnd(a, options) - backoffEnd(b, options);
    this.active = new Heap<QueuedPod>(less);
    this.backoff = new Heap((a, b) => ends(a, b) < 0 || (ends(a, b) === 0 && less(a, b)));
    this.errorBackoff = new Heap((a, b) => ends(a, b) < 0);
  }

  view(): QueueView {
    const waiting = [...this.unschedulable.values()];
    const backingOff = [...this.backoff.sorted(), ...this.errorBackoff.sorted()];
    return {
      active: this.active.sorted().map(({ key }) => key),
      backoff: Object.fromEntries(backingOff.map((pod) => [pod.key, backoffEnd(pod, this.options)])),
      unschedulable: Object.fromEntries(waiting.filter(({ gatedBy }) => gatedBy === '').map(({ key, rejectors }) => [key, [...rejectors].sort()])),
      gated: Object.fromEntries(waiting.filter(({ gatedBy }) => gatedBy !== '').map(({ key, gatedBy }) => [key, gatedBy])),
    };
  }

  /** Add: a new Pod without a node. */
  add(info: PodInfo): void {
    if (this.toActive(newQueuedPod(info, this.now()))) this.nominator.add(info);
  }

  /** Pop; with nothing active, the Pod whose backoff ends first. */
  pop(): QueuedPod | null {
    const pod = this.active.pop() ?? this.backoff.pop();
    if (pod === undefined) return null;
    pod.attempts += 1;
    pod.rejectors = new Set();
    this.inFlight.set(pod.key, []);
    return pod;
  }

  /** Done: the Pod's attempt is over. */
  done(key: string): void {
    this.inFlight.delete(key);
  }

  /** AddUnschedulableIfNotPresent: a failed Pod comes back. Without rejectors, the cycle itself failed. */
  addUnschedulable(pod: QueuedPod, rejectors: readonly string[]): void {
    pod.rejectors = new Set(rejectors);
    if (rejectors.length === 0) pod.consecutiveErrors += 1;
    else {
      pod.unschedulableCount += 1;
      pod.consecutiveErrors = 0;
    }
    pod.timestamp = this.now();
    pod.backoffEnd = null;
    const changes = this.inFlight.get(pod.key) ?? [];
    this.inFlight.delete(pod.key);
    const retry = rejectors.length === 0 || changes.some(({ event, before, after }) => this.mayHelp(pod, event, before, after));
    this.requeue(pod, retry);
  }

  /** Update: a Pod that waits here changed. */
  update(before: Pod, after: Pod): void {
    const info = toPodInfo(after);
    const events = podChanges(before, after).map((action): ClusterEvent => ({ resource: 'Pod', action }));
    const flying = this.inFlight.get(info.key);
    if (flying !== undefined) {
      for (const event of events) flying.push({ event, before, after });
      return;
    }
    const nominated = before.status?.nominatedNodeName ?? '';
    for (const heap of [this.active, this.backoff, this.errorBackoff]) {
      const found = heap.get(info.key);
      if (found === undefined) continue;
      found.info = info;
      heap.set(found);
      this.nominator.update(nominated, info);
      return;
    }
    const waiting = this.unschedulable.get(info.key);
    if (waiting === undefined) {
      this.add(info);
      return;
    }
    waiting.info = info;
    this.nominator.update(nominated, info);
    for (const event of events) {
      if (this.requeue(waiting, this.mayHelp(waiting, event, before, after))) break;
    }
  }

  delete(key: string): void {
    this.nominator.delete(key);
    if (!this.active.delete(key) && !this.backoff.delete(key) && !this.errorBackoff.delete(key)) this.unschedulable.delete(key);
  }

  /** MoveAllToActiveOrBackoffQueue: something happened; who may profit? */
  move(event: ClusterEvent, before: WatchedObject | undefined, after: WatchedObject | undefined, only?: (info: PodInfo) => boolean): void {
    if (event.resource !== '*' && !this.isOfInterest(event)) return;
    for (const pod of [...this.unschedulable.values()]) {
      if (only !== undefined && !only(pod.info)) continue;
      if (pod.gatedBy !== '' && !this.pluginsOf(pod).some((plugin) => plugin.name === pod.gatedBy && this.interests(plugin).some((one) => matches(one, event)))) continue;
      if (!this.mayHelp(pod, event, before, after)) continue;
      this.unschedulable.delete(pod.key);
      this.requeue(pod, true);
    }
    for (const changes of this.inFlight.values()) changes.push({ event, before, after });
  }

  /** flushBackoffQCompleted, which upstream runs every second. */
  flushBackoff(): void {
    for (const heap of [this.backoff, this.errorBackoff]) {
      for (let next = heap.peek(); next !== undefined && !isBackingOff(next, this.now(), this.options); next = heap.peek()) {
        heap.delete(next.key);
        this.activate(next);
      }
    }
  }

  /** flushUnschedulablePodsLeftover, which upstream runs every 30 seconds. */
  flushUnschedulable(): void {
    for (const pod of [...this.unschedulable.values()]) {
      if (this.now() - pod.timestamp <= MAX_UNSCHEDULABLE_SECONDS || pod.gatedBy !== '') continue;
      this.unschedulable.delete(pod.key);
      this.requeue(pod, true);
    }
  }

  private pluginsOf(pod: QueuedPod): Plugin[] {
    return (this.profiles.get(pod.info.pod.spec.schedulerName || DEFAULT_NAME) ?? this.profiles.get(DEFAULT_NAME))?.plugins.map(({ plugin }) => plugin) ?? [];
  }

  private interests(plugin: Plugin): readonly EventInterest[] {
    let found = this.interestsByPlugin.get(plugin);
    if (found === undefined) this.interestsByPlugin.set(plugin, (found = interestsOf(plugin)));
    return found;
  }

  private isOfInterest(event: ClusterEvent): boolean {
    for (const { plugins } of this.profiles.values()) {
      if (plugins.some(({ plugin }) => this.interests(plugin).some((one) => matches(one, event)))) return true;
    }
    return false;
  }

  /** isPodWorthRequeuing. */
  private mayHelp(pod: QueuedPod, event: ClusterEvent, before: WatchedObject | undefined, after: WatchedObject | undefined): boolean {
    if (pod.rejectors.size === 0) return true;
    if (event.resource === '*') return after === undefined || (after.kind === 'Pod' && podUid(after) === pod.info.uid);
    for (const plugin of this.pluginsOf(pod)) {
      if (!pod.rejectors.has(plugin.name)) continue;
      if (this.interests(plugin).some((one) => matches(one, event) && one.hint(pod.info, before, after, this.cache))) return true;
    }
    return false;
  }

  /** requeuePodWithQueueingStrategy: true when the Pod left the unschedulable ones. */
  private requeue(pod: QueuedPod, retry: boolean): boolean {
    if (!retry) {
      this.unschedulable.set(pod.key, pod);
      return false;
    }
    return isBackingOff(pod, this.now(), this.options) ? this.toBackoff(pod) : this.toActive(pod);
  }

  private runPreEnqueue(pod: QueuedPod): void {
    for (const plugin of this.pluginsOf(pod)) {
      if ((plugin.preEnqueue?.(pod.info.pod) ?? null) === null) continue;
      pod.rejectors = new Set([...pod.rejectors, plugin.name]);
      pod.gatedBy = plugin.name;
      return;
    }
    pod.gatedBy = '';
  }

  private toActive(pod: QueuedPod): boolean {
    this.runPreEnqueue(pod);
    if (pod.gatedBy !== '') {
      if (this.active.get(pod.key) === undefined && this.backoff.get(pod.key) === undefined) this.unschedulable.set(pod.key, pod);
      return false;
    }
    this.activate(pod);
    return true;
  }

  private activate(pod: QueuedPod): void {
    this.unschedulable.delete(pod.key);
    this.backoff.delete(pod.key);
    this.errorBackoff.delete(pod.key);
    this.active.set(pod);
  }

  private toBackoff(pod: QueuedPod): boolean {
    this.runPreEnqueue(pod);
    if (pod.gatedBy !== '') {
      this.unschedulable.set(pod.key, pod);
      return false;
    }
    this.unschedulable.delete(pod.key);
    (pod.rejectors.size === 0 ? this.errorBackoff : this.backoff).set(pod);
    return true;
  }
}

const DEFAULT_NAME = 'default-scheduler';
