import { bundled } from './bundled';
import type { Measurement } from './size';

/** The runs of resources-runs.ts. */
export async function benchResources(): Promise<Measurement[]> {
  return (await bundled<{ benchRuns(): Measurement[] }>('scripts/bench/resources-runs.ts')).benchRuns();
}
