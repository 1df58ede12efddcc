import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitRange, Pod, ResourceQuota } from '../../api/generated/types/core.v1';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { compareQuantity, quantityOf } from '../../api/quantity';
import type { ApiObject } from '../../api/types';
import { admitRequest, type Outcome } from './chain';
import type { Lookup } from './request';

const registry = createRegistry(ALL_KINDS);
const system = { now: '2026-11-28T00:00:00Z', uid: 'uid', suffix: 'bcdfg' };
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lab' }, spec: {}, status: { phase: 'Active' } };
const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'lab' } };
const pod = (name: string, resources: object): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'lab' }, spec: { containers: [{ name: 'app', image: 'nginx:1.30', resources }] } });
const limits = (item: object): LimitRange => ({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits', namespace: 'lab' }, spec: { limits: [{ type: 'Container', ...item }] } });
const quota = (hard: Record<string, string>, used: Record<string, string>): ResourceQuota => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace: 'lab' }, spec: { hard }, status: { hard, used } });

function create(object: ApiObject, stored: readonly ApiObject[], namespace = 'lab'): Outcome {
  const all: readonly ApiObject[] = [NAMESPACE, ACCOUNT, ...stored];
  const lookup: Lookup = <T extends ApiObject>(apiVersion: string, kind: string, home?: string) =>
    all.filter((one) => one.apiVersion === apiVersion && one.kind === kind && (home === undefined || one.metadata.namespace === home)) as readonly ApiObject[] as readonly T[];
  const kind = registry.find(object.apiVersion, object.kind)!;
  const user = { username: 'jane', groups: ['system:authenticated'] };
  return admitRequest({ operation: 'CREATE', kind, namespace, name: object.metadata.name ?? '', subresource: '', object, user }, { lookup, findKind: registry.find, authorize: () => ({ allowed: false, reason: '' }), system });
}

const messageOf = (outcome: Outcome): string => ('status' in outcome ? outcome.status.message : 'allowed');

describe('the chain of admission', () => {
  it('fills in limits before quotas count them', () => {
    const outcome = create(pod('web', {}), [limits({ defaultRequest: { cpu: '200m' } }), quota({ 'requests.cpu': '300m' }, { 'requests.cpu': '0' })]);
    expect('quotas' in outcome && outcome.quotas[0]?.status?.used).toEqual({ 'requests.cpu': '200m' });
  });

  it('asks limits before quotas, and says which of them refuses', () => {
    const stored = [limits({ max: { cpu: '1' } }), quota({ pods: '0' }, { pods: '0' })];
    expect(messageOf(create(pod('web', { limits: { cpu: '2' } }), stored))).toBe('pods "web" is forbidden: maximum cpu usage per Container is 1, but limit is 2');
    expect(messageOf(create(pod('web', { limits: { cpu: '1' } }), stored))).toBe('pods "web" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=0, limited: pods=0');
  });

  it('refuses what no quota has been counted for yet', () => {
    expect(messageOf(create(pod('web', {}), [quota({ pods: '5' }, {})]))).toBe('pods "web" is forbidden: status unknown for quota: quota, resources: pods');
  });

  it('makes nothing in a namespace that is not there', () => {
    expect(messageOf(create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'ghost' } }, [], 'ghost'))).toBe('namespaces "ghost" not found');
  });

  it('lets Pods of a strict account use only the Secrets that the account names', () => {
    const strict = { ...ACCOUNT, metadata: { name: 'strict', namespace: 'lab', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } }, secrets: [{ name: 'known' }] };
    const using = (secretName: string): Pod => {
      const plain = pod('web', {});
      return { ...plain, spec: { ...plain.spec, serviceAccountName: 'strict', volumes: [{ name: 'v', secret: { secretName } }] } };
    };
    expect(messageOf(create(using('known'), [strict]))).toBe('allowed');
    expect(messageOf(create(using('other'), [strict]))).toBe('pods "web" is forbidden: volume with secret.secretName="other" is not allowed because service account strict does not reference that secret');
  });

  it('never lets what is used go beyond what is allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 12 }), fc.integer({ min: 0, max: 3000 }), (requests, hard) => {
        let current = quota({ 'requests.cpu': `${hard}m`, pods: '100' }, { 'requests.cpu': '0', pods: '0' });
        let admitted = 0;
        for (const [index, request] of requests.entries()) {
          const outcome = create(pod(`p${index}`, { requests: { cpu: `${request}m` } }), [current]);
          if ('status' in outcome) continue;
          admitted += request;
          current = outcome.quotas[0]!;
        }
        const used = quantityOf(current.status?.used?.['requests.cpu']);
        expect(compareQuantity(used, quantityOf(`${admitted}m`))).toBe(0);
        expect(admitted).toBeLessThanOrEqual(hard);
      }),
      { numRuns: 30 },
    );
  });
});
