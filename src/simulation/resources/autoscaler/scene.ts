/**
 * A target under a load that changes, second by second, with its autoscaler looking every 15 s. More than `workload.ts`, which replays recordings: Pods take
 * time to start, requests wait or get lost, and what the controller sees is a moment old, as metrics-server has it.
 *
 * Left out: scheduling (a Pod starts at once where there is room), retries, a balancer that favours anyone, the time a Pod takes to end.
 */
import { milliValue, podRequests, quantityOf } from '../../api';
import type { PodSpec } from '../../api';
import { INITIAL_AUTOSCALER_STATE, reconcileAutoscaler } from './reconcile';
import type { AutoscalerState, AutoscalerWhy } from './reconcile';
import { p99, SLOW_S, slowOf } from './latency';
import { Nodes } from './scene-nodes';
import type { NodePool } from './scene-nodes';
import { SYNC_PERIOD_S } from './types';
import type { Autoscaler, AutoscalerEvent, AutoscalerSettings, AutoscalerStatus, MetricsSnapshot, Sample, ScaledPod } from './types';

export interface SceneSpec {
  readonly hpa: Autoscaler;
  /** All usage is that of its first container. */
  readonly podSpec: PodSpec;
  readonly replicas: number;
  /** Requests a second at points `pointS` seconds apart, joined by straight lines; the scene lasts from the first to the last. */
  readonly load: readonly number[];
  readonly pointS: number;
  /** CPU that one request takes, ms. */
  readonly requestMs: number;
  /** CPU that a Pod can use at most, thousandths. */
  readonly capacity: number;
  /** Seconds from a Pod's creation until it can serve, and the CPU it uses meanwhile, thousandths. */
  readonly startupS: number;
  readonly startupCpu: number;
  /** Is there a readiness probe? Without one a Pod counts as ready, and gets requests, as soon as it runs. */
  readonly probe: boolean;
  /** Workers take requests from a queue, where they wait; otherwise what a Pod cannot serve is lost. */
  readonly queue: boolean;
  /** Memory of each Pod, bytes. */
  readonly memory: number;
  /** How many Pods the nodes have room for; more stay Pending. Nodes that come and go, where their Pods' requests say how many fit. */
  readonly room: number | NodePool;
  readonly settings?: AutoscalerSettings;
}

/** The scene at one of the controller's looks. */
export interface SceneSync {
  /** Seconds since the start. */
  readonly at: number;
  /** Before the decision: Pods that there are, that serve, and that wait for room. */
  readonly replicas: number;
  readonly serving: number;
  readonly pending: number;
  /** Nodes that are there, and that are on their way; none where the room is a number. */
  readonly nodes: number;
  readonly coming: number;
  /** Node-seconds since the last look. */
  readonly nodeSeconds: number;
  /** Requests a second that come in; that were lost a second, in the mean since the last look; that wait. */
  readonly load: number;
  readonly lost: number;
  readonly waiting: number;
  /** Requests since the last look that took longer than half a second, or were lost. */
  readonly slow: number;
  /** The time within which 99 of 100 are answered at this moment, seconds; Infinity where Pods cannot keep up. */
  readonly latency: number;
  readonly scaleTo: number | null;
  readonly why: AutoscalerWhy;
  readonly status: AutoscalerStatus;
  readonly events: readonly AutoscalerEvent[];
}

/** metrics-server asks every kubelet this often (--metric-resolution) and gives the mean of the time between two answers. */
const SCRAPE_S = 15;
/** The answers come this long before the controller looks: chosen, not fixed by anything. */
const SCRAPE_LEAD_S = 5;

interface RunningPod {
  readonly name: string;
  /** When it got its place on a node. */
  since: number;
  placed: boolean;
  /** Sum of its CPU thousandths up to each second since it was made. */
  used: number[];
  /** Requests it was sent in the last second. */
  offered: number;
}

const loadAt = ({ load, pointS }: SceneSpec, at: number): number => {
  const index = Math.min(load.length - 1, Math.floor(at / pointS));
  const next = Math.min(load.length - 1, index + 1);
  return load[index] + (load[next] - load[index]) * Math.min(1, (at - index * pointS) / pointS);
};

/** How many Pods a node takes, by what they request of its CPU. */
function podsOfNode(spec: PodSpec, cpu: number): number {
  const request = milliValue(podRequests(spec).get('cpu') ?? quantityOf('0'));
  return Math.min(110, request === 0 ? 110 : Math.floor(cpu / request));
}

class Scene {
  private pods: RunningPod[];
  private serial = 0;
  private waiting = 0;
  private lost = 0;
  private slow = 0;
  private latency = 0;
  private paid = 0;
  private readonly nodes: Nodes | null;
  private autoscaler: AutoscalerState = INITIAL_AUTOSCALER_STATE;

  constructor(private readonly spec: SceneSpec) {
    this.nodes = typeof spec.room === 'number' ? null : new Nodes(spec.room, podsOfNode(spec.podSpec, spec.room.cpu));
    // What is there at the start has run for long.
    this.pods = Array.from({ length: spec.replicas }, () => this.newPod(-3600));
  }

  private newPod(since: number): RunningPod {
    this.serial += 1;
    return { name: `web-${this.serial}`, since, placed: since < 0, used: [0], offered: 0 };
  }

  private get room(): number {
    return this.nodes?.room ?? (this.spec.room as number);
  }

  private readonly runs = (index: number): boolean => index < this.room;
  private readonly started = (pod: RunningPod, at: number): boolean => pod.since + this.spec.startupS <= at;

  /** One second: requests are shared among those that get them; each serves what it can. */
  private pass(at: number): void {
    const { spec } = this;
    this.nodes?.pass(at, this.pods.length);
    this.place(at);
    const running = Math.min(this.pods.length, this.room);
    const capacity = Math.min(spec.capacity, this.nodes?.share(running) ?? spec.capacity);
    const arriving = loadAt(spec, at);
    const gets = (pod: RunningPod, index: number): boolean => this.runs(index) && (this.started(pod, at) || (!spec.probe && !spec.queue));
    const getting = this.pods.reduce((count, pod, index) => count + (gets(pod, index) ? 1 : 0), 0);
    const offered = spec.queue ? this.waiting + arriving : arriving;
    const share = getting === 0 ? 0 : offered / getting;
    let served = 0;
    this.pods.forEach((pod, index) => {
      const starting = !this.started(pod, at);
      pod.offered = gets(pod, index) ? share : 0;
      const serves = starting ? 0 : Math.min(pod.offered, capacity / spec.requestMs);
      served += serves;
      const cpu = !this.runs(index) ? 0 : starting ? Math.min(spec.startupCpu, capacity) : serves * spec.requestMs;
      pod.used.push((pod.used.at(-1) ?? 0) + cpu);
    });
    if (spec.queue) this.waiting = Math.max(0, offered - served);
    else this.lost += Math.max(0, offered - served);
    this.time(share, getting, arriving, capacity, at);
  }

  /** How long the requests of this second take. */
  private time(share: number, getting: number, arriving: number, capacity: number, at: number): void {
    const { spec } = this;
    if (spec.queue) {
      const serving = this.pods.filter((pod, index) => this.runs(index) && this.started(pod, at)).length;
      this.latency = arriving + this.waiting === 0 ? 0 : this.waiting / ((serving * capacity) / spec.requestMs) + spec.requestMs / 1000;
      this.slow += this.latency > SLOW_S ? arriving : 0;
      return;
    }
    const one = { offered: share, requestMs: spec.requestMs, capacity };
    const starting = this.pods.filter(({ offered }, index) => offered > 0 && !this.started(this.pods[index]!, at)).length;
    this.latency = arriving === 0 ? 0 : getting === 0 || starting > 0 ? Number.POSITIVE_INFINITY : p99(one);
    this.slow += getting === 0 ? arriving : starting * share + (getting - starting) * slowOf(one);
  }

  /** Pods whose node has come begin to start. */
  private place(at: number): void {
    for (const [index, pod] of this.pods.entries()) {
      if (pod.placed || !this.runs(index)) continue;
      pod.placed = true;
      pod.since = at - 1;
      pod.used = [0];
    }
  }

  /** What metrics-server says of a Pod at `scrape`; nothing until it has been asked twice. */
  private sample(pod: RunningPod, scrape: number): number | undefined {
    const born = Math.max(0, pod.since);
    const from = scrape - SCRAPE_S;
    if (from < born) return pod.since < 0 ? Math.round((pod.used[Math.max(1, scrape)] ?? 0) / Math.max(1, scrape)) : undefined;
    return Math.round(((pod.used[scrape - born] ?? 0) - (pod.used[from - born] ?? 0)) / SCRAPE_S);
  }

  private metrics(at: number): MetricsSnapshot {
    const { spec } = this;
    const scrape = at - SCRAPE_LEAD_S;
    const load = loadAt(spec, at);
    const perPod: Record<string, Sample> = {};
    const resource = this.pods.flatMap((pod, index) => {
      if (!this.runs(index)) return [];
      if (this.started(pod, at) || !spec.probe) perPod[pod.name] = { value: Math.round(pod.offered * 1000), at: scrape, window: SCRAPE_S };
      const cpu = this.sample(pod, scrape);
      if (cpu === undefined) return [];
      return [{ pod: pod.name, at: scrape, window: SCRAPE_S, containers: [{ name: spec.podSpec.containers[0].name, usage: { cpu, memory: spec.memory * 1000 } }] }];
    });
    const custom = namesOf(spec.hpa);
    return {
      resource,
      pods: Object.fromEntries(custom.pods.map((name) => [name, perPod])),
      object: Object.fromEntries(custom.object.map((name) => [name, Math.round(load * 1000)])),
      external: Object.fromEntries(custom.external.map((name) => [name, [Math.round((spec.queue ? this.waiting : load) * 1000)]])),
    };
  }

  private listed(at: number): ScaledPod[] {
    const { probe, startupS, podSpec } = this.spec;
    return this.pods.map((pod, index): ScaledPod => {
      if (!this.runs(index)) return { name: pod.name, spec: podSpec, phase: 'Pending' };
      const ready = !probe || this.started(pod, at);
      return { name: pod.name, spec: podSpec, phase: 'Running', startTime: pod.since, ready: { status: ready, since: ready && probe ? pod.since + startupS : pod.since } };
    });
  }

  /** A ReplicaSet takes away what does not run yet, then what has served for the shortest time. */
  private scale(to: number, at: number): void {
    if (to < this.pods.length) this.pods = this.pods.slice(0, to);
    else this.pods = [...this.pods, ...Array.from({ length: to - this.pods.length }, () => this.newPod(at))];
  }

  private look(at: number): SceneSync {
    const { spec } = this;
    const replicas = this.pods.length;
    const result = reconcileAutoscaler(this.autoscaler, {
      hpa: spec.hpa, pods: this.listed(at), now: at, replicas: { spec: replicas, status: replicas }, metrics: this.metrics(at), settings: spec.settings,
    });
    this.autoscaler = result.state;
    const sync: SceneSync = {
      at, replicas, load: loadAt(spec, at), lost: this.lost / SYNC_PERIOD_S, waiting: this.waiting,
      serving: this.pods.filter((pod, index) => this.runs(index) && this.started(pod, at)).length,
      pending: this.pods.filter((_, index) => !this.runs(index)).length,
      nodes: this.nodes?.count ?? 0, coming: this.nodes?.coming ?? 0, nodeSeconds: (this.nodes?.seconds ?? 0) - this.paid, slow: this.slow, latency: this.latency,
      scaleTo: result.scaleTo, why: result.why, status: result.state.status, events: result.events,
    };
    this.lost = 0;
    this.slow = 0;
    this.paid = this.nodes?.seconds ?? 0;
    if (result.scaleTo !== null) this.scale(result.scaleTo, at);
    return sync;
  }

  run(): SceneSync[] {
    const { load, pointS } = this.spec;
    const syncs: SceneSync[] = [];
    for (let at = 1; at <= (load.length - 1) * pointS; at += 1) {
      this.pass(at);
      if (at % SYNC_PERIOD_S === 0) syncs.push(this.look(at));
    }
    return syncs;
  }
}

/** The metrics that the autoscaler asks for, by their kind: Pods get their own requests a second, objects the sum, an external one what waits in the queue. */
function namesOf(hpa: Autoscaler): { pods: string[]; object: string[]; external: string[] } {
  const metrics = hpa.spec.metrics ?? [];
  return {
    pods: metrics.flatMap(({ pods }) => pods?.metric.name ?? []),
    object: metrics.flatMap(({ object }) => object?.metric.name ?? []),
    external: metrics.flatMap(({ external }) => external?.metric.name ?? []),
  };
}

/**
 * Lets the scene happen. Throws RangeError for fewer than two points of load, or more replicas than `room` and `maxReplicas` could ever mean (10,000): a
 * caller bounds what its reader writes.
 */
export function runScene(spec: SceneSpec): SceneSync[] {
  if (spec.load.length < 2 || spec.pointS <= 0) throw new RangeError('a scene needs two points of load');
  if (spec.replicas > 10_000 || spec.hpa.spec.maxReplicas > 10_000) throw new RangeError('a scene has at most 10000 replicas');
  return new Scene(spec).run();
}
