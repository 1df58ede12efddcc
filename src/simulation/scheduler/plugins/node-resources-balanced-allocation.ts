import type { NodeInfo } from '../cache/node-info';
import { amountOf } from '../cache/resource';
import { MAX_NODE_SCORE } from '../framework';
import type { Plugin } from '../framework';
import { emptyUses, measure, resourceSpecs } from '../helper/resource-scorer';
import type { ResourceUse } from '../helper/resource-scorer';

const NAME = 'NodeResourcesBalancedAllocation';

export interface BalanceTerm {
  /** Requested over allocatable, at most 1, by resource. */
  readonly fractions: readonly { readonly resource: string; readonly requested: number; readonly allocatable: number; readonly fraction: number }[];
  readonly std: number;
  readonly score: number;
}
export interface BalanceScore {
  readonly kind: 'balanced';
  readonly after: BalanceTerm;
  readonly before: BalanceTerm;
}

/** kubescheduler.config.k8s.io/v1 NodeResourcesBalancedAllocationArgs. */
export interface NodeResourcesBalancedAllocationArgs {
  readonly resources?: readonly { readonly name: string; readonly weight?: number }[];
}

type Amount = 'requested' | 'allocated';

/** balanced_allocation.go balancedResourceScore's standard deviation, in Go's float64 arithmetic, which is JavaScript's. */
function deviation(uses: readonly ResourceUse[], amount: Amount): number {
  const withPod = amount === 'requested';
  let counted = 0;
  let total = 0;
  let first = 0;
  let second = 0;
  for (const use of uses) {
    if (use.allocatable === 0) continue;
    const fraction = Math.min(1, (withPod ? use.requested : use.allocated) / use.allocatable);
    total += fraction;
    if (counted === 0) first = fraction;
    else if (counted === 1) second = fraction;
    counted += 1;
  }
  if (counted < 2) return 0;
  if (counted === 2) return Math.abs((first - second) / 2);
  const mean = total / counted;
  let sum = 0;
  for (const use of uses) {
    if (use.allocatable === 0) continue;
    const fraction = Math.min(1, (withPod ? use.requested : use.allocated) / use.allocatable);
    sum += (fraction - mean) * (fraction - mean);
  }
  return Math.sqrt(sum / counted);
}

const scoreOf = (std: number): number => Math.trunc((1 - std) * MAX_NODE_SCORE);

/**
 * pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go: does the Pod bring the use of cpu and memory closer together or
 * further apart? The balance with the Pod minus the balance without it, moved to around 75. A Pod that requests none of them skips it.
 */
export function newNodeResourcesBalancedAllocation(args: NodeResourcesBalancedAllocationArgs = {}): Plugin<never, BalanceScore> {
  const resources = resourceSpecs(args.resources);
  const half = MAX_NODE_SCORE / 2;
  return {
    name: NAME,
    preScore(pod) {
      const { requests } = pod;
      if (resources.every(({ name }) => (amountOf(requests, name) ?? 0) === 0)) return null;
      const uses = emptyUses(resources);
      const term = (amount: Amount): BalanceTerm => {
        const fractions = uses.flatMap((use, i) =>
          use.allocatable === 0 ? [] : [{ resource: resources[i].name, requested: use[amount], allocatable: use.allocatable, fraction: Math.min(1, use[amount] / use.allocatable) }]);
        const std = deviation(uses, amount);
        return { fractions, std, score: scoreOf(std) };
      };
      const look = (node: NodeInfo): void => measure(node, resources, requests, false, uses);
      return {
        score(node) {
          look(node);
          // 50 + with − without is never negative here, so Go's truncating division is a floor.
          return half + Math.trunc((half + scoreOf(deviation(uses, 'requested')) - scoreOf(deviation(uses, 'allocated'))) / 2);
        },
        explain(node) {
          look(node);
          return { kind: 'balanced', after: term('requested'), before: term('allocated') };
        },
      };
    },
  };
}
