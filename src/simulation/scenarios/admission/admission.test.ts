import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api/generated/types/core.v1';
import { readManifests } from '../../api';
import type { ApiObject } from '../../api/types';
import { podOf, reached } from './checks';
import { HOOKS, type HookSettings } from './hooks';
import { APP, REGISTRY, walk } from './walk';

const settings = (more: Partial<HookSettings> = {}): HookSettings => ({ server: 'up', failurePolicy: 'Fail', reinvocationPolicy: 'Never', excludes: false, ...more });
const own = podOf('hooks', HOOKS, 'registry.k8s.example/hooks:1.0');
const web = podOf('web', APP, 'nginx:1.30');
const manifests = (name: string): readonly ApiObject[] => {
  const { objects, problems } = readManifests(readFileSync(`docs/manifests/admission/${name}.yaml`, 'utf8'), REGISTRY);
  expect(problems).toEqual([]);
  return objects.map(({ object }) => object);
};
const [NO_LATEST, SIDECAR] = [manifests('no-latest'), manifests('sidecar')];
const denying = NO_LATEST.map((one) => (one.kind.endsWith('Binding') ? ({ ...one, spec: { ...(one as { spec?: object }).spec, validationActions: ['Deny'] } } as ApiObject) : one));

describe('a request through admission', () => {
  it('is locked out by webhooks that stand before their own program', () => {
    const passed = walk(own, [], settings({ server: 'down' }));
    expect('status' in passed && passed.status.message).toBe(
      'Internal error occurred: failed calling webhook "harden.kx.io": failed to call webhook: Post "https://hooks.hooks.svc:443/harden?timeout=10s": dial tcp 10.96.40.7:443: connect: connection refused',
    );
    expect('status' in walk(own, [], settings({ server: 'down', excludes: true }))).toBe(false);
    expect('status' in walk(undefined, [], settings({ server: 'down' }))).toBe(false);
  });

  it('shows what reinvocation is for: what comes in later is hardened only then', () => {
    const hardened = (policy: HookSettings['reinvocationPolicy']) => {
      const passed = walk(web, [], settings({ reinvocationPolicy: policy }));
      return 'object' in passed ? (passed.object as Pod).spec?.containers.map(({ securityContext }) => securityContext?.allowPrivilegeEscalation) : undefined;
    };
    expect(hardened('Never')).toEqual([false, undefined]);
    expect(hardened('IfNeeded')).toEqual([false, false]);
  });

  it('tells of each plug-in what it did, in order', () => {
    const { steps } = walk(web, [...NO_LATEST, ...SIDECAR], settings());
    const names = steps.map(({ plugin, half, round }) => `${half} ${round} ${plugin}`);
    expect(names.indexOf('mutating 0 LimitRanger')).toBeLessThan(names.indexOf('mutating 0 MutatingAdmissionPolicy'));
    expect(names.indexOf('mutating 0 MutatingAdmissionPolicy')).toBeLessThan(names.indexOf('mutating 0 MutatingAdmissionWebhook'));
    expect(names.indexOf('mutating 1 ServiceAccount')).toBeGreaterThan(names.indexOf('mutating 0 MutatingAdmissionWebhook'));
    expect(names.slice(names.indexOf('schema 0 Schema'))).toEqual(['schema 0 Schema', ...['LimitRanger', 'PodSecurity', 'Priority', 'PersistentVolumeClaimResize', 'RuntimeClass', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionWebhook', 'ResourceQuota'].map((name) => `validating 0 ${name}`)]);
    const rule = steps.find(({ plugin }) => plugin === 'ValidatingAdmissionPolicy')?.policies?.[0]?.rules[0];
    expect(rule).toMatchObject({ value: true });
    expect(rule!.cost).toBeGreaterThan(0);
  });
});

describe('the puzzle', () => {
  it('is not solved by webhooks alone unless they leave themselves out', () => {
    expect(reached([], settings())).toEqual({ sidecar: true, latest: true, own: false, system: false, strict: true });
    expect(reached([], settings({ failurePolicy: 'Ignore' }))).toEqual({ sidecar: true, latest: true, own: true, system: true, strict: false });
    expect(Object.values(reached([], settings({ excludes: true })))).toEqual([true, true, true, true, true]);
  });

  it('is solved by the policies of the page, without any webhook', () => {
    expect(Object.values(reached([...denying, ...SIDECAR], settings({ server: 'none' })))).toEqual([true, true, true, true, true]);
    expect(reached([...NO_LATEST, ...SIDECAR], settings({ server: 'none' })).latest).toBe(false);
  });
});
