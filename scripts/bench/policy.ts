import { authorize, indexRbac } from '../../src/simulation/policy/rbac';
import type { Binding, RbacIndex, User } from '../../src/simulation/policy/rbac';
import type { Measurement } from './size';

const BINDINGS = 10_000;
const NAMESPACES = 100;

/** 10,000 bindings: every tenth for the whole cluster, the others spread over 100 namespaces, to users, groups and service accounts. */
function bigCluster(): RbacIndex {
  const kinds = ['User', 'Group', 'ServiceAccount'];
  const binding = (i: number, namespace?: string): Binding => ({
    metadata: { name: `binding-${i}`, ...(namespace === undefined ? {} : { namespace }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `role-${i % 50}` },
    subjects: [{ kind: kinds[i % 3]!, name: `name-${i % 500}`, ...(i % 3 === 2 ? { namespace: `ns-${i % NAMESPACES}` } : {}) }],
  });
  const all = Array.from({ length: BINDINGS }, (_, i) => i);
  return indexRbac({
    clusterRoles: Array.from({ length: 50 }, (_, i) => ({
      metadata: { name: `role-${i}` },
      rules: [{ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: [`resource-${i}`, 'configmaps'] }, { verbs: ['*'], apiGroups: ['apps'], resources: [`resource-${i}`] }],
    })),
    clusterRoleBindings: all.filter((i) => i % 10 === 0).map((i) => binding(i)),
    roleBindings: all.filter((i) => i % 10 !== 0).map((i) => binding(i, `ns-${i % NAMESPACES}`)),
  });
}

/** RBAC decisions a second, half of them refusals, which have to look at every rule of the user. */
function rbacRate(): number {
  const index = bigCluster();
  const users: User[] = Array.from({ length: 200 }, (_, i) => ({ name: `name-${i * 2}`, groups: [`name-${(i * 3 + 1) % 500}`, 'system:authenticated'] }));
  const decide = (): number => {
    let allowed = 0;
    for (let i = 0; i < 100_000; i += 1) {
      const request = { verb: 'get', apiGroup: '', resource: i % 2 === 0 ? 'secrets' : `resource-${i % 50}`, namespace: `ns-${i % NAMESPACES}`, name: 'x' };
      if (authorize(index, users[i % users.length]!, request).allowed) allowed += 1;
    }
    return allowed;
  };
  decide();
  const start = performance.now();
  decide();
  return Math.round(100_000_000 / (performance.now() - start));
}

export function benchPolicy(): Measurement[] {
  return [{ name: 'rbac: 10,000 bindings', value: rbacRate(), unit: 'decisions/s' }];
}
