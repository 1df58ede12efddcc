import { is, says, source, type Tool } from './types';

const eksGuide = 'https://docs.aws.amazon.com/eks/latest/userguide';
const eksPrice = source('Amazon EKS pricing', 'https://aws.amazon.com/eks/pricing/');
const eksArchitecture = source('Amazon EKS architecture', `${eksGuide}/eks-architecture.html`);
const eksAuto = source('EKS Auto Mode', `${eksGuide}/automode.html`);
const eksCni = source('EKS: alternate CNI plugins', `${eksGuide}/alternate-cni-plugins.html`);

const aksDocs = 'https://learn.microsoft.com/azure/aks';
const aksTiers = source('AKS: Free, Standard and Premium tiers', `${aksDocs}/free-standard-pricing-tiers`);
const aksPrice = source('AKS pricing', 'https://azure.microsoft.com/pricing/details/kubernetes-service/');
const aksConcepts = source('AKS: core concepts', `${aksDocs}/core-aks-concepts`);

const gkeDocs = 'https://cloud.google.com/kubernetes-engine/docs';
const gkePrice = source('GKE pricing', 'https://cloud.google.com/kubernetes-engine/pricing');
const gkeArchitecture = source('GKE cluster architecture', `${gkeDocs}/concepts/cluster-architecture`);
const gkeAutopilot = source('GKE Autopilot overview', `${gkeDocs}/concepts/autopilot-overview`);
const gkeDataplane = source('GKE: Dataplane version support', 'https://docs.cloud.google.com/kubernetes-engine/enterprise/clusters/docs/dataplane-v2');
const gkeChannels = source('GKE: Release channels', `${gkeDocs}/concepts/release-channels`);

const kakao = source('KakaoCloud Kubernetes Engine: 주요 개념', 'https://docs.kakaocloud.com/service/container-pack/k8se/k8se-main');
const kakaoCreate = source('KakaoCloud Kubernetes Engine: 클러스터 생성 및 관리', 'https://docs.kakaocloud.com/service/container-pack/k8se/how-to-guides/k8se-manage-cluster');
const nhn = source('NHN Kubernetes Service(NKS) 사용 가이드', 'https://docs.nhncloud.com/ko/Container/NKS/ko/user-guide/');
const scp = source('Samsung Cloud Platform Kubernetes Engine: Overview', 'https://docs.e.samsungsdscloud.com/en/userguide/container/k8s_engine/');
const scpNodes = source('Samsung Cloud Platform Kubernetes Engine: Managing Nodes', 'https://docs.e.samsungsdscloud.com/en/userguide/container/k8s_engine/how_to_guides/node/');

const service = { ko: '유료 클라우드 서비스(쿠버네티스는 Apache-2.0)', en: 'Paid cloud service (Kubernetes itself is Apache-2.0)' };
const gkeFee = { ko: '클러스터당 시간 0.10 USD, 결제 계정마다 월 74.40 USD 크레딧(영역 클러스터·Autopilot에만). 연장 지원 기간에는 모두 0.60 USD', en: '0.10 USD per cluster and hour; 74.40 USD credit a month per billing account (zonal and Autopilot clusters only); 0.60 USD in total in extended support' };

export const CLOUDS: readonly Tool[] = [
  {
    id: 'eks',
    name: 'Amazon EKS',
    kind: 'cloud',
    first: 'eksctl create cluster --name my-cluster',
    home: 'https://aws.amazon.com/eks/',
    facts: {
      nodes: says(source('EKS: compute', `${eksGuide}/eks-compute.html`), { ko: 'EC2(관리형 노드 그룹 또는 직접 관리), Fargate, 하이브리드 노드. 노드 패치와 교체는 내가 시작', en: 'EC2 (managed node groups or self-managed), Fargate, hybrid nodes; you start node patching and replacement' }),
      datastore: says(eksArchitecture, { ko: 'etcd 인스턴스 3개, AWS가 관리', en: 'Three etcd instances, run by AWS' }),
      cni: is(eksCni, 'Amazon VPC CNI', { options: { ko: 'EC2 노드에는 Calico, Cilium 등을 스스로 지원하며 설치 가능', en: 'others (Calico, Cilium …) on EC2 nodes at your own support' } }),
      runtime: is(source('EKS: from dockershim to containerd', `${eksGuide}/dockershim-deprecation.html`), 'containerd'),
      ha: says(eksArchitecture, { ko: 'API 서버 2개 이상과 etcd 3개를 가용 영역 3개에', en: 'At least two API servers and three etcd across three zones' }),
      upgrade: says(source('EKS: Kubernetes version lifecycle', `${eksGuide}/kubernetes-versions.html`), { ko: '컨트롤 플레인은 요청하면 AWS가, 노드와 애드온은 따로. 표준 14개월, 연장 12개월, 끝나면 자동 업그레이드', en: 'Control plane on request by AWS; nodes and add-ons separately. 14 months standard, 12 extended, then forced' }),
      licence: { value: service, source: eksPrice },
      price: says(eksPrice, { ko: '클러스터당 시간 0.10 USD(표준 지원), 0.60 USD(연장 지원). 노드는 별도', en: '0.10 USD per cluster and hour (standard support), 0.60 USD (extended); nodes extra' }, { figure: 0.1 }),
      offline: says(source('EKS: private clusters', `${eksGuide}/private-clusters.html`), { ko: '컨트롤 플레인은 AWS에. 바깥 인터넷 없는 사설 클러스터는 가능', en: 'The control plane is at AWS; private clusters without outbound internet are possible' }),
    },
  },
  {
    id: 'eks-auto',
    name: 'EKS Auto Mode',
    kind: 'cloud',
    first: 'eksctl create cluster --name my-cluster --enable-auto-mode',
    home: `${eksGuide}/automode.html`,
    facts: {
      nodes: says(eksAuto, { ko: 'AWS가 만들고 패치하는 EC2 관리형 인스턴스. SSH·SSM 접속 불가, 최대 21일 뒤 교체', en: 'EC2 managed instances made and patched by AWS; no SSH or SSM, replaced after 21 days at most' }),
      datastore: says(eksArchitecture, { ko: 'etcd 인스턴스 3개, AWS가 관리', en: 'Three etcd instances, run by AWS' }),
      cni: says(eksCni, { ko: '내장(VPC 방식). 다른 CNI와 네트워크 정책 플러그인은 지원 안 함', en: 'Built in (VPC networking); other CNI or network policy plugins are not supported' }),
      ha: says(eksArchitecture, { ko: 'API 서버 2개 이상과 etcd 3개를 가용 영역 3개에', en: 'At least two API servers and three etcd across three zones' }),
      upgrade: says(eksAuto, { ko: '노드와 핵심 구성 요소를 자동으로 최신 패치로. PDB를 지키며 교체', en: 'Nodes and core components follow the latest patches, respecting PDBs' }),
      licence: { value: service, source: eksPrice },
      price: says(eksPrice, { ko: 'EKS와 같은 클러스터 요금에 인스턴스별 Auto Mode 요금이 더해짐', en: 'The EKS cluster fee plus an Auto Mode fee for each instance' }, { figure: 0.1 }),
    },
  },
  {
    id: 'aks',
    name: 'Azure AKS',
    kind: 'cloud',
    first: 'az aks create --resource-group my-group --name my-cluster',
    home: 'https://azure.microsoft.com/products/kubernetes-service/',
    facts: {
      nodes: says(aksConcepts, { ko: '노드 풀(VM 확장 집합). AKS Automatic은 노드까지 관리', en: 'Node pools (VM scale sets); AKS Automatic manages the nodes too' }),
      datastore: says(aksConcepts, { ko: 'etcd, Azure가 관리', en: 'etcd, run by Azure' }),
      cni: is(source('AKS: Azure CNI Overlay', `${aksDocs}/azure-cni-overlay`), 'Azure CNI Overlay', { options: { ko: 'Cilium 기반 Overlay, Azure CNI, 직접 가져온 CNI', en: 'Overlay powered by Cilium, Azure CNI, bring your own' } }),
      runtime: is(aksConcepts, 'containerd'),
      certificates: says(source('AKS: certificate rotation', `${aksDocs}/certificate-rotation`), { ko: 'CA 30년(2019년 5월 이후 클러스터), kubelet 인증서는 자동 순환', en: 'CA 30 years (clusters since May 2019); kubelet certificates rotate by themselves' }),
      ha: says(aksTiers, { ko: 'Standard·Premium은 가용 영역을 쓰면 API 서버 SLA 99.95%, 아니면 99.9%. Free는 SLA 없음', en: 'Standard and Premium: 99.95% API server SLA with zones, 99.9% without; none for Free' }),
      upgrade: says(source('AKS: automatic upgrades', `${aksDocs}/auto-upgrade-cluster`), { ko: '직접, 또는 자동 업그레이드 채널', en: 'By hand, or along an auto-upgrade channel' }),
      licence: { value: service, source: aksPrice },
      price: says(aksPrice, { ko: '클러스터당 시간 Free 0, Standard 0.10, Premium(LTS) 0.60 USD. 노드는 별도', en: 'Free 0, Standard 0.10, Premium (LTS) 0.60 USD per cluster and hour; nodes extra' }, { figure: 0 }),
      offline: says(source('AKS: network isolated clusters', `${aksDocs}/concepts-network-isolated`), { ko: '컨트롤 플레인은 Azure에. 바깥 인터넷을 막은 클러스터는 가능', en: 'The control plane is at Azure; clusters isolated from the internet are possible' }),
    },
  },
  {
    id: 'gke-standard',
    name: 'GKE Standard',
    kind: 'cloud',
    first: 'gcloud container clusters create my-cluster --location <region>',
    home: 'https://cloud.google.com/kubernetes-engine',
    facts: {
      nodes: says(gkeArchitecture, { ko: 'Compute Engine VM 노드 풀. 노드는 내가 관리', en: 'Node pools of Compute Engine VMs; you manage the nodes' }),
      datastore: says(gkeArchitecture, { ko: 'Google이 관리', en: 'Run by Google' }),
      cni: says(gkeDataplane, { ko: 'VPC 방식. Dataplane V2(eBPF)는 골라서 켬', en: 'VPC networking; Dataplane V2 (eBPF) is a choice' }),
      runtime: is(source('GKE: Node images', `${gkeDocs}/concepts/node-images`), 'containerd'),
      ha: says(gkePrice, { ko: '지역 클러스터 컨트롤 플레인 SLA 99.95%, 영역 클러스터 99.5%', en: 'Control-plane SLA 99.95% for regional, 99.5% for zonal clusters' }),
      upgrade: says(gkeChannels, { ko: '릴리스 채널을 따라 컨트롤 플레인과 노드 자동 업그레이드', en: 'Control plane and nodes automatically, along a release channel' }),
      licence: { value: service, source: gkePrice },
      price: { value: gkeFee, source: gkePrice, figure: 0.1 },
    },
  },
  {
    id: 'gke-autopilot',
    name: 'GKE Autopilot',
    kind: 'cloud',
    first: 'gcloud container clusters create-auto my-cluster --location <region>',
    home: `${gkeDocs}/concepts/autopilot-overview`,
    facts: {
      nodes: says(gkeAutopilot, { ko: 'Google이 노드를 만들고 관리. 파드의 요청량에 따라 늘고 줄음', en: 'Google makes and manages the nodes; they follow the Pods’ requests' }),
      datastore: says(gkeArchitecture, { ko: 'Google이 관리', en: 'Run by Google' }),
      cni: says(gkeDataplane, { ko: 'Dataplane V2(eBPF)', en: 'Dataplane V2 (eBPF)' }),
      runtime: is(source('GKE: Autopilot and Standard', `${gkeDocs}/resources/autopilot-standard-feature-comparison`), 'containerd'),
      ha: says(gkePrice, { ko: '컨트롤 플레인 SLA 99.95%, 여러 영역의 파드 99.9%', en: 'Control-plane SLA 99.95%, Pods in several zones 99.9%' }),
      upgrade: says(gkeChannels, { ko: '릴리스 채널을 따라 컨트롤 플레인과 노드 자동 업그레이드', en: 'Control plane and nodes automatically, along a release channel' }),
      licence: { value: service, source: gkePrice },
      price: { value: gkeFee, source: gkePrice, figure: 0.1 },
    },
  },
  {
    id: 'kakaocloud',
    name: 'KakaoCloud Kubernetes Engine',
    kind: 'cloud',
    first: 'Container Pack → Kubernetes Engine → 클러스터 생성',
    home: 'https://docs.kakaocloud.com/service/container-pack/k8se',
    facts: {
      nodes: says(kakao, { ko: '내 VPC에 생기는 VM 노드 풀. 노드는 내가 관리', en: 'VM node pools in your VPC; you manage the nodes' }),
      datastore: says(kakao, { ko: '카카오클라우드가 관리(제어 영역은 엔드포인트만 공개)', en: 'Run by KakaoCloud (only the control plane’s endpoint is visible)' }),
      ha: says(kakaoCreate, { ko: '제어 영역은 고가용성 구성. kr-central-2는 노드를 여러 가용 영역에', en: 'Highly available control plane; nodes in several zones in kr-central-2' }),
      licence: { value: service, source: kakao },
    },
  },
  {
    id: 'nhn',
    name: 'NHN Kubernetes Service (NKS)',
    kind: 'cloud',
    first: 'Container → NHN Kubernetes Service(NKS) → 클러스터 생성',
    home: 'https://www.nhncloud.com/kr/service/container/nhn-kubernetes-service-nks',
    facts: {
      nodes: says(nhn, { ko: '인스턴스로 이루어진 노드 그룹', en: 'Node groups made of instances' }),
      upgrade: says(nhn, { ko: '콘솔의 버전 업그레이드 기능. 새로 만들 수 있는 버전 4개, 지원 버전 5개를 유지', en: 'From the console; four versions can be created and five are supported at a time' }),
      licence: { value: service, source: nhn },
    },
  },
  {
    id: 'scp',
    name: 'Samsung Cloud Platform Kubernetes Engine',
    kind: 'cloud',
    first: 'All Services → Container → Kubernetes Engine',
    home: 'https://docs.e.samsungsdscloud.com/en/userguide/container/k8s_engine/',
    facts: {
      nodes: says(scpNodes, { ko: 'Virtual Server 노드 풀. 같은 풀은 서버 유형, 크기, 이미지가 같음', en: 'Node pools of Virtual Servers of one type, size and image' }),
      datastore: says(scp, { ko: '삼성클라우드플랫폼이 관리(컨트롤 플레인 포함)', en: 'Run by Samsung Cloud Platform, as the control plane is' }),
      cni: is(scpNodes, 'Calico'),
      upgrade: says(scpNodes, { ko: '노드 풀 단위 업그레이드, 자동 복구', en: 'Upgrade by node pool, automatic recovery' }),
      licence: { value: service, source: scp },
    },
  },
];
