import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bundled } from './bundled';
import type { Measurement } from './size';

/** The streams of scheduler-streams.ts. */
export async function benchScheduler(): Promise<Measurement[]> {
  const streams = await bundled<{ benchStreams(): Measurement[] }>('scripts/bench/scheduler-streams.ts');
  // Memory is measured between two collections, which Node offers only on request.
  setFlagsFromString('--expose-gc');
  globalThis.gc ??= runInNewContext('gc') as typeof globalThis.gc;
  return streams.benchStreams();
}
