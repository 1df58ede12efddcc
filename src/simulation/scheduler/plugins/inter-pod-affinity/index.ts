import { Action, interest } from '../../events';
import type { Plugin } from '../../framework';
import { podAffinityFilter } from './filter';
import type { PodAffinityRejection } from './filter';
import { afterNodeChange, afterPodChange } from './hints';
import { podAffinityScorer } from './score';
import type { InterPodAffinityArgs, PodAffinityScore } from './score';

export type { PodAffinityRejection } from './filter';
export type { InterPodAffinityArgs, PodAffinityScore } from './score';

const NAME = 'InterPodAffinity';

/**
 * pkg/scheduler/framework/plugins/interpodaffinity. Filter: the Pod's required affinity and anti-affinity, and the required anti-affinity
 * of Pods that are there. Score: preferred terms of both sides, and required affinity of Pods that are there.
 */
export function newInterPodAffinity(args: InterPodAffinityArgs = {}): Plugin<PodAffinityRejection, PodAffinityScore> {
  return {
    name: NAME,
    normalization: 'range',
    preFilter(pod, cache) {
      const filter = podAffinityFilter(NAME, pod, cache);
      return filter === null ? 'skip' : { filter };
    },
    preScore: (pod, cache) => podAffinityScorer(pod, cache, args),
    events: [
      interest('Pod', Action.Add | Action.UpdatePodLabel | Action.Delete, afterPodChange),
      interest('Node', Action.Add | Action.UpdateNodeLabel, afterNodeChange),
    ],
  };
}
