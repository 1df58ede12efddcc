import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../field-errors';
import type { MutatingAdmissionPolicy, MutatingWebhookConfiguration } from '../generated/types/admissionregistration.v1';
import { createRegistry } from '../registry';
import type { ApiObject } from '../types';
import { ALL_KINDS } from './all';

const GROUP = 'admissionregistration.k8s.io/v1';
const registry = createRegistry(ALL_KINDS);
const defaulted = (object: ApiObject): ApiObject => registry.find(object.apiVersion, object.kind)!.defaults!(object);

function errorsOf(object: ApiObject, old?: ApiObject): readonly string[] {
  const kind = registry.find(object.apiVersion, object.kind)!;
  return ((old === undefined ? kind.validateCreate?.(defaulted(object)) : kind.validateUpdate?.(defaulted(object), defaulted(old))) ?? []).map(fieldErrorMessage);
}

const RULES = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
const policy = (spec: Partial<MutatingAdmissionPolicy['spec']>): MutatingAdmissionPolicy => ({
  apiVersion: GROUP, kind: 'MutatingAdmissionPolicy', metadata: { name: 'p' },
  spec: { matchConstraints: { resourceRules: RULES }, reinvocationPolicy: 'Never', mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: "[JSONPatch{op: 'add', path: '/a', value: 1}]" } }], ...spec },
});
const apply = (expression: string) => [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }];

// The words are those of ValidateMutatingAdmissionPolicy and its siblings, with which 10,000 random objects were compared.
describe('MutatingAdmissionPolicy', () => {
  it('is good as the documentation writes it', () => {
    expect(errorsOf(policy({}))).toEqual([]);
    expect(errorsOf(policy({ mutations: apply("Object{metadata: Object.metadata{labels: {'a': 'b'}}}") }))).toEqual([]);
  });

  it('must say when it is asked again, what it changes and how', () => {
    expect(errorsOf(policy({ reinvocationPolicy: undefined, mutations: [] }))).toEqual(['spec.mutations: Required value: mutations must contain at least one item', 'spec.reinvocationPolicy: Required value']);
    expect(errorsOf(policy({ mutations: [{ patchType: 'JSONPatch', applyConfiguration: { expression: 'true' } }] }))).toEqual([
      'spec.mutations[0].jsonPatch: Required value: must be specified when patchType is JSONPatch',
      'spec.mutations[0].applyConfiguration: Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch',
    ]);
  });

  it('cannot change what is deleted', () => {
    expect(errorsOf(policy({ matchConstraints: { resourceRules: [{ ...RULES[0]!, operations: ['DELETE'] }] } }))).toEqual([
      'spec.matchConstraints.resourceRules.operations: Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
    ]);
  });

  it('shows where an expression does not compile', () => {
    expect(errorsOf(policy({ mutations: apply('1') }))).toEqual(['spec.mutations[0].applyConfiguration.expression: Invalid value: "1": must evaluate to Object but got int']);
    expect(errorsOf(policy({ mutations: apply('variables.b') }))).toEqual(["spec.mutations[0].applyConfiguration.expression: Invalid value: \"variables.b\": compilation failed: ERROR: <input>:1:10: undefined field 'b'\n | variables.b\n | .........^"]);
    expect(errorsOf(policy({ variables: [{ name: 'a', expression: 'foo()' }, { name: 'a', expression: '1' }] }))).toEqual(["spec.variables[0].expression: Invalid value: \"foo()\": compilation failed: ERROR: <input>:1:4: undeclared reference to 'foo' (in container '')\n | foo()\n | ...^"]);
  });
});

const hooks = (...webhooks: readonly object[]): MutatingWebhookConfiguration =>
  ({
    apiVersion: GROUP, kind: 'MutatingWebhookConfiguration', metadata: { name: 'm' },
    webhooks: webhooks.map((one) => ({ name: 'a.kx.io', rules: RULES, sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { service: { name: 's', namespace: 'n' } }, ...one })),
  }) as MutatingWebhookConfiguration;

describe('webhook configurations', () => {
  it('are checked field by field', () => {
    expect(errorsOf(hooks({}))).toEqual([]);
    expect(errorsOf(hooks({ name: 'short', timeoutSeconds: 31, sideEffects: 'Some', admissionReviewVersions: ['v2'] }))).toEqual([
      'webhooks[0].name: Invalid value: "short": should be a domain with at least three segments separated by dots',
      'webhooks[0].sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"',
      'webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds',
      'webhooks[0].admissionReviewVersions: Invalid value: ["v2"]: must include at least one of v1, v1beta1',
    ]);
    expect(errorsOf(hooks({}, {}))).toEqual(['webhooks[1].name: Duplicate value: "a.kx.io"']);
    expect(errorsOf(hooks({ clientConfig: {}, matchConditions: [{ name: 'a', expression: '1' }] }))).toEqual([
      'webhooks[0].clientConfig: Required value: exactly one of url or service is required',
      'webhooks[0].matchConditions[0].expression: Invalid value: "1": must evaluate to bool but got int',
    ]);
  });

  it('may keep what was wrong before there was a rule', () => {
    const old = hooks({ sideEffects: 'Some', matchConditions: [{ name: 'a', expression: '1' }] });
    expect(errorsOf(old, old)).toEqual([]);
    expect(errorsOf(hooks({ sideEffects: 'Some' }), hooks({}))).toHaveLength(1);
  });
});
