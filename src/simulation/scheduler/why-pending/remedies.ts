import type { Container, Node, Pod, Taint } from '../../api';
import type { RejectionParams } from '../profile/explanations';
import type { Scheduler } from '../scheduler';
import type { Trace } from '../cycle/trace';

/** One change after which the Pod would find a node, tried out on the scheduler. Amounts are milli CPU, bytes or counts. */
export type Remedy = { readonly node: string; readonly effort: number } & (
  | { readonly kind: 'toleration'; readonly taint: Taint }
  | { readonly kind: 'uncordon' }
  | { readonly kind: 'nodeLabel'; readonly label: string; readonly value: string }
  | { readonly kind: 'smallerRequest'; readonly resources: readonly { readonly resource: string; readonly from: number; readonly to: number }[] }
  | { readonly kind: 'softSpread'; readonly topologyKey: string }
  | { readonly kind: 'dropAffinity'; readonly rule: 'affinity' | 'antiAffinity' }
  | { readonly kind: 'higherPriority'; readonly priority: number; readonly victims: readonly string[] }
  | { readonly kind: 'anotherNode'; readonly like: string }
);

/** The Pod's node, were it as given; null when it would still wait. */
const nodeFor = (scheduler: Scheduler, pod: Pod): string | null => {
  const decision = scheduler.explain(pod, { trace: false });
  return decision.kind === 'scheduled' ? decision.node : null;
};

/** The answer while a node is otherwise; the scheduler is as before afterwards. */
function withNode(scheduler: Scheduler, node: Node, pod: Pod): string | null {
  const before = scheduler.cache.node(node.metadata.name ?? '')?.node;
  scheduler.observe(node);
  const found = nodeFor(scheduler, pod);
  if (before === undefined) scheduler.observeDeleted('Node', node.metadata.name ?? '');
  else scheduler.observe(before);
  return found;
}

/** A change that concerns one node is tried on no more nodes than this. */
const NODES_TRIED = 10;

interface Rejected {
  readonly node: Node;
  readonly params: readonly RejectionParams[];
}

const tolerating = (pod: Pod, { key, value, effect }: Taint): Pod => ({
  ...pod,
  spec: { ...pod.spec, tolerations: [...(pod.spec.tolerations ?? []), { key, operator: 'Equal', value: value ?? '', effect }] },
});

/** The Pod with less of what does not fit, taken off its first container that has enough; null where no container has. */
function shrunk(pod: Pod, cuts: ReadonlyMap<string, number>): Pod | null {
  let containers: readonly Container[] = pod.spec.containers;
  for (const [resource, to] of cuts) {
    if (containers.length !== 1) return null;
    const [only] = containers;
    if (only === undefined) return null;
    const text = resource === 'cpu' ? `${to}m` : String(to);
    containers = [{ ...only, resources: { ...only.resources, requests: { ...only.resources?.requests, [resource]: text } } }];
  }
  return { ...pod, spec: { ...pod.spec, containers: [...containers] } };
}

/** The largest request that some node would still take: nodes where least has to go are tried first. */
function* smallerRequests(scheduler: Scheduler, pod: Pod, rejected: readonly Rejected[]): Generator<Remedy> {
  const tight = rejected.flatMap(({ params }) => {
    const short = params.flatMap((one) => (one.kind === 'resource' && one.resource !== 'pods' ? [one] : []));
    if (short.length === 0 || short.length !== params.length || short.some(({ capacity, used }) => capacity <= used)) return [];
    return [{ short, lost: Math.max(...short.map(({ requested, capacity, used }) => 1 - (capacity - used) / requested)) }];
  });
  for (const { short, lost } of tight.sort((a, b) => a.lost - b.lost).slice(0, NODES_TRIED)) {
    const smaller = shrunk(pod, new Map(short.map(({ resource, capacity, used }) => [resource, capacity - used])));
    const found = smaller === null ? null : nodeFor(scheduler, smaller);
    if (found === null) continue;
    yield { kind: 'smallerRequest', resources: short.map(({ resource, requested, capacity, used }) => ({ resource, from: requested, to: capacity - used })), node: found, effort: 1 + 6 * lost };
    return;
  }
}

function* attempts(scheduler: Scheduler, pod: Pod, rejected: readonly Rejected[]): Generator<Remedy> {
  const tries = new Map<string, number>();
  const upTo = (limit: number, key: string): boolean => {
    const made = (tries.get(key) ?? 0) + 1;
    tries.set(key, made);
    return made <= limit;
  };
  const first = (key: string): boolean => upTo(1, key);
  for (const { node, params } of rejected) {
    for (const one of params) {
      if (one.kind === 'taint' && first(`taint ${one.taint.key}=${one.taint.value ?? ''}:${one.taint.effect}`)) {
        const found = nodeFor(scheduler, tolerating(pod, one.taint));
        if (found !== null) yield { kind: 'toleration', taint: one.taint, node: found, effort: 1 };
      } else if (one.kind === 'unschedulable' && upTo(NODES_TRIED, 'uncordon')) {
        const found = withNode(scheduler, { ...node, spec: { ...node.spec, unschedulable: false, taints: (node.spec.taints ?? []).filter(({ key }) => key !== 'node.kubernetes.io/unschedulable') } }, pod);
        if (found !== null) yield { kind: 'uncordon', node: found, effort: 2 };
      } else if (one.kind === 'nodeSelector' && upTo(NODES_TRIED, `label ${one.key}`)) {
        const found = withNode(scheduler, { ...node, metadata: { ...node.metadata, labels: { ...node.metadata.labels, [one.key]: one.wanted } } }, pod);
        if (found !== null) yield { kind: 'nodeLabel', label: one.key, value: one.wanted, node: found, effort: 3 };
      } else if (one.kind === 'spread' && first(`spread ${one.topologyKey}`)) {
        const soft = (pod.spec.topologySpreadConstraints ?? []).map((c) => (c.topologyKey === one.topologyKey ? { ...c, whenUnsatisfiable: 'ScheduleAnyway' } : c));
        const found = nodeFor(scheduler, { ...pod, spec: { ...pod.spec, topologySpreadConstraints: soft } });
        if (found !== null) yield { kind: 'softSpread', topologyKey: one.topologyKey, node: found, effort: 4 };
      } else if (one.kind === 'podAffinity' && one.rule !== 'existingAntiAffinity' && first(`podAffinity ${one.rule}`)) {
        const part = one.rule === 'affinity' ? 'podAffinity' : 'podAntiAffinity';
        const found = nodeFor(scheduler, { ...pod, spec: { ...pod.spec, affinity: { ...pod.spec.affinity, [part]: undefined } } });
        if (found !== null) yield { kind: 'dropAffinity', rule: one.rule, node: found, effort: 4 };
      }
    }
  }
  yield* smallerRequests(scheduler, pod, rejected);
  const priority = Math.max(0, ...scheduler.cache.nodes.flatMap(({ pods }) => pods.map((other) => other.priority))) + 1;
  const urgent = scheduler.explain({ ...pod, spec: { ...pod.spec, priority, preemptionPolicy: 'PreemptLowerPriority' } });
  if (urgent.kind === 'unschedulable' && urgent.failure.postFilter.kind === 'nominated') {
    const { node, victims } = urgent.failure.postFilter.preemption.chosen;
    yield { kind: 'higherPriority', priority, victims: victims.map(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`), node, effort: 5 + victims.length };
  }
  for (const like of distinctNodes(scheduler)) {
    const name = 'one-more-node';
    const twin: Node = { ...like, metadata: { ...like.metadata, name, labels: { ...like.metadata.labels, 'kubernetes.io/hostname': name } } };
    if (withNode(scheduler, twin, pod) === name) yield { kind: 'anotherNode', like: like.metadata.name ?? '', node: name, effort: 8 };
  }
}

/** One node of each size, zone and set of taints: a twin of any other would do no more. */
function distinctNodes(scheduler: Scheduler): Node[] {
  const shapes = new Map<string, Node>();
  for (const { node } of scheduler.cache.nodes) {
    const { 'kubernetes.io/hostname': _host, ...labels } = node.metadata.labels ?? {};
    const key = JSON.stringify([node.status?.allocatable, labels, node.spec.taints ?? [], node.spec.unschedulable === true]);
    if (!shapes.has(key)) shapes.set(key, node);
  }
  return [...shapes.values()].slice(0, NODES_TRIED);
}

/** Single changes that would place the Pod, the smallest first, one of each kind and place. */
export function findRemedies(scheduler: Scheduler, pod: Pod, trace: Trace, limit = 5): Remedy[] {
  const rejected = trace.nodes.flatMap(({ node, filters }): Rejected[] => {
    const params = filters.find(({ verdict }) => verdict === 'reject')?.params;
    const info = scheduler.cache.node(node);
    return params === undefined || info === undefined ? [] : [{ node: info.node, params }];
  });
  const remedies = [...attempts(scheduler, pod, rejected)].sort((a, b) => a.effort - b.effort);
  const best = new Map<string, Remedy>();
  for (const remedy of remedies) {
    const key = remedy.kind === 'toleration' ? JSON.stringify(remedy.taint) : remedy.kind;
    if (!best.has(key)) best.set(key, remedy);
  }
  return [...best.values()].slice(0, limit);
}
