import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthAnswer } from './answer';
import { ENDPOINTS } from './checks';
import type { HealthComponent } from './checks';

const COMPONENTS = Object.keys(ENDPOINTS) as HealthComponent[];

// apiserver pkg/server/healthz/healthz.go.
describe('health endpoints', () => {
  it('tell a failure check by check though nobody asked for it, and why only at the check itself', () => {
    expect(healthAnswer('kube-apiserver', '/livez', { etcd: false })).toMatchObject({ status: 500, body: expect.stringContaining('[-]etcd failed: reason withheld\n') as string });
    expect(healthAnswer('kube-apiserver', '/livez/etcd', { etcd: false }).body).toBe('internal server error: error getting data from etcd: context deadline exceeded\n');
    expect(healthAnswer('kube-apiserver', '/livez?exclude=etcd', { etcd: false })).toEqual({ status: 200, body: 'ok' });
    expect(healthAnswer('kube-apiserver', '/readyz?exclude=etcd', { etcd: false }).status).toBe(500);
  });

  it('are well once every failing check is left out, and only then', () => {
    const asked = fc.tuple(fc.constantFrom(...COMPONENTS), fc.nat(2), fc.array(fc.constantFrom<string>('etcd', 'etcd-readiness', 'ping', 'nope')), fc.boolean());
    fc.assert(
      fc.property(asked, ([component, index, excluded, etcd]) => {
        const endpoint = ENDPOINTS[component][index % ENDPOINTS[component].length]!;
        const { status, body } = healthAnswer(component, `${endpoint.path}?verbose&${excluded.map((name) => `exclude=${name}`).join('&')}`, { etcd, identity: true });
        const failing = endpoint.checks.filter(({ name, error }) => error?.({ etcd, identity: true }) !== undefined && !excluded.includes(name));
        expect(status).toBe(failing.length === 0 ? 200 : 500);
        expect(body.split('\n').filter((line) => /^\[[+-]\]/.test(line))).toHaveLength(endpoint.checks.length);
        expect(body.includes('warn: ')).toBe(excluded.some((name) => endpoint.checks.every((one) => one.name !== name)));
      }),
    );
  });
});
