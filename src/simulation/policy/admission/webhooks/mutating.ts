import type { MutatingWebhook } from '../../../api/generated/types/admissionregistration.v1';
import type { Kind } from '../../../api/kind';
import { semanticEqual } from '../../../api/equal';
import { applyJsonPatch, JsonPatchError } from '../../../api/patch/json-patch';
import type { Status } from '../../../api/request/create';
import { decodeJson } from '../../../api/request/write';
import type { JsonObject } from '../../../api/schema/walk';
import type { ApiObject } from '../../../api/types';
import { goJson } from '../../../base/go/json';
import { quote } from '../../../base/go/quote';
import { isExempt } from '../predicates';
import { failedCalling, type Progress } from '../progress';
import type { AdmissionRequest } from '../request';
import type { WebhookStep } from '../steps';
import { callHook, type Called } from './call';
import { mutatingHooks, type Hook } from './hooks';
import type { HookResponse, Responder } from './reply';
import { decodePatch, denialOf } from './response';
import { inVersion, jsonOf, type Invocation } from './review';
import { shouldCall, type HookFacts } from './should-call';

export interface WebhookFacts extends HookFacts {
  /** The programs behind the webhooks. */
  readonly respond: Responder;
}

/** The object after the webhooks, or what refuses it; `steps`: who was called. */
export type MutatedByWebhooks = { readonly steps: readonly WebhookStep[] } & ({ readonly object: ApiObject | undefined } | { readonly status: Status });

/** apierrors.NewInternalError. */
export const internalStatus = (why: string): Status => ({ reason: 'InternalError', message: `Internal error occurred: ${why}`, details: { kind: '', name: '', causes: [{ message: why, field: '' }] } });

/** apierrors.NewTimeoutError: the request's own time is over. */
export const TIMED_OUT: Status = { reason: 'Timeout', code: 504, message: 'Timeout: request did not complete within requested timeout' };

type Applied = { readonly object: ApiObject; readonly changed: boolean; readonly operations: readonly JsonObject[] } | { readonly object: undefined } | { readonly failed: string } | { readonly status: Status };

/** callAttrMutatingHook from the response on: an error of the patch itself is the server's own, which no failurePolicy ignores. */
function applyResponse(webhook: string, { patch, patchType }: HookResponse, object: ApiObject | undefined, kind: Kind, facts: WebhookFacts): Applied {
  const none: Applied = object === undefined ? { object } : { object, changed: false, operations: [] };
  if (patch === undefined || patch === '') return none;
  const decoded = decodePatch(patch);
  if ('error' in decoded) return { failed: `received undecodable patch in webhook response: ${decoded.error}` };
  const { operations } = decoded;
  if (operations.length === 0) return none;
  if (object === undefined) return { status: internalStatus(`admission webhook ${quote(webhook)} attempted to modify the object, which is not supported for this operation`) };
  if (patchType !== undefined && patchType !== 'JSONPatch') return { failed: `unsupported patch type ${quote(patchType ?? '')}` };
  try {
    const json = applyJsonPatch(jsonOf(object, facts.findKind), operations) as JsonObject;
    const made = decodeJson(kind, json, false);
    if ('error' in made) return { status: internalStatus(made.error) };
    return { object: kind.defaults?.(made.object) ?? made.object, changed: !semanticEqual(object, made.object), operations };
  } catch (error) {
    if (!(error instanceof JsonPatchError)) throw error;
    return { status: internalStatus(error.message) };
  }
}

/** One walk over the webhooks (mutating/dispatcher.go Dispatch): one after another, each on what those before have made. */
class Walk {
  readonly steps: WebhookStep[] = [];

  constructor(
    private readonly request: AdmissionRequest,
    public object: ApiObject | undefined,
    private readonly facts: WebhookFacts,
    private readonly progress: Progress,
  ) {}

  private get current(): AdmissionRequest {
    return this.object === undefined ? this.request : { ...this.request, object: this.object };
  }

  /** Asks one webhook; a Status ends the request. */
  ask(hook: Hook<MutatingWebhook>, index: number): Status | undefined {
    const { progress, facts } = this;
    const invocation = shouldCall(hook, this.current, facts);
    if (invocation === undefined) return undefined;
    if ('status' in invocation) return invocation.status;
    if (progress.isAgain && !progress.webhooks.has(hook.uid)) return undefined;
    const ordinal = (progress.isAgain ? 1000 : 0) + index;
    const called = callHook(hook, invocation, this.current, { lookup: facts.lookup, findKind: facts.findKind, respond: facts.respond, left: progress.left, ordinal, isMutating: true });
    progress.waited += called.seconds;
    return this.conclude(hook, invocation, called, `round_${progress.isAgain ? 1 : 0}_index_${index}`);
  }

  private conclude({ configuration, uid, spec }: Hook<MutatingWebhook>, { kind }: Invocation, called: Called, place: string): Status | undefined {
    const { progress } = this;
    const step = (outcome: WebhookStep['outcome'], more: Partial<WebhookStep> = {}): void => {
      this.steps.push({ configuration, webhook: spec.name, outcome, url: called.url, seconds: called.seconds, ...more });
    };
    const note = (mutated: boolean): void => progress.annotate(`mutation.webhook.admission.k8s.io/${place}`, goJson({ configuration, webhook: spec.name, mutated }));
    const wanted = (): void => {
      if (spec.reinvocationPolicy === 'IfNeeded') progress.webhooks.add(uid);
    };
    const fail = (reason: string): Status | undefined => {
      const error = failedCalling(spec.name, reason);
      note(false);
      wanted();
      const isIgnored = spec.failurePolicy === 'Ignore';
      step(isIgnored ? 'ignored' : 'failed', { error });
      if (!isIgnored) return internalStatus(error);
      progress.annotate(`failed-open.mutation.webhook.admission.k8s.io/${place}`, spec.name);
      return progress.left <= 0 ? TIMED_OUT : undefined;
    };
    if (called.kind === 'failed') return fail(called.reason);
    if (called.kind === 'refused') {
      note(false);
      step('denied');
      return called.status;
    }
    const { response } = called;
    for (const [key, value] of Object.entries(response.auditAnnotations ?? {})) progress.annotate(`${spec.name}/${key}`, value);
    progress.warnings.add(response.warnings ?? []);
    if (!response.allowed) {
      note(false);
      step('denied');
      return denialOf(spec.name, response.status);
    }
    const target = this.request.subresource === '' ? kind : (this.object && this.facts.findKind(this.object.apiVersion, this.object.kind)) ?? kind;
    const own = this.object === undefined || this.request.subresource !== '' ? this.object : inVersion(this.object, kind);
    const applied = applyResponse(spec.name, response, own, target, this.facts);
    if ('failed' in applied) return fail(applied.failed);
    if ('status' in applied) {
      note(false);
      step('failed', { error: applied.status.message });
      return applied.status;
    }
    const changed = 'changed' in applied && applied.changed;
    note(changed);
    if (applied.object !== undefined) this.object = this.request.subresource === '' ? inVersion(applied.object, this.request.kind) : applied.object;
    const operations = 'operations' in applied ? applied.operations : [];
    if (operations.length > 0) progress.annotate(`patch.webhook.admission.k8s.io/${place}`, goJson({ configuration, webhook: spec.name, patch: operations, patchType: 'JSONPatch' }));
    step('allowed', operations.length > 0 ? { patch: operations } : {});
    if (changed) {
      progress.webhooks.require();
      progress.wantsAgain = true;
    }
    wanted();
    return undefined;
  }
}

/** MutatingAdmissionWebhook. `object`: none for a deletion. */
export function mutateByWebhooks(request: AdmissionRequest, object: ApiObject | undefined, facts: WebhookFacts, progress: Progress): MutatedByWebhooks {
  if (isExempt(request)) return { object, steps: [] };
  progress.webhooks.begin(object, progress.isAgain);
  const walk = new Walk(request, object, facts, progress);
  for (const [index, hook] of mutatingHooks(facts.lookup).entries()) {
    const status = walk.ask(hook, index);
    if (status !== undefined) return { status, steps: walk.steps };
  }
  progress.webhooks.end(walk.object);
  return { object: walk.object, steps: walk.steps };
}
