import { evaluatePolicy } from '../../../api/cel/policy/evaluate';
import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from '../../../api/generated/types/admissionregistration.v1';
import { forbiddenBy, type Status } from '../../../api/request/create';
import { goJson } from '../../../base/go/json';
import { isExempt } from '../predicates';
import type { AdmissionRequest } from '../request';
import type { PolicyStep, RuleStep } from '../steps';
import { policyInput, type InputFacts } from './input';
import { matchesRequest } from './match';
import { collectParams, paramKindError } from './params';

const GROUP = 'admissionregistration.k8s.io/v1';
const FAILURE = 'validation.policy.admission.k8s.io/validation_failure';
const LONGEST_ANNOTATION = 10 * 1024;

interface Denial {
  readonly message: string;
  readonly reason?: string;
}

/** What all ValidatingAdmissionPolicies say of a request. */
export interface PolicyVerdict {
  readonly status?: Status;
  readonly warnings: readonly string[];
  /** What the audit log gets to know. */
  readonly auditAnnotations: Readonly<Record<string, string>>;
  /** The policies that were asked. */
  readonly steps: readonly PolicyStep[];
}

/** One policy with one binding. */
class Judgement {
  readonly denials: Denial[] = [];
  readonly warnings: string[] = [];
  readonly annotations: [string, string][] = [];
  readonly steps: PolicyStep[] = [];

  constructor(
    private readonly policy: ValidatingAdmissionPolicy,
    private readonly facts: InputFacts,
  ) {}

  private get name(): string {
    return this.policy.metadata.name ?? '';
  }

  /** A policy that cannot be asked refuses, unless failures are to be ignored. */
  misconfigured(what: string, error: string, binding?: string): void {
    this.steps.push({ policy: this.name, binding: binding ?? '', error: `failed to configure ${what}: ${error}`, rules: [] });
    if (this.policy.spec?.failurePolicy === 'Ignore') return;
    this.denials.push({ message: `${this.says(binding)} denied request: failed to configure ${what}: ${error}` });
  }

  private says(binding: string | undefined): string {
    return `ValidatingAdmissionPolicy '${this.name}'${binding === undefined ? '' : ` with binding '${binding}'`}`;
  }

  ask(request: AdmissionRequest, { metadata, spec }: ValidatingAdmissionPolicyBinding): void {
    const binding = metadata.name ?? '';
    const isMeant = matchesRequest(spec?.matchResources ?? {}, request, this.facts.lookup);
    if (typeof isMeant === 'object') return this.misconfigured('binding', isMeant.error, binding);
    if (!isMeant) return undefined;
    const collected = collectParams(this.policy.spec?.paramKind, spec?.paramRef, request.namespace, this.facts);
    if ('error' in collected) return this.misconfigured('binding', collected.error, binding);
    for (const param of collected.params) this.evaluate(request, binding, spec?.validationActions ?? [], param);
  }

  private evaluate(request: AdmissionRequest, binding: string, actions: readonly string[], param: Parameters<typeof policyInput>[1]): void {
    const { decisions, auditAnnotations, passedBy } = evaluatePolicy(this.policy.spec ?? {}, policyInput(request, param, this.facts));
    const { validations = [] } = this.policy.spec ?? {};
    const rules = decisions.map(({ evaluation, message, cost }, index): RuleStep => ({ expression: validations[index]?.expression ?? '', value: evaluation === 'error' ? undefined : evaluation === 'admit', cost, ...(message === undefined ? {} : { message }) }));
    this.steps.push({ policy: this.name, binding, ...(passedBy === undefined ? {} : { passedBy }), rules });
    for (const [index, { action, message = '', reason }] of decisions.entries()) {
      if (action !== 'deny') continue;
      for (const wanted of actions) {
        if (wanted === 'Deny') this.denials.push({ message: `${this.says(binding)} denied request: ${message}`, ...(reason === undefined ? {} : { reason }) });
        if (wanted === 'Warn') this.warnings.push(`Validation failed for ${this.says(binding)}: ${message}`);
        if (wanted === 'Audit') this.annotations.push([FAILURE, goJson([{ message, policy: this.name, binding, expressionIndex: index, validationActions: actions }])]);
      }
    }
    for (const { action, key, value = '', error = '' } of auditAnnotations) {
      if (action === 'publish') this.annotations.push([`${this.name}/${key}`, value.slice(0, LONGEST_ANNOTATION)]);
      if (action === 'error') this.denials.push({ message: `${this.says(binding)} denied request: ${error}` });
    }
  }
}

/** ValidatingAdmissionPolicy (apiserver admission/plugin/policy/validating/dispatcher.go): all policies are asked, the first refusal is told. */
export function judgePolicies(request: AdmissionRequest, facts: InputFacts): PolicyVerdict {
  if (isExempt(request)) return { warnings: [], auditAnnotations: {}, steps: [] };
  const bindings = facts.lookup<ValidatingAdmissionPolicyBinding>(GROUP, 'ValidatingAdmissionPolicyBinding');
  const judgements = facts.lookup<ValidatingAdmissionPolicy>(GROUP, 'ValidatingAdmissionPolicy').map((policy) => {
    const judgement = new Judgement(policy, facts);
    const own = bindings.filter(({ spec }) => spec?.policyName === policy.metadata.name);
    if (own.length === 0) return judgement;
    const isMeant = matchesRequest(policy.spec?.matchConstraints ?? {}, request, facts.lookup);
    const unknown = policy.spec?.paramKind === undefined ? undefined : paramKindError(policy.spec.paramKind, facts);
    if (typeof isMeant === 'object') judgement.misconfigured('policy', isMeant.error);
    else if (isMeant && unknown !== undefined) judgement.misconfigured('policy', unknown);
    else if (isMeant) for (const binding of own) judgement.ask(request, binding);
    return judgement;
  });
  const [first] = judgements.flatMap(({ denials }) => denials);
  const verdict = { warnings: judgements.flatMap(({ warnings }) => warnings), auditAnnotations: Object.fromEntries(judgements.flatMap(({ annotations }) => annotations)), steps: judgements.flatMap(({ steps }) => steps) };
  if (first === undefined) return verdict;
  const name = request.object?.metadata.name ?? request.name;
  const refused = forbiddenBy(request.kind, name, first.message);
  return { ...verdict, status: { ...refused, reason: (first.reason ?? 'Invalid') as Status['reason'], details: { kind: request.kind.resource?.plural ?? '', name, causes: [{ message: first.message, field: '' }] } } };
}
