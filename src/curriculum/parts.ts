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
  part(1, 'why-kubernetes', 'foundations', '왜 쿠버네티스인가', 'Why Kubernetes'),
  part(2, 'cluster-architecture', 'foundations', '클러스터 아키텍처', 'Cluster architecture'),
  part(3, 'control-loop', 'foundations', '컨트롤 루프와 조정', 'Control loop and reconciliation'),
  part(4, 'kubectl', 'foundations', 'kubectl 사용법', 'kubectl'),
  part(5, 'pods', 'workloads', '파드: 생명주기·패턴·프로브', 'Pods: lifecycle, patterns, probes'),
  part(6, 'labels', 'workloads', '레이블·셀렉터·애너테이션', 'Labels, selectors, annotations'),
  part(7, 'namespaces', 'workloads', '네임스페이스와 리소스쿼터', 'Namespaces and ResourceQuota'),
  part(8, 'deployments', 'workloads', '디플로이먼트와 롤링 업데이트', 'Deployments and rolling updates'),
  part(9, 'workload-controllers', 'workloads', '스테이트풀셋·데몬셋·잡', 'StatefulSet, DaemonSet, Job, CronJob'),
  part(10, 'services', 'network-and-data', '서비스 타입과 엔드포인트', 'Services and endpoints'),
  part(11, 'ingress-and-gateway', 'network-and-data', '인그레스, TLS, Gateway API', 'Ingress, TLS and the Gateway API'),
  part(12, 'network-policy', 'network-and-data', '네트워크폴리시', 'NetworkPolicy'),
  part(13, 'configmaps-and-secrets', 'network-and-data', '컨피그맵과 시크릿', 'ConfigMaps and Secrets'),
  part(14, 'storage', 'network-and-data', '볼륨, PV, PVC, 스토리지클래스', 'Volumes, PV, PVC, StorageClass'),
  part(15, 'scheduling', 'placement', '스케줄링', 'Scheduling'),
  part(16, 'resources-and-qos', 'placement', '리소스 제한과 QoS', 'Resource limits and QoS'),
  part(17, 'rbac', 'security', 'RBAC와 서비스어카운트', 'RBAC and ServiceAccounts'),
  part(18, 'pod-security', 'security', '시큐리티컨텍스트와 PSA', 'SecurityContext and Pod Security Admission'),
  part(19, 'admission', 'security', '어드미션 컨트롤러와 웹훅', 'Admission controllers and webhooks'),
  part(20, 'upgrades-and-backup', 'operations', '클러스터 업그레이드와 백업', 'Upgrades and backup'),
  part(21, 'metrics-and-logging', 'operations', '메트릭 서버와 로깅', 'Metrics and logging'),
  part(22, 'troubleshooting', 'operations', '트러블슈팅 체크리스트', 'Troubleshooting checklist'),
  part(23, 'helm-and-kustomize', 'delivery', 'Helm과 Kustomize', 'Helm and Kustomize'),
  part(24, 'gitops', 'delivery', 'Argo CD와 GitOps', 'Argo CD and GitOps'),
  part(25, 'crds-and-operators', 'delivery', 'CRD와 오퍼레이터', 'CRDs and operators'),
  part(26, 'cka-prep', 'delivery', 'CKA 시험 준비', 'Preparing for the CKA'),
];

function part(number: number, slug: string, stage: string, ko: string, en: string): Part {
  return { number, slug, stage, title: { ko, en } };
}

export const stageOf = (one: Part): { index: number; stage: Stage } => {
  const index = stages.findIndex((stage) => stage.id === one.stage);
  return { index, stage: stages[index] };
};
