import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext, runInThisContext } from 'node:vm';
import { root } from '../lib/paths';
import type { Measurement } from './size';

/** The streams of scheduler-streams.ts in one file, as a page gets its scripts: module by module the same code runs at little more than half the speed. */
export async function benchScheduler(): Promise<Measurement[]> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'scripts/bench/scheduler-streams.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'schedulerStreams',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  // Memory is measured between two collections, which Node offers only on request.
  setFlagsFromString('--expose-gc');
  globalThis.gc ??= runInNewContext('gc') as typeof globalThis.gc;
  const streams: { benchStreams(): Measurement[] } = runInThisContext(`${outputFiles[0]?.text ?? ''}\nschedulerStreams;`);
  return streams.benchStreams();
}
