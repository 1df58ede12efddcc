import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EGRESS_REFUSES, indexNetwork, INGRESS_REFUSES, policyTypes, verdict, verdictMatrix } from '.';
import type { NetworkPod, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyRule } from '.';

const namespaces = [{ metadata: { name: 'a', labels: { team: 'red' } } }, { metadata: { name: 'b' } }];
const ports = [{ name: 'http', containerPort: 8080 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }];
const pod = (i: number, namespace: string, app: string, hostNetwork = false): NetworkPod => ({
  metadata: { name: `p${i}`, namespace, labels: { app } }, spec: { hostNetwork, containers: [{ ports: i % 2 === 0 ? ports : [] }] }, status: { podIP: `10.0.${i % 3}.${i}` },
});
const pods = [pod(1, 'a', 'web'), pod(2, 'a', 'db'), pod(3, 'b', 'web'), pod(4, 'b', 'db'), pod(5, 'b', 'web', true)];

const selector = fc.constantFrom({}, { matchLabels: { app: 'web' } }, { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] });
const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: fc.constantFrom({}, { matchLabels: { team: 'red' } }), podSelector: fc.option(selector, { nil: undefined }) }),
  fc.record({ ipBlock: fc.constantFrom({ cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] }, { cidr: '10.0.2.2/32' }) }),
);
const port = fc.constantFrom({}, { port: 8080 }, { port: 'http' }, { port: 8000, endPort: 9000 }, { protocol: 'UDP' });
const rule: fc.Arbitrary<NetworkPolicyRule> = fc.record({ ports: fc.array(port, { maxLength: 2 }), from: fc.array(peer, { maxLength: 2 }), to: fc.array(peer, { maxLength: 2 }) });
const policy: fc.Arbitrary<NetworkPolicy> = fc.record({
  metadata: fc.record({ name: fc.constantFrom('x', 'y'), namespace: fc.constantFrom('a', 'b') }),
  spec: fc.record({
    podSelector: selector, ingress: fc.array(rule, { maxLength: 2 }), egress: fc.array(rule, { maxLength: 2 }),
    policyTypes: fc.option(fc.subarray(['Ingress', 'Egress'], { minLength: 1 }), { nil: undefined }),
  }),
});
const indexed = (networkPolicies: NetworkPolicy[]) => indexNetwork({ namespaces, pods, networkPolicies });

describe('NetworkPolicy', () => {
  it('the matrix says of each pair what the verdict says', () => {
    fc.assert(fc.property(fc.array(policy, { maxLength: 3 }), fc.constantFrom(['TCP', 8080] as const, ['UDP', 53] as const), (policies, [protocol, at]) => {
      const index = indexed(policies);
      const single = pods.map((from) => pods.map((to) => {
        const { allowed, egress, ingress } = verdict(index, { from: from.status!.podIP!, to: to.status!.podIP!, port: at, protocol });
        const cell = (egress.allowed ? 0 : EGRESS_REFUSES) + (ingress.allowed ? 0 : INGRESS_REFUSES);
        if (from !== to) expect(allowed).toBe(cell === 0);
        return from === to ? 0 : cell;
      }));
      expect(verdictMatrix(index, { port: at, protocol })).toEqual(single);
    }));
  });

  it('only ever adds: a rule more never closes what was open', () => {
    fc.assert(fc.property(policy, fc.array(policy, { maxLength: 2 }), rule, fc.constantFrom('ingress' as const, 'egress' as const), (one, others, more, direction) => {
      const typed = { ...one, spec: { ...one.spec, policyTypes: policyTypes(one) } };
      const wider = { ...typed, spec: { ...typed.spec, [direction]: [...(typed.spec[direction] ?? []), more] } };
      const before = verdictMatrix(indexed([typed, ...others]), { port: 8080, protocol: 'TCP' });
      const after = verdictMatrix(indexed([wider, ...others]), { port: 8080, protocol: 'TCP' });
      before.forEach((row, from) => row.forEach((cell, to) => { if (cell === 0) expect(after[from]![to]).toBe(0); }));
    }));
  });

  it('a policy in one namespace leaves the Pods of others as they are', () => {
    fc.assert(fc.property(policy, (one) => {
      const index = indexed([one]);
      for (const { metadata, status } of pods.filter((other) => other.metadata.namespace !== one.metadata.namespace)) {
        const { ingress } = verdict(index, { from: '203.0.113.1', to: status!.podIP!, port: 8080, protocol: 'TCP' });
        expect(ingress, metadata.name).toEqual({ allowed: true, isolatedBy: [], allowedBy: [] });
      }
    }));
  });

  it('names the rule that allowed', () => {
    const web: NetworkPolicy = {
      metadata: { name: 'web', namespace: 'a' },
      spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ ports: [{ port: 1 }] }, { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'http' }] }] },
    };
    expect(verdict(indexed([web]), { from: '10.0.1.1', to: '10.0.2.2', port: 8080, protocol: 'TCP' }).ingress)
      .toEqual({ allowed: true, isolatedBy: ['a/web'], allowedBy: [{ policy: 'a/web', rules: [1] }] });
  });

  it('a Pod that has ended holds no address', () => {
    const deny: NetworkPolicy = { metadata: { name: 'deny', namespace: 'a' }, spec: {} };
    const done = { ...pods[0]!, status: { ...pods[0]!.status, phase: 'Succeeded' } };
    const index = indexNetwork({ namespaces, pods: [done], networkPolicies: [deny] });
    expect(verdict(index, { from: '10.0.2.2', to: '10.0.1.1', port: 80, protocol: 'TCP' }).ingress.isolatedBy).toEqual([]);
  });

  it('says what an address is when it is none', () => {
    expect(() => verdict(indexed([]), { from: 'web', to: '10.0.1.1', port: 80, protocol: 'TCP' })).toThrow('"web" is no IP address');
  });
});
