import { BUILDERS, MANAGERS } from './data/builders';
import { CLOUDS } from './data/clouds';
import { DISTRIBUTIONS } from './data/distributions';
import { LOCAL_TOOLS } from './data/local';
import type { Tool } from './data/types';

export { CHECKED, COLUMNS, KINDS, textIn } from './data/types';
export type { Column, Fact, Kind, Source, Text, Tool } from './data/types';

/**
 * Every name that the distribution guide compares, in reading order: local tools, distributions, builders, the management
 * platform, cloud services. Each statement names the page it was compared with and the day (`CHECKED`). A statement that could
 * not be compared with a source is absent, and the table says so instead of guessing.
 */
export const TOOLS: readonly Tool[] = [...LOCAL_TOOLS, ...DISTRIBUTIONS, ...BUILDERS, ...MANAGERS, ...CLOUDS];

const byId = new Map(TOOLS.map((tool) => [tool.id, tool]));

/** The record with this id. Throws a RangeError for an unknown one: ids are written in code, never typed by a reader. */
export function tool(id: string): Tool {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no tool called ${id}`);
  return found;
}
