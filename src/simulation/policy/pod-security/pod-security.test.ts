import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dump } from 'js-yaml';
import { editDocument } from '../../api/manifest/edit';
import { toJson } from '../../api/manifest/json';
import { parseDocument } from '../../api/yaml';
import { admitPodSecurity, CHECKS, evaluatePod, isVersion, policyOfLabels, PRIVILEGED, smallestFix } from '.';
import type { SecuredPod } from '.';

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const profile = optional(fc.record({ type: fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined') }));
const shared = {
  appArmorProfile: profile, seccompProfile: profile,
  seLinuxOptions: optional(fc.record({ type: fc.constantFrom('', 'container_t', 'spc_t') })),
  runAsNonRoot: optional(fc.boolean()), runAsUser: optional(fc.constantFrom(0, 1000)),
};
const capability = fc.constantFrom('ALL', 'NET_BIND_SERVICE', 'CHOWN', 'SYS_ADMIN');
const container = fc.record({
  name: fc.constantFrom('web', 'side', 'init'),
  ports: fc.array(fc.record({ hostPort: fc.constantFrom(0, 80) }), { maxLength: 2 }),
  livenessProbe: optional(fc.record({ httpGet: fc.record({ host: fc.constantFrom('', 'example.com') }) })),
  securityContext: optional(fc.record({
    ...shared, allowPrivilegeEscalation: optional(fc.boolean()), privileged: optional(fc.boolean()), procMount: optional(fc.constantFrom('Default', 'Unmasked')),
    capabilities: optional(fc.record({ add: fc.array(capability, { maxLength: 2 }), drop: fc.array(capability, { maxLength: 2 }) })),
  })),
});
const volume = fc.constantFrom({ name: 'v', emptyDir: {} }, { name: 'h', hostPath: { path: '/' } }, { name: 'n', nfs: {} }, { name: 'x' });
const pod: fc.Arbitrary<SecuredPod> = fc.record({
  spec: fc.record({
    containers: fc.array(container, { minLength: 1, maxLength: 3 }), initContainers: fc.array(container, { maxLength: 1 }), volumes: fc.array(volume, { maxLength: 2 }),
    hostNetwork: fc.boolean(), hostUsers: optional(fc.boolean()), securityContext: optional(fc.record({ ...shared, sysctls: fc.constantFrom([], [{ name: 'kernel.msgmax' }], [{ name: 'net.ipv4.tcp_rmem' }]) })),
  }),
});
const version = fc.oneof(fc.constant('latest'), fc.integer({ min: 0, max: 40 }).map((minor) => `v1.${minor}`));

/** Whether a path of `at` leads to a field of the Pod, its last step left out: what is missing has no field yet. */
function holds(object: unknown, path: string): boolean {
  let here = object;
  for (const step of path.replaceAll(/\[(\d+)\]/g, '.$1').split('.').slice(0, 3)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = Reflect.get(here, step);
  }
  return true;
}

describe('Pod Security', () => {
  it('restricted lets nothing pass that baseline stops, and privileged stops nothing', () => {
    fc.assert(fc.property(pod, version, (one, at) => {
      const allowed = (level: 'privileged' | 'baseline' | 'restricted') => evaluatePod({ level, version: at }, one).allowed;
      expect(allowed('privileged')).toBe(true);
      if (allowed('restricted')) expect(allowed('baseline')).toBe(true);
    }));
  });

  it('a container more never makes a Pod pass', () => {
    fc.assert(fc.property(pod, container, version, (one, more, at) => {
      const bigger = { spec: { ...one.spec, ephemeralContainers: [more] } };
      const policy = { level: 'restricted' as const, version: at };
      if (!evaluatePod(policy, one).allowed) expect(evaluatePod(policy, bigger).allowed).toBe(false);
    }));
  });

  it('every failure says which fields are to blame', () => {
    fc.assert(fc.property(pod, (one) => {
      for (const { at } of evaluatePod({ level: 'restricted', version: 'latest' }, one).failed) {
        expect(at.length).toBeGreaterThan(0);
        for (const path of at.filter((place) => place.includes('['))) expect(holds(one, path)).toBe(true);
      }
    }));
  });

  it('has the 19 checks of 1.36, each id once, versions rising', () => {
    expect(CHECKS).toHaveLength(19);
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(19);
    for (const { versions } of CHECKS) expect(versions.map(({ since }) => since)).toEqual([...versions.map(({ since }) => since)].sort((a, b) => a - b));
  });

  it('reads versions as upstream does', () => {
    expect(['latest', 'v1.0', 'v1.36', 'v1.9223372036854775807'].every(isVersion)).toBe(true);
    expect(['v1.01', '1.30', 'v2.0', 'v1.', '', 'v1.9223372036854775808', ' v1.3'].some(isVersion)).toBe(false);
  });

  it('warn follows a stricter enforce label only', () => {
    const labels = (values: Record<string, string>) => policyOfLabels(Object.fromEntries(Object.entries(values).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value])), PRIVILEGED).policy;
    expect(labels({ enforce: 'baseline', 'enforce-version': 'v1.30' }).warn).toEqual({ level: 'baseline', version: 'v1.30' });
    expect(labels({ enforce: 'baseline', 'warn-version': 'v1.20' }).warn).toEqual({ level: 'baseline', version: 'v1.20' });
    expect(labels({ enforce: 'strict' }).warn).toEqual({ level: 'privileged', version: 'latest' });
  });

  it('the smallest fix passes, and changes nothing of a Pod that passes', () => {
    fc.assert(fc.property(pod, fc.constantFrom('privileged', 'baseline', 'restricted'), version, (one, level, asked) => {
      const { edits, pod: mended } = smallestFix({ level, version: asked }, one);
      expect(evaluatePod({ level, version: asked }, mended).failed).toEqual([]);
      expect(edits.length === 0).toBe(evaluatePod({ level, version: asked }, one).allowed);
    }));
  });

  it('the fix can be made in the text of the Pod, in every style', () => {
    fc.assert(fc.property(pod, fc.constantFrom('baseline', 'restricted'), fc.constantFrom('block', 'flow', 'json', 'mixed'), (one, level, style) => {
      const plain = JSON.parse(JSON.stringify(one));
      const before = style === 'json' ? JSON.stringify(plain, null, 2) : dump(plain, { flowLevel: { block: -1, flow: 1, mixed: 4 }[style] });
      const { edits } = smallestFix({ level, version: 'latest' }, plain);
      const after = edits.reduce<string | undefined>((text, edit) => text && editDocument(text, edit), before);
      const tree = after === undefined ? undefined : parseDocument(after);
      expect(tree, `${before}\n${JSON.stringify(edits)}\n${after}`).toBeDefined();
      expect(evaluatePod({ level, version: 'latest' }, toJson(tree!) as unknown as SecuredPod).failed, `${before}\n${after}`).toEqual([]);
    }));
  });

  it('leaves kinds alone that carry no Pod, and refuses no workload', () => {
    const namespace = { metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } };
    expect(admitPodSecurity({ object: { kind: 'Service', metadata: { name: 's', namespace: 'a' } }, namespace })).toEqual({ allowed: true });
    const spec = { containers: [{ name: 'web', securityContext: { privileged: true } }] };
    const workload = admitPodSecurity({ object: { kind: 'Job', metadata: { name: 's', namespace: 'a' }, spec: { template: { spec } } }, namespace });
    expect(workload.allowed).toBe(true);
    expect(workload.warnings?.[0]).toContain('privileged (container "web" must not set securityContext.privileged=true)');
    expect(admitPodSecurity({ object: { kind: 'Pod', metadata: { name: 's', namespace: 'a' }, spec }, namespace }).code).toBe(403);
  });
});
