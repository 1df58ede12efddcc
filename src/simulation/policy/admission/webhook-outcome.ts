/**
 * What becomes of a write when its webhooks answer, refuse, hang or cannot be reached
 * (k8s.io/apiserver pkg/admission/plugin/webhook/{mutating,validating} dispatcher.Dispatch).
 */
import { quote } from '../../base/go/quote';

/** How long the API server gives one write, in seconds (pkg/endpoints/handlers requestTimeoutUpperBound). */
export const REQUEST_SECONDS = 34;

/** timeoutSeconds when a webhook does not set it (pkg/apis/admissionregistration/v1 SetDefaults_ValidatingWebhook), and its most. */
export const DEFAULT_TIMEOUT_SECONDS = 10;
export const MAX_TIMEOUT_SECONDS = 30;

export type WebhookKind = 'mutating' | 'validating';
export type FailurePolicy = 'Fail' | 'Ignore';

/** What comes back: `timeout` is a call that nothing answers, `unreachable` one that is refused at once. */
export type WebhookAnswer = 'allow' | 'deny' | 'timeout' | 'unreachable';

export interface Webhook {
  /** As in the configuration, `hook.example.com`. */
  readonly name: string;
  /** What the server posts to, without its query: `https://hook.kx.svc:443/`. */
  readonly url: string;
  readonly failurePolicy: FailurePolicy;
  /** 1 to 30. */
  readonly timeoutSeconds: number;
  readonly answer: WebhookAnswer;
  /** status.message of a denial, or the network's words when the call is refused. */
  readonly words: string;
}

export interface WebhookOutcome {
  readonly admitted: boolean;
  /** How long the webhooks kept the write waiting; an answer counts as no time. */
  readonly seconds: number;
  /** The refusal as the client gets it. */
  readonly refusal?: { readonly code: number; readonly message: string };
  /** The webhooks that were passed over, which the metric webhook_fail_open_count counts. */
  readonly failedOpen: readonly string[];
}

interface Call {
  readonly seconds: number;
  readonly error?: 'calling' | 'rejected';
  readonly refusal?: { readonly code: number; readonly message: string };
}

function call(hook: Webhook, left: number): Call {
  if (hook.answer === 'allow') return { seconds: 0 };
  if (hook.answer === 'deny') return { seconds: 0, error: 'rejected', refusal: { code: 400, message: `admission webhook ${quote(hook.name)} denied the request: ${hook.words}` } };
  const seconds = Math.min(hook.timeoutSeconds, left);
  const why = hook.answer === 'timeout' ? 'context deadline exceeded' : hook.words;
  const message = `Internal error occurred: failed calling webhook ${quote(hook.name)}: failed to call webhook: Post ${quote(`${hook.url}?timeout=${seconds}s`)}: ${why}`;
  return { seconds: hook.answer === 'timeout' ? seconds : 0, error: 'calling', refusal: { code: 500, message } };
}

/** One after another; the first that refuses ends it, and so does the end of the request's own time. */
function oneAfterAnother(hooks: readonly Webhook[], requestSeconds: number): WebhookOutcome {
  let seconds = 0;
  const failedOpen: string[] = [];
  for (const hook of hooks) {
    const { seconds: waited, error, refusal } = call(hook, requestSeconds - seconds);
    seconds += waited;
    if (error === undefined) continue;
    if (error === 'rejected' || hook.failurePolicy === 'Fail') return { admitted: false, seconds, refusal, failedOpen };
    failedOpen.push(hook.name);
    if (seconds >= requestSeconds) return { admitted: false, seconds, refusal: { code: 504, message: 'Timeout: request did not complete within requested timeout' }, failedOpen };
  }
  return { admitted: true, seconds, failedOpen };
}

/** All at once; the server waits for every one and reports the refusal that came first. */
function sideBySide(hooks: readonly Webhook[], requestSeconds: number): WebhookOutcome {
  const calls = hooks.map((hook) => ({ hook, ...call(hook, requestSeconds) }));
  const stands = calls.filter(({ error, hook }) => error === 'rejected' || (error === 'calling' && hook.failurePolicy === 'Fail'));
  const failedOpen = calls.filter(({ error, hook }) => error === 'calling' && hook.failurePolicy === 'Ignore').map(({ hook }) => hook.name);
  const first = stands.reduce<(typeof stands)[number] | undefined>((best, one) => (best === undefined || one.seconds < best.seconds ? one : best), undefined);
  const seconds = Math.max(0, ...calls.map((one) => one.seconds));
  return { admitted: first === undefined, seconds, ...(first?.refusal && { refusal: first.refusal }), failedOpen };
}

/**
 * Calls the webhooks that match a write: mutating ones in order, validating ones together. Only a call that failed looks at
 * failurePolicy; an answer of "denied" stands either way. Codes are HTTP's; a denial without a code of its own is 400.
 */
export const callWebhooks = (kind: WebhookKind, hooks: readonly Webhook[], requestSeconds: number = REQUEST_SECONDS): WebhookOutcome =>
  kind === 'mutating' ? oneAfterAnother(hooks, requestSeconds) : sideBySide(hooks, requestSeconds);
