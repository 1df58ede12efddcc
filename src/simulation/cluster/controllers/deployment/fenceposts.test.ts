import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveFenceposts } from './fenceposts';

describe('fenceposts of a rolling update', () => {
  it.each([
    ['25%', '25%', 10, 3, 2], ['25%', '25%', 4, 1, 1], ['25%', '25%', 3, 1, 0], ['25%', '25%', 1, 1, 0],
    ['0%', '0%', 10, 0, 1], [0, '1%', 10, 0, 1], [null, null, 4, 0, 1], ['25%', null, 4, 1, 0], [3, '50%', 3, 3, 1],
  ] as const)('surge %s, unavailable %s of %i', (surge, unavailable, replicas, up, down) => {
    expect(resolveFenceposts(surge, unavailable, replicas)).toEqual({ maxSurge: up, maxUnavailable: down });
  });

  it('refuses what is no percentage in upstream’s words', () => {
    expect(() => resolveFenceposts('x%', 1, 3)).toThrow('invalid value for IntOrString: invalid value "x%": strconv.Atoi: parsing "x": invalid syntax');
    expect(() => resolveFenceposts(1, 'y', 3)).toThrow('invalid value for IntOrString: invalid type: string is not a percentage');
  });

  it('always leaves a step to take', () => {
    const percent = fc.integer({ min: 0, max: 100 }).map((n) => `${n}%`);
    fc.assert(fc.property(percent, percent, fc.integer({ min: 1, max: 200 }), (surge, unavailable, replicas) => {
      const posts = resolveFenceposts(surge, unavailable, replicas);
      return posts.maxSurge + posts.maxUnavailable > 0 && posts.maxUnavailable <= replicas;
    }));
  });
});
