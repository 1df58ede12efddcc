import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { howManyFit } from './fit';
import { placeApps } from './memory';
import { arbitraryConfig } from './testing/arbitrary';
import { APP_KINDS, DEFAULT_HOST, ISOLATIONS } from './types';

describe('howManyFit', () => {
  it('divides what the base leaves by what one takes', () => {
    const fit = howManyFit('python', 'vm', DEFAULT_HOST);
    expect(fit).toMatchObject({ count: 13, limitedBy: 'memory', baseMiB: 344, eachMiB: 1155 });
    expect(howManyFit('python', 'microvm', DEFAULT_HOST)).toMatchObject({ count: 64, limitedBy: 'memory' });
  });

  it('stops containers at the kubelet’s 110, not processes', () => {
    expect(howManyFit('nginx', 'container', DEFAULT_HOST)).toMatchObject({ count: 110, byMemory: 381, limitedBy: 'maxPods' });
    expect(howManyFit('nginx', 'process', DEFAULT_HOST)).toMatchObject({ count: 501, limitedBy: 'memory' });
  });

  it('fits none where the guest can’t hold the application', () => {
    expect(howManyFit('java', 'vm', { ...DEFAULT_HOST, vmMemoryMiB: 512 })).toMatchObject({ count: 0, limitedBy: 'guestTooSmall' });
  });

  it('agrees with placing them one by one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...APP_KINDS), fc.constantFrom(...ISOLATIONS), arbitraryConfig, (app, isolation, config) => {
        const { byMemory } = howManyFit(app, isolation, config);
        if (byMemory > 300) return;
        const instances = Array.from({ length: byMemory + 1 }, (_, index) => ({ id: `${index}`, app, isolation }));
        const placed = placeApps(instances, config).apps.filter(({ placement }) => placement !== 'noRoom').length;
        expect(placed).toBe(byMemory);
      }),
    );
  });

  it('never fits fewer on a larger host', () => {
    fc.assert(
      fc.property(fc.constantFrom(...APP_KINDS), fc.constantFrom(...ISOLATIONS), arbitraryConfig, fc.nat(8192), (app, isolation, config, more) => {
        const larger = { ...config, memoryMiB: config.memoryMiB + more };
        expect(howManyFit(app, isolation, larger).count).toBeGreaterThanOrEqual(howManyFit(app, isolation, config).count);
      }),
    );
  });
});
