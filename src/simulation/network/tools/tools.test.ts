import { describe, expect, it } from 'vitest';
import { replyTo } from '../dns';
import { BUSYBOX_TOOLS, DEBIAN_TOOLS } from '.';
import type { Listener, ToolWorld } from '.';

const world = (listener: Listener, answers = true): ToolWorld => ({
  resolvConf: 'search shop.svc.cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n', hosts: '127.0.0.1 localhost\n', from: '10.244.1.5', now: 0,
  servers: (_server, query) => (answers ? { kind: 'reply', took: 1, reply: replyTo(query, 'NOERROR', { authoritative: true, answer: query.type === 'A' ? [{ name: query.name, ttl: 30, type: 'A', data: '10.96.5.10' }] : [] }) } : { kind: 'silent' }),
  listenerAt: () => listener, body: (host, path) => `${host}${path}\n`, issuersIn: (path) => (path === '' ? ['public'] : undefined),
});

describe('network tools', () => {
  it('curl waits as long as it was told, no longer', () => {
    const { curl } = DEBIAN_TOOLS;
    expect(curl!(['-sS', '-m', '3', 'http://web/'], world({ kind: 'silent' }))).toMatchObject({ exitCode: 28, took: 3000 });
    expect(curl!(['-sS', '--connect-timeout', '2', 'http://web/'], world({ kind: 'http', status: 200 }, false))).toMatchObject({ exitCode: 28, took: 2000, stderr: 'curl: (28) Resolving timed out after 2000 milliseconds\n' });
  });

  it('a certificate is looked at in the order of OpenSSL: who signed it, its dates, its names', () => {
    const of = (issuer: string, expired: boolean, names: readonly string[]): string => DEBIAN_TOOLS['curl']!(['-sS', 'https://web/'], world({ kind: 'http', status: 200, certificate: { names, issuer, expired } })).stderr.split('\n')[0]!;
    expect(of('nobody', true, [])).toContain('unable to get local issuer certificate');
    expect(of('public', true, [])).toContain('certificate has expired');
    expect(of('public', false, ['api'])).toContain("no alternative certificate subject name matches target hostname 'web'");
    expect(of('public', false, ['web'])).toBe('');
  });

  it('every tool ends for any arguments', () => {
    for (const tool of [...Object.values(DEBIAN_TOOLS), ...Object.values(BUSYBOX_TOOLS)]) {
      for (const args of [[], ['-'], ['--'], ['-w'], ['web'], ['-t', 'nope', 'web'], ['web', '80'], ['http://'], ['hosts']]) {
        for (const kind of ['refused', 'dropped', 'silent', 'banner'] as const) expect(tool(args, world({ kind })).took).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
