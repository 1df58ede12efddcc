/** What a machine of the course's cluster has, and what of it is for Pods. */
export const CAPACITY = { cpu: '4', memory: '8Gi', 'ephemeral-storage': '100Gi', pods: '110' };
export const ALLOCATABLE = { ...CAPACITY, cpu: '3800m', memory: '7Gi' };
/** Where machines stand that nobody has started yet. */
export const SPARE_ZONE = 'kr-b';
