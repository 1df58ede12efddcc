import type { Kind } from '../../../api/kind';
import type { ApiObject, ResourceList } from '../../../api';
import type { ResourceQuotaSpec } from '../../../api/generated/types/core.v1';
import { addQuantity, formatQuantity, ZERO_QUANTITY } from '../../../api/quantity';
import type { Quantity } from '../../../api/quantity';
import type { Registry } from '../../../api/registry';
import { measureOf, scopesOf } from '../../../policy/quota';

/** These have names of their own in a quota; everything else is counted as `count/<resource>`. */
const NAMED = ['pods', 'services', 'persistentvolumeclaims', 'configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'];

const COUNT = 'count/';

const resourcesOf = (names: readonly string[]): ReadonlySet<string> => new Set([...NAMED, ...names.flatMap((name) => (name.startsWith(COUNT) ? [name.slice(COUNT.length)] : []))]);

/** The kind of `deployments.apps`: the plural and the group; undefined where none is known. */
export type Served = (resource: string) => Kind | undefined;

const servedBy = (registry: Registry): Served => (resource) => {
  const [plural = '', ...group] = resource.split('.');
  return registry.served(group.join('.'), plural);
};

/** The kinds of a registry, and those of definitions that are served now and known (`custom`). */
export const servedIn = (registry: Registry, now: Registry, custom: readonly string[]): Served => (resource) => servedBy(registry)(resource) ?? (custom.includes(resource) ? servedBy(now)(resource) : undefined);

/** Whether a quota that limits these counts objects of a resource. */
export const measures = (resource: string, names: readonly string[]): boolean => measureOf(resource).matching(names).length > 0;

/** quota.CalculateUsage: what the objects of a namespace take of what a quota limits; each kind's evaluator measures its own. */
export function usageOf({ hard = {}, ...spec }: ResourceQuotaSpec, served: Served, list: (resource: string) => readonly ApiObject[]): ResourceList {
  const names = Object.keys(hard);
  const scopes = scopesOf(spec);
  const used = new Map<string, Quantity>();
  for (const resource of resourcesOf(names)) {
    if (served(resource) === undefined) continue;
    const evaluator = measureOf(resource);
    const measured = evaluator.matching(names);
    if (measured.length === 0) continue;
    const usages = list(resource).filter((one) => scopes.every((scope) => evaluator.inScope(scope, one))).map((one) => evaluator.usage(one));
    for (const name of measured) used.set(name, usages.reduce((sum, usage) => addQuantity(sum, usage.get(name) ?? ZERO_QUANTITY), used.get(name) ?? ZERO_QUANTITY));
  }
  return Object.fromEntries([...used].map(([name, amount]) => [name, formatQuantity(amount)]));
}
