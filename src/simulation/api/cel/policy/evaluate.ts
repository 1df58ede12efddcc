import { CelError, fromJson, isError, Struct, type Value } from '../../../base/cel/run/values';
import type { ValidatingAdmissionPolicySpec, MatchCondition, Variable } from '../../generated/types/admissionregistration.v1';
import { byteLength } from '../../names';
import { aggregateErrors } from '../../status';
import { compileExpression, compileVariables, RETURNS_BOOL, RETURNS_TEXT, RETURNS_TEXT_OR_NULL, type CompiledExpression, type CompiledVariables } from './compile';
import type { PolicyScope } from './declarations';
import { admissionRequest, type AdmissionAttributes } from './request';

/** A ValidatingAdmissionPolicy on one request (apiserver admission/plugin/policy/validating/validator.go, webhook/matchconditions). */

/** What expressions look at: JSON data, null for what the request does not have. */
export interface PolicyInput {
  readonly object: unknown;
  readonly oldObject: unknown;
  readonly params: unknown;
  readonly namespaceObject: unknown;
  readonly request: AdmissionAttributes;
  readonly authorizer?: Value;
  readonly requestResource?: Value;
}

export interface PolicyDecision {
  readonly action: 'admit' | 'deny';
  readonly evaluation: 'admit' | 'deny' | 'error';
  readonly message?: string;
  readonly reason?: string;
  /** What the expression cost. */
  readonly cost: number;
}

export interface AuditAnnotation {
  readonly action: 'publish' | 'exclude' | 'error';
  readonly key: string;
  readonly value?: string;
  readonly error?: string;
}

export interface PolicyResult {
  /** The match condition that lets the request pass by; then there is no decision. */
  readonly passedBy?: string;
  readonly decisions: readonly PolicyDecision[];
  readonly auditAnnotations: readonly AuditAnnotation[];
}

/** celconfig: for all validations of a policy, and for its match conditions. */
export const POLICY_BUDGET = 10_000_000;
const MATCH_BUDGET = 2_500_000;
const LONGEST_MESSAGE = 5 * 1024;
const OUT_OF_BUDGET = 'validation failed due to running out of cost budget, no further validation rules will be run';

type Activation = (name: string) => Value | undefined;

/** Variables are computed when they are first asked for. */
class LazyVariables extends Map<string, Value> {
  cost = 0;

  constructor(
    private readonly compiled: CompiledVariables['compiled'],
    private readonly activation: () => Activation,
  ) {
    super();
  }

  override has(name: string): boolean {
    return this.compiled.has(name);
  }

  override get(name: string): Value | undefined {
    const known = super.get(name);
    if (known !== undefined) return known;
    const one = this.compiled.get(name);
    if (one === undefined) return undefined;
    const value = this.compute(name, one);
    this.set(name, value);
    return value;
  }

  private compute(name: string, one: CompiledExpression): Value {
    if (!one.ok) return new CelError(`composited variable ${JSON.stringify(name)} fails to compile: ${one.error}`);
    const { value, cost } = one.run(this.activation());
    this.cost += cost;
    return isError(value) ? new CelError(`composited variable ${JSON.stringify(name)} fails to evaluate: ${value.message}`) : value;
  }
}

/** Runs expressions on one request within a budget. */
export class PolicyRunner {
  private readonly values: ReadonlyMap<string, Value>;
  private readonly variables: LazyVariables;

  constructor(
    input: PolicyInput,
    compiled: CompiledVariables,
    private budget: number,
  ) {
    this.values = new Map<string, Value>([
      ...(['object', 'oldObject', 'params', 'namespaceObject'] as const).map((name) => [name, fromJson(input[name])] as const),
      ['request', fromJson(admissionRequest(input.request))] as const,
      ...(input.authorizer === undefined ? [] : [['authorizer', input.authorizer] as const]),
      ...(input.requestResource === undefined ? [] : [['authorizer.requestResource', input.requestResource] as const]),
    ]);
    this.variables = new LazyVariables(compiled.compiled, () => this.activation);
  }

  private readonly activation: Activation = (name) => (name === 'variables' ? new Struct('kubernetes.variables', this.variables) : this.values.get(name));

  /** The value, or an error in words; undefined: the budget is spent. */
  run(expression: string, compiled: CompiledExpression): { readonly value: Value; readonly error?: string; readonly cost: number } | undefined {
    if (!compiled.ok) return { value: null, error: `compilation error: ${compiled.error}`, cost: 0 };
    this.variables.cost = 0;
    const { value, cost } = compiled.run(this.activation);
    const total = cost + this.variables.cost;
    this.budget -= total;
    if (this.budget < 0) return undefined;
    return isError(value) ? { value: null, error: `expression '${expression}' resulted in error: ${value.message}`, cost: total } : { value, cost: total };
  }
}

export type MatchOutcome = { readonly matches: boolean; readonly failed?: string } | { readonly error: string };

/** Match conditions: one that is false passes the request by, whatever else failed; failures count only then by the failure policy. */
export function matchConditions(conditions: readonly MatchCondition[], input: PolicyInput, scope: PolicyScope, compiled: CompiledVariables, failurePolicy: string): MatchOutcome {
  const runner = new PolicyRunner({ ...input, namespaceObject: null }, compiled, MATCH_BUDGET);
  const errors: string[] = [];
  for (const { name, expression } of conditions) {
    const result = runner.run(expression, compileExpression(expression, RETURNS_BOOL, scope));
    if (result === undefined) return failurePolicy === 'Ignore' ? { matches: false } : { error: OUT_OF_BUDGET };
    if (result.error !== undefined) errors.push(result.error);
    else if (result.value === false) return { matches: false, failed: name };
  }
  if (errors.length === 0) return { matches: true };
  return failurePolicy === 'Ignore' ? { matches: false } : { error: aggregateErrors(errors) };
}

type Spec = Pick<ValidatingAdmissionPolicySpec, 'failurePolicy' | 'paramKind' | 'validations' | 'auditAnnotations'> & { readonly matchConditions?: readonly MatchCondition[]; readonly variables?: readonly Variable[] };

/** Validator.Validate. */
export function evaluatePolicy(spec: Spec, input: PolicyInput): PolicyResult {
  const { failurePolicy = 'Fail', validations = [], auditAnnotations = [], matchConditions: conditions = [], variables = [] } = spec;
  const params = spec.paramKind !== undefined;
  const compiled = compileVariables(variables, params);
  const scope: PolicyScope = { params, authorizer: true, variables: compiled.types };
  const failed = (message: string, cost = 0): PolicyDecision => ({ action: failurePolicy === 'Ignore' ? 'admit' : 'deny', evaluation: 'error', message, cost });
  if (conditions.length > 0) {
    const match = matchConditions(conditions, input, scope, compiled, failurePolicy);
    if ('error' in match) return { decisions: [failed(match.error)], auditAnnotations: [] };
    if (!match.matches) return { ...(match.failed === undefined ? {} : { passedBy: match.failed }), decisions: [], auditAnnotations: [] };
  }
  const runner = new PolicyRunner(input, compiled, POLICY_BUDGET);
  const results: NonNullable<ReturnType<PolicyRunner['run']>>[] = [];
  for (const { expression } of validations) {
    const result = runner.run(expression, compileExpression(expression, RETURNS_BOOL, scope));
    if (result === undefined) return { decisions: [failed(OUT_OF_BUDGET)], auditAnnotations: [] };
    results.push(result);
  }
  const { authorizer: _, requestResource: __, ...plain } = input;
  const messages = new PolicyRunner(plain, compiled, POLICY_BUDGET);
  const decisions = validations.map(({ expression, message, messageExpression = '', reason }, index): PolicyDecision => {
    const { value, error, cost } = results[index]!;
    if (error !== undefined) return failed(error, cost);
    if (value === true) return { action: 'admit', evaluation: 'admit', cost };
    const text = messageExpression === '' ? undefined : messages.run(messageExpression, compileExpression(messageExpression, RETURNS_TEXT, { ...scope, authorizer: false }));
    return { action: 'deny', evaluation: 'deny', message: messageOf(text?.value, message) ?? `failed expression: ${expression.trim()}`, reason: reason ?? 'Invalid', cost };
  });
  return { decisions, auditAnnotations: annotate(auditAnnotations, input, compiled, scope, failurePolicy) };
}

/** The text of the message expression if it can be shown, else the message; undefined: neither. */
function messageOf(computed: Value | undefined, message: string | undefined): string | undefined {
  const text = typeof computed === 'string' ? computed.trim() : '';
  if (text !== '' && !text.includes('\n') && byteLength(text) <= LONGEST_MESSAGE) return text;
  const plain = (message ?? '').trim();
  return plain === '' ? undefined : plain;
}

function annotate(annotations: NonNullable<Spec['auditAnnotations']>, input: PolicyInput, compiled: CompiledVariables, scope: PolicyScope, failurePolicy: string): AuditAnnotation[] {
  const { authorizer: _, requestResource: __, ...plain } = input;
  const runner = new PolicyRunner(plain, compiled, POLICY_BUDGET);
  return annotations.map(({ key, valueExpression }): AuditAnnotation => {
    const result = runner.run(valueExpression, compileExpression(valueExpression, RETURNS_TEXT_OR_NULL, scope));
    const error = result === undefined ? OUT_OF_BUDGET : result.error;
    if (error !== undefined) return failurePolicy === 'Ignore' ? { action: 'exclude', key, error } : { action: 'error', key, error };
    const value = typeof result?.value === 'string' ? result.value.trim() : '';
    return value === '' ? { action: 'exclude', key } : { action: 'publish', key, value };
  });
}
