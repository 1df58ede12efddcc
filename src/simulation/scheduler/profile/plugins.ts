import type { Plugin } from '../framework';
import { defaultBinder } from '../plugins/default-binder';
import { newDefaultPreemption } from '../plugins/default-preemption';
import type { DefaultPreemptionArgs } from '../plugins/default-preemption';
import { withoutClaims } from '../plugins/dynamic-resources/without-claims';
import { imageLocality } from '../plugins/image-locality';
import { newInterPodAffinity } from '../plugins/inter-pod-affinity';
import type { InterPodAffinityArgs } from '../plugins/inter-pod-affinity';
import { newNodeAffinity } from '../plugins/node-affinity';
import type { NodeAffinityArgs } from '../plugins/node-affinity';
import { nodeDeclaredFeatures } from '../plugins/node-declared-features';
import { nodeName } from '../plugins/node-name';
import { nodePorts } from '../plugins/node-ports';
import { newNodeResourcesBalancedAllocation } from '../plugins/node-resources-balanced-allocation';
import type { NodeResourcesBalancedAllocationArgs } from '../plugins/node-resources-balanced-allocation';
import { newNodeResourcesFit } from '../plugins/node-resources-fit';
import type { NodeResourcesFitArgs } from '../plugins/node-resources-fit';
import { nodeUnschedulable } from '../plugins/node-unschedulable';
import { newPodTopologySpread } from '../plugins/pod-topology-spread';
import type { PodTopologySpreadArgs } from '../plugins/pod-topology-spread';
import { prioritySort } from '../plugins/priority-sort';
import { schedulingGates } from '../plugins/scheduling-gates';
import { taintToleration } from '../plugins/taint-toleration';
import { nodeVolumeLimits } from '../plugins/volumes/node-volume-limits';
import { volumeBinding } from '../plugins/volumes/volume-binding';
import { volumeRestrictions } from '../plugins/volumes/volume-restrictions';
import { volumeZone } from '../plugins/volumes/volume-zone';
import type { RejectionParams, ScoreExplanation } from './explanations';

export type SchedulerPlugin = Plugin<RejectionParams, ScoreExplanation>;

/** Arguments that a profile's `pluginConfig` may carry, by plugin. */
export interface PluginArgs {
  readonly NodeAffinity?: NodeAffinityArgs;
  readonly NodeResourcesFit?: NodeResourcesFitArgs;
  readonly PodTopologySpread?: PodTopologySpreadArgs;
  readonly InterPodAffinity?: InterPodAffinityArgs;
  readonly DefaultPreemption?: DefaultPreemptionArgs;
  readonly NodeResourcesBalancedAllocation?: NodeResourcesBalancedAllocationArgs;
}

/** Plugins that only some schedulers need whole. */
export interface PluginParts {
  /** `newDynamicResources(…)`: without it, Pods are scheduled as if they had no claims. */
  readonly dynamicResources?: SchedulerPlugin;
}

interface Entry {
  readonly name: string;
  readonly weight: number;
  readonly make: (args: PluginArgs, parts: PluginParts) => SchedulerPlugin;
}
const entry = (weight: number, plugin: SchedulerPlugin): Entry => ({ name: plugin.name, weight, make: () => plugin });

/** The plugins of 1.36 that are on by default, in their order and with their weights (pkg/scheduler/apis/config/v1/default_plugins.go). */
export const DEFAULT_PLUGINS: readonly Entry[] = [
  entry(0, schedulingGates),
  entry(0, prioritySort),
  entry(0, nodeUnschedulable),
  entry(0, nodeName),
  entry(3, taintToleration),
  { name: 'NodeAffinity', weight: 2, make: ({ NodeAffinity }) => newNodeAffinity(NodeAffinity) },
  entry(0, nodePorts),
  { name: 'NodeResourcesFit', weight: 1, make: ({ NodeResourcesFit }) => newNodeResourcesFit(NodeResourcesFit) },
  entry(0, volumeRestrictions),
  entry(0, nodeVolumeLimits),
  entry(0, volumeBinding),
  entry(0, volumeZone),
  { name: 'PodTopologySpread', weight: 2, make: ({ PodTopologySpread }) => newPodTopologySpread(PodTopologySpread) },
  { name: 'InterPodAffinity', weight: 2, make: ({ InterPodAffinity }) => newInterPodAffinity(InterPodAffinity) },
  { name: 'DynamicResources', weight: 2, make: (_args, { dynamicResources }) => dynamicResources ?? withoutClaims },
  { name: 'DefaultPreemption', weight: 0, make: ({ DefaultPreemption }) => newDefaultPreemption(DefaultPreemption) },
  { name: 'NodeResourcesBalancedAllocation', weight: 1, make: (args) => newNodeResourcesBalancedAllocation(args.NodeResourcesBalancedAllocation) },
  entry(1, imageLocality),
  entry(0, defaultBinder),
  entry(0, nodeDeclaredFeatures),
];
