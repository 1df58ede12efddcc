import { milliValue, podRequests, quantityOf, unitValue, type Node, type Taint } from '@site/src/simulation/api';
import type { Happening } from '@site/src/simulation/scenarios/scheduling';
import type { Decision } from '@site/src/simulation/scheduler';
import { type LabPod, type LabRun } from './run';
import { begunAt, overBy, type Step } from './steps';

/** A Pod as drawn on its node. */
export interface Resident {
  readonly key: string;
  readonly short: string;
  readonly milliCPU: number;
  readonly memory: number;
  /** The larger of its shares of the node's CPU and memory, 0..1. */
  readonly share: number;
  readonly requests: ReturnType<typeof podRequests>;
  /** It was told to go and has not gone yet. */
  readonly leaving: boolean;
}

export interface NodeView {
  readonly node: Node;
  readonly name: string;
  readonly zone: string;
  readonly cordoned: boolean;
  readonly taints: readonly Taint[];
  /** CPU relative to the largest node, 0..1: the height of the box. */
  readonly size: number;
  readonly allocatable: { readonly milliCPU: number; readonly memory: number };
  readonly requested: { readonly milliCPU: number; readonly memory: number };
  readonly extra: readonly { readonly name: string; readonly used: number; readonly total: number }[];
  readonly pods: readonly Resident[];
  /** Pods for which the scheduler keeps this node (`status.nominatedNodeName`). */
  readonly nominated: readonly string[];
}

export type Lane = 'working' | 'active' | 'backoff' | 'unschedulable' | 'gated' | 'aside' | 'placed';

/** A Pod where it stands; `note` is what its lane knows about it. */
export interface Standing {
  readonly pod: LabPod;
  readonly lane: Lane;
  /** Its node, the plugins that rejected it, the plugin that gates it, or the other scheduler's name. */
  readonly note: string;
  /** When its backoff ends. */
  readonly until: number | null;
  readonly leaving: boolean;
}

export interface StageView {
  /** Seconds on the lab's clock. */
  readonly at: number;
  readonly nodes: readonly NodeView[];
  /** Every Pod that there is, lane by lane. */
  readonly standing: readonly Standing[];
}

const LANES: readonly Lane[] = ['working', 'active', 'backoff', 'unschedulable', 'gated', 'aside', 'placed'];

interface Place {
  lane: Lane;
  note: string;
  until: number | null;
}

/** The run told up to here: where every Pod is, what the nodes are, who waits for which node. */
class Told {
  readonly places = new Map<string, Place>();
  readonly leaving = new Set<string>();
  readonly nominated = new Map<string, string>();
  /** Devices that Pods got, by Pod: their drivers. */
  readonly devices = new Map<string, readonly string[]>();
  readonly nodes: Map<string, Node>;
  at = 0;

  constructor(run: LabRun) {
    this.nodes = new Map(run.nodes.map((node) => [node.metadata.name ?? '', node]));
  }

  private put(key: string, lane: Lane, note = '', until: number | null = null): void {
    this.places.set(key, { lane, note, until });
  }

  tell(one: Happening): void {
    this.at = one.at;
    switch (one.kind) {
      case 'created':
        for (const { metadata } of one.pods) this.put(`${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`, 'active');
        break;
      case 'aside':
      case 'attempt':
        this.decided(one.decision);
        break;
      case 'leaving':
        this.leaving.add(one.pod);
        break;
      case 'gone':
        this.places.delete(one.pod);
        this.devices.delete(one.pod);
        this.leaving.delete(one.pod);
        this.nominated.delete(one.pod);
        break;
      case 'acted':
        for (const node of one.nodes) this.nodes.set(node.metadata.name ?? '', node);
        break;
      case 'refused':
    }
    if (one.queue !== null) this.queued(one.queue);
  }

  private decided(decision: Extract<Happening, { kind: 'attempt' }>['decision']): void {
    switch (decision.kind) {
      case 'scheduled':
        this.devices.set(decision.pod, driversOf(decision));
        this.nominated.delete(decision.pod);
        this.put(decision.pod, 'placed', decision.node);
        break;
      case 'unschedulable':
        this.put(decision.pod, 'unschedulable', decision.failure.plugins.join(', '));
        if (decision.failure.postFilter.kind === 'nominated') this.nominated.set(decision.pod, decision.failure.postFilter.preemption.chosen.node);
        else if (decision.failure.postFilter.clearsNomination) this.nominated.delete(decision.pod);
        break;
      case 'gated':
        this.put(decision.pod, 'gated', decision.status.plugin);
        break;
      case 'bound':
        this.put(decision.pod, decision.nodeExists ? 'placed' : 'aside', decision.node);
        break;
      case 'otherScheduler':
        this.put(decision.pod, 'aside', decision.schedulerName);
    }
  }

  /** The queues as they are know best. */
  private queued({ active, backoff, unschedulable, gated }: NonNullable<Happening['queue']>): void {
    for (const key of active) this.put(key, 'active');
    for (const [key, until] of Object.entries(backoff)) this.put(key, 'backoff', '', until);
    for (const [key, plugins] of Object.entries(unschedulable)) this.put(key, 'unschedulable', plugins.join(', '));
    for (const [key, plugin] of Object.entries(gated)) this.put(key, 'gated', plugin);
    // Pods wait in the order of the queue.
    const waiting = active.flatMap((key) => { const place = this.places.get(key); return place === undefined ? [] : [[key, place] as const]; });
    for (const [key] of waiting) this.places.delete(key);
    for (const [key, place] of waiting) this.places.set(key, place);
  }

  work(key: string): void {
    if (this.places.has(key)) this.put(key, 'working');
  }
}

interface Asked {
  readonly requests: ReturnType<typeof podRequests>;
  readonly milliCPU: number;
  readonly memory: number;
}

/** What a Pod asks for never changes, and the picture of hundreds of Pods is drawn at every step. */
const asked = new WeakMap<LabPod, Asked>();

function askedBy(pod: LabPod): Asked {
  const known = asked.get(pod);
  if (known !== undefined) return known;
  const requests = podRequests(pod.pod.spec);
  const cpu = requests.get('cpu');
  const bytes = requests.get('memory');
  const found = { requests, milliCPU: cpu === undefined ? 0 : milliValue(cpu), memory: bytes === undefined ? 0 : unitValue(bytes) };
  asked.set(pod, found);
  return found;
}

function resident(pod: LabPod, total: { milliCPU: number; memory: number }, leaving: boolean): Resident {
  const { requests, milliCPU, memory } = askedBy(pod);
  const share = Math.min(1, Math.max(total.milliCPU === 0 ? 0 : milliCPU / total.milliCPU, total.memory === 0 ? 0 : memory / total.memory));
  return { key: pod.key, short: pod.short, milliCPU, memory, share, requests, leaving };
}

function grouped<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group === undefined) groups.set(by(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The drivers of the devices that a decision allocates, one for each device. */
const driversOf = ({ writes = [] }: Extract<Decision, { kind: 'scheduled' }>): string[] =>
  writes.flatMap(({ object }) => (object.kind === 'ResourceClaim' ? (object.status?.allocation?.devices?.results ?? []).map(({ driver }) => driver) : []));

/** What the node has besides CPU, memory, Pods and disk, and how much of it is asked for; then its devices. */
function extraOf(node: Node, pods: readonly Resident[], devices: Readonly<Record<string, number>>, taken: ReadonlyMap<string, readonly string[]>): NodeView['extra'] {
  const resources = Object.entries(node.status?.allocatable ?? {})
    .filter(([name]) => name.includes('/') || name.startsWith('hugepages-'))
    .map(([name, total]) => ({ name, total: unitValue(quantityOf(total)), used: sum(pods, ({ requests }) => unitValue(requests.get(name) ?? quantityOf('0'))) }));
  const drivers = pods.flatMap(({ key }) => taken.get(key) ?? []);
  return [...resources, ...Object.entries(devices).map(([name, total]) => ({ name, total, used: drivers.filter((driver) => driver === name).length }))];
}

const sum = (pods: readonly Resident[], of: (pod: Resident) => number): number => pods.reduce((all, pod) => all + of(pod), 0);

/** The picture after `cursor` steps: `over` happenings are behind it. */
export function stageView(run: LabRun, steps: readonly Step[], cursor: number, over = overBy(steps, cursor)): StageView {
  const told = new Told(run);
  const begun = begunAt(run.happenings);
  run.happenings.forEach((one, i) => i < begun && one.kind === 'created' && told.tell(one));
  run.happenings.slice(0, over).forEach((one, i) => (i < begun && one.kind === 'created') || told.tell(one));
  const step = steps[cursor - 1];
  const current = step === undefined || step.last ? undefined : run.happenings[step.happening];
  if (current?.kind === 'attempt') told.work(current.decision.pod);

  const byKey = new Map(run.pods.map((pod) => [pod.key, pod]));
  const standing = [...told.places].flatMap(([key, { lane, note, until }]): Standing[] => {
    const pod = byKey.get(key);
    return pod === undefined ? [] : [{ pod, lane, note, until, leaving: told.leaving.has(key) }];
  });
  const placed = grouped(standing.filter(({ lane }) => lane === 'placed'), ({ note }) => note);
  const waitingFor = grouped([...told.nominated], ([, node]) => node);
  const nodes = [...told.nodes.values()];
  const sizes = nodes.map((node) => milliValue(quantityOf(node.status?.allocatable?.['cpu'])));
  const largest = Math.max(1, ...sizes);
  return {
    at: told.at,
    standing: LANES.flatMap((lane) => standing.filter((one) => one.lane === lane)),
    nodes: nodes.map((node, i): NodeView => {
      const name = node.metadata.name ?? '';
      const allocatable = { milliCPU: sizes[i] ?? 0, memory: unitValue(quantityOf(node.status?.allocatable?.['memory'])) };
      const pods = (placed.get(name) ?? []).map(({ pod, leaving }) => resident(pod, allocatable, leaving));
      return {
        node,
        name,
        zone: node.metadata.labels?.['topology.kubernetes.io/zone'] ?? '',
        cordoned: node.spec?.unschedulable === true,
        taints: node.spec?.taints ?? [],
        size: (sizes[i] ?? 0) / largest,
        allocatable,
        requested: { milliCPU: sum(pods, ({ milliCPU }) => milliCPU), memory: sum(pods, ({ memory }) => memory) },
        extra: extraOf(node, pods, run.devices[name] ?? {}, told.devices),
        pods,
        nominated: (waitingFor.get(name) ?? []).map(([key]) => byKey.get(key)?.short ?? key),
      };
    }),
  };
}
