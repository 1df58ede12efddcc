/** Generators for the property tests of this folder. */
import fc from 'fast-check';
import { APP_KINDS, ISOLATIONS, type AppInstance, type HostConfig } from '../types';

const arbitraryApp = fc.record({ app: fc.constantFrom(...APP_KINDS), isolation: fc.constantFrom(...ISOLATIONS) });

/** Up to 24 instances with unique ids. */
export const arbitraryInstances: fc.Arbitrary<AppInstance[]> = fc
  .array(arbitraryApp, { maxLength: 24 })
  .map((apps) => apps.map((app, index) => ({ id: `app-${index}`, ...app })));

const memory = fc.integer({ min: 1, max: 4096 });

export const arbitraryConfig: fc.Arbitrary<HostConfig> = fc.record({
  memoryMiB: fc.integer({ min: 256, max: 64 * 1024 }),
  cpus: fc.integer({ min: 1, max: 8 }),
  vmMemoryMiB: fc.integer({ min: 64, max: 8192 }),
  vcpus: fc.integer({ min: 1, max: 4 }),
  appMemoryMiB: fc.record({ nginx: memory, python: memory, mysql: memory, java: memory }),
  appStartMs: fc.integer({ min: 0, max: 60_000 }),
});
