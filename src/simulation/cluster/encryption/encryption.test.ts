import { describe, expect, it } from 'vitest';
import { EncryptionFault, isReadable, readEncryption, storedPrefix } from './configuration';
import type { EncryptedSince } from './configuration';

const KEY = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
const written = (resources: string, providers: string): string => `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: ${resources}\n  providers: ${providers}\n`;
const secretbox = (...names: readonly string[]): string => `{ secretbox: { keys: [${names.map((name) => `{ name: ${name}, secret: ${KEY} }`).join(', ')}] } }`;

describe('what an API server writes into etcd', () => {
  it('is encrypted by the topmost provider, from a revision on', () => {
    const encryption: readonly EncryptedSince[] = [
      { revision: 10, providers: readEncryption(written('[secrets]', `[${secretbox('a')}, { identity: {} }]`)) },
      { revision: 20, providers: readEncryption(written('[secrets, "*.apps"]', `[${secretbox('b', 'a')}]`)) },
    ];
    expect([9, 10, 11, 20, 21].map((revision) => storedPrefix(encryption, 'secrets', revision))).toEqual(['', '', 'k8s:enc:secretbox:v1:a:', 'k8s:enc:secretbox:v1:a:', 'k8s:enc:secretbox:v1:b:']);
    expect([9, 11, 21].map((revision) => isReadable(encryption, 'secrets', revision))).toEqual([false, true, true]);
    expect([storedPrefix(encryption, 'configmaps', 30), storedPrefix(encryption, 'deployments.apps', 30), storedPrefix(encryption, 'pods', 30)]).toEqual(['', 'k8s:enc:secretbox:v1:b:', '']);
    expect(isReadable(encryption, 'configmaps', 5)).toBe(true);
  });

  it.each([
    ['[secrets]', '[{ secretbox: { keys: [{ name: a, secret: c2hvcnQ= }] } }]', /resources\[0\]\.providers\[0\]\.secretbox\.keys\[0\]\.secret: .*got 5, expected one of \[32\]/],
    ['[secrets]', '[{ secretbox: { keys: [{ name: a, secret: "not base64" }] } }]', /must be base64 encoded/],
    ['[secrets]', '[{ aescbc: { keys: [] } }]', /at least one keys is required/],
    ['[secrets]', '[]', /at least one resources\[0\]\.providers is required/],
    ['[]', '[{ identity: {} }]', /at least one resources\[0\]\.resources is required/],
    ['[secrets]', '[{ identity: {}, aesgcm: {} }]', /more than one provider/],
    ['[secrets]', '[{ kms: { name: a } }]', /no KMS plug-in/],
  ])('is refused: %s %s', (resources, providers, words) => {
    expect(() => readEncryption(written(resources, providers))).toThrow(EncryptionFault);
    expect(() => readEncryption(written(resources, providers))).toThrow(words);
  });

  it('is refused where it is nothing of the kind', () => {
    expect(() => readEncryption('')).toThrow(EncryptionFault);
    expect(() => readEncryption('kind: Pod\napiVersion: v1\n')).toThrow(/no kind "Pod" is registered/);
  });
});
