import type { PolicyRule } from '@site/src/simulation/policy/rbac';
import type { Namespace, RowName, Verb } from './questions';

export interface Start {
  readonly yaml: string;
  readonly who: string;
  readonly namespace: Namespace;
  readonly row: RowName;
  readonly verb: Verb;
  /** A challenge: the rights that the task takes in the Namespace `app`, no more and no less, and a text that gives just them. */
  readonly task?: { readonly needs: readonly PolicyRule[]; readonly solution: string };
}

const CI = 'system:serviceaccount:app:ci';
const RBAC = 'rbac.authorization.k8s.io';

const role = (kind: 'Role' | 'ClusterRole', name: string, ...rules: string[]): string => `apiVersion: ${RBAC}/v1
kind: ${kind}
metadata:
  name: ${name}${kind === 'Role' ? '\n  namespace: app' : ''}
rules:
${rules.join('\n')}
`;

const rule = (groups: string, resources: string, verbs: string, names?: string): string =>
  `- apiGroups: [${groups}]\n  resources: [${resources}]\n${names === undefined ? '' : `  resourceNames: [${names}]\n`}  verbs: [${verbs}]`;

const binding = (kind: 'RoleBinding' | 'ClusterRoleBinding', name: string, roleRef: string, subject: string): string => `apiVersion: ${RBAC}/v1
kind: ${kind}
metadata:
  name: ${name}${kind === 'RoleBinding' ? '\n  namespace: app' : ''}
roleRef:
  apiGroup: ${RBAC}
  kind: ${roleRef.split(' ')[0]}
  name: ${roleRef.split(' ')[1]}
subjects:
- kind: ${subject.split(' ')[0]}
  name: ${subject.split(' ')[1]}${subject.startsWith('ServiceAccount') ? '\n  namespace: app' : `\n  apiGroup: ${RBAC}`}
`;

const text = (...documents: string[]): string => documents.join('---\n');

/** Written for the wrong API group on purpose: what most 403s come from. */
const explore = text(
  role('Role', 'pod-reader', rule('""', 'pods', 'get, list, watch'), rule('""', 'configmaps', 'get, list', 'web')),
  binding('RoleBinding', 'ci-reads', 'Role pod-reader', 'ServiceAccount ci'),
  role('Role', 'deployer', rule('""', 'deployments', 'get, list, watch')),
  binding('RoleBinding', 'ci-deploys', 'Role deployer', 'ServiceAccount ci'),
  role('ClusterRole', 'viewer', rule('""', 'pods, nodes', 'get, list')),
  binding('RoleBinding', 'jane-views', 'ClusterRole viewer', 'User jane'),
  binding('ClusterRoleBinding', 'ops-view', 'ClusterRole viewer', 'Group ops'),
);

export const PRESETS = {
  explore: { yaml: explore, who: CI, namespace: 'app', row: 'deployments.apps', verb: 'list' },
  deploy: {
    yaml: binding('RoleBinding', 'ci-edits', 'ClusterRole edit', 'ServiceAccount ci'), who: CI, namespace: 'app', row: 'secrets', verb: 'get',
    task: {
      needs: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'] }, { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['patch'] }],
      solution: text(
        role('Role', 'deployer', rule('apps', 'deployments', 'get, patch'), rule('apps', 'deployments/scale', 'patch')),
        binding('RoleBinding', 'ci-deploys', 'Role deployer', 'ServiceAccount ci'),
      ),
    },
  },
  support: {
    yaml: text(role('Role', 'support', rule('""', '"pods", "pods/*"', '"*"')), binding('RoleBinding', 'jane-supports', 'Role support', 'User jane')),
    who: 'jane', namespace: 'app', row: 'pods/exec', verb: 'create',
    task: {
      needs: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
        { apiGroups: [''], resources: ['pods/exec'], resourceNames: ['web-0'], verbs: ['get', 'create'] },
      ],
      solution: text(
        role('Role', 'support', rule('""', 'pods', 'get, list'), rule('""', 'pods/log', 'get'), rule('""', 'pods/exec', 'get, create', 'web-0')),
        binding('RoleBinding', 'jane-supports', 'Role support', 'User jane'),
      ),
    },
  },
  attack: {
    yaml: text(
      role('Role', 'onboarding', rule(RBAC, 'rolebindings', 'create'), rule(RBAC, 'clusterroles', 'bind')),
      binding('RoleBinding', 'ci-onboards', 'Role onboarding', 'ServiceAccount ci'),
    ),
    who: CI, namespace: 'app', row: 'rolebindings.rbac', verb: 'create',
    task: {
      needs: [
        { apiGroups: [RBAC], resources: ['rolebindings'], verbs: ['create'] },
        { apiGroups: [RBAC], resources: ['clusterroles'], resourceNames: ['view'], verbs: ['bind'] },
      ],
      solution: text(
        role('Role', 'onboarding', rule(RBAC, 'rolebindings', 'create'), rule(RBAC, 'clusterroles', 'bind', 'view')),
        binding('RoleBinding', 'ci-onboards', 'Role onboarding', 'ServiceAccount ci'),
      ),
    },
  },
} as const satisfies Record<string, Start>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];

/** What a subject might try to create. */
export const DRAFTS = {
  boss: binding('RoleBinding', 'boss', 'ClusterRole cluster-admin', 'ServiceAccount ci'),
  view: binding('RoleBinding', 'newcomer', 'ClusterRole view', 'User lee'),
  role: role('Role', 'secret-reader', rule('""', 'secrets', 'get, list')),
} as const;

export type Draft = keyof typeof DRAFTS;
export const DRAFT_IDS = Object.keys(DRAFTS) as Draft[];
