import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '플레이그라운드',
    tryFirst: '시작 상태를 고르고, 터미널에 `kubectl get pods`를 적어 보세요. 매니페스트는 ‘파일’에서 만들고 `kubectl apply -f`로 적용합니다.',
    start: '시작 상태',
    starts: { web: '웹 앱', empty: '빈 클러스터', trouble: '고장 난 파드들', quota: '쿼터가 있는 네임스페이스' },
    loading: '클러스터를 켜는 중입니다.',
    says: (pods: number, nodes: number) => `노드 ${nodes}개, 파드 ${pods}개입니다.`,
  },
  en: {
    title: 'Playground',
    tryFirst: 'Choose a starting state and type `kubectl get pods` into the terminal. Write manifests under “Files” and apply them with `kubectl apply -f`.',
    start: 'Starting state',
    starts: { web: 'A web app', empty: 'An empty cluster', trouble: 'Pods in trouble', quota: 'A namespace with a quota' },
    loading: 'Starting the cluster.',
    says: (pods: number, nodes: number) => `${nodes} nodes, ${pods} ${pods === 1 ? 'Pod' : 'Pods'}.`,
  },
});
