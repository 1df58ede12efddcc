import { defineMessages } from '../../../i18n/messages';

export const historyMessages = defineMessages({
  ko: {
    title: 'Borg에서 쿠버네티스까지',
    point: '구글 안에서 다듬은 생각이 공개 프로젝트가 되고, 다시 재단의 프로젝트가 되었습니다.',
    caveat: '눈금은 실제 간격과 다릅니다.',
    events: {
      borg: { when: '2003–2004', what: 'Borg', detail: '구글 안에서 클러스터 관리를 시작합니다. 논문은 2015년에 나왔습니다.' },
      omega: { when: '2013', what: 'Omega 논문', detail: '여러 스케줄러가 한 상태를 공유하며 낙관적으로 고치는 구조를 발표합니다.' },
      open: { when: '2014년 6월', what: '오픈 소스 공개', detail: '쿠버네티스가 처음 세상에 나옵니다.' },
      v1: { when: '2015년 7월', what: 'v1.0과 CNCF', detail: '첫 정식 판을 내고 새로 만든 재단에 기증합니다.' },
      graduate: { when: '2018년 3월', what: 'CNCF 졸업', detail: '이 재단에서 졸업한 첫 프로젝트입니다.' },
      now: { when: '2026', what: 'v1.36, v1.37', detail: '4월과 8월에 나왔습니다. 이 과정의 기준은 v1.36입니다.' },
    },
  },
  en: {
    title: 'From Borg to Kubernetes',
    point: 'Ideas proven inside Google became an open project, and then a foundation’s.',
    caveat: 'Distances are not to scale.',
    events: {
      borg: { when: '2003–2004', what: 'Borg', detail: 'Cluster management begins inside Google. The paper came out in 2015.' },
      omega: { when: '2013', what: 'The Omega paper', detail: 'Several schedulers share one state and change it optimistically.' },
      open: { when: 'June 2014', what: 'Open source', detail: 'Kubernetes is shown to the world.' },
      v1: { when: 'July 2015', what: 'v1.0 and the CNCF', detail: 'The first stable release, given to a newly formed foundation.' },
      graduate: { when: 'March 2018', what: 'CNCF graduation', detail: 'The first project of that foundation to graduate.' },
      now: { when: '2026', what: 'v1.36, v1.37', detail: 'Released in April and August. This course follows v1.36.' },
    },
  },
});
