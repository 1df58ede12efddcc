import { compile, type Compiled } from '../../../base/cel/compile';
import { optionalOf, type Type } from '../../../base/cel/check/types';
import { estimateCost } from '../../../base/cel/cost/estimate';
import { program, type Program } from '../../../base/cel/run/program';
import { kubernetesEnvironment, kubernetesLibrary } from '../../cel/environment';
import { kubernetesCallCost } from '../../cel/library/call-cost';
import { kubernetesEstimate } from '../../cel/library/call-estimate';
import { MAX_REQUEST_BYTES, sizesOf, structsOf, type DeclaredType } from '../../cel/schema-types';
import type { JSONSchemaProps, ValidationRule } from '../../generated/types/apiextensions.v1';
import { rulePath } from './field-path';

/** The rules of one place of a schema, compiled (apiextensions-apiserver pkg/apiserver/schema/cel/compilation.go). */

export interface CompiledRule {
  readonly rule: ValidationRule;
  /** undefined for an empty rule or one that is wrong. */
  readonly run: Extract<Program, { ok: true }>['run'] | undefined;
  readonly error?: string;
  readonly usesOldSelf: boolean;
  /** The most that one run can cost. */
  readonly maxCost: bigint;
  /** How often the rule can be run at most in one object that has no bound of its own. */
  readonly maxCardinality: bigint;
  readonly message?: { readonly run?: Extract<Program, { ok: true }>['run']; readonly error?: string; readonly maxCost: bigint };
  /** The place that failures are reported at, below that of the rule. */
  readonly fieldPath: string;
}

/** celconfig.PerCallLimit. */
const PER_CALL_LIMIT = 1_000_000;

interface Prepared {
  readonly compiled: Compiled;
  readonly program?: Program;
  readonly maxCost: bigint;
}

function prepare(text: string, declared: DeclaredType, oldSelf: Type): Prepared {
  const environment = kubernetesEnvironment({ variables: { self: declared.type, oldSelf }, structs: structsOf(declared) });
  const compiled = compile(text, environment);
  if (!compiled.ok) return { compiled, maxCost: 0n };
  const sizeAt = sizesOf(declared);
  return {
    compiled,
    program: program(compiled.checked, { library: kubernetesLibrary(), environment, callCost: kubernetesCallCost, limit: PER_CALL_LIMIT }),
    maxCost: estimateCost(compiled.checked, { sizeAt, call: kubernetesEstimate(sizeAt) }).max,
  };
}

function compileMessage(text: string, declared: DeclaredType, oldSelf: Type): CompiledRule['message'] {
  const { compiled, program: prepared, maxCost } = prepare(text, declared, oldSelf);
  if (!compiled.ok) return { error: `messageExpression compilation failed: ${compiled.error}`, maxCost: 0n };
  if (compiled.type.kind !== 'string') return { error: 'messageExpression must evaluate to a string', maxCost: 0n };
  if (prepared?.ok !== true) return { error: `messageExpression instantiation failed: ${prepared?.error ?? ''}`, maxCost: 0n };
  return { run: prepared.run, maxCost };
}

function compileRule(rule: ValidationRule, schema: JSONSchemaProps, declared: DeclaredType): CompiledRule {
  const nothing = { rule, run: undefined, usesOldSelf: false, maxCost: 0n, maxCardinality: 0n, fieldPath: '' };
  if (rule.rule.trim() === '') return nothing;
  const oldSelf = rule.optionalOldSelf === true ? optionalOf(declared.type) : declared.type;
  const { compiled, program: prepared, maxCost } = prepare(rule.rule, declared, oldSelf);
  if (!compiled.ok) return { ...nothing, error: `compilation failed: ${compiled.error}` };
  if (compiled.type.kind !== 'bool') return { ...nothing, error: 'cel expression must evaluate to a bool' };
  const usesOldSelf = [...compiled.checked.references.values()].includes('oldSelf');
  if (prepared?.ok !== true) return { ...nothing, usesOldSelf, error: `program instantiation failed: ${prepared?.error ?? ''}` };
  const message = rule.messageExpression === undefined || rule.messageExpression === '' ? undefined : compileMessage(rule.messageExpression, declared, oldSelf);
  const path = rule.fieldPath === undefined || rule.fieldPath === '' || message?.error !== undefined ? undefined : rulePath(rule.fieldPath, schema);
  return {
    rule,
    run: prepared.run,
    usesOldSelf,
    maxCost,
    maxCardinality: BigInt(Math.trunc(MAX_REQUEST_BYTES / (declared.minSize + 1))),
    ...(message === undefined ? {} : { message }),
    fieldPath: path?.ok === true ? path.path : '',
  };
}

/** Compiles the rules that stand at a schema, those of its parts left out. */
export const compileRules = (schema: JSONSchemaProps, declared: DeclaredType): readonly CompiledRule[] =>
  (schema['x-kubernetes-validations'] ?? []).map((rule) => compileRule(rule, schema, declared));
