/**
 * What becomes of a write when its webhooks answer, refuse, hang or cannot be reached
 * (k8s.io/apiserver pkg/admission/plugin/webhook/{mutating,validating} dispatcher.Dispatch).
 */
import { failedCalling, REQUEST_SECONDS } from './progress';
import { receive, urlWithTimeout } from './webhooks/receive';
import type { Reply } from './webhooks/reply';
import { denialOf } from './webhooks/response';


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

const replyOf = ({ answer, words }: Webhook): Reply =>
  answer === 'timeout' ? { kind: 'silent' } : answer === 'unreachable' ? { kind: 'unreachable', words } : { kind: 'review', response: { allowed: answer === 'allow', status: { message: words } } };

function call(hook: Webhook, left: number): Call {
  const given = Math.min(hook.timeoutSeconds, left);
  const received = receive(replyOf(hook), urlWithTimeout(hook.url, given), given);
  const { seconds } = received;
  if ('reason' in received) return { seconds, error: 'calling', refusal: { code: 500, message: `Internal error occurred: ${failedCalling(hook.name, received.reason)}` } };
  if (received.response.allowed) return { seconds };
  const { code = 400, message } = denialOf(hook.name, received.response.status);
  return { seconds, error: 'rejected', refusal: { code, message } };
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
