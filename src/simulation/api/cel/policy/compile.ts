import { compile } from '../../../base/cel/compile';
import type { Environment } from '../../../base/cel/check/declarations';
import { NULL, BOOL, printType, sameType, TEXT, type Type } from '../../../base/cel/check/types';
import { program, type Program, type ProgramOptions } from '../../../base/cel/run/program';
import { kubernetesLibrary } from '../environment';
import { kubernetesCallCost } from '../library/call-cost';
import { policyEnvironment, variableType, type PolicyScope } from './declarations';

/** Expressions of policies, compiled (apiserver admission/plugin/cel: CompileCELExpression). */

export type CompiledExpression =
  | { readonly ok: true; readonly run: Extract<Program, { ok: true }>['run']; readonly type: Type }
  | { readonly ok: false; readonly error: string };

/** celconfig.PerCallLimit. */
const PER_CALL_LIMIT = 1_000_000;

/** What an expression may evaluate to; undefined: anything. */
export type Returns = readonly Type[] | undefined;
export const RETURNS_BOOL: Returns = [BOOL];
export const RETURNS_TEXT: Returns = [TEXT];
export const RETURNS_TEXT_OR_NULL: Returns = [TEXT, NULL];

/** Compiles an expression for an environment; the error is the detail of an `Invalid value`. */
export function compileIn(environment: Environment, expression: string, returns: Returns, options: Partial<ProgramOptions> = {}): CompiledExpression {
  const compiled = compile(expression, environment);
  if (!compiled.ok) return { ok: false, error: `compilation failed: ${compiled.error}` };
  const { type } = compiled;
  if (returns !== undefined && !returns.some((one) => sameType(one, type))) {
    const wanted = returns.length === 1 ? printType(returns[0]!) : `one of [${returns.map(printType).join(' ')}]`;
    return { ok: false, error: `must evaluate to ${wanted} but got ${printType(type)}` };
  }
  const prepared = program(compiled.checked, { library: kubernetesLibrary(), environment, callCost: kubernetesCallCost, limit: PER_CALL_LIMIT, ...options });
  return prepared.ok ? { ok: true, run: prepared.run, type } : { ok: false, error: `program instantiation failed: ${prepared.error}` };
}

export const compileExpression = (expression: string, returns: Returns, scope: PolicyScope): CompiledExpression => compileIn(policyEnvironment(scope), expression, returns);

export interface CompiledVariables {
  /** One by one, as they stand in the policy. */
  readonly list: readonly CompiledExpression[];
  readonly compiled: ReadonlyMap<string, CompiledExpression>;
  /** Their types, for expressions that use them. */
  readonly types: ReadonlyMap<string, Type>;
}

/** Compiles variables one after another: each may use those before it. */
export function compileVariables(variables: readonly { readonly name?: string; readonly expression?: string }[], params: boolean): CompiledVariables {
  const list: CompiledExpression[] = [];
  const compiled = new Map<string, CompiledExpression>();
  const types = new Map<string, Type>();
  for (const { name = '', expression = '' } of variables) {
    const one = compileExpression(expression, undefined, { params, authorizer: true, variables: new Map(types) });
    list.push(one);
    compiled.set(name, one);
    types.set(name, variableType(one.ok ? one.type : undefined));
  }
  return { list, compiled, types };
}
