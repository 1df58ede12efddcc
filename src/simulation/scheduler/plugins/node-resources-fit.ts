import { isExtendedResource, milliValue, podRequests, unitValue } from '../../api';
import type { Pod } from '../../api';
import type { Cache } from '../cache/cache';
import { NodeInfo } from '../cache/node-info';
import { podUid } from '../cache/pod-info';
import type { PodInfo } from '../cache/pod-info';
import type { Resource } from '../cache/resource';
import { Action, interest } from '../events';
import { MAX_NODE_SCORE } from '../framework';
import type { Plugin, Status } from '../framework';
import { classFor, implicitName } from '../helper/device-classes';
import { intDiv, mulDiv } from '../helper/integers';
import { emptyUses, measure, resourceSpecs } from '../helper/resource-scorer';
import type { ResourceSpec, ResourceUse } from '../helper/resource-scorer';
import { brokenLinear } from '../helper/shape';
import type { ShapePoint } from '../helper/shape';

const NAME = 'NodeResourcesFit';

export interface ResourceRejection {
  readonly kind: 'resource';
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

export type ScoringStrategyType = 'LeastAllocated' | 'MostAllocated' | 'RequestedToCapacityRatio';

export interface FitTerm {
  readonly resource: string;
  /** On the node with this Pod, non-zero defaults included; milli CPU, bytes or a count. */
  readonly requested: number;
  readonly allocatable: number;
  readonly weight: number;
  readonly score: number;
}
export interface FitScore {
  readonly kind: 'fit';
  readonly strategy: ScoringStrategyType;
  readonly resources: readonly FitTerm[];
}

/** kubescheduler.config.k8s.io/v1 NodeResourcesFitArgs. */
export interface NodeResourcesFitArgs {
  readonly ignoredResources?: readonly string[];
  readonly ignoredResourceGroups?: readonly string[];
  readonly scoringStrategy?: {
    readonly type?: ScoringStrategyType;
    readonly resources?: readonly { readonly name: string; readonly weight?: number }[];
    readonly requestedToCapacityRatio?: { readonly shape?: readonly { readonly utilization: number; readonly score: number }[] };
  };
}

/** The common case without a word about why: nothing is allocated for a node that fits. */
function fits(requests: Resource, { allocatable, requested, pods }: NodeInfo): boolean {
  if (pods.length + 1 > allocatable.allowedPods) return false;
  if (requests.milliCPU > 0 && requests.milliCPU > allocatable.milliCPU - requested.milliCPU) return false;
  if (requests.memory > 0 && requests.memory > allocatable.memory - requested.memory) return false;
  return requests.ephemeralStorage === 0 || requests.ephemeralStorage <= allocatable.ephemeralStorage - requested.ephemeralStorage;
}

/** fit.go fitsRequest: every resource that does not fit, in upstream's order; scalar resources by name, as Go's map has none. */
export function insufficientResources({ requests }: PodInfo, node: NodeInfo, ignored: (name: string, node: NodeInfo) => boolean = () => false): ResourceRejection[] {
  const short: ResourceRejection[] = [];
  const { allocatable, requested } = node;
  if (node.pods.length + 1 > allocatable.allowedPods) {
    short.push({ kind: 'resource', resource: 'pods', requested: 1, used: node.pods.length, capacity: allocatable.allowedPods });
  }
  const check = (resource: string, want: number, used: number, capacity: number): void => {
    if (want > 0 && want > capacity - used) short.push({ kind: 'resource', resource, requested: want, used, capacity });
  };
  check('cpu', requests.milliCPU, requested.milliCPU, allocatable.milliCPU);
  check('memory', requests.memory, requested.memory, allocatable.memory);
  check('ephemeral-storage', requests.ephemeralStorage, requested.ephemeralStorage, allocatable.ephemeralStorage);
  for (const name of [...requests.scalar.keys()].sort()) {
    if (!ignored(name, node)) check(name, requests.scalar.get(name) ?? 0, requested.scalar.get(name) ?? 0, allocatable.scalar.get(name) ?? 0);
  }
  return short;
}

function rejection(short: readonly ResourceRejection[]): Status<ResourceRejection> {
  return {
    plugin: NAME,
    // Preemption cannot help where the Pod is larger than the whole node.
    code: short.some((s) => s.resource !== 'pods' && s.requested > s.capacity) ? 'UnschedulableAndUnresolvable' : 'Unschedulable',
    reasons: short.map((s) => (s.resource === 'pods' ? 'Too many pods' : `Insufficient ${s.resource}`)),
    params: short,
  };
}

/** least_allocated.go leastRequestedScore: what would stay free, in hundredths of the node. */
export function leastRequestedScore(requested: number, allocatable: number): number {
  if (allocatable === 0 || requested > allocatable) return 0;
  return mulDiv(allocatable - requested, MAX_NODE_SCORE, allocatable);
}

/** most_allocated.go mostRequestedScore. */
const mostRequestedScore = (requested: number, allocatable: number): number =>
  allocatable === 0 ? 0 : mulDiv(Math.min(requested, allocatable), MAX_NODE_SCORE, allocatable);

interface Strategy {
  readonly type: ScoringStrategyType;
  one(use: ResourceUse): number;
  all(resources: readonly ResourceSpec[], uses: readonly ResourceUse[]): number;
}

/** The weighted mean, cut to a whole number: leastResourceScorer and mostResourceScorer. */
function weighted(one: (use: ResourceUse) => number): Strategy['all'] {
  return (resources, uses) => {
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < uses.length; i += 1) {
      if (uses[i].allocatable === 0) continue;
      sum += one(uses[i]) * resources[i].weight;
      weights += resources[i].weight;
    }
    return weights === 0 ? 0 : intDiv(sum, weights);
  };
}

/** requested_to_capacity_ratio.go: resources that score 0 do not count, and the mean is rounded. */
function ratio(shape: readonly ShapePoint[]): Strategy {
  const one = ({ requested, allocatable }: ResourceUse): number =>
    brokenLinear(shape, allocatable === 0 || requested > allocatable ? 100 : mulDiv(requested, 100, allocatable));
  return {
    type: 'RequestedToCapacityRatio',
    one,
    all(resources, uses) {
      let sum = 0;
      let weights = 0;
      for (let i = 0; i < uses.length; i += 1) {
        const score = uses[i].allocatable === 0 ? 0 : one(uses[i]);
        if (score <= 0) continue;
        sum += score * resources[i].weight;
        weights += resources[i].weight;
      }
      return weights === 0 ? 0 : Math.round(sum / weights);
    },
  };
}

function strategyOf(args: NodeResourcesFitArgs): Strategy {
  const { type = 'LeastAllocated', requestedToCapacityRatio } = args.scoringStrategy ?? {};
  // MaxCustomPriorityScore is 10, a node's score goes to 100.
  if (type === 'RequestedToCapacityRatio') return ratio((requestedToCapacityRatio?.shape ?? []).map(({ utilization, score }) => ({ utilization, score: score * 10 })));
  const one = type === 'MostAllocated' ? mostRequestedScore : leastRequestedScore;
  const ofUse = ({ requested, allocatable }: ResourceUse): number => one(requested, allocatable);
  return { type, one: ofUse, all: weighted(ofUse) };
}

/** isSchedulableAfterPodScaleDown: did a placed Pod (or this one) become smaller in something this Pod asks for? */
function scaledDownFor(pod: PodInfo, before: Pod, after: Pod): boolean {
  if (podUid(after) === pod.uid) return true;
  if (!after.spec.nodeName) return false;
  const amounts = (one: Pod) => podRequests(one.spec, one.status === undefined ? {} : { status: one.status });
  const [was, is] = [amounts(before), amounts(after)];
  return [...amounts(pod.pod)].some(([name, wanted]) => {
    const value = name === 'cpu' ? milliValue : unitValue;
    const [old, now] = [was.get(name), is.get(name)];
    return value(wanted) !== 0 && old !== undefined && value(old) > (now === undefined ? 0 : value(now));
  });
}

/** haveAnyRequestedResourcesIncreased. */
function grew({ requests }: PodInfo, before: Resource, after: Resource, delegated: (name: string) => boolean): boolean {
  if (after.allowedPods > before.allowedPods) return true;
  if (requests.milliCPU > 0 && after.milliCPU > before.milliCPU) return true;
  if (requests.memory > 0 && after.memory > before.memory) return true;
  if (requests.ephemeralStorage > 0 && after.ephemeralStorage > before.ephemeralStorage) return true;
  return [...requests.scalar].some(([name, want]) => want !== 0 && ((after.scalar.get(name) ?? 0) > (before.scalar.get(name) ?? 0) || delegated(name)));
}

/**
 * pkg/scheduler/framework/plugins/noderesources/fit.go. Filter: does the node have room for what the Pod requests? Score: by the profile's
 * strategy, LeastAllocated over cpu and memory unless configured. An extended resource that the node's device plugins do not offer is left to
 * DynamicResources where a DeviceClass stands for it (shouldDelegateResourceToDRA).
 */
export function newNodeResourcesFit(args: NodeResourcesFitArgs = {}): Plugin<ResourceRejection, FitScore> {
  const names = new Set(args.ignoredResources ?? []);
  const groups = new Set(args.ignoredResourceGroups ?? []);
  const ignored = (name: string): boolean => isExtendedResource(name) && (names.has(name) || groups.has(name.split('/')[0] ?? ''));
  const leftToDevices = (cache: Cache) => (name: string, node: NodeInfo): boolean => (node.allocatable.scalar.get(name) ?? 0) === 0 && classFor(name, cache) !== undefined;
  const resources = resourceSpecs(args.scoringStrategy?.resources);
  const strategy = strategyOf(args);
  return {
    name: NAME,
    preFilter(pod, cache) {
      const { requests } = pod;
      const scalar = requests.scalar.size > 0;
      const delegated = leftToDevices(cache);
      return {
        filter: {
          check(node) {
            if (!scalar && fits(requests, node)) return null;
            const short = insufficientResources(pod, node, (name, here) => ignored(name) || delegated(name, here));
            return short.length === 0 ? null : rejection(short);
          },
        },
      };
    },
    preScore({ scored }) {
      const uses = emptyUses(resources);
      return {
        score(node) {
          measure(node, resources, scored, true, uses);
          return strategy.all(resources, uses);
        },
        explain(node) {
          measure(node, resources, scored, true, uses);
          const terms = uses.flatMap((use, i): FitTerm[] =>
            use.allocatable === 0 ? [] : [{ resource: resources[i].name, requested: use.requested, allocatable: use.allocatable, weight: resources[i].weight, score: strategy.one(use) }]);
          return { kind: 'fit', strategy: strategy.type, resources: terms };
        },
      };
    },
    events: [
      interest('Pod', Action.Delete | Action.UpdatePodScaleDown, (pod, before, after) => {
        if (before === undefined) return false;
        if (after === undefined) return Boolean(before.spec.nodeName || before.status?.nominatedNodeName);
        return scaledDownFor(pod, before, after);
      }),
      interest('Node', Action.Add | Action.UpdateNodeAllocatable, (pod, before, after, cache) => {
        if (after === undefined) return false;
        const empty = new NodeInfo(after, 0);
        if (insufficientResources(pod, empty, leftToDevices(cache)).length > 0) return false;
        return before === undefined || grew(pod, new NodeInfo(before, 0).allocatable, empty.allocatable, (name) => leftToDevices(cache)(name, empty));
      }),
      interest('DeviceClass', Action.Add | Action.Update, ({ requests }, before, after) => {
        const resource = after?.spec.extendedResourceName;
        if (before !== undefined && before.spec.extendedResourceName === resource) return false;
        return (before === undefined && after !== undefined && requests.scalar.has(implicitName(after))) || (resource !== undefined && requests.scalar.has(resource));
      }),
    ],
  };
}
