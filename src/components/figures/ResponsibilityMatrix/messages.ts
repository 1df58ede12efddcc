import { defineMessages } from '../../../i18n/messages';

export const responsibilityMessages = defineMessages({
  ko: {
    title: '관리형 쿠버네티스에서 누가 무엇을 맡는가',
    point: '관리형이어도 방식에 따라 선이 움직입니다. 앱은 어느 방식에서나 내 몫입니다.',
    caveat: '세 방식의 경향을 정리한 것이며 제공자마다 조금씩 다릅니다. 어느 방식이든 쿠버네티스 버전이나 릴리스 채널을 고르고, 사라지는 API에 맞춰 매니페스트를 고치는 일은 내 몫입니다.',
    layer: '층',
    legend: '누가 맡나요',
    who: { provider: '제공자', shared: '나누어', you: '나' },
    modes: {
      self: { name: '직접 만든 노드', like: 'EKS 자체 관리형 노드' },
      managed: { name: '관리형 노드', like: 'EKS 관리형 노드 그룹, GKE Standard, AKS' },
      auto: { name: '자동 모드', like: 'EKS Auto Mode, GKE Autopilot, AKS Automatic' },
    },
    layers: {
      hardware: '하드웨어',
      control: '컨트롤 플레인',
      etcd: 'etcd',
      os: '노드 운영체제',
      kubelet: 'kubelet과 런타임',
      addons: '애드온',
      workloads: '워크로드',
    },
    notes: {
      image: '제공자가 패치한 이미지를 내놓고, 바꿀 때나 자동 교체 시간대는 내가 정합니다.',
      follows: '노드 이미지에 담겨 함께 바뀝니다.',
      packaged: '제공자가 묶어 주고, 고르고 올리는 일은 내가 합니다.',
      core: '네트워크, DNS, 디스크 같은 핵심만 제공자가 맡습니다.',
      rolls: '제공자가 갈아 끼웁니다. 축출을 견디는 일은 내 몫입니다.',
    },
  },
  en: {
    title: 'Who looks after what in managed Kubernetes',
    point: 'Managed or not, the line moves with the mode. The workloads are yours in every one.',
    caveat: 'A summary of three modes; providers differ in details. In every mode, choosing the Kubernetes version or release channel and fixing manifests for removed APIs is yours.',
    layer: 'Layer',
    legend: 'Who looks after it',
    who: { provider: 'Provider', shared: 'Shared', you: 'You' },
    modes: {
      self: { name: 'Self-managed nodes', like: 'EKS self-managed nodes' },
      managed: { name: 'Managed nodes', like: 'EKS managed node groups, GKE Standard, AKS' },
      auto: { name: 'Auto mode', like: 'EKS Auto Mode, GKE Autopilot, AKS Automatic' },
    },
    layers: {
      hardware: 'Hardware',
      control: 'Control plane',
      etcd: 'etcd',
      os: 'Node operating system',
      kubelet: 'kubelet and runtime',
      addons: 'Add-ons',
      workloads: 'Workloads',
    },
    notes: {
      image: 'The provider publishes patched images; you decide when, or in which window, nodes change.',
      follows: 'Comes with the node image and changes with it.',
      packaged: 'The provider packages them; you choose and update.',
      core: 'Only the core, such as network, DNS and disks, is the provider’s.',
      rolls: 'The provider replaces nodes; surviving eviction is yours.',
    },
  },
});
