import { buildTables, type Tables } from './tables';
import type { SearchIndex } from './types';

/** Fetches an index and builds its tables. Rejects where the address does not give an index of this version. */
export async function loadTables(url: string): Promise<Tables> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const index = (await response.json()) as SearchIndex;
  if (index.version !== 1) throw new Error(`${url}: version ${String(index.version)}`);
  return buildTables(index);
}
