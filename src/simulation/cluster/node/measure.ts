/** The kubelet's work that looks at what its Pods take of memory and disk (node/eviction.ts), and when somebody's writing calls it. */
export const EVICTION = 'eviction';
/** So many bytes more or less are looked at, when it measures next, µs. */
export const [NOTICED, MEASURED] = [100_000_000, 5_000_000];
