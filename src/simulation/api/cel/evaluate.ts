import { compile } from '../../base/cel/compile';
import { DYN, printType } from '../../base/cel/check/types';
import { program } from '../../base/cel/run/program';
import { fromJson, isError, type Value } from '../../base/cel/run/values';
import { kubernetesEnvironment, kubernetesLibrary } from './environment';
import { kubernetesCallCost } from './library/call-cost';

/** An expression over JSON data, for playing with: its type, its value, its cost, or what is wrong. */

export type Outcome =
  | { readonly kind: 'compileError'; readonly error: string }
  | { readonly kind: 'error'; readonly type: string; readonly error: string; readonly cost: number }
  | { readonly kind: 'value'; readonly type: string; readonly value: Value; readonly cost: number };

/** Compiles and runs an expression; every variable is declared as dyn. */
export function evaluateExpression(expression: string, variables: Readonly<Record<string, unknown>>): Outcome {
  const environment = kubernetesEnvironment({ variables: Object.fromEntries(Object.keys(variables).map((name) => [name, DYN])) });
  const compiled = compile(expression, environment);
  if (!compiled.ok) return { kind: 'compileError', error: compiled.error };
  const type = printType(compiled.type);
  const prepared = program(compiled.checked, { library: kubernetesLibrary(), environment, callCost: kubernetesCallCost });
  if (!prepared.ok) return { kind: 'error', type, error: prepared.error, cost: 0 };
  const values = new Map(Object.entries(variables).map(([name, value]) => [name, fromJson(value)]));
  const { value, cost } = prepared.run((name) => values.get(name));
  return isError(value) ? { kind: 'error', type, error: value.message, cost } : { kind: 'value', type, value, cost };
}
