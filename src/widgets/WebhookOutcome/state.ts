import { callWebhooks, type FailurePolicy, type WebhookAnswer, type WebhookKind, type WebhookOutcome } from '@site/src/simulation/policy/admission/webhook-outcome';

export const KINDS = ['mutating', 'validating'] as const satisfies readonly WebhookKind[];
export const COUNTS = [1, 3, 4] as const;
export const ANSWERS = ['allow', 'deny', 'timeout', 'unreachable'] as const satisfies readonly WebhookAnswer[];
export const POLICIES = ['Fail', 'Ignore'] as const satisfies readonly FailurePolicy[];

export interface OutcomeState {
  kind: WebhookKind;
  /** How many webhooks match the write, all alike. */
  count: (typeof COUNTS)[number];
}

export const initialState: OutcomeState = { kind: 'mutating', count: 4 };

export function parseState(raw: unknown): OutcomeState | undefined {
  const { kind, count } = (typeof raw === 'object' && raw !== null ? raw : {}) as { kind?: unknown; count?: unknown };
  const knownKind = KINDS.find((one) => one === kind);
  const knownCount = COUNTS.find((one) => one === count);
  return knownKind === undefined || knownCount === undefined ? undefined : { kind: knownKind, count: knownCount };
}

const WORDS: Record<WebhookAnswer, string> = { allow: '', deny: 'no', timeout: '', unreachable: 'dial tcp 10.96.12.7:443: connect: connection refused' };

/** The fate of a write whose webhooks all give the same answer, with the default of 10 s. */
export const outcomeOf = ({ kind, count }: OutcomeState, answer: WebhookAnswer, failurePolicy: FailurePolicy): WebhookOutcome =>
  callWebhooks(
    kind,
    Array.from({ length: count }, (_, index) => ({
      name: `hook-${index + 1}.example.com`,
      url: `https://hook-${index + 1}.hooks.svc:443/`,
      failurePolicy,
      timeoutSeconds: 10,
      answer,
      words: WORDS[answer],
    })),
  );
