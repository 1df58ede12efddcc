import type { Both } from '../labs/lab';

/** The five domains of the CKA curriculum with their weights in percent, heaviest first (CNCF, CKA_Curriculum_v1.35.pdf). */
export const DOMAINS = [
  { id: 'troubleshooting', weight: 30, name: { ko: '문제 해결', en: 'Troubleshooting' } },
  { id: 'architecture', weight: 25, name: { ko: '구조·설치·설정', en: 'Architecture, installation and configuration' } },
  { id: 'networking', weight: 20, name: { ko: '서비스와 네트워크', en: 'Services and networking' } },
  { id: 'workloads', weight: 15, name: { ko: '워크로드와 스케줄링', en: 'Workloads and scheduling' } },
  { id: 'storage', weight: 10, name: { ko: '스토리지', en: 'Storage' } },
] as const satisfies readonly { readonly id: string; readonly weight: number; readonly name: Both }[];

export type DomainId = (typeof DOMAINS)[number]['id'];

interface Line {
  readonly domain: DomainId;
  readonly name: Both;
}

/** The 27 lines of the curriculum, in our words. */
export const LINES = {
  'storage-classes': { domain: 'storage', name: { ko: '스토리지클래스와 동적 준비', en: 'Storage classes and dynamic provisioning' } },
  'volume-types': { domain: 'storage', name: { ko: '볼륨 종류, 접근 모드, 회수 정책', en: 'Volume types, access modes, reclaim policies' } },
  claims: { domain: 'storage', name: { ko: 'PV와 PVC', en: 'PV and PVC' } },
  nodes: { domain: 'troubleshooting', name: { ko: '클러스터와 노드', en: 'Clusters and nodes' } },
  components: { domain: 'troubleshooting', name: { ko: '클러스터 구성 요소', en: 'Cluster components' } },
  usage: { domain: 'troubleshooting', name: { ko: '자원 사용량', en: 'Resource usage' } },
  output: { domain: 'troubleshooting', name: { ko: '컨테이너 출력', en: 'Container output' } },
  'service-faults': { domain: 'troubleshooting', name: { ko: '서비스와 네트워크의 고장', en: 'Faults of services and networking' } },
  rollouts: { domain: 'workloads', name: { ko: '롤아웃과 되돌리기', en: 'Rollouts and rollbacks' } },
  configuration: { domain: 'workloads', name: { ko: '컨피그맵과 시크릿', en: 'ConfigMaps and Secrets' } },
  autoscaling: { domain: 'workloads', name: { ko: '워크로드 오토스케일링', en: 'Workload autoscaling' } },
  'self-healing': { domain: 'workloads', name: { ko: '스스로 낫는 배포', en: 'Self-healing deployments' } },
  scheduling: { domain: 'workloads', name: { ko: '승인과 스케줄링', en: 'Admission and scheduling' } },
  rbac: { domain: 'architecture', name: { ko: 'RBAC', en: 'RBAC' } },
  infrastructure: { domain: 'architecture', name: { ko: '설치할 인프라 준비', en: 'Preparing the infrastructure' } },
  kubeadm: { domain: 'architecture', name: { ko: 'kubeadm으로 만들고 관리', en: 'Creating and managing with kubeadm' } },
  lifecycle: { domain: 'architecture', name: { ko: '클러스터의 수명 주기', en: 'Lifecycle of clusters' } },
  'high-availability': { domain: 'architecture', name: { ko: '고가용성 컨트롤 플레인', en: 'Highly available control plane' } },
  packages: { domain: 'architecture', name: { ko: 'Helm과 Kustomize', en: 'Helm and Kustomize' } },
  interfaces: { domain: 'architecture', name: { ko: '확장 인터페이스(CNI, CSI, CRI)', en: 'Extension interfaces (CNI, CSI, CRI)' } },
  'custom-resources': { domain: 'architecture', name: { ko: 'CRD와 오퍼레이터', en: 'CRDs and operators' } },
  connectivity: { domain: 'networking', name: { ko: '파드 사이의 연결', en: 'Connectivity between Pods' } },
  'network-policies': { domain: 'networking', name: { ko: '네트워크폴리시', en: 'Network policies' } },
  services: { domain: 'networking', name: { ko: '서비스 유형과 엔드포인트', en: 'Service types and endpoints' } },
  gateway: { domain: 'networking', name: { ko: 'Gateway API', en: 'Gateway API' } },
  ingress: { domain: 'networking', name: { ko: '인그레스', en: 'Ingress' } },
  dns: { domain: 'networking', name: { ko: 'CoreDNS', en: 'CoreDNS' } },
} as const satisfies Readonly<Record<string, Line>>;

export type LineId = keyof typeof LINES;

export const isLine = (word: string): word is LineId => Object.hasOwn(LINES, word);

/** Percent that passes (Linux Foundation, FAQ for CKA, CKAD and CKS). */
export const PASS = 66;
