import { is, says, source, unchecked, type Tool } from './types';

const k8s = 'https://kubernetes.io/docs';
const kubeadmInstall = source('Installing kubeadm', `${k8s}/setup/production-environment/tools/kubeadm/install-kubeadm/`);
const kubeadmCreate = source('Creating a cluster with kubeadm', `${k8s}/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/`);

const kops = source('kOps: README', 'https://github.com/kubernetes/kops');
const kopsHa = source('kOps: High Availability', 'https://kops.sigs.k8s.io/operations/high_availability/');

const kubespray = source('Kubespray: README', 'https://github.com/kubernetes-sigs/kubespray');
const kubesprayVars = source('Kubespray: sample k8s-cluster.yml', 'https://github.com/kubernetes-sigs/kubespray/blob/master/inventory/sample/group_vars/k8s_cluster/k8s-cluster.yml');

const capi = source('Cluster API: Introduction', 'https://cluster-api.sigs.k8s.io/');
const capiQuick = source('Cluster API: Quick Start', 'https://cluster-api.sigs.k8s.io/user/quick-start');

const rancherNeeds = source('Rancher: Installation Requirements', 'https://ranchermanager.docs.rancher.com/getting-started/installation-and-upgrade/installation-requirements');
const rancherLicence = source('Rancher: LICENSE', 'https://github.com/rancher/rancher/blob/main/LICENSE');

const machines = { ko: '요금 없음(내 서버 값만)', en: 'No charge (only your machines)' };

export const BUILDERS: readonly Tool[] = [
  {
    id: 'kubeadm',
    name: 'kubeadm',
    kind: 'builder',
    first: 'sudo kubeadm init',
    home: `${k8s}/reference/setup-tools/kubeadm/`,
    facts: {
      nodes: says(kubeadmInstall, { ko: '운영체제와 런타임을 갖춘 리눅스 서버를 직접 준비', en: 'Linux machines that you prepare, with operating system and runtime' }),
      datastore: says(source('Options for highly available topology', `${k8s}/setup/production-environment/tools/kubeadm/ha-topology/`), { ko: '컨트롤 플레인과 함께 도는 etcd', en: 'etcd beside the control plane' }, { options: { ko: '외부 etcd', en: 'external etcd' } }),
      cni: says(kubeadmCreate, { ko: '없음: 직접 골라 설치', en: 'None: you choose and install it' }),
      runtime: says(kubeadmInstall, { ko: '없음: 직접 설치', en: 'None: you install it' }, { options: 'containerd, CRI-O, Docker Engine + cri-dockerd' }),
      certificates: says(source('Certificate management with kubeadm', `${k8s}/tasks/administer-cluster/kubeadm/kubeadm-certs/`), { ko: '자동. 1년(CA 10년), 업그레이드할 때 갱신', en: 'Automatic; one year (CA ten), renewed on upgrade' }, { options: { ko: '외부 CA를 쓸 때만 직접 관리', en: 'by hand only with an external CA' } }),
      ha: says(source('Creating HA clusters with kubeadm', `${k8s}/setup/production-environment/tools/kubeadm/high-availability/`), { ko: '컨트롤 플레인 3개와 직접 만든 로드 밸런서', en: 'Three control planes and a load balancer that you provide' }),
      upgrade: says(source('Upgrading kubeadm clusters', `${k8s}/tasks/administer-cluster/kubeadm/kubeadm-upgrade/`), { ko: 'kubeadm upgrade를 노드마다 차례로, 한 번에 마이너 버전 하나', en: 'kubeadm upgrade node by node, one minor version at a time' }),
      resources: says(kubeadmInstall, { ko: '서버마다 메모리 2 GB, 컨트롤 플레인은 CPU 2개', en: '2 GB for each machine, 2 CPUs for control planes' }, { figure: 2 }),
      licence: is(source('Kubernetes: LICENSE', 'https://github.com/kubernetes/kubernetes/blob/master/LICENSE'), 'Apache-2.0'),
      price: { value: machines, source: kubeadmInstall, figure: 0 },
      offline: says(source('kubeadm init: without an internet connection', `${k8s}/reference/setup-tools/kubeadm/kubeadm-init/#without-internet-connection`), { ko: '가능: kubeadm config images로 받은 이미지를 미리 옮김', en: 'Possible: carry over the images listed by kubeadm config images' }),
    },
  },
  {
    id: 'kops',
    name: 'kOps',
    kind: 'builder',
    first: 'kops create cluster --zones <zones> <name>',
    home: 'https://kops.sigs.k8s.io/',
    facts: {
      nodes: says(kops, { ko: '클라우드 VM을 오토스케일링 그룹으로 직접 생성(AWS, GCP 정식. DigitalOcean, Hetzner, OpenStack 베타, Azure 알파)', en: 'Creates cloud VMs in autoscaling groups (AWS and GCP supported; DigitalOcean, Hetzner, OpenStack beta; Azure alpha)' }),
      datastore: says(kopsHa, { ko: 'etcd (전용 볼륨)', en: 'etcd (on volumes of its own)' }),
      cni: is(source('kOps: Networking', 'https://kops.sigs.k8s.io/networking/'), 'Cilium', { options: 'Calico, AWS VPC, Flannel, kube-router, kindnet, kubenet' }),
      runtime: is(source('kOps: Cluster spec', 'https://kops.sigs.k8s.io/cluster_spec/'), 'containerd'),
      certificates: says(source('kOps: Production setup', 'https://kops.sigs.k8s.io/getting_started/production/'), { ko: '자동. 노드 수명을 1년 안으로 두고 교체하기를 권장', en: 'Automatic; replace nodes within a year, as recommended' }),
      ha: says(kopsHa, { ko: '가용 영역마다 컨트롤 플레인 하나, 홀수 개', en: 'One control plane per zone, an odd number of zones' }),
      upgrade: says(source('kOps: Updates and upgrades', 'https://kops.sigs.k8s.io/operations/updates_and_upgrades/'), { ko: 'kops upgrade cluster 뒤 rolling-update로 노드 교체', en: 'kops upgrade cluster, then rolling-update replaces the nodes' }),
      licence: is(source('kOps: LICENSE', 'https://github.com/kubernetes/kops/blob/master/LICENSE'), 'Apache-2.0'),
      price: says(kops, { ko: '관리 요금 없음(컨트롤 플레인 VM 값은 내가 냄)', en: 'No fee (you pay for the control-plane VMs)' }, { figure: 0 }),
      offline: says(source('kOps: Local asset repositories', 'https://kops.sigs.k8s.io/operations/asset-repository/'), { ko: '인터넷을 막은 클라우드 네트워크는 가능: 자체 이미지·파일 저장소', en: 'Cloud networks without internet: with image and file repositories of your own' }),
    },
  },
  {
    id: 'kubespray',
    name: 'Kubespray',
    kind: 'builder',
    first: 'ansible-playbook -i inventory/mycluster/inventory.ini -b cluster.yml',
    home: 'https://kubespray.io/',
    facts: {
      nodes: says(kubespray, { ko: 'Ansible로 접속할 수 있는 리눅스 서버(베어메탈, VM, 클라우드)', en: 'Linux machines that Ansible can reach (bare metal, VM, cloud)' }),
      datastore: says(source('Kubespray: HA mode', 'https://github.com/kubernetes-sigs/kubespray/blob/master/docs/operations/ha-mode.md'), { ko: 'etcd 클러스터', en: 'an etcd cluster' }),
      cni: is(kubespray, 'Calico', { options: { ko: 'Cilium, Flannel, Kube-OVN, kube-router 등, custom_cni', en: 'Cilium, Flannel, Kube-OVN, kube-router …, custom_cni' } }),
      runtime: is(kubesprayVars, 'containerd', { options: { ko: 'Docker(cri-dockerd), CRI-O(실험)', en: 'Docker (cri-dockerd), CRI-O (experimental)' } }),
      certificates: says(kubesprayVars, { ko: 'kubeadm이 만듦. 자동 갱신은 기본으로 꺼져 있음(auto_renew_certificates: false)', en: 'Made by kubeadm; automatic renewal is off by default (auto_renew_certificates: false)' }),
      ha: says(source('Kubespray: HA mode', 'https://github.com/kubernetes-sigs/kubespray/blob/master/docs/operations/ha-mode.md'), { ko: '컨트롤 플레인 여러 개. 노드마다 nginx 프록시, 또는 외부 로드 밸런서', en: 'Several control planes; an nginx proxy on each node, or an external load balancer' }),
      upgrade: says(source('Kubespray: Upgrades', 'https://github.com/kubernetes-sigs/kubespray/blob/master/docs/operations/upgrades.md'), { ko: 'upgrade-cluster.yml 플레이북. Kubespray 릴리스를 건너뛰지 않음', en: 'The upgrade-cluster.yml playbook; do not skip Kubespray releases' }),
      resources: says(kubespray, { ko: '컨트롤 플레인 2 GB, 워커 1 GB', en: 'control plane 2 GB, worker 1 GB' }, { figure: 2 }),
      licence: is(source('Kubespray: LICENSE', 'https://github.com/kubernetes-sigs/kubespray/blob/master/LICENSE'), 'Apache-2.0'),
      price: { value: machines, source: kubespray, figure: 0 },
      offline: says(source('Kubespray: Offline environment', 'https://github.com/kubernetes-sigs/kubespray/blob/master/docs/operations/offline-environment.md'), { ko: '문서화됨: 내부 파일 서버와 레지스트리', en: 'Documented: internal file server and registry' }),
    },
  },
  {
    id: 'cluster-api',
    name: 'Cluster API',
    kind: 'builder',
    first: 'clusterctl init --infrastructure <provider>',
    home: 'https://cluster-api.sigs.k8s.io/',
    facts: {
      nodes: says(capi, { ko: '관리 클러스터의 오브젝트로 선언. 인프라 프로바이더(AWS, Azure, vSphere 등)가 머신을 만듦', en: 'Declared as objects in a management cluster; an infrastructure provider (AWS, Azure, vSphere …) makes the machines' }),
      datastore: says(source('Cluster API: External etcd', 'https://cluster-api.sigs.k8s.io/tasks/external-etcd'), { ko: '컨트롤 플레인과 함께 도는 etcd(kubeadm)', en: 'etcd beside the control plane (kubeadm)' }, { options: { ko: '외부 etcd', en: 'external etcd' } }),
      cni: says(capiQuick, { ko: '없음: 직접 골라 설치', en: 'None: you choose and install it' }),
      certificates: says(source('Cluster API: rotating certificates', 'https://cluster-api.sigs.k8s.io/tasks/certs/auto-rotate-certificates-in-kcp'), { ko: '자동. rolloutBefore.certificatesExpiryDays를 정하면 만료 전에 머신을 교체', en: 'Automatic; with rolloutBefore.certificatesExpiryDays the machines are replaced before expiry' }),
      ha: says(capiQuick, { ko: '--control-plane-machine-count로 컨트롤 플레인 수를 3 같은 홀수로', en: 'An odd number of control planes, such as 3, with --control-plane-machine-count' }),
      upgrade: says(source('Cluster API: Upgrading clusters', 'https://cluster-api.sigs.k8s.io/tasks/upgrading-clusters'), { ko: '버전 필드를 바꾸면 머신을 하나씩 새 것으로 교체', en: 'Change the version field and machines are replaced one by one' }),
      licence: is(source('Cluster API: LICENSE', 'https://github.com/kubernetes-sigs/cluster-api/blob/main/LICENSE'), 'Apache-2.0'),
      price: says(capi, { ko: '요금 없음(관리 클러스터와 머신 값은 내가 냄)', en: 'No fee (you pay for the management cluster and machines)' }, { figure: 0 }),
    },
  },
];

/** Compared apart: a manager sits above clusters and is no distribution. */
export const MANAGERS: readonly Tool[] = [
  {
    id: 'rancher',
    name: 'Rancher',
    kind: 'manager',
    first: 'helm install rancher rancher-stable/rancher --namespace cattle-system',
    home: 'https://ranchermanager.docs.rancher.com/',
    facts: {
      nodes: says(rancherNeeds, { ko: '노드가 없는 관리 소프트웨어. 쿠버네티스 클러스터 위에서 돌며 다른 클러스터를 만들거나 가져옴', en: 'Has no nodes of its own: it runs on a Kubernetes cluster and creates or imports others' }),
      datastore: says(rancherNeeds, { ko: '얹혀 도는 클러스터의 데이터스토어', en: 'The datastore of the cluster it runs on' }),
      ha: says(rancherNeeds, { ko: '노드 3개 이상인 전용 클러스터', en: 'A cluster of its own with three or more nodes' }),
      upgrade: says(unchecked('Rancher: Upgrades', 'https://ranchermanager.docs.rancher.com/getting-started/installation-and-upgrade/install-upgrade-on-a-kubernetes-cluster/upgrades'), { ko: 'Helm으로 업그레이드', en: 'With Helm' }),
      resources: says(rancherNeeds, { ko: '클러스터 150개까지 노드마다 vCPU 4개·16 GB, 그런 노드 3개', en: 'up to 150 clusters: 4 vCPUs and 16 GB for each of three nodes' }, { figure: 16 }),
      licence: says(rancherLicence, { ko: 'Apache-2.0. 유료 지원판은 Rancher Prime', en: 'Apache-2.0; the paid edition is Rancher Prime' }),
      price: { value: machines, source: rancherLicence, figure: 0 },
      offline: says(unchecked('Rancher: Air-gapped install', 'https://ranchermanager.docs.rancher.com/getting-started/installation-and-upgrade/other-installation-methods/air-gapped-helm-cli-install'), { ko: '문서화됨: 사설 레지스트리', en: 'Documented: private registry' }),
    },
  },
];
