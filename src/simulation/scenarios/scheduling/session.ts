import type { Node, Pod } from '../../api';
import type { Deployment } from '../../api/types';
import type { ResourceClaimTemplate } from '../../api/generated/types/resource.v1';
import type { PriorityClass } from '../../api/generated/types/scheduling.v1';
import { formatTime, parseTime } from '../../base';
import { defaultTolerationSeconds } from '../../policy/admission/default-toleration-seconds';
import { SYSTEM_PRIORITY_CLASSES, admitPriority } from '../../policy/admission/priority';
import { Scheduler, podKey, podPriority } from '../../scheduler';
import type { Decision, OtherObject, PluginParts, QueueView } from '../../scheduler';
import type { SchedulerConfiguration } from '../../scheduler/profile/configuration';
import type { LabAction } from './actions';
import { Claims } from './claims';
import { withAllowance } from './disruption';
import { restarted } from './rollout';
import { claimsBehind, controllerOf, replicaSetBehind } from './workloads';
import type { Controller, Workload } from './workloads';

export interface SessionInput {
  readonly nodes: readonly Node[];
  /** In the order of the manifest. */
  readonly workloads: readonly Workload[];
  readonly priorityClasses?: readonly PriorityClass[];
  readonly others?: readonly OtherObject[];
  readonly claimTemplates?: readonly ResourceClaimTemplate[];
  readonly configuration?: SchedulerConfiguration;
  /** What the scheduler takes instead of its lighter parts: without `dynamicResources`, claims count for nothing. */
  readonly parts?: PluginParts;
  readonly actions?: readonly LabAction[];
  readonly seed?: number;
  /** No more Pods than this are made. */
  readonly maxPods?: number;
  /** Of which attempts, counted from 0, every thought is kept; of all unless given. */
  readonly traced?: (attempt: number) => boolean;
  /** Leaves the queues out of what happens: for runs of thousands of Pods. */
  readonly lean?: boolean;
}

type What =
  | { readonly kind: 'created'; readonly pods: readonly Pod[] }
  /** The scheduler tried a Pod, and bound it where it found a node. */
  | { readonly kind: 'attempt'; readonly decision: Decision }
  /** The scheduler never gets to try it. */
  | { readonly kind: 'aside'; readonly decision: Decision }
  /** The API server did not take it; the words are its own. */
  | { readonly kind: 'refused'; readonly pod: string; readonly message: string }
  /** Deleted, and still on its node until `until`; null: nobody knows, its node does not answer. */
  | { readonly kind: 'leaving'; readonly pod: string; readonly node: string; readonly why: 'preempted' | 'deleted' | 'rollout' | 'zone'; readonly by: string | null; readonly until: number | null }
  | { readonly kind: 'gone'; readonly pod: string }
  /** Somebody's hand; `nodes` are those that are other or new now. */
  | { readonly kind: 'acted'; readonly action: LabAction; readonly nodes: readonly Node[] };

/** One thing that happened, at `at` seconds; `queue` is what the queues hold afterwards. */
export type Happening = What & { readonly at: number; readonly queue: QueueView | null };

export interface Session {
  readonly happenings: readonly Happening[];
  readonly leftOut: number;
  /** It was cut off: more happened than a lab keeps. */
  readonly cut: boolean;
}

/** The lab's clock starts at some moment; only distances from it matter. */
const START = parseTime('2026-01-05T00:00:00Z') ?? 0;
const MOST = 20_000;
const FLUSH_SECONDS = 30;
/** tolerationSeconds that admission adds for not-ready and unreachable (DefaultTolerationSeconds). */
const UNREACHABLE_SECONDS = 300;

const UNREACHABLE = [
  { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
];
const CORDONED = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
const ZONE = 'topology.kubernetes.io/zone';
const nameOf = ({ metadata }: { readonly metadata: { readonly name?: string } }): string => metadata.name ?? '';

/** A cluster small enough to look at: kube-scheduler, the controllers that make its Pods, and a clock. */
class Lab {
  readonly happenings: Happening[] = [];
  leftOut = 0;
  private readonly scheduler: Scheduler;
  private readonly nodes = new Map<string, Node>();
  private readonly pods = new Map<string, Pod>();
  private readonly claims: Claims;
  private readonly down = new Set<string>();
  private readonly controllers: Controller[];
  private readonly priorityClasses: Parameters<typeof admitPriority>[1];
  /** Pods on their way out, and when they are gone. */
  private readonly leaving = new Map<string, number | null>();
  private readonly refused = new Set<Controller>();
  private readonly unreachableSince = new Map<string, number>();
  private now = 0;
  private attempts = 0;
  private restarts = 0;

  constructor(private readonly input: SessionInput) {
    const { seed = 1, configuration, parts } = input;
    this.scheduler = new Scheduler({ seed, ...(configuration === undefined ? {} : { configuration }), ...(parts === undefined ? {} : { parts }) });
    this.claims = new Claims(this.scheduler, input.others, input.claimTemplates);
    const own = (input.priorityClasses ?? []).map(({ metadata, value = 0, ...rest }) => ({ ...rest, name: metadata.name ?? '', value }));
    this.priorityClasses = [...SYSTEM_PRIORITY_CLASSES, ...own];
    this.controllers = input.workloads.flatMap((workload) => controllerOf(workload, seed) ?? []);
    for (const object of [...(input.others ?? []), ...input.workloads.flatMap((workload) => [replicaSetBehind(workload) ?? [], claimsBehind(workload)].flat())]) this.scheduler.observe(object);
    for (const node of input.nodes) this.setNode(node);
  }

  get cut(): boolean {
    return this.happenings.length >= MOST;
  }

  private setNode(node: Node): void {
    this.nodes.set(nameOf(node), node);
    this.scheduler.observe(node);
  }

  private note(what: What): void {
    this.happenings.push({ ...what, at: this.now, queue: this.input.lean === true ? null : this.scheduler.queueView() });
  }

  run(): void {
    this.applyManifest();
    this.settle();
    for (const action of this.input.actions ?? []) {
      this.act(action);
      this.settle();
    }
  }

  private applyManifest(): void {
    const own = this.input.workloads.flatMap((workload) => (workload.kind === 'Pod' ? [workload] : []));
    this.create(own.map((pod, i) => (pod.metadata.name ? pod : { ...pod, metadata: { ...pod.metadata, name: `${pod.metadata.generateName ?? ''}${i}` } })));
    this.reconcile();
  }

  /** Pods come into being: admitted, then either on a node, kept aside, or in the queue. */
  private create(pods: readonly Pod[]): boolean {
    const made: Pod[] = [];
    const aside: Decision[] = [];
    let refused: { pod: string; message: string } | null = null;
    for (const pod of pods) {
      if (this.pods.size >= (this.input.maxPods ?? Infinity)) {
        this.leftOut += 1;
        continue;
      }
      // What has a node or an id was admitted long ago.
      const admitted = pod.spec.nodeName || pod.metadata.uid ? { pod } : admitPriority(defaultTolerationSeconds(pod), this.priorityClasses);
      if ('forbidden' in admitted) {
        refused ??= { pod: podKey(pod), message: `pods "${nameOf(pod)}" is forbidden: ${admitted.forbidden}` };
        continue;
      }
      const ready = this.claims.come(admitted.pod);
      const early = this.scheduler.beforeQueue(ready);
      this.pods.set(podKey(ready), ready);
      made.push(ready);
      if (early !== null) aside.push(early);
      if (early === null || early.kind === 'gated' || (early.kind === 'bound' && early.nodeExists)) this.scheduler.observe(ready);
    }
    if (refused !== null) this.note({ kind: 'refused', ...refused });
    if (made.length > 0) this.note({ kind: 'created', pods: made });
    for (const decision of aside) this.note({ kind: 'aside', decision });
    return made.length > 0;
  }

  /** Every controller looks, and looks again, until none wants anything. True when something was done. */
  private reconcile(): boolean {
    let changed = false;
    for (let again = true; again && !this.cut; ) {
      again = false;
      for (const controller of this.controllers) {
        const own = [...this.pods.values()].filter((pod) => controller.owns(pod));
        const { create, remove } = controller.reconcile({ alive: own.filter((pod) => !this.leaving.has(podKey(pod))), terminating: own.filter((pod) => this.leaving.has(podKey(pod))) }, [...this.nodes.values()]);
        const room = (this.input.maxPods ?? Infinity) - this.pods.size;
        if (room <= 0) this.leftOut = Math.max(this.leftOut, create.length);
        if (remove.length === 0 && (create.length === 0 || room <= 0 || this.refused.has(controller))) continue;
        // A controller whose Pods are refused would ask for ever.
        if (create.length > 0 && !this.create(create)) this.refused.add(controller);
        for (const key of remove) this.remove(key, 'rollout', null);
        again = changed = true;
      }
    }
    return changed;
  }

  /** Everything that follows by itself, until only time or somebody's hand can change anything. */
  private settle(): void {
    while (!this.cut) {
      this.updateBudgets();
      const decision = this.scheduler.scheduleNext({ trace: this.input.traced?.(this.attempts) ?? true });
      if (decision !== null) {
        this.attempts += 1;
        this.carryOut(decision);
        continue;
      }
      if (this.reconcile()) continue;
      const next = [...this.leaving.values()].filter((at) => at !== null).sort((a, b) => a - b)[0];
      if (next === undefined) return;
      this.passTo(next);
    }
  }

  private updateBudgets(): void {
    const budgets = (this.input.others ?? []).filter((object) => object.kind === 'PodDisruptionBudget');
    for (const budget of budgets) this.scheduler.observe(withAllowance(budget, [...this.pods.values()]));
  }

  private carryOut(decision: Decision): void {
    const pod = this.pods.get(decision.pod);
    if (pod === undefined) return;
    if (decision.kind === 'scheduled') {
      this.claims.write(decision.writes);
      this.update({ ...pod, spec: { ...pod.spec, nodeName: decision.node }, status: { ...claimsInStatus(pod), phase: 'Running', startTime: this.time() } });
      this.note({ kind: 'attempt', decision });
      this.reconcileOrdered(pod);
      return;
    }
    this.note({ kind: 'attempt', decision });
    if (decision.kind !== 'unschedulable') return;
    const { postFilter } = decision.failure;
    if (postFilter.kind === 'message') this.claims.write(postFilter.writes);
    if (postFilter.kind === 'nominated') this.preempt(pod, postFilter.preemption.chosen);
    else if (postFilter.clearsNomination && pod.status?.nominatedNodeName) this.update({ ...pod, status: { ...pod.status, nominatedNodeName: '' } });
  }

  /** A StatefulSet goes on as soon as its last Pod runs; the others look when the scheduler rests. */
  private reconcileOrdered(pod: Pod): void {
    if ((pod.metadata.ownerReferences ?? []).some(({ kind }) => kind === 'StatefulSet')) this.reconcile();
  }

  /** framework/preemption prepareCandidate: victims are told to go, and Pods of lower priority lose their claim on the node. */
  private preempt(pod: Pod, { node, victims }: { readonly node: string; readonly victims: readonly Pod[] }): void {
    for (const victim of victims) this.remove(podKey(victim), 'preempted', podKey(pod));
    for (const other of this.pods.values()) {
      if (other.status?.nominatedNodeName === node && podPriority(other) < podPriority(pod)) this.update({ ...other, status: { ...other.status, nominatedNodeName: '' } });
    }
    this.update({ ...pod, status: { ...pod.status, nominatedNodeName: node } });
  }

  private update(pod: Pod): void {
    this.pods.set(podKey(pod), pod);
    this.scheduler.observe(pod);
  }

  private time(after = 0): string {
    return formatTime(START + (this.now + after) * 1_000_000);
  }

  private remove(key: string, why: 'preempted' | 'deleted' | 'rollout' | 'zone', by: string | null): void {
    const pod = this.pods.get(key);
    if (pod === undefined || this.leaving.has(key)) return;
    const node = pod.spec.nodeName ?? '';
    if (node === '') {
      this.drop(key);
      return;
    }
    const grace = pod.spec.terminationGracePeriodSeconds ?? 30;
    const until = this.down.has(node) ? null : this.now + grace;
    const conditions = why === 'preempted' ? [{ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler' }] : [];
    this.leaving.set(key, until);
    this.update({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: this.time(grace) }, status: { ...pod.status, conditions } });
    this.note({ kind: 'leaving', pod: key, node, why, by, until });
  }

  private drop(key: string): void {
    const pod = this.pods.get(key);
    this.leaving.delete(key);
    this.pods.delete(key);
    this.scheduler.observeDeleted('Pod', key);
    if (pod !== undefined) this.claims.leave(pod);
    this.note({ kind: 'gone', pod: key });
  }

  /** The clock moves on; Pods whose time is up are gone, and those of nodes that do not answer are given up after five minutes. */
  private passTo(at: number): void {
    this.now = at;
    this.scheduler.tick(at);
    for (const [key, until] of [...this.leaving]) if (until !== null && until <= at) this.drop(key);
    for (const [node, since] of this.unreachableSince) {
      if (at - since < UNREACHABLE_SECONDS) continue;
      for (const pod of [...this.pods.values()]) if (pod.spec.nodeName === node && !isDaemonPod(pod)) this.remove(podKey(pod), 'zone', null);
    }
  }

  private act(action: LabAction): void {
    const touched: Node[] = [];
    const change = (node: Node): void => {
      this.setNode(node);
      touched.push(node);
    };
    const done = (): void => this.note({ kind: 'acted', action, nodes: touched });
    switch (action.kind) {
      case 'wait':
        done();
        this.wait(action.seconds);
        return;
      case 'deletePod':
        done();
        this.remove(action.pod, 'deleted', null);
        return;
      case 'ungate': {
        const pod = this.pods.get(action.pod);
        if (pod !== undefined && !pod.spec.nodeName) this.update({ ...pod, spec: { ...pod.spec, schedulingGates: [] } });
        done();
        return;
      }
      case 'cordon':
      case 'uncordon': {
        const node = this.nodes.get(action.node);
        if (node !== undefined) change(cordoned(node, action.kind === 'cordon'));
        done();
        return;
      }
      case 'addNode': {
        const like = this.nodes.get(action.like);
        if (like !== undefined) change(twinOf(like, this.nodes));
        done();
        return;
      }
      case 'zoneDown':
      case 'zoneUp':
        for (const node of [...this.nodes.values()]) {
          if (node.metadata.labels?.[ZONE] !== action.zone) continue;
          change(this.answering(node, action.kind === 'zoneUp'));
        }
        done();
        if (action.kind === 'zoneUp') for (const [key, until] of [...this.leaving]) if (until === null && !this.down.has(this.pods.get(key)?.spec.nodeName ?? '')) this.drop(key);
        return;
      case 'restart':
        this.restart(action.deployment);
        done();
    }
  }

  private wait(seconds: number): void {
    const end = this.now + seconds;
    while (this.now < end && !this.cut) {
      // The backoff queue is looked at each second, what waits too long each half minute.
      const flush = (Math.floor(this.now / FLUSH_SECONDS) + 1) * FLUSH_SECONDS;
      this.passTo(Math.min(end, flush));
      if (this.now === flush) this.scheduler.flushUnschedulable();
      this.settle();
    }
  }

  private answering(node: Node, answers: boolean): Node {
    const name = nameOf(node);
    if (answers) {
      this.down.delete(name);
      this.unreachableSince.delete(name);
    } else {
      this.down.add(name);
      this.unreachableSince.set(name, this.now);
    }
    const others = (node.spec?.taints ?? []).filter(({ key }) => key !== UNREACHABLE[0]?.key);
    return { ...node, spec: { ...node.spec, taints: answers ? others : [...others, ...UNREACHABLE] } };
  }

  private restart(key: string): void {
    const isIt = (workload: Workload): workload is Deployment => workload.kind === 'Deployment' && `${workload.metadata.namespace ?? 'default'}/${nameOf(workload)}` === key;
    const deployment = this.input.workloads.find(isIt);
    if (deployment === undefined) return;
    this.restarts += 1;
    const { controller, replicaSet } = restarted(deployment, this.restarts, this.input.seed ?? 1);
    this.scheduler.observe(replicaSet);
    const at = this.controllers.findIndex(({ name }) => name === controller.name);
    this.controllers.splice(at, 1, controller);
  }
}

const claimsInStatus = ({ status }: Pod) => (status?.resourceClaimStatuses === undefined ? {} : { resourceClaimStatuses: status.resourceClaimStatuses });

const isDaemonPod = ({ metadata }: Pod): boolean => (metadata.ownerReferences ?? []).some(({ kind }) => kind === 'DaemonSet');

/** kubectl cordon, and the taint that the node lifecycle controller adds for it. */
function cordoned(node: Node, on: boolean): Node {
  const taints = (node.spec?.taints ?? []).filter(({ key }) => key !== CORDONED.key);
  return { ...node, spec: { ...node.spec, unschedulable: on, taints: on ? [...taints, CORDONED] : taints } };
}

/** A new node of the same size and labels, under the next free name. */
function twinOf(like: Node, nodes: ReadonlyMap<string, Node>): Node {
  let number = 1;
  while (nodes.has(`${nameOf(like)}-new${number}`)) number += 1;
  const name = `${nameOf(like)}-new${number}`;
  return { ...like, metadata: { ...like.metadata, name, labels: { ...like.metadata.labels, 'kubernetes.io/hostname': name } }, status: { ...like.status, images: [] } };
}

/** Runs a manifest and what is done after it, to the end. Pure: equal inputs give equal sessions. */
export function runSession(input: SessionInput): Session {
  const lab = new Lab(input);
  lab.run();
  return { happenings: lab.happenings, leftOut: lab.leftOut, cut: lab.cut };
}
