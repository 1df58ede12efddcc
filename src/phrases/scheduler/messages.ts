import { defineMessages } from '@site/src/i18n/messages';

/** Why the scheduler's plugins reject a node, and how they come to a score. */
export const schedulerMessages = defineMessages({
  ko: {
    reject: {
      unschedulable: '스케줄 중지(cordon)된 노드입니다.',
      nodeName: (wanted: string) => `파드가 ${wanted} 노드만 원합니다.`,
      taint: (text: string) => `이 테인트에 맞는 톨러레이션이 없습니다: ${text}`,
      nodeSelector: (key: string, wanted: string, actual: string) => `필요한 레이블은 ${key}=${wanted}인데 ${actual}`,
      labelMissing: '레이블이 없습니다.',
      labelIs: (value: string) => `값이 ${value}입니다.`,
      nodeAffinity: '필수 노드 어피니티 조건과 맞지 않습니다.',
      affinityConflict: '노드 이름 조건이 서로 모순됩니다.',
      ports: (port: string) => `이미 쓰이고 있는 호스트 포트입니다: ${port}`,
      resource: (name: string, requested: string, free: string, capacity: string, used: string) =>
        `${name}: ${requested} 필요, ${free} 남음 (할당 가능 ${capacity}, 이미 요청된 양 ${used})`,
      pods: (used: string, capacity: string) => `파드 자리가 없습니다 (${used} / ${capacity}).`,
      spread: (key: string, domain: string, matching: string, min: string, maxSkew: string) =>
        `${key}=${domain}에 맞는 파드가 이미 ${matching}개입니다. 하나 더 놓으면 가장 적은 곳(${min}개)과의 차이가 maxSkew ${maxSkew}보다 커집니다.`,
      spreadLabel: (key: string) => `퍼뜨리기 기준인 레이블 ${key} 없음`,
      gates: (gates: string) => `스케줄링 게이트가 남아 있습니다: ${gates}`,
    },
    why: {
      taints: (n: string) => `참지 못하는 PreferNoSchedule 테인트 ${n}개`,
      affinityTerms: (sum: string) => `맞는 선호 조건의 가중치 합: ${sum}`,
      images: (list: string, total: string) => `이미 있는 이미지: ${list} (크기 × 가진 노드 수 / 전체 ${total})`,
      noImages: '파드의 이미지가 이 노드에 없습니다',
      after: '놓은 뒤',
      before: '놓기 전',
      difference: '치우침',
      normalized: (raw: string, max: string, result: string) => `정규화: 100 × ${raw} / ${max} = ${result}`,
      spreadTerm: (key: string, domain: string, count: string, weight: string, skew: string, part: string) => `${key}=${domain}: 파드 ${count}개 × ${weight} + (maxSkew ${skew} − 1) = ${part}`,
      spreadWeight: 'ln(도메인 수 + 2)를 곱합니다. 적을수록 좋습니다.',
      normalizedSpread: (raw: string, max: string, min: string, result: string) => `정규화: 100 × (${max} + ${min} − ${raw}) / ${max} = ${result}`,
      normalizedReverse: (raw: string, max: string, result: string) => `정규화(적을수록 좋음): 100 − 100 × ${raw} / ${max} = ${result}`,
      allEqual: (result: string) => `모든 노드가 0이므로 정규화하면 ${result}`,
      nonZero: '요청이 없는 컨테이너는 점수를 낼 때 100m와 200Mi로 셉니다.',
    },
    scoreLine: (normalized: string, weight: string, weighted: string) => `${normalized} × ${weight} = ${weighted}`,
  },
  en: {
    reject: {
      unschedulable: 'The node is cordoned.',
      nodeName: (wanted: string) => `The Pod wants node ${wanted} only.`,
      taint: (text: string) => `No toleration for the taint ${text}.`,
      nodeSelector: (key: string, wanted: string, actual: string) => `The label ${key}=${wanted} is required; ${actual}`,
      labelMissing: 'the node does not have it.',
      labelIs: (value: string) => `here it is ${value}.`,
      nodeAffinity: 'The required node affinity does not match.',
      affinityConflict: 'The conditions on the node’s name contradict each other.',
      ports: (port: string) => `Host port ${port} is taken already.`,
      resource: (name: string, requested: string, free: string, capacity: string, used: string) =>
        `${name}: ${requested} needed, ${free} left (allocatable ${capacity}, requested already ${used}).`,
      pods: (used: string, capacity: string) => `No room for another Pod (${used} / ${capacity}).`,
      spread: (key: string, domain: string, matching: string, min: string, maxSkew: string) =>
        `${key}=${domain} has ${matching} matching Pods already; one more would exceed the emptiest domain (${min}) by more than maxSkew ${maxSkew}.`,
      spreadLabel: (key: string) => `The node lacks the label ${key} that the spreading goes by.`,
      gates: (gates: string) => `Scheduling gates are still there: ${gates}`,
    },
    why: {
      taints: (n: string) => `PreferNoSchedule taints not tolerated: ${n}`,
      affinityTerms: (sum: string) => `weights of the preferred terms that match: ${sum}`,
      images: (list: string, total: string) => `images already here: ${list} (size × nodes that have it / all ${total})`,
      noImages: 'none of the Pod’s images is on this node',
      after: 'with the Pod',
      before: 'without it',
      difference: 'imbalance',
      normalized: (raw: string, max: string, result: string) => `normalized: 100 × ${raw} / ${max} = ${result}`,
      spreadTerm: (key: string, domain: string, count: string, weight: string, skew: string, part: string) => `${key}=${domain}: ${count} Pods × ${weight} + (maxSkew ${skew} − 1) = ${part}`,
      spreadWeight: 'The factor is ln(number of domains + 2); less is better.',
      normalizedSpread: (raw: string, max: string, min: string, result: string) => `normalized: 100 × (${max} + ${min} − ${raw}) / ${max} = ${result}`,
      normalizedReverse: (raw: string, max: string, result: string) => `normalized (fewer is better): 100 − 100 × ${raw} / ${max} = ${result}`,
      allEqual: (result: string) => `0 on every node, which normalizes to ${result}`,
      nonZero: 'For scoring, a container without requests counts as 100m and 200Mi.',
    },
    scoreLine: (normalized: string, weight: string, weighted: string) => `${normalized} × ${weight} = ${weighted}`,
  },
});
