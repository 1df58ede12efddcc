import { describe, expect, it } from 'vitest';
import { callWebhooks, type Webhook } from './webhook-outcome';

const hook = (over: Partial<Webhook>): Webhook => ({ name: 'hook.example.com', url: 'https://hook.kx.svc:443/', failurePolicy: 'Fail', timeoutSeconds: 10, answer: 'allow', words: 'no', ...over });

describe('callWebhooks', () => {
  it('lets failurePolicy decide about failed calls only', () => {
    for (const kind of ['mutating', 'validating'] as const) {
      expect(callWebhooks(kind, [hook({})])).toEqual({ admitted: true, seconds: 0, failedOpen: [] });
      for (const failurePolicy of ['Fail', 'Ignore'] as const)
        expect(callWebhooks(kind, [hook({ answer: 'deny', failurePolicy })]).refusal).toEqual({ code: 400, message: 'admission webhook "hook.example.com" denied the request: no' });
      expect(callWebhooks(kind, [hook({ answer: 'timeout', failurePolicy: 'Ignore' })])).toEqual({ admitted: true, seconds: 10, failedOpen: ['hook.example.com'] });
      expect(callWebhooks(kind, [hook({ answer: 'timeout' })])).toEqual({
        admitted: false,
        seconds: 10,
        failedOpen: [],
        refusal: { code: 500, message: 'Internal error occurred: failed calling webhook "hook.example.com": failed to call webhook: Post "https://hook.kx.svc:443/?timeout=10s": context deadline exceeded' },
      });
      expect(callWebhooks(kind, [hook({ answer: 'unreachable' })]).seconds).toBe(0);
    }
  });

  it('adds the waits of mutating webhooks and runs validating ones together', () => {
    const silent = (count: number, over: Partial<Webhook> = {}) => Array.from({ length: count }, () => hook({ answer: 'timeout', failurePolicy: 'Ignore', ...over }));
    expect(callWebhooks('mutating', silent(3))).toMatchObject({ admitted: true, seconds: 30 });
    expect(callWebhooks('validating', silent(4))).toMatchObject({ admitted: true, seconds: 10 });
    expect(callWebhooks('mutating', silent(3, { failurePolicy: 'Fail' }))).toMatchObject({ admitted: false, seconds: 10 });
    expect(callWebhooks('mutating', silent(4))).toMatchObject({ admitted: false, seconds: 34, refusal: { code: 504, message: 'Timeout: request did not complete within requested timeout' } });
  });

  it('reports the refusal that came first, and still waits for the rest', () => {
    const outcome = callWebhooks('validating', [hook({ answer: 'timeout' }), hook({ answer: 'deny' })]);
    expect(outcome).toMatchObject({ admitted: false, seconds: 10, refusal: { code: 400 } });
  });
});
