import { defineMessages } from '@site/src/i18n/messages';

/** The picture of spreading and affinity over domains. */
export const zoneMessages = defineMessages({
  ko: {
    label: (pod: string) => `${pod}의 조건을 도메인별로 그린 그림`,
    rules: {
      spread: (key: string) => `분산: ${key}마다 셉니다`,
      softSpread: (key: string) => `무른 분산: ${key}마다 세어 점수로만 씁니다`,
      affinity: (key: string) => `함께: 맞는 파드가 있는 ${key}에만 갑니다`,
      antiAffinity: (key: string) => `따로: 맞는 파드가 있는 ${key}에는 가지 않습니다`,
      repelled: (key: string) => `밀어냄: 먼저 있던 파드가 자기 ${key}에서 이 파드를 밀어냅니다`,
      preferredAffinity: (key: string) => `되도록 함께: 맞는 파드 하나마다 그 ${key}에 점수를 더합니다`,
      preferredAntiAffinity: (key: string) => `되도록 따로: 맞는 파드 하나마다 그 ${key}에서 점수를 뺍니다`,
    },
    skew: (matching: string, self: string, min: string, result: string, maxSkew: string) => `${matching} + ${self} − ${min} = ${result}, maxSkew ${maxSkew}`,
    limits: (min: string, maxSkew: string) => `가장 적은 곳 ${min}, maxSkew ${maxSkew}`,
    weight: (sign: string, weight: string) => `하나마다 ${sign}${weight}`,
    node: (node: string, counted: string, others: string) => `${node}: 세는 파드 ${counted}, 그 밖의 파드 ${others}개`,
    none: '없음',
    aside: '세지 않는 노드',
    unlabelled: (nodes: string) => `레이블이 없는 노드: ${nodes}`,
    enter: { yes: '들어갈 수 있음', no: '들어갈 수 없음' },
    said: (domain: string, matching: string, verdict: string) => `${domain}: ${matching}개${verdict === '' ? '' : `, ${verdict}`}.`,
  },
  en: {
    label: (pod: string) => `The rules of ${pod} drawn over their domains`,
    rules: {
      spread: (key: string) => `Spread: counted in each ${key}`,
      softSpread: (key: string) => `Soft spread: counted in each ${key}, for the score only`,
      affinity: (key: string) => `Together: only into a ${key} with a Pod that matches`,
      antiAffinity: (key: string) => `Apart: into no ${key} with a Pod that matches`,
      repelled: (key: string) => `Repelled: Pods that are there keep this one out of their ${key}`,
      preferredAffinity: (key: string) => `Rather together: each Pod that matches adds to its ${key}`,
      preferredAntiAffinity: (key: string) => `Rather apart: each Pod that matches takes from its ${key}`,
    },
    skew: (matching: string, self: string, min: string, result: string, maxSkew: string) => `${matching} + ${self} − ${min} = ${result}, maxSkew ${maxSkew}`,
    limits: (min: string, maxSkew: string) => `least ${min}, maxSkew ${maxSkew}`,
    weight: (sign: string, weight: string) => `${sign}${weight} for each`,
    node: (node: string, counted: string, others: string) => `${node}: Pods that count ${counted}, others ${others}`,
    none: 'none',
    aside: 'not counted',
    unlabelled: (nodes: string) => `nodes without the label: ${nodes}`,
    enter: { yes: 'may enter', no: 'may not enter' },
    said: (domain: string, matching: string, verdict: string) => `${domain}: ${matching}${verdict === '' ? '' : `, ${verdict}`}.`,
  },
});
