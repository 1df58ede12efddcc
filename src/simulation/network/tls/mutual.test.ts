import { describe, expect, it } from 'vitest';
import type { Certificate } from './certificates';
import { mutualFault } from './mutual';

const YEAR = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
const CA: Certificate = { ...YEAR, name: 'ca', issuer: 'ca', isCA: true };
const OTHER: Certificate = { ...YEAR, name: 'other', issuer: 'other', isCA: true };
const SERVER: Certificate = { ...YEAR, name: 'server', issuer: 'ca', ipAddresses: ['10.0.0.1'] };
const CLIENT: Certificate = { ...YEAR, name: 'client', issuer: 'ca', commonName: 'client' };
const both = { served: [SERVER], roots: [CA], serverName: '10.0.0.1', client: CLIENT, clientRoots: [CA], time: '2026-06-01T00:00:00Z' };
const ended = { notAfter: '2026-05-01T00:00:00Z' };

describe('two programs that both show certificates', () => {
  it('come together', () => expect(mutualFault(both)).toBeUndefined());
  it('do not where the server is not accepted, in the words of the client', () => {
    expect(mutualFault({ ...both, served: [{ ...SERVER, ...ended }] })).toBe('transport: authentication handshake failed: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-06-01T00:00:00Z is after 2026-05-01T00:00:00Z');
    expect(mutualFault({ ...both, roots: [OTHER] })).toContain('x509: certificate signed by unknown authority');
  });
  it('do not where the client is not, by the alert of the server', () => {
    const told = (more: object): string | undefined => mutualFault({ ...both, ...more });
    expect(told({ client: { ...CLIENT, ...ended } })).toBe('error reading server preface: remote error: tls: expired certificate');
    expect(told({ clientRoots: [OTHER] })).toBe('error reading server preface: remote error: tls: unknown certificate authority');
    expect(told({ client: undefined })).toBe('error reading server preface: remote error: tls: certificate required');
    expect(told({ client: undefined, clientRoots: undefined })).toBeUndefined();
  });
});
