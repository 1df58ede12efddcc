import { describe, expect, it } from 'vitest';
import type { MutatingAdmissionPolicySpec } from '../../../api/generated/types/admissionregistration.v1';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api/types';
import { Progress } from '../progress';
import type { Lookup } from '../request';
import { mutateByPolicies } from './mutate';

const registry = createRegistry(ALL_KINDS);
const RULE = { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }] };
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'lab' }, spec: { containers: [{ name: 'app', image: 'nginx:1.30' }] } };

function mutate(mutation: object, more: Partial<MutatingAdmissionPolicySpec> = {}): ReturnType<typeof mutateByPolicies> {
  const policy = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy', metadata: { name: 'p' }, spec: { matchConstraints: RULE, mutations: [mutation], ...more } };
  const binding = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicyBinding', metadata: { name: 'b' }, spec: { policyName: 'p' } };
  const stored: readonly ApiObject[] = [policy, binding];
  const lookup: Lookup = <T extends ApiObject>(apiVersion: string, kind: string) => stored.filter((one) => one.apiVersion === apiVersion && one.kind === kind) as readonly ApiObject[] as readonly T[];
  const request = { operation: 'CREATE', kind: registry.find('v1', 'Pod')!, namespace: 'lab', name: 'web', subresource: '', user: { username: 'jane', groups: [] } } as const;
  return mutateByPolicies(request, POD, { lookup, findKind: registry.find, authorize: () => ({ allowed: false, reason: '' }) }, new Progress());
}

const apply = (expression: string) => ({ patchType: 'ApplyConfiguration', applyConfiguration: { expression } });
const patch = (expression: string) => ({ patchType: 'JSONPatch', jsonPatch: { expression } });
const messageOf = (outcome: ReturnType<typeof mutate>): string => ('status' in outcome ? outcome.status.message : 'allowed');
const objectOf = (outcome: ReturnType<typeof mutate>) => ('object' in outcome ? outcome.object : undefined);

describe('mutating policies', () => {
  it('merge what they apply by the keys of lists, and fill in defaults', () => {
    const outcome = mutate(apply(`Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', env: [Object.spec.containers.env{name: 'A', value: 'b'}]}]}}`));
    expect(objectOf(outcome)).toMatchObject({ spec: { containers: [{ name: 'app', image: 'nginx:1.30', env: [{ name: 'A', value: 'b' }], imagePullPolicy: 'IfNotPresent' }] } });
  });

  it('escape keys of a JSON pointer', () => {
    const outcome = mutate(patch(`[JSONPatch{op: 'add', path: '/metadata/labels', value: {}}, JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('x.io/a~b'), value: 'c'}]`));
    expect(objectOf(outcome)?.metadata.labels).toEqual({ 'x.io/a~b': 'c' });
  });

  it('refuse to replace a list of which they say only a part', () => {
    expect(messageOf(mutate(apply(`Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', command: ['sh']}]}}`)))).toBe(
      "policy 'p' with binding 'b' denied request: error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.containers[0].command",
    );
  });

  it('find an object of a type that belongs elsewhere', () => {
    expect(messageOf(mutate(apply('Object{spec: Object.wrong{}}')))).toBe(
      `policy 'p' with binding 'b' denied request: type mismatch: unexpected type name "Object.wrong", expected "Object.spec", which matches field name path from root Object type`,
    );
  });

  it('leave the object alone where failures are ignored', () => {
    expect(objectOf(mutate(apply('Object{spec: Object.wrong{}}'), { failurePolicy: 'Ignore' }))).toEqual(POD);
  });

  it('leave the object alone where a test of a patch fails', () => {
    expect(objectOf(mutate(patch(`[JSONPatch{op: 'test', path: '/metadata/name', value: 'other'}, JSONPatch{op: 'remove', path: '/metadata/name'}]`)))?.metadata.name).toBe('web');
  });
});
