import type { ApiObject } from '@site/src/simulation/api/types';
import { authorize, checkEscalation, forbiddenMessage, indexRbac, type RbacObjects } from '@site/src/simulation/policy/rbac';
import { change, create, manifest, named, namespace, pod, quota, remove } from './server';

/** Where the pages print a refusal, how the core comes to it: what the page describes, asked of the core. By the page's file name without its number. */

const NOBODY: RbacObjects = { roles: [], clusterRoles: [], roleBindings: [], clusterRoleBindings: [] };
const RULES = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
const GROUP = 'admissionregistration.k8s.io/v1';

const hook: ApiObject = named(GROUP, 'ValidatingWebhookConfiguration', 'hook', undefined, {
  webhooks: [{ name: 'hook.example.com', rules: RULES, sideEffects: 'None', admissionReviewVersions: ['v1'], failurePolicy: 'Fail', timeoutSeconds: 10, clientConfig: { url: 'https://hook.example.com' } }],
});

/** A policy of one rule over Deployments. */
const policy = (expression: string): readonly ApiObject[] => [
  named(GROUP, 'ValidatingAdmissionPolicy', 'p', undefined, { spec: { matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }] }, validations: [{ expression }], failurePolicy: 'Fail' } }),
  named(GROUP, 'ValidatingAdmissionPolicyBinding', 'p', undefined, { spec: { policyName: 'p', validationActions: ['Deny'] } }),
];
const deployment = named('apps/v1', 'Deployment', 'web', 'lab', { spec: { replicas: 9, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx:1.30' }] } } } });

const acting = (objects: readonly ApiObject[], action: string): readonly ApiObject[] => objects.map((one) => (one.kind.endsWith('PolicyBinding') ? ({ ...one, spec: { ...(one as { spec?: object }).spec, validationActions: [action] } } as ApiObject) : one));
const noLatest = (action: string): string => create(pod('a', { image: 'nginx' }), { stored: acting(manifest('admission/no-latest.yaml'), action) });

/** The page's sidecar, with an expression that fails. */
const brokenSidecar = manifest('admission/sidecar.yaml').map((one) =>
  one.kind === 'MutatingAdmissionPolicy' ? ({ ...one, spec: { ...(one as { spec?: object }).spec, mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression: 'Object{spec: object.nope}' } }] } } as ApiObject) : one,
);

const restricted = namespace('lab', { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/enforce-version': 'v1.36' });
const plain = named('v1', 'Pod', 'p1', 'lab', { spec: { containers: [{ name: 'c', image: 'nginx:1.30' }] } });
const team = namespace('team-a');
const enforced = namespace('team-a', { 'pod-security.kubernetes.io/enforce': 'restricted' });

function binding(): string {
  const index = indexRbac({ ...NOBODY, roles: [{ metadata: { name: 'reader', namespace: 'app' }, rules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }] }] });
  const object = { metadata: { name: 'new', namespace: 'app' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' }, subjects: [] };
  return checkEscalation(index, { name: 'jane', groups: ['devs', 'system:authenticated'] }, { kind: 'RoleBinding', object }).error ?? '';
}

function danglingRole(): string {
  const index = indexRbac({ ...NOBODY, roleBindings: [{ metadata: { name: 'b', namespace: 'app' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'pod-reader' }, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'jane' }] }] });
  return authorize(index, { name: 'jane', groups: [] }, { verb: 'get', apiGroup: '', resource: 'pods', namespace: 'app' }).reason;
}

export const REPLAYS: Readonly<Record<string, readonly (() => string)[]>> = {
  namespaces: [
    () => remove(namespace('default')),
    () => create(pod('web', { resources: { requests: { cpu: '500m' } } }), { stored: [quota('team-a', { 'requests.cpu': '1' }, { 'requests.cpu': '600m' })] }),
    () => create(pod('nolimits', {}), { stored: [quota('compute', { 'requests.cpu': '1' }, { 'requests.cpu': '0' })] }),
    () => create(pod('web-7c5d8f9b6d-x2x9k', {}), { stored: [quota('limit', { pods: '2' }, { pods: '2' })] }),
    () => create(pod('web', {}), { stored: [namespace('lab', {}, 'Terminating')] }),
  ],
  rbac: [
    () => forbiddenMessage({ name: 'system:serviceaccount:app:default', groups: [] }, { verb: 'list', apiGroup: '', resource: 'pods' }, ''),
    binding,
    danglingRole,
  ],
  'pod-security': [
    () => create(plain, { stored: [restricted] }),
    () => change(enforced, team, { stored: [namespace('lab'), team, ...['w', 'w1', 'w2'].map((name) => named('v1', 'Pod', name, 'team-a', { spec: { containers: [{ name: 'c', image: 'nginx:1.30' }] } }))] }),
  ],
  admission: [
    () => create(pod('web', {}), { stored: [hook], reply: { kind: 'review', response: { allowed: false, status: { message: 'no' } } } }),
    () => create(pod('web', {}), { stored: [hook], reply: { kind: 'silent' } }),
    () => noLatest('Deny'),
    () => noLatest('Warn'),
    () => create(pod('web', {}), { stored: brokenSidecar }),
    () => create(deployment, { stored: policy('object.spec.replicas <= 5') }),
    () => create(deployment, { stored: policy('object.spec.nope <= 10') }),
  ],
};
