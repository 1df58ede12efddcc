import { matchConditions } from '../../../api/cel/policy/evaluate';
import { compileVariables } from '../../../api/cel/policy/compile';
import type { MutatingWebhook, ValidatingWebhook } from '../../../api/generated/types/admissionregistration.v1';
import type { Kind } from '../../../api/kind';
import { forbiddenBy, type Status } from '../../../api/request/create';
import { policyInput, type InputFacts } from '../policies/input';
import { namespaceMatches, objectMatches, ruleMatches } from '../predicates';
import type { AdmissionRequest } from '../request';
import type { Hook } from './hooks';
import { inVersion, type Invocation } from './review';

export interface HookFacts extends InputFacts {
  /** Other versions under which the same objects are served; their conversion must change no field but the version. */
  readonly versionsOf?: (kind: Kind) => readonly Kind[];
}

const WITHOUT_VARIABLES = compileVariables([], false);

/** The version in which a webhook wants the request: its own, or with `matchPolicy: Equivalent` another that a rule names. */
function invocationOf({ rules = [], matchPolicy }: MutatingWebhook | ValidatingWebhook, request: AdmissionRequest, { versionsOf }: HookFacts): Invocation | undefined {
  if (rules.some((rule) => ruleMatches(rule, request))) return { kind: request.kind };
  if (matchPolicy !== 'Equivalent') return undefined;
  const others = versionsOf?.(request.kind) ?? [];
  for (const rule of rules) {
    const kind = others.find((other) => ruleMatches(rule, { ...request, kind: other }));
    if (kind !== undefined) return { kind };
  }
  return undefined;
}

/** Webhook.ShouldCallHook (plugin/webhook/generic/webhook.go): how a webhook is to be called, undefined where it is not, or why the request ends here. */
export function shouldCall({ spec }: Hook, request: AdmissionRequest, facts: HookFacts): Invocation | undefined | { readonly status: Status } {
  const inNamespace = namespaceMatches(spec.namespaceSelector ?? {}, request, facts.lookup);
  if (inNamespace === false || !objectMatches(spec.objectSelector ?? {}, request)) return undefined;
  const invocation = invocationOf(spec, request, facts);
  if (invocation === undefined) return undefined;
  if (inNamespace !== true) return { status: { reason: 'NotFound', message: inNamespace.error } };
  const { matchConditions: conditions = [], failurePolicy = 'Fail' } = spec;
  if (conditions.length === 0) return invocation;
  const convert = (object: AdmissionRequest['object']) => (object === undefined || request.subresource !== '' ? object : inVersion(object, invocation.kind));
  const [object, oldObject] = [convert(request.object), convert(request.oldObject)];
  const input = policyInput({ ...request, ...(object === undefined ? {} : { object }), ...(oldObject === undefined ? {} : { oldObject }) }, undefined, facts);
  const match = matchConditions(conditions, input, { params: false, authorizer: true, variables: undefined }, WITHOUT_VARIABLES, failurePolicy);
  if ('error' in match) return { status: forbiddenBy(request.kind, request.name, match.error) };
  return match.matches ? invocation : undefined;
}
