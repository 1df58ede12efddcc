import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossings, curve, LIMITS, managed, own, parseCost, START, TIER_IDS, type CostInput, type Dial } from './cost';

const dials = Object.keys(LIMITS) as Dial[];
const anyInput = fc
  .tuple(fc.constantFrom(...TIER_IDS), ...dials.map((dial) => fc.integer({ min: 0, max: 1000 }).map((n) => [dial, LIMITS[dial].min + ((LIMITS[dial].max - LIMITS[dial].min) * n) / 1000] as const)))
  .map(([tier, ...entries]) => ({ tier, ...Object.fromEntries(entries) }) as CostInput);

describe('the bills', () => {
  it('one EKS cluster for 730 hours: 73 USD in standard, 438 USD in extended support', () => {
    const one = { ...START, clusters: 1 };
    expect(managed(one).lines[0]!.amount).toBeCloseTo(73, 9);
    expect(managed({ ...one, tier: 'eks-extended' }).lines[0]!.amount).toBeCloseTo(438, 9);
  });

  it('the GKE credit pays for one cluster and no more', () => {
    const fee = (clusters: number) => {
      const { lines } = managed({ ...START, tier: 'gke-standard', clusters });
      return lines[0]!.amount + lines[1]!.amount;
    };
    expect(fee(1)).toBeCloseTo(0, 9);
    expect(fee(2)).toBeCloseTo(146 - 74.4, 9);
  });

  it('the GKE credit does not pay for the extended-support surcharge', () => {
    const { lines } = managed({ ...START, tier: 'gke-extended', clusters: 1 });
    expect(lines[0]!.amount + lines[1]!.amount).toBeCloseTo(438 - 73, 9);
  });

  it('AKS Free costs no fee', () => {
    expect(managed({ ...START, tier: 'aks-free' }).lines[0]!.amount).toBe(0);
  });

  it('own control planes: machines, then people', () => {
    const bill = own({ ...START, clusters: 10 });
    expect(bill.lines.map(({ code, amount }) => [code, Math.round(amount * 100) / 100])).toEqual([
      ['machines', 438], ['base', 640], ['each', 400], ['incidents', 133.33],
    ]);
    expect(bill.total).toBeCloseTo(1611.3333, 3);
  });

  it('every total is the sum of its lines, and every line the product of its factors', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const bill of [managed(input), own(input)]) {
          expect(bill.total).toBeCloseTo(bill.lines.reduce((sum, { amount }) => sum + amount, 0), 6);
          for (const { code, factors, amount } of bill.lines) {
            const product = factors.reduce((value, factor) => value * (factor.of === 'perYear' ? 1 / factor.value : factor.value), code === 'credit' ? -1 : 1);
            expect(amount).toBeCloseTo(product, 6);
          }
        }
      }),
    );
  });
});

describe('the crossing', () => {
  it('lies at 21.3 clusters with the numbers at the start, and own is cheaper after it', () => {
    const [found] = crossings(START) as [ReturnType<typeof crossings>[number]];
    expect(found.at).toBeCloseTo(480 / (29.2 - 80 / 12), 6);
    expect(found.cheaperAfter).toBe('own');
  });

  it('moves close to one cluster when the version falls into extended support', () => {
    const found = crossings({ ...START, tier: 'eks-extended' });
    expect(found).toHaveLength(1);
    expect(found[0]!.at).toBeLessThan(2);
  });

  it('does not exist where the provider charges nothing and machines and people cost more', () => {
    expect(crossings({ ...START, tier: 'aks-free' })).toEqual([]);
  });

  it('exists twice where the credit pays for the first clusters', () => {
    const bent: CostInput = { ...START, tier: 'gke-standard', hours: 40, nodes: 1, nodePrice: 0.005, wage: 5, ownBase: 0, managedBase: 0.2, ownEach: 0, managedEach: 0, ownIncidents: 0, managedIncidents: 0 };
    expect(crossings(bent).map(({ at, cheaperAfter }) => [at.toFixed(1), cheaperAfter])).toEqual([['5.0', 'managed'], [(73.4 / 3.8).toFixed(1), 'own']]);
  });

  it('cuts the curve into stretches on each of which one side is cheaper', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const found = crossings(input);
        const sides = curve(input).map(({ clusters, managed: m, own: o }) => ({ clusters, side: Math.abs(m - o) < 1e-6 ? 0 : Math.sign(m - o) }));
        const edges = [0, ...found.map(({ at }) => at), Infinity];
        edges.slice(1).forEach((right, index) => {
          const here = sides.filter(({ clusters }) => clusters > edges[index]! + 1e-9 && clusters < right - 1e-9).map(({ side }) => side);
          const cheaper = new Set(here.filter((side) => side !== 0));
          expect(cheaper.size).toBeLessThanOrEqual(1);
          const before = found[index - 1];
          if (before && cheaper.size === 1) expect([...cheaper][0]).toBe(before.cheaperAfter === 'own' ? 1 : -1);
        });
        if (input.tier.startsWith('eks') || input.tier.startsWith('aks')) expect(found.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });
});

describe('stored numbers', () => {
  it('come back as they were, and are brought into range', () => {
    expect(parseCost(JSON.parse(JSON.stringify(START)))).toEqual(START);
    expect(parseCost({ ...START, clusters: 900, wage: -3 })).toMatchObject({ clusters: 50, wage: 5 });
  });

  it('are refused when one is missing or no number', () => {
    for (const bad of [null, {}, { ...START, tier: 'gke' }, { ...START, wage: '40' }, { ...START, hours: Number.NaN }]) expect(parseCost(bad)).toBeUndefined();
  });
});
