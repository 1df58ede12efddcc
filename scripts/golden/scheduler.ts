/**
 * Replays the `scheduler` suite: single decisions, sequences of them and the queue over time, as recorded from kube-scheduler 1.36.3.
 */
import type { Node, Pod } from '../../src/simulation/api';
import { fitErrorMessage, keyOf, newScheduler } from '../../src/simulation/scheduler';
import type { Decision, OtherKind, OtherObject, PreemptionCandidate, ProfileConfiguration, Scheduler, WatchedObject } from '../../src/simulation/scheduler';
import type { GoldenCase, Replay } from './types';

/** Objects are recorded without `kind` where the place says it. */
type Bare = Record<string, unknown> & { metadata: { name: string; namespace?: string } };

const KINDS: Readonly<Record<string, OtherKind>> = {
  pvcs: 'PersistentVolumeClaim', pvs: 'PersistentVolume', storageClasses: 'StorageClass', csiNodes: 'CSINode', csiDrivers: 'CSIDriver',
  csiStorageCapacities: 'CSIStorageCapacity', volumeAttachments: 'VolumeAttachment', namespaces: 'Namespace', pdbs: 'PodDisruptionBudget',
  services: 'Service', replicaSets: 'ReplicaSet', statefulSets: 'StatefulSet', replicationControllers: 'ReplicationController',
};
const node = (bare: Bare): Node => ({ ...(bare as unknown as Node), kind: 'Node' });
const pod = (bare: Bare): Pod => ({ ...(bare as unknown as Pod), kind: 'Pod' });

interface ClusterIn {
  nodes?: Bare[];
  pods?: Bare[];
  others?: Record<string, Bare[]>;
  config?: ProfileConfiguration['pluginConfig'];
}

function schedulerFor({ nodes = [], pods = [], others = {}, config = [] }: ClusterIn): Scheduler {
  const objects = Object.entries(others).filter(([list]) => list in KINDS).flatMap(([list, bares]) => bares.map((bare) => ({ ...bare, kind: KINDS[list] }) as unknown as OtherObject));
  const scheduler = newScheduler({ nodes: nodes.map(node), pods: pods.map(pod), others: objects }, { configuration: { profiles: [{ pluginConfig: config }] }, tieBreak: 'name' });
  for (const nominated of others.nominatedPods ?? []) scheduler.observe(pod(nominated));
  return scheduler;
}

const bareName = (key: string): string => key.replace(/^default\//, '');
const nameOf = ({ metadata }: Pod): string => metadata.name ?? '';
const present = (out: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(out).filter(([, value]) => value !== undefined));

function replayDecide(input: ClusterIn & { pod: Bare }): unknown {
  const scheduler = schedulerFor(input);
  const incoming = pod(input.pod);
  const decision = scheduler.explain(incoming);
  if (decision.kind === 'gated') {
    const { plugin, code, reasons } = decision.status;
    return { preEnqueue: { plugin, code, reasons }, feasible: [] };
  }
  // A Pod that names its node is never queued: the recording asked the plugins directly, without PostFilter.
  return decision.kind === 'bound' ? describe(scheduler.ask(incoming), input, false) : describe(decision, input, true);
}

function describe(decision: Decision, { nodes = [] }: ClusterIn, postFilter: boolean): unknown {
  if (decision.kind !== 'scheduled' && decision.kind !== 'unschedulable') throw new Error(`unexpected: ${decision.kind}`);
  const visited = (decision.trace?.nodes ?? []).filter((one) => one.visited);
  const filter = visited.map((one) => {
    const rejection = one.filters.find((verdict) => verdict.verdict === 'reject');
    return [one.node, rejection === undefined ? null : { plugin: rejection.plugin, code: rejection.code, reasons: rejection.reasons }] as const;
  });
  const scored = decision.trace?.scored === true ? visited.filter((one) => one.feasible) : [];
  const { rejection, narrowed } = decision.trace?.preFilter ?? {};
  const failure = decision.kind === 'unschedulable' ? decision.failure : undefined;
  const preemption = failure?.postFilter.kind === 'nominated' ? failure.postFilter.preemption : undefined;
  return present({
    prefilter: rejection === undefined ? narrowed : { plugin: rejection.plugin, code: rejection.code, reasons: rejection.reasons },
    filter: filter.length === 0 ? undefined : Object.fromEntries(filter),
    feasible: visited.filter((one) => one.feasible).map((one) => one.node).sort(),
    scores: scored.length === 0 ? undefined : Object.fromEntries(scored.map((one) => [one.node, Object.fromEntries(one.scores.filter((line) => !line.skipped).map((line) => [line.plugin, line.weighted]))])),
    totals: scored.length === 0 ? undefined : Object.fromEntries(scored.map((one) => [one.node, one.total])),
    top: decision.kind === 'scheduled' ? [...decision.tied].sort() : undefined,
    message: failure === undefined ? undefined : postFilter ? failure.message : fitErrorMessage(nodes.length, failure.diagnosis, ''),
    preemption: preemption === undefined ? undefined : present({
      candidates: Object.fromEntries(preemption.candidates.map((one: PreemptionCandidate) => [one.node, { victims: one.victims.map(nameOf), pdbViolations: one.pdbViolations }])),
      ...(preemption.tied.length > 1 ? { nominatedOneOf: [...preemption.tied].sort() } : { nominatedNodeName: preemption.chosen.node, victims: preemption.chosen.victims.map(nameOf) }),
    }),
  });
}

function replaySequence(input: ClusterIn & { queue: Bare[] }): unknown {
  const scheduler = schedulerFor(input);
  return input.queue.map((bare) => {
    scheduler.observe(pod(bare));
    const decision = scheduler.scheduleNext();
    if (decision?.kind === 'scheduled') return { pod: bareName(decision.pod), node: decision.node, ...(decision.tied.length > 1 ? { top: [...decision.tied].sort() } : {}) };
    return decision?.kind === 'unschedulable' ? { pod: bareName(decision.pod), message: decision.failure.message } : { pod: bare.metadata.name };
  });
}

interface Step {
  create?: WatchedObject;
  update?: WatchedObject;
  delete?: { kind: string; namespace?: string; name: string };
  advance?: number;
  pop?: true;
  schedule?: true;
  flushUnschedulable?: true;
}

/** The fake clock moves in steps of at most a second; the queue looks at its backoffs on each full one. */
function advance(scheduler: Scheduler, seconds: number): void {
  const end = scheduler.now + seconds;
  while (scheduler.now < end) {
    const next = Math.min(end, scheduler.now + 1);
    if (Math.floor(next) > Math.floor(scheduler.now)) scheduler.tick(next);
    else scheduler.setClock(next);
  }
}

function takeStep(scheduler: Scheduler, step: Step, pods: Map<string, Pod>): Record<string, unknown> {
  const object = step.create ?? step.update;
  if (object !== undefined) {
    scheduler.observe(object);
    if (object.kind === 'Pod') pods.set(keyOf(object), object);
  }
  if (step.delete !== undefined) scheduler.observeDeleted(step.delete.kind, [step.delete.namespace, step.delete.name].filter(Boolean).join('/'));
  if (step.advance !== undefined) advance(scheduler, step.advance);
  if (step.flushUnschedulable) scheduler.flushUnschedulable();
  if (step.pop) return { popped: bareName(scheduler.popNext() ?? '') };
  if (!step.schedule) return {};
  const decision = scheduler.scheduleNext();
  if (decision?.kind === 'scheduled') {
    const bound = pods.get(decision.pod);
    if (bound !== undefined) scheduler.observe({ ...bound, spec: { ...bound.spec, nodeName: decision.node } });
    return { popped: bareName(decision.pod), node: decision.node };
  }
  return decision?.kind === 'unschedulable' ? { popped: bareName(decision.pod), message: decision.failure.message } : {};
}

function replayQueue(input: ClusterIn & { steps: Step[] }): unknown {
  const scheduler = schedulerFor(input);
  const pods = new Map<string, Pod>();
  return input.steps.map((step) => {
    const result = takeStep(scheduler, step, pods);
    const { active, backoff, unschedulable, gated } = scheduler.queueView();
    const named = (record: Readonly<Record<string, unknown>>): unknown => (Object.keys(record).length === 0 ? undefined : Object.fromEntries(Object.entries(record).map(([key, value]) => [bareName(key), value])));
    return present({ ...result, active: active.length === 0 ? undefined : active.map(bareName), backoff: named(backoff), unschedulable: named(unschedulable), gated: named(gated) });
  });
}

// Each function states the shape of its own `in`; the files are the only place these inputs come from.
const REPLAYS = new Map<string, (input: never) => unknown>([['decide', replayDecide], ['sequence', replaySequence], ['queue', replayQueue]]);

export const replay: Replay = (one: GoldenCase) => REPLAYS.get(one.kind)?.(one.in as never);
