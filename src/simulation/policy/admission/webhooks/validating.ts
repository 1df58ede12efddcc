import type { Status } from '../../../api/request/create';
import { isExempt } from '../predicates';
import { failedCalling, type Progress } from '../progress';
import type { AdmissionRequest } from '../request';
import type { WebhookStep } from '../steps';
import { callHook } from './call';
import { validatingHooks } from './hooks';
import { internalStatus, TIMED_OUT, type WebhookFacts } from './mutating';
import { denialOf } from './response';
import { shouldCall } from './should-call';

export interface JudgedByWebhooks {
  readonly status?: Status;
  readonly steps: readonly WebhookStep[];
}

/**
 * ValidatingAdmissionWebhook (validating/dispatcher.go Dispatch): all that mean the request are called at once; the server waits for every one and tells
 * the refusal that came first, of those that came together the first in order.
 */
export function judgeByWebhooks(request: AdmissionRequest, facts: WebhookFacts, progress: Progress): JudgedByWebhooks {
  if (isExempt(request)) return { steps: [] };
  const meant = [];
  for (const hook of validatingHooks(facts.lookup)) {
    const invocation = shouldCall(hook, request, facts);
    if (invocation === undefined) continue;
    if ('status' in invocation) return { status: invocation.status, steps: [] };
    meant.push({ hook, invocation });
  }
  if (meant.length === 0) return { steps: [] };
  if (progress.left <= 0) return { status: TIMED_OUT, steps: [] };
  const { left } = progress;
  const called = meant.map(({ hook, invocation }, index) => {
    const { configuration, spec } = hook;
    const one = callHook(hook, invocation, request, { lookup: facts.lookup, findKind: facts.findKind, respond: facts.respond, left, ordinal: 2000 + index, isMutating: false });
    const base = { configuration, webhook: spec.name, url: one.url, seconds: one.seconds };
    const done = (outcome: WebhookStep['outcome'], status?: Status, error?: string) => ({ step: { ...base, outcome, ...(error === undefined ? {} : { error }) }, seconds: one.seconds, status });
    if (one.kind === 'refused') return done('denied', one.status);
    if (one.kind === 'failed') {
      const error = failedCalling(spec.name, one.reason);
      if (spec.failurePolicy !== 'Ignore') return done('failed', internalStatus(error), error);
      progress.annotate(`failed-open.validating.webhook.admission.k8s.io/round_0_index_${index}`, spec.name);
      return done('ignored', undefined, error);
    }
    for (const [key, value] of Object.entries(one.response.auditAnnotations ?? {})) progress.annotate(`${spec.name}/${key}`, value);
    progress.warnings.add(one.response.warnings ?? []);
    return one.response.allowed ? done('allowed') : done('denied', denialOf(spec.name, one.response.status));
  });
  progress.waited += Math.max(...called.map(({ seconds }) => seconds));
  const refusals = called.filter(({ status }) => status !== undefined);
  const first = refusals.reduce<(typeof refusals)[number] | undefined>((best, one) => (best === undefined || one.seconds < best.seconds ? one : best), undefined);
  return { ...(first?.status === undefined ? {} : { status: first.status }), steps: called.map(({ step }) => step) };
}
