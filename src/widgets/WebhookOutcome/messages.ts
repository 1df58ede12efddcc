import { defineMessages } from '@site/src/i18n/messages';
import type { WebhookAnswer, WebhookKind } from '@site/src/simulation/policy/admission/webhook-outcome';

export const messages = defineMessages({
  ko: {
    title: '웹훅의 답과 요청의 운명',
    tryFirst: '웹훅을 3개로 줄이거나 종류를 검증으로 바꾸어 보세요.',
    table: '웹훅의 답과 failurePolicy에 따른 결과',
    answer: '웹훅의 답',
    answers: { allow: '허용', deny: '거부', timeout: '답이 없음', unreachable: '연결 거부' } satisfies Record<WebhookAnswer, string>,
    admitted: '통과',
    refused: '거절',
    waited: (seconds: number) => `${seconds}초 기다림`,
    kind: '웹훅의 종류',
    kinds: { mutating: '변경', validating: '검증' } satisfies Record<WebhookKind, string>,
    count: '맞는 웹훅의 수',
    counts: (count: number) => `${count}개`,
    says: (kind: WebhookKind, count: number, admitted: boolean, seconds: number) =>
      `답이 없는 ${kind === 'mutating' ? '변경' : '검증'} 웹훅 ${count}개에 Ignore를 적으면 요청은 ${seconds}초를 기다린 뒤 ${admitted ? '통과합니다' : '그래도 거절됩니다. API 서버가 쓰기 하나에 쓰는 시간이 34초이기 때문입니다'}.`,
    simplifies: '맞는 웹훅이 모두 같은 답을 하고 timeoutSeconds는 기본값 10초입니다. 네트워크 지연과 변경 웹훅의 재호출은 없습니다. 규칙은 k8s.io/apiserver의 dispatcher와 같고, 연결 거부의 문구는 클러스터마다 다를 수 있습니다.',
  },
  en: {
    title: 'The webhook’s answer and the request’s fate',
    tryFirst: 'go down to three webhooks, or make them validating ones.',
    table: 'Result by the webhook’s answer and failurePolicy',
    answer: 'Answer',
    answers: { allow: 'allowed', deny: 'denied', timeout: 'no answer', unreachable: 'connection refused' } satisfies Record<WebhookAnswer, string>,
    admitted: 'passes',
    refused: 'refused',
    waited: (seconds: number) => `waits ${seconds} s`,
    kind: 'Kind of webhook',
    kinds: { mutating: 'mutating', validating: 'validating' } satisfies Record<WebhookKind, string>,
    count: 'Webhooks that match',
    counts: (count: number) => String(count),
    says: (kind: WebhookKind, count: number, admitted: boolean, seconds: number) =>
      `${count === 1 ? 'One silent' : `${count} silent`} ${kind} ${count === 1 ? 'webhook' : 'webhooks'} with Ignore: the request waits ${seconds} s and ${admitted ? 'passes' : 'is refused all the same, because the API server gives one write 34 s'}.`,
    simplifies: 'All webhooks that match give the same answer, with the default timeoutSeconds of 10. There is no network delay and no reinvocation. The rules are those of the dispatchers in k8s.io/apiserver; the words of a refused connection differ from cluster to cluster.',
  },
});
