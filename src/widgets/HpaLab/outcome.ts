import type { SceneSync } from '@site/src/simulation/resources/autoscaler/scene';

/** What an hour came to. */
export interface Outcome {
  /** Requests that took longer than half a second or were lost. */
  readonly slow: number;
  readonly nodeHours: number;
  /** How often it grew again within five minutes of shrinking. */
  readonly flaps: number;
  /** The most nodes, and the most Pods without room. */
  readonly nodes: number;
  readonly pending: number;
}

const FLAP_S = 300;

/** Growing again so soon after shrinking. */
function flapsOf(syncs: readonly SceneSync[]): number {
  let [shrunk, flaps] = [Number.NEGATIVE_INFINITY, 0];
  for (const { at, replicas, scaleTo } of syncs) {
    if (scaleTo === null) continue;
    if (scaleTo < replicas) shrunk = at;
    else if (at - shrunk <= FLAP_S) {
      flaps += 1;
      shrunk = Number.NEGATIVE_INFINITY;
    }
  }
  return flaps;
}

export const outcomeOf = (syncs: readonly SceneSync[]): Outcome => ({
  slow: syncs.reduce((sum, { slow }) => sum + slow, 0),
  nodeHours: syncs.reduce((sum, { nodeSeconds }) => sum + nodeSeconds, 0) / 3600,
  flaps: flapsOf(syncs),
  nodes: Math.max(0, ...syncs.map(({ nodes, coming }) => nodes + coming)),
  pending: Math.max(0, ...syncs.map(({ pending }) => pending)),
});
