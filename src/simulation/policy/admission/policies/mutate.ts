import { MutationProgram } from '../../../api/cel/policy/mutate';
import { semanticEqual } from '../../../api/equal';
import type { MutatingAdmissionPolicy, MutatingAdmissionPolicyBinding } from '../../../api/generated/types/admissionregistration.v1';
import { forbiddenBy, type Status } from '../../../api/request/create';
import { encodeObject } from '../../../api/request/encode';
import { quote } from '../../../base/go/quote';
import type { ApiObject } from '../../../api/types';
import type { AdmissionRequest } from '../request';
import { policyInput, type InputFacts } from './input';
import { isExempt, matchesRequest } from './match';
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

/** An object after the policies, or what refuses it; `again`: the policies that want to be asked once more if others change it after them. */
export type MutatedByPolicies = { readonly object: ApiObject; readonly changed: boolean } | { readonly status: Status };

/**
 * MutatingAdmissionPolicy (apiserver admission/plugin/policy/mutating/dispatcher.go). `isAgain`: the plug-ins before have changed what the
 * policies made, so those with `reinvocationPolicy: IfNeeded` are asked once more.
 */
export function mutateByPolicies(request: AdmissionRequest, object: ApiObject, facts: InputFacts, isAgain: boolean): MutatedByPolicies {
  if (isExempt(request)) return { object, changed: false };
  const { invocations, failures } = invocationsOf({ ...request, object }, facts);
  const all: Failure[] = [...failures];
  let current = object;
  for (const { policy, binding, param } of invocations) {
    if (isAgain && policy.spec.reinvocationPolicy !== 'IfNeeded') continue;
    const program = new MutationProgram(policy.spec);
    const input = policyInput({ ...request, object: current }, param, facts);
    const match = program.matches(input);
    if ('error' in match) all.push(failure(policy, binding, match.error, 'Invalid'));
    if ('error' in match || !match.matches) continue;
    for (const mutation of policy.spec.mutations ?? []) {
      const made = carryOut(program.step(mutation, { ...input, object: encodeObject(request.kind, current) }), current, request.kind);
      if ('error' in made) all.push(failure(policy, binding, made.error, 'Invalid'));
      else current = made.object;
    }
  }
  const counted = all.filter(({ policy }) => policy.spec.failurePolicy !== 'Ignore');
  const [first] = counted;
  if (first === undefined) return { object: current, changed: !semanticEqual(current, object) };
  const name = nameOf(object);
  const refused = forbiddenBy(request.kind, name, '');
  const causes = counted.map(({ message }) => ({ message, field: '' }));
  return { status: { ...refused, code: 403, message: first.message, reason: first.reason ?? refused.reason, details: { kind: request.kind.resource?.plural ?? '', name, causes } } };
}
