/** pkg/scheduler/schedule_one.go: below this many nodes all are looked at. */
const MIN_FEASIBLE_NODES = 100;
const MIN_PERCENTAGE = 5;

/**
 * numFeasibleNodesToFind: how many nodes that fit are enough. `percentage` 0 is the default and adapts to the size of the cluster:
 * 50 % less one for every 125 nodes, never under 5 %, never under 100 nodes.
 */
export function numFeasibleNodesToFind(percentage: number, numNodes: number): number {
  if (numNodes < MIN_FEASIBLE_NODES) return numNodes;
  const effective = percentage === 0 ? Math.max(MIN_PERCENTAGE, 50 - Math.floor(numNodes / 125)) : percentage;
  return Math.max(MIN_FEASIBLE_NODES, Math.floor((numNodes * effective) / 100));
}
