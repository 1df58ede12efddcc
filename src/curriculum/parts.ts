import type { Locale } from '../i18n/messages';

type Text = Record<Locale, string>;

export interface Stage {
  id: string;
  name: Text;
}

export interface Part {
  number: number;
  /** Doc id and last piece of the address once the part is written. */
  slug: string;
  stage: string;
  title: Text;
  /** The question that a reader brings to the part. */
  question: Text;
}

export const stages: readonly Stage[] = [
  { id: 'foundations', name: { ko: '기초', en: 'Foundations' } },
  { id: 'workloads', name: { ko: '워크로드', en: 'Workloads' } },
  { id: 'network-and-data', name: { ko: '네트워크와 데이터', en: 'Network and data' } },
  { id: 'placement', name: { ko: '배치와 자원', en: 'Placement and resources' } },
  { id: 'security', name: { ko: '보안', en: 'Security' } },
  { id: 'operations', name: { ko: '운영', en: 'Operations' } },
  { id: 'delivery', name: { ko: '배포 자동화와 확장', en: 'Delivery and extension' } },
];

/** The 26 parts. Whether a part is written is read from the docs themselves, never from here. */
export const parts: readonly Part[] = [
  part(1, 'why-kubernetes', 'foundations', '왜 쿠버네티스인가', 'Why Kubernetes', '컨테이너 하나면 되는데 왜 쿠버네티스까지 필요할까요?', 'A container runs fine alone. Why would I need Kubernetes?'),
  part(2, 'cluster-architecture', 'foundations', '클러스터 아키텍처', 'Cluster architecture', 'kubectl apply 한 번에 누가 누구에게 무엇을 전할까요?', 'One kubectl apply: who tells whom what?'),
  part(3, 'control-loop', 'foundations', '컨트롤 루프와 조정', 'Control loop and reconciliation', '이벤트를 놓쳐도 왜 결국 맞는 상태가 될까요?', 'Why does the state come right even when events are lost?'),
  part(4, 'kubectl', 'foundations', 'kubectl 사용법', 'kubectl', 'apply와 patch와 edit는 필드를 어떻게 다르게 바꿀까요?', 'How do apply, patch and edit differ in what they do to fields?'),
  part(5, 'pods', 'workloads', '파드: 생명주기·패턴·프로브', 'Pods: lifecycle, patterns, probes', '요청을 하나도 잃지 않고 파드를 내리려면 어떻게 해야 할까요?', 'How does a Pod stop without losing a single request?'),
  part(6, 'labels', 'workloads', '레이블·셀렉터·애너테이션', 'Labels, selectors, annotations', '레이블 하나를 바꾸면 무엇이 함께 바뀔까요?', 'Change one label: what else changes with it?'),
  part(7, 'namespaces', 'workloads', '네임스페이스와 리소스쿼터', 'Namespaces and ResourceQuota', '네임스페이스는 무엇을 나누고 무엇은 나누지 못할까요?', 'What does a Namespace separate, and what does it not?'),
  part(8, 'deployments', 'workloads', '디플로이먼트와 롤링 업데이트', 'Deployments and rolling updates', '롤아웃 중에 파드는 최대 몇 개, 최소 몇 개일까요?', 'During a rollout, how many Pods are there at most and at least?'),
  part(9, 'workload-controllers', 'workloads', '스테이트풀셋·데몬셋·잡', 'StatefulSet, DaemonSet, Job, CronJob', '이 작업은 어떤 컨트롤러에 맡겨야 할까요?', 'Which controller should look after this workload?'),
  part(10, 'services', 'network-and-data', '서비스 타입과 엔드포인트', 'Services and endpoints', '클라이언트의 패킷은 어떻게 파드에 닿을까요?', 'How does a client’s packet reach a Pod?'),
  part(11, 'ingress-and-gateway', 'network-and-data', '인그레스, TLS, Gateway API', 'Ingress, TLS and the Gateway API', '호스트와 경로 규칙이 겹치면 어느 쪽이 이길까요?', 'When host and path rules overlap, which one wins?'),
  part(12, 'network-policy', 'network-and-data', '네트워크폴리시', 'NetworkPolicy', '기본 거부를 켠 뒤 무엇부터 열어야 앱이 살아날까요?', 'After default-deny, what must be opened for the app to live?'),
  part(13, 'configmaps-and-secrets', 'network-and-data', '컨피그맵과 시크릿', 'ConfigMaps and Secrets', '설정을 바꾸면 프로세스는 언제 알게 될까요?', 'When does a process learn that its configuration changed?'),
  part(14, 'storage', 'network-and-data', '볼륨, PV, PVC, 스토리지클래스', 'Volumes, PV, PVC, StorageClass', 'PVC는 왜 Pending에 머물러 있을까요?', 'Why does a PVC stay Pending?'),
  part(15, 'scheduling', 'placement', '스케줄링', 'Scheduling', '내 파드는 왜 하필 그 노드에 갔을까요?', 'Why did my Pod land on that node?'),
  part(16, 'resources-and-qos', 'placement', '리소스 제한과 QoS', 'Resource limits and QoS', '누가 먼저 죽고 누가 느려질까요?', 'Who dies first, and who merely slows down?'),
  part(17, 'rbac', 'security', 'RBAC와 서비스어카운트', 'RBAC and ServiceAccounts', '이 요청은 허용될까요, 거부될까요?', 'Will this request be allowed or denied?'),
  part(18, 'pod-security', 'security', '시큐리티컨텍스트와 PSA', 'SecurityContext and Pod Security Admission', '컨테이너 안의 root는 얼마나 위험할까요?', 'How dangerous is root inside a container?'),
  part(19, 'admission', 'security', '어드미션 컨트롤러와 웹훅', 'Admission controllers and webhooks', '인증을 통과한 요청이 왜 또 거절될까요?', 'The request was authorised. Why is it refused all the same?'),
  part(20, 'upgrades-and-backup', 'operations', '클러스터 업그레이드와 백업', 'Upgrades and backup', '서비스를 멈추지 않고 클러스터를 올릴 수 있을까요?', 'Can a cluster be upgraded without stopping its services?'),
  part(21, 'metrics-and-logging', 'operations', '메트릭 서버와 로깅', 'Metrics and logging', 'HPA는 왜 아직 파드를 늘리지 않을까요?', 'Why has the HPA not scaled up yet?'),
  part(22, 'troubleshooting', 'operations', '트러블슈팅 체크리스트', 'Troubleshooting checklist', '상태 단어 하나로 어느 계층부터 볼지 정할 수 있을까요?', 'Can one status word tell which layer to look at first?'),
  part(23, 'helm-and-kustomize', 'delivery', 'Helm과 Kustomize', 'Helm and Kustomize', '환경마다 조금씩 다른 YAML을 어떻게 관리할까요?', 'How do we keep YAML that differs a little everywhere?'),
  part(24, 'gitops', 'delivery', 'Argo CD와 GitOps', 'Argo CD and GitOps', 'Git과 클러스터가 다르면 어느 쪽이 맞을까요?', 'Git and the cluster disagree. Which one is right?'),
  part(25, 'crds-and-operators', 'delivery', 'CRD와 오퍼레이터', 'CRDs and operators', '쿠버네티스에 없는 종류를 어떻게 가르칠까요?', 'How is Kubernetes taught a kind it does not know?'),
  part(26, 'cka-prep', 'delivery', 'CKA 시험 준비', 'Preparing for the CKA', '두 시간 안에 무엇을 어떤 순서로 풀어야 할까요?', 'Two hours: what to solve, and in which order?'),
];

function part(number: number, slug: string, stage: string, ko: string, en: string, questionKo: string, questionEn: string): Part {
  return { number, slug, stage, title: { ko, en }, question: { ko: questionKo, en: questionEn } };
}

export const stageOf = (one: Part): { index: number; stage: Stage } => {
  const index = stages.findIndex((stage) => stage.id === one.stage);
  return { index, stage: stages[index] };
};
