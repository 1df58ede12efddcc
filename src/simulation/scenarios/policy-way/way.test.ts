import { describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '../../policy/network-policy';
import { wayOf } from './way';
import type { WayQuestion } from './way';

const ENDS: WayQuestion['ends'] = [
  { name: 'web', namespace: 'shop', ip: '10.244.1.11', listens: [{ protocol: 'TCP', port: 8080 }] },
  { name: 'api', namespace: 'shop', ip: '10.244.2.12', listens: [{ protocol: 'TCP', port: 8000 }] },
  { name: 'db', namespace: 'data', ip: '10.244.3.13', listens: [{ protocol: 'TCP', port: 5432 }] },
  { name: 'dns', namespace: 'kube-system', ip: '10.244.1.2', listens: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] },
];
const policy = (spec: NetworkPolicy['spec']): NetworkPolicy => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'shop' }, spec }) as NetworkPolicy;
const way = (policies: readonly NetworkPolicy[], more: Partial<WayQuestion> = {}) => wayOf({
  ends: ENDS, policies, enforced: true, from: 'web', to: 'api', port: { protocol: 'TCP', port: 8000 },
  namespaces: ['shop', 'data', 'kube-system'].map((name) => ({ metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } })),
  pods: ENDS.map(({ name, namespace, ip }) => ({ metadata: { name, namespace: namespace!, labels: { app: name } }, spec: { containers: [] }, status: { podIP: ip } })),
  ...more,
});

describe('a connection by name', () => {
  it('goes through the DNS, the Service and the policies to the Pod', () => {
    const { command, output, exit, sent } = way([]);
    expect([command, output, exit]).toEqual(['curl -sS http://api:8000/', 'api\n', 0]);
    expect(sent.map(({ name, reply, to, ending }) => [name ?? '', reply ?? '', to, ending])).toEqual([
      ['api.shop.svc.cluster.local. A, AAAA', '10.96.0.22', '10.96.0.10:53', 'answered'],
      ['', '', '10.96.0.22:8000', 'answered'],
    ]);
    expect(sent[1]!.hops.map(({ at }) => at)).toEqual(['client', 'rules', 'policy', 'policy', 'endpoint']);
  });

  it('takes twenty seconds to know no name where the DNS is shut off: the first of the search list and the name as it is, twice each', () => {
    const { output, exit, milliseconds, sent } = way([policy({ podSelector: {}, policyTypes: ['Egress'] })]);
    expect([output, exit, milliseconds]).toEqual(['curl: (6) Could not resolve host: api\n', 6, 20_000]);
    expect(sent.map(({ at, ending }) => [at, ending])).toEqual([[0, 'timed-out'], [5000, 'timed-out'], [10_000, 'timed-out'], [15_000, 'timed-out']]);
    expect(sent[0]!.hops.at(-1)).toMatchObject({ at: 'policy', direction: 'egress', decided: { allowed: false } });
  });

  it('hangs where the receiver does not let it in, though the name is known', () => {
    const { exit, sent, milliseconds } = way([policy({ podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] })]);
    expect(exit).toBe(28);
    expect(milliseconds).toBeGreaterThan(120_000);
    expect(sent.at(-1)!.hops.at(-1)).toMatchObject({ at: 'policy', direction: 'ingress', decided: { allowed: false } });
    expect(way([policy({ podSelector: {} })], { enforced: false }).exit).toBe(0);
  });

  it('is refused at once where nobody listens, and uses the tool that fits the port', () => {
    expect(way([], { to: 'db', port: { protocol: 'TCP', port: 5432 } }).output).toContain('(10.96.0.23) 5432 port [tcp/postgresql] succeeded!');
    expect(way([], { to: 'dns', port: { protocol: 'UDP', port: 53 } }).command).toBe('nslookup kubernetes.default.svc.cluster.local kube-dns.kube-system');
    expect(way([], { port: { protocol: 'TCP', port: 9090 } }).exit).toBe(7);
  });
});
