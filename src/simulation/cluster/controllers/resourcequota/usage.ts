import type { ApiObject, ResourceList } from '../../../api';
import type { ResourceQuotaSpec } from '../../../api/generated/types/core.v1';
import { addQuantity, formatQuantity, ZERO_QUANTITY } from '../../../api/quantity';
import type { Quantity } from '../../../api/quantity';
import type { Registry } from '../../../api/registry';
import { evaluatorOf, scopesOf } from '../../../policy/quota';

/** These have names of their own in a quota; everything else is counted as `count/<resource>`. */
const NAMED = ['pods', 'services', 'persistentvolumeclaims', 'configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'];

const COUNT = 'count/';

const resourcesOf = (names: readonly string[]): ReadonlySet<string> => new Set([...NAMED, ...names.flatMap((name) => (name.startsWith(COUNT) ? [name.slice(COUNT.length)] : []))]);

/** `deployments.apps`: the plural and the group. */
function kindOf(registry: Registry, resource: string) {
  const [plural = '', ...group] = resource.split('.');
  return registry.served(group.join('.'), plural);
}

/** quota.CalculateUsage: what the objects of a namespace take of what a quota limits; each kind's evaluator measures its own. */
export function usageOf({ hard = {}, ...spec }: ResourceQuotaSpec, registry: Registry, list: (resource: string) => readonly ApiObject[]): ResourceList {
  const names = Object.keys(hard);
  const scopes = scopesOf(spec);
  const used = new Map<string, Quantity>();
  for (const resource of resourcesOf(names)) {
    const kind = kindOf(registry, resource);
    if (kind === undefined) continue;
    const evaluator = evaluatorOf({ operation: 'CREATE', kind, namespace: '', name: '', subresource: '', user: { username: '', groups: [] } });
    const measured = evaluator.matching(names);
    if (measured.length === 0) continue;
    const usages = list(resource).filter((one) => scopes.every((scope) => evaluator.inScope(scope, one))).map((one) => evaluator.usage(one));
    for (const name of measured) used.set(name, usages.reduce((sum, usage) => addQuantity(sum, usage.get(name) ?? ZERO_QUANTITY), used.get(name) ?? ZERO_QUANTITY));
  }
  return Object.fromEntries([...used].map(([name, amount]) => [name, formatQuantity(amount)]));
}
