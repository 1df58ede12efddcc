/** Keys in order, as encoding/json writes a map; sigs.k8s.io/yaml goes through JSON and so has it too. */
import { printYaml } from '../api/yaml';
import type { Printable } from '../api/yaml';

export const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
};

/** yaml.Marshal of sigs.k8s.io/yaml. */
export const sortedYaml = (value: unknown): string => printYaml(sorted(value) as Printable);
