import { indexNetwork, verdictMatrix } from '../../src/simulation/policy/network-policy';
import type { NetworkObjects, NetworkPolicyRule } from '../../src/simulation/policy/network-policy';
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

const PODS = 500;

/** 500 Pods of 10 apps in 10 namespaces; each namespace denies by default and opens each app with a policy of its own: 110 policies. */
function policedCluster(): NetworkObjects {
  const names = Array.from({ length: 10 }, (_, i) => `ns-${i}`);
  const app = (i: number) => ({ matchLabels: { app: `app-${i % 10}` } });
  const rule = (i: number): NetworkPolicyRule => ({
    ports: [{ port: 'http' }, { port: 9090, endPort: 9099 }],
    [i % 2 === 0 ? 'from' : 'to']: [{ podSelector: app(i + 1) }, { namespaceSelector: { matchLabels: { team: `team-${i % 3}` } }, podSelector: app(i + 2) }, { ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] } }],
  });
  return {
    namespaces: names.map((name, i) => ({ metadata: { name, labels: { team: `team-${i % 3}` } } })),
    pods: Array.from({ length: PODS }, (_, i) => ({
      metadata: { name: `pod-${i}`, namespace: names[i % 10]!, labels: { app: `app-${Math.floor(i / 10) % 10}`, tier: 'x' } },
      spec: { containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }] }, status: { podIP: `10.0.${Math.floor(i / 250)}.${(i % 250) + 1}` },
    })),
    networkPolicies: names.flatMap((namespace) => [
      { metadata: { name: 'deny', namespace }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
      ...Array.from({ length: 10 }, (_, i) => ({
        metadata: { name: `open-${i}`, namespace }, spec: { podSelector: app(i), policyTypes: [i % 2 === 0 ? 'Ingress' : 'Egress'], [i % 2 === 0 ? 'ingress' : 'egress']: [rule(i)] },
      })),
    ]),
  };
}

/** Milliseconds from objects to the whole matrix: the shortest of seven runs, which other work on the machine disturbed least. */
function matrixTime(): number {
  const objects = policedCluster();
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    const cells = verdictMatrix(indexNetwork(objects), { port: 8080, protocol: 'TCP' }).flat();
    const time = performance.now() - start;
    if (!cells.includes(0) || !cells.includes(1) || !cells.includes(2) || !cells.includes(3)) throw new Error('the cluster of the benchmark has every kind of verdict');
    return time;
  });
  return Math.min(...times);
}

export function benchPolicy(): Measurement[] {
  return [
    { name: 'rbac: 10,000 bindings', value: rbacRate(), unit: 'decisions/s' },
    { name: 'network policy: 500 × 500 Pods, 110 policies', value: matrixTime(), unit: 'ms (goal < 200)' },
  ];
}
