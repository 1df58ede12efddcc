import type { Node, Pod } from '../api';
import { byText } from '../base/ordered-map';
import { Cache } from './cache/cache';
import type { NodeInfo } from './cache/node-info';
import { podInfoOf, podKey, podPriority } from './cache/pod-info';
import type { PodInfo } from './cache/pod-info';
import { nodeChanges, podChanges } from './changes';
import type { Prepared } from './cycle/runtime';
import { runPreBind, runReserve, runUnreserve } from './cycle/runtime';
import { scheduleOne } from './cycle/schedule-one';
import type { Cycle, CycleOptions, SchedulerMemory } from './cycle/schedule-one';
import { traceOf } from './cycle/trace-of';
import type { Decision } from './decision';
import { Action } from './events';
import type { WatchedObject, Write } from './objects';
import { newProfiles } from './profile/configuration';
import type { PluginParts } from './profile/plugins';
import type { SchedulerConfiguration, SchedulerProfile } from './profile/configuration';
import { SchedulingQueue } from './queue/queue';
import type { QueueTimers, QueueView } from './queue/queue';
import { withPod } from './queue/queued-pod';
import type { QueuedPod } from './queue/queued-pod';
import type { SchedulerState } from './scheduler-state';

/** What a scheduler is made of. */
export interface SchedulerSetup {
  readonly configuration?: SchedulerConfiguration;
  /** What the profiles of the configuration take instead of their lighter parts. */
  readonly parts?: PluginParts;
}

export interface SchedulerOptions extends CycleOptions, SchedulerSetup {
  /** Ready-made profiles instead of the configuration's. */
  readonly profile?: SchedulerProfile;
}

const DEFAULT_NAME = 'default-scheduler';

/**
 * kube-scheduler as a value: it is told what happens in the cluster (`observe`), knows the time it is told (`tick`), takes one Pod after the
 * other (`scheduleNext`) and remembers what it promised. It changes nothing itself: binding, evicting victims and writing status are requests
 * for its caller to make.
 *
 * It works in place. `state` gives it as a value, and `moveTo` takes it to any value that it, or another of the same configuration, has been.
 */
export class Scheduler {
  readonly cache = new Cache();
  readonly profiles: ReadonlyMap<string, SchedulerProfile>;
  private readonly queue: SchedulingQueue;
  private readonly memory: SchedulerMemory = { nextStartNodeIndex: 0 };
  private readonly options: CycleOptions;
  private pending: SchedulerState['pending'] = null;
  private binding: SchedulerState['binding'] = null;
  private clock = 0;

  constructor(options: SchedulerOptions = {}) {
    const { configuration = {}, profile, parts } = options;
    this.profiles = profile === undefined ? newProfiles(configuration, parts) : new Map([[profile.schedulerName, profile]]);
    this.options = { ...options, percentageOfNodesToScore: options.percentageOfNodesToScore ?? configuration.percentageOfNodesToScore ?? 0 };
    const backoff = { initialSeconds: configuration.podInitialBackoffSeconds ?? 1, maxSeconds: configuration.podMaxBackoffSeconds ?? 10 };
    this.queue = new SchedulingQueue(this.profiles, this.cache, backoff, () => this.clock);
  }

  get state(): SchedulerState {
    const { clock: now, memory: { nextStartNodeIndex }, pending, binding, cache } = this;
    return { now, nextStartNodeIndex, pending, binding, queue: this.queue.state, objects: cache.listers.state, cache: cache.state };
  }

  /** Becomes what it was at another moment, at the cost of what differs. */
  moveTo({ now, nextStartNodeIndex, pending, binding, queue, objects, cache }: SchedulerState): void {
    this.clock = now;
    this.memory.nextStartNodeIndex = nextStartNodeIndex;
    this.pending = pending;
    this.binding = binding;
    this.queue.state = queue;
    this.cache.listers.state = objects;
    this.cache.moveTo(cache);
  }

  /** Seconds: since the start, or since whenever the caller counts from. */
  get now(): number {
    return this.clock;
  }

  queueView(): QueueView {
    return this.queue.view();
  }

  /** When the queue's flushes have something to do next. */
  get timers(): QueueTimers {
    return this.queue.timers();
  }

  /** Whether {@link scheduleNext} would find a Pod. */
  get hasNext(): boolean {
    return this.queue.hasNext;
  }

  /** Time passes; backoffs that are over end. Upstream looks once a second, on the second. */
  tick(now: number): void {
    this.clock = now;
    this.queue.flushBackoff();
  }

  /** Moves the clock alone: between two looks at the backoff queue. */
  setClock(now: number): void {
    this.clock = now;
  }

  /** What upstream does every 30 s: Pods that wait for more than five minutes get another try. */
  flushUnschedulable(): void {
    this.queue.flushUnschedulable();
  }

  /** An object was added or changed (eventhandlers.go). */
  observe(object: WatchedObject): void {
    switch (object.kind) {
      case 'Node':
        return this.observeNode(object);
      case 'Pod':
        return this.observePod(object);
      default: {
        const before = this.cache.listers.set(object);
        this.queue.move({ resource: object.kind, action: before === undefined ? Action.Add : Action.Update }, before, object);
      }
    }
  }

  /** An object is gone; `key` is its namespace and name as keyOf gives them. */
  observeDeleted(kind: string, key: string): void {
    if (kind === 'Pod') return this.deletePod(key);
    if (kind === 'Node') {
      const gone = this.cache.node(key)?.node;
      if (gone === undefined) return;
      this.queue.move({ resource: 'Node', action: Action.Delete }, gone, undefined);
      this.cache.removeNode(key);
      return;
    }
    const before = this.cache.listers.delete(kind, key);
    if (before !== undefined) this.queue.move({ resource: before.kind, action: Action.Delete }, before, undefined);
  }

  private observeNode(node: Node): void {
    if (this.cache.node(node.metadata.name ?? '') === undefined) {
      this.cache.addNode(node);
      this.queue.move({ resource: 'Node', action: Action.Add }, undefined, node);
      return;
    }
    const before = this.cache.updateNode(node);
    if (before === undefined) return;
    for (const action of nodeChanges(before, node)) this.queue.move({ resource: 'Node', action }, before, node);
  }

  private observePod(pod: Pod): void {
    const key = podKey(pod);
    const nodeName = pod.spec.nodeName ?? '';
    const waiting = byText.get(this.pending, key);
    if (nodeName !== '') {
      const before = this.cache.isAssumed(key) ? undefined : this.cache.pod(key);
      this.cache.setPod(podInfoOf(pod), nodeName);
      this.binding = byText.delete(this.binding, key);
      const actions = before === undefined ? [Action.Add] : podChanges(before, pod);
      for (const action of actions) this.queue.move({ resource: 'Pod', action }, before, pod);
      if (waiting !== undefined) {
        this.pending = byText.delete(this.pending, key);
        this.queue.delete(key);
      }
      return;
    }
    if (!this.profiles.has(pod.spec.schedulerName || DEFAULT_NAME)) return;
    this.pending = byText.set(this.pending, key, pod);
    if (waiting === undefined) this.queue.add(pod);
    else if (!this.cache.isAssumed(key)) {
      this.queue.update(waiting, pod);
      const nominated = waiting.status?.nominatedNodeName ?? '';
      if (nominated !== '' && nominated !== pod.status?.nominatedNodeName) this.roomFreed(waiting);
    }
  }

  private deletePod(key: string): void {
    const waiting = byText.get(this.pending, key);
    if (waiting !== undefined) {
      this.pending = byText.delete(this.pending, key);
      this.queue.delete(key);
      if (byText.has(this.binding, key)) this.bindingFailed(key);
      else if (waiting.status?.nominatedNodeName) this.roomFreed(waiting);
      return;
    }
    const gone = this.cache.removePod(key);
    if (gone !== undefined) this.queue.move({ resource: 'Pod', action: Action.Delete }, gone.pod, undefined);
  }

  /** A Pod gives up a node that was kept for it: Pods that matter no more than it may try (getLEPriorityPreCheck). */
  private roomFreed(pod: Pod): void {
    const priority = podPriority(pod);
    this.queue.move({ resource: 'Pod', action: Action.Delete }, pod, undefined, (other) => other.priority <= priority);
  }

  /** Takes the next Pod and drops it; null when none is ready. */
  popNext(): string | null {
    return this.queue.pop()?.key ?? null;
  }

  /**
   * ScheduleOne for the next Pod. A Pod that got a node counts on it at once (assume); the caller binds it and then either lets the scheduler
   * observe the bound Pod or reports {@link bindingFailed}. Null when no Pod is ready.
   */
  scheduleNext({ trace = false }: { readonly trace?: boolean } = {}): Decision | null {
    for (;;) {
      const queued = this.queue.pop();
      if (queued === null) return null;
      if (queued.pod.metadata.deletionTimestamp !== undefined || this.cache.isAssumed(queued.key)) continue;
      const { decision, cycle } = this.decide(podInfoOf(queued.pod), trace);
      if (cycle.winner === null) this.fail(queued, cycle);
      else {
        const writes = this.assume(queued, cycle.winner, cycle.prepared);
        if (writes.length > 0 && decision.kind === 'scheduled') return { ...decision, writes };
      }
      return decision;
    }
  }

  /** What the scheduler would do with this Pod now, and everything behind it; nothing is placed or remembered. */
  explain(pod: Pod, { trace = true }: { readonly trace?: boolean } = {}): Decision {
    return this.beforeQueue(pod) ?? this.ask(pod, { trace });
  }

  /** The same for a Pod that would never be queued: what the filters say about it. */
  ask(pod: Pod, { trace = true }: { readonly trace?: boolean } = {}): Decision {
    const start = this.memory.nextStartNodeIndex;
    const { decision } = this.decide(podInfoOf(pod), trace);
    this.memory.nextStartNodeIndex = start;
    return decision;
  }

  /** Why a Pod never reaches the queue; null when it does. */
  beforeQueue(pod: Pod): Decision | null {
    const key = podKey(pod);
    const nodeName = pod.spec.nodeName ?? '';
    if (nodeName !== '') return { kind: 'bound', pod: key, node: nodeName, nodeExists: this.cache.node(nodeName) !== undefined };
    const schedulerName = pod.spec.schedulerName || DEFAULT_NAME;
    const profile = this.profiles.get(schedulerName);
    if (profile === undefined) return { kind: 'otherScheduler', pod: key, schedulerName };
    for (const { plugin } of profile.plugins) {
      const status = plugin.preEnqueue?.(pod, this.cache) ?? null;
      if (status !== null) return { kind: 'gated', pod: key, status };
    }
    return null;
  }

  /** Binding did not work out (handleBindingCycleError): the Pod's place is free again, and the Pod back in the queue. */
  bindingFailed(key: string): void {
    const promised = byText.get(this.binding, key);
    if (promised === undefined) return;
    this.binding = byText.delete(this.binding, key);
    const { queued, node: nodeName } = promised;
    const node = this.cache.node(nodeName);
    const info = podInfoOf(queued.pod);
    if (node !== undefined) runUnreserve(this.profileOf(info), info, node, this.cache);
    if (this.cache.forget(key)) this.queue.move({ resource: 'Pod', action: Action.Delete }, { ...queued.pod, spec: { ...queued.pod.spec, nodeName } }, undefined);
    const current = byText.get(this.pending, key);
    if (current !== undefined) this.queue.addUnschedulable(withPod(queued, current), []);
  }

  private profileOf(info: PodInfo): SchedulerProfile {
    const [first] = this.profiles.values();
    const profile = this.profiles.get(info.pod.spec.schedulerName || DEFAULT_NAME) ?? first;
    if (profile === undefined) throw new Error('a scheduler has at least one profile');
    return profile;
  }

  private decide(info: PodInfo, trace: boolean): { decision: Decision; cycle: Cycle } {
    const profile = this.profileOf(info);
    const { cache, memory, options } = this;
    const cycle = scheduleOne(info, { profile, cache, memory, options, trace, nominated: this.queue.nominator.isEmpty ? null : (name) => this.queue.nominator.on(name) });
    const traced = trace ? { trace: traceOf(cycle, info, cache, profile) } : {};
    const evaluatedNodes = cycle.visited.length;
    if (cycle.winner === null || cycle.failure !== null) {
      if (cycle.failure === null) throw new Error('a cycle without a winner says why');
      return { cycle, decision: { kind: 'unschedulable', pod: info.key, failure: cycle.failure, evaluatedNodes, ...traced } };
    }
    const { winner, score, tied, feasible } = cycle;
    return { cycle, decision: { kind: 'scheduled', pod: info.key, node: winner.name, score, tied, feasibleNodes: feasible.length, evaluatedNodes, ...traced } };
  }

  /** assume and Reserve; what is to be written before the binding (PreBind) is its caller's to do. */
  private assume(queued: QueuedPod, node: NodeInfo, prepared: Prepared): readonly Write[] {
    const { key } = queued;
    const info = podInfoOf(queued.pod);
    const profile = this.profileOf(info);
    runReserve(profile, info, node, this.cache, prepared);
    const writes = runPreBind(profile, info, node, this.cache, prepared);
    this.cache.assume(info, node.name);
    this.queue.nominator.delete(key);
    this.binding = byText.set(this.binding, key, { queued, node: node.name });
    return writes;
  }

  /** handleSchedulingFailure: back to the queue, unless the Pod is gone or has a node by now. */
  private fail(queued: QueuedPod, { failure }: Cycle): void {
    const current = byText.get(this.pending, queued.key);
    if (current === undefined || failure === null) return;
    this.queue.addUnschedulable(withPod(queued, current), failure.plugins);
    const { postFilter } = failure;
    if (postFilter.kind === 'nominated') this.queue.nominator.add(current, postFilter.preemption.chosen.node);
    else this.queue.nominator.add(current, postFilter.clearsNomination ? '' : undefined);
  }
}
