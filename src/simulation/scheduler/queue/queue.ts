import type { Pod } from '../../api';
import { podChanges } from '../changes';
import type { Cache } from '../cache/cache';
import { podInfoOf, podKey, podUid } from '../cache/pod-info';
import { interestsOf, matches } from '../events';
import type { ClusterEvent, EventInterest } from '../events';
import type { Plugin, Profile } from '../framework';
import type { WatchedObject } from '../objects';
import { backoffEnd, backoffOver, isBackingOff } from './backoff';
import type { BackoffOptions } from './backoff';
import { Nominator } from './nominator';
import type { NominatorState } from './nominator';
import { Places } from './places';
import type { PlacesState } from './places';
import { newQueuedPod, withPod } from './queued-pod';
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

/** When the flushes have something to do, in seconds; null where nobody waits for one. */
export interface QueueTimers {
  readonly backoff: number | null;
  readonly unschedulable: number | null;
}

/** What the queue remembers. Plain data, replaced and never changed. */
export interface QueueState {
  readonly places: PlacesState;
  readonly nominated: NominatorState;
}

/**
 * pkg/scheduler/backend/queue PriorityQueue: Pods ready to be tried, Pods that failed a moment ago, Pods that wait for something to
 * change, and Pods that are kept out. An event moves a waiting Pod only if a plugin that rejected it says that the event may help.
 * Upstream keeps what happens while a Pod is being tried; here an attempt is over before anything else happens.
 */
export class SchedulingQueue {
  readonly nominator = new Nominator();
  private readonly places: Places;
  private readonly interestsByPlugin = new Map<Plugin, readonly EventInterest[]>();

  constructor(
    private readonly profiles: ReadonlyMap<string, Profile>,
    private readonly cache: Cache,
    private readonly options: BackoffOptions,
    private readonly now: () => number,
  ) {
    const [first] = profiles.values();
    this.places = new Places(first?.plugins.find(({ plugin }) => plugin.less !== undefined)?.plugin.less ?? (() => false), options);
  }

  get state(): QueueState {
    return { places: this.places.state, nominated: this.nominator.state };
  }

  set state({ places, nominated }: QueueState) {
    this.places.state = places;
    this.nominator.state = nominated;
  }

  view(): QueueView {
    const waiting = this.places.in('unschedulable');
    const backingOff = [...this.places.in('backoff'), ...this.places.in('errorBackoff')];
    return {
      active: this.places.in('active').map(({ key }) => key),
      backoff: Object.fromEntries(backingOff.map((pod) => [pod.key, backoffEnd(pod, this.options)])),
      unschedulable: Object.fromEntries(waiting.filter(({ gatedBy }) => gatedBy === '').map(({ key, rejectors }) => [key, rejectors])),
      gated: Object.fromEntries(waiting.filter(({ gatedBy }) => gatedBy !== '').map(({ key, gatedBy }) => [key, gatedBy])),
    };
  }

  /** Whether {@link pop} would give a Pod. */
  get hasNext(): boolean {
    return (this.places.first('active') ?? this.places.first('backoff')) !== undefined;
  }

  /** When each flush has something to do next, in seconds; null where nobody waits for it. Upstream runs them every second and every 30 seconds. */
  timers(): QueueTimers {
    const over = (['backoff', 'errorBackoff'] as const).flatMap((place) => this.places.first(place) ?? []).map((pod) => backoffOver(pod, this.options));
    const since = this.places.in('unschedulable').filter(({ gatedBy }) => gatedBy === '').map(({ timestamp }) => timestamp + MAX_UNSCHEDULABLE_SECONDS);
    return { backoff: over.length === 0 ? null : Math.min(...over), unschedulable: since.length === 0 ? null : since.reduce((a, b) => Math.min(a, b)) };
  }

  /** Add: a new Pod without a node. */
  add(pod: Pod): void {
    if (this.toActive(newQueuedPod(pod, this.now()))) this.nominator.add(pod);
  }

  /** Pop; with nothing active, the Pod whose backoff ends first. */
  pop(): QueuedPod | null {
    const pod = this.places.first('active') ?? this.places.first('backoff');
    if (pod === undefined) return null;
    this.places.remove(pod.key);
    return { ...pod, attempts: pod.attempts + 1, rejectors: [] };
  }

  /** AddUnschedulableIfNotPresent: a failed Pod comes back. Without rejectors, the cycle itself failed. */
  addUnschedulable(pod: QueuedPod, rejectors: readonly string[]): void {
    const erred = rejectors.length === 0;
    const { consecutiveErrors, unschedulableCount } = pod;
    const counts = erred ? { consecutiveErrors: consecutiveErrors + 1 } : { unschedulableCount: unschedulableCount + 1, consecutiveErrors: 0 };
    this.requeue({ ...pod, ...counts, rejectors: [...new Set(rejectors)].sort(), timestamp: this.now() }, erred);
  }

  /** Update: a Pod that waits here changed. */
  update(before: Pod, after: Pod): void {
    const found = this.places.find(podKey(after));
    if (found === undefined) {
      this.add(after);
      return;
    }
    const changed = withPod(found.pod, after);
    this.places.put(found.place, changed);
    this.nominator.update(before, after);
    if (found.place !== 'unschedulable') return;
    for (const action of podChanges(before, after)) {
      const waiting = this.places.find(changed.key)?.pod ?? changed;
      if (this.requeue(waiting, this.mayHelp(waiting, { resource: 'Pod', action }, before, after))) break;
    }
  }

  delete(key: string): void {
    this.nominator.delete(key);
    this.places.remove(key);
  }

  /** MoveAllToActiveOrBackoffQueue: something happened; who may profit? */
  move(event: ClusterEvent, before: WatchedObject | undefined, after: WatchedObject | undefined, only?: (pod: QueuedPod) => boolean): void {
    if (event.resource !== '*' && !this.isOfInterest(event)) return;
    for (const pod of this.places.in('unschedulable')) {
      if (only !== undefined && !only(pod)) continue;
      if (pod.gatedBy !== '' && !this.pluginsOf(pod).some((plugin) => plugin.name === pod.gatedBy && this.interests(plugin).some((one) => matches(one, event)))) continue;
      if (this.mayHelp(pod, event, before, after)) this.requeue(pod, true);
    }
  }

  /** flushBackoffQCompleted, which upstream runs every second. */
  flushBackoff(): void {
    for (const place of ['backoff', 'errorBackoff'] as const) {
      for (let next = this.places.first(place); next !== undefined && !isBackingOff(next, this.now(), this.options); next = this.places.first(place)) this.places.put('active', next);
    }
  }

  /** flushUnschedulablePodsLeftover, which upstream runs every 30 seconds. */
  flushUnschedulable(): void {
    for (const pod of this.places.in('unschedulable')) {
      if (this.now() - pod.timestamp > MAX_UNSCHEDULABLE_SECONDS && pod.gatedBy === '') this.requeue(pod, true);
    }
  }

  private pluginsOf(pod: QueuedPod): Plugin[] {
    return (this.profiles.get(pod.pod.spec.schedulerName || DEFAULT_NAME) ?? this.profiles.get(DEFAULT_NAME))?.plugins.map(({ plugin }) => plugin) ?? [];
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
    if (pod.rejectors.length === 0) return true;
    if (event.resource === '*') return after === undefined || (after.kind === 'Pod' && podUid(after) === podUid(pod.pod));
    for (const plugin of this.pluginsOf(pod)) {
      if (!pod.rejectors.includes(plugin.name)) continue;
      if (this.interests(plugin).some((one) => matches(one, event) && one.hint(podInfoOf(pod.pod), before, after, this.cache))) return true;
    }
    return false;
  }

  /** requeuePodWithQueueingStrategy: true when the Pod left the unschedulable ones. */
  private requeue(pod: QueuedPod, retry: boolean): boolean {
    if (!retry) {
      this.places.put('unschedulable', pod);
      return false;
    }
    return isBackingOff(pod, this.now(), this.options) ? this.toBackoff(pod) : this.toActive(pod);
  }

  /** runPreEnqueuePlugins: the Pod with the plugin that keeps it out, if one does. */
  private gate(pod: QueuedPod): QueuedPod {
    for (const plugin of this.pluginsOf(pod)) {
      if ((plugin.preEnqueue?.(pod.pod, this.cache) ?? null) !== null) return { ...pod, rejectors: [...new Set([...pod.rejectors, plugin.name])].sort(), gatedBy: plugin.name };
    }
    return pod.gatedBy === '' ? pod : { ...pod, gatedBy: '' };
  }

  private toActive(pod: QueuedPod): boolean {
    const gated = this.gate(pod);
    this.places.put(gated.gatedBy === '' ? 'active' : 'unschedulable', gated);
    return gated.gatedBy === '';
  }

  private toBackoff(pod: QueuedPod): boolean {
    const gated = this.gate(pod);
    const place = gated.rejectors.length === 0 ? 'errorBackoff' : 'backoff';
    this.places.put(gated.gatedBy === '' ? place : 'unschedulable', gated);
    return gated.gatedBy === '';
  }
}

const DEFAULT_NAME = 'default-scheduler';
