import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha1, sha256, sha512 } from './sha';

it('gives what OpenSSL gives', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    for (const [name, hash] of [['sha1', sha1], ['sha256', sha256], ['sha512', sha512]] as const) expect(hash(bytes)).toBe(createHash(name).update(bytes).digest('hex'));
  }), { numRuns: 60 });
});
