import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { nodeSettings, defaultCluster } from '../default-cluster';
import { request } from '../cluster';
import type { Answer, Request } from './types';

const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [nodeSettings('node-a', 0)], now: 1_767_225_600_000_000 });
const user = { username: 'admin', groups: ['system:masters', 'system:authenticated'] };

const message = (answer: Answer): string => ('failure' in answer ? answer.failure.message : 'ok');
const create = (resource: string, kind: string, object: object, more: Partial<Request> = {}): string =>
  message(request(config, cluster, { verb: 'create', group: '', resource, namespace: 'default', body: { apiVersion: 'v1', kind, ...object } as unknown as ApiObject, user, ...more }).answer);

describe('what the API server refuses', () => {
  it('are finalizers of no domain, whatever the kind', () => {
    const wrong = 'metadata.finalizers[0]: Invalid value: "cleanup": name is neither a standard finalizer name nor is it fully qualified';
    expect(create('configmaps', 'ConfigMap', { metadata: { name: 'a', finalizers: ['cleanup'] } })).toBe(`ConfigMap "a" is invalid: ${wrong}`);
    expect(create('secrets', 'Secret', { metadata: { name: 'a', finalizers: ['cleanup'] } })).toBe(`Secret "a" is invalid: ${wrong}`);
    expect(create('configmaps', 'ConfigMap', { metadata: { name: 'a', finalizers: ['example.com/cleanup'] } })).toBe('ok');
  });

  it('is not a namespace that is empty', () => {
    expect(create('configmaps', 'ConfigMap', { metadata: { name: 'a', namespace: '' } })).toBe('ok');
  });

  it('is by name, by the beginning of one, or Unknown', () => {
    const pod = { spec: { serviceAccountName: 'x', containers: [{ name: 'app', image: 'nginx' }] } };
    const why = 'is forbidden: error looking up service account default/x: serviceaccount "x" not found';
    expect(create('pods', 'Pod', { metadata: { name: 'web' }, ...pod })).toBe(`pods "web" ${why}`);
    expect(create('pods', 'Pod', { metadata: {}, ...pod })).toBe(`pods "Unknown" ${why}`);
    expect(create('pods', 'Pod', { metadata: { name: 'web' }, spec: { ...pod.spec, serviceAccountName: 'a/b' } })).toBe('pods "web" is forbidden: error looking up service account default/a/b: invalid resource name "a/b": [may not contain \'/\']');
  });

  it('is, in a dry run, neither an address that somebody has nor a port out of range', () => {
    const service = (spec: object) => ({ metadata: { name: 'web' }, spec: { ports: [{ port: 80 }], ...spec } });
    const taken = service({ clusterIP: '10.96.0.1' });
    expect(create('services', 'Service', taken)).toContain('failed to allocate IP 10.96.0.1: provided IP is already allocated');
    expect(create('services', 'Service', taken, { dryRun: true })).toBe('ok');
    const beyond = service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] });
    expect(create('services', 'Service', beyond)).toContain('provided port is not in the valid range');
    expect(create('services', 'Service', beyond, { dryRun: true })).toBe('ok');
  });
});
