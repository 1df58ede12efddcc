import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageParts } from './catalogue';
import { hostDisk } from './disk';
import { arbitraryInstances } from './testing/arbitrary';
import { APP_KINDS, type AppKind, type Isolation } from './types';

const make = (...apps: [AppKind, Isolation][]) => apps.map(([app, isolation], index) => ({ id: `${index}`, app, isolation }));

describe('disk', () => {
  it('finds something above the base in every image', () => {
    for (const app of APP_KINDS) expect(imageParts(app).ownMB).toBeGreaterThan(0);
  });

  it('stores one image once, however many containers run from it', () => {
    const one = hostDisk(make(['nginx', 'container'])).totalMB;
    expect(one).toBeCloseTo(161.49, 6);
    expect(hostDisk(make(['nginx', 'container'], ['nginx', 'container'], ['nginx', 'container'])).totalMB).toBeCloseTo(one, 6);
  });

  it('counts a base layer once for the images built on it, and not for others', () => {
    const { items, totalMB, unsharedMB } = hostDisk(make(['nginx', 'container'], ['python', 'container'], ['mysql', 'container']));
    expect(items.filter(({ code }) => code === 'baseLayer').map(({ mb, users }) => [mb, users.length])).toEqual([
      [78.64, 2],
      [114.13, 1],
    ]);
    expect(totalMB).toBeCloseTo(161.49 + 118.06 + 813.01 - 78.64, 6);
    expect(unsharedMB - totalMB).toBeCloseTo(78.64, 6);
  });

  it('gives each VM a system of its own, and microVMs one kernel file together', () => {
    const vms = hostDisk(make(['nginx', 'vm'], ['nginx', 'vm']));
    expect(vms.totalMB).toBeCloseTo(2 * (832 + 161.49 - 78.64), 6);
    expect(vms.unsharedMB).toBeCloseTo(vms.totalMB, 6);
    expect(hostDisk(make(['nginx', 'microvm'], ['nginx', 'microvm'])).totalMB).toBeCloseTo(96 + 2 * 161.49, 6);
  });

  it('never shrinks when an application is added, and never exceeds the unshared size', () => {
    fc.assert(
      fc.property(arbitraryInstances, (instances) => {
        let before = 0;
        for (let n = 0; n <= instances.length; n += 1) {
          const { totalMB, unsharedMB } = hostDisk(instances.slice(0, n));
          expect(totalMB).toBeGreaterThanOrEqual(before - 1e-9);
          expect(totalMB).toBeLessThanOrEqual(unsharedMB + 1e-9);
          before = totalMB;
        }
      }),
    );
  });
});
