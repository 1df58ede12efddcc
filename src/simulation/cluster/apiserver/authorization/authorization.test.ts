import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import { request, runUntil } from '../../cluster';
import type { Cluster } from '../../cluster';
import { defaultCluster, nodeSettings } from '../../default-cluster';
import type { Request, User } from '../types';

const { config, cluster: booted } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [nodeSettings('one', 0)], now: 1_767_225_600_000_000 });
const ADMIN: User = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
const JANE: User = { username: 'jane', groups: ['dev', 'system:authenticated'] };
const RBAC = 'rbac.authorization.k8s.io';

function ask(cluster: Cluster, user: User, asked: Omit<Request, 'user'>) {
  const { cluster: after, answer } = request(config, cluster, { ...asked, user });
  return { cluster: after, said: 'failure' in answer ? `${answer.failure.code} ${answer.failure.message}` : 'ok', answer };
}

const role = (name: string, rules: readonly object[]): ApiObject => ({ apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name, namespace: 'default' }, rules }) as unknown as ApiObject;
const binding = (name: string, kind: string, roleName: string): ApiObject =>
  ({ apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name, namespace: 'default' }, roleRef: { apiGroup: RBAC, kind, name: roleName }, subjects: [{ kind: 'User', name: 'jane', apiGroup: RBAC }] }) as unknown as ApiObject;
const create = (resource: string, body: ApiObject, group = RBAC): Omit<Request, 'user'> => ({ verb: 'create', group, resource, namespace: 'default', name: body.metadata.name ?? '', body });
const pods: Omit<Request, 'user'> = { verb: 'list', group: '', resource: 'pods', namespace: 'default' };

describe('who may do what in a cluster', () => {
  it('refuses what no role allows, in the words of the API server, and allows it when one does', () => {
    expect(ask(booted, JANE, pods).said).toBe('403 pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"');
    expect(ask(booted, { username: '' }, pods).said).toBe('401 Unauthorized');
    const { cluster } = ask(booted, ADMIN, create('rolebindings', binding('jane', 'ClusterRole', 'view')));
    expect(ask(cluster, JANE, pods).said).toBe('ok');
    expect(ask(cluster, JANE, { ...pods, resource: 'secrets' }).said).toContain('403');
  });

  it('lets nobody grant what he does not hold', () => {
    const { cluster } = ask(booted, ADMIN, create('rolebindings', binding('jane', 'ClusterRole', 'admin')));
    expect(ask(cluster, JANE, create('roles', role('reader', [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]))).said).toBe('ok');
    expect(ask(cluster, JANE, create('roles', role('nodes', [{ verbs: ['delete'], apiGroups: [''], resources: ['nodes'] }]))).said).toContain('attempting to grant RBAC permissions not currently held');
    expect(ask(cluster, JANE, create('rolebindings', binding('up', 'ClusterRole', 'cluster-admin'))).said).toContain('403');
  });

  it('answers reviews, and lets act as somebody else who may', () => {
    const review = (user: User) => ask(booted, user, { verb: 'create', group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews', body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', metadata: {}, spec: { resourceAttributes: { verb: 'list', resource: 'pods', namespace: 'default' } } } as unknown as ApiObject }).answer;
    expect(review(ADMIN)).toMatchObject({ object: { status: { allowed: true } } });
    expect(review(JANE)).toMatchObject({ object: { status: { allowed: false } } });
    expect(ask(booted, { ...JANE, by: ADMIN }, pods).said).toContain('User "jane" cannot list');
    expect(ask(booted, { ...ADMIN, by: JANE }, pods).said).toBe('403 users "kubernetes-admin" is forbidden: User "jane" cannot impersonate resource "users" in API group "" at the cluster scope');
  });

  it('refuses no component what it does', () => {
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx:1.27' }] } };
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template } } as unknown as ApiObject;
    const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'default' }, spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } } } as unknown as ApiObject;
    const made = ask(ask(booted, ADMIN, create('deployments', deployment, 'apps')).cluster, ADMIN, create('horizontalpodautoscalers', scaler, 'autoscaling')).cluster;
    const { cluster, happened } = runUntil(config, made, made.clock.now + 30_000_000);
    const refused = happened.flatMap((one) => (one.kind === 'request' && 'failure' in one.answer && one.answer.failure.code === 403 ? [one.answer.failure.message] : []));
    expect(refused).toEqual([]);
    expect(ask(cluster, ADMIN, pods).answer).toMatchObject({ list: [{ status: { phase: 'Running' } }, { status: { phase: 'Running' } }] });
  });
});
