import type { Shell } from '../shell';
import type { Steps } from '../steps';
import type { Streams } from './redirect';

const shown = (micros: number): string => `${Math.floor(micros / 60_000_000)}m${((micros % 60_000_000) / 1_000_000).toFixed(3)}s`;

/** `time`: what passed on the clock; nothing here takes the processor's time. */
export function* timed(shell: Shell, { err }: Streams, steps: Steps<number>): Steps<number> {
  const began = shell.host.now();
  const status = yield* steps;
  err.write(`\nreal\t${shown(shell.host.now() - began)}\nuser\t0m0.000s\nsys\t0m0.000s\n`);
  return status;
}
