import type { MutatingWebhook, ValidatingWebhook } from '../../../api/generated/types/admissionregistration.v1';
import type { Status } from '../../../api/request/create';
import { encodeBase64 } from '../../../base/go/base64';
import { quote } from '../../../base/go/quote';
import type { AdmissionRequest, Lookup } from '../request';
import { addressOf } from './address';
import type { Hook } from './hooks';
import { reviewOf, type FindKind, type Invocation } from './review';
import { postError, receive, urlWithTimeout } from './receive';
import type { HookResponse, Responder } from './reply';
import { responseError } from './response';

/** What came of one call; `seconds`: how long it kept the request. */
export type Called = { readonly url: string; readonly seconds: number } & (
  | { readonly kind: 'response'; readonly response: HookResponse }
  /** ErrCallingWebhook: failurePolicy decides. `reason` stands after `failed calling webhook "x": `. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Refused whatever failurePolicy says. */
  | { readonly kind: 'refused'; readonly status: Status }
);

export interface Caller {
  readonly lookup: Lookup;
  readonly findKind: FindKind;
  readonly respond: Responder;
  /** Seconds that the request has left. */
  readonly left: number;
  /** Tells the calls of one request apart. */
  readonly ordinal: number;
  readonly isMutating: boolean;
}

const HARMLESS: ReadonlySet<string> = new Set(['None', 'NoneOnDryRun']);
const isVersion = (version: string): version is 'v1' | 'v1beta1' => version === 'v1' || version === 'v1beta1';
/** What every bundle of certificates has in it, as base64 writes it at each of its three places. */
const MARKS = ['', '-', '--'].map((before) => encodeBase64(`${before}-----BEGIN CERTIFICATE`).slice(before === '' ? 0 : 4, -4));
const isBundle = (text: string): boolean => text === '' || MARKS.some((mark) => text.includes(mark));

/** callHook, callAttrMutatingHook (plugin/webhook/{validating,mutating}/dispatcher.go) up to the verified response. */
export function callHook({ configuration, spec }: Hook<MutatingWebhook | ValidatingWebhook>, invocation: Invocation, request: AdmissionRequest, caller: Caller): Called {
  const { name, sideEffects, admissionReviewVersions = [], clientConfig, timeoutSeconds } = spec;
  const address = addressOf(clientConfig, caller.lookup);
  const base = { url: address?.url ?? '', seconds: 0 };
  const failed = (reason: string, seconds = 0): Called => ({ ...base, kind: 'failed', reason, seconds });
  if (request.dryRun === true && !HARMLESS.has(sideEffects)) {
    return { ...base, kind: 'refused', status: { reason: 'BadRequest', message: `admission webhook ${quote(name)} does not support dry run` } };
  }
  const version = admissionReviewVersions.find(isVersion);
  if (version === undefined) return failed('could not create admission objects: webhook does not accept known AdmissionReview versions (v1, v1beta1)');
  if (address === undefined) return failed(`could not get REST client: failed calling webhook ${quote(name)}: webhook configuration must have either service or URL`);
  if (!isBundle(clientConfig.caBundle ?? '')) return failed('could not get REST client: unable to load root certificates: unable to parse bytes as PEM block');
  const given = Math.min(timeoutSeconds ?? caller.left, caller.left);
  const url = urlWithTimeout(address.url, given);
  if ('error' in address.target) return failed(postError(url, address.target.error));
  const review = reviewOf(request, invocation, version, caller.ordinal, caller.findKind);
  const received = receive(caller.respond({ configuration, webhook: name, url, address: address.target.address, caBundle: clientConfig.caBundle ?? '', review }), url, given);
  const { seconds } = received;
  if ('reason' in received) return failed(received.reason, seconds);
  const wrong = responseError(received.response, review.request.uid, caller.isMutating);
  return wrong === undefined ? { ...base, kind: 'response', response: received.response, seconds } : failed(`received invalid webhook response: ${wrong}`, seconds);
}
