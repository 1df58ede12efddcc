import { is, says, source, unchecked, type Tool } from './types';

const k3sNeeds = source('K3s: Requirements', 'https://docs.k3s.io/installation/requirements');
const k3sStore = source('K3s: Cluster Datastore', 'https://docs.k3s.io/datastore');
const k3sServer = source('K3s: server', 'https://docs.k3s.io/cli/server');
const k3sHome = unchecked('K3s: LICENSE', 'https://github.com/k3s-io/k3s/blob/main/LICENSE');

const rke2Needs = source('RKE2: Requirements', 'https://docs.rke2.io/install/requirements');
const rke2Intro = source('RKE2: Introduction', 'https://docs.rke2.io/');
const rke2Licence = source('RKE2: LICENSE', 'https://github.com/rancher/rke2/blob/master/LICENSE');

const microk8s = source('MicroK8s: README', 'https://github.com/canonical/microk8s');
const microk8sHa = unchecked('MicroK8s: High Availability', 'https://microk8s.io/docs/high-availability');

const k0sNeeds = source('k0s: System requirements', 'https://docs.k0sproject.io/stable/system-requirements/');
const k0sLicence = source('k0s: LICENSE', 'https://github.com/k0sproject/k0s/blob/main/LICENSE');

const talosDocs = 'https://docs.siderolabs.com/talos/v1.13';
const talosNeeds = source('Talos Linux: System requirements', `${talosDocs}/getting-started/system-requirements`);
const talosIntro = source('Talos Linux: What is Talos?', `${talosDocs}/overview/what-is-talos`);
const talosLicence = unchecked('Talos Linux: LICENSE', 'https://github.com/siderolabs/talos/blob/main/LICENSE');

const ocpNeeds = source('OpenShift: minimum resource requirements', 'https://github.com/openshift/openshift-docs/blob/main/modules/installation-minimum-resource-requirements.adoc');
const ocpProduct = unchecked('Red Hat OpenShift Container Platform', 'https://www.redhat.com/en/technologies/cloud-computing/openshift/container-platform');
const ocpOperators = source('OpenShift: Cluster Operators reference', 'https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/operators/operator-reference');
const okdReadme = source('OKD: README (what OpenShift is built from)', 'https://github.com/okd-project/okd');
const ocpMirror = source('OpenShift: disconnected installation mirroring', 'https://docs.openshift.com/container-platform/latest/disconnected/mirroring/index.html');
const ocpMetal = source('OpenShift installer: bare metal', 'https://github.com/openshift/installer/blob/main/docs/user/metal/install_upi.md');
const ocpCni = source('OpenShift installer: OpenStack', 'https://github.com/openshift/installer/blob/main/docs/user/openstack/README.md');
const okd = source('OKD', 'https://okd.io/');

const packaged = { ko: '요금 없음(내 서버 값만)', en: 'No charge (only your machines)' };

export const DISTRIBUTIONS: readonly Tool[] = [
  {
    id: 'k3s',
    name: 'K3s',
    kind: 'distribution',
    first: 'curl -sfL https://get.k3s.io | sh -',
    home: 'https://k3s.io/',
    facts: {
      nodes: says(k3sNeeds, { ko: '리눅스 서버에 실행 파일 하나(x86_64, arm64, armhf). server와 agent 두 역할', en: 'One binary on a Linux machine (x86_64, arm64, armhf); two roles, server and agent' }),
      datastore: says(k3sStore, { ko: 'SQLite (서버 1대)', en: 'SQLite (one server)' }, { options: { ko: '내장 etcd(HA), 외부 etcd, MySQL, MariaDB, PostgreSQL', en: 'embedded etcd (HA), external etcd, MySQL, MariaDB, PostgreSQL' } }),
      cni: is(source('K3s: Basic Network Options', 'https://docs.k3s.io/networking/basic-network-options'), 'flannel', { options: { ko: '--flannel-backend=none으로 끄고 Calico, Cilium 등 설치', en: 'switch it off with --flannel-backend=none and install Calico, Cilium or another' } }),
      runtime: is(k3sServer, 'containerd', { options: { ko: '--docker(cri-dockerd), --container-runtime-endpoint', en: '--docker (cri-dockerd), --container-runtime-endpoint' } }),
      certificates: says(source('K3s: certificate', 'https://docs.k3s.io/cli/certificate'), { ko: '자동. 365일, 만료 120일 안쪽이면 K3s가 시작할 때 갱신. CA는 10년', en: 'Automatic; 365 days, renewed when K3s starts within 120 days of expiry; CA ten years' }),
      ha: says(source('K3s: High Availability Embedded etcd', 'https://docs.k3s.io/datastore/ha-embedded'), { ko: '서버 3대 이상과 내장 etcd, 또는 서버 2대 이상과 외부 DB', en: 'Three or more servers with embedded etcd, or two or more with an external database' }),
      upgrade: says(unchecked('K3s: Upgrades', 'https://docs.k3s.io/upgrades'), { ko: '설치 스크립트 다시 실행, 또는 system-upgrade-controller로 자동', en: 'Run the install script again, or automate with system-upgrade-controller' }),
      resources: says(k3sNeeds, { ko: 'server 2코어 2 GB, agent 1코어 512 MB', en: 'server 2 cores 2 GB, agent 1 core 512 MB' }, { figure: 2 }),
      licence: is(k3sHome, 'Apache-2.0'),
      price: { value: packaged, source: k3sHome, figure: 0 },
      offline: says(unchecked('K3s: Air-Gap Install', 'https://docs.k3s.io/installation/airgap'), { ko: '문서화됨: 이미지 묶음 또는 사설 레지스트리', en: 'Documented: image archive or private registry' }),
    },
  },
  {
    id: 'rke2',
    name: 'RKE2',
    kind: 'distribution',
    first: 'curl -sfL https://get.rke2.io | sh -',
    home: 'https://docs.rke2.io/',
    facts: {
      nodes: says(rke2Intro, { ko: '리눅스 서버(에이전트는 Windows도). 컨트롤 플레인은 kubelet이 띄우는 스태틱 파드', en: 'Linux machines (agents also on Windows); the control plane runs as static Pods' }),
      datastore: says(source('RKE2: External datastore', 'https://docs.rke2.io/datastore/external'), { ko: '내장 etcd', en: 'embedded etcd' }, { options: { ko: '외부 etcd, MySQL, MariaDB, PostgreSQL', en: 'external etcd, MySQL, MariaDB, PostgreSQL' } }),
      cni: is(source('RKE2: Network Options', 'https://docs.rke2.io/networking/basic_network_options'), 'Canal', { options: 'Calico, Cilium, Flannel, none; Multus' }),
      runtime: is(rke2Intro, 'containerd'),
      certificates: says(source('RKE2: Certificate Management', 'https://docs.rke2.io/security/certificates'), { ko: '자동. 365일, 만료 120일 안쪽이면 RKE2가 시작할 때 갱신', en: 'Automatic; 365 days, renewed when RKE2 starts within 120 days of expiry' }),
      ha: says(source('RKE2: High Availability', 'https://docs.rke2.io/install/ha'), { ko: '서버를 홀수로(3대 권장)', en: 'An odd number of servers (three recommended)' }),
      upgrade: says(source('RKE2: Upgrading', 'https://docs.rke2.io/upgrades'), { ko: '수동, 또는 system-upgrade-controller로 자동', en: 'By hand, or automated with system-upgrade-controller' }),
      resources: says(rke2Needs, { ko: 'CPU 2개와 메모리 4 GB (4개와 8 GB 권장)', en: '2 CPUs and 4 GB (4 and 8 GB recommended)' }, { figure: 4 }),
      licence: is(rke2Licence, 'Apache-2.0'),
      price: { value: packaged, source: rke2Licence, figure: 0 },
      offline: says(source('RKE2: Air-Gap Install', 'https://docs.rke2.io/install/airgap'), { ko: '문서화됨: 이미지 묶음 또는 사설 레지스트리', en: 'Documented: image archive or private registry' }),
    },
  },
  {
    id: 'microk8s',
    name: 'MicroK8s',
    kind: 'distribution',
    first: 'sudo snap install microk8s --classic',
    home: 'https://microk8s.io/',
    facts: {
      nodes: says(microk8s, { ko: '리눅스에 snap 패키지 하나', en: 'One snap package on Linux' }),
      datastore: says(microk8sHa, { ko: 'Dqlite (분산 SQLite)', en: 'Dqlite (distributed SQLite)' }),
      cni: says(source('MicroK8s: build notes', 'https://github.com/canonical/microk8s/blob/master/docs/build.md'), { ko: 'Calico (VXLAN 방식)', en: 'Calico (VXLAN)' }),
      runtime: is(source('MicroK8s: scripts/wrappers/images.py', 'https://github.com/canonical/microk8s/blob/master/scripts/wrappers/images.py'), 'containerd'),
      certificates: says(source('MicroK8s: utils.sh', 'https://github.com/canonical/microk8s/blob/master/microk8s-resources/actions/common/utils.sh'), { ko: '자동. 서버 인증서 365일, CA 3,650일', en: 'Automatic; server certificate 365 days, CA 3,650 days' }),
      ha: says(microk8sHa, { ko: '노드가 3개 이상 되면 자동. 모든 노드가 API를 제공', en: 'Automatic from three nodes on; every node serves the API' }),
      upgrade: says(microk8s, { ko: 'snap 채널을 따라 자동 갱신', en: 'Automatic, along a snap channel' }),
      licence: is(source('MicroK8s: LICENSE', 'https://github.com/canonical/microk8s/blob/master/LICENSE'), 'Apache-2.0'),
      price: { value: packaged, source: microk8s, figure: 0 },
    },
  },
  {
    id: 'k0s',
    name: 'k0s',
    kind: 'distribution',
    first: 'sudo k0s install controller --single && sudo k0s start',
    home: 'https://k0sproject.io/',
    facts: {
      nodes: says(k0sNeeds, { ko: '리눅스 서버에 실행 파일 하나(워커는 Windows도). 컨트롤러는 기본적으로 워크로드를 받지 않음', en: 'One binary on Linux (workers also on Windows); controllers take no workload by default' }),
      datastore: says(source('k0s: Configuration, spec.storage', 'https://docs.k0sproject.io/stable/configuration/#specstorage'), { ko: '단일 노드는 SQLite(kine), 여러 노드는 etcd(k0s가 관리)', en: 'SQLite (kine) on a single node, etcd (run by k0s) on several' }, { options: { ko: 'kine: MySQL, PostgreSQL 등. 외부 etcd', en: 'kine: MySQL, PostgreSQL …; external etcd' } }),
      cni: is(source('k0s: Networking', 'https://docs.k0sproject.io/stable/networking/'), 'kube-router', { options: { ko: 'Calico, 또는 custom으로 직접 설치', en: 'Calico, or custom for your own' } }),
      runtime: is(source('k0s: Runtime', 'https://docs.k0sproject.io/stable/runtime/'), 'containerd', { options: { ko: 'CRI를 따르는 다른 런타임', en: 'any other CRI runtime' } }),
      certificates: says(source('k0s: security self-assessment', 'https://github.com/k0sproject/k0s/blob/main/docs/governance/cncf/security-self-assessment.md'), { ko: '자동. 1년, k0s를 다시 시작할 때마다 갱신', en: 'Automatic; one year, rotated on every k0s restart' }),
      ha: says(source('k0s: Control Plane High Availability', 'https://docs.k0sproject.io/stable/high-availability/'), { ko: '컨트롤러 3개 또는 5개와 TCP 로드 밸런서', en: 'Three or five controllers and a TCP load balancer' }),
      upgrade: says(source('k0s: Autopilot', 'https://docs.k0sproject.io/stable/autopilot/'), { ko: 'k0sctl, 또는 Autopilot 계획으로 자동', en: 'k0sctl, or automated with an Autopilot plan' }),
      resources: says(k0sNeeds, { ko: '컨트롤러 1 GB와 vCPU 1개, 워커 0.5 GB', en: 'controller 1 GB and 1 vCPU, worker 0.5 GB' }, { figure: 1 }),
      licence: is(k0sLicence, 'Apache-2.0'),
      price: { value: packaged, source: k0sLicence, figure: 0 },
      offline: says(source('k0s: Air gapped installation', 'https://docs.k0sproject.io/stable/airgap-install/'), { ko: '문서화됨: 배포판마다 나오는 이미지 묶음', en: 'Documented: an image bundle comes with each release' }),
    },
  },
  {
    id: 'talos',
    name: 'Talos Linux',
    kind: 'distribution',
    first: 'talosctl gen config my-cluster https://<endpoint>:6443',
    home: 'https://www.talos.dev/',
    facts: {
      nodes: says(talosIntro, { ko: '쿠버네티스 전용 운영체제. 셸과 SSH 없이 API로만 설정(베어메탈, VM, 클라우드)', en: 'An operating system for Kubernetes only; no shell, no SSH, all through an API (bare metal, VM, cloud)' }),
      datastore: says(source('Talos Linux: Control plane', `${talosDocs}/learn-more/control-plane`), { ko: 'etcd (Talos가 관리)', en: 'etcd (run by Talos)' }),
      cni: is(source('Talos Linux: Deploy Calico', 'https://docs.siderolabs.com/kubernetes-guides/cni/deploy-calico'), 'Flannel', { options: { ko: '기본 CNI를 끄고 Calico, Cilium 등 설치', en: 'switch the default off and install Calico, Cilium or another' } }),
      runtime: is(source('Talos Linux: Containerd', `${talosDocs}/configure-your-talos-cluster/images-container-runtime/containerd`), 'containerd'),
      certificates: says(source('Talos Linux: Certificate management', `${talosDocs}/security/cert-management`), { ko: '서버 쪽은 자동. kubelet은 해마다 한 번 다시 시작, talosconfig는 직접 갱신', en: 'Automatic on the server side; restart the kubelet once a year, renew talosconfig yourself' }),
      ha: says(source('Talos Linux: Production notes', `${talosDocs}/getting-started/prodnotes`), { ko: '컨트롤 플레인 3개와 로드 밸런서, DNS 또는 VIP', en: 'Three control planes with a load balancer, DNS or VIP' }),
      upgrade: says(source('Talos Linux: Upgrading', `${talosDocs}/configure-your-talos-cluster/lifecycle-management/upgrading-talos`), { ko: 'API로 이미지 교체(A-B, 실패하면 되돌림). 쿠버네티스 업그레이드는 따로', en: 'Image swap through the API (A-B, rolls back on failure); Kubernetes is upgraded separately' }),
      resources: says(talosNeeds, { ko: '컨트롤 플레인 2 GiB·2코어, 워커 1 GiB·1코어, 디스크 10 GiB', en: 'control plane 2 GiB and 2 cores, worker 1 GiB and 1 core, 10 GiB disk' }, { figure: 2 }),
      licence: is(talosLicence, 'MPL-2.0'),
      price: { value: packaged, source: talosLicence, figure: 0 },
      offline: says(source('Talos Linux: Air-gapped', `${talosDocs}/platform-specific-installations/air-gapped`), { ko: '문서화됨: 레지스트리 미러', en: 'Documented: registry mirrors' }),
    },
  },
  {
    id: 'openshift',
    name: 'OpenShift',
    kind: 'distribution',
    first: 'openshift-install create cluster',
    home: 'https://www.redhat.com/en/technologies/cloud-computing/openshift/container-platform',
    facts: {
      nodes: says(ocpMetal, { ko: '설치 프로그램이 준비한 RHCOS 머신(베어메탈, VM, 클라우드)', en: 'RHCOS machines prepared by the installer (bare metal, VM, cloud)' }),
      datastore: says(ocpOperators, { ko: 'etcd (오퍼레이터가 관리)', en: 'etcd (run by an operator)' }),
      cni: is(ocpCni, 'OVN-Kubernetes'),
      runtime: is(okdReadme, 'CRI-O'),
      ha: says(ocpMetal, { ko: '컨트롤 플레인 3개가 기본 구성', en: 'Three control planes in the standard layout' }),
      upgrade: says(ocpOperators, { ko: '클러스터 버전 오퍼레이터가 OS까지 함께 올림', en: 'The cluster version operator upgrades it, operating system included' }),
      resources: says(ocpNeeds, { ko: '컨트롤 플레인 노드마다 vCPU 4개·16 GB·디스크 100 GB, 워커 2개·8 GB', en: 'each control-plane node 4 vCPUs, 16 GB, 100 GB disk; workers 2 and 8 GB' }, { figure: 16 }),
      licence: says(ocpProduct, { ko: '유료 구독 제품(오픈 소스판은 OKD)', en: 'Subscription product (the open-source edition is OKD)' }),
      offline: says(ocpMirror, { ko: '문서화됨: 이미지를 미러한 연결 끊김 설치', en: 'Documented: disconnected installation with mirrored images' }),
    },
  },
  {
    id: 'okd',
    name: 'OKD',
    kind: 'distribution',
    first: 'openshift-install create cluster',
    home: 'https://okd.io/',
    facts: {
      nodes: says(okd, { ko: 'OpenShift와 같은 설치 프로그램, 커뮤니티 CoreOS 머신', en: 'The same installer as OpenShift, on community CoreOS machines' }),
      cni: is(ocpCni, 'OVN-Kubernetes'),
      runtime: is(okdReadme, 'CRI-O'),
      resources: says(ocpNeeds, { ko: '컨트롤 플레인 노드마다 vCPU 4개·16 GB·디스크 100 GB', en: 'each control-plane node 4 vCPUs, 16 GB, 100 GB disk' }, { figure: 16 }),
      licence: says(okd, { ko: 'Apache-2.0, 커뮤니티 지원', en: 'Apache-2.0, community support' }),
      price: { value: packaged, source: okd, figure: 0 },
      offline: says(source('OKD: mirroring for a disconnected installation', 'https://docs.okd.io/latest/disconnected/installing-mirroring-disconnected.html'), { ko: '문서화됨: 이미지를 미러한 사설 레지스트리', en: 'Documented: a private registry with mirrored images' }),
    },
  },
];
