import { is, says, source, type Tool } from './types';

const minikubeStart = source('minikube start (flags)', 'https://minikube.sigs.k8s.io/docs/commands/start/');
const minikubeNeeds = source('minikube: Get Started', 'https://minikube.sigs.k8s.io/docs/start/');
const minikubeCode = source('minikube: pkg/minikube/cni/cni.go, chooseDefault', 'https://github.com/kubernetes/minikube/blob/master/pkg/minikube/cni/cni.go');

const kindConfig = source('kind: Configuration', 'https://kind.sigs.k8s.io/docs/user/configuration/');
const kindQuick = source('kind: Quick Start', 'https://kind.sigs.k8s.io/docs/user/quick-start/');
const kindDesign = source('kind: Design principles', 'https://kind.sigs.k8s.io/docs/design/principles/');

const k3dServers = source('k3d: Creating multi-server clusters', 'https://k3d.io/stable/usage/multiserver/');
const k3dHome = source('k3d: Overview', 'https://k3d.io/stable/');
const k3dCalico = source('k3d: Use Calico instead of Flannel', 'https://k3d.io/stable/usage/advanced/calico/');
const k3sCertificates = source('K3s: certificate', 'https://docs.k3s.io/cli/certificate');

const desktop = source('Docker Desktop: Kubernetes', 'https://docs.docker.com/desktop/features/kubernetes/');
const desktopLicence = source('Docker Desktop licence agreement', 'https://docs.docker.com/subscription/desktop-license/');

export const LOCAL_TOOLS: readonly Tool[] = [
  {
    id: 'minikube',
    name: 'minikube',
    kind: 'local',
    first: 'minikube start',
    home: 'https://minikube.sigs.k8s.io/',
    facts: {
      nodes: says(
        source('minikube: Drivers', 'https://minikube.sigs.k8s.io/docs/drivers/'),
        { ko: '드라이버에 따라 컨테이너(Docker, Podman), VM(KVM2, Hyper-V, vfkit, VirtualBox, QEMU 등), 호스트 자체(none, 리눅스), SSH로 접속한 머신. --nodes로 여러 노드', en: 'By driver: containers (Docker, Podman), VMs (KVM2, Hyper-V, vfkit, VirtualBox, QEMU …), the host itself (none, on Linux) or a machine over SSH. Several nodes with --nodes' },
      ),
      datastore: says(minikubeStart, { ko: 'etcd (kubeadm이 부트스트랩)', en: 'etcd (bootstrapped by kubeadm)' }, { options: { ko: '--extra-config로 etcd 플래그 변경', en: 'etcd flags through --extra-config' } }),
      cni: says(minikubeCode, { ko: '자동: 노드 1개에 Docker 런타임이면 bridge, 여러 노드면 kindnet', en: 'auto: bridge for one node on the Docker runtime, kindnet for several nodes' }, {
        options: { ko: '--cni: bridge, calico, cilium, flannel, kindnet, 매니페스트 파일', en: '--cni: bridge, calico, cilium, flannel, kindnet, a manifest file' },
      }),
      runtime: says(
        source('minikube: DefaultContainerRuntimeChangeWarning', 'https://github.com/kubernetes/minikube/blob/master/pkg/minikube/constants/constants.go'),
        { ko: 'Docker (1.38까지). 1.39부터 containerd로 바뀐다고 예고', en: 'Docker (up to 1.38); the code announces containerd from 1.39' },
        { options: '--container-runtime: docker, containerd, cri-o' },
      ),
      certificates: says(minikubeStart, { ko: '자동. 기본 수명 3년(26,280시간), --cert-expiration으로 변경', en: 'Automatic; three years (26,280 h) by default, set with --cert-expiration' }),
      ha: says(minikubeStart, { ko: '--ha: 컨트롤 플레인 3개 이상. 모두 한 컴퓨터 위에 있어 연습용', en: '--ha: three or more control planes, all on one computer, so for practice only' }),
      upgrade: says(minikubeStart, { ko: '--kubernetes-version을 올려 다시 start하거나 지우고 새로 만들기', en: 'Start again with a newer --kubernetes-version, or delete and recreate' }),
      resources: says(minikubeNeeds, { ko: 'CPU 2개, 여유 메모리 2 GB, 디스크 20 GB', en: '2 CPUs, 2 GB free memory, 20 GB disk' }, { figure: 2 }),
      licence: is(source('minikube: LICENSE', 'https://github.com/kubernetes/minikube/blob/master/LICENSE'), 'Apache-2.0'),
      price: says(minikubeNeeds, { ko: '요금 없음(내 컴퓨터)', en: 'No charge (your computer)' }, { figure: 0 }),
      offline: says(source('minikube: Offline usage', 'https://minikube.sigs.k8s.io/docs/handbook/offline/'), { ko: '가능: 미리 받은 캐시(~/.minikube/cache)를 옮겨 사용', en: 'Possible: carry over a filled cache (~/.minikube/cache)' }),
    },
  },
  {
    id: 'kind',
    name: 'kind',
    kind: 'local',
    first: 'kind create cluster',
    home: 'https://kind.sigs.k8s.io/',
    facts: {
      nodes: says(kindQuick, { ko: '컨테이너 하나가 노드 하나(Docker, Podman, nerdctl). 노드 수는 설정 파일에 적음', en: 'One container is one node (Docker, Podman or nerdctl); the number of nodes is in the config file' }),
      datastore: says(kindQuick, { ko: 'etcd (노드 안에서 kubeadm이 기본 구성으로 만듦)', en: 'etcd (made by kubeadm inside the node, in its default layout)' }),
      cni: is(kindConfig, 'kindnet', { options: { ko: 'disableDefaultCNI: true로 끄고 직접 설치', en: 'switch it off with disableDefaultCNI: true and install your own' } }),
      runtime: says(kindDesign, { ko: '노드 안은 containerd', en: 'containerd inside the nodes' }),
      certificates: says(kindQuick, { ko: '자동(kubeadm). kubeadm 설정을 덧붙여 변경', en: 'Automatic (kubeadm); change through kubeadm patches' }),
      ha: says(kindQuick, { ko: '컨트롤 플레인 여러 개 가능. 모두 한 컴퓨터 위에 있어 연습용', en: 'Several control planes possible, all on one computer, so for practice only' }),
      upgrade: says(kindConfig, { ko: '없음: 지우고 새 이미지로 다시 만들기', en: 'None: delete and recreate from a newer image' }),
      licence: is(source('kind: LICENSE', 'https://github.com/kubernetes-sigs/kind/blob/main/LICENSE'), 'Apache-2.0'),
      price: says(kindQuick, { ko: '요금 없음(내 컴퓨터)', en: 'No charge (your computer)' }, { figure: 0 }),
      offline: says(source('kind: Working Offline', 'https://kind.sigs.k8s.io/docs/user/working-offline/'), { ko: '가능: 필요한 것이 모두 든 노드 이미지를 미리 받음', en: 'Possible: load the node image beforehand; it holds everything' }),
    },
  },
  {
    id: 'k3d',
    name: 'k3d',
    kind: 'local',
    first: 'k3d cluster create',
    home: 'https://k3d.io/',
    facts: {
      nodes: says(k3dHome, { ko: 'Docker 컨테이너 안의 K3s. 컨테이너 하나가 노드 하나', en: 'K3s in Docker containers; one container is one node' }),
      datastore: says(k3dServers, { ko: '서버 1개면 K3s 기본(SQLite), --servers 3이면 내장 etcd', en: 'The K3s default (SQLite) with one server, embedded etcd with --servers 3' }),
      cni: is(k3dCalico, 'flannel', { options: { ko: '--flannel-backend=none으로 끄고 Calico 등 설치', en: 'switch it off with --flannel-backend=none and install Calico or another' } }),
      runtime: says(k3dHome, { ko: '노드 안은 K3s의 containerd, 바깥은 Docker 20.10.5 이상', en: 'K3s’ containerd inside the nodes; Docker 20.10.5 or later outside' }),
      certificates: says(k3sCertificates, { ko: '자동(K3s와 같음: 365일)', en: 'Automatic (as in K3s: 365 days)' }),
      ha: says(k3dServers, { ko: '--servers 3. 모두 한 컴퓨터 위에 있어 연습용', en: '--servers 3, all on one computer, so for practice only' }),
      resources: says(k3dServers, { ko: '서버 여러 개일 때 2코어, 4 GiB 권장', en: '2 cores and 4 GiB recommended for several servers' }, { figure: 4 }),
      licence: is(source('k3d: LICENSE', 'https://github.com/k3d-io/k3d/blob/main/LICENSE'), 'MIT'),
      price: says(k3dHome, { ko: '요금 없음(내 컴퓨터)', en: 'No charge (your computer)' }, { figure: 0 }),
    },
  },
  {
    id: 'docker-desktop',
    name: 'Docker Desktop',
    kind: 'local',
    first: 'Kubernetes → Create cluster',
    home: 'https://docs.docker.com/desktop/',
    facts: {
      nodes: says(desktop, { ko: 'Docker Desktop의 VM 안 컨테이너. kubeadm 방식은 노드 1개, kind 방식은 노드 수와 버전 선택', en: 'Containers inside Docker Desktop’s VM; one node with the kubeadm method, a choice of nodes and version with kind' }),
      certificates: says(desktop, { ko: '켤 때 자동으로 만듦', en: 'Made automatically when you enable it' }),
      upgrade: says(desktop, { ko: 'Docker Desktop을 갱신해도 그대로: Reset Kubernetes Cluster로 다시 만들기', en: 'Not with Docker Desktop updates: recreate with Reset Kubernetes Cluster' }),
      licence: says(
        desktopLicence,
        { ko: '개인, 교육, 비상업 오픈 소스, 소규모 기업(직원 250명 미만이면서 매출 1천만 달러 미만)은 무료. 그 밖의 업무용과 정부 기관은 유료 구독', en: 'Free for personal use, education, non-commercial open source and small businesses (under 250 staff and under 10 million USD revenue); a paid subscription otherwise and for government' },
      ),
      price: says(desktopLicence, { ko: '클러스터 요금 없음. 위 조건을 넘으면 사용자별 구독', en: 'No charge per cluster; subscription per user beyond the limits above' }, { figure: 0 }),
    },
  },
];
