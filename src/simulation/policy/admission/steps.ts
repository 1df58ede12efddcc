import type { Status } from '../../api/request/create';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api/types';

/** What happened to a request on its way through admission, as data for views. */

/** One expression of a policy. */
export interface RuleStep {
  readonly expression: string;
  /** What it came to; of a mutation what it would have done. */
  readonly value: boolean | readonly JsonObject[] | JsonObject | undefined;
  /** Why it came to nothing, or why it refuses, in the server's words. */
  readonly message?: string;
  /** In units of CEL cost. */
  readonly cost: number;
}

/** One policy with one binding and one parameter. */
export interface PolicyStep {
  readonly policy: string;
  readonly binding: string;
  /** The condition that let the request pass by. */
  readonly passedBy?: string;
  /** Why the policy could not be asked at all. */
  readonly error?: string;
  readonly rules: readonly RuleStep[];
}

/** One webhook. */
export interface WebhookStep {
  readonly configuration: string;
  readonly webhook: string;
  readonly outcome: 'allowed' | 'denied' | 'failed' | 'ignored';
  /** What it was asked at. */
  readonly url: string;
  /** Until the answer or the end of waiting. */
  readonly seconds: number;
  /** `failed calling webhook …`: what went wrong with the call. */
  readonly error?: string;
  readonly patch?: readonly JsonObject[];
}

/** One plug-in. */
export interface ChainStep {
  readonly plugin: string;
  readonly half: 'mutating' | 'schema' | 'validating';
  /** 1 where the chain is walked once more because an object was changed behind plug-ins (pkg/admission/reinvocation.go). */
  readonly round: 0 | 1;
  /** The object as it came and as it went; none where something is deleted. */
  readonly before?: ApiObject;
  readonly after?: ApiObject;
  readonly status?: Status;
  readonly warnings?: readonly string[];
  readonly policies?: readonly PolicyStep[];
  readonly webhooks?: readonly WebhookStep[];
}
