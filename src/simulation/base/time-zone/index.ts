/**
 * Time zones by name, with the rules that the components of Kubernetes carry in their binaries: the same in every browser,
 * whatever rules the browser itself knows. Exact from 2015 on.
 */
import { ZONES } from './generated';
import { decodeZone } from './zone';
import type { Zone } from './zone';

export { offsetAt } from './zone';
export type { Zone } from './zone';

export const UTC: Zone = { history: [[-Infinity, 0]], rule: undefined };

/** The line of each name; zones are decoded when they are asked for. */
function lines(): Map<string, string> {
  const byName = new Map<string, string>();
  for (const line of ZONES.trim().split('\n')) for (const name of line.slice(line.lastIndexOf('|') + 1).split(' ')) byName.set(name, line);
  return byName;
}

let known: Map<string, string> | undefined;
const table = (): Map<string, string> => (known ??= lines());

/** time.LoadLocation: the zone of a name, exact in case, or undefined; "" is UTC. */
export function loadZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC') return UTC;
  const line = table().get(name);
  if (line === undefined) return undefined;
  const [rule = '', before = '', history = ''] = line.split('|');
  return decodeZone(rule, before, history);
}

/** All names, as they may stand in `spec.timeZone` of a CronJob. */
export const zoneNames = (): string[] => [...table().keys()].sort();
