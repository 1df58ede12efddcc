import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blastRadius, kernelCount, usesHostKernel } from './blast';
import { arbitraryInstances } from './testing/arbitrary';
import type { AppInstance } from './types';

const mixed: AppInstance[] = [
  { id: 'p', app: 'nginx', isolation: 'process' },
  { id: 'c', app: 'python', isolation: 'container' },
  { id: 'm', app: 'java', isolation: 'microvm' },
  { id: 'v', app: 'mysql', isolation: 'vm' },
];

describe('blastRadius', () => {
  it('reaches everything from a container, guests by way of the host', () => {
    const { kernel, reach } = blastRadius(mixed, 'c');
    expect(kernel).toBe('host');
    expect(reach.map(({ id, reached, reason }) => [id, reached, reason])).toEqual([
      ['p', true, 'sameKernel'],
      ['c', true, 'origin'],
      ['m', true, 'hostOwnsGuest'],
      ['v', true, 'hostOwnsGuest'],
    ]);
  });

  it('reaches only itself from a guest', () => {
    for (const id of ['m', 'v']) {
      const { kernel, reach, reachedCount } = blastRadius(mixed, id);
      expect(kernel).toBe('guest');
      expect(reachedCount).toBe(1);
      expect(reach.filter(({ reached }) => !reached).every(({ reason }) => reason === 'ownKernel')).toBe(true);
    }
  });

  it('counts one kernel for the host and one for each guest', () => {
    expect(kernelCount([])).toBe(1);
    expect(kernelCount(mixed)).toBe(3);
  });

  it('reaches all or one, by the kernel of the origin', () => {
    fc.assert(
      fc.property(arbitraryInstances, (instances) => {
        for (const { id, isolation } of instances) {
          expect(blastRadius(instances, id).reachedCount).toBe(usesHostKernel(isolation) ? instances.length : 1);
        }
      }),
    );
  });

  it('refuses an origin that is not there', () => {
    expect(() => blastRadius(mixed, 'x')).toThrow(RangeError);
  });
});
