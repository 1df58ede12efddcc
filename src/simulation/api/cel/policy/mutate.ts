import { readFunctions, type Fields } from '../../../base/cel/check/declarations';
import { DYN, listOf, structType, TEXT, typeOf, type Type } from '../../../base/cel/check/types';
import { mergeLibraries } from '../../../base/cel/run/library';
import { isList, Struct, type Value } from '../../../base/cel/run/values';
import type { MutatingAdmissionPolicySpec, Mutation } from '../../generated/types/admissionregistration.v1';
import type { JsonObject } from '../../schema/walk';
import { kubernetesLibrary } from '../environment';
import { JSON_PATCH_FUNCTIONS, JSON_PATCH_LIBRARY } from '../library/json-patch';
import { compileIn, compileVariables, type CompiledExpression, type CompiledVariables } from './compile';
import { policyEnvironment, type PolicyScope } from './declarations';
import { matchConditions, POLICY_BUDGET, PolicyRunner, type MatchOutcome, type PolicyInput } from './evaluate';
import { misplacedTypes, toJson } from './plain';

/** The expressions of a MutatingAdmissionPolicy (apiserver admission/plugin/policy/mutating: compilation.go, patch; pkg/cel/mutation). */

const OBJECT = 'Object';
const PATCH = 'JSONPatch';
const PATCH_FIELDS: Readonly<Record<string, Type>> = { op: TEXT, path: TEXT, from: TEXT, value: DYN };

/** Any field may be set in an object whose schema nobody has looked at. */
const ANY: Fields = { field: () => DYN };
/** Upstream every name is a field of a patch; those that are none have a type that has no name. */
const PATCH_TYPE: Fields = { field: (name) => (Object.hasOwn(PATCH_FIELDS, name) ? PATCH_FIELDS[name] : structType('')) };

function structs(name: string): Fields | undefined {
  if (name === PATCH) return PATCH_TYPE;
  return name === OBJECT || name.startsWith(`${OBJECT}.`) ? ANY : undefined;
}

const ADDITIONS = {
  structs,
  variable: (name: string): Type | undefined => (structs(name) === undefined ? undefined : typeOf(structType(name))),
  functions: readFunctions(JSON_PATCH_FUNCTIONS),
};

const construct = (typeName: string, fields: ReadonlyMap<string, Value>): Value => new Struct(typeName, fields);

/** What a mutation is about to do: fields to apply, or operations of a JSON patch. */
export type MutationStep = { readonly cost?: number } & ({ readonly apply: JsonObject } | { readonly patch: readonly JsonObject[] } | { readonly error: string });

type Spec = Pick<MutatingAdmissionPolicySpec, 'failurePolicy' | 'paramKind' | 'matchConditions' | 'variables'>;

/** Compiles what a mutation says, or tells why it cannot be. */
export function compileMutation(expression: string, isPatch: boolean, scope: PolicyScope): CompiledExpression {
  const returns = [isPatch ? listOf(structType(PATCH)) : structType(OBJECT)];
  return compileIn(policyEnvironment(scope, ADDITIONS), expression, returns, { construct, library: mergeLibraries(kubernetesLibrary(), JSON_PATCH_LIBRARY) });
}

/** A policy whose variables and conditions are compiled. */
export class MutationProgram {
  private readonly compiled: CompiledVariables;
  private readonly scope: PolicyScope;

  constructor(private readonly spec: Spec) {
    const params = spec.paramKind !== undefined;
    this.compiled = compileVariables(spec.variables ?? [], params);
    this.scope = { params, authorizer: true, variables: this.compiled.types };
  }

  matches(input: PolicyInput): MatchOutcome {
    const { matchConditions: conditions = [], failurePolicy = 'Fail' } = this.spec;
    return conditions.length === 0 ? { matches: true } : matchConditions(conditions, input, this.scope, this.compiled, failurePolicy);
  }

  /** One mutation of the object that stands in the input. */
  step({ patchType, applyConfiguration, jsonPatch }: Mutation, input: PolicyInput): MutationStep {
    const isPatch = patchType === 'JSONPatch';
    const expression = (isPatch ? jsonPatch?.expression : applyConfiguration?.expression) ?? '';
    const program = compileMutation(expression, isPatch, this.scope);
    if (!program.ok) return { error: program.error };
    const result = new PolicyRunner(input, this.compiled, POLICY_BUDGET).run(expression, program);
    if (result === undefined) return { error: 'validation failed due to running out of cost budget, no further validation rules will be run' };
    const { cost } = result;
    if (result.error !== undefined) return { error: result.error, cost };
    return { ...(isPatch ? patchOf(result.value) : applyOf(result.value)), cost };
  }
}

function applyOf(value: Value): MutationStep {
  const misplaced = misplacedTypes(value, [OBJECT]);
  return misplaced.length > 0 ? { error: `type mismatch: ${misplaced.join('\n')}` } : { apply: toJson(value) as JsonObject };
}

/** Operations as JSON; `from` only where it is given. An object as value may be of any place, but must be whole in itself. */
function patchOf(value: Value): MutationStep {
  const operations: JsonObject[] = [];
  for (const operation of isList(value) ? value : []) {
    if (!(operation instanceof Struct)) return { error: 'type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch' };
    const given = operation.fields.get('value');
    const misplaced = given instanceof Struct ? misplacedTypes(given, [given.typeName]) : [];
    if (misplaced.length > 0) return { error: `type mismatch: ${misplaced.join('\n')}` };
    const text = (name: string): string => String(operation.fields.get(name) ?? '');
    const from = text('from');
    operations.push({ op: text('op'), path: text('path'), ...(from === '' ? {} : { from }), ...(given === undefined ? {} : { value: toJson(given) }) });
  }
  return { patch: operations };
}
