import type { PolicyInput } from '../../../api/cel/policy/evaluate';
import { MutationProgram } from '../../../api/cel/policy/mutate';
import { semanticEqual } from '../../../api/equal';
import type { MutatingAdmissionPolicy, MutatingAdmissionPolicyBinding } from '../../../api/generated/types/admissionregistration.v1';
import type { Kind } from '../../../api/kind';
import { forbiddenBy, type Status } from '../../../api/request/create';
import { encodeObject } from '../../../api/request/encode';
import { quote } from '../../../base/go/quote';
import type { ApiObject } from '../../../api/types';
import { isExempt } from '../predicates';
import type { Progress } from '../progress';
import type { AdmissionRequest } from '../request';
import type { PolicyStep, RuleStep } from '../steps';
import { policyInput, type InputFacts } from './input';
import { matchesRequest } from './match';
import { collectParams, paramKindError } from './params';
import { carryOut } from './patch';

const GROUP = 'admissionregistration.k8s.io/v1';

interface Invocation {
  readonly policy: MutatingAdmissionPolicy;
  readonly binding: MutatingAdmissionPolicyBinding;
  readonly param: ApiObject | undefined;
}

interface Failure {
  readonly policy: MutatingAdmissionPolicy;
  readonly message: string;
  readonly reason?: Status['reason'];
}

const nameOf = ({ metadata }: ApiObject): string => metadata.name ?? '';

function failure(policy: MutatingAdmissionPolicy, binding: MutatingAdmissionPolicyBinding | undefined, why: string, reason?: Status['reason']): Failure {
  const says = binding === undefined ? `policy ${quote(nameOf(policy))}` : `policy '${nameOf(policy)}' with binding '${nameOf(binding)}'`;
  return { policy, message: `${says} denied request: ${why}`, ...(reason === undefined ? {} : { reason }) };
}

/** policyDispatcher.Dispatch: every policy with every binding and every parameter that means the request. */
function invocationsOf(request: AdmissionRequest, facts: InputFacts): { readonly invocations: readonly Invocation[]; readonly failures: readonly Failure[] } {
  const bindings = facts.lookup<MutatingAdmissionPolicyBinding>(GROUP, 'MutatingAdmissionPolicyBinding');
  const [invocations, failures]: [Invocation[], Failure[]] = [[], []];
  for (const policy of facts.lookup<MutatingAdmissionPolicy>(GROUP, 'MutatingAdmissionPolicy')) {
    const own = bindings.filter(({ spec }) => spec?.policyName === policy.metadata.name);
    if (own.length === 0) continue;
    const { matchConstraints = {}, paramKind } = policy.spec;
    const isMeant = matchesRequest(matchConstraints, request, facts.lookup);
    const unknown = paramKind === undefined ? undefined : paramKindError(paramKind, facts);
    if (isMeant === false) continue;
    if (isMeant !== true || unknown !== undefined) {
      failures.push(failure(policy, undefined, `failed to configure policy: ${isMeant === true ? unknown : isMeant.error}`));
      continue;
    }
    for (const binding of own) {
      const isBound = matchesRequest(binding.spec.matchResources ?? {}, request, facts.lookup);
      if (isBound === false) continue;
      const collected = isBound === true ? collectParams(paramKind, binding.spec.paramRef, request.namespace, facts) : isBound;
      if ('error' in collected) failures.push(failure(policy, binding, `failed to configure binding: ${collected.error}`));
      else invocations.push(...collected.params.map((param) => ({ policy, binding, param })));
    }
  }
  return { invocations, failures };
}

/** An object after the policies, or what refuses it; `steps`: the policies that were asked. */
export type MutatedByPolicies = { readonly steps: readonly PolicyStep[] } & ({ readonly object: ApiObject } | { readonly status: Status });

/** Carries out the mutations of one policy, each on what those before have made. */
function runMutations({ policy, binding }: Invocation, program: MutationProgram, input: PolicyInput, object: ApiObject, kind: Kind): { readonly object: ApiObject; readonly rules: readonly RuleStep[]; readonly failures: readonly Failure[]; readonly isDirty: boolean } {
  let [current, isDirty] = [object, false];
  const [rules, failures]: [RuleStep[], Failure[]] = [[], []];
  for (const mutation of policy.spec.mutations ?? []) {
    const step = program.step(mutation, { ...input, object: encodeObject(kind, current) });
    const made = carryOut(step, current, kind);
    const expression = mutation.jsonPatch?.expression ?? mutation.applyConfiguration?.expression ?? '';
    rules.push({ expression, value: 'apply' in step ? step.apply : 'patch' in step ? step.patch : undefined, cost: step.cost ?? 0, ...('error' in made ? { message: made.error } : {}) });
    if ('error' in made) failures.push(failure(policy, binding, made.error, 'Invalid'));
    else [current, isDirty] = [made.object, true];
  }
  return { object: current, rules, failures, isDirty };
}

const keyOf = ({ policy, binding, param }: Invocation): string => [nameOf(policy), nameOf(binding), param === undefined ? '' : `${param.metadata.namespace ?? ''}/${nameOf(param)}`].join(' ');

/** MutatingAdmissionPolicy (apiserver admission/plugin/policy/mutating/dispatcher.go); on the second walk those with `reinvocationPolicy: IfNeeded` whose object was changed behind them. */
export function mutateByPolicies(request: AdmissionRequest, object: ApiObject, facts: InputFacts, progress: Progress): MutatedByPolicies {
  if (isExempt(request)) return { object, steps: [] };
  progress.policies.begin(object, progress.isAgain);
  const { invocations, failures } = invocationsOf({ ...request, object }, facts);
  const all: Failure[] = [...failures];
  const steps: PolicyStep[] = failures.map(({ policy, message }) => ({ policy: nameOf(policy), binding: '', error: message, rules: [] }));
  let [current, isDirty] = [object, false];
  for (const invocation of invocations) {
    const { policy, binding, param } = invocation;
    const program = new MutationProgram(policy.spec);
    const input = policyInput({ ...request, object: current }, param, facts);
    const match = program.matches(input);
    const step = (more: Partial<PolicyStep>): void => {
      steps.push({ policy: nameOf(policy), binding: nameOf(binding), rules: [], ...more });
    };
    if ('error' in match) {
      all.push(failure(policy, binding, match.error, 'Invalid'));
      step({ error: match.error });
      continue;
    }
    if (!match.matches) {
      step(match.failed === undefined ? {} : { passedBy: match.failed });
      continue;
    }
    if (progress.isAgain && !progress.policies.has(keyOf(invocation))) continue;
    const made = runMutations(invocation, program, input, current, request.kind);
    all.push(...made.failures);
    step({ rules: made.rules });
    if (!semanticEqual(current, made.object)) {
      progress.policies.require();
      progress.wantsAgain = true;
    }
    if (policy.spec.reinvocationPolicy === 'IfNeeded') progress.policies.add(keyOf(invocation));
    current = made.object;
    isDirty ||= made.isDirty;
  }
  if (isDirty) {
    progress.policies.require();
    progress.wantsAgain = true;
  }
  progress.policies.end(current);
  const counted = all.filter(({ policy }) => policy.spec.failurePolicy !== 'Ignore');
  const [first] = counted;
  if (first === undefined) return { object: current, steps };
  const name = nameOf(object);
  const refused = forbiddenBy(request.kind, name, '');
  const causes = counted.map(({ message }) => ({ message, field: '' }));
  return { steps, status: { ...refused, code: 403, message: first.message, reason: first.reason ?? refused.reason, details: { kind: request.kind.resource?.plural ?? '', name, causes } } };
}
