/**
 * What a recording does not tell, and what was another in each of the three clusters: when the parts of a cluster had been started, which is where in a second a kubelet looks at its runtime, where in
 * ten it renews its Lease, where in five the node controller looks at nodes; and how late the recording machine was. A case is played under one of these after another until one shows what was recorded.
 */
export interface Circumstances {
  /** Seconds before t = 0. */
  readonly began: { readonly controllers: number; readonly kubelets: readonly number[] };
  /** Seconds from t = 0 to the first manifest, from a step's second to its command, from there to kubectl's first request. */
  readonly late: { readonly manifests: number; readonly steps: number; readonly kubectl: number };
}

/** At the early end of what the README says of kubectl and of the machine. */
export const USUAL: Circumstances = { began: { controllers: 150.2, kubelets: [130.1, 133.4, 136.75] }, late: { manifests: 0.3, steps: 0.1, kubectl: 0.3 } };

const OTHERS = 12;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Spread evenly over what each may be: the kubelets over the ten seconds of their Leases, the controllers over the twenty between two collections of Pods, the machine within half a second, kubectl within the 0.1 to 0.5 s that it took. */
function other(index: number): Circumstances {
  const within = (pace: number, most: number): number => Math.round(((index * GOLDEN * pace) % 1) * most * 100) / 100;
  return {
    began: { controllers: 150 + within(1, 20), kubelets: [130 + within(1.7, 10), 130 + within(2.3, 10), 130 + within(3.1, 10)] },
    late: { manifests: 0.1 + within(1.3, 0.4), steps: within(1.9, 0.5), kubectl: 0.2 + within(2.9, 0.3) },
  };
}

export const CIRCUMSTANCES: readonly Circumstances[] = [USUAL, ...Array.from({ length: OTHERS }, (_, index) => other(index + 1))];
