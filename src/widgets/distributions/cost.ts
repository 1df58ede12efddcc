/**
 * What a managed and an own control plane cost a month, from the reader's own numbers. Straight arithmetic: each side is a fixed
 * part plus a part for each cluster; only the GKE credit puts a bend into the managed line. Workers cost the same on both sides
 * and are left out.
 */

/** USD per cluster and hour, from the providers' price pages (see the `price` facts in `data.ts`). */
export const TIERS = {
  'eks-standard': { fee: 0.1, credit: 0 },
  'eks-extended': { fee: 0.6, credit: 0 },
  'gke-standard': { fee: 0.1, credit: 74.4 },
  'gke-extended': { fee: 0.6, credit: 74.4 },
  'aks-free': { fee: 0, credit: 0 },
  'aks-standard': { fee: 0.1, credit: 0 },
  'aks-premium': { fee: 0.6, credit: 0 },
} as const;

export type Tier = keyof typeof TIERS;
export const TIER_IDS = Object.keys(TIERS) as readonly Tier[];

/** Part of the GKE fee that the monthly credit may pay for; the extended-support surcharge is no part of it. */
const GKE_CREDITABLE_FEE = 0.1;

export interface CostInput {
  tier: Tier;
  clusters: number;
  /** Hours a month that a cluster exists. */
  hours: number;
  /** Control-plane machines of an own cluster. */
  nodes: number;
  /** USD per own control-plane machine and hour. */
  nodePrice: number;
  /** USD per hour of an engineer, all costs included. */
  wage: number;
  /** Hours a month for the platform as a whole, however many clusters. */
  ownBase: number;
  managedBase: number;
  /** Hours a month for each cluster: upgrades, certificates, backups, add-ons. */
  ownEach: number;
  managedEach: number;
  /** Engineer hours a year and cluster lost to control-plane incidents. */
  ownIncidents: number;
  managedIncidents: number;
}

export const LIMITS = {
  clusters: { min: 1, max: 50, step: 1 },
  hours: { min: 40, max: 744, step: 1 },
  nodes: { min: 1, max: 5, step: 2 },
  nodePrice: { min: 0.005, max: 0.4, step: 0.005 },
  wage: { min: 5, max: 150, step: 1 },
  ownBase: { min: 0, max: 160, step: 1 },
  managedBase: { min: 0, max: 160, step: 1 },
  ownEach: { min: 0, max: 40, step: 0.5 },
  managedEach: { min: 0, max: 40, step: 0.5 },
  ownIncidents: { min: 0, max: 100, step: 1 },
  managedIncidents: { min: 0, max: 100, step: 1 },
} as const satisfies Record<Exclude<keyof CostInput, 'tier'>, { min: number; max: number; step: number }>;

export type Dial = keyof typeof LIMITS;

/** Numbers to start from; they are no measurement, and the reader is told to put in their own. */
export const START: CostInput = {
  tier: 'eks-standard',
  clusters: 6,
  hours: 730,
  nodes: 3,
  nodePrice: 0.02,
  wage: 40,
  ownBase: 16,
  managedBase: 4,
  ownEach: 1,
  managedEach: 1,
  ownIncidents: 4,
  managedIncidents: 2,
};

/** One line of the bill: the factors whose product, with the sign, is the amount in USD a month. */
export interface Line {
  code: 'fee' | 'credit' | 'machines' | 'base' | 'each' | 'incidents';
  factors: readonly { of: 'clusters' | 'usdPerHour' | 'hours' | 'nodes' | 'staffHours' | 'wage' | 'perYear' | 'credit'; value: number }[];
  amount: number;
}

export interface Bill {
  lines: readonly Line[];
  total: number;
}

const billOf = (lines: readonly Line[]): Bill => ({ lines, total: lines.reduce((sum, line) => sum + line.amount, 0) });

function line(code: Line['code'], factors: Line['factors']): Line {
  return { code, factors, amount: factors.reduce((product, factor) => product * (factor.of === 'perYear' ? 1 / factor.value : factor.value), 1) };
}

function staff(input: CostInput, base: number, each: number, incidents: number): Line[] {
  const { clusters, wage } = input;
  return [
    line('base', [{ of: 'staffHours', value: base }, { of: 'wage', value: wage }]),
    line('each', [{ of: 'clusters', value: clusters }, { of: 'staffHours', value: each }, { of: 'wage', value: wage }]),
    line('incidents', [{ of: 'clusters', value: clusters }, { of: 'staffHours', value: incidents }, { of: 'wage', value: wage }, { of: 'perYear', value: 12 }]),
  ];
}

/** The monthly bill with the provider's control plane. */
export function managed(input: CostInput): Bill {
  const { fee, credit } = TIERS[input.tier];
  const lines = [line('fee', [{ of: 'clusters', value: input.clusters }, { of: 'usdPerHour', value: fee }, { of: 'hours', value: input.hours }])];
  if (credit > 0) {
    // The credit never exceeds the plain fee that it is meant for.
    const used = Math.min(credit, input.clusters * Math.min(fee, GKE_CREDITABLE_FEE) * input.hours);
    lines.push({ code: 'credit', factors: [{ of: 'credit', value: used }], amount: -used });
  }
  return billOf([...lines, ...staff(input, input.managedBase, input.managedEach, input.managedIncidents)]);
}

/** The monthly bill with control planes of your own. */
export function own(input: CostInput): Bill {
  const machines = line('machines', [
    { of: 'clusters', value: input.clusters },
    { of: 'nodes', value: input.nodes },
    { of: 'usdPerHour', value: input.nodePrice },
    { of: 'hours', value: input.hours },
  ]);
  return billOf([machines, ...staff(input, input.ownBase, input.ownEach, input.ownIncidents)]);
}

export interface Point {
  clusters: number;
  managed: number;
  own: number;
}

/** Both totals for every number of clusters the dial offers. */
export function curve(input: CostInput): readonly Point[] {
  const { min, max } = LIMITS.clusters;
  return Array.from({ length: max - min + 1 }, (_, index) => {
    const at = { ...input, clusters: min + index };
    return { clusters: at.clusters, managed: managed(at).total, own: own(at).total };
  });
}

export interface Crossing {
  /** Where the two lines meet, in clusters; between two whole numbers as a rule. */
  at: number;
  /** Which side costs less to the right of it. */
  cheaperAfter: 'managed' | 'own';
}

/** Differences below a hundredth of a cent are rounding of the computer, not money. */
const NOTHING = 1e-6;

/**
 * The points where the order changes within the dial's range, from left to right. Empty when one side costs less (or both cost
 * the same) all the way; more than one only where the GKE credit bends the managed line.
 */
export function crossings(input: CostInput): readonly Crossing[] {
  const found: Crossing[] = [];
  // The last point at which one side was really cheaper, and the first equal point after it.
  let last: { clusters: number; gap: number } | null = null;
  let equal: number | null = null;
  for (const point of curve(input)) {
    const gap = point.own - point.managed;
    if (Math.abs(gap) < NOTHING) {
      equal ??= point.clusters;
      continue;
    }
    if (last && last.gap * gap < 0) {
      const at = equal ?? last.clusters + last.gap / (last.gap - gap);
      found.push({ at, cheaperAfter: gap < 0 ? 'own' : 'managed' });
    }
    last = { clusters: point.clusters, gap };
    equal = null;
  }
  return found;
}

/** Reads an input from storage or a shared link; numbers out of range are moved to the nearest allowed one. */
export function parseCost(raw: unknown): CostInput | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const given = raw as Record<string, unknown>;
  if (!TIER_IDS.includes(given.tier as Tier)) return undefined;
  const dials = Object.keys(LIMITS) as Dial[];
  if (!dials.every((dial) => typeof given[dial] === 'number' && Number.isFinite(given[dial]))) return undefined;
  const numbers = Object.fromEntries(dials.map((dial) => [dial, Math.min(LIMITS[dial].max, Math.max(LIMITS[dial].min, given[dial] as number))]));
  return { tier: given.tier as Tier, ...(numbers as Record<Dial, number>) };
}
