import { visitRules } from './authorize';
import type { RbacIndex } from './index-objects';
import { ruleAllows, ruleFit } from './rule-allows';
import type { Grant, PolicyRule, ResourceRequest, User } from './types';

/** The one thing that keeps a rule from allowing a request; `namespace`: it is bound in another one than is asked about. */
export type Lacking = 'namespace' | 'apiGroup' | 'resource' | 'name' | 'verb';

export interface NearMiss {
  readonly grant: Grant;
  readonly lacks: Lacking;
}

/** In the order in which a reader would want to hear of them: what is written wrongly before what was never meant. */
const ORDER: readonly Lacking[] = ['namespace', 'apiGroup', 'resource', 'name', 'verb'];

/** The rule means the same resource, but names another part of it, its kind, or a pattern that RBAC does not know. */
function meansResource({ resources = [] }: PolicyRule, resource: string): boolean {
  return resources.some((one) => {
    const base = one.split('/')[0]!.toLowerCase();
    return base === resource || `${base}s` === resource;
  });
}

function lackingOf(request: ResourceRequest, rule: PolicyRule): Lacking | undefined {
  const fit = ruleFit(request, rule);
  const [first, ...more] = (['apiGroup', 'resource', 'name', 'verb'] as const).filter((part) => !fit[part]);
  if (first === undefined || more.length > 0) return undefined;
  return first !== 'resource' || meansResource(rule, request.resource) ? first : undefined;
}

/**
 * Rules bound to the user that would allow a refused request if one thing were different: what a reader looks for after a 403. Upstream has
 * no such explanation; each comparison is that of RuleAllows.
 */
export function nearMisses(index: RbacIndex, user: User, request: ResourceRequest): NearMiss[] {
  const misses: NearMiss[] = [];
  const namespace = request.namespace ?? '';
  for (const visited of visitRules(index, user, namespace)) {
    const lacks = 'grant' in visited ? lackingOf(request, visited.grant.rule) : undefined;
    if ('grant' in visited && lacks !== undefined) misses.push({ grant: visited.grant, lacks });
  }
  for (const other of index.byNamespace.keys()) {
    if (other === namespace) continue;
    for (const visited of visitRules(index, user, other)) {
      const elsewhere = 'grant' in visited && visited.grant.binding.metadata.namespace === other && ruleAllows(request, visited.grant.rule);
      if (elsewhere) misses.push({ grant: visited.grant, lacks: 'namespace' });
    }
  }
  return misses.sort((a, b) => ORDER.indexOf(a.lacks) - ORDER.indexOf(b.lacks));
}
