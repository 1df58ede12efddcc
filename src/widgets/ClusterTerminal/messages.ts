import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '클러스터 터미널',
    tryFirst: '`kubectl get nodes`를 적고 Enter를 눌러 보세요. `k`는 `kubectl`의 별칭이고, Tab을 누르면 이어서 적어 줍니다.',
    says: (pods: number, nodes: number) => `노드 ${nodes}개, 파드 ${pods}개입니다.`,
    loading: '클러스터를 켜는 중입니다.',
  },
  en: {
    title: 'Cluster terminal',
    tryFirst: 'Type `kubectl get nodes` and press Enter. `k` is an alias of `kubectl`, and Tab completes what you type.',
    says: (pods: number, nodes: number) => `${nodes} nodes, ${pods} ${pods === 1 ? 'Pod' : 'Pods'}.`,
    loading: 'Starting the cluster.',
  },
});
