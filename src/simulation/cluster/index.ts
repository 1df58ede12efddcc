/** The cluster room. Everything outside imports this file only. */
export { amountOf, createPod, deletePod, isAmount, requestedOn, setCordon, settle } from './small-cluster';
export type { Size, SmallCluster, SmallNode, SmallPod } from './small-cluster';
