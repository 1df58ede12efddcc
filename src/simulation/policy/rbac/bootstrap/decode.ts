/** How the bootstrap policy is written down in `generated.ts`, and back to objects. */
import type { Binding, ClusterRole, PolicyRule, Subject } from '../types';

export interface RoleData {
  /** `name`, or `namespace/name` of a Role. */
  readonly name: string;
  readonly aggregateTo?: readonly string[];
  /** The role gathers what carries the label `aggregate-to-<its name>`. */
  readonly aggregates?: true;
  /** `verbs groups resources [names]` or `verbs paths`, each a list with commas; the core group is written `core`. */
  readonly rules?: readonly string[];
}

/** Name, `kind name` of the role, and subjects as `kind [namespace/]name`. */
export type BindingData = readonly [name: string, role: string, subjects: readonly string[]];

const GROUP = 'rbac.authorization.k8s.io';
const AGGREGATE = `${GROUP}/aggregate-to-`;

function metadataOf(place: string, labels: Readonly<Record<string, string>> = {}): ClusterRole['metadata'] {
  const slash = place.indexOf('/');
  return {
    name: place.slice(slash + 1),
    ...(slash < 0 ? {} : { namespace: place.slice(0, slash) }),
    annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels },
  };
}

function ruleOf(text: string): PolicyRule {
  const [verbs = [], second = [], resources, resourceNames] = text.split(' ').map((list) => list.split(','));
  if (resources === undefined) return { nonResourceURLs: second, verbs };
  return { apiGroups: second.map((group) => (group === 'core' ? '' : group)), ...(resourceNames === undefined ? {} : { resourceNames }), resources, verbs };
}

export function decodeRole({ name, aggregateTo = [], aggregates, rules = [] }: RoleData): ClusterRole {
  const metadata = metadataOf(name, Object.fromEntries(aggregateTo.map((to) => [`${AGGREGATE}${to}`, 'true'])));
  if (!aggregates) return { metadata, rules: rules.map(ruleOf) };
  return { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [`${AGGREGATE}${name}`]: 'true' } }] }, metadata, rules: [] };
}

function subjectOf(text: string): Subject {
  const [kind = '', place = ''] = text.split(' ');
  if (kind !== 'ServiceAccount') return { apiGroup: GROUP, kind, name: place };
  const [namespace, name = ''] = place.split('/');
  return { kind, name, namespace };
}

export function decodeBinding([name, role, subjects]: BindingData): Binding {
  const [kind = '', roleName = ''] = role.split(' ');
  return {
    metadata: metadataOf(name),
    roleRef: { apiGroup: GROUP, kind, name: roleName },
    ...(subjects.length === 0 ? {} : { subjects: subjects.map(subjectOf) }),
  };
}
