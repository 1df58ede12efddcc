import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configSeen, defaultConfigSync, latestFileUpdate, type ConfigWay } from './config-propagation';

const ways: readonly ConfigWay[] = ['env', 'volume', 'subPath', 'projected'];

describe('when a change of configuration is seen', () => {
  it('takes a volume at most 90 s by default, and longer with a cache', () => {
    expect(latestFileUpdate(defaultConfigSync)).toBe(90);
    expect(latestFileUpdate({ ...defaultConfigSync, strategy: 'Get' })).toBe(90);
    expect(latestFileUpdate({ ...defaultConfigSync, strategy: 'Cache' })).toBe(150);
    expect(latestFileUpdate({ syncSeconds: 10, strategy: 'Watch', ttlSeconds: 60 })).toBe(15);
  });

  it('never reaches env and subPath of a container that goes on', () => {
    expect(ways.map((way) => configSeen({ way }, 0, 'nothing'))).toEqual(['old', 'old', 'old', 'old']);
    expect(ways.map((way) => configSeen({ way }, 60, 'nothing'))).toEqual(['old', 'within', 'old', 'within']);
    expect(ways.map((way) => configSeen({ way }, 3600, 'nothing'))).toEqual(['old', 'new', 'old', 'new']);
  });

  it('gives a restarted container new variables at once, and as subPath what the volume holds', () => {
    expect(ways.map((way) => configSeen({ way }, 30, 'containerRestarted'))).toEqual(['new', 'within', 'within', 'within']);
    expect(ways.map((way) => configSeen({ way }, 90, 'containerRestarted'))).toEqual(['new', 'new', 'new', 'new']);
  });

  it('is all new in a new Pod, and nowhere if the object is immutable', () => {
    for (const way of ways) {
      expect(configSeen({ way }, 0, 'podReplaced')).toBe('new');
      expect(configSeen({ way, immutable: true }, 900, 'podReplaced')).toBe('refused');
    }
  });

  it('never goes back to the old value as time passes', () => {
    const order = ['old', 'within', 'new'];
    const seconds = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.constantFrom(...ways), fc.constantFrom('nothing' as const, 'containerRestarted' as const), seconds, seconds, (way, since, a, b) =>
        order.indexOf(configSeen({ way }, Math.min(a, b), since)) <= order.indexOf(configSeen({ way }, Math.max(a, b), since)),
      ),
    );
  });
});
