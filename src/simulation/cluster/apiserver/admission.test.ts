import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { viewOf } from '../control/view';
import { bootCluster, defaultConfig } from '../default-cluster';
import type { Request } from './types';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const booted = bootCluster(CONFIG, 5, START);

const settle = (cluster: Cluster): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + 2 * SECOND).cluster;

function ask(cluster: Cluster, asked: Omit<Request, 'user'>): { readonly cluster: Cluster; readonly said: string } {
  const handled = request(CONFIG, cluster, { ...asked, user });
  return { cluster: handled.cluster, said: 'failure' in handled.answer ? handled.answer.failure.message : '' };
}

const create = (cluster: Cluster, group: string, resource: string, body: object) =>
  ask(cluster, { verb: 'create', group, resource, ...((body as ApiObject).metadata.namespace === undefined ? {} : { namespace: 'default' }), body: body as ApiObject });

const pod = (name: string, cpu: string | undefined): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' },
  spec: { containers: [{ name: 'app', image: 'app:1', ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }) }] },
});
const quota = (name: string, scope: string, pods: number): object => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name, namespace: 'default' }, spec: { hard: { pods: String(pods) }, scopes: [scope] } });

describe('admission over what is stored', () => {
  it('lets no scope of a quota take more than it may, and counts what there is', () => {
    const step = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), verb: fc.constantFrom('create' as const, 'delete' as const), isBestEffort: fc.boolean(), settles: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), fc.array(step, { maxLength: 20 }), (most, mostOthers, steps) => {
        let { cluster } = create(create(booted, '', 'resourcequotas', quota('best', 'BestEffort', most)).cluster, '', 'resourcequotas', quota('others', 'NotBestEffort', mostOthers));
        cluster = settle(cluster);
        for (const { name, verb, isBestEffort, settles } of steps) {
          const at = { group: '', resource: 'pods', namespace: 'default', name };
          ({ cluster } = verb === 'create' ? create(cluster, '', 'pods', pod(name, isBestEffort ? undefined : '100m')) : ask(cluster, { ...at, verb: 'delete' }));
          if (settles) cluster = settle(cluster);
        }
        const view = viewOf(settle(cluster).server.store.tables);
        const pods = view.list('pods', 'default');
        const best = pods.filter(({ status }) => status?.qosClass === 'BestEffort').length;
        expect(best).toBeLessThanOrEqual(most);
        expect(pods.length - best).toBeLessThanOrEqual(mostOthers);
        expect(['best', 'others'].map((name) => view.get('resourcequotas', 'default', name)?.status?.used)).toEqual([{ pods: String(best) }, { pods: String(pods.length - best) }]);
      }),
      { numRuns: 25 },
    );
  });

  it('says what a quota refuses', () => {
    const cluster = settle(create(booted, '', 'resourcequotas', quota('best', 'BestEffort', 0)).cluster);
    expect(create(cluster, '', 'pods', pod('a', undefined)).said).toBe('pods "a" is forbidden: exceeded quota: best, requested: pods=1, used: pods=0, limited: pods=0');
  });

  it('keeps the namespaces of the system', () => {
    expect(ask(booted, { verb: 'delete', group: '', resource: 'namespaces', name: 'kube-system' }).said).toBe('namespaces "kube-system" is forbidden: this namespace may not be deleted');
    expect(ask(booted, { verb: 'delete', group: '', resource: 'namespaces', name: 'kube-node-lease' }).said).toBe('');
  });

  it('makes nothing of an object whose namespace goes or is not there', () => {
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'a' } } as unknown as ApiObject;
    const stays = { metadata: { name: 'a', namespace: 'shop', finalizers: ['example.com/stays'] } };
    let { cluster } = create(booted, '', 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    for (const [resource, body] of [['serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }], ['pods', { ...pod('a', undefined), ...stays }]] as const) {
      ({ cluster } = ask(cluster, { verb: 'create', group: '', resource, namespace: 'shop', body: body as unknown as ApiObject }));
    }
    const evict = (namespace: string) => ask(cluster, { verb: 'create', group: '', resource: 'pods', namespace, name: 'a', subresource: 'eviction', body: eviction, dryRun: true }).said;
    expect(evict('shop')).toBe('');
    ({ cluster } = ask(cluster, { verb: 'delete', group: '', resource: 'namespaces', name: 'shop' }));
    expect(evict('shop')).toBe('pods "a" is forbidden: unable to create new content in namespace shop because it is being terminated');
    expect(evict('nowhere')).toBe('namespaces "nowhere" not found');
  });

  it('asks the policies', () => {
    const group = 'admissionregistration.k8s.io';
    const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
    const policy = {
      apiVersion: `${group}/v1`, kind: 'ValidatingAdmissionPolicy', metadata: { name: 'short' },
      spec: { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: 'size(object.metadata.name) < 4', message: 'too long' }] },
    };
    const binding = { apiVersion: `${group}/v1`, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'everywhere' }, spec: { policyName: 'short', validationActions: ['Deny'] } };
    const made = create(create(booted, group, 'validatingadmissionpolicies', policy).cluster, group, 'validatingadmissionpolicybindings', binding).cluster;
    expect(create(made, '', 'pods', pod('long', undefined)).said).toBe(`pods "long" is forbidden: ValidatingAdmissionPolicy 'short' with binding 'everywhere' denied request: too long`);
    expect(create(made, '', 'pods', pod('abc', undefined)).said).toBe('');
  });

  const GROUP = 'admissionregistration.k8s.io';
  const hookConfiguration = (more: object): object => ({
    apiVersion: `${GROUP}/v1`, kind: 'MutatingWebhookConfiguration', metadata: { name: 'team' },
    webhooks: [{ name: 'team.kx.io', rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }], sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { service: { name: 'team', namespace: 'kx' } }, ...more }],
  });

  it('calls webhooks, whose Service has to be there', () => {
    const made = create(booted, GROUP, 'mutatingwebhookconfigurations', hookConfiguration({}));
    expect(made.said).toBe('');
    expect(create(made.cluster, '', 'pods', pod('a', undefined)).said).toBe('Internal error occurred: failed calling webhook "team.kx.io": failed to call webhook: Post "https://team.kx.svc:443/?timeout=10s": service "team" not found');
    const open = create(booted, GROUP, 'mutatingwebhookconfigurations', hookConfiguration({ failurePolicy: 'Ignore' })).cluster;
    expect(create(open, '', 'pods', pod('a', undefined)).said).toBe('');
    expect(create(booted, GROUP, 'mutatingwebhookconfigurations', hookConfiguration({ sideEffects: 'Some' })).said).toContain('webhooks[0].sideEffects: Unsupported value: "Some"');
  });

  it('stores what webhooks and mutating policies make, and passes on what they say', () => {
    const config = defaultConfig(createRegistry(ALL_KINDS), [], undefined, () => ({ kind: 'review', response: { allowed: true, patch: [{ op: 'add', path: '/metadata/labels', value: { team: 'a' } }], warnings: ['labelled'] } }));
    const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
    const send = (cluster: Cluster, group: string, resource: string, body: object) => request(config, cluster, { verb: 'create', group, resource, body: body as ApiObject, user, ...((body as ApiObject).metadata.namespace === undefined ? {} : { namespace: 'default' }) });
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x', namespace: 'default' }, spec: { ports: [{ port: 443 }] } };
    const policy = {
      apiVersion: `${GROUP}/v1`, kind: 'MutatingAdmissionPolicy', metadata: { name: 'note' },
      spec: { matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }] }, reinvocationPolicy: 'Never', mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression: "Object{metadata: Object.metadata{annotations: {'note': 'yes'}}}" } }] },
    };
    const binding = { apiVersion: `${GROUP}/v1`, kind: 'MutatingAdmissionPolicyBinding', metadata: { name: 'note' }, spec: { policyName: 'note' } };
    let { cluster } = send(booted, '', 'services', service);
    ({ cluster } = send(cluster, GROUP, 'mutatingadmissionpolicies', policy));
    ({ cluster } = send(cluster, GROUP, 'mutatingadmissionpolicybindings', binding));
    ({ cluster } = send(cluster, GROUP, 'mutatingwebhookconfigurations', hookConfiguration({ clientConfig: { service: { name: 'x', namespace: 'default' } } })));
    const { answer } = send(cluster, '', 'pods', pod('a', undefined));
    expect(answer).toMatchObject({ code: 201, warnings: ['labelled'], object: { metadata: { labels: { team: 'a' }, annotations: { note: 'yes' } } } });
  });
});
