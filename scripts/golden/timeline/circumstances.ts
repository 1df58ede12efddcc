/**
 * What a recording does not tell, and what was another in each of the three clusters: when the parts of a cluster had been started, which is where in a second a kubelet looks at its runtime, where in
 * ten it renews its Lease, where in five the node controller looks at nodes; and how late the recording machine was, which was busy with other work. All cases are judged under the same: their tolerances allow for others.
 */
export interface Circumstances {
  /** Seconds before t = 0. */
  readonly began: { readonly controllers: number; readonly kubelets: readonly number[] };
  /** How many times slower than an idle machine the one was on which all ran (nodes and controllers), and until when, seconds from t = 0; afterwards it is idle. */
  readonly busy: { readonly times: number; readonly until: number };
  /** Seconds from t = 0 to the first manifest, from a step's second to its command, from there to kubectl's first request. */
  readonly late: { readonly manifests: number; readonly steps: number; readonly kubectl: number };
}

/**
 * Within what the README says of kubectl and of the machine, where most of the recordings' times lie: manifests a few tenths of a second late (all first Pods that are bound within a second allow for 0.4 s), a step's command
 * a little after its second, and kubectl, whose quick commands took 0.5 s in the middle, 0.4 s until it asks. The clusters were started anew for each case, about as long before it: the controllers' looks at nodes and at
 * Pods that nobody ends lie 13 to 16 s after every third of a minute, here in the middle; kubelets renew their Leases one to four seconds after every tenth second. Within that, where in its second a kubelet looks is not
 * recorded and differs from case to case: the phases here were found by trial on all cases together, and others fit up to a dozen fewer.
 */
export const USUAL: Circumstances = {
  began: { controllers: 147, kubelets: [129.16, 129.34, 136.85] },
  busy: { times: 1, until: 0 },
  late: { manifests: 0.4, steps: 0.2, kubectl: 0.4 },
};

/** The n-th number of the van der Corput sequence to a base: evenly spread over 0 to 1, however many are taken. */
function spread(n: number, base: number): number {
  let [found, share] = [0, 1];
  for (let left = n; left > 0; left = Math.floor(left / base)) {
    share /= base;
    found += share * (left % base);
  }
  return found;
}

/** Whole milliseconds. */
const between = (least: number, most: number, share: number): number => Math.round(1000 * (least + (most - least) * share)) / 1000;

/** Idle machines in turn with busy ones, which stay so or were so at first: three clusters that are started together are busy with it. */
const BUSY = [4, 8, 12, 20].flatMap((times) => [Number.POSITIVE_INFINITY, 5].flatMap((until) => [{ times: 1, until: 0 }, { times, until }]));

/** Others that may have been, to tell a wrong mechanism from a phase (`npm run phases`); no case is judged by them: the parts' beginnings spread evenly over their rounds, the machine as idle and as busy as the README tells. */
export const OTHERS: readonly Circumstances[] = Array.from({ length: 48 }, (_, index) => {
  const n = index + 1;
  return {
    began: { controllers: between(120, 180, spread(n, 2)), kubelets: [3, 5, 7].map((base) => between(125, 140, spread(n, base))) },
    busy: BUSY[index % BUSY.length]!,
    late: { manifests: between(0, 0.5, spread(n, 11)), steps: between(0, 0.3, spread(n, 13)), kubectl: between(0.1, 0.5, spread(n, 17)) },
  };
});
