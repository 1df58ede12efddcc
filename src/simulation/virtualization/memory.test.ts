import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appMemory, hostBase, kernelPagesMiB, placeApps } from './memory';
import { arbitraryConfig, arbitraryInstances } from './testing/arbitrary';
import { DEFAULT_HOST } from './types';

const withinAKibibyte = 1 / 1024;

describe('memory', () => {
  it('spends one byte in 64 on struct pages', () => {
    expect(kernelPagesMiB(16 * 1024)).toBe(256);
    expect(hostBase(DEFAULT_HOST).totalMiB).toBe(256 + 88);
  });

  it('adds a shim to a container, the Pod overhead to a microVM, and reserves a whole VM', () => {
    const of = (isolation: Parameters<typeof appMemory>[1]) => appMemory('python', isolation, DEFAULT_HOST).reservedMiB;
    expect(of('process')).toBe(128);
    expect(of('container')).toBe(128 + 10);
    expect(of('microvm')).toBe(128 + 120);
    expect(of('vm')).toBe(1024 + 131);
  });

  it('keeps a VM at its size however small the application in it is', () => {
    const idle = appMemory('nginx', 'vm', { ...DEFAULT_HOST, appMemoryMiB: { ...DEFAULT_HOST.appMemoryMiB, nginx: 8 } });
    expect(idle.reservedMiB).toBe(1024 + 131);
    expect(idle.terms.find(({ code }) => code === 'guestFree')?.value).toBe(1024 - 16 - 88 - 8);
  });

  it('says by how much a guest is too small, and still counts its memory', () => {
    const config = { ...DEFAULT_HOST, vmMemoryMiB: 512 };
    const memory = appMemory('mysql', 'vm', config);
    expect(memory.shortInGuestMiB).toBe(512 - (512 - 8 - 88));
    const { apps, usedMiB } = placeApps([{ id: 'a', app: 'mysql', isolation: 'vm' }], config);
    expect(apps[0].placement).toBe('guestTooSmall');
    expect(usedMiB).toBe(256 + 88 + 512 + 131);
  });

  it('refuses what the host cannot reserve, and still places a smaller one after it', () => {
    const config = { ...DEFAULT_HOST, memoryMiB: 1024 };
    const { apps } = placeApps(
      [
        { id: 'big', app: 'java', isolation: 'vm' },
        { id: 'small', app: 'nginx', isolation: 'container' },
      ],
      config,
    );
    expect(apps.map(({ placement }) => placement)).toEqual(['noRoom', 'running']);
  });

  it('never reserves more than the host has, beyond the base', () => {
    fc.assert(
      fc.property(arbitraryInstances, arbitraryConfig, (instances, config) => {
        const { base, usedMiB, freeMiB } = placeApps(instances, config);
        expect(usedMiB).toBeLessThanOrEqual(Math.max(config.memoryMiB, base.totalMiB));
        expect(freeMiB).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never lowers the usage when one more application is added', () => {
    fc.assert(
      fc.property(arbitraryInstances, arbitraryConfig, (instances, config) => {
        let before = 0;
        for (let n = 0; n <= instances.length; n += 1) {
          const { usedMiB } = placeApps(instances.slice(0, n), config);
          expect(usedMiB).toBeGreaterThanOrEqual(before);
          before = usedMiB;
        }
      }),
    );
  });

  it('gives terms that add up to the number they explain, none negative', () => {
    fc.assert(
      fc.property(arbitraryInstances, arbitraryConfig, (instances, config) => {
        for (const { memory } of placeApps(instances, config).apps) {
          const sum = memory.terms.reduce((total, { value }) => total + value, 0);
          expect(Math.abs(sum - memory.reservedMiB)).toBeLessThan(withinAKibibyte);
          expect(memory.terms.every(({ value }) => value >= 0)).toBe(true);
        }
      }),
    );
  });
});
