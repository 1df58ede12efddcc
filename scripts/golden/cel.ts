/** Replays the `cel` suite: expressions, rules of custom resources, admission policies written in CEL. */
import { CelMap, isList, Optional, Uint, type Value } from '../../src/simulation/base/cel/run/values';
import { textFrom } from '../../src/simulation/base/cel/run/texts';
import { typeNameOf } from '../../src/simulation/base/cel/run/values';
import { evaluateExpression } from '../../src/simulation/api/cel/evaluate';
import { evaluatePolicy } from '../../src/simulation/api/cel/policy/evaluate';
import type { AdmissionAttributes } from '../../src/simulation/api/cel/policy/request';
import { ruleObjectErrors } from '../../src/simulation/api/custom/rules/check-object';
import { ruleSchemaErrors } from '../../src/simulation/api/custom/rules/check-schema';
import { fieldErrorMessage } from '../../src/simulation/api/field-errors';
import type { ValidatingAdmissionPolicy } from '../../src/simulation/api/generated/types/admissionregistration.v1';
import type { JSONSchemaProps } from '../../src/simulation/api/generated/types/apiextensions.v1';
import { validatingAdmissionPolicyKind } from '../../src/simulation/api/kinds/admissionregistration.ValidatingAdmissionPolicy';
import type { ApiObject } from '../../src/simulation/api/types';
import type { GoldenCase, Replay } from './types';

/** A value as the recordings have it: ints and uints as text. */
function jsonOf(value: Value): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint) return String(value.value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(jsonOf);
  if (value instanceof CelMap) return Object.fromEntries(value.entries().map(([key, entry]) => [String(jsonOf(key)), jsonOf(entry)]));
  if (value instanceof Optional) return value.value === undefined ? null : jsonOf(value.value);
  const text = textFrom(value);
  return typeof text === 'string' ? text : text.message;
}

function replayExpression({ expression, variables = {} }: { expression: string; variables?: Record<string, unknown> }): unknown {
  const outcome = evaluateExpression(expression, variables);
  if (outcome.kind === 'compileError') return { compileError: outcome.error };
  if (outcome.kind === 'error') return { type: outcome.type, error: outcome.error };
  return { type: outcome.type, valueType: typeNameOf(outcome.value), value: jsonOf(outcome.value) };
}

interface RuleCase {
  schema: JSONSchemaProps;
  object?: Record<string, unknown>;
  oldObject?: Record<string, unknown>;
}

function replayRule({ schema, object, oldObject }: RuleCase): unknown {
  const crdErrors = ruleSchemaErrors(schema, 'spec.validation.openAPIV3Schema').map(fieldErrorMessage);
  if (crdErrors.length > 0 || object === undefined) return { crdErrors };
  return { errors: ruleObjectErrors(schema, object, oldObject).errors.map(fieldErrorMessage) };
}

interface PolicyCase {
  policy: ValidatingAdmissionPolicy;
  object?: ApiObject;
  oldObject?: ApiObject;
  namespace?: unknown;
  params?: unknown;
}

const EVERYTHING = { resourceRules: [{ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] }] };
const USER = { username: 'jane', groups: ['devs', 'system:authenticated'] };

function replayPolicy({ policy, object, oldObject, namespace = null, params = null }: PolicyCase): unknown {
  const spec = { matchConstraints: EVERYTHING, ...policy.spec };
  const full = validatingAdmissionPolicyKind.defaults!({ ...policy, spec });
  const policyErrors = validatingAdmissionPolicyKind.validateCreate!(full).map(fieldErrorMessage);
  const one = object ?? oldObject;
  if (policyErrors.length > 0 || one === undefined) return { policyErrors };
  const [version, group = ''] = one.apiVersion.split('/').reverse();
  const request: AdmissionAttributes = {
    kind: { group, version: version!, kind: one.kind },
    resource: { group, version: version!, resource: `${one.kind.toLowerCase()}s` },
    subresource: '',
    name: one.metadata.name ?? '',
    namespace: one.metadata.namespace ?? '',
    operation: object === undefined ? 'DELETE' : oldObject === undefined ? 'CREATE' : 'UPDATE',
    user: USER,
  };
  const { decisions, auditAnnotations } = evaluatePolicy(full.spec ?? {}, { object: object ?? null, oldObject: oldObject ?? null, params, namespaceObject: namespace, request });
  return { decisions: decisions.map(({ cost: _, ...decision }) => decision), ...(auditAnnotations.length === 0 ? {} : { auditAnnotations }) };
}

const KINDS: Readonly<Record<string, (input: never) => unknown>> = { expression: replayExpression, rule: replayRule, policy: replayPolicy };

export const replay: Replay = (one: GoldenCase) => (Object.hasOwn(KINDS, one.kind) ? KINDS[one.kind]!(one.in as never) : undefined);
