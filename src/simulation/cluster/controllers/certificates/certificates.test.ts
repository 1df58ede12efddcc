import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../api';
import type { CertificateSigningRequest } from '../../../api/generated/types/certificates.v1';
import { decodeBase64 } from '../../../api/go-template/base64';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { encodeBase64 } from '../../../base/go/base64';
import { readCertificate } from '../../../network/tls/pem';
import { readRequest, requestPem } from '../../../network/tls/request';
import type { Wanted } from '../../../network/tls/request';
import { request, runUntil } from '../../cluster';
import { viewOf } from '../../control/view';
import { defaultCluster } from '../../default-cluster';
import { signerFault } from './verify';

const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;
const START = 1_767_225_600 * SECOND;
const USAGES = ['client auth', 'digital signature'];

function stage() {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [], now: START });
  let now = runUntil(config, cluster, START + SECOND).cluster;
  const found = (): CertificateSigningRequest | undefined => viewOf(now.server.store.tables).get('certificatesigningrequests.certificates.k8s.io', undefined, 'one');
  const pass = (time: number): void => void (now = runUntil(config, now, now.clock.now + time).cluster);
  const send = (verb: 'create' | 'update', body: object, subresource?: string): void => {
    const { cluster: after, answer } = request(config, now, { verb, group: 'certificates.k8s.io', resource: 'certificatesigningrequests', name: 'one', ...(subresource === undefined ? {} : { subresource }), body: body as ApiObject, user: { username: 'reader', groups: ['system:masters'] } });
    expect(answer).toHaveProperty('object');
    now = after;
    pass(SECOND);
  };
  const ask = (signerName: string, wanted: Wanted, usages: readonly string[] = USAGES, more: object = {}): void =>
    send('create', { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'one' }, spec: { request: encodeBase64(requestPem(wanted)), signerName, usages, ...more } });
  const decide = (type: 'Approved' | 'Denied'): void => send('update', { ...found(), status: { conditions: [{ type, status: 'True', reason: 'Test', message: '', lastUpdateTime: new Date(now.clock.now / 1000).toISOString().replace(/\.\d+/, '') }] } }, 'approval');
  return { ask, send, decide, found, pass, certificate: () => readCertificate(decodeBase64(found()?.status?.certificate ?? '')) };
}

describe('certificate signing requests', () => {
  it('get a certificate when they are approved, and go an hour later', () => {
    const { ask, decide, found, pass, certificate } = stage();
    ask('kubernetes.io/kube-apiserver-client', { commonName: 'jane', organizations: ['dev'], key: 'k' });
    expect(found()?.status?.certificate).toBeUndefined();
    decide('Approved');
    expect(certificate()).toMatchObject({ commonName: 'jane', organizations: ['dev'], issuer: 'kubernetes', key: 'k', notBefore: '2025-12-31T23:55:02Z', notAfter: '2026-12-31T23:55:02Z' });
    pass(2.5 * HOUR);
    expect(found()).toBeUndefined();
  });

  it('last as long as they ask, where that is less than a year', () => {
    const { ask, decide, certificate } = stage();
    ask('kubernetes.io/kube-apiserver-client', { commonName: 'jane' }, USAGES, { expirationSeconds: 3600 });
    decide('Approved');
    expect(certificate()).toMatchObject({ notBefore: '2025-12-31T23:55:02Z', notAfter: '2026-01-01T01:00:02Z' });
  });

  it('are failed by a signer that finds something wrong, and left to others that it does not know', () => {
    const { ask, decide, found } = stage();
    ask('kubernetes.io/kube-apiserver-client', { commonName: 'jane' }, ['server auth']);
    decide('Approved');
    expect(found()?.status).toMatchObject({ conditions: [{ type: 'Approved' }, { type: 'Failed', reason: 'SignerValidationFailure', message: 'invalid usage for client certificate: server auth' }] });
    const other = stage();
    other.ask('example.com/mine', { commonName: 'jane' });
    other.decide('Approved');
    expect(other.found()?.status?.conditions).toHaveLength(1);
    expect(other.found()?.status?.certificate).toBeUndefined();
  });

  it('that nobody can read are left alone', () => {
    const { send, decide, found } = stage();
    const request = encodeBase64('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n');
    send('create', { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'one' }, spec: { signerName: 'kubernetes.io/kube-apiserver-client', request, usages: USAGES } });
    decide('Approved');
    expect(found()?.status).toMatchObject({ conditions: [{ type: 'Approved' }] });
    expect(found()?.status?.certificate).toBeUndefined();
  });

  it('hold texts alone, whoever has made them', () => {
    expect(readRequest(`-----BEGIN CERTIFICATE REQUEST-----\n${encodeBase64('{"commonName":5,"organizations":"a","dnsNames":[1,"b"]}')}\n-----END CERTIFICATE REQUEST-----\n`)).toMatchObject({ subject: { commonName: [], organization: [] }, dnsNames: ['b'] });
  });

  it('are not signed when they are denied', () => {
    const { ask, decide, found } = stage();
    ask('kubernetes.io/kube-apiserver-client', { commonName: 'jane' });
    decide('Denied');
    expect(found()?.status?.certificate).toBeUndefined();
  });

  it('of a kubelet are approved by themselves for who may have one', () => {
    const { ask, found, certificate } = stage();
    ask('kubernetes.io/kube-apiserver-client-kubelet', { commonName: 'system:node:node-x', organizations: ['system:nodes'] });
    expect(found()?.status?.conditions).toMatchObject([{ type: 'Approved', reason: 'AutoApproved', message: 'Auto approving kubelet client certificate after SubjectAccessReview.' }]);
    expect(certificate()).toMatchObject({ commonName: 'system:node:node-x' });
  });

  it.each([
    ['kubernetes.io/kubelet-serving', { commonName: 'system:node:a', organizations: ['system:nodes'] }, ['digital signature', 'server auth'], 'DNS or IP subjectAltName is required'],
    ['kubernetes.io/kubelet-serving', { commonName: 'system:node:a', organizations: ['system:nodes'], ipAddresses: ['10.0.0.1'] }, ['digital signature', 'server auth'], undefined],
    ['kubernetes.io/kubelet-serving', { commonName: 'system:node:a', organizations: ['system:nodes'], dnsNames: ['a'] }, USAGES, 'usages did not match [digital signature key encipherment server auth]'],
    ['kubernetes.io/kube-apiserver-client-kubelet', { commonName: 'a', organizations: ['system:nodes'] }, USAGES, 'subject common name does not begin with system:node:'],
    ['kubernetes.io/kube-apiserver-client-kubelet', { commonName: 'system:node:a' }, USAGES, 'subject organization is not system:nodes'],
    ['kubernetes.io/kube-apiserver-client', { commonName: 'a' }, ['digital signature'], 'missing required usage for client certificate: client auth'],
  ] as const)('%s of %j', (signer, wanted, usages, fault) => {
    const read = readRequest(requestPem(wanted));
    expect('error' in read ? read.error : signerFault(signer, read, usages)).toBe(fault);
  });
});
