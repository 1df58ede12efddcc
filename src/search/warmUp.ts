import { bestPages } from './answer';
import type { Tables } from './tables';

/**
 * Asks the index for its own titles for at most so long: the browser compiles what it has seen run, and the reader's first words would
 * otherwise wait several times as long as later ones.
 *
 * @param ms milliseconds
 */
export function warmUp(tables: Tables, ms: number): void {
  const { records } = tables.index;
  const end = performance.now() + ms;
  // A stride that is prime to most counts meets records of every page and kind early.
  for (let n = 0; n < records.length && performance.now() < end; n += 1) bestPages(tables, records[(n * 37) % records.length]!.title);
}
