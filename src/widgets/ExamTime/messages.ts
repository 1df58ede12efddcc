import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '두 시간에 몇 점이 될까요?',
    tryFirst: '푸는 순서를 ‘점수 ÷ 분’으로 바꾸고, 그다음 접속이 끊겨 30분을 잃어 보세요.',
    order: '푸는 순서',
    orders: { 'as-given': '나온 순서대로', 'shortest-first': '짧은 것부터', 'points-per-minute': '점수 ÷ 분' },
    lost: '접속이 끊겨 잃은 시간',
    losts: { '0': '0분', '15': '15분', '30': '30분' },
    done: '끝낸 문제',
    left: '남은 문제',
    none: '없음',
    task: (name: string, points: number, minutes: number) => `${name} · ${points}점 · ${minutes}분`,
    tasks: {
      'control-plane': '컨트롤 플레인 복구', rbac: 'RBAC', upgrade: 'kubeadm 업그레이드', netpol: '네트워크폴리시', cni: 'CNI 설치', sidecar: '사이드카와 요청', kubelet: 'kubelet 복구', 'storage-class': '스토리지클래스',
      helm: 'Helm 설치', gateway: '게이트웨이와 HTTPRoute', hpa: 'HPA', endpoints: '엔드포인트 없는 서비스', pvc: 'PVC와 파드', expose: '서비스 만들기', rollout: '롤아웃과 되돌리기', top: 'CPU를 많이 쓰는 파드', logs: '로그에서 찾기',
    },
    says: (points: number, pass: number, passed: boolean, done: number, spare: number) => `${done}문제를 끝내 ${points}점, ${passed ? `합격선 ${pass}점을 넘습니다` : `합격선 ${pass}점에 못 미칩니다`}. ${spare === 0 ? '검증할 시간은 남지 않았습니다.' : `남은 ${spare}분은 남은 문제 어느 것에도 모자라지만 검증에는 쓸 수 있습니다.`}`,
    simplifies: '문제와 배점, 걸리는 분은 지어낸 것이고 영역별 합계만 공개된 비중(30/25/20/15/10)을 따릅니다. 실제 시험은 일부만 맞아도 점수가 있을 수 있지만, 여기서는 끝내지 못하면 0점입니다. 실제 시험은 걸릴 시간을 알려 주지 않습니다.',
  },
  en: {
    title: 'How many points do two hours make?',
    tryFirst: 'change the order to points per minute, and then lose 30 minutes to a broken connection.',
    order: 'Order of work',
    orders: { 'as-given': 'as given', 'shortest-first': 'shortest first', 'points-per-minute': 'points per minute' },
    lost: 'Lost to a broken connection',
    losts: { '0': '0 min', '15': '15 min', '30': '30 min' },
    done: 'Finished',
    left: 'Left',
    none: 'none',
    task: (name: string, points: number, minutes: number) => `${name} · ${points} points · ${minutes} min`,
    tasks: {
      'control-plane': 'repair the control plane', rbac: 'RBAC', upgrade: 'kubeadm upgrade', netpol: 'NetworkPolicy', cni: 'install a CNI plug-in', sidecar: 'sidecar and requests', kubelet: 'repair a kubelet', 'storage-class': 'StorageClass',
      helm: 'install by Helm', gateway: 'Gateway and HTTPRoute', hpa: 'HPA', endpoints: 'Service without endpoints', pvc: 'PVC and Pod', expose: 'make a Service', rollout: 'rollout and undo', top: 'Pod with most CPU', logs: 'find a line in logs',
    },
    says: (points: number, pass: number, passed: boolean, done: number, spare: number) => `${done} tasks are finished for ${points} points, ${passed ? `above the pass mark of ${pass}` : `below the pass mark of ${pass}`}. ${spare === 0 ? 'No minute is over for checks.' : `The minutes that are over (${spare}) hold none of the tasks left, but they do for checks.`}`,
    simplifies: 'Tasks, points and minutes are made up; only the sums per domain follow the published weights (30/25/20/15/10). The real exam may give part of a task’s points, while here an unfinished task gives 0. The real exam does not tell how long a task takes.',
  },
});
