import { defineMessages } from '../../../i18n/messages';

export const fiveKindsMessages = defineMessages({
  ko: {
    title: '한 목록에 섞이는 다섯 가지',
    point: '이름이 나란히 놓여도 하는 일은 다릅니다. 무엇을 주는지로 나누면 비교할 상대가 보입니다.',
    caveat: '한 제품이 두 가지 일을 하기도 합니다. k3d는 K3s를, kind는 kubeadm을 안에서 씁니다. KRIB은 지금 쓰지 않는 옛 도구입니다.',
    same: '아래 넷이 만드는 클러스터는 모두 같은 쿠버네티스 API로 말합니다(적합성 인증을 받은 것끼리).',
    historic: '옛 도구',
    kinds: {
      platform: { name: '관리 플랫폼', gives: '이미 있는 클러스터 여럿을 한곳에서 다룹니다.' },
      local: { name: '로컬 도구', gives: '내 컴퓨터에 금방 쓰고 버릴 클러스터' },
      distribution: { name: '배포판', gives: '구성을 골라 묶은 쿠버네티스 자체' },
      builder: { name: '구축 도구', gives: '내 서버를 클러스터로 엮는 절차' },
      cloud: { name: '클라우드 서비스', gives: '컨트롤 플레인을 대신 운영' },
    },
    names: {
      scp: '삼성클라우드플랫폼 Kubernetes Engine',
      kakao: '카카오클라우드 Kubernetes Engine',
      nhn: 'NHN Kubernetes Service(NKS)',
    },
  },
  en: {
    title: 'Five kinds of thing that end up in one list',
    point: 'The names stand side by side, but the jobs differ. Sort them by what they give you, and you see which ones can be compared.',
    caveat: 'Some products do two jobs: k3d uses K3s inside, kind uses kubeadm. KRIB is a historic tool.',
    same: 'Clusters made by the four below all speak the same Kubernetes API (where certified conformant).',
    historic: 'historic',
    kinds: {
      platform: { name: 'Management platform', gives: 'Handles many clusters that already exist, in one place.' },
      local: { name: 'Local tool', gives: 'A cluster on your computer, to use and throw away' },
      distribution: { name: 'Distribution', gives: 'Kubernetes itself, chosen and packaged' },
      builder: { name: 'Builder', gives: 'A way to turn your servers into a cluster' },
      cloud: { name: 'Cloud service', gives: 'Somebody else runs the control plane' },
    },
    names: {
      scp: 'Samsung Cloud Platform Kubernetes Engine',
      kakao: 'KakaoCloud Kubernetes Engine',
      nhn: 'NHN Kubernetes Service (NKS)',
    },
  },
});
