import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessList, accessTable, aggregateAll, allGrants, authorize, checkEscalation, indexRbac, nearMisses, rulesFor, rulesReview, uncoveredRules } from '.';
import type { AccessRequest, Binding, ClusterRole, PolicyRule, User } from '.';
import { bootstrapPolicy } from './bootstrap';

const pick = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const some = (...values: string[]): fc.Arbitrary<string[]> => fc.subarray(values, { minLength: 1 });

const ruleArbitrary: fc.Arbitrary<PolicyRule> = fc.oneof(
  fc.record({ verbs: some('get', 'list', 'create', '*'), apiGroups: some('', 'apps', '*'), resources: some('pods', 'pods/log', '*/log', 'deployments', '*') }),
  fc.record({ verbs: some('get', 'list'), apiGroups: some('', 'apps'), resources: some('pods', 'pods/log'), resourceNames: some('a', 'b') }),
  fc.record({ verbs: some('get', '*'), nonResourceURLs: some('/healthz', '/healthz/*', '*') }),
);
const requestArbitrary: fc.Arbitrary<AccessRequest> = fc.oneof(
  fc.record({ verb: pick('get', 'list', 'create'), apiGroup: pick('', 'apps'), resource: pick('pods', 'deployments'), subresource: pick('', 'log'), name: pick('', 'a', 'b'), namespace: pick('', 'dev', 'prod') }),
  fc.record({ verb: pick('get'), path: pick('/healthz', '/healthz/etcd', '/metrics') }),
);
const jane: User = { name: 'jane', groups: ['devs', 'system:authenticated'] };
const subjects = [{ kind: 'User', name: 'jane' }];
const roleOf = (name: string, rules: PolicyRule[]): ClusterRole => ({ metadata: { name }, rules });
const bind = (name: string, role: string): Binding => ({ metadata: { name }, roleRef: { kind: 'ClusterRole', name: role }, subjects });

describe('RBAC', () => {
  it('holds the bootstrap policy as recorded', () => {
    const file = join(__dirname, '../../../../testdata/golden/rbac/bootstrap.json');
    const { clusterRoles, roles, clusterRoleBindings, roleBindings } = JSON.parse(readFileSync(file, 'utf8'));
    expect(bootstrapPolicy()).toEqual({ clusterRoles, roles, clusterRoleBindings, roleBindings });
  });

  it('only ever adds: another rule takes nothing away', () => {
    fc.assert(fc.property(fc.array(ruleArbitrary, { maxLength: 4 }), ruleArbitrary, requestArbitrary, (rules, more, request) => {
      const objects = { clusterRoles: [roleOf('held', rules)], clusterRoleBindings: [bind('one', 'held')] };
      const before = authorize(indexRbac(objects), jane, request).allowed;
      const after = authorize(indexRbac({ clusterRoles: [...objects.clusterRoles, roleOf('more', [more])], clusterRoleBindings: [...objects.clusterRoleBindings, bind('two', 'more')] }), jane, request);
      if (before) expect(after.allowed).toBe(true);
    }));
  });

  it('covers exactly what it would allow', () => {
    fc.assert(fc.property(fc.array(ruleArbitrary, { maxLength: 4 }), ruleArbitrary, requestArbitrary, (owner, servant, request) => {
      if (uncoveredRules(owner, [servant]).length > 0) return;
      const index = (rules: PolicyRule[]) => indexRbac({ clusterRoles: [roleOf('r', rules)], clusterRoleBindings: [bind('b', 'r')] });
      if (authorize(index([servant]), jane, request).allowed) expect(authorize(index(owner), jane, request).allowed).toBe(true);
    }));
  });

  it('every rule covers itself, and nobody is kept from granting what they hold', () => {
    fc.assert(fc.property(fc.array(ruleArbitrary, { maxLength: 4 }), (rules) => {
      expect(uncoveredRules(rules, rules)).toEqual([]);
      const index = indexRbac({ clusterRoles: [roleOf('r', rules)], clusterRoleBindings: [bind('b', 'r')] });
      expect(checkEscalation(index, jane, { kind: 'ClusterRole', object: roleOf('new', rules) })).toEqual({ allowed: true });
    }));
  });

  it('finds all grants, and the first of them is the reason', () => {
    const rules: PolicyRule[] = [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }];
    const index = indexRbac({ clusterRoles: [roleOf('a', rules), roleOf('b', rules)], clusterRoleBindings: [bind('one', 'a'), bind('two', 'b')] });
    const request = { verb: 'get', apiGroup: '', resource: 'pods', namespace: 'dev' };
    expect(allGrants(index, jane, request).map(({ binding }) => binding.metadata.name)).toEqual(['one', 'two']);
    expect(authorize(index, jane, request).grant?.binding.metadata.name).toBe('one');
  });

  it('a role that is missing leaves the other rules in force and is named', () => {
    const index = indexRbac({ clusterRoles: [roleOf('a', [{ verbs: ['get'], nonResourceURLs: ['/x'] }])], clusterRoleBindings: [bind('gone', 'gone'), bind('one', 'a')] });
    expect(rulesFor(index, jane, 'dev')).toEqual({ rules: [{ verbs: ['get'], nonResourceURLs: ['/x'] }], errors: ['clusterrole.rbac.authorization.k8s.io "gone" not found'] });
    expect(rulesReview(index, jane, 'dev').evaluationError).toBe('clusterrole.rbac.authorization.k8s.io "gone" not found');
  });

  it('lists what a user can do as kubectl prints it', () => {
    const index = indexRbac(bootstrapPolicy());
    const rows = accessList(rulesReview(index, { name: 'jane', groups: ['system:authenticated'] }, 'dev'));
    expect(rows.filter(({ resource }) => resource !== '')).toEqual([
      { resource: 'selfsubjectreviews.authentication.k8s.io', nonResourceURLs: [], resourceNames: [], verbs: ['create'] },
      { resource: 'selfsubjectaccessreviews.authorization.k8s.io', nonResourceURLs: [], resourceNames: [], verbs: ['create'] },
      { resource: 'selfsubjectrulesreviews.authorization.k8s.io', nonResourceURLs: [], resourceNames: [], verbs: ['create'] },
    ]);
    expect(rows.find(({ nonResourceURLs }) => nonResourceURLs.includes('/healthz'))?.verbs).toEqual(['get']);
  });

  it('prints the list in the columns of kubectl', () => {
    const table = accessTable({ resourceRules: [{ verbs: ['get', 'list'], apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['web'] }], nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }] });
    expect(table).toBe(
      'Resources                Non-Resource URLs   Resource Names   Verbs\ndeployments.apps/scale   []                  [web]            [get list]\n                         [/healthz]          []               [get]\n',
    );
  });

  it('knows what one thing keeps a rule from allowing', () => {
    const within = (name: string, namespace: string, rules: PolicyRule[]) => ({
      roles: [{ metadata: { name, namespace }, rules }],
      roleBindings: [{ metadata: { name, namespace }, roleRef: { kind: 'Role', name }, subjects }],
    });
    const lacks = (rule: PolicyRule, request: AccessRequest, namespace = 'dev') => ('path' in request ? [] : nearMisses(indexRbac(within('r', namespace, [rule])), jane, request).map((miss) => miss.lacks));
    const exec = { verb: 'create', apiGroup: '', resource: 'pods', subresource: 'exec', namespace: 'dev' };
    expect(lacks({ verbs: ['get'], apiGroups: [''], resources: ['deployments'] }, { verb: 'get', apiGroup: 'apps', resource: 'deployments', namespace: 'dev' })).toEqual(['apiGroup']);
    expect(lacks({ verbs: ['*'], apiGroups: [''], resources: ['pods/*'] }, exec)).toEqual(['resource']);
    expect(lacks({ verbs: ['get'], apiGroups: [''], resources: ['pods/exec'] }, exec)).toEqual(['verb']);
    expect(lacks({ verbs: ['create'], apiGroups: [''], resources: ['pods/exec'], resourceNames: ['web'] }, exec)).toEqual(['name']);
    expect(lacks({ verbs: ['create'], apiGroups: [''], resources: ['pods/exec'] }, exec, 'prod')).toEqual(['namespace']);
    expect(lacks({ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }, exec)).toEqual([]);
  });

  it('what allows is no near miss', () => {
    fc.assert(fc.property(fc.array(ruleArbitrary, { maxLength: 4 }), requestArbitrary, (rules, request) => {
      if ('path' in request) return;
      const misses = nearMisses(indexRbac({ clusterRoles: [roleOf('r', rules)], clusterRoleBindings: [bind('b', 'r')] }), jane, request);
      for (const { grant } of misses) expect(authorize(indexRbac({ clusterRoles: [roleOf('r', [grant.rule])], clusterRoleBindings: [bind('b', 'r')] }), jane, request).allowed).toBe(false);
    }));
  });

  it('garbage collection may change owners of a role that its user does not hold', () => {
    const old = { metadata: { name: 'r', finalizers: ['x'] }, rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }] };
    const index = indexRbac({});
    expect(checkEscalation(index, jane, { kind: 'ClusterRole', old, object: { ...old, metadata: { name: 'r' } } }).allowed).toBe(true);
    expect(checkEscalation(index, jane, { kind: 'ClusterRole', old, object: { ...old, metadata: { name: 'r', labels: { a: 'b' } } } }).allowed).toBe(false);
  });

  it('aggregation comes to rest, also in a circle', () => {
    const circle = (name: string, gathers: string, carries: string): ClusterRole => ({
      metadata: { name, labels: { [carries]: 'x' } }, rules: [{ verbs: [name], nonResourceURLs: ['/'] }], aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [gathers]: 'x' } }] },
    });
    const rested = aggregateAll([circle('a', 'to-a', 'to-b'), circle('b', 'to-b', 'to-a'), { ...roleOf('leaf', [{ verbs: ['get'], nonResourceURLs: ['/y'] }]), metadata: { name: 'leaf', labels: { 'to-a': 'x' } } }]);
    expect(aggregateAll(rested)).toEqual(rested);
    expect(rested[1]?.rules).toContainEqual({ verbs: ['get'], nonResourceURLs: ['/y'] });
  });
});
