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
  part(1, 'why-kubernetes', 'foundations', { ko: '왜 쿠버네티스인가', en: 'Why Kubernetes' }),
  part(2, 'cluster-architecture', 'foundations', { ko: '클러스터 아키텍처', en: 'Cluster architecture' }),
  part(3, 'control-loop', 'foundations', { ko: '컨트롤 루프와 조정', en: 'Control loop and reconciliation' }),
  part(4, 'kubectl', 'foundations', { ko: 'kubectl 사용법', en: 'kubectl' }),
  part(5, 'pods', 'workloads', { ko: '파드: 생명주기·패턴·프로브', en: 'Pods: lifecycle, patterns, probes' }),
  part(6, 'labels', 'workloads', { ko: '레이블·셀렉터·애너테이션', en: 'Labels, selectors, annotations' }),
  part(7, 'namespaces', 'workloads', { ko: '네임스페이스와 리소스쿼터', en: 'Namespaces and ResourceQuota' }),
  part(8, 'deployments', 'workloads', { ko: '디플로이먼트와 롤링 업데이트', en: 'Deployments and rolling updates' }),
  part(9, 'workload-controllers', 'workloads', { ko: '스테이트풀셋·데몬셋·잡', en: 'StatefulSet, DaemonSet, Job, CronJob' }),
  part(10, 'services', 'network-and-data', { ko: '서비스 타입과 엔드포인트', en: 'Services and endpoints' }),
  part(11, 'ingress-and-gateway', 'network-and-data', { ko: '인그레스, TLS, Gateway API', en: 'Ingress, TLS and the Gateway API' }),
  part(12, 'network-policy', 'network-and-data', { ko: '네트워크폴리시', en: 'NetworkPolicy' }),
  part(13, 'configmaps-and-secrets', 'network-and-data', { ko: '컨피그맵과 시크릿', en: 'ConfigMaps and Secrets' }),
  part(14, 'storage', 'network-and-data', { ko: '볼륨, PV, PVC, 스토리지클래스', en: 'Volumes, PV, PVC, StorageClass' }),
  part(15, 'scheduling', 'placement', { ko: '스케줄링', en: 'Scheduling' }),
  part(16, 'resources-and-qos', 'placement', { ko: '리소스 제한과 QoS', en: 'Resource limits and QoS' }),
  part(17, 'rbac', 'security', { ko: 'RBAC와 서비스어카운트', en: 'RBAC and ServiceAccounts' }),
  part(18, 'pod-security', 'security', { ko: '시큐리티컨텍스트와 PSA', en: 'SecurityContext and Pod Security Admission' }),
  part(19, 'admission', 'security', { ko: '어드미션 컨트롤러와 웹훅', en: 'Admission controllers and webhooks' }),
  part(20, 'upgrades-and-backup', 'operations', { ko: '클러스터 업그레이드와 백업', en: 'Upgrades and backup' }),
  part(21, 'metrics-and-logging', 'operations', { ko: '메트릭 서버와 로깅', en: 'Metrics and logging' }),
  part(22, 'troubleshooting', 'operations', { ko: '트러블슈팅 체크리스트', en: 'Troubleshooting checklist' }),
  part(23, 'helm-and-kustomize', 'delivery', { ko: 'Helm과 Kustomize', en: 'Helm and Kustomize' }),
  part(24, 'gitops', 'delivery', { ko: 'Argo CD와 GitOps', en: 'Argo CD and GitOps' }),
  part(25, 'crds-and-operators', 'delivery', { ko: 'CRD와 오퍼레이터', en: 'CRDs and operators' }),
  part(26, 'cka-prep', 'delivery', { ko: 'CKA 시험 준비', en: 'Preparing for the CKA' }),
];

function part(number: number, slug: string, stage: string, title: Text): Part {
  return { number, slug, stage, title };
}

export const stageOf = (one: Part): { index: number; stage: Stage } => {
  const index = stages.findIndex((stage) => stage.id === one.stage);
  return { index, stage: stages[index] };
};
