import type { JsonObject } from '../../../api/schema/walk';

/** What a webhook's program answers, in place of a program. */

/** AdmissionResponse (admission.k8s.io/v1) as far as the server heeds it. */
export interface HookResponse {
  readonly allowed: boolean;
  /** Of a denial: message, reason and HTTP code. */
  readonly status?: { readonly code?: number; readonly reason?: string; readonly message?: string };
  /** The operations of a JSON patch, or the text that stands in their place. */
  readonly patch?: readonly JsonObject[] | string;
  /** `JSONPatch` unless said otherwise; null: it is left out. */
  readonly patchType?: string | null;
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  /** Where it is not the one of the request. */
  readonly uid?: string;
}

/** `seconds`: how long it takes; at once unless said. */
export type Reply = { readonly seconds?: number } & (
  | { readonly kind: 'review'; readonly response: HookResponse }
  /** The connection stands, and nothing comes back. */
  | { readonly kind: 'silent' }
  /** There is no connection, or its certificate is not believed: Go's words, `dial tcp 10.96.12.7:443: connect: connection refused`. */
  | { readonly kind: 'unreachable'; readonly words: string }
  /** HTTP, but no AdmissionReview. */
  | { readonly kind: 'http'; readonly code: number; readonly body: string }
);

/** What is asked of a webhook's program. */
export interface WebhookCall {
  readonly configuration: string;
  readonly webhook: string;
  /** What is posted to: `https://hook.kx.svc:443/mutate?timeout=10s`. */
  readonly url: string;
  /** Where the connection goes: `10.96.12.7:443`. */
  readonly address: string;
  /** By what the server's certificate is checked: base64 of PEM; nothing where the configuration has none. */
  readonly caBundle: string;
  /** The AdmissionReview that is sent. */
  readonly review: AdmissionReview;
}

/** AdmissionReview (admission.k8s.io/v1) as it is sent (webhook/request/admissionreview.go). */
export interface AdmissionReview {
  readonly apiVersion: 'admission.k8s.io/v1' | 'admission.k8s.io/v1beta1';
  readonly kind: 'AdmissionReview';
  readonly request: JsonObject & { readonly uid: string; readonly object: JsonObject | null; readonly oldObject: JsonObject | null };
}

/** The programs behind all webhooks: a pure function of what they are asked. */
export type Responder = (call: WebhookCall) => Reply;

/** Where nobody listens: what the kernel says where a Service has no endpoints. */
export const NOBODY: Responder = ({ address }) => ({ kind: 'unreachable', words: `dial tcp ${address}: connect: connection refused` });
