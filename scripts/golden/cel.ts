/** Replays the `cel` suite: expressions, rules of custom resources, admission policies written in CEL. */
import { CelMap, isList, Optional, Uint, type Value } from '../../src/simulation/base/cel/run/values';
import { textFrom } from '../../src/simulation/base/cel/run/texts';
import { typeNameOf } from '../../src/simulation/base/cel/run/values';
import { evaluateExpression } from '../../src/simulation/api/cel/evaluate';
import { ruleObjectErrors } from '../../src/simulation/api/custom/rules/check-object';
import { ruleSchemaErrors } from '../../src/simulation/api/custom/rules/check-schema';
import { fieldErrorMessage } from '../../src/simulation/api/field-errors';
import type { JSONSchemaProps } from '../../src/simulation/api/generated/types/apiextensions.v1';
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

const KINDS: Readonly<Record<string, (input: never) => unknown>> = { expression: replayExpression, rule: replayRule };

export const replay: Replay = (one: GoldenCase) => (Object.hasOwn(KINDS, one.kind) ? KINDS[one.kind]!(one.in as never) : undefined);
