/** `kubectl drain NODE --ignore-daemonsets --timeout=1m`, with the budget asked as the eviction subresource asks it. */
import type { Pod } from '../../api';
import { checkAndDecrement } from '../../cluster/apiserver/subresources/eviction';
import { AggregateFailure } from '../../kubectl/runtime/errors';
import { BARE, BARE_FORCED, cannotDelete, evicting, evictionFailed, timedOut, unableToDrain, willRetry } from '../../kubectl/verbs/nodes/drain-words';
import { budgetOf, isBare, isCovered, NAMESPACE, podsOn, settled, withNode, type NodeName, type World } from './world';

const TIMEOUT = '1m0s';

export interface DrainOptions {
  readonly force: boolean;
  /** `--disable-eviction`: Pods are deleted, and no budget is asked. */
  readonly disableEviction: boolean;
}

export interface Drained {
  readonly world: World;
  readonly lines: readonly string[];
  readonly outcome: 'drained' | 'bare' | 'stuck' | 'budget-broken';
  /** The bare Pod that nobody makes again. */
  readonly lost?: string;
  /** Why the last eviction was refused, in the server's words. */
  readonly cause?: string;
}

const nameOf = ({ metadata }: Pod): string => metadata.name ?? '';
const without = (world: World, gone: readonly Pod[]): World => ({ ...world, pods: world.pods.filter((pod) => !gone.includes(pod)) });

interface Round {
  readonly gone: readonly Pod[];
  readonly lines: readonly string[];
  readonly cause?: string;
}

/** One round of asking: the last of the Pods first, as its goroutine runs first. */
function round(world: World, pods: readonly Pod[]): Round {
  let budget = budgetOf(world);
  const gone: Pod[] = [];
  const lines: string[] = [];
  let cause: string | undefined;
  for (const pod of [...pods.slice(-1), ...pods.slice(0, -1)]) {
    const name = nameOf(pod);
    lines.push(evicting(NAMESPACE, name));
    if (isCovered(pod)) {
      const asked = checkAndDecrement(budget, name, 0);
      if ('failure' in asked) {
        lines.push(willRetry(NAMESPACE, name, asked.failure.message));
        cause = asked.failure.details?.causes?.[0]?.message;
        continue;
      }
      budget = asked.budget;
    }
    gone.push(pod);
  }
  return { gone, lines: [...lines, ...gone.map((pod) => `pod/${nameOf(pod)} evicted`)], ...(cause === undefined ? {} : { cause }) };
}

/** All Pods at once, without asking. */
function deleted(world: World, node: NodeName, pods: readonly Pod[], said: readonly string[], lost: { readonly lost?: string }): Drained {
  const left = without(world, pods);
  const { currentHealthy = 0, desiredHealthy = 0 } = budgetOf(left).status ?? {};
  const broken = pods.some(isCovered) && currentHealthy < desiredHealthy;
  const lines = [...said, ...pods.map((pod) => `pod/${nameOf(pod)} deleted`), `node/${node} drained`];
  return { world: settled(left), lines, outcome: broken ? 'budget-broken' : 'drained', ...lost };
}

export function drain(begun: World, node: NodeName, { force, disableEviction }: DrainOptions): Drained {
  let world = withNode(begun, node, { cordoned: true });
  const cordoned = begun.nodes.some(({ name, cordoned: is }) => name === node && is);
  let lines: readonly string[] = [`node/${node} ${cordoned ? 'already cordoned' : 'cordoned'}`];
  const bare = podsOn(world, node).filter(isBare);
  if (bare.length > 0 && !force) {
    const message = cannotDelete(BARE, bare.map((pod) => `${NAMESPACE}/${nameOf(pod)}`).join(', '));
    return { world, lines: [...lines, unableToDrain(node, message)], outcome: 'bare' };
  }
  if (bare.length > 0) lines = [...lines, `Warning: ${BARE_FORCED}: ${bare.map((pod) => `${NAMESPACE}/${nameOf(pod)}`).join(', ')}`];
  const lost = bare[0] === undefined ? {} : { lost: nameOf(bare[0]) };
  if (disableEviction) return deleted(world, node, podsOn(world, node), lines, lost);
  for (let pods = podsOn(world, node); pods.length > 0; pods = podsOn(world, node)) {
    const asked = round(world, pods);
    lines = [...lines, ...asked.lines];
    if (asked.gone.length === 0) {
      const errors = pods.map((pod) => new Error(evictionFailed(NAMESPACE, nameOf(pod), timedOut(TIMEOUT))));
      const { message } = errors.length === 1 ? errors[0]! : new AggregateFailure(errors);
      return { world, lines: [...lines, unableToDrain(node, message)], outcome: 'stuck', ...(asked.cause === undefined ? {} : { cause: asked.cause }), ...lost };
    }
    world = settled(without(world, asked.gone));
  }
  return { world, lines: [...lines, `node/${node} drained`], outcome: 'drained', ...lost };
}
