import { useMemo } from 'react';
import { defineMessages, useLocale, useMessages } from '@site/src/i18n/messages';
import { type Remedy } from '@site/src/simulation/scheduler/why-pending';
import { amount, formatFor } from '../amounts';
import { josa } from '../josa';

/** What would place a Pod that waits, and what a dump without a kind cannot know. */
const whyPendingMessages = defineMessages({
  ko: {
    toleration: (taint: string, node: string) => `톨러레이션 추가 ${taint} → ${node}`,
    uncordon: (node: string) => `kubectl uncordon ${node}`,
    nodeLabel: (node: string, label: string) => `kubectl label node ${node} ${label}`,
    smallerRequest: (what: string, node: string) => `요청 줄이기: ${what} → ${node}`,
    less: (resource: string, from: string, to: string) => `${resource} ${from} 대신 ${to}`,
    softSpread: (key: string, node: string) => `${key} 분산을 whenUnsatisfiable: ScheduleAnyway로 → ${node}`,
    dropAffinity: { affinity: (node: string) => `필수 파드 어피니티 빼기 → ${node}`, antiAffinity: (node: string) => `필수 파드 안티어피니티 빼기 → ${node}` },
    higherPriority: (priority: string, victims: string, node: string) => `우선순위 ${priority} 주기: ${node}에서 ${josa(victims, '을', '를')} 내보내고 들어감`,
    anotherNode: (like: string) => `${josa(like, '과', '와')} 같은 노드 한 대 추가`,
    absent: {
      Node: '노드를 하나도 몰라 아무 파드도 놓을 수 없습니다.',
      PersistentVolume: '바인딩된 클레임을 쓰는 파드가 볼륨이 없다고 나옵니다.',
      PersistentVolumeClaim: '클레임을 쓰는 파드가 클레임이 없다고 나옵니다.',
      StorageClass: '소비자를 기다리는 클레임이 바인딩되지 않은 것으로 보입니다.',
      CSINode: '붙일 수 있는 볼륨 수의 한도를 모릅니다.',
      PodDisruptionBudget: '희생자를 고를 때 지킬 예산이 없다고 봅니다.',
      Namespace: '어피니티의 네임스페이스 셀렉터가 아무것도 고르지 못합니다.',
      ReplicaSet: '기본 분산을 하지 않습니다. 점수만 달라집니다.',
      ResourceClaim: '장치를 요청한 파드가 클레임이 없다고 나옵니다.',
      DeviceClass: '클레임의 장치 클래스가 없다고 나옵니다.',
      ResourceSlice: '노드에 장치가 하나도 없는 것으로 보입니다.',
    },
  },
  en: {
    toleration: (taint: string, node: string) => `tolerate ${taint} → ${node}`,
    uncordon: (node: string) => `kubectl uncordon ${node}`,
    nodeLabel: (node: string, label: string) => `kubectl label node ${node} ${label}`,
    smallerRequest: (what: string, node: string) => `request less: ${what} → ${node}`,
    less: (resource: string, from: string, to: string) => `${resource} ${to} instead of ${from}`,
    softSpread: (key: string, node: string) => `spread over ${key} with whenUnsatisfiable: ScheduleAnyway → ${node}`,
    dropAffinity: { affinity: (node: string) => `leave out the required Pod affinity → ${node}`, antiAffinity: (node: string) => `leave out the required Pod anti-affinity → ${node}` },
    higherPriority: (priority: string, victims: string, node: string) => `give it priority ${priority}: it takes the place of ${victims} on ${node}`,
    anotherNode: (like: string) => `one more node like ${like}`,
    absent: {
      Node: 'No node is known, so no Pod can be placed.',
      PersistentVolume: 'Pods with bound claims are said to miss their volume.',
      PersistentVolumeClaim: 'Pods with claims are said to miss them.',
      StorageClass: 'Claims that wait for a consumer look unbound.',
      CSINode: 'Limits of attachable volumes are not known.',
      PodDisruptionBudget: 'Victims are chosen as if no budget protected them.',
      Namespace: 'Namespace selectors of affinity terms match nothing.',
      ReplicaSet: 'Pods are not spread by default, which changes scores only.',
      ResourceClaim: 'Pods that ask for devices are said to miss their claims.',
      DeviceClass: 'The classes of claims are said to be missing.',
      ResourceSlice: 'No node seems to have a device.',
    },
  },
});

export interface WhyPendingPhrases {
  readonly remedy: (remedy: Remedy) => string;
  /** What may be otherwise because the dump has no object of this kind. */
  readonly absent: (kind: string) => string;
}

export function useWhyPendingPhrases(): WhyPendingPhrases {
  const text = useMessages(whyPendingMessages);
  const locale = useLocale();
  return useMemo(() => {
    const f = formatFor(locale);
    const absent: Readonly<Record<string, string>> = text.absent;
    return {
      absent: (kind) => absent[kind] ?? '',
      remedy(remedy) {
        switch (remedy.kind) {
          case 'toleration':
            return text.toleration(`${remedy.taint.key}${remedy.taint.value ? `=${remedy.taint.value}` : ''}:${remedy.taint.effect}`, remedy.node);
          case 'uncordon':
            return text.uncordon(remedy.node);
          case 'nodeLabel':
            return text.nodeLabel(remedy.node, `${remedy.label}=${remedy.value}`);
          case 'smallerRequest':
            return text.smallerRequest(remedy.resources.map(({ resource, from, to }) => text.less(resource, amount(resource, from, f), amount(resource, to, f))).join(', '), remedy.node);
          case 'softSpread':
            return text.softSpread(remedy.topologyKey, remedy.node);
          case 'dropAffinity':
            return text.dropAffinity[remedy.rule](remedy.node);
          case 'higherPriority':
            return text.higherPriority(f.n(remedy.priority), remedy.victims.join(', '), remedy.node);
          case 'anotherNode':
            return text.anotherNode(remedy.like);
        }
      },
    };
  }, [text, locale]);
}
