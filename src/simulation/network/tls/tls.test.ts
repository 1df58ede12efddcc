import { describe, expect, it } from 'vitest';
import type { Certificate } from './certificates';
import { verifyAsCurl } from './curl';
import { verifyAsGo } from './go';

const certificate = (name: string, issuer: string, more: Partial<Certificate> = {}): Certificate => ({ name, issuer, notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z', ...more });
const root = certificate('root', 'root', { isCA: true });
const between = certificate('between', 'root', { isCA: true, notAfter: '2026-06-01T00:00:00Z' });
const leaf = certificate('leaf', 'between', { dnsNames: ['*.example.com'] });
const at = (time: string, served = [leaf, between], serverName = 'shop.example.com') => [verifyAsGo({ served, trusted: [root], serverName, time }), verifyAsCurl({ served, trusted: [root], serverName, time }).stderr];

describe('what clients say of certificates', () => {
  it('is about the chain, the times and the name', () => {
    expect(at('2026-05-01T00:00:00Z')).toEqual([null, '']);
    expect(at('2026-07-01T00:00:00Z')).toEqual([
      'x509: certificate has expired or is not yet valid: current time 2026-07-01T00:00:00Z is after 2026-06-01T00:00:00Z', 'curl: (60) SSL certificate problem: certificate has expired',
    ]);
    expect(at('2026-05-01T00:00:00Z', [leaf])).toEqual(['x509: certificate signed by unknown authority', 'curl: (60) SSL certificate problem: unable to get local issuer certificate']);
    expect(at('2026-05-01T00:00:00Z', [leaf, between], 'a.b.example.com')).toEqual([
      'x509: certificate is valid for *.example.com, not a.b.example.com', "curl: (60) SSL: no alternative certificate subject name matches target host name 'a.b.example.com'",
    ]);
  });

  it('ends where certificates sign each other in a circle', () => {
    const [one, two] = [certificate('one', 'two', { isCA: true }), certificate('two', 'one', { isCA: true })];
    expect(verifyAsGo({ served: [certificate('leaf', 'one', { dnsNames: ['a.test'] }), one, two], trusted: [root], serverName: 'a.test', time: '2026-05-01T00:00:00Z' })).toBe('x509: certificate signed by unknown authority');
  });
});
