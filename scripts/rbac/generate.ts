/**
 * Writes the roles and bindings that every new cluster has as compact data into the core, from the recording
 * testdata/golden/rbac/bootstrap.json: `npx tsx scripts/rbac/generate.ts`. A test holds the two equal.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Binding, ClusterRole, PolicyRule, Role, Subject } from '../../src/simulation/policy/rbac';

const ROOT = resolve(__dirname, '..', '..');
const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

interface Recording {
  kubernetes: string;
  clusterRoles: ClusterRole[];
  roles: Role[];
  clusterRoleBindings: Binding[];
  roleBindings: Binding[];
}

function ruleText({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  if (nonResourceURLs) return [verbs, nonResourceURLs].map((list) => list.join()).join(' ');
  const groups = (apiGroups ?? []).map((group) => group || 'core');
  return [verbs, groups, resources ?? [], ...(resourceNames ? [resourceNames] : [])].map((list) => list.join()).join(' ');
}

const subjectText = ({ kind, namespace, name }: Subject): string => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
const place = ({ namespace, name }: Role['metadata']): string => (namespace === undefined ? name : `${namespace}/${name}`);

function roleData({ metadata, rules, aggregationRule }: ClusterRole): string {
  const to = Object.keys(metadata.labels ?? {}).filter((label) => label.startsWith(AGGREGATE)).map((label) => label.slice(AGGREGATE.length));
  const fields = [
    `name: ${JSON.stringify(place(metadata))}`,
    ...(to.length > 0 ? [`aggregateTo: ${JSON.stringify(to)}`] : []),
    // What an aggregating role holds follows from the others.
    ...(aggregationRule ? ['aggregates: true'] : [`rules: [${(rules ?? []).map((rule) => `\n    ${JSON.stringify(ruleText(rule))},`).join('')}\n  ]`]),
  ];
  return `  { ${fields.join(', ')} },\n`;
}

function bindingData({ metadata, roleRef, subjects }: Binding): string {
  return `  [${JSON.stringify(place(metadata))}, ${JSON.stringify(`${roleRef.kind} ${roleRef.name}`)}, ${JSON.stringify((subjects ?? []).map(subjectText))}],\n`;
}

const recording: Recording = JSON.parse(readFileSync(join(ROOT, 'testdata', 'golden', 'rbac', 'bootstrap.json'), 'utf8'));
writeFileSync(
  join(ROOT, 'src', 'simulation', 'policy', 'rbac', 'bootstrap', 'generated.ts'),
  `// Made by scripts/rbac/generate.ts from the bootstrap policy of Kubernetes ${recording.kubernetes}; do not edit.
import type { BindingData, RoleData } from './decode';

export const CLUSTER_ROLES: readonly RoleData[] = [
${recording.clusterRoles.map(roleData).join('')}];

export const ROLES: readonly RoleData[] = [
${recording.roles.map(roleData).join('')}];

export const CLUSTER_ROLE_BINDINGS: readonly BindingData[] = [
${recording.clusterRoleBindings.map(bindingData).join('')}];

export const ROLE_BINDINGS: readonly BindingData[] = [
${recording.roleBindings.map(bindingData).join('')}];
`,
);
