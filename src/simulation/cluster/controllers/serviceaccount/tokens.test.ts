import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../api';
import type { Secret, ServiceAccount } from '../../../api/generated/types/core.v1';
import type { TokenRequest } from '../../../api/generated/types/authentication.v1';
import { decodeBase64 } from '../../../api/go-template/base64';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { tokenClaims } from '../../../api/service-account-token';
import { userOfToken } from '../../apiserver/authorization/token-user';
import type { Answer, Request } from '../../apiserver/types';
import { request, runUntil } from '../../cluster';
import { viewOf } from '../../control/view';
import { defaultCluster } from '../../default-cluster';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;

/** A cluster without nodes, and requests to it that time follows. */
function stage() {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [], now: START });
  let now = runUntil(config, cluster, START + SECOND).cluster;
  const ask = (asked: Omit<Request, 'user' | 'group' | 'namespace'>): Answer => {
    const { cluster: after, answer } = request(config, now, { ...asked, group: '', namespace: 'default', user: { username: 'reader', groups: ['system:masters'] } });
    now = runUntil(config, after, after.clock.now + SECOND).cluster;
    return answer;
  };
  const create = (resource: string, body: object): Answer => ask({ verb: 'create', resource, name: (body as ApiObject).metadata.name ?? '', body: body as ApiObject });
  return {
    ask, create,
    secret: (name: string): Secret | undefined => viewOf(now.server.store.tables).get('secrets', 'default', name),
    account: (name: string): ServiceAccount | undefined => viewOf(now.server.store.tables).get('serviceaccounts', 'default', name),
    user: (token: string) => userOfToken(now.server.store, token, now.clock.now),
  };
}

const account = (name: string): object => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'default' } });
const tokenSecret = (name: string, of: string): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'default', annotations: { 'kubernetes.io/service-account.name': of } }, type: 'kubernetes.io/service-account-token' });

describe('Secrets of ServiceAccounts', () => {
  it('are filled with a token that the API server knows while they hold it', () => {
    const { ask, create, secret, account: found, user } = stage();
    create('serviceaccounts', account('bot'));
    create('secrets', tokenSecret('bot-token', 'bot'));
    const uid = found('bot')!.metadata.uid!;
    const filled = secret('bot-token')!;
    expect(filled.metadata.annotations).toEqual({ 'kubernetes.io/service-account.name': 'bot', 'kubernetes.io/service-account.uid': uid });
    expect(decodeBase64(filled.data!['namespace']!)).toBe('default');
    expect(decodeBase64(filled.data!['ca.crt']!)).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    const token = decodeBase64(filled.data!['token']!);
    expect(user(token)).toEqual({ username: 'system:serviceaccount:default:bot', groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'], uid });
    ask({ verb: 'update', resource: 'secrets', name: 'bot-token', body: { ...filled, data: { ...filled.data, 'ca.crt': 'bm9uZQ==', token: 'b3RoZXI=' } } as unknown as ApiObject });
    expect(decodeBase64(secret('bot-token')!.data!['ca.crt']!)).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect(user(token)).toBeUndefined();
  });

  it('go with their account, or when there never was one', () => {
    const { ask, create, secret } = stage();
    create('serviceaccounts', account('bot'));
    create('secrets', tokenSecret('bot-token', 'bot'));
    create('secrets', tokenSecret('lost', 'nobody'));
    expect([secret('bot-token'), secret('lost')].map((one) => one !== undefined)).toEqual([true, false]);
    ask({ verb: 'delete', resource: 'serviceaccounts', name: 'bot' });
    expect(secret('bot-token')).toBeUndefined();
  });

  it('do not go on standing in their account', () => {
    const { ask, create, account: found } = stage();
    create('serviceaccounts', { ...account('bot'), secrets: [{ name: 'bot-token' }, { name: 'other' }] });
    create('secrets', tokenSecret('bot-token', 'bot'));
    ask({ verb: 'delete', resource: 'secrets', name: 'bot-token' });
    expect(found('bot')!.secrets).toEqual([{ name: 'other' }]);
  });
});

describe('serviceaccounts/token', () => {
  it('binds a token to a Secret, with which it ends', () => {
    const { ask, create, user } = stage();
    create('secrets', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'lock', namespace: 'default' } });
    const asked = (spec: object): Answer => ask({ verb: 'create', resource: 'serviceaccounts', subresource: 'token', name: 'default', body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', metadata: {}, spec } as unknown as ApiObject });
    const answer = asked({ boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name: 'lock' } });
    const { token = '' } = ('object' in answer ? (answer.object as unknown as TokenRequest).status : undefined) ?? {};
    expect(tokenClaims(token)?.['kubernetes.io'].secret).toMatchObject({ name: 'lock' });
    expect(user(token)?.username).toBe('system:serviceaccount:default:default');
    ask({ verb: 'delete', resource: 'secrets', name: 'lock' });
    expect(user(token)).toBeUndefined();
    expect(asked({ boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name: 'lock' } })).toMatchObject({ failure: { code: 404, message: 'secrets "lock" not found' } });
    expect(asked({ boundObjectRef: { kind: 'Job', apiVersion: 'batch/v1', name: 'lock' } })).toMatchObject({ failure: { code: 400, message: 'cannot bind token to object of type batch/v1, Kind=Job' } });
    expect(asked({ expirationSeconds: 5 })).toMatchObject({ failure: { code: 422, message: 'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes' } });
  });
});
